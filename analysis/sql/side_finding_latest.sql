-- One row: a version of a finding, the latest first: rows are only ever added, so its run never rises; with the events
-- and the visit that it may name.
SELECT x.run, x.finding_id AS id, x.event_id AS event_ids, x.visit_id AS visit_id FROM finding x ORDER BY x.rowid DESC;
