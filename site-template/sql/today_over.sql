-- One row: one visit of the department whose deadline passed within the last seven days and that was not made.
-- Parameters :each_department, :as_of, :language.
SELECT o.deadline, CAST(julianday(:as_of) - julianday(o.deadline) AS INTEGER) + 1 AS days, CASE WHEN o.deadline = :as_of THEN 'bad:ran_over' ELSE 'warn:missed' END AS mark,
    o.event_id, o.customer || coalesce(' · ' || o.unit, '') AS customer, CASE WHEN :language = 'en' THEN s.en ELSE s.zh END AS stage, o.issue, o.site
FROM obligation AS o LEFT JOIN policy_stage AS s ON s.policy = o.policy AND s.stage = o.stage
WHERE o.state = 'missed' AND o.deadline > date(:as_of, '-7 days') AND o.department = :each_department
ORDER BY o.deadline DESC, o.event_id, o.stage;
