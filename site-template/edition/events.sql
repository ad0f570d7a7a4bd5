-- One row: one event accepted from :from to before :to and its category, for the counts of visits.
SELECT event_id, category FROM event WHERE run_out IS NULL AND accepted_at >= :from AND accepted_at < :to;
