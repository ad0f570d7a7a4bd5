-- One row: one answer that the department promised for today or before and that was not given. Parameters :each_name, :as_of.
SELECT visit_id, events, promised_on, CASE WHEN promised_on > :as_of THEN 'warn:is_today' ELSE 'bad:broken' END AS mark,
    CAST(julianday(:as_of) - julianday(promised_on) AS INTEGER) + 1 AS days, site
FROM promise WHERE promised_on <= date(:as_of, '+1 day') AND department = :each_name ORDER BY promised_on, visit_id;
