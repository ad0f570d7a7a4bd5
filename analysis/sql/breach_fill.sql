-- Adds many broken rules of visits at once.
-- feed: the columns, the key first
INSERT INTO visit_breach (
    story, policy, visit_id, rule, clause, visited_at, site, department, month)
SELECT
    c0, c1, c2, c3, c4, c5, c6, c7, c8
FROM feed;
