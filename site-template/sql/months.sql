-- One row: one month (period: the same) that gets a page, the latest first. before, next: its neighbours; first: the first of the 13 months to
-- it; last: it is the month of the as-of day; running: and that day is not its last; policy: none, the page is about all.
SELECT period, NULL AS policy, period AS month, lag(period) OVER (ORDER BY n) AS before, lead(period) OVER (ORDER BY n) AS next,
    coalesce(lag(period, 12) OVER (ORDER BY n), first_value(period) OVER (ORDER BY n)) AS first,
    period = :month AS last, period = :month AND :as_of < date(:month || '-01', '+1 month', '-1 day') AS running
FROM month ORDER BY n DESC;
