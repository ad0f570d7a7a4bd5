-- One row: one row that could not be read.
SELECT path, line, col, field, reason, expected FROM quarantine ORDER BY path, line;
