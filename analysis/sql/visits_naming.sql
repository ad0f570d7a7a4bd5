-- One row: a visit that named an event in one of its versions.
-- :event
SELECT x.visit_id FROM visit_event x WHERE x.event_id = :event ORDER BY x.visit_id;
