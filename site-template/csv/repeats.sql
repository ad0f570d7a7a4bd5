-- One row: one event that repeats a problem, of the months named. Parameters :policy, :months, and :from, :to, the
-- stories between which to look. The customer is masked, and the
-- customer's number, which often is the room, stays out.
SELECT r.month, r.policy, r.category, mask_name(e.customer_name) AS customer_name, mask_unit(e.unit) AS unit, r.issue, r.by_text, r.event_id,
    r.accepted_at, r.count, CASE WHEN r.count <= 100 THEN r.events ELSE 'huifang export repeats' END AS events, r.escalated, r.site, r.department
FROM repeat_case AS r CROSS JOIN event AS e ON e.event_id = r.event_id AND e.run_out IS NULL
WHERE r.story BETWEEN :from AND :to AND +r.policy = :policy AND instr(:months, r.month) > 0;
