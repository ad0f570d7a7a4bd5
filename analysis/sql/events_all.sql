-- One row: an event in force, as they lie. contacted_at and escalated_at fall back to the first step.
-- :texts 1 = every description, 0 = only those that may stand in for an issue code
-- coalesce keeps away from an index that would visit the rows one by one.
SELECT
       e.story, e.event_id, e.category, e.customer_id, e.site, e.department, e.about_staff, e.severity, e.validity,
       e.validity_kind, e.content_class, e.issue, e.channel, e.escalated_to, e.related_event_id,
       CASE WHEN e.issue IS NULL OR :texts = 1 THEN e.description END,
       e.anonymous, e.letter_reply_only, e.follow_up_needed, e.amount, e.accepted_at,
       coalesce(e.contacted_at, (SELECT min(s.at) FROM step s
                 WHERE s.event_id = e.event_id AND s.kind = 'contact' AND s.run_out IS NULL AND s.withdrawn = 0)),
       e.started_at, e.planned_end_at, e.finished_at, e.delivered_at, e.warranty_end_at,
       coalesce(e.escalated_at, (SELECT min(s.at) FROM step s
                 WHERE s.event_id = e.event_id AND s.kind = 'escalate' AND s.run_out IS NULL AND s.withdrawn = 0)),
       e.feedback_form_at, e.own
FROM event e
WHERE coalesce(e.run_out, 0) = 0 AND e.withdrawn = 0;
