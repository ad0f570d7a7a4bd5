-- Removes one merged complaint.
-- the key
DELETE FROM merged_event
WHERE story = :story AND event_id = :event_id AND policy = :policy;
