-- Notes every event and visit that came, changed or went since the analysis before, each as a part of its own.
-- :run, :before
INSERT INTO restated_row (run, part, log, record_key)
SELECT :run, row_number() OVER (ORDER BY n.log, n.record_key), n.log, n.record_key
FROM (
    SELECT 'events' AS log, e.event_id AS record_key FROM event e WHERE e.run > :before AND e.run <= :run
    UNION SELECT 'visits', v.visit_id FROM visit v WHERE v.run > :before AND v.run <= :run) n;
