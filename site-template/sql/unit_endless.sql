-- One row: one visit without a latest day that was not made yet, the youngest first. Parameters :each_kind, :each_name, :as_of, :language.
SELECT o.event_id, o.customer || coalesce(' · ' || o.unit, '') AS customer, CASE WHEN :language = 'en' THEN c.en ELSE c.zh END AS category, o.issue,
    CASE WHEN :language = 'en' THEN s.en ELSE s.zh END AS stage, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || s.clause AS clause, substr(o.opens, 6) || ' – ' || coalesce(substr(o.deadline, 6), '') AS span,
    o.opens, o.deadline, substr(o.visited_at, 1, 10) AS visited_on, o.visit_id, o.site, o.department,
    CAST(julianday(:as_of) - julianday(o.opens) AS INTEGER) AS days
FROM obligation AS o
LEFT JOIN policy_category AS c ON c.policy = o.policy AND c.category = o.category
LEFT JOIN policy_stage AS s ON s.policy = o.policy AND s.stage = o.stage
WHERE o.state = 'open' AND CASE :each_kind WHEN 'site' THEN o.site ELSE o.department END = :each_name
ORDER BY o.opens DESC, o.event_id, o.stage;
