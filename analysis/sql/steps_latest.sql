-- One row: a version of a step, the latest first: rows are only ever added, so its run never rises.
SELECT s.run, s.event_id FROM step s ORDER BY s.rowid DESC;
