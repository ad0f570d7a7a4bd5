-- One row: a version of a custody row, the latest first: rows are only ever added, so its run never rises; with the events
-- and the visit that it may name.
SELECT x.run, x.form_no || '/' || x.step || '/' || x.at AS id, x.form_no AS event_ids, x.form_no AS visit_id FROM custody x ORDER BY x.rowid DESC;
