-- One row: a figure as it stands.
-- the key in the order of its columns
SELECT m.numerator, m.denominator, m.value_micro, m.target_micro, m.compliant
FROM metric m
WHERE m.policy = :policy AND m.metric = :metric AND m.period_kind = :period_kind AND m.period = :period
  AND m.scope_kind = :scope_kind AND m.scope = :scope AND m.category = :category AND m.stage = :stage;
