-- One row: one month that gets a page, the latest first.
SELECT period AS month FROM month ORDER BY n DESC;
