-- One row: one quarter that gets a page, the latest first.
SELECT DISTINCT substr(period, 1, 4) || '-Q' || ((substr(period, 6, 2) + 2) / 3) AS quarter FROM month ORDER BY 1 DESC;
