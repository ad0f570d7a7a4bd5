-- One row: an action of an event, a visit or with that number, as known after a run: its key, the events and the visit
-- that it names, and its columns in the order of policies/row.h, then its own ones.
-- :event, :visit, :id one of them, the others NULL; :known the run
SELECT x.action_id AS id, x.event_id AS event_ids, x.visit_id AS visit_id,
       x.action_id, x.event_id, x.visit_id, x.department, x.owner, x.kind, x.opened_at, x.due_at, x.done_at,
       x.verified_at, x.verified_by, x.verdict, x.description, x.own
FROM action x WHERE x.rowid IN (
    SELECT a.rowid FROM action a WHERE a.event_id = :event
    UNION SELECT b.rowid FROM action b WHERE b.visit_id = :visit
    UNION SELECT d.rowid FROM action d WHERE d.action_id = :id AND d.run_out IS NULL
    UNION SELECT e.rowid FROM action e WHERE e.action_id = :id AND e.run_out IS NOT NULL)
AND x.run <= :known AND coalesce(x.run_out, :known + 1) > :known AND x.withdrawn = 0;
