-- One row: one promise to a customer that no answer followed yet. Parameter :as_of.
SELECT visit_id, events, promised_on, CAST(julianday(:as_of) - julianday(promised_on) AS INTEGER) AS age, site, department FROM promise
WHERE promised_on <= date(:as_of, '+14 days') ORDER BY promised_on, visit_id;
