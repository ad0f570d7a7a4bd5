-- Adds many obligations at once.
-- feed: the columns, the key first
INSERT INTO obligation (
    story, policy, event_id, stage, opens, category, optional, anchor, deadline, state, due, visit_id,
    visited_at, exempt_reason, site, department, month)
SELECT
    c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16
FROM feed;
