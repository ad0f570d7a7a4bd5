-- One row: visits of the month by one method. Parameters :each_month, :language.
WITH v AS (SELECT coalesce(method, '') AS method, sum(n) AS n FROM visit_month WHERE month = :each_month GROUP BY 1)
SELECT CASE WHEN v.method = '' THEN CASE WHEN :language = 'en' THEN 'not recorded' ELSE '没有填写' END ELSE v.method END AS method, v.n,
    (v.n * 1000000 + t.n / 2) / t.n AS share, v.n || '/' || t.n AS fraction,
    CASE WHEN v.method <> '' AND EXISTS (SELECT 1 FROM policy_rule WHERE rule = 'method' AND value IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM policy_rule WHERE rule = 'method' AND ';' || value || ';' LIKE '%;' || v.method || ';%') THEN 'warn:breach' END AS mark
FROM v, (SELECT sum(n) AS n FROM v) AS t WHERE t.n > 0 ORDER BY v.n DESC, v.method;
