-- One row: visits of the month, and of its year up to it, by one method. Parameters :each_month, :language.
WITH v AS (SELECT coalesce(method, '') AS method, sum(CASE WHEN month = :each_month THEN n ELSE 0 END) AS n, sum(n) AS year FROM visit_month
    WHERE month BETWEEN substr(:each_month, 1, 4) || '-01' AND :each_month GROUP BY 1)
SELECT CASE WHEN v.method = '' THEN CASE WHEN :language = 'en' THEN 'not recorded' ELSE '没有填写' END ELSE v.method END AS method, v.n,
    CASE WHEN t.n > 0 THEN (v.n * 1000000 + t.n / 2) / t.n END AS share, v.n || '/' || t.n AS fraction, (v.year * 1000000 + t.year / 2) / t.year AS year_share, v.year || '/' || t.year AS year_fraction,
    CASE WHEN v.method <> '' AND EXISTS (SELECT 1 FROM policy_rule WHERE rule = 'method' AND value IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM policy_rule WHERE rule = 'method' AND ';' || value || ';' LIKE '%;' || v.method || ';%') THEN 'warn:breach' END AS mark
FROM v, (SELECT sum(n) AS n, sum(year) AS year FROM v) AS t WHERE t.n > 0 ORDER BY v.n DESC, v.method;
