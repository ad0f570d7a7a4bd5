-- Removes one obligation.
-- the key
DELETE FROM obligation
WHERE story = :story AND policy = :policy AND event_id = :event_id AND stage = :stage AND opens = :opens;
