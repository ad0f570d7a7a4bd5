-- One row: one site's visit rate in one of the last 13 months, for the stage with a target of everything that most cases
-- have; where there is none, all stages together. Parameter :month.
WITH shown AS (
    SELECT period, n FROM month WHERE n > (SELECT max(n) FROM month WHERE period <= :month) - 13 AND period <= :month),
main AS (
    SELECT policy, category, stage FROM (
        SELECT policy, category, stage, 0 AS ord, den FROM indicator
        WHERE period = :month AND scope_kind = 'all' AND scope = '' AND metric = 'visit_rate' AND target = 1000000
        UNION ALL SELECT policy, '', '', 1, 0 FROM policy)
    ORDER BY ord, den DESC, policy, category, stage LIMIT 1),
site AS (
    SELECT DISTINCT k.scope FROM shown AS m CROSS JOIN main AS d JOIN metric AS k ON k.policy = d.policy AND k.period = m.period AND k.metric = 'visit_rate'
        AND k.scope_kind = 'site' AND k.scope <> '' AND k.category = d.category AND k.stage = d.stage)
SELECT m.period AS x, s.scope AS series, k.value_micro AS value, k.numerator AS num, k.denominator AS den
FROM shown AS m CROSS JOIN site AS s CROSS JOIN main AS d
LEFT JOIN metric AS k ON k.policy = d.policy AND k.period = m.period AND k.metric = 'visit_rate' AND k.scope_kind = 'site' AND k.scope = s.scope
    AND k.category = d.category AND k.stage = d.stage
ORDER BY m.n, s.scope;
