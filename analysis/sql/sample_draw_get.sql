-- One row: what was drawn for a sample in a period, in order.
-- :policy, :sample, :period
SELECT d.site, d.place, d.event_id FROM sample_draw d
WHERE d.policy = :policy AND d.sample = :sample AND d.period = :period
ORDER BY d.site, d.place;
