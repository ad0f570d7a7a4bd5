-- One row: one site's visit rate, all stages, in one of the last 13 months. Parameters :month.
SELECT m.period AS x, s.scope AS series, k.value_micro AS value, k.numerator AS num, k.denominator AS den
FROM month AS m CROSS JOIN (SELECT DISTINCT scope FROM metric WHERE scope_kind = 'site' AND metric = 'visit_rate') AS s
LEFT JOIN metric AS k ON k.period = m.period AND k.metric = 'visit_rate' AND k.scope_kind = 'site' AND k.scope = s.scope AND k.category = '' AND k.stage = ''
    AND k.policy = (SELECT min(policy) FROM policy)
WHERE m.n > (SELECT max(n) FROM month WHERE period <= :month) - 13 AND m.period <= :month ORDER BY m.n, s.scope;
