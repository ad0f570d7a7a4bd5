-- A month's figures: the names of the metrics by steps through the key. Counts by customer stay out: their values are numbers of customers.
DELETE FROM metric WHERE period = (SELECT m FROM span);
INSERT INTO metric
WITH RECURSIVE name(policy, metric) AS (
    SELECT policy, (SELECT min(metric) FROM store.metric AS k WHERE k.policy = u.policy) FROM policy AS u
    UNION ALL SELECT policy, (SELECT min(metric) FROM store.metric AS k WHERE k.policy = name.policy AND k.metric > name.metric) FROM name WHERE metric IS NOT NULL)
SELECT k.period, k.scope_kind, k.scope, k.metric, k.policy, k.category, k.stage, k.numerator, k.denominator, k.value_micro, k.target_micro, k.compliant
FROM name AS n CROSS JOIN store.metric AS k ON k.policy = n.policy AND k.metric = n.metric AND k.period_kind = 'month' AND k.period = (SELECT m FROM span)
    AND (k.scope_kind IN ('all', 'site', 'department') OR k.scope_kind = 'surveyor' AND k.metric IN ('score_forms', 'score_fraud') AND k.stage = '')
WHERE (n.metric NOT IN ('satisfaction_mean', 'dissatisfaction_rate', 'signed_share', 'resolution_hours_p90', 'not_judgeable')
    AND (instr(k.stage, ':') = 0 OR k.category = 'survey' OR (k.metric IN ('complaints', 'events') AND k.scope_kind = 'all' AND k.category IN ('complaint', ''))
        OR (k.metric IN ('answer_share', 'counted', 'summed', 'resolution_rate') AND k.scope_kind = 'all' AND k.category = ''
            AND NOT EXISTS (SELECT 1 FROM policy_count AS c WHERE c.policy = k.policy AND c.customers = 1 AND substr(k.stage, 1, instr(k.stage, ':') - 1) = c.name)))
    AND (k.metric <> 'breaches' OR k.scope_kind = 'all'))
    OR k.scope_kind = 'all' AND k.scope = '' AND EXISTS (SELECT 1 FROM policy_target AS t WHERE t.policy = k.policy AND t.metric = k.metric AND t.category = k.category AND t.stage = k.stage);
