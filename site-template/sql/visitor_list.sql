-- One row: one visitor's month, for the evidence sheet (clause 4.8). Parameters :month.
SELECT coalesce((SELECT group_concat(name, '、') FROM person AS p WHERE instr(';' || v.visitor || ';', ';' || p.staff || ';')), nullif(v.visitor, ''), '—') AS name,
    v.visits, s.met, s.late, s.early, v.passed, v.failed,
    (SELECT count(*) FROM visit_breach AS b WHERE b.month = v.month AND b.visitor = v.visitor AND b.rule = 'filed') AS filed_late,
    (SELECT count(*) FROM visit_breach AS b WHERE b.month = v.month AND b.visitor = v.visitor AND b.rule <> 'filed') AS breaches
FROM visitor_month AS v LEFT JOIN visitor_state AS s ON s.month = v.month AND s.visitor = v.visitor
WHERE v.month = :month ORDER BY v.visits DESC, v.visitor;
