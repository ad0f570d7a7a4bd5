-- One row: one visit due within 14 days, the fifty most pressing first (total: how many
-- there are). Parameters :each_kind, :each_name, :as_of, :language.
SELECT o.event_id, o.customer || coalesce(' · ' || o.unit, '') AS customer, CASE WHEN :language = 'en' THEN c.en ELSE c.zh END AS category, o.issue,
    CASE WHEN :language = 'en' THEN s.en ELSE s.zh END AS stage, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || s.clause AS clause, substr(o.opens, 6) || ' – ' || coalesce(substr(o.deadline, 6), '') AS span,
    o.opens, o.deadline, o.site, o.department,
    CAST(julianday(o.deadline) - julianday(:as_of) AS INTEGER) AS days, CASE WHEN o.deadline <= date(:as_of, '+2 days') THEN 'warn:today' WHEN o.opens > :as_of THEN NULL ELSE 'calm:due' END AS mark,
    (SELECT count(*) FROM obligation AS t WHERE t.state = 'pending' AND (t.department = CASE :each_kind WHEN 'department' THEN :each_name END OR t.site = CASE :each_kind WHEN 'site' THEN :each_name END)) AS total
FROM (SELECT * FROM obligation AS o WHERE o.state = 'pending' AND (o.department = CASE :each_kind WHEN 'department' THEN :each_name END OR o.site = CASE :each_kind WHEN 'site' THEN :each_name END)
    ORDER BY o.deadline, o.event_id, o.stage LIMIT 50) AS o
LEFT JOIN policy_category AS c ON c.policy = o.policy AND c.category = o.category
LEFT JOIN policy_stage AS s ON s.policy = o.policy AND s.stage = o.stage
ORDER BY o.deadline, o.event_id, o.stage;
