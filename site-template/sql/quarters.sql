-- One row: one quarter (period: the same) that gets a page, the latest first, with its months and neighbours; last: the month of the as-of day
-- is one of them; running: and that day is not the last of the quarter; first: the first month of the quarter a year before;
-- policy: none, the page is about all.
WITH q AS (SELECT DISTINCT substr(period, 1, 4) AS y, (substr(period, 6, 2) + 2) / 3 AS n FROM month)
SELECT y || '-Q' || n AS period, NULL AS policy, y || '-Q' || n AS quarter, printf('%s-%02d', y, n * 3 - 2) AS m1, printf('%s-%02d', y, n * 3 - 1) AS m2, printf('%s-%02d', y, n * 3) AS m3,
    printf('%d-%02d', y - 1, n * 3 - 2) AS first, lag(y || '-Q' || n) OVER (ORDER BY y, n) AS before, lead(y || '-Q' || n) OVER (ORDER BY y, n) AS after,
    (SELECT :month BETWEEN printf('%s-%02d', y, n * 3 - 2) AND printf('%s-%02d', y, n * 3)) AS last,
    :as_of < date(printf('%s-%02d-01', y, n * 3), '+1 month', '-1 day') AS running
FROM q ORDER BY y DESC, n DESC;
