-- Forgets what changed up to a run.
-- :run
DELETE FROM row_change WHERE run <= :run;
