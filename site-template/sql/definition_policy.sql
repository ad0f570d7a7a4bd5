-- One row: one rule of the regulations in use, with its clause and words.
SELECT p.policy || ' ' || r.clause AS clause, r.subject, r.value, r.text, CASE WHEN r.rule LIKE '%.%' OR EXISTS (SELECT 1 FROM word WHERE key = 'rule.' || r.rule) THEN 'rule.' || r.rule ELSE r.rule END AS rule, r.strength
FROM policy_rule AS r JOIN policy AS p ON p.policy = r.policy ORDER BY p.policy, r.clause, r.rule, r.subject;
