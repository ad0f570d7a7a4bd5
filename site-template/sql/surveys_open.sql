-- One row: one form of a survey that was sent and did not come back. Parameter :language.
SELECT survey, 'open-' || n AS anchor, form, customer, site, department, surveyor, sent_on,
    CASE WHEN :language = 'en' THEN total || ' in all' || CASE WHEN total > 50 THEN ', the oldest fifty shown' ELSE '' END
        ELSE '共 ' || total || ' 份' || CASE WHEN total > 50 THEN '，列最早的五十份' ELSE '' END END AS forms
FROM survey_list WHERE kind = 'open' ORDER BY n, place;
