-- One row: the run that brought the first approval; none where none ever came.
SELECT g.run FROM access_grant g ORDER BY g.rowid LIMIT 1;
