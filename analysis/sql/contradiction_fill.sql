-- Adds many contradictions at once.
-- feed: the columns, the key first
INSERT INTO contradiction (
    story, kind, event_id, visit_id, effect, month)
SELECT
    c0, c1, c2, c3, c4, c5
FROM feed;
