-- One row: a version of an answer, the latest first: rows are only ever added, so its run never rises; with the events
-- and the visit that it may name.
SELECT x.run, x.visit_id || '/' || x.item AS id, NULL AS event_ids, x.visit_id AS visit_id FROM answer x ORDER BY x.rowid DESC;
