-- One row: a version of a spot check, the latest first: rows are only ever added, so its run never rises; with the events
-- and the visit that it may name.
SELECT x.run, x.check_id AS id, x.subject AS event_ids, x.subject AS visit_id FROM spot_check x ORDER BY x.rowid DESC;
