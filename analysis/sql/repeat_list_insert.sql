-- Adds the events of one key of repeated problems.
-- the columns, the key first
INSERT INTO repeat_list (story, policy, category, by_text, issue, events)
VALUES (:story, :policy, :category, :by_text, :issue, :events);
