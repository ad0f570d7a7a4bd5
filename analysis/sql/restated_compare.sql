-- One row: a figure that the full run left another than it was, as it was; NULL values where it had no row.
SELECT b.policy, b.metric, b.period_kind, b.period, b.scope_kind, b.scope, b.category, b.stage,
    b.numerator, b.denominator, b.value_micro, b.target_micro, b.compliant
FROM temp.metric_before b LEFT JOIN main.metric m
    ON m.policy = b.policy AND m.metric = b.metric AND m.period_kind = b.period_kind AND m.period = b.period
    AND m.scope_kind = b.scope_kind AND m.scope = b.scope AND m.category = b.category AND m.stage = b.stage
WHERE m.policy IS NULL OR m.numerator IS NOT b.numerator OR m.denominator IS NOT b.denominator OR m.value_micro IS NOT b.value_micro
    OR m.target_micro IS NOT b.target_micro OR m.compliant IS NOT b.compliant
UNION ALL
SELECT m.policy, m.metric, m.period_kind, m.period, m.scope_kind, m.scope, m.category, m.stage, NULL, NULL, NULL, NULL, NULL
FROM main.metric m LEFT JOIN temp.metric_before b
    ON b.policy = m.policy AND b.metric = m.metric AND b.period_kind = m.period_kind AND b.period = m.period
    AND b.scope_kind = m.scope_kind AND b.scope = m.scope AND b.category = m.category AND b.stage = m.stage
WHERE b.policy IS NULL;
