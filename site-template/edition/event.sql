-- The category of the event :event_id, for the counts of visits.
SELECT category FROM event WHERE run_out IS NULL AND event_id = :event_id;
