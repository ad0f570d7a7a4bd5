-- One row: one category of the policy that has something in the sheet's period, the pooled row last. Parameters :each_policy, :each_period, :language.
WITH c(policy, category, position, title) AS (
    SELECT policy, category, position, CASE WHEN :language = 'en' THEN en ELSE zh END FROM policy_category WHERE policy = :each_policy
    UNION ALL SELECT :each_policy, '', 10000, CASE WHEN :language = 'en' THEN 'All' ELSE '合计' END),
k AS (SELECT * FROM metric WHERE period = :each_period AND scope_kind = 'all' AND scope = '' AND policy = :each_policy AND stage = '')
SELECT c.title, e.numerator AS events, m.numerator AS merged, p.numerator AS passed, p.denominator - p.numerator AS failed, h.numerator || '/' || h.denominator AS handled,
    g.value_micro AS signed, s.value_micro AS satisfied, s.denominator AS answers
FROM c LEFT JOIN k AS e ON e.metric = 'events' AND e.category = c.category LEFT JOIN k AS m ON m.metric = 'merged' AND m.category = c.category
LEFT JOIN k AS p ON p.metric = 'pass_rate' AND p.category = c.category LEFT JOIN k AS h ON h.metric = 'handled_rate' AND h.category = c.category
LEFT JOIN k AS g ON g.metric = 'signed_rate' AND g.category = c.category LEFT JOIN k AS s ON s.metric = 'satisfaction_rate' AND s.category = c.category
WHERE e.numerator IS NOT NULL OR p.denominator IS NOT NULL OR s.denominator IS NOT NULL ORDER BY c.position, c.category;
