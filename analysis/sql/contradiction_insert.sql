-- Adds one contradiction.
-- the columns, the key first
INSERT INTO contradiction (
    story, kind, event_id, visit_id, effect, month)
VALUES (
    :story, :kind, :event_id, :visit_id, :effect, :month);
