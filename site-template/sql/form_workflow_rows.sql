-- One row: one visit of the month with its steps, or one planned that nobody made, in the order of days (total: how many there
-- are). A reviewer without a day stands alone. Parameters :each_policy, :each_form, :each_month, :language.
SELECT w.events, CASE WHEN :language = 'en' THEN c.en ELSE c.zh END AS category, w.planned, w.planned_by, CASE w.visited WHEN 'box' THEN '□' ELSE w.visited END AS visited, w.visitor, w.method, w.outcome,
    CASE w.signed WHEN 'box' THEN '□' WHEN 'yes' THEN '√' END AS signed, CASE w.reviewed WHEN 'box' THEN '□' ELSE coalesce(w.reviewed, w.reviewed_by) END AS reviewed,
    CASE WHEN w.reviewed IS NOT NULL THEN w.reviewed_by END AS reviewed_by, CASE w.filed WHEN 'box' THEN '□' ELSE w.filed END AS filed,
    CASE WHEN w.rules IS NOT NULL THEN 'bad:breach' WHEN w.visited = 'box' THEN 'bad:undone' WHEN w.visited IS NULL THEN 'calm:pending' END AS mark,
    (SELECT group_concat(t, ';') FROM (SELECT CASE WHEN :language = 'en' THEN x.en ELSE x.zh END AS t FROM word AS x WHERE x.key LIKE 'csv.rule.%' AND instr(';' || w.rules || ';', ';' || substr(x.key, 10) || ';'))) AS rules,
    (SELECT sum(s.done + s.missing) FROM workflow_sum AS s WHERE s.policy = w.policy AND s.form = w.form AND s.month = w.month AND s.step IN ('visited', 'unmade')) AS total
FROM workflow_row AS w LEFT JOIN policy_category AS c ON c.policy = w.policy AND c.category = w.category
WHERE w.policy = :each_policy AND w.form = :each_form AND w.month = :each_month
ORDER BY CASE WHEN w.visit_id IS NULL THEN w.planned ELSE w.visited END, w.visit_id IS NULL, w.visit_id, w.n;
