-- One row: one visit without a latest day that was not made yet, the thirty youngest first (total: how many
-- there are). Parameters :each_kind, :each_name, :as_of, :language.
SELECT o.event_id, o.customer || coalesce(' · ' || o.unit, '') AS customer, CASE WHEN :language = 'en' THEN c.en ELSE c.zh END AS category, o.issue,
    CASE WHEN :language = 'en' THEN s.en ELSE s.zh END AS stage, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || s.clause AS clause, substr(o.opens, 6) || ' – ' AS span,
    o.opens, o.site, o.department,
    CAST(julianday(:as_of) - julianday(o.opens) AS INTEGER) AS days,
    (SELECT sum(n) FROM open_day AS t WHERE t.kind = :each_kind AND t.name = :each_name) AS total
FROM open_visit AS o
LEFT JOIN policy_category AS c ON c.policy = o.policy AND c.category = o.category
LEFT JOIN policy_stage AS s ON s.policy = o.policy AND s.stage = o.stage
WHERE (o.department = CASE :each_kind WHEN 'department' THEN :each_name END OR o.site = CASE :each_kind WHEN 'site' THEN :each_name END)
ORDER BY o.opens DESC, o.event_id, o.stage LIMIT 30;
