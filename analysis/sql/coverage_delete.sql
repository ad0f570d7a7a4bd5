-- Removes one project of a coverage rule.
-- the key
DELETE FROM coverage_case
WHERE story = :story AND policy = :policy AND event_id = :event_id;
