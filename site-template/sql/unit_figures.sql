-- One row: one figure of the department or site in the running month. Parameters :each_kind, :each_name, :month, :language.
SELECT CASE WHEN :language = 'en' THEN i.title_en ELSE i.title_zh END AS title,
    CASE WHEN (SELECT count(*) FROM policy) > 1 THEN i.policy || ' ' ELSE '' END || CASE WHEN i.clause = '' THEN '' ELSE CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || i.clause END AS clause,
    CASE WHEN :language = 'en' THEN i.value_text ELSE replace(i.value_text, ' h', ' 小时') END AS value_text, i.fraction_text, i.target, i.prev_text, i.year_text, i.mark, i.spark,
    CASE WHEN i.metric IN ('visit_rate', 'timely_rate') THEN 'missed' WHEN i.metric LIKE 'repeat_%' THEN 'repeats' WHEN i.metric = 'pass_rate' THEN 'failed'
        WHEN i.metric = 'signed_rate' THEN 'breaches' WHEN i.metric IN ('on_time_rate', 'unresolved_limit', 'contact_rate') THEN 'open_cases' ELSE 'trend' END AS anchor
FROM indicator AS i WHERE i.period = :month AND i.scope_kind = :each_kind AND i.scope = :each_name ORDER BY i.policy, i.ord;
