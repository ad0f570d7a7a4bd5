-- One row: one event over a limit and not done yet; the fifty oldest (total: how many there are). Parameters :each_kind,
-- :each_name, :as_of, :language.
WITH l AS (SELECT * FROM limit_case AS l WHERE (l.department = CASE :each_kind WHEN 'department' THEN :each_name END OR l.site = CASE :each_kind WHEN 'site' THEN :each_name END)
    ORDER BY l.limit_at, l.event_id, l.rule LIMIT 50)
SELECT l.event_id, l.customer || coalesce(' · ' || l.unit, '') AS customer, CASE WHEN :language = 'en' THEN c.en ELSE c.zh END AS category, l.issue, l.rule,
    CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || (SELECT min(clause) FROM policy_rule AS r WHERE r.policy = l.policy AND r.rule = l.rule) AS clause, l.limit_at,
    CAST((julianday(:as_of) + 1 - julianday(l.limit_at)) * 86400 + 0.5 AS INTEGER) AS seconds_over, l.site, l.department,
    (SELECT count(*) FROM limit_case AS t WHERE (t.department = CASE :each_kind WHEN 'department' THEN :each_name END OR t.site = CASE :each_kind WHEN 'site' THEN :each_name END)) AS total
FROM l LEFT JOIN policy_category AS c ON c.policy = l.policy AND c.category = l.category
ORDER BY l.limit_at, l.event_id, l.rule;
