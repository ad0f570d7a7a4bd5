-- One row: one promise to a customer, made at a visit or for a finding, that no answer followed yet. Parameter :as_of.
SELECT no AS visit_id, events, promised_on, CAST(julianday(:as_of) - julianday(promised_on) AS INTEGER) AS age, site, department
FROM (SELECT visit_id AS no, events, promised_on, site, department FROM promise UNION ALL SELECT no, events, promised_on, site, department FROM promise_finding)
WHERE promised_on <= date(:as_of, '+14 days') ORDER BY promised_on, no;
