-- One row: an action in force that names no known event or visit: its key, the events and the visit that it names, and its
-- columns in the order of policies/row.h.
SELECT x.action_id AS id, x.event_id AS event_ids, x.visit_id AS visit_id,
       x.action_id, x.event_id, x.visit_id, x.department, x.owner, x.kind, x.opened_at, x.due_at, x.done_at,
       x.verified_at, x.verified_by, x.verdict, x.description
FROM action x
WHERE x.run_out IS NULL AND x.withdrawn = 0
AND NOT EXISTS (SELECT 1 FROM event e WHERE e.event_id = x.event_id AND e.run_out IS NULL AND e.withdrawn = 0)
AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.visit_id = x.visit_id AND v.run_out IS NULL AND v.withdrawn = 0);
