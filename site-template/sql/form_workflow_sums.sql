-- One row: one step of the month's visits: how often it was done, how often it is missing. Parameters :each_policy, :each_form,
-- :each_month, :language.
SELECT CASE WHEN :language = 'en' THEN w.en ELSE w.zh END AS step, s.done,
    s.missing + CASE s.step WHEN 'visited' THEN coalesce((SELECT o.missing FROM workflow_sum AS o WHERE o.policy = s.policy AND o.form = s.form AND o.month = s.month AND o.step = 'overdue'), 0) ELSE 0 END AS missing
FROM workflow_sum AS s JOIN word AS w ON w.key = 'workflow.' || s.step
WHERE s.policy = :each_policy AND s.form = :each_form AND s.month = :each_month
ORDER BY CASE s.step WHEN 'visited' THEN 1 WHEN 'signed' THEN 2 WHEN 'reviewed' THEN 3 ELSE 4 END;
