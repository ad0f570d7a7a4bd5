-- One row: one rule of the regulations in use, with its clause and words; codes said in words. Parameter :language.
SELECT 'rule.' || rule AS rule,
    policy || CASE WHEN clause IS NOT NULL THEN ' ' || clause WHEN :language = 'en' THEN ': not in the regulation, our own' ELSE '：规程没有写，按本程序约定' END AS clause,
    text, strength, subject, condition, value
FROM rule_said ORDER BY policy, clause IS NULL, clause, rule, subject, condition, value;
