-- One row: one thing that the department or site has to act on, the most pressing first. Parameters :each_kind, :each_name, :month, :as_of, :language.
WITH act(ord, mark, n, zh, en, after_zh, after_en, anchor) AS (
    SELECT 1, 'bad:overdue', count(*), count(*) || ' 件超过期限仍未办结', count(*) || ' open past their limit', '，请定下办结日和负责人', '; set a day and a person', 'open_cases'
    FROM limit_case AS l WHERE l.state = 'open' AND CASE :each_kind WHEN 'site' THEN l.site ELSE l.department END = :each_name
    UNION ALL SELECT 2, 'warn:today', count(*), count(*) || ' 件回访今明两天到期', count(*) || ' visits due today or tomorrow', '', '', 'due'
    FROM obligation AS o WHERE o.state = 'pending' AND o.deadline <= date(:as_of, '+2 days') AND CASE :each_kind WHEN 'site' THEN o.site ELSE o.department END = :each_name
    UNION ALL SELECT 3, 'bad:repeated', count(DISTINCT r.no), count(DISTINCT r.no) || ' 个问题本月又发生', count(DISTINCT r.no) || ' problems came back this month', '，最多第 ' || max(r.count) || ' 次',
        ', up to ' || max(r.count) || ' times', 'repeats'
    FROM repeat_case AS r WHERE r.month = :month AND r.by_text = 0 AND CASE :each_kind WHEN 'site' THEN r.site ELSE r.department END = :each_name
    UNION ALL SELECT 4, 'warn:missed', count(*), count(*) || ' 件回访过期未做', count(*) || ' visits missed', '，请补访', '; please make them', 'missed'
    FROM obligation AS o WHERE o.month = :month AND o.state = 'missed' AND o.due = 1 AND CASE :each_kind WHEN 'site' THEN o.site ELSE o.department END = :each_name
    UNION ALL SELECT 5, 'bad:not_reported', count(*), count(*) || ' 次不合格的回访没有上报', count(*) || ' failed visits not reported', '', '', 'failed'
    FROM failed_visit AS f WHERE f.month = :month AND f.reported_on IS NULL AND CASE :each_kind WHEN 'site' THEN f.site ELSE f.department END = :each_name
    UNION ALL SELECT 6, 'warn:breach', t.n, t.n || ' 次回访不合规定', t.n || ' times a visit broke a rule', '，最多的是' || w.zh, ', most often: ' || w.en, 'breaches'
    FROM (SELECT b.rule, sum(count(*)) OVER () AS n, row_number() OVER (ORDER BY count(*) DESC, b.rule) AS place FROM visit_breach AS b WHERE b.month = :month
        AND CASE :each_kind WHEN 'site' THEN b.site ELSE b.department END = :each_name GROUP BY b.rule) AS t JOIN word AS w ON w.key = 'rule.' || t.rule WHERE t.place = 1)
SELECT mark, CASE WHEN :language = 'en' THEN en ELSE zh END AS text, CASE WHEN :language = 'en' THEN after_en ELSE after_zh END AS after, anchor FROM act WHERE n > 0 ORDER BY ord;
