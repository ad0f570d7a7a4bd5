-- One row: one site and department with its missed visits in the month. Parameters :each_month.
SELECT CASE WHEN instr(o.department, o.site) = 1 THEN o.department ELSE o.site || ' ' || o.department END AS x, count(*) AS value,
    row_number() OVER (ORDER BY count(*) DESC, o.site, o.department) = 1 AS flag
FROM policy AS p JOIN obligation AS o ON o.policy = p.policy AND o.month = :each_month AND o.state = 'missed' AND o.due = 1
GROUP BY o.site, o.department ORDER BY count(*) DESC, o.site, o.department LIMIT 12;
