-- One row: a visit that brought an event up in one of its versions.
-- :event
SELECT DISTINCT v.visit_id FROM visit v WHERE v.raised_event_id = :event ORDER BY v.visit_id;
