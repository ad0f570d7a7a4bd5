-- One row: a step in force that names no known event: its key, the events and the visit that it names, and its
-- columns in the order of policies/row.h.
SELECT x.event_id || '/' || x.at || '/' || x.kind AS id, x.event_id AS event_ids, NULL AS visit_id,
       x.event_id, x.at, x.kind, x.by_whom, x.to_whom, x.department, x.reason, x.note
FROM step x
WHERE x.run_out IS NULL AND x.withdrawn = 0
AND NOT EXISTS (SELECT 1 FROM event e WHERE e.event_id = x.event_id AND e.run_out IS NULL AND e.withdrawn = 0);
