-- One row: records filed in one month whose keeping time is over.
SELECT filed_month, n FROM disposal ORDER BY filed_month;
