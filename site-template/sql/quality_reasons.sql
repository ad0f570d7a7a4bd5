-- One row: one reason for which rows wait.
SELECT reason, field, count(*) AS n FROM quarantine GROUP BY reason, field ORDER BY n DESC, reason, field;
