-- One row: a day off or a make-up working day, as known after a run.
-- :known the run
SELECT h.on_day, h.kind FROM holiday h
WHERE h.withdrawn = 0 AND h.run <= :known AND (h.run_out IS NULL OR h.run_out > :known)
ORDER BY h.on_day;
