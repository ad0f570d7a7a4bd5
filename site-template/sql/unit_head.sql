-- One row: what a department's or site's page says first. Parameters :each_kind, :each_name, :month, :as_of, :language.
WITH figure AS (
    SELECT CASE WHEN :language = 'en' THEN title_en ELSE title_zh END AS title, value_text, target, compliant, den, ord, policy
    FROM indicator WHERE period = :month AND scope_kind = :each_kind AND scope = :each_name AND target IS NOT NULL AND metric = 'visit_rate'),
said AS (
    SELECT title || CASE WHEN compliant = 1 THEN CASE WHEN :language = 'en' THEN ' on target' ELSE '达标' END
        ELSE ' ' || value_text || CASE WHEN :language = 'en' THEN ', target ' ELSE '，目标 ' END || (target / 10000)
            || ' %' END AS part,
        row_number() OVER (ORDER BY compliant, den >= 10 DESC, target DESC, policy, ord) AS place
    FROM figure),
pooled AS (
    SELECT sum(CASE WHEN m.metric = 'events' THEN m.numerator END) AS events, sum(CASE WHEN m.metric = 'visit_rate' THEN m.denominator END) AS due,
        sum(CASE WHEN m.metric = 'visit_rate' THEN m.numerator END) AS visited
    FROM policy AS p JOIN metric AS m ON m.policy = p.policy AND m.period = :month
    WHERE m.metric IN ('events', 'visit_rate') AND m.scope_kind = :each_kind AND m.scope = :each_name AND m.category = '' AND m.stage = ''),
duty AS (
    SELECT sum(CASE WHEN state = 'missed' AND due = 1 THEN n END) AS missed, sum(CASE WHEN state = 'late' AND due = 1 THEN n END) AS late,
        (SELECT sum(n) FROM open_day WHERE kind = :each_kind AND name = :each_name) AS endless
    FROM now_count AS o WHERE CASE :each_kind WHEN 'site' THEN o.site ELSE o.department END = :each_name),
soon AS (
    SELECT count(*) AS waiting, coalesce(sum(deadline <= date(:as_of, '+2 days')), 0) AS soon FROM obligation AS o WHERE o.state = 'pending' AND (o.department = CASE :each_kind WHEN 'department' THEN :each_name END OR o.site = CASE :each_kind WHEN 'site' THEN :each_name END))
SELECT coalesce((SELECT CASE WHEN :language = 'en' THEN 'all ' || count(*) || ' visit rates on target' ELSE '全部 ' || count(*) || ' 项回访率达标' END
        FROM figure HAVING count(*) > 1 AND min(compliant) = 1), (SELECT group_concat(part, CASE WHEN :language = 'en' THEN '; ' ELSE '；' END) FROM (SELECT part FROM said WHERE place <= 2 ORDER BY place)),
        CASE WHEN coalesce(pooled.due, 0) > 0 THEN CASE WHEN :language = 'en' THEN pooled.visited || ' of ' || pooled.due || ' visits made' ELSE '应访 ' || pooled.due || ' 件，已访 ' || pooled.visited || ' 件' END
            WHEN pooled.events > 0 THEN CASE WHEN :language = 'en' THEN pooled.events || ' accepted, no visit due' ELSE '受理 ' || pooled.events || ' 件，没有到期的回访' END
            ELSE CASE WHEN :language = 'en' THEN 'nothing recorded this month' ELSE '本月没有记录' END END) AS headline,
    pooled.events, pooled.due, pooled.visited, coalesce(duty.missed, 0) AS missed, coalesce(duty.late, 0) AS late, soon.waiting, soon.soon, duty.endless,
    (SELECT count(*) FROM limit_case AS l WHERE (l.department = CASE :each_kind WHEN 'department' THEN :each_name END OR l.site = CASE :each_kind WHEN 'site' THEN :each_name END)) AS open_cases,
    (SELECT count(DISTINCT no) FROM now_repeat AS r WHERE CASE :each_kind WHEN 'site' THEN r.by_site AND r.site = :each_name ELSE r.by_department AND r.department = :each_name END) AS repeats,
    (SELECT coalesce(sum(n), 0) FROM breach_count AS b WHERE b.month = :month AND CASE :each_kind WHEN 'site' THEN b.site ELSE b.department END = :each_name) AS breaches,
    (SELECT site FROM department_site WHERE :each_kind = 'department' AND department = :each_name) AS site,
    (SELECT check_yesterday + check_before FROM today_unit AS u WHERE :each_kind = 'department' AND u.department = :each_name) AS undone, EXISTS (SELECT 1 FROM policy_stage) AS has_stages
FROM pooled, duty, soon;
