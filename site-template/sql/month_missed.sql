-- One row: one visit that was due and not made; stages that allow no miss first, of the month; the first fifty (total: how many there are). Parameters :each_month, :language.
SELECT o.event_id, o.customer || coalesce(' · ' || o.unit, '') AS customer, CASE WHEN :language = 'en' THEN c.en ELSE c.zh END AS category, o.issue,
    CASE WHEN :language = 'en' THEN s.en ELSE s.zh END AS stage, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || s.clause AS clause, substr(o.opens, 6) || ' – ' || substr(o.deadline, 6) AS span,
    substr(o.visited_at, 1, 10) AS visited_on, o.visit_id, o.site, o.department, o.deadline,
    (SELECT sum(n) FROM obligation_count AS t WHERE t.month = :each_month AND t.state = 'missed' AND t.due = 1) AS total
FROM month_visit AS o
LEFT JOIN policy_category AS c ON c.policy = o.policy AND c.category = o.category
LEFT JOIN policy_stage AS s ON s.policy = o.policy AND s.stage = o.stage
WHERE o.month = :each_month AND o.state = 'missed' ORDER BY o.place;
