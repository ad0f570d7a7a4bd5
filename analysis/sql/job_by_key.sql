-- One row: what of an event matters to its people, as known after a run.
-- :event, :known the run
SELECT a.category, a.site, a.accepted_at, a.finished_at FROM event a
WHERE a.event_id = :event AND a.run_out IS NULL AND a.run <= :known AND a.withdrawn = 0
UNION ALL
SELECT b.category, b.site, b.accepted_at, b.finished_at FROM event b
WHERE b.event_id = :event AND b.run_out > :known AND b.run <= :known AND b.withdrawn = 0;
