-- One row: a scope in which a sample has a figure in a period.
-- :policy, :metric, :period_kind, :period, :stage the sample
SELECT m.scope_kind, m.scope FROM metric m
WHERE m.policy = :policy AND m.metric = :metric AND m.period_kind = :period_kind AND m.period = :period AND m.stage = :stage
ORDER BY m.scope_kind, m.scope;
