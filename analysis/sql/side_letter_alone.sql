-- One row: a letter in force that names no known event: its key, the events and the visit that it names, and its
-- columns in the order of policies/row.h. Of those that name several events, all.
SELECT x.letter_id AS id, x.event_ids AS event_ids, NULL AS visit_id,
       x.letter_id, x.kind, x.sent_on, x.event_ids, x.attached, x.filed_on
FROM letter x
WHERE x.run_out IS NULL AND x.withdrawn = 0
AND NOT EXISTS (SELECT 1 FROM event e WHERE e.event_id = x.event_ids AND e.run_out IS NULL AND e.withdrawn = 0);
