-- One row: one visit of the month that breaks one rule; rarer rules first, so that none hides behind a frequent one; the
-- first fifty (total: how many there are). Parameters :each_month, :language.
SELECT b.visit_id, b.visited_on, 'rule.' || b.rule AS rule, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || b.clause AS clause, replace(b.events, ';', ' ') AS events, b.method, replace(b.visitor, ';', ' ') AS visitor, b.site, b.department,
    (SELECT sum(n) FROM breach_count AS t WHERE t.month = :each_month) AS total
FROM month_breach AS b WHERE b.month = :each_month ORDER BY b.place;
