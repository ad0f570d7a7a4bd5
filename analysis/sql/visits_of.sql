-- One row: a visit and an event of one story that it names, as known after one of two runs: an earlier one, and now.
-- was, is_now: known then, now. A visit comes once for each event of the story that it names.
-- feed: the story's events, whether each was known then, is now; :before the earlier run, :now
WITH version AS (
    SELECT o.c0 AS own_id, o.c1 AS own_was, o.c2 AS own_is, a.* FROM feed o
    JOIN visit_event x ON x.event_id = o.c0
    JOIN visit a ON a.visit_id = x.visit_id AND a.run_out IS NULL
    UNION ALL
    SELECT o.c0, o.c1, o.c2, b.* FROM feed o
    JOIN visit_event x ON x.event_id = o.c0
    JOIN visit b ON b.visit_id = x.visit_id AND b.run_out > :before)
SELECT NULL, v.visit_id, v.event_ids, v.n_events, v.site, v.department, v.category, v.stage, v.method, v.visitor,
       v.visitor_role, v.outcome, v.raised_event_id, v.review_note, v.reviewed_by, v.opinion, v.phase, v.signed,
       v.satisfaction, v.issue_raised, v.visited_at, v.promised_at, v.replied_at, v.reported_at, v.reviewed_at,
       v.filed_at,
       CASE WHEN v.raised_event_id IS NOT NULL THEN (SELECT max(r.finished_at) FROM
           (SELECT c.finished_at FROM event c WHERE c.event_id = v.raised_event_id AND c.withdrawn = 0
               AND c.run_out IS NULL AND c.run <= :now
            UNION ALL
            SELECT d.finished_at FROM event d WHERE d.event_id = v.raised_event_id AND d.withdrawn = 0
               AND d.run_out > :now AND d.run <= :now) r) END,
       v.own_was AND v.run <= :before AS was,
       v.own_is AND v.run <= :now AND (v.run_out IS NULL OR v.run_out > :now) AS is_now,
       CASE WHEN v.raised_event_id IS NOT NULL THEN (SELECT max(r.finished_at) FROM
           (SELECT c.finished_at FROM event c WHERE c.event_id = v.raised_event_id AND c.withdrawn = 0
               AND c.run_out IS NULL AND c.run <= :before
            UNION ALL
            SELECT d.finished_at FROM event d WHERE d.event_id = v.raised_event_id AND d.withdrawn = 0
               AND d.run_out > :before AND d.run <= :before) r) END
FROM version v
WHERE v.withdrawn = 0
  AND (v.event_ids = v.own_id OR instr(';' || v.event_ids || ';', ';' || v.own_id || ';') > 0);
