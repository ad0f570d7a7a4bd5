-- One row: what the overview says first: the rates below target, where the worst one's misses are, the totals, and which
-- charts have something to show. Parameters :month, :prev_month, :language.
WITH judged AS (
    SELECT policy, ord, category, stage, CASE WHEN :language = 'en' THEN title_en ELSE title_zh END AS title, value_text, target_text, compliant, num, den,
        row_number() OVER (ORDER BY compliant, den >= 10 DESC, target DESC, policy, ord, category) AS place
    FROM indicator WHERE period = :month AND scope_kind = 'all' AND scope = '' AND target IS NOT NULL AND metric = 'visit_rate'),
said AS (
    SELECT place, title || CASE WHEN compliant = 1 THEN CASE WHEN :language = 'en' THEN ' on target' ELSE '达标' END
        WHEN :language = 'en' THEN ' at ' || value_text || ', target ' || target_text ELSE ' ' || value_text || '，目标 ' || target_text END AS part
    FROM judged WHERE place <= 2),
worst AS (
    SELECT j.*, (SELECT sum(o.n) || '|' || CASE WHEN o.department <> '' THEN o.department ELSE o.site END FROM now_count AS o
            WHERE o.policy = j.policy AND o.state IN ('missed', 'open') AND o.due = 1 AND o.stage = j.stage AND (j.category = '' OR o.category = j.category)
            GROUP BY o.site, o.department ORDER BY sum(o.n) DESC, o.site, o.department LIMIT 1) AS most
    FROM judged AS j WHERE j.place = 1 AND j.compliant = 0 AND j.den > j.num),
total AS (
    SELECT sum(CASE WHEN metric = 'events' AND category = '' THEN numerator END) AS events, sum(CASE WHEN metric = 'missed' AND category = '' THEN numerator END) AS missed,
        sum(CASE WHEN metric = 'visit_rate' AND category = '' THEN denominator END) AS due, sum(CASE WHEN metric = 'complaints' AND stage = '' THEN numerator END) AS complaints,
        coalesce(sum(CASE WHEN metric = 'complaints' AND stage LIKE 'severity:%' THEN numerator END), 0) AS graded
    FROM policy AS p JOIN metric AS m ON m.policy = p.policy AND m.period = :month AND m.metric IN ('events', 'missed', 'visit_rate', 'complaints')
        AND m.scope_kind = 'all' AND m.scope = '' AND (m.stage = '' OR m.metric = 'complaints'))
