-- One row: one stage with its window and target. Parameter :language.
SELECT policy, CASE WHEN :language = 'en' THEN en ELSE zh END AS title, categories, coalesce(earliest, '') || ' … ' || coalesce(latest, CASE WHEN :language = 'en' THEN 'not given' ELSE '原文未给' END) AS window,
    target_micro, clause, clause_text FROM policy_stage ORDER BY policy, position;
