-- One row: where the table of visits ends, NULL when it is empty.
SELECT max(v.rowid) FROM visit v;
