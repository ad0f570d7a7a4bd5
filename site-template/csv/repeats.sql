-- One row: one event of the month that repeats a problem. Parameters :policy, :month.
SELECT r.policy, r.category, r.customer_id, r.issue, r.by_text, r.event_id, r.accepted_at, r.count, r.events, r.escalated,
    r.site, r.department
FROM repeat_case AS r
WHERE r.policy = :policy AND r.month = :month
ORDER BY r.category, r.customer_id, r.issue, r.accepted_at, r.event_id;
