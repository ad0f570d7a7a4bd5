-- One row: one stage with its window in words and its target. Parameter :language.
WITH said AS (
    SELECT *, CASE WHEN :language = 'en' THEN replace(replace(replace(replace(replace(coalesce(earliest, '0d'), 'wd', ' working d'), 'h', ' h'), 'm', ' months'), 'w', ' weeks'), 'd', ' days')
            ELSE replace(replace(replace(replace(replace(coalesce(earliest, '0d'), 'wd', ' 个工作d'), 'h', ' 小时'), 'm', ' 个月'), 'w', ' 周'), 'd', ' 天') END AS from_text,
        CASE WHEN :language = 'en' THEN replace(replace(replace(replace(replace(latest, 'wd', ' working d'), 'h', ' h'), 'm', ' months'), 'w', ' weeks'), 'd', ' days')
            ELSE replace(replace(replace(replace(replace(latest, 'wd', ' 个工作d'), 'h', ' 小时'), 'm', ' 个月'), 'w', ' 周'), 'd', ' 天') END AS to_text,
        CASE anchor WHEN 0 THEN CASE WHEN :language = 'en' THEN 'acceptance' ELSE '受理' END WHEN 1 THEN CASE WHEN :language = 'en' THEN 'the start' ELSE '开工' END
            WHEN 2 THEN CASE WHEN :language = 'en' THEN 'the finish' ELSE '办结' END WHEN 3 THEN CASE WHEN :language = 'en' THEN 'the planned end' ELSE '计划完成' END
            WHEN 4 THEN CASE WHEN :language = 'en' THEN 'the middle of the term' ELSE '工期过半' END WHEN 5 THEN CASE WHEN :language = 'en' THEN 'delivery' ELSE '交付' END
            ELSE CASE WHEN :language = 'en' THEN 'the end of the warranty' ELSE '质保期满' END END AS anchor_text
    FROM policy_stage)
SELECT policy, CASE WHEN :language = 'en' THEN en ELSE zh END AS title,
    (SELECT group_concat(t, ';') FROM (SELECT CASE WHEN :language = 'en' THEN c.en ELSE c.zh END AS t FROM policy_category AS c
        WHERE c.policy = said.policy AND instr(';' || said.categories || ';', ';' || c.category || ';') ORDER BY c.position)) AS categories,
    CASE WHEN every IS NOT NULL AND :language = 'en' THEN 'once every ' || replace(every, 'half', 'half year') || ' from ' || anchor_text || ' on'
        WHEN every IS NOT NULL THEN anchor_text || '后每' || CASE every WHEN 'month' THEN '月' WHEN 'quarter' THEN '季度' WHEN 'half' THEN '半年' ELSE '年' END || '一次'
        WHEN latest IS NULL AND :language = 'en' THEN 'from ' || anchor_text || ' on; no last day given'
        WHEN latest IS NULL THEN anchor_text || '后，原文未给期限'
        WHEN latest = coalesce(earliest, '0d') AND latest = '0d' THEN CASE WHEN :language = 'en' THEN 'about ' || anchor_text ELSE anchor_text || '前后' END
        WHEN latest = coalesce(earliest, '0d') THEN CASE WHEN :language = 'en' THEN 'about ' || to_text || ' after ' || anchor_text ELSE anchor_text || '后 ' || to_text || '左右' END
        WHEN coalesce(earliest, '0d') = '0d' THEN CASE WHEN :language = 'en' THEN 'within ' || to_text || ' of ' || anchor_text ELSE anchor_text || '后 ' || to_text || '内' END
        WHEN :language = 'en' THEN from_text || ' to ' || to_text || ' after ' || anchor_text
        ELSE anchor_text || '后 ' || from_text || '至 ' || to_text END
        || CASE WHEN by_plan = 0 THEN '' WHEN :language = 'en' THEN '; by the day planned for the case, where one is' ELSE '；个案约定了日期的，按约定日' END AS window,
    target_micro, CASE WHEN target_clause IS NULL OR target_clause = clause THEN clause ELSE clause || ' · ' || target_clause END AS clause, clause_text
FROM said ORDER BY policy, position;
