-- One row: one form that a spot check found fraudulent. Parameter :language.
SELECT survey, form, customer, site, department, surveyor, sent_on, returned_on,
    CASE WHEN :language = 'en' THEN total || ' in all' || CASE WHEN total > 50 THEN ', the oldest fifty shown' ELSE '' END
        ELSE '共 ' || total || ' 份' || CASE WHEN total > 50 THEN '，列最早的五十份' ELSE '' END END AS forms
FROM survey_list WHERE kind = 'fraud' ORDER BY n, place;
