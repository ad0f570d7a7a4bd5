-- Removes one row that did not meet a check.
-- the key
DELETE FROM check_case
WHERE story = :story AND policy = :policy AND check_name = :check_name AND row_id = :row_id AND event_id = :event_id
  AND from_at = :from_at;
