-- One row: an event by its key, and the complaint that counts in its place under a policy.
-- :policy, :event
SELECT e.event_id, e.category, e.site, e.accepted_at, e.customer_id, m.duplicate_of FROM event e
LEFT JOIN merged_event m ON m.story = e.story AND m.event_id = e.event_id AND m.policy = :policy
WHERE e.event_id = :event AND e.run_out IS NULL AND e.withdrawn = 0;
