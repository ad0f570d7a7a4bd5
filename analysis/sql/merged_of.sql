-- One row: the canonical complaint of a merged one, under a policy.
-- :story, :event, :policy
SELECT m.duplicate_of FROM merged_event m WHERE m.story = :story AND m.event_id = :event AND m.policy = :policy;
