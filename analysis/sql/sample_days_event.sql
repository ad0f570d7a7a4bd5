-- One row: a day on which a version of the event was accepted.
-- :event
SELECT a.accepted_at FROM event a WHERE a.event_id = :event AND a.run_out IS NULL
UNION
SELECT b.accepted_at FROM event b WHERE b.event_id = :event AND b.run_out IS NOT NULL;
