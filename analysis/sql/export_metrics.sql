-- One row: one figure, in the columns of `huifang export metrics`; m: millionths.
SELECT policy, metric, period_kind, period, scope_kind, scope, category, stage, numerator, denominator,
    value_micro AS m_value, target_micro AS m_target, compliant
FROM metric;
