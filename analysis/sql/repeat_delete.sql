-- Removes one flagged event of a repeated problem.
-- the key
DELETE FROM repeat_flag
WHERE story = :story AND policy = :policy AND category = :category AND by_text = :by_text AND event_id = :event_id;
