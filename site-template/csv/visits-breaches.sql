-- One row: one counted visit of the month that breaks one rule. Parameters :policy, :month.
SELECT b.policy, b.visit_id, b.rule, b.clause, b.visited_at, b.site, b.department, v.visitor, v.visitor_role, v.method
FROM visit_breach AS b JOIN visit AS v ON v.visit_id = b.visit_id AND v.run_out IS NULL
WHERE b.policy = :policy AND b.month = :month
ORDER BY b.visit_id, b.rule;
