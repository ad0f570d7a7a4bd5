-- One row: one event of the department over a limit and not done yet; the fifty oldest (total: how many there are). Parameters
-- :each_department, :as_of, :language.
SELECT l.event_id, l.customer || coalesce(' · ' || l.unit, '') AS customer, CASE WHEN :language = 'en' THEN c.en ELSE c.zh END AS category, l.issue, l.rule,
    CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || (SELECT min(clause) FROM policy_rule AS r WHERE r.policy = l.policy AND r.rule = l.rule) AS clause, l.limit_at,
    CAST((julianday(:as_of) + 1 - julianday(l.limit_at)) * 86400 + 0.5 AS INTEGER) AS seconds_over, l.site, (SELECT count(*) FROM limit_case AS t WHERE t.department = :each_department) AS total
FROM limit_case AS l LEFT JOIN policy_category AS c ON c.policy = l.policy AND c.category = l.category
WHERE l.department = :each_department ORDER BY l.limit_at, l.event_id, l.rule LIMIT 50;
