-- One row: a step of an event, as known after a run: its key, the events and the visit that it names, and its columns
-- in the order of policies/row.h, then its own ones.
-- :event, :known the run
SELECT a.event_id || '/' || a.at || '/' || a.kind AS id, a.event_id AS event_ids, NULL AS visit_id,
       a.event_id, a.at, a.kind, a.by_whom, a.to_whom, a.department, a.reason, a.note, a.own
FROM step a WHERE a.event_id = :event AND a.run_out IS NULL AND a.run <= :known AND a.withdrawn = 0
UNION ALL
SELECT b.event_id || '/' || b.at || '/' || b.kind AS id, b.event_id AS event_ids, NULL AS visit_id,
       b.event_id, b.at, b.kind, b.by_whom, b.to_whom, b.department, b.reason, b.note, b.own
FROM step b WHERE b.event_id = :event AND b.run_out > :known AND b.run <= :known AND b.withdrawn = 0;
