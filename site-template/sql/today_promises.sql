-- One row: one answer, promised at a visit or for a finding, that the department promised for today or before and that was not given.
-- Parameters :each_department, :as_of.
SELECT no AS visit_id, events, promised_on, CASE WHEN promised_on > :as_of THEN 'warn:is_today' ELSE 'bad:broken' END AS mark,
    CAST(julianday(:as_of) - julianday(promised_on) AS INTEGER) + 1 AS days, site
FROM (SELECT visit_id AS no, events, promised_on, site, department FROM promise UNION ALL SELECT no, events, promised_on, site, department FROM promise_finding)
WHERE promised_on <= date(:as_of, '+1 day') AND department = :each_department ORDER BY promised_on, no;
