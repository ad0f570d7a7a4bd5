-- One row: an event accepted in a stretch of days that counts under a policy: not merged into another.
-- :policy, :first day, :after the day behind the last
SELECT e.event_id, e.category, e.site, e.accepted_at FROM event e
WHERE e.run_out IS NULL AND e.withdrawn = 0 AND e.accepted_at >= :first AND e.accepted_at < :after
    AND NOT EXISTS (
        SELECT 1 FROM merged_event m WHERE m.story = e.story AND m.event_id = e.event_id AND m.policy = :policy);
