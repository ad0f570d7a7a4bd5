-- One row: one due visit of the month that was not made; stages that allow no miss first. Parameters :each_month, :as_of, :language.
SELECT o.event_id, o.customer || coalesce(' · ' || o.unit, '') AS customer, CASE WHEN :language = 'en' THEN c.en ELSE c.zh END AS category, o.issue,
    CASE WHEN :language = 'en' THEN s.en ELSE s.zh END AS stage, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || s.clause AS clause, substr(o.opens, 6) || ' – ' || substr(o.deadline, 6) AS span,
    substr(o.visited_at, 1, 10) AS visited_on, o.visit_id, o.site, o.department, o.deadline, CAST(julianday(:as_of) - julianday(o.deadline) AS INTEGER) AS days
FROM policy AS p JOIN obligation AS o ON o.policy = p.policy AND o.month = :each_month AND o.state = 'missed' AND o.due = 1
LEFT JOIN policy_category AS c ON c.policy = o.policy AND c.category = o.category
LEFT JOIN policy_stage AS s ON s.policy = o.policy AND s.stage = o.stage
ORDER BY s.target_micro IS NULL, s.target_micro DESC, count(*) OVER (PARTITION BY o.site, o.department) DESC, o.site, o.department, o.deadline DESC, o.event_id, o.stage;
