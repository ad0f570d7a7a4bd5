-- One row: one figure of the month for the whole organisation. Parameters :each_month, :language.
SELECT CASE WHEN :language = 'en' THEN i.title_en ELSE i.title_zh END AS title,
    CASE WHEN (SELECT count(*) FROM policy) > 1 THEN i.policy || ' ' ELSE '' END || CASE WHEN i.clause = '' THEN '' ELSE CASE WHEN :language = 'en' THEN 'clause ' ELSE '条款 ' END || i.clause END AS clause,
    CASE WHEN :language = 'en' THEN i.value_text ELSE replace(i.value_text, ' h', ' 小时') END AS value_text, i.fraction_text, i.target, i.prev_text, i.year_text, i.mark, i.spark,
    CASE WHEN i.metric IN ('recovery_rate', 'authentic_rate') THEN 'surveys.html' ELSE 'months/' || i.period || '.html' || CASE WHEN i.metric IN ('visit_rate', 'timely_rate') THEN '#stages' WHEN i.metric LIKE 'repeat_%' THEN '#repeats'
        WHEN i.metric = 'pass_rate' THEN '#failed' WHEN i.metric IN ('signed_rate') THEN '#breaches' WHEN i.metric = 'remote_share' THEN '#methods'
        WHEN i.metric = 'satisfaction_rate' THEN '#satisfaction' WHEN i.metric IN ('on_time_rate', 'unresolved_limit', 'contact_rate') THEN '#over'
        WHEN i.metric = 'coverage_rate' THEN '#coverage' END END AS link
FROM indicator AS i WHERE i.period = :each_month AND i.scope_kind = 'all' AND i.scope = '' ORDER BY i.policy, i.ord;
