-- One row: a version of a plan, the latest first: rows are only ever added, so its run never rises; with the events
-- and the visit that it may name.
SELECT x.run, x.plan_id AS id, x.event_id AS event_ids, NULL AS visit_id FROM plan x ORDER BY x.rowid DESC;
