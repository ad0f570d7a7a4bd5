-- One row: a scope and category that a metric without stages has in a period.
-- :policy, :metric, :period_kind, :period
SELECT m.scope_kind, m.scope, m.category FROM metric m
WHERE m.policy = :policy AND m.metric = :metric AND m.period_kind = :period_kind AND m.period = :period
ORDER BY m.scope_kind, m.scope, m.category;
