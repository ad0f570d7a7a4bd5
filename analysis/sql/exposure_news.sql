-- One row: 1 when the exposure log changed after a run.
-- :before the run
SELECT 1 FROM exposure x WHERE x.run > :before OR x.run_out > :before LIMIT 1;
