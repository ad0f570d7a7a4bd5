-- One row: what a month's page says first, and the totals that its texts name. Parameters :each_month, :each_last, :each_running,
-- :language.
WITH judged AS (
    SELECT CASE WHEN :language = 'en' THEN title_en ELSE title_zh END AS title, value_text, target, compliant, den, ord, policy
    FROM indicator WHERE period = :each_month AND scope_kind = 'all' AND scope = '' AND target IS NOT NULL AND metric = 'visit_rate'),
said AS (
    SELECT title || CASE WHEN compliant = 1 THEN CASE WHEN :language = 'en' THEN ' on target' ELSE '达标' END
        ELSE ' ' || value_text || CASE WHEN :language = 'en' THEN ', target ' ELSE '，目标 ' END || (target / 10000)
            || ' %' END AS part,
        row_number() OVER (ORDER BY compliant, den >= 10 DESC, target DESC, policy, ord) AS place
    FROM judged),
total AS (
    SELECT sum(CASE WHEN m.metric = 'events' THEN m.numerator END) AS events, sum(CASE WHEN m.metric = 'missed' THEN m.numerator END) AS missed,
        sum(CASE WHEN m.metric = 'late' THEN m.numerator END) AS late, sum(CASE WHEN m.metric = 'early' THEN m.numerator END) AS early,
        sum(CASE WHEN m.metric = 'exempt' THEN m.numerator END) AS exempt, sum(CASE WHEN m.metric = 'breaches' THEN m.numerator END) AS breaches,
        sum(CASE WHEN m.metric = 'visit_rate' THEN m.denominator END) AS due, sum(CASE WHEN m.metric = 'visit_rate' THEN m.numerator END) AS visited
    FROM policy AS p JOIN metric AS m ON m.policy = p.policy AND m.period = :each_month
    WHERE m.metric IN ('events', 'missed', 'late', 'early', 'exempt', 'breaches', 'visit_rate') AND m.scope_kind = 'all' AND m.scope = '' AND m.category = '' AND m.stage = ''),
visits AS (SELECT sum(n) AS n, sum(no_opinion) AS no_opinion, sum(CASE WHEN method = 'onsite' THEN n END) AS onsite,
        sum(CASE WHEN method IN ('phone', 'letter', 'open_letter') THEN n END) AS remote FROM visit_month WHERE month = :each_month)
SELECT coalesce((SELECT CASE WHEN :language = 'en' THEN 'all ' || count(*) || ' visit rates on target' ELSE '全部 ' || count(*) || ' 项回访率达标' END
        FROM judged HAVING count(*) > 1 AND min(compliant) = 1), (SELECT group_concat(part, CASE WHEN :language = 'en' THEN '; ' ELSE '；' END) FROM (SELECT part FROM said WHERE place <= 2 ORDER BY place)),
        CASE WHEN coalesce(total.events, 0) = 0 THEN CASE WHEN :language = 'en' THEN 'nothing recorded' ELSE '没有记录' END
            WHEN coalesce(total.due, 0) = 0 THEN CASE WHEN :language = 'en' THEN total.events || ' accepted, no visit due' ELSE '受理 ' || total.events || ' 件，没有到期的回访' END
            ELSE CASE WHEN :language = 'en' THEN total.visited || ' of ' || total.due || ' visits made' ELSE '应访 ' || total.due || ' 件，已访 ' || total.visited || ' 件' END END) AS headline,
    total.events, coalesce(total.due, 0) AS due, coalesce(total.visited, 0) AS visited, coalesce(total.missed, 0) AS missed, coalesce(total.due, 0) - coalesce(total.visited, 0) - coalesce(total.missed, 0) AS endless,
    (SELECT coalesce(sum(num), 0) FROM indicator WHERE period = :each_month AND scope_kind = 'all' AND scope = '' AND metric = 'complaints') AS complaints,
    (SELECT CASE WHEN count(*) = 0 THEN '' WHEN :language = 'en' THEN ' Of ' || count(*) || ' visit rates with a target ' || sum(compliant = 1) || ' reached it.'
        ELSE count(*) || ' 项有目标的回访率中 ' || sum(compliant = 1) || ' 项达标。' END FROM judged) AS judged,
    coalesce((SELECT max(every) FROM repeat_count WHERE month = :each_month), 0) AS repeats,
    CASE WHEN :each_last THEN (SELECT count(*) FROM limit_case) ELSE (SELECT coalesce(sum(n), 0) FROM limit_count WHERE month = :each_month AND state = 'open') END AS open_cases,
    (SELECT coalesce(sum(n), 0) FROM failed_count WHERE month = :each_month) AS failed,
    (SELECT coalesce(sum(unreported), 0) FROM failed_count WHERE month = :each_month) AS unreported,
    (SELECT coalesce(sum(n), 0) FROM failed_count WHERE month <= :each_month) AS failed_total,
    (SELECT min(month) FROM failed_count WHERE n > 0 AND month <= :each_month) AS failed_first,
    (SELECT count(*) FROM merged WHERE month = :each_month) AS merged,
    visits.n AS visits, visits.no_opinion,
    CASE WHEN visits.n > 0 THEN (coalesce(visits.onsite, 0) * 1000000 + visits.n / 2) / visits.n END AS onsite_share, coalesce(visits.onsite, 0) || '/' || visits.n AS onsite,
    CASE WHEN visits.n > 0 THEN (coalesce(visits.remote, 0) * 1000000 + visits.n / 2) / visits.n END AS remote_share, coalesce(visits.remote, 0) || '/' || visits.n AS remote,
    (SELECT sum(n) FROM waiting WHERE month = :each_month) AS waiting,
    :each_running OR EXISTS (SELECT 1 FROM waiting WHERE month = :each_month) AS provisional,
    EXISTS (SELECT 1 FROM policy_rule WHERE rule = 'coverage') AS has_coverage,
    EXISTS (SELECT 1 FROM policy_stage) AS has_stages, EXISTS (SELECT 1 FROM policy_stage) OR visits.n > 0 AS has_visits, EXISTS (SELECT 1 FROM policy_answer) AS has_answers,
    EXISTS (SELECT 1 FROM policy_count) AS has_counts,
    EXISTS (SELECT 1 FROM metric WHERE period = :each_month AND scope_kind = 'all' AND metric = 'score_rate_band')
        OR EXISTS (SELECT 1 FROM metric WHERE period = :each_month AND scope_kind = 'surveyor' AND numerator > 0) AS has_scores,
    EXISTS (SELECT 1 FROM metric WHERE period = :each_month AND scope_kind = 'all' AND metric IN ('complaints', 'events') AND instr(stage, ':')) AS has_kinds, EXISTS (SELECT 1 FROM target_state WHERE period = :each_month AND (den > 0 OR endless)) AS has_targets,
    EXISTS (SELECT 1 FROM target_state WHERE period = :each_month AND to_date) AS to_date,
    EXISTS (SELECT 1 FROM metric WHERE period = :each_month AND scope_kind = 'all' AND scope = '' AND metric IN ('recovery_rate', 'authentic_rate')) AS has_surveys,
    substr(:each_month, 1, 4) || '-Q' || ((substr(:each_month, 6, 2) + 2) / 3) AS quarter
FROM total, visits;
