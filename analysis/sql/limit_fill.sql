-- Adds many events over a limit at once.
-- feed: the columns, the key first
INSERT INTO limit_case (
    story, policy, event_id, rule, state, category, accepted_at, limit_at, done_at, site, department, month)
SELECT
    c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11
FROM feed;
