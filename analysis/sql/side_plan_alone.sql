-- One row: a plan in force that names no known event: its key, the events and the visit that it names, and its
-- columns in the order of policies/row.h.
SELECT x.plan_id AS id, x.event_id AS event_ids, NULL AS visit_id,
       x.plan_id, x.event_id, x.customer_id, x.stage, x.planned_on, x.visitor, x.made_by, x.made_at, x.cancelled_on
FROM plan x
WHERE x.run_out IS NULL AND x.withdrawn = 0
AND NOT EXISTS (SELECT 1 FROM event e WHERE e.event_id = x.event_id AND e.run_out IS NULL AND e.withdrawn = 0);
