-- One row: the story of an event, as known after a run; none when it was unknown or withdrawn.
-- :event, :known the run
SELECT a.story FROM event a
WHERE a.event_id = :event AND a.run_out IS NULL AND a.run <= :known AND a.withdrawn = 0
UNION ALL
SELECT b.story FROM event b
WHERE b.event_id = :event AND b.run_out > :known AND b.run <= :known AND b.withdrawn = 0;
