-- One row: a row of a log that came late, changed or went and replaced figures of periods that were over, with the months
-- that it touched, in the columns of `huifang export restated_rows`.
SELECT y.run, a.as_of, y.log, y.record_key, y.what, y.own_at, y.site, y.department, y.path, y.line, y.brought_run,
    (SELECT group_concat(month, ';') FROM (SELECT DISTINCT substr(p.first_day, 1, 7) AS month FROM restated_part AS p WHERE p.run = y.run AND p.part = y.part ORDER BY 1)) AS months
FROM (SELECT run, min(part) AS part, log, record_key, own_at, site, department, what, path, line, brought_run FROM restated_by GROUP BY run, log, record_key) AS y
JOIN analysis AS a ON a.run = y.run;
