-- One row: a member of staff, as known after a run.
-- :known the run
SELECT s.staff, s.name, s.role, s.department, s.site, s.joined_on, s.left_on FROM staff s
WHERE s.withdrawn = 0 AND s.run <= :known AND (s.run_out IS NULL OR s.run_out > :known)
ORDER BY s.staff;
