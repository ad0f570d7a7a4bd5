-- Adds one event that is drawn.
-- the columns
INSERT INTO sample_draw (policy, sample, period, site, place, event_id)
VALUES (:policy, :sample, :period, :site, :place, :event_id);
