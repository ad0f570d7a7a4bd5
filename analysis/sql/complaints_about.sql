-- One row: a complaint about one job, as known after a run.
-- :event the job, :known the run
SELECT c.related_event_id, c.event_id, c.story, c.site, c.accepted_at, c.about_staff, c.validity
FROM event c
WHERE c.related_event_id = :event AND c.category = 'complaint' AND c.withdrawn = 0
  AND c.run <= :known AND (c.run_out IS NULL OR c.run_out > :known)
ORDER BY c.accepted_at, c.event_id;
