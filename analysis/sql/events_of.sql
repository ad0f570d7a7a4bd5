-- One row: an event of one story, as known after one of two runs: an earlier one, and now. was, is: known then, now.
-- :story, :before the earlier run, :now, :texts as in events_all.sql
SELECT
       e.story, e.event_id, e.category, e.customer_id, e.site, e.department, e.about_staff, e.severity, e.validity,
       e.validity_kind, e.content_class, e.issue, e.channel, e.escalated_to, e.related_event_id,
       CASE WHEN e.issue IS NULL OR :texts = 1 THEN e.description END,
       e.anonymous, e.letter_reply_only, e.follow_up_needed, e.amount, e.accepted_at,
       coalesce(e.contacted_at, (SELECT min(s.at) FROM
           (SELECT a.at FROM step a WHERE a.event_id = e.event_id AND a.kind = 'contact' AND a.withdrawn = 0
               AND a.run_out IS NULL AND a.run <= :now
            UNION ALL
            SELECT b.at FROM step b WHERE b.event_id = e.event_id AND b.kind = 'contact' AND b.withdrawn = 0
               AND b.run_out > :now AND b.run <= :now) s)),
       e.started_at, e.planned_end_at, e.finished_at, e.delivered_at, e.warranty_end_at,
       coalesce(e.escalated_at, (SELECT min(s.at) FROM
           (SELECT a.at FROM step a WHERE a.event_id = e.event_id AND a.kind = 'escalate' AND a.withdrawn = 0
               AND a.run_out IS NULL AND a.run <= :now
            UNION ALL
            SELECT b.at FROM step b WHERE b.event_id = e.event_id AND b.kind = 'escalate' AND b.withdrawn = 0
               AND b.run_out > :now AND b.run <= :now) s)),
       e.feedback_form_at,
       e.run <= :before AS was, e.run <= :now AND (e.run_out IS NULL OR e.run_out > :now) AS is_now,
       coalesce(e.contacted_at, (SELECT min(s.at) FROM
           (SELECT a.at FROM step a WHERE a.event_id = e.event_id AND a.kind = 'contact' AND a.withdrawn = 0
               AND a.run_out IS NULL AND a.run <= :before
            UNION ALL
            SELECT b.at FROM step b WHERE b.event_id = e.event_id AND b.kind = 'contact' AND b.withdrawn = 0
               AND b.run_out > :before AND b.run <= :before) s)) AS contacted_before,
       coalesce(e.escalated_at, (SELECT min(s.at) FROM
           (SELECT a.at FROM step a WHERE a.event_id = e.event_id AND a.kind = 'escalate' AND a.withdrawn = 0
               AND a.run_out IS NULL AND a.run <= :before
            UNION ALL
            SELECT b.at FROM step b WHERE b.event_id = e.event_id AND b.kind = 'escalate' AND b.withdrawn = 0
               AND b.run_out > :before AND b.run <= :before) s)) AS escalated_before
FROM event e
WHERE e.story = :story AND e.withdrawn = 0 AND (e.run_out IS NULL OR e.run_out > :before)
ORDER BY e.accepted_at, e.event_id;
