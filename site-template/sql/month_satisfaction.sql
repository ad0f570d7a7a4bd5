-- One row: answers at the visits of the month for one category, or for all; the target is that of the first policy that has it.
-- Parameters :each_month, :language.
WITH v AS (SELECT category, level, n, no_opinion FROM visit_month WHERE month = :each_month),
g AS (
    SELECT category AS key, category, level, n, no_opinion FROM v UNION ALL SELECT '~', '', level, n, no_opinion FROM v),
s AS (
    SELECT key, sum(n) AS visits, sum(CASE WHEN level = 5 THEN n ELSE 0 END) AS l5, sum(CASE WHEN level = 4 THEN n ELSE 0 END) AS l4, sum(CASE WHEN level = 3 THEN n ELSE 0 END) AS l3,
        sum(CASE WHEN level = 2 THEN n ELSE 0 END) AS l2, sum(CASE WHEN level = 1 THEN n ELSE 0 END) AS l1, sum(CASE WHEN level IS NULL THEN n ELSE 0 END) AS silent, sum(no_opinion) AS no_opinion
    FROM g GROUP BY key)
SELECT CASE WHEN s.key = '~' THEN CASE WHEN :language = 'en' THEN 'All' ELSE '合计' END
        WHEN s.key = '' THEN CASE WHEN :language = 'en' THEN 'Several or unknown cases' ELSE '多个事项或未知事项' END
        ELSE coalesce((SELECT CASE WHEN :language = 'en' THEN c.en ELSE c.zh END FROM policy_category AS c WHERE c.category = s.key), s.key) END AS category,
    s.visits, s.l5, s.l4, s.l3, s.l2, s.l1, s.silent, s.no_opinion,
    CASE WHEN a IS NULL THEN '—' WHEN a < 30 THEN (l5 + l4) || ' / ' || a ELSE printf('%.1f %%', 100.0 * (l5 + l4) / a) END AS rate,
    CASE WHEN a >= 30 THEN (l5 + l4) || ' / ' || a END AS rate_sub, m.target_micro AS target,
    CASE WHEN m.compliant = 1 THEN 'good:reached' WHEN m.compliant = 0 AND a >= 10 THEN 'bad:short' WHEN m.compliant = 0 THEN 'calm:short' END AS mark
FROM (SELECT *, nullif(l5 + l4 + l3 + l2 + l1, 0) AS a FROM s) AS s
LEFT JOIN metric AS m ON m.metric = 'satisfaction_rate' AND m.period = :each_month AND m.scope_kind = 'all' AND m.scope = '' AND m.stage = ''
    AND m.category = CASE WHEN s.key = '~' THEN '' ELSE s.key END AND m.policy = (SELECT min(c.policy) FROM policy_category AS c WHERE s.key IN ('~', c.category))
ORDER BY s.key = '~', s.key = '', (SELECT min(position) FROM policy_category AS c WHERE c.category = s.key), s.key;
