-- One row: one counted visit of the months named that breaks one rule. Parameters :policy, :months, and :from, :to, the
-- stories between which to look.
SELECT b.month, b.policy, b.visit_id, b.rule, b.clause, b.visited_at, b.site, b.department, v.visitor, v.visitor_role, v.method
FROM visit_breach AS b CROSS JOIN visit AS v ON v.visit_id = b.visit_id AND v.run_out IS NULL
WHERE b.story BETWEEN :from AND :to AND +b.policy = :policy AND instr(:months, b.month) > 0;
