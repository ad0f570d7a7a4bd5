-- One row: a letter of an event or with that number, as known after a run: its key, the events and the visit that it
-- names, and its columns in the order of policies/row.h, then its own ones.
-- :event, :id one of them, the others NULL; :known the run
SELECT x.letter_id AS id, x.event_ids AS event_ids, NULL AS visit_id,
       x.letter_id, x.kind, x.sent_on, x.event_ids, x.attached, x.filed_on, x.own
FROM letter x WHERE x.rowid IN (
    SELECT a.rowid FROM letter a WHERE a.event_ids = :event
    UNION SELECT c.rowid FROM letter c WHERE instr(c.event_ids, ';') > 0 AND instr(';' || c.event_ids || ';', ';' ||
    :event || ';') > 0
    UNION SELECT d.rowid FROM letter d WHERE d.letter_id = :id AND d.run_out IS NULL
    UNION SELECT e.rowid FROM letter e WHERE e.letter_id = :id AND e.run_out IS NOT NULL)
AND x.run <= :known AND coalesce(x.run_out, :known + 1) > :known AND x.withdrawn = 0;
