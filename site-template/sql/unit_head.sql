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
    SELECT sum(state = 'missed' AND month = :month AND due = 1) AS missed, sum(state = 'late' AND month = :month AND due = 1) AS late, sum(state = 'pending') AS waiting,
        sum(state = 'pending' AND deadline <= date(:as_of, '+2 days')) AS soon, sum(state = 'open') AS endless
    FROM obligation AS o WHERE CASE :each_kind WHEN 'site' THEN o.site ELSE o.department END = :each_name)
SELECT coalesce((SELECT CASE WHEN :language = 'en' THEN 'all ' || count(*) || ' visit rates on target' ELSE '全部 ' || count(*) || ' 项回访率达标' END
        FROM figure HAVING count(*) > 1 AND min(compliant) = 1), (SELECT group_concat(part, CASE WHEN :language = 'en' THEN '; ' ELSE '；' END) FROM (SELECT part FROM said WHERE place <= 2 ORDER BY place)),
        CASE WHEN coalesce(pooled.due, 0) > 0 THEN CASE WHEN :language = 'en' THEN pooled.visited || ' of ' || pooled.due || ' visits made' ELSE '应访 ' || pooled.due || ' 件，已访 ' || pooled.visited || ' 件' END
            WHEN pooled.events > 0 THEN CASE WHEN :language = 'en' THEN pooled.events || ' accepted, no visit due' ELSE '受理 ' || pooled.events || ' 件，没有到期的回访' END
            ELSE CASE WHEN :language = 'en' THEN 'nothing recorded this month' ELSE '本月没有记录' END END) AS headline,
    pooled.events, pooled.due, pooled.visited, coalesce(duty.missed, 0) AS missed, coalesce(duty.late, 0) AS late, duty.waiting, duty.soon, duty.endless,
    (SELECT count(*) FROM limit_case AS l WHERE l.state = 'open' AND CASE :each_kind WHEN 'site' THEN l.site ELSE l.department END = :each_name) AS open_cases,
    (SELECT count(DISTINCT no) FROM repeat_case AS r WHERE r.month = :month AND r.by_text = 0 AND CASE :each_kind WHEN 'site' THEN r.site ELSE r.department END = :each_name) AS repeats,
    (SELECT count(*) FROM visit_breach AS b WHERE b.month = :month AND CASE :each_kind WHEN 'site' THEN b.site ELSE b.department END = :each_name) AS breaches,
    (SELECT max(site) FROM obligation WHERE :each_kind = 'department' AND department = :each_name HAVING count(DISTINCT site) = 1) AS site
FROM pooled, duty;
