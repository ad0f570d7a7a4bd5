-- Removes the events of one key of repeated problems.
-- the key
DELETE FROM repeat_list
WHERE story = :story AND policy = :policy AND category = :category AND by_text = :by_text AND issue = :issue;
