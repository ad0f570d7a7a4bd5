-- One row: one obligation that belongs to the month. Parameters :policy, :month.
SELECT o.policy, o.event_id, o.category, o.stage, o.state, o.anchor, o.opens, o.deadline, o.visit_id, o.visited_at,
    o.exempt_reason, o.site, o.department, mask_name(e.customer_name) AS customer_name, mask_unit(e.unit) AS unit
FROM obligation AS o JOIN event AS e ON e.event_id = o.event_id AND e.run_out IS NULL
WHERE o.policy = :policy AND o.month = :month
ORDER BY o.event_id, o.stage;
