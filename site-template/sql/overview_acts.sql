-- One row: one thing that somebody has to act on, the most pressing first. Parameters :month, :as_of, :language.
WITH act(ord, n, mark, zh, en, after_zh, after_en, who, link) AS (
    SELECT 1, count(*), 'bad:overdue', count(*) || ' 件超过期限仍未办结', count(*) || ' open past their limit',
        '，最久 ' || max(days_over) || ' 天（' || department || '）', '; the oldest by ' || max(days_over) || ' days (' || department || ')',
        (SELECT department FROM limit_case GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1), 'months/' || :month || '.html#open_cases'
    FROM limit_case HAVING count(*) > 0
    UNION ALL
    SELECT 2, n, 'bad:repeated', '同一问题第 ' || n || ' 次：' || issue, issue || ', time no. ' || n,
        coalesce('，' || customer, '') || CASE site WHEN '' THEN '' ELSE '，' || site END || CASE escalated WHEN 0 THEN '，尚未上报' ELSE '' END,
        coalesce(', ' || customer, '') || CASE site WHEN '' THEN '' ELSE ', ' || site END || CASE escalated WHEN 0 THEN ', not escalated' ELSE '' END,
        department, 'repeats.html#case-' || event_id
    FROM (SELECT event_id, max(n_all) AS n, issue, customer, site, department, escalated FROM now_repeat WHERE by_all GROUP BY no ORDER BY n DESC, event_id LIMIT 3)
    UNION ALL
    SELECT 3, n, 'warn:missed', n || ' 件已过回访期限未访', n || ' visits missed', '，期限到 ' || substr(last, 6) || ' 为止', ', the last due ' || last,
        CASE WHEN site <> '' AND department <> '' AND instr(department, site) <> 1 THEN site || ' · ' ELSE '' END || CASE WHEN department <> '' THEN department ELSE site END, 'departments/' || department || '.html#missed'
    FROM (SELECT site, department, sum(n) AS n, max(last) AS last FROM now_count WHERE state = 'missed' AND due = 1
        GROUP BY site, department ORDER BY n DESC, site, department LIMIT 3)
    UNION ALL
    SELECT CASE WHEN mark LIKE 'calm:%' THEN 3.6 ELSE 3.5 END, n, mark, title_zh || ' ' || value_text || '，要求 ' || target_text, title_en || ' ' || value_text || ', wanted ' || target_text, '（条款 ' || clause || '）', ' (clause ' || clause || ')',
        CASE WHEN :language = 'en' THEN n || CASE at_most WHEN 1 THEN ' too many' ELSE ' short' END ELSE CASE at_most WHEN 1 THEN '多了 ' ELSE '还差 ' END || n || ' 次' END,
        'months/' || :month || '.html#targets'
    FROM (SELECT *, gap AS n FROM target_state WHERE period = :month AND compliant = 0 AND metric <> 'visit_rate' AND gap > 0 ORDER BY den >= 10 DESC, gap DESC, policy, place LIMIT 4)
    UNION ALL
    SELECT 4, n, 'warn:breach', (SELECT zh FROM word WHERE key = 'rule.' || rule) || '：' || n || ' 次回访不合规定', (SELECT en FROM word WHERE key = 'rule.' || rule) || ': ' || n || ' visits against the rule',
        '（条款 ' || clause || '）', ' (clause ' || clause || ')', most, 'months/' || :month || '.html#breaches'
    FROM (SELECT rule, clause, sum(k) AS n, department AS most, max(k) FROM (SELECT rule, clause, department, sum(n) AS k FROM breach_count WHERE month = :month GROUP BY rule, clause, department)
        GROUP BY rule, clause ORDER BY n DESC, rule LIMIT 1)
    UNION ALL
    SELECT 5, count(*), 'warn:failed', count(*) || ' 次回访不合格' || coalesce('，其中 ' || nullif(sum(unreported), 0) || ' 次未上报', ''), count(*) || ' visits failed' || coalesce(', ' || nullif(sum(unreported), 0) || ' not reported', ''), '', '',
        (SELECT department FROM now_failed GROUP BY department ORDER BY sum(unreported) DESC, count(*) DESC, department LIMIT 1),
        'months/' || :month || '.html#failed' FROM now_failed HAVING count(*) > 0
    UNION ALL
    SELECT 6, count(*), 'warn:quarantine', count(*) || ' 行日志未能读入，等待改正', count(*) || ' log rows could not be read and wait to be mended', '', '', CASE WHEN :language = 'en' THEN 'whoever sends the logs' ELSE '报送日志的人' END, 'quality.html#quarantined'
    FROM quarantine HAVING count(*) > 0
    UNION ALL
    SELECT 7, 1, 'calm:due', '《' || replace(replace(zh, '《', ''), '》', '') || '》' || substr(due_on, 6) || ' 前上报', coalesce(en, zh) || ' due ' || due_on,
        '', '', CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || clause, 'due.html#reports'
    FROM (SELECT p.zh, p.en, p.clause, r.due_on FROM report_state AS r JOIN policy_report AS p ON p.policy = r.policy AND p.report = r.report
        WHERE r.state = 'pending' AND r.due_on <= date(:as_of, '+14 days') GROUP BY r.policy, r.report, r.due_on))
SELECT mark, CASE WHEN :language = 'en' THEN en ELSE zh END AS text, CASE WHEN :language = 'en' THEN after_en ELSE after_zh END AS after, who, link
FROM act ORDER BY ord, n DESC, zh;
