-- One row: the households of a site from a day on, as known after a run.
-- :known the run
SELECT x.site, x.from_on, x.households FROM exposure x
WHERE x.withdrawn = 0 AND x.run <= :known AND (x.run_out IS NULL OR x.run_out > :known)
ORDER BY x.site, x.from_on;
