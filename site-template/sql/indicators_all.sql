-- One row: one figure of the month for the whole organisation. Parameters :month, :language.
SELECT CASE WHEN :language = 'en' THEN title_en ELSE title_zh END AS title,
    CASE WHEN coalesce(clause, '') = '' THEN '' WHEN :language = 'en' THEN 'clause ' || clause ELSE '条款 ' || clause END AS clause, CASE WHEN :language = 'en' THEN value_text ELSE replace(value_text, ' h', ' 小时') END AS value_text, fraction_text, target_text, prev_text, year_text, mark, spark,
    'months/' || period || '.html' || CASE metric WHEN 'visit_rate' THEN '#missed' WHEN 'repeat_complaint_cases' THEN '#repeats' WHEN 'repeat_repair_cases' THEN '#repeats' ELSE '#figures' END AS link
FROM indicator WHERE period = :month AND scope_kind = 'all' ORDER BY policy, ord;
