-- One row: one visit to be made: due within two weeks and to be made within one, missed in the last thirty days, or without a latest
-- day: waiting since at most sixty days, or opening within a week. With who is to make it, and when, by the latest plan that names
-- the event. Sorted by visitor, department, deadline. Parameters :as_of.
SELECT (SELECT p.visitor FROM plan AS p WHERE p.event_id = o.event_id AND p.run_out IS NULL AND p.withdrawn = 0 AND p.visitor IS NOT NULL
        AND (p.cancelled_on IS NULL OR substr(p.cancelled_on, 1, 10) > :as_of) AND (p.stage IS NULL OR p.stage = o.stage)
        ORDER BY p.planned_on DESC, p.plan_id DESC LIMIT 1) AS visitor,
    coalesce(o.department, '') AS department, o.policy, o.event_id, o.stage, o.category, o.opens, o.deadline,
    (SELECT substr(p.planned_on, 1, 16) FROM plan AS p WHERE p.event_id = o.event_id AND p.run_out IS NULL AND p.withdrawn = 0
        AND (p.cancelled_on IS NULL OR substr(p.cancelled_on, 1, 10) > :as_of) AND (p.stage IS NULL OR p.stage = o.stage)
        ORDER BY p.planned_on DESC, p.plan_id DESC LIMIT 1) AS planned, o.state,
    e.customer_name, e.unit, e.phone, e.issue, e.severity, coalesce(o.site, '') AS site, substr(e.finished_at, 1, 16) AS finished_at
FROM obligation AS o JOIN event AS e ON e.event_id = o.event_id AND e.run_out IS NULL
WHERE o.optional = 0 AND (o.state = 'pending' AND o.opens <= date(:as_of, '+7 days') AND o.deadline <= date(:as_of, '+14 days')
    OR o.state = 'missed' AND o.deadline > date(:as_of, '-30 days')
    OR o.state = 'open' AND o.opens BETWEEN date(:as_of, '-60 days') AND date(:as_of, '+7 days'))
ORDER BY visitor IS NULL, visitor, department, o.deadline IS NULL, o.deadline, o.event_id, o.stage, o.opens;
