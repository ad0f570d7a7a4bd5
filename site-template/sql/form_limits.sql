-- One row: one rule on time limits, escalation or repeated problems of the policy, and what came of it in the sheet's period. A figure that
-- nothing fell under is empty. Parameters :each_policy, :each_period, :language.
WITH unit(code, zh, en) AS (VALUES ('min', ' 分钟', ' min'), ('h', ' 小时', ' h'), ('d', ' 天', ' d'), ('wd', ' 个工作日', ' working days'), ('w', ' 周', ' weeks'), ('m', ' 个月', ' months'), ('y', ' 年', ' years')),
r AS (
    SELECT r.rowid AS ord, r.*, CASE WHEN r.rule <> 'repeat' AND r.value IS NULL THEN CASE WHEN :language = 'en' THEN 'no limit given' ELSE '没有规定时限' END
            ELSE rtrim(r.value, 'abcdefghijklmnopqrstuvwxyz') || coalesce((SELECT CASE WHEN :language = 'en' THEN u.en ELSE u.zh END FROM unit AS u WHERE u.code = ltrim(r.value, '0123456789')), '') END AS span
    FROM policy_rule AS r WHERE r.policy = :each_policy AND r.rule IN ('contact', 'unresolved', 'resolution', 'escalation', 'repeat') AND r.clause IS NOT NULL),
k AS (SELECT * FROM metric WHERE period = :each_period AND scope_kind = 'all' AND scope = '' AND policy = :each_policy),
line AS (
    SELECT 1 AS place, r.ord, r.clause, CASE WHEN :language = 'en' THEN 'First contact: ' || r.span ELSE '首次联系：' || r.span || CASE WHEN r.value IS NULL THEN '' ELSE '内' END END AS title, k.numerator || '/' || k.denominator AS n,
        CASE WHEN :language = 'en' THEN 'in time / due or made' ELSE '按时联系／应联系' END AS what, NULL AS open
    FROM r LEFT JOIN k ON k.metric = 'contact_rate' AND k.category = '' AND k.stage = '' WHERE r.rule = 'contact'
    UNION ALL SELECT 2, r.ord, r.clause, CASE WHEN :language = 'en' THEN 'Not settled: ' || r.span ELSE '没有处理完：' || r.span || CASE WHEN r.value IS NULL THEN '' ELSE '内' END END, CASE WHEN r.value IS NOT NULL THEN coalesce(k.numerator, 0) END,
        CASE WHEN :language = 'en' THEN 'cases whose limit passed' ELSE '到限没有处理完的件数' END, CASE WHEN k.numerator > 0 THEN coalesce(o.numerator, 0) END
    FROM r LEFT JOIN k ON k.metric = 'unresolved_limit' AND k.category = '' AND k.stage = '' LEFT JOIN k AS o ON o.metric = 'open_over_limit' AND o.category = '' AND o.stage = '' WHERE r.rule = 'unresolved'
    UNION ALL SELECT 3, r.ord, r.clause, (CASE WHEN :language = 'en' THEN 'Settled: ' ELSE '办结：' END) || coalesce((SELECT CASE WHEN :language = 'en' THEN w.en ELSE w.zh END FROM word AS w WHERE w.key = 'severity.' || r.subject), r.subject)
        || CASE WHEN :language = 'en' THEN ', ' || r.span ELSE '，' || r.span || CASE WHEN r.value IS NULL THEN '' ELSE '内' END END, k.numerator || '/' || k.denominator, CASE WHEN :language = 'en' THEN 'in time / due or settled' ELSE '限内办结／应办结' END, NULL
    FROM r LEFT JOIN k ON k.metric = 'resolution_rate' AND k.category = '' AND k.stage = 'severity:' || r.subject WHERE r.rule = 'resolution'
    UNION ALL SELECT 4, r.ord, r.clause, (SELECT CASE WHEN :language = 'en' THEN c.en ELSE c.zh END FROM policy_category AS c WHERE c.policy = r.policy AND c.category = r.subject)
        || CASE WHEN :language = 'en' THEN ': ' || r.value || ' times or more' ELSE '：重复 ' || r.value || ' 次以上' END, coalesce(k.numerator, 0),
        CASE WHEN :language = 'en' THEN 'problems of one customer' ELSE '同一客户的同一问题' END, NULL
    FROM r LEFT JOIN k ON k.metric = 'repeat_' || r.subject || '_cases' AND k.category = r.subject AND k.stage = '' WHERE r.rule = 'repeat'
    UNION ALL SELECT 5, r.ord, r.clause, CASE WHEN :language = 'en' THEN 'Escalated' ELSE '上报' END, k.numerator || '/' || k.denominator,
        CASE WHEN :language = 'en' THEN 'escalated / to be escalated' ELSE '已上报／应上报' END, k.denominator - k.numerator
    FROM r LEFT JOIN k ON k.metric = 'escalated_rate' AND k.category = '' AND k.stage = '' WHERE r.rule = 'escalation')
SELECT title, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || clause AS clause, CASE WHEN instr(n, '/') THEN replace(n, '/', ' / ') ELSE n END AS n, what, nullif(open, 0) AS open FROM line ORDER BY place, ord;
