-- One row: a target that a manager set, as known after a run.
-- :known the run
SELECT t.category, t.metric, t.period, t.value FROM target t
WHERE t.withdrawn = 0 AND t.run <= :known AND (t.run_out IS NULL OR t.run_out > :known)
ORDER BY t.category, t.metric, t.period;
