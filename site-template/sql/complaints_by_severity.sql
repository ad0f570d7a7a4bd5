-- One row: complaints of one severity (or of none) in one of the last 13 months; where the month has no complaints at all, what
-- was accepted of one category. Parameters :month, :as_of, :language.
WITH shown AS (
    SELECT period, n FROM month WHERE n > (SELECT max(n) FROM month WHERE period <= :month) - 13 AND period <= :month),
has AS (
    SELECT EXISTS (SELECT 1 FROM policy AS p JOIN metric AS m ON m.policy = p.policy AND m.period = :month AND m.metric = 'complaints'
        AND m.scope_kind = 'all' AND m.scope = '') AS complaints),
graded(period, ord, name, n) AS (
    SELECT k.period, s.ord, s.name, sum(k.numerator * s.sign)
    FROM (SELECT 1 AS ord, 'severity:ordinary' AS stage, 'severity.ordinary' AS name, 1 AS sign UNION ALL SELECT 2, 'severity:important', 'severity.important', 1
        UNION ALL SELECT 3, 'severity:major', 'severity.major', 1 UNION ALL SELECT 4, '', 'severity.none', 1
        UNION ALL SELECT 4, 'severity:ordinary', 'severity.none', -1 UNION ALL SELECT 4, 'severity:important', 'severity.none', -1 UNION ALL SELECT 4, 'severity:major', 'severity.none', -1) AS s
    CROSS JOIN policy AS p JOIN shown AS m
    JOIN metric AS k ON k.policy = p.policy AND k.period = m.period AND k.metric = 'complaints' AND k.scope_kind = 'all' AND k.scope = '' AND k.category = 'complaint' AND k.stage = s.stage
    GROUP BY k.period, s.ord, s.name),
accepted(period, ord, name, n) AS (
    SELECT k.period, c.position, CASE WHEN :language = 'en' THEN c.en ELSE c.zh END, sum(k.numerator)
    FROM policy_category AS c CROSS JOIN shown AS m
    JOIN metric AS k ON k.policy = c.policy AND k.period = m.period AND k.metric = 'events' AND k.scope_kind = 'all' AND k.scope = '' AND k.category = c.category AND k.stage = ''
    GROUP BY k.period, c.position, 3),
value(period, ord, name, n) AS (
    SELECT g.* FROM graded AS g CROSS JOIN has WHERE has.complaints UNION ALL SELECT a.* FROM accepted AS a CROSS JOIN has WHERE NOT has.complaints),
series AS (SELECT ord, name FROM value GROUP BY ord, name HAVING sum(n) > 0)
SELECT m.period AS x, s.name AS series, coalesce(v.n, CASE WHEN max(e.numerator) > 0 THEN 0 END) AS value, date(m.period || '-01', '+1 month', '-1 day') > :as_of AS provisional
FROM shown AS m CROSS JOIN series AS s
LEFT JOIN value AS v ON v.period = m.period AND v.ord = s.ord AND v.name = s.name
LEFT JOIN policy AS p
LEFT JOIN metric AS e ON e.policy = p.policy AND e.period = m.period AND e.metric = 'events' AND e.scope_kind = 'all' AND e.scope = '' AND e.category = '' AND e.stage = ''
GROUP BY m.n, m.period, s.ord, s.name ORDER BY m.n, s.ord, s.name;
