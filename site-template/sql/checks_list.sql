-- One row: one check of the policies with this month's and last month's rate. Parameters :month, :prev_month, :language.
SELECT CASE WHEN :language = 'en' THEN p.en ELSE p.zh END AS title, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || p.clause AS clause, 'strength.' || p.strength AS strength,
    CASE WHEN l.log IS NOT NULL THEN CASE WHEN :language = 'en' THEN 'no log «' || l.log || '»' ELSE '缺' || l.zh || '（' || l.log || '）日志' END END AS lacks,
    m.numerator || '/' || m.denominator AS fraction, m.value_micro AS rate, m.target_micro AS target, b.value_micro AS before,
    CASE WHEN l.log IS NOT NULL THEN 'calm:no_log' WHEN m.compliant IS NULL THEN NULL ELSE CASE m.compliant WHEN 1 THEN 'good:reached' WHEN 0 THEN 'bad:short' END END AS mark, n.total AS cases,
    CASE WHEN a.n = 1 THEN CASE WHEN :language = 'en' THEN '1 open: ' || a.oldest || ' d' ELSE '1 件未办：' || a.oldest || ' 天' END
        WHEN a.n > 1 THEN CASE WHEN :language = 'en' THEN a.n || ' open: median ' || a.median || ' d, 90 % up to ' || a.p90 || ' d, oldest ' || a.oldest || ' d'
        ELSE a.n || ' 件未办：中位数 ' || a.median || ' 天，九成在 ' || a.p90 || ' 天以内，最久 ' || a.oldest || ' 天' END END AS ages,
    CASE WHEN n.total > 0 THEN 'checks.html#case-' || p.policy || '-' || p.name END AS page
FROM policy_check AS p
LEFT JOIN log_known AS l ON l.log = p.log AND NOT l.is_there
LEFT JOIN metric AS m ON m.period = :month AND m.scope_kind = 'all' AND m.scope = '' AND m.metric = 'check_rate' AND m.policy = p.policy AND m.category = '' AND m.stage = p.name
LEFT JOIN metric AS b ON b.period = :prev_month AND b.scope_kind = 'all' AND b.scope = '' AND b.metric = 'check_rate' AND b.policy = p.policy AND b.category = '' AND b.stage = p.name
LEFT JOIN (SELECT policy, check_name, max(total) AS total FROM check_now GROUP BY policy, check_name) AS n ON n.policy = p.policy AND n.check_name = p.name
LEFT JOIN check_age AS a ON a.policy = p.policy AND a.check_name = p.name
ORDER BY p.policy, p.position;
