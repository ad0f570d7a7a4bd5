-- One row: a complaint in force that names a person or a job, those about one job one after the other.
SELECT c.related_event_id, c.event_id, c.story, c.site, c.accepted_at, c.about_staff, c.validity
FROM event c
WHERE coalesce(c.run_out, 0) = 0 AND c.withdrawn = 0 AND c.category = 'complaint'
  AND (c.about_staff IS NOT NULL OR c.related_event_id IS NOT NULL)
ORDER BY +c.related_event_id, c.event_id;