SELECT coalesce((SELECT group_concat(part, CASE WHEN :language = 'en' THEN '; ' ELSE '；' END) FROM (SELECT part FROM said ORDER BY place)),
        (SELECT CASE WHEN :language = 'en' THEN title_en || ' ' || value_text ELSE title_zh || ' ' || value_text END FROM indicator
            WHERE period = :month AND scope_kind = 'all' AND scope = '' AND metric = 'on_time_rate' ORDER BY policy LIMIT 1),
        CASE WHEN total.events > 0 AND :language = 'en' THEN total.events || ' cases accepted' || coalesce(', ' || nullif(over.n, 0) || ' open past their limit', '')
                || coalesce(', ' || nullif(total.missed, 0) || ' visits missed', '')
            WHEN total.events > 0 THEN '受理 ' || total.events || ' 件' || coalesce('，超期未结 ' || nullif(over.n, 0) || ' 件', '') || coalesce('，欠访 ' || nullif(total.missed, 0) || ' 件', '')
            WHEN :language = 'en' THEN 'nothing recorded' ELSE '没有记录' END) AS headline,
    (SELECT CASE WHEN :language = 'en' THEN title || ': ' || den || ' due, ' || (den - num) || ' not made' || coalesce(', ' || substr(most, 1, instr(most, '|') - 1) || ' of them at ' || substr(most, instr(most, '|') + 1), '') || '.'
        ELSE title || '：应访 ' || den || ' 件，未访 ' || (den - num) || ' 件' || coalesce('，其中 ' || substr(most, 1, instr(most, '|') - 1) || ' 件在' || substr(most, instr(most, '|') + 1), '') || '。' END FROM worst) AS worst,
    (SELECT CASE WHEN count(*) = 0 THEN NULL WHEN :language = 'en' THEN ' Of ' || count(*) || ' visit rates with a target ' || sum(compliant = 1) || ' reached it.'
        ELSE count(*) || ' 项有目标的回访率中 ' || sum(compliant = 1) || ' 项达标。' END FROM judged) AS judged,
    total.events, total.missed, total.due, total.complaints, now.n AS repeats,
    CASE WHEN before.n = now.n THEN CASE WHEN :language = 'en' THEN 'as many as last month' ELSE '与上月持平' END
        WHEN :language = 'en' THEN abs(now.n - before.n) || CASE WHEN now.n > before.n THEN ' more' ELSE ' fewer' END || ' than last month'
        ELSE '比上月' || CASE WHEN now.n > before.n THEN '多 ' ELSE '少 ' END || abs(now.n - before.n) || ' 个' END AS repeats_change,
    EXISTS (SELECT 1 FROM policy_stage) AS has_stages,
    CASE WHEN total.complaints IS NOT NULL THEN CASE WHEN :language = 'en' THEN 'Complaints' ELSE '投诉件数' END WHEN :language = 'en' THEN 'Cases accepted' ELSE '受理件数' END AS counts_title,
    CASE WHEN total.complaints IS NOT NULL AND total.graded = 0 THEN CASE WHEN :language = 'en' THEN 'none graded by severity' ELSE '都没有分级' END
        WHEN total.complaints IS NOT NULL THEN CASE WHEN :language = 'en' THEN 'by severity' ELSE '按严重程度' END WHEN :language = 'en' THEN 'by category' ELSE '按类别' END AS counts_what,
    coalesce((SELECT CASE WHEN :language = 'en' THEN title || ' below target' ELSE title || '低于目标' END FROM judged WHERE place = 1 AND compliant = 0),
        CASE WHEN :language = 'en' THEN 'Visit rates' ELSE '回访率' END) AS trend_title,
    coalesce((SELECT CASE WHEN :language = 'en' THEN 'Most visits missed at ' || unit ELSE unit || '欠访最多' END FROM (
            SELECT CASE WHEN department <> '' THEN department ELSE site END AS unit FROM now_count WHERE state = 'missed' AND due = 1
            GROUP BY site, department ORDER BY sum(n) DESC, site, department LIMIT 1) AS t WHERE unit <> ''),
        CASE WHEN :language = 'en' THEN 'Where visits were missed' ELSE '欠访在哪里' END) AS missed_title,
    coalesce((SELECT CASE WHEN :language = 'en' THEN 'Satisfied: ' || value_text || coalesce(', last month ' || prev_text, '') ELSE '满意率 ' || value_text || coalesce('，上月 ' || prev_text, '') END
            FROM indicator WHERE period = :month AND scope_kind = 'all' AND scope = '' AND metric = 'satisfaction_rate' ORDER BY policy LIMIT 1),
        CASE WHEN :language = 'en' THEN 'Satisfaction at visits' ELSE '回访满意度' END) AS levels_title,
    coalesce((SELECT CASE WHEN :language = 'en' THEN issue || ' comes up most' ELSE issue || '最多' END FROM issue_month WHERE month = :month AND issue <> ''
            AND category IN ('complaint', 'repair', 'request') GROUP BY issue ORDER BY sum(n) DESC, issue LIMIT 1),
        CASE WHEN :language = 'en' THEN 'Which issues make most cases' ELSE '问题集中在哪些事项' END) AS issues_title,
    coalesce((SELECT CASE WHEN :language = 'en' THEN title_en || ', by site' ELSE title_zh || '，各项目' END FROM indicator
            WHERE period = :month AND scope_kind = 'all' AND scope = '' AND metric = 'visit_rate' AND target = 1000000 ORDER BY den DESC, policy, category, stage LIMIT 1),
        CASE WHEN :language = 'en' THEN 'Visit rate by site, all stages' ELSE '回访率，各项目，全部阶段' END) AS heat_title,
    (SELECT events FROM state) AS all_events
FROM total, (SELECT count(*) AS n FROM limit_case) AS over, (SELECT coalesce(max(every), 0) AS n FROM repeat_count WHERE month = :month) AS now,
    (SELECT coalesce(max(every), 0) AS n FROM repeat_count WHERE month = :prev_month) AS before;
