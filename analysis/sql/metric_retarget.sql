-- One row: a figure of one metric, period and category, over all scopes and stages.
-- :policy, :metric, :period_kind, :period, :category
SELECT m.scope_kind, m.scope, m.stage FROM metric m
WHERE m.policy = :policy AND m.metric = :metric AND m.period_kind = :period_kind AND m.period = :period
  AND m.category = :category
ORDER BY m.scope_kind, m.scope, m.stage;
