-- Says that a month changed with a run, '' that everything did.
-- :month, :run
INSERT INTO month_change (month, run) VALUES (:month, :run)
ON CONFLICT (month) DO UPDATE SET run = excluded.run;
