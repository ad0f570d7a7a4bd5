-- One row: a person's hand in a job, all that are in force.
SELECT a.role, a.staff, e.category, e.site, e.accepted_at, e.finished_at, e.event_id
FROM assignment a
JOIN event e ON e.event_id = a.event_id AND e.run_out IS NULL AND e.withdrawn = 0
WHERE coalesce(a.run_out, 0) = 0 AND a.withdrawn = 0 AND e.category <> 'complaint';
