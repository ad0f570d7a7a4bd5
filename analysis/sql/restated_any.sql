-- One row: a figure that the run replaced. :run
SELECT 1 FROM restated r WHERE r.run = :run LIMIT 1;
