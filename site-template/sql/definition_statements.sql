-- One row: one SQL statement behind a list or a sum.
SELECT path, text FROM statement ORDER BY path;
