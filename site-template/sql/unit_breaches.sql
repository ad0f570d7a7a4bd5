-- One row: one visit of the month that breaks one rule; rarer rules first, fifty (total: how many there are). Parameters
-- :each_kind, :each_name, :month, :language.
WITH c AS (
    SELECT b.policy, b.rule, sum(b.n) AS n, sum(sum(b.n)) OVER () AS total FROM breach_count AS b
    WHERE b.month = :month AND CASE :each_kind WHEN 'site' THEN b.site ELSE b.department END = :each_name GROUP BY b.policy, b.rule)
SELECT b.visit_id, b.visited_on, 'rule.' || b.rule AS rule, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || b.clause AS clause, replace(b.events, ';', ' ') AS events, b.method, replace(b.visitor, ';', ' ') AS visitor, b.site, b.department, c.total
FROM now_breach AS b JOIN c ON c.policy = b.policy AND c.rule = b.rule
WHERE CASE :each_kind WHEN 'site' THEN b.site ELSE b.department END = :each_name
ORDER BY c.n, b.rule, b.visited_on, b.visit_id LIMIT 50;
