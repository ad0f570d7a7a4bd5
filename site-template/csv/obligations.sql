-- One row: one obligation that belongs to the month. Parameters :policy, :month. Names no customer: event_id leads there.
SELECT o.policy, o.event_id, o.category, o.stage, o.state, o.anchor, o.opens, o.deadline, o.visit_id, o.visited_at,
    o.exempt_reason, o.site, o.department
FROM obligation AS o
WHERE o.policy = :policy AND o.month = :month
ORDER BY o.event_id, o.stage;
