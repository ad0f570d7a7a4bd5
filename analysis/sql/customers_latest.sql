-- One row: a version of a customer, the latest first: rows are only ever added, so its run never rises.
SELECT c.run, c.customer_id FROM customer c ORDER BY c.rowid DESC;
