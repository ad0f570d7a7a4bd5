-- Adds many rows that did not meet a check at once.
-- feed: the columns, the key first
INSERT INTO check_case (
    story, policy, check_name, row_id, event_id, from_at, row_kind, state, limit_at, done_at, lacking, category, site,
    department, month)
SELECT
    c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14
FROM feed;
