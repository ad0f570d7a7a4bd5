-- One row: one site and department with its missed visits in the month.
SELECT CASE WHEN site <> '' AND instr(department, site) <> 1 THEN site || ' ' ELSE '' END || department AS x, sum(n) AS value, row_number() OVER (ORDER BY sum(n) DESC, site, department) = 1 AS flag
FROM now_count WHERE state IN ('missed', 'open') AND due = 1 GROUP BY site, department ORDER BY sum(n) DESC, site, department LIMIT 12;
