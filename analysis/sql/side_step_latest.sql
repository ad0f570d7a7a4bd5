-- One row: a version of a step, the latest first: rows are only ever added, so its run never rises; with the events
-- and the visit that it may name.
SELECT x.run, x.event_id || '/' || x.at || '/' || x.kind AS id, x.event_id AS event_ids, NULL AS visit_id FROM step x ORDER BY x.rowid DESC;
