-- One row: a version of an event, the latest first: rows are only ever added, so its run never rises. in_force: it
-- counts now.
SELECT e.run, e.event_id, e.accepted_at, e.run_out IS NULL AND e.withdrawn = 0 AS in_force
FROM event e ORDER BY e.rowid DESC;
