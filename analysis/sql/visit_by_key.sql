-- One row: the visit of that key, as known after a run; none when it was unknown or withdrawn.
-- :visit, :known the run, :marks as in visits_all.sql
WITH version AS (
    SELECT a.* FROM visit a WHERE a.visit_id = :visit AND a.run_out IS NULL AND a.run <= :known
    UNION ALL
    SELECT b.* FROM visit b WHERE b.visit_id = :visit AND b.run_out > :known AND b.run <= :known)
SELECT '', v.visit_id, v.event_ids, v.n_events, v.site, v.department, v.category, v.stage, v.method, v.visitor,
       v.visitor_role, v.outcome, v.raised_event_id, CASE WHEN :marks = 2 OR v.method = 'phone' AND :marks = 1 THEN v.review_note
            WHEN v.review_note <> '' THEN '+' END,
       v.reviewed_by, CASE WHEN :marks = 2 OR v.method = 'phone' AND :marks = 1 THEN v.opinion END, v.phase, v.signed,
       v.satisfaction, v.issue_raised, v.visited_at, v.promised_at, v.replied_at, v.reported_at, v.reviewed_at,
       v.filed_at,
       (SELECT max(CASE WHEN r.finished_at < r.accepted_at THEN r.accepted_at ELSE r.finished_at END) FROM
           (SELECT c.finished_at, c.accepted_at FROM event c WHERE c.event_id = v.raised_event_id AND c.withdrawn = 0
               AND c.run_out IS NULL AND c.run <= :known
            UNION ALL
            SELECT d.finished_at, d.accepted_at FROM event d WHERE d.event_id = v.raised_event_id AND d.withdrawn = 0
               AND d.run_out > :known AND d.run <= :known) r),
       v.own
FROM version v
WHERE v.withdrawn = 0;
