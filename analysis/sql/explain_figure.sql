-- One row: one stored figure. ?1 policy, ?2 metric, ?3 period, ?4 scope kind, ?5 scope, ?6 category, ?7 stage.
SELECT numerator, denominator, value_micro, target_micro, compliant
FROM metric
WHERE policy = ?1 AND metric = ?2 AND period = ?3 AND scope_kind = ?4 AND scope = ?5 AND category = ?6 AND stage = ?7;
