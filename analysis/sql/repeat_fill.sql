-- Adds many flagged events of repeated problems at once.
-- feed: the columns, the key first
INSERT INTO repeat_flag (
    story, policy, category, by_text, event_id, customer_id, issue, accepted_at, count, at, bytes, escalated,
    site, department, month)
SELECT
    c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14
FROM feed;
