-- One row: a role that a person has by the jobs done in it, under any policy.
SELECT s.role, s.staff FROM staff_sum s
WHERE s.period_kind = 'year' AND s.role <> ''
GROUP BY s.role, s.staff
HAVING sum(s.started) > 0
ORDER BY s.role, s.staff;
