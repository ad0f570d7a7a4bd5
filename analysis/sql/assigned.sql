-- One row: a person's hand in one job, as known after a run.
-- :event, :known the run
SELECT a.role, a.staff FROM assignment a
WHERE a.event_id = :event AND a.run_out IS NULL AND a.run <= :known AND a.withdrawn = 0
UNION ALL
SELECT b.role, b.staff FROM assignment b
WHERE b.event_id = :event AND b.run_out > :known AND b.run <= :known AND b.withdrawn = 0
ORDER BY 1, 2;
