-- One row: one complaint, as known after a run.
-- :event, :known the run
WITH version AS (
    SELECT a.* FROM event a WHERE a.event_id = :event AND a.run_out IS NULL AND a.run <= :known
    UNION ALL
    SELECT b.* FROM event b WHERE b.event_id = :event AND b.run_out > :known AND b.run <= :known)
SELECT c.related_event_id, c.event_id, c.story, c.site, c.accepted_at, c.about_staff, c.validity
FROM version c
WHERE c.category = 'complaint' AND c.withdrawn = 0;
