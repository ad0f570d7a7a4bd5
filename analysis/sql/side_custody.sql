-- One row: what became of a form; :event is its number, as known after a run: its key, the events and the visit that
-- it names, and its columns in the order of policies/row.h, then its own ones.
-- :event, :known the run
SELECT a.form_no || '/' || a.step || '/' || a.at AS id, NULL AS event_ids, NULL AS visit_id,
       a.form_no, a.form_kind, a.step, a.by_whom, a.to_whom, a.at, a.signed, a.own
FROM custody a WHERE a.form_no = :event AND a.run_out IS NULL AND a.run <= :known AND a.withdrawn = 0
UNION ALL
SELECT b.form_no || '/' || b.step || '/' || b.at AS id, NULL AS event_ids, NULL AS visit_id,
       b.form_no, b.form_kind, b.step, b.by_whom, b.to_whom, b.at, b.signed, b.own
FROM custody b WHERE b.form_no = :event AND b.run_out > :known AND b.run <= :known AND b.withdrawn = 0;
