-- One row: one rule of the regulations in use, with its clause and words; codes said in words. Parameter :language.
SELECT 'rule.' || r.rule AS rule, r.policy || CASE WHEN r.clause IS NULL THEN '' ELSE ' ' || r.clause END AS clause, r.text, r.strength,
    coalesce((SELECT group_concat(t, ';') FROM (
        SELECT CASE WHEN :language = 'en' THEN en ELSE zh END AS t FROM policy_category AS c WHERE c.policy = r.policy AND instr(';' || r.subject || ';', ';' || c.category || ';')
        UNION SELECT CASE WHEN :language = 'en' THEN en ELSE zh END FROM policy_stage AS s WHERE s.policy = r.policy AND r.rule = 'reported' AND instr(';' || r.subject || ';', ';' || s.stage || ';')
        UNION SELECT CASE WHEN :language = 'en' THEN en ELSE zh END FROM word AS w WHERE instr(';' || r.subject || ';', ';' || w.key || ';'))), r.subject) AS subject,
    CASE WHEN r.value IS NULL OR r.value = '' THEN NULL
        WHEN r.rule IN ('repeat', 'coverage') THEN r.value || CASE WHEN :language = 'en' THEN ' times' ELSE ' 次' END
        WHEN r.rule = 'rework' THEN r.value || CASE WHEN :language = 'en' THEN ' days' ELSE ' 天' END
        WHEN r.rule = 'merge' THEN replace(r.value, 'd', CASE WHEN :language = 'en' THEN ' days' ELSE ' 天' END)
        WHEN r.rule IN ('score_forms', 'score_fraud') THEN printf('%g', r.value / 1000000.0)
        WHEN r.rule = 'retention' THEN r.value || CASE WHEN :language = 'en' THEN ' months' ELSE ' 个月' END
        WHEN r.rule = 'filed' THEN CASE WHEN :language = 'en' THEN 'by day ' || r.value ELSE '每月 ' || r.value || ' 日前' END
        WHEN r.rule LIKE '%_rate' THEN r.value / 10000 || ' %'
        ELSE coalesce((SELECT group_concat(t, ';') FROM (
            SELECT CASE WHEN :language = 'en' THEN en ELSE zh END AS t FROM policy_role AS o WHERE o.policy = r.policy AND instr(';' || r.value || ';', ';' || o.role || ';')
            UNION SELECT CASE WHEN :language = 'en' THEN en ELSE zh END FROM word AS w WHERE instr(';' || r.value || ';', ';' || w.key || ';')
                AND NOT EXISTS (SELECT 1 FROM policy_role AS o WHERE o.policy = r.policy AND o.role = w.key))), r.value) END AS value
FROM policy_rule AS r ORDER BY r.policy, r.clause IS NULL, r.clause, r.rule, r.subject, r.value;
