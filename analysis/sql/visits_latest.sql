-- One row: a version of a visit, the latest first: rows are only ever added, so its run never rises.
SELECT v.run, v.visit_id FROM visit v ORDER BY v.rowid DESC;
