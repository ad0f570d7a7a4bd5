-- One row: visits of the month, and of its year up to it, by one method; last, under each policy that asks for several, how many methods there are.
-- Parameters :each_month, :language.
WITH v AS (SELECT coalesce(method, '') AS method, sum(CASE WHEN month = :each_month THEN n ELSE 0 END) AS n, sum(n) AS year FROM visit_month
    WHERE month BETWEEN substr(:each_month, 1, 4) || '-01' AND :each_month GROUP BY 1),
line AS (
    SELECT 0 AS last, CASE WHEN v.method = '' THEN CASE WHEN :language = 'en' THEN 'not recorded' ELSE '没有填写' END ELSE v.method END AS method, v.n,
        CASE WHEN t.n > 0 THEN (v.n * 1000000 + t.n / 2) / t.n END AS share, v.n || '/' || t.n AS fraction, (v.year * 1000000 + t.year / 2) / t.year AS year_share, v.year || '/' || t.year AS year_fraction,
        CASE WHEN v.method <> '' AND EXISTS (SELECT 1 FROM policy_rule WHERE rule = 'method' AND value IS NOT NULL)
            AND NOT EXISTS (SELECT 1 FROM policy_rule WHERE rule = 'method' AND ';' || value || ';' LIKE '%;' || v.method || ';%') THEN 'warn:breach' END AS mark
    FROM v, (SELECT sum(n) AS n, sum(year) AS year FROM v) AS t WHERE t.n > 0
    UNION ALL SELECT 1, CASE WHEN :language = 'en' THEN 'Methods, at least ' || r.value || ' (clause ' || r.clause || ')' ELSE '回访方式数，至少 ' || r.value || ' 种（条款 ' || r.clause || '）' END,
        m.numerator, NULL, NULL, NULL, NULL, CASE m.compliant WHEN 1 THEN 'good:reached' WHEN 0 THEN 'bad:short' END
    FROM policy_rule AS r JOIN metric AS m ON m.policy = r.policy AND m.metric = 'visit_methods' AND m.period = :each_month AND m.scope_kind = 'all'
    WHERE r.rule = 'method_kinds')
SELECT method, n, share, fraction, year_share, year_fraction, mark FROM line ORDER BY last, n DESC, method;
