-- One row: one rule of the regulations in use, with its clause and words; codes said in words.
SELECT 'rule.' || rule AS rule, policy || CASE WHEN clause IS NULL THEN '' ELSE ' ' || clause END AS clause, text, strength, subject, condition, value
FROM rule_said ORDER BY policy, clause IS NULL, clause, rule, subject, condition, value;
