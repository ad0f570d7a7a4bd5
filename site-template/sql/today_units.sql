-- One row: one department's day: what falls due, what ran over, which clocks run out. Departments with nothing to do are
-- left out; rows without a department stand last, without a page of their own. Parameter :as_of.
WITH duty(department, today, tomorrow, over, open, clocks, promises) AS (
    SELECT department, deadline = date(:as_of, '+1 day'), deadline = date(:as_of, '+2 days'), 0, 0, 0, 0 FROM obligation
        WHERE state = 'pending' AND deadline <= date(:as_of, '+2 days')
    UNION ALL SELECT department, 0, 0, 1, 0, 0, 0 FROM obligation WHERE state = 'missed' AND deadline = :as_of
    UNION ALL SELECT department, 0, 0, 0, 1, 0, 0 FROM limit_case WHERE state = 'open'
    UNION ALL SELECT department, 0, 0, 0, 0, 1, 0 FROM clock WHERE limit_at < date(:as_of, '+2 days')
    UNION ALL SELECT department, 0, 0, 0, 0, 1, 0 FROM check_due WHERE limit_at < date(:as_of, '+2 days')
    UNION ALL SELECT department, 0, 0, 0, 0, 0, 1 FROM promise WHERE promised_on <= date(:as_of, '+1 day')
    UNION ALL SELECT department, 0, 0, 0, 0, 0, 1 FROM promise_finding WHERE promised_on <= date(:as_of, '+1 day'))
SELECT nullif(department, '') AS name, CASE WHEN department <> '' THEN 'today/' || department || '.html' END AS page,
    sum(today) AS today, sum(tomorrow) AS tomorrow, sum(over) AS ran_over, sum(open) AS open, sum(clocks) AS clocks, sum(promises) AS promises
FROM duty GROUP BY department ORDER BY department = '', department;
