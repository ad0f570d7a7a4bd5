-- One row: the earliest acceptance among the versions of an event that were replaced after a run; NULL without any.
-- :event, :known the run
SELECT min(e.accepted_at) FROM event e
WHERE e.event_id = :event AND e.run_out > :known AND e.run <= :known AND e.withdrawn = 0;
