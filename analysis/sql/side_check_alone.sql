-- One row: a spot check in force that names no known event or visit: its key, the events and the visit that it names, and its
-- columns in the order of policies/row.h.
SELECT x.check_id AS id, NULL AS event_ids, NULL AS visit_id,
       x.check_id, x.kind, x.at, x.checker, x.staff, x.site, x.subject, x.passed, x.score, x.note
FROM spot_check x
WHERE x.run_out IS NULL AND x.withdrawn = 0
AND NOT EXISTS (SELECT 1 FROM event e WHERE e.event_id = x.subject AND e.run_out IS NULL AND e.withdrawn = 0)
AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.visit_id = x.subject AND v.run_out IS NULL AND v.withdrawn = 0);
