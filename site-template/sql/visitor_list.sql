-- One row: one visitor's month, for the evidence sheet (clause 4.8); a joint visit counts for each.
SELECT coalesce((SELECT name FROM person AS p WHERE p.staff = v.visitor), v.visitor) AS name,
    v.visits, v.met, v.late, v.early, v.passed, v.failed, v.filed AS filed_late, v.other AS breaches
FROM visitor_month AS v ORDER BY v.visits DESC, v.visitor;
