-- One row: a custody row in force that names no known event or visit: its key, the events and the visit that it names, and its
-- columns in the order of policies/row.h.
SELECT x.form_no || '/' || x.step || '/' || x.at AS id, NULL AS event_ids, NULL AS visit_id,
       x.form_no, x.form_kind, x.step, x.by_whom, x.to_whom, x.at, x.signed
FROM custody x
WHERE x.run_out IS NULL AND x.withdrawn = 0
AND NOT EXISTS (SELECT 1 FROM event e WHERE e.event_id = x.form_no AND e.run_out IS NULL AND e.withdrawn = 0)
AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.visit_id = x.form_no AND v.run_out IS NULL AND v.withdrawn = 0);
