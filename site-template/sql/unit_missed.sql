-- One row: one visit of the month that was missed or late; stages that allow no miss first, then the latest; fifty
-- (total: how many there are). Parameters :each_kind, :each_name, :as_of, :language.
SELECT o.event_id, o.customer || coalesce(' · ' || o.unit, '') AS customer, CASE WHEN :language = 'en' THEN c.en ELSE c.zh END AS category, o.issue,
    CASE WHEN :language = 'en' THEN s.en ELSE s.zh END AS stage, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || s.clause AS clause, substr(o.opens, 6) || ' – ' || coalesce(substr(o.deadline, 6), '') AS span,
    o.opens, o.deadline, substr(o.visited_at, 1, 10) AS visited_on, o.visit_id, o.site, o.department,
    CAST(julianday(coalesce(substr(o.visited_at, 1, 10), :as_of)) - julianday(o.deadline) AS INTEGER) AS days, CASE o.state WHEN 'missed' THEN 'warn:missed' ELSE 'calm:late' END AS mark,
    (SELECT sum(n) FROM now_count AS t WHERE t.state IN ('missed', 'late') AND t.due = 1 AND CASE :each_kind WHEN 'site' THEN t.site ELSE t.department END = :each_name) AS total
FROM now_visit AS o
LEFT JOIN policy_category AS c ON c.policy = o.policy AND c.category = o.category
LEFT JOIN policy_stage AS s ON s.policy = o.policy AND s.stage = o.stage
WHERE CASE :each_kind WHEN 'site' THEN o.site ELSE o.department END = :each_name
ORDER BY o.state DESC, s.target_micro IS NULL, s.target_micro DESC, o.deadline DESC, o.event_id, o.stage, o.policy LIMIT 50;
