-- One row: a spot check of an event or visit, or of that number, as known after a run: its key, the events and the visit
-- that it names (filled in by the reader: its subject), and its columns in the order of policies/row.h, then its own ones.
-- :event the subject, :id, one of them, the other NULL; :known the run
SELECT x.check_id AS id, NULL AS event_ids, NULL AS visit_id,
       x.check_id, x.kind, x.at, x.checker, x.staff, x.site, x.subject, x.passed, x.score, x.note, x.own
FROM spot_check x WHERE x.rowid IN (
    SELECT a.rowid FROM spot_check a WHERE a.subject = :event
    UNION SELECT d.rowid FROM spot_check d WHERE d.check_id = :id AND d.run_out IS NULL
    UNION SELECT e.rowid FROM spot_check e WHERE e.check_id = :id AND e.run_out IS NOT NULL)
AND x.run <= :known AND coalesce(x.run_out, :known + 1) > :known AND x.withdrawn = 0;
