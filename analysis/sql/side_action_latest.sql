-- One row: a version of an action, the latest first: rows are only ever added, so its run never rises; with the events
-- and the visit that it may name.
SELECT x.run, x.action_id AS id, x.event_id AS event_ids, x.visit_id AS visit_id FROM action x ORDER BY x.rowid DESC;
