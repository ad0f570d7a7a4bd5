-- One row: what a quarter's page says first. Parameters :each_quarter, :each_m1, :each_m3, :each_running, :language.
WITH judged AS (
    SELECT CASE WHEN :language = 'en' THEN d.title_en ELSE d.title_zh END AS title, k.numerator AS num, k.denominator AS den, k.value_micro AS v, k.target_micro AS target, k.compliant, d.policy, d.ord
    FROM indicator_def AS d JOIN metric AS k ON k.policy = d.policy AND k.period = :each_quarter AND k.metric = d.metric AND k.scope_kind = 'all' AND k.scope = ''
        AND k.category = d.category AND k.stage = d.stage
    WHERE d.metric = 'visit_rate' AND k.target_micro IS NOT NULL),
said AS (
    SELECT title || CASE WHEN compliant = 1 THEN CASE WHEN :language = 'en' THEN ' on target' ELSE '达标' END
        ELSE ' ' || CASE WHEN den < 30 THEN num || ' / ' || den ELSE printf('%d.%d %%', (v + 500) / 10000, (v + 500) / 1000 % 10) END
            || CASE WHEN :language = 'en' THEN ', target ' ELSE '，目标 ' END || (target / 10000) || ' %' END AS part,
        row_number() OVER (ORDER BY compliant, den >= 10 DESC, target DESC, policy, ord) AS place
    FROM judged),
total AS (
    SELECT sum(CASE WHEN k.metric = 'events' THEN k.numerator END) AS events, sum(CASE WHEN k.metric = 'missed' THEN k.numerator END) AS missed,
        sum(CASE WHEN k.metric = 'visit_rate' THEN k.denominator END) AS due, sum(CASE WHEN k.metric = 'visit_rate' THEN k.numerator END) AS visited
    FROM policy AS p JOIN metric AS k ON k.policy = p.policy AND k.period = :each_quarter
    WHERE k.metric IN ('events', 'missed', 'visit_rate') AND k.scope_kind = 'all' AND k.scope = '' AND k.category = '' AND k.stage = '')
SELECT coalesce((SELECT CASE WHEN :language = 'en' THEN 'all ' || count(*) || ' visit rates on target' ELSE '全部 ' || count(*) || ' 项回访率达标' END
        FROM judged HAVING count(*) > 1 AND min(compliant) = 1), (SELECT group_concat(part, CASE WHEN :language = 'en' THEN '; ' ELSE '；' END) FROM (SELECT part FROM said WHERE place <= 2 ORDER BY place)),
        CASE WHEN coalesce(total.events, 0) = 0 THEN CASE WHEN :language = 'en' THEN 'nothing recorded' ELSE '没有记录' END
            WHEN coalesce(total.due, 0) = 0 THEN CASE WHEN :language = 'en' THEN total.events || ' accepted, no visit due' ELSE '受理 ' || total.events || ' 件，没有到期的回访' END
            ELSE CASE WHEN :language = 'en' THEN total.visited || ' of ' || total.due || ' visits made' ELSE '应访 ' || total.due || ' 件，已访 ' || total.visited || ' 件' END END) AS headline,
    total.events, coalesce(total.due, 0) AS due, coalesce(total.visited, 0) AS visited, coalesce(total.missed, 0) AS missed, coalesce(total.due, 0) - coalesce(total.visited, 0) - coalesce(total.missed, 0) AS endless,
    :each_running OR EXISTS (SELECT 1 FROM waiting WHERE month BETWEEN :each_m1 AND :each_m3) AS provisional,
    EXISTS (SELECT 1 FROM policy_answer) AS has_answers, EXISTS (SELECT 1 FROM policy_count) AS has_counts,
    EXISTS (SELECT 1 FROM metric WHERE period = :each_quarter AND scope_kind = 'all' AND metric = 'score_rate_band')
        OR EXISTS (SELECT 1 FROM metric WHERE period = :each_quarter AND scope_kind = 'surveyor' AND numerator > 0) AS has_scores,
    EXISTS (SELECT 1 FROM metric WHERE period = :each_quarter AND scope_kind = 'all' AND metric IN ('complaints', 'events') AND instr(stage, ':')) AS has_kinds,
    EXISTS (SELECT 1 FROM target_state WHERE period = :each_quarter AND (den > 0 OR endless)) AS has_targets,
    EXISTS (SELECT 1 FROM target_state WHERE period = :each_quarter AND to_date) AS to_date,
    (SELECT count(*) FROM judged) AS judged, (SELECT count(*) FROM judged WHERE compliant = 1) AS reached
FROM total;
