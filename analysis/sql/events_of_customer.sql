-- One row: an event that was the customer's in one of its versions.
-- :customer
SELECT DISTINCT e.event_id FROM event e WHERE e.story = 'c:' || :customer ORDER BY e.event_id;
