-- Adds the events of many keys of repeated problems at once.
-- feed: the columns, the key first
INSERT INTO repeat_list (story, policy, category, by_text, issue, events)
SELECT c0, c1, c2, c3, c4, c5 FROM feed;
