-- Adds one event over a limit.
-- the columns, the key first
INSERT INTO limit_case (
    story, policy, event_id, rule, state, category, accepted_at, limit_at, done_at, site, department,
    month)
VALUES (
    :story, :policy, :event_id, :rule, :state, :category, :accepted_at, :limit_at, :done_at, :site,
    :department, :month);
