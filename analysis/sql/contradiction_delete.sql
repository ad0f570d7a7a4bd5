-- Removes one contradiction.
-- the key
DELETE FROM contradiction
WHERE story = :story AND kind = :kind AND event_id = :event_id AND visit_id = :visit_id;
