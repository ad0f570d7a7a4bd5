-- Adds one obligation.
-- the columns, the key first
INSERT INTO obligation (
    story, policy, event_id, stage, opens, category, optional, anchor, deadline, state, due, visit_id,
    visited_at, exempt_reason, site, department, month)
VALUES (
    :story, :policy, :event_id, :stage, :opens, :category, :optional, :anchor, :deadline, :state, :due,
    :visit_id, :visited_at, :exempt_reason, :site, :department, :month);
