-- One row: one department in the week's visits.
SELECT nullif(department, '') AS department, count(*) AS visits, sum(outcome = 'unreachable') AS unreached, sum(issue) AS issues, CASE WHEN EXISTS (SELECT 1 FROM policy_rule WHERE rule = 'reported') THEN sum(unreported) END AS unreported
FROM week_visit GROUP BY 1 ORDER BY 2 DESC, 1;
