-- One row: what came to one department in the sheet's period, and what its visits found; small under it the categories.
-- Parameters :each_policy, :each_period, :language.
WITH k AS (SELECT * FROM metric WHERE period = :each_period AND scope_kind = 'department' AND policy = :each_policy AND stage = ''),
part AS (
    SELECT k.scope, k.metric, group_concat((CASE WHEN :language = 'en' THEN c.en ELSE c.zh END) || ' ' || k.numerator || coalesce(' / ' || k.denominator, ''), CASE WHEN :language = 'en' THEN ', ' ELSE '、' END) AS list
    FROM (SELECT * FROM policy_category WHERE policy = :each_policy ORDER BY position) AS c JOIN k ON k.category = c.category AND k.metric IN ('events', 'visit_rate', 'pass_rate') GROUP BY k.scope, k.metric)
SELECT d.scope AS department, e.numerator AS events, pe.list AS events_by, v.numerator || '/' || v.denominator AS visited, pv.list AS visited_by,
    CASE WHEN t.denominator > 0 THEN t.numerator || '/' || t.denominator END AS timely, CASE WHEN p.denominator > 0 THEN p.numerator || '/' || p.denominator END AS passed, pp.list AS passed_by,
    CASE WHEN s.denominator > 0 THEN s.numerator || '/' || s.denominator END AS satisfied
FROM (SELECT DISTINCT scope FROM k WHERE metric IN ('events', 'visit_rate', 'pass_rate')) AS d
LEFT JOIN k AS e ON e.scope = d.scope AND e.metric = 'events' AND e.category = '' LEFT JOIN k AS v ON v.scope = d.scope AND v.metric = 'visit_rate' AND v.category = ''
LEFT JOIN k AS t ON t.scope = d.scope AND t.metric = 'timely_rate' AND t.category = '' LEFT JOIN k AS p ON p.scope = d.scope AND p.metric = 'pass_rate' AND p.category = ''
LEFT JOIN k AS s ON s.scope = d.scope AND s.metric = 'satisfaction_rate' AND s.category = ''
LEFT JOIN part AS pe ON pe.scope = d.scope AND pe.metric = 'events' LEFT JOIN part AS pv ON pv.scope = d.scope AND pv.metric = 'visit_rate' LEFT JOIN part AS pp ON pp.scope = d.scope AND pp.metric = 'pass_rate'
ORDER BY coalesce(e.numerator, 0) DESC, d.scope;
