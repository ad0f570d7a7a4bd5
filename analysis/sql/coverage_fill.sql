-- Adds many projects of a coverage rule at once.
-- feed: the columns, the key first
INSERT INTO coverage_case (
    story, policy, event_id, category, visits, required, last_day, state, next_stage, next_day, site,
    department, month)
SELECT
    c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12
FROM feed;
