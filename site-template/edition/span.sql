-- Runs for each month to be filled, before its other scripts: the month, its days, and whether it is the running one.
DROP TABLE IF EXISTS temp.span;
CREATE TEMP TABLE span AS
SELECT value AS m, value || '-01' AS first, date(value || '-01', '+1 month') AS next, (SELECT value FROM param WHERE name = 'as_of') AS as_of,
    value = (SELECT value FROM param WHERE name = 'month') AS running
FROM param WHERE name = 'edition_month';
