-- One row: one survey with forms sent in the month, or checked of those that came back in it, under one policy; the target is
-- the policy's. Parameter :each_month.
WITH k AS (
    SELECT policy, stage, metric, numerator, denominator, value_micro, target_micro, compliant FROM metric
    WHERE period = :each_month AND scope_kind = 'all' AND scope = '' AND metric IN ('recovery_rate', 'authentic_rate') AND category = 'survey' AND stage <> '')
SELECT u.stage AS survey, CASE WHEN (SELECT count(*) FROM policy) > 1 THEN u.policy END AS policy, r.denominator AS sent, r.numerator AS back, r.value_micro AS rate, r.target_micro AS target,
    CASE WHEN r.compliant = 1 THEN 'good:reached' WHEN r.compliant = 0 AND r.denominator >= 10 THEN 'bad:short' WHEN r.compliant = 0 THEN 'calm:short' END AS mark,
    a.denominator AS checked, a.numerator AS authentic
FROM (SELECT DISTINCT policy, stage FROM k) AS u
LEFT JOIN k AS r ON r.policy = u.policy AND r.stage = u.stage AND r.metric = 'recovery_rate'
LEFT JOIN k AS a ON a.policy = u.policy AND a.stage = u.stage AND a.metric = 'authentic_rate'
ORDER BY u.stage, u.policy;
