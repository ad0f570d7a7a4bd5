-- One row: a finding of an event, a visit or with that number, as known after a run: its key, the events and the visit
-- that it names, and its columns in the order of policies/row.h, then its own ones.
-- :event, :visit, :id one of them, the others NULL; :known the run
SELECT x.finding_id AS id, x.event_id AS event_ids, x.visit_id AS visit_id,
       x.finding_id, x.visit_id, x.event_id, x.form, x.kind, x.class, x.raised_at, x.department, x.promised_at,
       x.replied_at, x.reported_at, x.handled_at, x.outcome, x.content, x.own
FROM finding x WHERE x.rowid IN (
    SELECT a.rowid FROM finding a WHERE a.event_id = :event
    UNION SELECT b.rowid FROM finding b WHERE b.visit_id = :visit
    UNION SELECT d.rowid FROM finding d WHERE d.finding_id = :id AND d.run_out IS NULL
    UNION SELECT e.rowid FROM finding e WHERE e.finding_id = :id AND e.run_out IS NOT NULL)
AND x.run <= :known AND coalesce(x.run_out, :known + 1) > :known AND x.withdrawn = 0;
