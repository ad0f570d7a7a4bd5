-- One row: complaints of one severity in one of the last 13 months. Parameters :month, :language.
WITH s(ord, stage, series) AS (VALUES (1, 'severity:ordinary', 'severity.ordinary'), (2, 'severity:important', 'severity.important'), (3, 'severity:major', 'severity.major'))
SELECT m.period AS x, s.series, coalesce(sum(k.numerator), CASE WHEN (SELECT count(*) FROM metric AS e WHERE e.period = m.period AND e.metric = 'events') > 0 THEN 0 END) AS value,
    m.period = :month AND :as_of < date(:month || '-01', '+1 month', '-1 day') AS provisional
FROM month AS m CROSS JOIN s LEFT JOIN metric AS k ON k.period = m.period AND k.metric = 'complaints' AND k.scope_kind = 'all' AND k.stage = s.stage AND k.category = 'complaint'
WHERE m.n > (SELECT max(n) FROM month WHERE period <= :month) - 13 AND m.period <= :month
  AND EXISTS (SELECT 1 FROM metric AS c WHERE c.metric = 'complaints')
GROUP BY m.n, m.period, s.ord, s.series ORDER BY m.n, s.ord;
