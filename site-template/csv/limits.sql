-- One row: one event of the month over one of its time limits, or that cannot be judged. Parameters :policy, :month.
-- The rules are named so that the index by policy, rule and month serves.
SELECT l.policy, l.event_id, l.rule, l.state, l.category, l.accepted_at, l.limit_at, l.done_at, l.site, l.department
FROM limit_case AS l
WHERE l.policy = :policy AND l.rule IN ('contact', 'unresolved', 'escalation', 'resolution', 'on_time') AND l.month = :month
    AND l.state <> 'running'
ORDER BY l.event_id, l.rule;
