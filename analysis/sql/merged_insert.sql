-- Adds one merged complaint.
-- the columns, the key first
INSERT INTO merged_event (
    story, event_id, policy, duplicate_of, month)
VALUES (
    :story, :event_id, :policy, :duplicate_of, :month);
