-- One row: an approval to consult visit sheets, as known after a run.
-- :known the run
SELECT g.staff, g.scope, g.from_on, g.until_on FROM access_grant g
WHERE g.withdrawn = 0 AND g.run <= :known AND (g.run_out IS NULL OR g.run_out > :known);
