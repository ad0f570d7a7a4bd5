-- One row: the event of that key, as known after a run; none when it was unknown or withdrawn.
-- :event, :known the run, :texts as in events_all.sql
WITH version AS (
    SELECT a.* FROM event a WHERE a.event_id = :event AND a.run_out IS NULL AND a.run <= :known
    UNION ALL
    SELECT b.* FROM event b WHERE b.event_id = :event AND b.run_out > :known AND b.run <= :known)
SELECT
       e.story, e.event_id, e.category, e.customer_id, e.site, e.department, e.about_staff, e.severity, e.validity,
       e.validity_kind, e.content_class, e.issue, e.channel, e.escalated_to, e.related_event_id,
       CASE WHEN e.issue IS NULL OR :texts = 1 THEN e.description END,
       e.anonymous, e.letter_reply_only, e.follow_up_needed, e.amount, e.accepted_at,
       coalesce(e.contacted_at, (SELECT min(s.at) FROM
           (SELECT a.at FROM step a WHERE a.event_id = e.event_id AND a.kind = 'contact' AND a.withdrawn = 0
               AND a.run_out IS NULL AND a.run <= :known
            UNION ALL
            SELECT b.at FROM step b WHERE b.event_id = e.event_id AND b.kind = 'contact' AND b.withdrawn = 0
               AND b.run_out > :known AND b.run <= :known) s)),
       e.started_at, e.planned_end_at, e.finished_at, e.delivered_at, e.warranty_end_at,
       coalesce(e.escalated_at, (SELECT min(s.at) FROM
           (SELECT a.at FROM step a WHERE a.event_id = e.event_id AND a.kind = 'escalate' AND a.withdrawn = 0
               AND a.run_out IS NULL AND a.run <= :known
            UNION ALL
            SELECT b.at FROM step b WHERE b.event_id = e.event_id AND b.kind = 'escalate' AND b.withdrawn = 0
               AND b.run_out > :known AND b.run <= :known) s)),
       e.feedback_form_at, e.own
FROM version e
WHERE e.withdrawn = 0;
