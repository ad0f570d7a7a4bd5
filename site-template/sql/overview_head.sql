-- One row: how many obligations were due in the month of as-of, and how many were visited. Parameter :month.
SELECT coalesce(sum(denominator), 0) AS due, coalesce(sum(numerator), 0) AS visited
FROM metric
WHERE metric = 'visit_rate' AND period_kind = 'month' AND period = :month AND scope_kind = 'all' AND category = '' AND stage = '';
