-- One row: one event of the month over one of its time limits, or that cannot be judged. Parameters :policy, :month.
SELECT l.policy, l.event_id, l.rule, l.state, l.category, l.accepted_at, l.limit_at, l.done_at, l.site, l.department
FROM limit_case AS l
WHERE l.policy = :policy AND l.month = :month
ORDER BY l.event_id, l.rule;
