-- Removes what was drawn for a sample in a period.
-- :policy, :sample, :period
DELETE FROM sample_draw WHERE policy = :policy AND sample = :sample AND period = :period;
