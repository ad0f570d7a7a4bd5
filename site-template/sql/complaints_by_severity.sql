-- One row: complaints of one severity in one of the last 13 months; where the month has no complaints at all, what was
-- accepted of one category. Parameters :month, :as_of, :language.
WITH shown AS (
    SELECT period, n FROM month WHERE n > (SELECT max(n) FROM month WHERE period <= :month) - 13 AND period <= :month),
has AS (
    SELECT EXISTS (SELECT 1 FROM policy AS p JOIN metric AS m ON m.policy = p.policy AND m.period = :month AND m.metric = 'complaints'
        AND m.scope_kind = 'all' AND m.scope = '') AS complaints),
series(policy, ord, metric, category, stage, name) AS (
    SELECT p.policy, s.ord, 'complaints', 'complaint', 'severity:' || s.code, 'severity.' || s.code
    FROM policy AS p CROSS JOIN (SELECT 1 AS ord, 'ordinary' AS code UNION ALL SELECT 2, 'important' UNION ALL SELECT 3, 'major') AS s CROSS JOIN has WHERE has.complaints
    UNION ALL
    SELECT c.policy, c.position, 'events', c.category, '', CASE WHEN :language = 'en' THEN c.en ELSE c.zh END
    FROM policy_category AS c CROSS JOIN has WHERE NOT has.complaints)
SELECT m.period AS x, s.name AS series, coalesce(sum(k.numerator), CASE WHEN max(e.numerator) > 0 THEN 0 END) AS value, date(m.period || '-01', '+1 month', '-1 day') > :as_of AS provisional
FROM shown AS m CROSS JOIN series AS s
LEFT JOIN metric AS k ON k.policy = s.policy AND k.period = m.period AND k.metric = s.metric AND k.scope_kind = 'all' AND k.scope = '' AND k.category = s.category AND k.stage = s.stage
LEFT JOIN metric AS e ON e.policy = s.policy AND e.period = m.period AND e.metric = 'events' AND e.scope_kind = 'all' AND e.scope = '' AND e.category = '' AND e.stage = ''
GROUP BY m.n, m.period, s.ord, s.name ORDER BY m.n, s.ord, s.name;
