-- Adds many figures at once.
-- feed: the columns, the key first
INSERT INTO metric (
    policy, metric, period_kind, period, scope_kind, scope, category, stage, numerator, denominator,
    value_micro, target_micro, compliant)
SELECT
    c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12
FROM feed;
