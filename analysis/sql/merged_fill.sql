-- Adds many merged complaints at once.
-- feed: the columns, the key first
INSERT INTO merged_event (
    story, event_id, policy, duplicate_of, month)
SELECT
    c0, c1, c2, c3, c4
FROM feed;
