-- One row: a version of a letter, the latest first: rows are only ever added, so its run never rises; with the events
-- and the visit that it may name.
SELECT x.run, x.letter_id AS id, x.event_ids AS event_ids, NULL AS visit_id FROM letter x ORDER BY x.rowid DESC;
