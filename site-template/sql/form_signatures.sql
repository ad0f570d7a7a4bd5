-- One row: one box at the foot of a form. Parameters :each_policy, :each_form, :language.
SELECT 'sign' AS sheet, 'sign' AS kind, CASE WHEN :language = 'en' THEN en ELSE zh END AS label, NULL AS value FROM policy_form_sign
WHERE policy = :each_policy AND form = :each_form
UNION ALL SELECT 'sign', 'sign', CASE WHEN :language = 'en' THEN 'Date' ELSE '日期' END, NULL WHERE EXISTS (SELECT 1 FROM policy_form_sign WHERE policy = :each_policy AND form = :each_form)
    AND (SELECT count(*) FROM policy_form_sign WHERE policy = :each_policy AND form = :each_form) % 2 = 1;
