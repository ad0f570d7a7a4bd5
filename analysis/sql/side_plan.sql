-- One row: a plan of an event or with that number, as known after a run: its key, the events and the visit that it
-- names, and its columns in the order of policies/row.h, then its own ones.
-- :event, :id one of them, the others NULL; :known the run
SELECT x.plan_id AS id, x.event_id AS event_ids, NULL AS visit_id,
       x.plan_id, x.event_id, x.customer_id, x.stage, x.planned_on, x.visitor, x.made_by, x.made_at, x.cancelled_on, x.own
FROM plan x WHERE x.rowid IN (
    SELECT a.rowid FROM plan a WHERE a.event_id = :event
    UNION SELECT d.rowid FROM plan d WHERE d.plan_id = :id AND d.run_out IS NULL
    UNION SELECT e.rowid FROM plan e WHERE e.plan_id = :id AND e.run_out IS NOT NULL)
AND x.run <= :known AND coalesce(x.run_out, :known + 1) > :known AND x.withdrawn = 0;
