-- One row: a step of a report on a period, as known after a run.
-- :known the run
SELECT s.report, s.period, s.step, s.at, s.by_whom FROM submission s
WHERE s.withdrawn = 0 AND s.run <= :known AND (s.run_out IS NULL OR s.run_out > :known)
ORDER BY s.report, s.at, s.step;
