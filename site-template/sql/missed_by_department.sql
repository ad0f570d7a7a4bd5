-- One row: one site and department with its missed visits in the month. Parameters :month.
SELECT CASE WHEN site <> '' AND instr(department, site) <> 1 THEN site || ' ' ELSE '' END || department AS x, count(*) AS value, row_number() OVER (ORDER BY count(*) DESC, site, department) = 1 AS flag
FROM obligation WHERE month = :month AND state = 'missed' AND due = 1 GROUP BY site, department ORDER BY count(*) DESC, site, department LIMIT 12;
