-- One row: one thing that the department or site has to act on, the most pressing first. Parameters :each_kind, :each_name, :month, :as_of, :language.
WITH act(ord, mark, n, zh, en, after_zh, after_en, anchor) AS (
    SELECT 1, 'bad:overdue', count(*), count(*) || ' 件超过期限仍未办结', count(*) || ' open past their limit', '，请定下办结日和负责人', '; set a day and a person', 'open_cases'
    FROM limit_case AS l WHERE (l.department = CASE :each_kind WHEN 'department' THEN :each_name END OR l.site = CASE :each_kind WHEN 'site' THEN :each_name END)
    UNION ALL SELECT 2, 'bad:not_there', u.check_yesterday + u.check_before, (u.check_yesterday + u.check_before) || ' 项七天内该办没有办到', (u.check_yesterday + u.check_before) || ' things of the last seven days not done', CASE WHEN u.check_yesterday > 0 THEN '，其中昨天 ' || u.check_yesterday || ' 项' ELSE '' END,
        CASE WHEN u.check_yesterday > 0 THEN ', ' || u.check_yesterday || ' of them yesterday' ELSE '' END, 'undone'
    FROM today_unit AS u WHERE :each_kind = 'department' AND u.department = :each_name
    UNION ALL SELECT 3, 'warn:today', count(*), count(*) || ' 件回访今明两天到期', count(*) || ' visits due today or tomorrow', '', '', 'due'
    FROM obligation AS o WHERE o.state = 'pending' AND o.deadline <= date(:as_of, '+2 days') AND (o.department = CASE :each_kind WHEN 'department' THEN :each_name END OR o.site = CASE :each_kind WHEN 'site' THEN :each_name END)
    UNION ALL SELECT 4, 'bad:repeated', count(DISTINCT r.no), count(DISTINCT r.no) || ' 个问题本月又发生', count(DISTINCT r.no) || ' problems came back this month', '，最多第 ' || max(CASE :each_kind WHEN 'site' THEN r.n_site ELSE r.n_department END) || ' 次',
        ', up to ' || max(CASE :each_kind WHEN 'site' THEN r.n_site ELSE r.n_department END) || ' times', 'repeats'
    FROM now_repeat AS r WHERE CASE :each_kind WHEN 'site' THEN r.by_site AND r.site = :each_name ELSE r.by_department AND r.department = :each_name END
    UNION ALL SELECT 5, 'warn:missed', sum(o.n), sum(o.n) || ' 件回访过期未做', sum(o.n) || ' visits missed', '，请补访', '; please make them', 'missed'
    FROM now_count AS o WHERE o.state = 'missed' AND o.due = 1 AND CASE :each_kind WHEN 'site' THEN o.site ELSE o.department END = :each_name
    UNION ALL SELECT 6, 'bad:not_reported', count(*), count(*) || ' 次不合格的回访没有上报', count(*) || ' failed visits not reported', '', '', 'failed'
    FROM now_failed AS f WHERE f.unreported AND CASE :each_kind WHEN 'site' THEN f.site ELSE f.department END = :each_name
    UNION ALL SELECT 7, 'warn:breach', t.n, t.n || ' 次回访不合规定', t.n || ' times a visit broke a rule', '，最多的是' || w.zh, ', most often: ' || w.en, 'breaches'
    FROM (SELECT b.rule, sum(sum(b.n)) OVER () AS n, row_number() OVER (ORDER BY sum(b.n) DESC, b.rule) AS place FROM breach_count AS b WHERE b.month = :month
        AND CASE :each_kind WHEN 'site' THEN b.site ELSE b.department END = :each_name GROUP BY b.rule) AS t JOIN word AS w ON w.key = 'rule.' || t.rule WHERE t.place = 1)
SELECT mark, CASE WHEN :language = 'en' THEN en ELSE zh END AS text, CASE WHEN :language = 'en' THEN after_en ELSE after_zh END AS after, anchor FROM act WHERE n > 0 ORDER BY ord;
