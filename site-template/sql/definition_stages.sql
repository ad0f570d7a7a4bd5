-- One row: one stage with its window in words and its target.
SELECT policy, title, categories, condition, window, target_micro, CASE WHEN target_clause IS NULL OR target_clause = clause THEN clause ELSE clause || ' · ' || target_clause END AS clause, clause_text
FROM stage_said ORDER BY policy, position;
