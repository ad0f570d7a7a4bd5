-- One row: one event of the month that repeats a problem. Parameters :policy, :month. The customer is masked, and the
-- customer's number, which often is the room, stays out.
SELECT r.policy, r.category, mask_name(e.customer_name) AS customer_name, mask_unit(e.unit) AS unit, r.issue, r.by_text, r.event_id, r.accepted_at,
    r.count,
    CASE WHEN r.count <= 100 THEN r.events ELSE 'huifang export repeats' END AS events, r.escalated, r.site, r.department
FROM repeat_case AS r JOIN event AS e ON e.event_id = r.event_id AND e.run_out IS NULL
WHERE r.policy = :policy AND r.month = :month
ORDER BY r.category, r.by_text, r.customer_id, r.issue, r.accepted_at, r.event_id;
