-- One row: a site's count of one category in one period.
-- :policy, :metric complaints or events, :period_kind, :period, :category
SELECT m.scope, m.numerator FROM metric m
WHERE m.policy = :policy AND m.metric = :metric AND m.period_kind = :period_kind AND m.period = :period
  AND m.scope_kind = 'site' AND m.category = :category AND m.stage = ''
ORDER BY m.scope;
