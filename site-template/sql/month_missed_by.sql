-- One row: one site and department with its missed visits in the month. Parameters :each_month.
SELECT CASE WHEN instr(department, site) = 1 THEN department ELSE site || ' ' || department END AS x, sum(n) AS value,
    row_number() OVER (ORDER BY sum(n) DESC, site, department) = 1 AS flag
FROM obligation_count WHERE month = :each_month AND state = 'missed' AND due = 1
GROUP BY site, department ORDER BY sum(n) DESC, site, department LIMIT 12;
