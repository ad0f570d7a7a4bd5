-- One row: one rate of the month below its target. Parameters :month, :language.
SELECT CASE WHEN :language = 'en' THEN title_en ELSE title_zh END AS title,
    CASE WHEN coalesce(clause, '') = '' THEN '' WHEN :language = 'en' THEN 'clause ' || clause ELSE '条款 ' || clause END AS clause, value_text, fraction_text, target_text, prev_text,
    (SELECT CASE WHEN o.site <> '' AND instr(o.department, o.site) <> 1 THEN o.site || ' · ' ELSE '' END || o.department || CASE WHEN :language = 'en' THEN ' (' || sum(o.n) || ')' ELSE '（' || sum(o.n) || '）' END FROM now_count AS o WHERE o.state = 'missed' AND o.due = 1 AND (i.stage = '' OR o.stage = i.stage)
        AND (i.category = '' OR o.category = i.category) GROUP BY o.site, o.department ORDER BY sum(o.n) DESC, o.site, o.department LIMIT 1) AS where_most
FROM indicator AS i WHERE period = :month AND scope_kind = 'all' AND compliant = 0 ORDER BY policy, ord;
