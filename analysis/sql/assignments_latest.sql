-- One row: a version of an assignment, the latest first: rows are only ever added, so its run never rises.
SELECT a.event_id, a.run FROM assignment a ORDER BY a.rowid DESC;
