-- One row: one corrective action that was not done when the sheet's period ended, or at as-of before that; what is most overdue first. Parameters :each_policy,
-- :each_period.
SELECT action_id, coalesce(description, '') AS description, about, department, owner, opened, due, CASE WHEN due <= till THEN CAST(julianday(till) - julianday(due) AS INTEGER) END AS days,
    CASE WHEN due <= till THEN 'bad:overdue' WHEN due IS NULL THEN 'calm:no_day' ELSE 'calm:pending' END AS mark, total
FROM open_action WHERE policy = :each_policy AND period = :each_period ORDER BY place;
