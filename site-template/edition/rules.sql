-- What the policies ask for, in words of the edition's language: for the page of definitions and for schemes of visits.

-- One row: the conditions of one stage or visitor rule (place: which one of the policy).
CREATE TABLE condition_said AS
WITH l(en, apart) AS (SELECT value = 'en', CASE value WHEN 'en' THEN '; ' ELSE '；' END FROM param WHERE name = 'language'),
one AS (
    SELECT c.policy, c.rule, c.place, c.position, c.op, c.value, l.en, l.apart,
        coalesce(CASE WHEN l.en THEN c.en ELSE c.zh END, (SELECT CASE WHEN l.en THEN w.en ELSE w.zh END FROM word AS w WHERE w.key = 'column.' || c.field), c.field) AS field,
        coalesce((SELECT group_concat(t, CASE WHEN l.en THEN ', ' ELSE '、' END) FROM (
            SELECT CASE WHEN l.en THEN w.en ELSE w.zh END AS t FROM word AS w WHERE substr(w.key, 1, length(c.field) + 1) = c.field || '.' AND instr(';' || c.value || ';', ';' || substr(w.key, length(c.field) + 2) || ';')
            UNION SELECT CASE WHEN l.en THEN v.en ELSE v.zh END FROM policy_column_value AS v WHERE v.policy = c.policy AND v.of_row = 'event' AND v.name = c.field AND instr(';' || c.value || ';', ';' || v.value || ';')
            UNION SELECT CASE WHEN l.en THEN w.en ELSE w.zh END FROM word AS w WHERE c.op = 'day_after' AND w.key = 'column.' || c.value)), replace(c.value, ';', CASE WHEN l.en THEN ', ' ELSE '、' END)) AS said
    FROM policy_condition AS c CROSS JOIN l ORDER BY c.policy, c.rule, c.place, c.position)
SELECT policy, rule, place, group_concat(CASE op WHEN 'in' THEN field || CASE WHEN en THEN ': ' ELSE '：' END || said
        WHEN 'not_in' THEN field || CASE WHEN en THEN ' not: ' ELSE '不是：' END || said
        WHEN 'empty' THEN field || CASE WHEN en THEN ': none' ELSE '：没有' END WHEN 'present' THEN field || CASE WHEN en THEN ': there' ELSE '：有' END
        WHEN 'true' THEN field || CASE WHEN en THEN ': yes' ELSE '：是' END WHEN 'false' THEN field || CASE WHEN en THEN ': no' ELSE '：否' END
        WHEN 'at_least' THEN field || CASE WHEN said IS NULL AND en THEN ': any number' WHEN said IS NULL THEN '：不论多少' WHEN en THEN ' from ' || said || ' on' ELSE ' ' || said || ' 以上' END
        WHEN 'less' THEN field || CASE WHEN en THEN ' below ' || said ELSE '不到 ' || said END
        ELSE field || CASE WHEN en THEN ' on a day after: ' ELSE '晚于' END || said END, apart) AS t
FROM one GROUP BY policy, rule, place;

-- One row: one stage with its window in words and its target.
CREATE TABLE stage_said AS
WITH l(en) AS (SELECT value = 'en' FROM param WHERE name = 'language'),
said AS (
    SELECT s.*, l.en AS is_en,
        CASE WHEN l.en THEN replace(replace(replace(replace(replace(coalesce(earliest, '0d'), 'wd', ' working d'), 'h', ' h'), 'm', ' months'), 'w', ' weeks'), 'd', ' days')
            ELSE replace(replace(replace(replace(replace(coalesce(earliest, '0d'), 'wd', ' 个工作d'), 'h', ' 小时'), 'm', ' 个月'), 'w', ' 周'), 'd', ' 天') END AS from_text,
        CASE WHEN l.en THEN replace(replace(replace(replace(replace(latest, 'wd', ' working d'), 'h', ' h'), 'm', ' months'), 'w', ' weeks'), 'd', ' days')
            ELSE replace(replace(replace(replace(replace(latest, 'wd', ' 个工作d'), 'h', ' 小时'), 'm', ' 个月'), 'w', ' 周'), 'd', ' 天') END AS to_text,
        CASE anchor WHEN 0 THEN CASE WHEN l.en THEN 'acceptance' ELSE '受理' END WHEN 1 THEN CASE WHEN l.en THEN 'the start' ELSE '开工' END
            WHEN 2 THEN CASE WHEN l.en THEN 'the finish' ELSE '办结' END WHEN 3 THEN CASE WHEN l.en THEN 'the planned end' ELSE '计划完成' END
            WHEN 4 THEN CASE WHEN l.en THEN 'the middle of the term' ELSE '工期过半' END WHEN 5 THEN CASE WHEN l.en THEN 'delivery' ELSE '交付' END
            ELSE CASE WHEN l.en THEN 'the end of the warranty' ELSE '质保期满' END END AS anchor_text
    FROM policy_stage AS s CROSS JOIN l)
