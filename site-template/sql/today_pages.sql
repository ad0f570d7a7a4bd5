-- One row: one department that gets a page of its day: it has one of its figures, or something to do.
SELECT department, file, CASE department WHEN '' THEN '未归属部门' ELSE department END AS zh, CASE department WHEN '' THEN 'No department' ELSE department END AS en FROM today_unit
UNION SELECT name, name, name, name FROM unit WHERE kind = 'department' ORDER BY 1;
