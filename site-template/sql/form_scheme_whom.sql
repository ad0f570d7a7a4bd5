-- One row: whom the scheme is about: one stage with its categories and conditions, one sample, one reason not to visit.
-- Parameters :each_policy, :language.
SELECT DISTINCT title, CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || clause AS clause, categories, condition FROM (
    SELECT 1 AS part, position, title, clause, categories,
        coalesce(condition, CASE WHEN optional = 1 THEN NULL WHEN :language = 'en' THEN 'all' ELSE '全部' END, '') || CASE WHEN optional = 0 THEN ''
            ELSE CASE WHEN condition IS NULL THEN '' WHEN :language = 'en' THEN '; ' ELSE '；' END || CASE WHEN :language = 'en' THEN 'as far as can be' ELSE '酌情' END END AS condition
    FROM stage_said WHERE policy = :each_policy
    UNION ALL SELECT 2, position, CASE WHEN :language = 'en' THEN en ELSE zh END, clause, NULL, clause_text FROM policy_sample WHERE policy = :each_policy
    UNION ALL SELECT 3, position, CASE WHEN :language = 'en' THEN 'Not visited' ELSE '不回访的' END, clause, NULL, coalesce(text, subject) FROM rule_said WHERE policy = :each_policy AND rule = 'exempt') AS s
ORDER BY part, position;
