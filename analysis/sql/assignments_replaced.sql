-- One row: a job of which a hand was taken back or replaced after a run.
-- :known the run
SELECT DISTINCT a.event_id FROM assignment a WHERE a.run_out > :known ORDER BY a.event_id;
