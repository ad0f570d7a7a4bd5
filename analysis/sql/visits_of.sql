-- One row: a visit and an event of one story that it names, as known after a run; a visit that names two of them
-- comes twice in a row.
-- :story, :known the run
WITH own AS (
    SELECT e.event_id FROM event e
    WHERE e.story = :story AND e.withdrawn = 0 AND e.run <= :known AND (e.run_out IS NULL OR e.run_out > :known)),
version AS (
    SELECT o.event_id AS own_id, a.* FROM own o
    JOIN visit_event x ON x.event_id = o.event_id
    JOIN visit a ON a.visit_id = x.visit_id AND a.run_out IS NULL AND a.run <= :known
    UNION ALL
    SELECT o.event_id, b.* FROM own o
    JOIN visit_event x ON x.event_id = o.event_id
    JOIN visit b ON b.visit_id = x.visit_id AND b.run_out > :known AND b.run <= :known)
SELECT '', v.visit_id, v.event_ids, v.n_events, v.site, v.department, v.category, v.stage, v.method, v.visitor,
       v.visitor_role, v.outcome, v.raised_event_id, v.review_note, v.reviewed_by, v.opinion, v.phase, v.signed,
       v.satisfaction, v.issue_raised, v.visited_at, v.promised_at, v.replied_at, v.reported_at, v.reviewed_at,
       v.filed_at,
       (SELECT max(r.finished_at) FROM
           (SELECT c.finished_at FROM event c WHERE c.event_id = v.raised_event_id AND c.withdrawn = 0
               AND c.run_out IS NULL AND c.run <= :known
            UNION ALL
            SELECT d.finished_at FROM event d WHERE d.event_id = v.raised_event_id AND d.withdrawn = 0
               AND d.run_out > :known AND d.run <= :known) r)
FROM version v
WHERE v.withdrawn = 0
  AND (v.event_ids = v.own_id OR instr(';' || v.event_ids || ';', ';' || v.own_id || ';') > 0)
ORDER BY v.visited_at, v.visit_id;