SELECT policy, stage, position, optional, CASE WHEN is_en THEN said.en ELSE zh END AS title,
    (SELECT group_concat(t, ';') FROM (SELECT CASE WHEN is_en THEN c.en ELSE c.zh END AS t FROM policy_category AS c
        WHERE c.policy = said.policy AND instr(';' || said.categories || ';', ';' || c.category || ';') ORDER BY c.position)) AS categories,
    (SELECT t FROM condition_said AS c WHERE c.policy = said.policy AND c.rule = 'stage' AND c.place = said.position) AS condition,
    CASE WHEN every IS NOT NULL AND is_en THEN 'once every ' || replace(every, 'half', 'half year') || ' from ' || anchor_text || ' on'
        WHEN every IS NOT NULL THEN anchor_text || '后每' || CASE every WHEN 'month' THEN '月' WHEN 'quarter' THEN '季度' WHEN 'half' THEN '半年' ELSE '年' END || '一次'
        WHEN latest IS NULL AND is_en THEN 'from ' || anchor_text || ' on; no last day given'
        WHEN latest IS NULL THEN anchor_text || '后，原文未给期限'
        WHEN latest = coalesce(earliest, '0d') AND latest = '0d' THEN CASE WHEN is_en THEN 'about ' || anchor_text ELSE anchor_text || '前后' END
        WHEN latest = coalesce(earliest, '0d') THEN CASE WHEN is_en THEN 'about ' || to_text || ' after ' || anchor_text ELSE anchor_text || '后 ' || to_text || '左右' END
        WHEN coalesce(earliest, '0d') = '0d' THEN CASE WHEN is_en THEN 'within ' || to_text || ' of ' || anchor_text ELSE anchor_text || '后 ' || to_text || '内' END
        WHEN is_en THEN from_text || ' to ' || to_text || ' after ' || anchor_text
        ELSE anchor_text || '后 ' || from_text || '至 ' || to_text END
        || CASE WHEN by_plan = 0 THEN '' WHEN is_en THEN '; by the day planned for the case, where one is' ELSE '；个案约定了日期的，按约定日' END AS window,
    (SELECT group_concat(CASE WHEN is_en THEN w.en ELSE w.zh END, CASE WHEN is_en THEN ', ' ELSE '、' END) FROM word AS w WHERE instr(';' || said.methods || ';', ';' || w.key || ';')) AS methods,
    target_micro, by_manager, clause, target_clause, clause_text
FROM said;

-- One row: one other rule; subject: on what, value: what, both lists.
CREATE TABLE rule_said AS
WITH l(en) AS (SELECT value = 'en' FROM param WHERE name = 'language')
SELECT r.rowid AS position, r.policy, r.rule, r.clause, r.text, r.strength,
    coalesce((SELECT group_concat(t, ';') FROM (
        SELECT CASE WHEN l.en THEN c.en ELSE c.zh END AS t FROM policy_category AS c WHERE c.policy = r.policy AND instr(';' || r.subject || ';', ';' || c.category || ';')
        UNION SELECT CASE WHEN l.en THEN o.en ELSE o.zh END FROM policy_role AS o WHERE o.policy = r.policy AND r.rule = 'review' AND instr(';' || r.subject || ';', ';' || o.role || ';')
        UNION SELECT CASE WHEN l.en THEN s.en ELSE s.zh END FROM policy_stage AS s WHERE s.policy = r.policy AND r.rule = 'reported' AND instr(';' || r.subject || ';', ';' || s.stage || ';')
        UNION SELECT CASE WHEN l.en THEN w.en ELSE w.zh END FROM word AS w WHERE r.rule <> 'review' AND instr(';' || r.subject || ';', ';' || w.key || ';'))), r.subject) AS subject,
    CASE WHEN r.place IS NOT NULL THEN (SELECT t FROM condition_said AS c WHERE c.policy = r.policy AND c.rule = 'visitor' AND c.place = r.place) END AS condition,
    CASE WHEN r.value IS NULL OR r.value = '' THEN NULL
        WHEN r.rule IN ('repeat', 'coverage') THEN r.value || CASE WHEN l.en THEN ' times' ELSE ' 次' END
        WHEN r.rule = 'rework' THEN r.value || CASE WHEN l.en THEN ' days' ELSE ' 天' END
        WHEN r.rule = 'merge' THEN replace(r.value, 'd', CASE WHEN l.en THEN ' days' ELSE ' 天' END)
        WHEN r.rule IN ('score_forms', 'score_fraud') THEN printf('%g', r.value / 1000000.0)
        WHEN r.rule = 'retention' THEN r.value || CASE WHEN l.en THEN ' months' ELSE ' 个月' END
        WHEN r.rule = 'filed' THEN CASE WHEN l.en THEN 'by day ' || r.value ELSE '每月 ' || r.value || ' 日前' END
        WHEN r.rule LIKE '%_rate' THEN r.value / 10000 || ' %'
        ELSE coalesce((SELECT group_concat(t, ';') FROM (
            SELECT CASE WHEN l.en THEN o.en ELSE o.zh END AS t FROM policy_role AS o WHERE o.policy = r.policy AND instr(';' || r.value || ';', ';' || o.role || ';')
            UNION SELECT CASE WHEN l.en THEN w.en ELSE w.zh END FROM word AS w WHERE instr(';' || r.value || ';', ';' || w.key || ';')
                AND NOT EXISTS (SELECT 1 FROM policy_role AS o WHERE o.policy = r.policy AND o.role = w.key))), CASE WHEN l.en THEN r.value_en ELSE r.value END) END AS value
FROM policy_rule AS r CROSS JOIN l;

-- One row: one target that a manager set for visits of a category in a period that holds one of the two months.
CREATE TABLE target_set AS
SELECT t.category, t.period, m.value AS month, printf('%g %%', round(t.value * 100, 6)) AS said, t.set_by
FROM param AS m CROSS JOIN store.target AS t ON t.metric = 'visit_rate' AND t.run_out IS NULL AND t.withdrawn = 0
    AND t.period IN (m.value, substr(m.value, 1, 4) || '-Q' || ((substr(m.value, 6, 2) + 2) / 3), substr(m.value, 1, 4) || '-H' || ((substr(m.value, 6, 2) + 5) / 6), substr(m.value, 1, 4))
WHERE m.name IN ('month', 'prev_month');
