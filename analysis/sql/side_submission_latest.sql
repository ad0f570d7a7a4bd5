-- One row: a version of a step of a report's way, the latest first: rows are only ever added, so its run never rises; it names no
-- event and no visit.
SELECT x.run, x.report || '/' || x.period || '/' || x.step || '/' || x.at AS id, NULL AS event_ids, NULL AS visit_id FROM submission x
ORDER BY x.rowid DESC;
