-- One row: one visitor's month, for the evidence sheet (clause 4.8); a joint visit counts for each. Parameter :month.
SELECT coalesce((SELECT name FROM person AS p WHERE p.staff = v.visitor), v.visitor) AS name,
    v.visits, s.met, s.late, s.early, v.passed, v.failed, coalesce(b.filed, 0) AS filed_late, coalesce(b.other, 0) AS breaches
FROM visitor_month AS v LEFT JOIN visitor_state AS s ON s.month = v.month AND s.visitor = v.visitor
LEFT JOIN visitor_breach AS b ON b.month = v.month AND b.visitor = v.visitor
WHERE v.month = :month ORDER BY v.visits DESC, v.visitor;
