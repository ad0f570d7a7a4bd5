-- Removes one event over a limit.
-- the key
DELETE FROM limit_case
WHERE story = :story AND policy = :policy AND event_id = :event_id AND rule = :rule;
