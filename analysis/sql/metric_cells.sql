-- One row: a scope and category that has percentiles in a period.
-- :policy, :period_kind, :period
SELECT m.scope_kind, m.scope, m.category FROM metric m
WHERE m.policy = :policy AND m.metric = 'resolution_hours_p50' AND m.period_kind = :period_kind AND m.period = :period
ORDER BY m.scope_kind, m.scope, m.category;
