-- Adds one flagged event of a repeated problem.
-- the columns, the key first
INSERT INTO repeat_flag (
    story, policy, category, by_text, event_id, customer_id, issue, accepted_at, count, at, bytes,
    escalated, site, department, month)
VALUES (
    :story, :policy, :category, :by_text, :event_id, :customer_id, :issue, :accepted_at, :count,
    :at, :bytes, :escalated, :site, :department, :month);
