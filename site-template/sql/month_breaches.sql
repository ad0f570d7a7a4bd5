-- One row: one visit of the month that breaks one rule; rarer rules first, so that none hides behind a frequent one. Parameters :each_month, :language.
SELECT b.visit_id, b.visited_on, 'rule.' || b.rule AS rule, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || b.clause AS clause, replace(b.events, ';', ' ') AS events, b.method, replace(b.visitor, ';', ' ') AS visitor, b.site, b.department
FROM policy AS p JOIN visit_breach AS b ON b.policy = p.policy AND b.month = :each_month
ORDER BY count(*) OVER (PARTITION BY b.policy, b.rule), b.rule, b.visited_on, b.visit_id;
