-- One row: an answer of a visit, as known after a run: its key, the events and the visit that it names, and its
-- columns in the order of policies/row.h, then its own ones.
-- :visit, :known the run
SELECT a.visit_id || '/' || a.item AS id, NULL AS event_ids, a.visit_id AS visit_id,
       a.visit_id, a.item, a.value, a.note, a.own
FROM answer a WHERE a.visit_id = :visit AND a.run_out IS NULL AND a.run <= :known AND a.withdrawn = 0
UNION ALL
SELECT b.visit_id || '/' || b.item AS id, NULL AS event_ids, b.visit_id AS visit_id,
       b.visit_id, b.item, b.value, b.note, b.own
FROM answer b WHERE b.visit_id = :visit AND b.run_out > :known AND b.run <= :known AND b.withdrawn = 0;
