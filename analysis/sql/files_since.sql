-- One row when a file was read after a run. ?1 the run.
SELECT 1
FROM file
WHERE run > ?1
LIMIT 1;
