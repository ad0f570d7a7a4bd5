-- One row: one issue of complaints and repairs in the month, the most frequent first. Parameters :month.
SELECT issue AS x, sum(n) AS value FROM issue_month WHERE month = :month AND issue <> '' AND category IN ('complaint', 'repair', 'request')
GROUP BY issue ORDER BY sum(n) DESC, issue LIMIT 10;
