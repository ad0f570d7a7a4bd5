-- One row: 1 when the log of spot checks changed after a run.
-- :before the run
SELECT 1 FROM spot_check x WHERE x.run > :before OR x.run_out > :before LIMIT 1;
