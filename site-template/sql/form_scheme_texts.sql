-- One row: one text of the scheme; without words a box to write in. Parameters :each_policy, :each_form, :language.
SELECT 'texts' AS sheet, 'wide' AS kind, CASE WHEN :language = 'en' THEN en ELSE zh END AS label, CASE WHEN :language = 'en' THEN text_en ELSE text_zh END AS value
FROM policy_form_text WHERE policy = :each_policy AND form = :each_form ORDER BY position;
