-- One row: one report due within 14 days. Parameter :language.
SELECT CASE WHEN :language = 'en' THEN en ELSE zh END AS title, due_day, due_minute,
    CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || clause AS clause FROM policy_duty ORDER BY due_day, due_minute, report;
