-- One row: one stage of one category in the month (the sheet of visit statistics), a category that no stage names, or the
-- sum of all. Parameters :each_month, :language.
WITH k AS (
    SELECT m.policy, m.metric, m.category, m.stage, m.numerator AS num, m.denominator AS den, m.value_micro AS v, m.target_micro AS target, m.compliant
    FROM policy AS p JOIN metric AS m ON m.policy = p.policy AND m.period = :each_month
    WHERE m.metric IN ('visit_rate', 'timely_rate', 'early', 'late', 'missed', 'shortfall', 'events') AND m.scope_kind = 'all' AND m.scope = ''),
line AS (
    SELECT r.policy, c.position AS ord, s.position AS place, r.category, r.stage, CASE WHEN :language = 'en' THEN c.en ELSE c.zh END AS category_title,
        CASE WHEN :language = 'en' THEN s.en ELSE s.zh END AS stage_title, coalesce(s.target_clause, s.clause) AS clause, s.latest IS NULL AS endless
    FROM k AS r JOIN policy_stage AS s ON s.policy = r.policy AND s.stage = r.stage LEFT JOIN policy_category AS c ON c.policy = r.policy AND c.category = r.category
    WHERE r.metric = 'visit_rate' AND r.category <> '' AND r.stage <> ''
    UNION ALL
    SELECT r.policy, c.position, 999, r.category, '', CASE WHEN :language = 'en' THEN c.en ELSE c.zh END,
        CASE WHEN EXISTS (SELECT 1 FROM policy_stage AS s WHERE s.policy = r.policy AND ';' || s.categories || ';' LIKE '%;' || r.category || ';%')
            THEN CASE WHEN :language = 'en' THEN 'none due this month' ELSE '本月没有到期的' END
            ELSE CASE WHEN :language = 'en' THEN 'no visit prescribed' ELSE '没有规定回访' END END, NULL, 1
    FROM k AS r JOIN policy_category AS c ON c.policy = r.policy AND c.category = r.category
    WHERE r.metric = 'events' AND r.stage = '' AND NOT EXISTS (SELECT 1 FROM k AS v WHERE v.metric = 'visit_rate' AND v.policy = r.policy AND v.category = r.category)
    UNION ALL
    SELECT r.policy, 9999, 9999, '', '', CASE WHEN :language = 'en' THEN 'All' ELSE '合计' END, '', NULL, 0
    FROM k AS r WHERE r.metric = 'visit_rate' AND r.category = '' AND r.stage = '')
SELECT l.category_title AS category,
    CASE WHEN row_number() OVER (PARTITION BY l.policy, l.category ORDER BY l.place) = 1 THEN e.num END AS accepted,
    l.stage_title AS stage, l.clause, r.den AS due, r.num AS visited, CASE WHEN l.endless THEN NULL ELSE t.num END AS timely,
    CASE WHEN r.den IS NOT NULL THEN coalesce(ea.num, 0) END AS early, CASE WHEN r.den IS NULL OR l.endless THEN NULL ELSE coalesce(la.num, 0) END AS late,
    CASE WHEN r.den IS NULL OR l.endless THEN NULL ELSE coalesce(mi.num, 0) END AS missed,
    CASE WHEN r.den IS NOT NULL AND (l.endless OR l.stage = '') THEN r.den - r.num - coalesce(mi.num, 0) END AS waiting, sh.num AS shortfall,
    CASE WHEN r.den < 30 THEN r.num || ' / ' || r.den WHEN r.den > 0 THEN printf('%d.%d %%', (r.v + 500) / 10000, (r.v + 500) / 1000 % 10) END AS rate,
    CASE WHEN r.den >= 30 THEN r.num || ' / ' || r.den WHEN r.den >= 5 THEN printf('%d.%d %%', (r.v + 500) / 10000, (r.v + 500) / 1000 % 10) END AS rate_sub,
    CASE WHEN l.endless THEN NULL WHEN t.den < 30 THEN t.num || ' / ' || t.den WHEN t.den > 0 THEN printf('%d.%d %%', (t.v + 500) / 10000, (t.v + 500) / 1000 % 10) END AS timely_rate,
    r.target, CASE WHEN r.compliant = 1 THEN 'good:reached' WHEN r.compliant = 0 AND r.den >= 10 THEN 'bad:short' WHEN r.compliant = 0 THEN 'calm:short' END AS mark
FROM line AS l
LEFT JOIN k AS r ON r.metric = 'visit_rate' AND r.policy = l.policy AND r.category = l.category AND r.stage = l.stage
LEFT JOIN k AS t ON t.metric = 'timely_rate' AND t.policy = l.policy AND t.category = l.category AND t.stage = l.stage
LEFT JOIN k AS ea ON ea.metric = 'early' AND ea.policy = l.policy AND ea.category = l.category AND ea.stage = l.stage
LEFT JOIN k AS la ON la.metric = 'late' AND la.policy = l.policy AND la.category = l.category AND la.stage = l.stage
LEFT JOIN k AS mi ON mi.metric = 'missed' AND mi.policy = l.policy AND mi.category = l.category AND mi.stage = l.stage
LEFT JOIN k AS sh ON sh.metric = 'shortfall' AND sh.policy = l.policy AND sh.category = l.category AND sh.stage = l.stage AND l.stage <> ''
LEFT JOIN k AS e ON e.metric = 'events' AND e.policy = l.policy AND e.category = l.category AND e.stage = ''
ORDER BY l.policy, l.ord, l.category, l.place, l.stage;
