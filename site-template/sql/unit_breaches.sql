-- One row: one visit of the month that breaks one rule; rarer rules first. Parameters :each_kind, :each_name, :month, :language.
SELECT b.visit_id, b.visited_on, 'rule.' || b.rule AS rule, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || b.clause AS clause, replace(b.events, ';', ' ') AS events, b.method, replace(b.visitor, ';', ' ') AS visitor, b.site, b.department
FROM policy AS p JOIN visit_breach AS b ON b.policy = p.policy AND b.month = :month
WHERE CASE :each_kind WHEN 'site' THEN b.site ELSE b.department END = :each_name
ORDER BY count(*) OVER (PARTITION BY b.policy, b.rule), b.rule, b.visited_on, b.visit_id;
