-- One row: one field of one customer's preparation sheet: the visits to be made, what came before, what is open, what the
-- policy says. Parameters :each_policy, :each_form, :as_of, :language.
WITH s AS (SELECT * FROM prepare_sheet WHERE policy = :each_policy AND form = :each_form),
said AS (SELECT key, CASE WHEN :language = 'en' THEN en ELSE zh END AS t FROM word),
gap AS (SELECT CASE WHEN :language = 'en' THEN ', ' ELSE '，' END AS comma, CASE WHEN :language = 'en' THEN ': ' ELSE '：' END AS colon),
line(place, pos, sub, kind, zh, en, value_zh, value_en, format) AS (
    SELECT place, 1, 0, 'field', '客户', 'Customer', customer, customer, 'text' FROM s
    UNION ALL SELECT place, 2, 0, 'field', '联系电话', 'Telephone', phone, phone, 'text' FROM s
    UNION ALL SELECT place, 3, 0, 'field', '房号', 'Unit', unit, unit, 'text' FROM s WHERE unit IS NOT NULL
    UNION ALL SELECT place, 4, 0, 'field', '成为客户', 'Customer since', since, since, 'date' FROM s WHERE since IS NOT NULL
    UNION ALL SELECT place, 5, 0, 'field', '回访方式', 'By', NULL, NULL, 'text' FROM s WHERE (unit IS NULL) <> (since IS NULL) -- fields stand two in a row
    UNION ALL SELECT place, 6, 0, 'field', '约定时间', 'Appointment', NULL, NULL, 'text' FROM s
    UNION ALL SELECT place, 7, 0, 'field', '回访人', 'Visitor', NULL, NULL, 'text' FROM s
    UNION ALL SELECT place, 8, position, 'line', zh, en,
        CASE WHEN lacks THEN '没有登记' ELSE CASE type WHEN 'flag' THEN CASE value WHEN 1 THEN '√' ELSE '×' END WHEN 'word' THEN coalesce(value_zh, value) ELSE CAST(value AS TEXT) END END,
        CASE WHEN lacks THEN 'none on record' ELSE CASE type WHEN 'flag' THEN CASE value WHEN 1 THEN '√' ELSE '×' END WHEN 'word' THEN coalesce(value_en, value) ELSE CAST(value AS TEXT) END END, 'text'
        FROM prepare_own WHERE policy = :each_policy AND form = :each_form
    UNION ALL SELECT place, 10, 0, 'part', '要做的回访', 'Visits to make', NULL, NULL, 'text' FROM s
    UNION ALL SELECT v.place, 11, v.n, 'line', g.zh, g.en,
        CASE WHEN v.deadline IS NULL THEN '从 ' || v.opens || ' 起，没有期限，已等 ' || CAST(julianday(:as_of) - julianday(v.opens) AS INTEGER) || ' 天'
            ELSE v.opens || ' 至 ' || v.deadline || CASE WHEN v.state = 'missed' AND v.deadline = :as_of THEN '，刚到期' WHEN v.state = 'missed' THEN '，已逾期 ' || CAST(julianday(:as_of) - julianday(v.deadline) AS INTEGER) || ' 天'
                ELSE '，还有 ' || CAST(julianday(v.deadline) - julianday(:as_of) AS INTEGER) || ' 天' END END
            || coalesce('；计划 ' || v.planned, '') || char(10) || coalesce(c.zh, v.category) || ' ' || v.event_id || coalesce('：' || v.issue, '') || coalesce('，' || v.description, ''),
        CASE WHEN v.deadline IS NULL THEN 'from ' || v.opens || ' on, no last day, waiting for ' || CAST(julianday(:as_of) - julianday(v.opens) AS INTEGER) || ' days'
            ELSE v.opens || ' to ' || v.deadline || CASE WHEN v.state = 'missed' AND v.deadline = :as_of THEN ', just over' WHEN v.state = 'missed' THEN ', ' || CAST(julianday(:as_of) - julianday(v.deadline) AS INTEGER) || ' days over'
                ELSE ', ' || CAST(julianday(v.deadline) - julianday(:as_of) AS INTEGER) || ' days left' END END
            || coalesce('; planned ' || v.planned, '') || char(10) || coalesce(c.en, v.category) || ' ' || v.event_id || coalesce(': ' || v.issue, '') || coalesce(', ' || v.description, ''), 'text'
        FROM prepare_visit AS v LEFT JOIN policy_stage AS g ON g.policy = v.policy AND g.stage = v.stage LEFT JOIN policy_category AS c ON c.policy = v.policy AND c.category = v.category
        WHERE v.policy = :each_policy AND v.form = :each_form
    UNION ALL SELECT place, 12, 0, 'line', '', '', '共 ' || total || ' 次，以上是最急的四次', total || ' in all; these four are the most pressing', 'text'
        FROM prepare_visit WHERE policy = :each_policy AND form = :each_form AND n = 4 AND total > 4
    UNION ALL SELECT place, 20, 0, 'part', '以前的事项', 'Earlier cases', NULL, NULL, 'text' FROM s
    UNION ALL SELECT k.place, 21, k.n, 'line', k.accepted_on, k.accepted_on,
        coalesce(c.zh, k.category) || coalesce('：' || k.issue, '') || coalesce('，' || k.description, '') || CASE WHEN k.finished_on IS NULL OR k.finished_on > :as_of THEN '（未了结）' WHEN k.finished_on > k.accepted_on THEN '（' || k.finished_on || ' 了结）' ELSE '' END,
        coalesce(c.en, k.category) || coalesce(': ' || k.issue, '') || coalesce(', ' || k.description, '') || CASE WHEN k.finished_on IS NULL OR k.finished_on > :as_of THEN ' (not finished)' WHEN k.finished_on > k.accepted_on THEN ' (finished ' || k.finished_on || ')' ELSE '' END, 'text'
        FROM prepare_case AS k LEFT JOIN policy_category AS c ON c.policy = k.policy AND c.category = k.category WHERE k.policy = :each_policy AND k.form = :each_form
    UNION ALL SELECT place, 22, 0, 'line', '', '', '更早的还有，以上是最近六件', 'there are earlier ones; these are the latest six', 'text'
        FROM prepare_case WHERE policy = :each_policy AND form = :each_form AND n = 6 AND total > 6
    UNION ALL SELECT place, 23, 0, 'line', '', '', '没有登记', 'none on record', 'text' FROM s WHERE NOT EXISTS (SELECT 1 FROM prepare_case AS k WHERE k.policy = s.policy AND k.form = s.form AND k.place = s.place)
    UNION ALL SELECT place, 30, 0, 'part', '以前的回访', 'Earlier visits', NULL, NULL, 'text' FROM s
    UNION ALL SELECT m.place, 31, m.n, 'line', m.visited_on, m.visited_on,
        (SELECT t FROM said WHERE key = m.method) || coalesce(comma || replace(m.visitor, ';', '、'), '') || coalesce(comma || (SELECT t FROM said WHERE key = m.outcome), '')
            || coalesce(comma || (SELECT t FROM said WHERE key = 'level.' || m.satisfaction), '') || coalesce(colon || m.words, ''),
        (SELECT t FROM said WHERE key = m.method) || coalesce(comma || replace(m.visitor, ';', ', '), '') || coalesce(comma || (SELECT t FROM said WHERE key = m.outcome), '')
            || coalesce(comma || (SELECT t FROM said WHERE key = 'level.' || m.satisfaction), '') || coalesce(colon || m.words, ''), 'text'
        FROM prepare_made AS m CROSS JOIN gap WHERE m.policy = :each_policy AND m.form = :each_form
    UNION ALL SELECT place, 32, 0, 'line', '', '', '更早的还有，以上是最近五次', 'there are earlier ones; these are the latest five', 'text'
        FROM prepare_made WHERE policy = :each_policy AND form = :each_form AND n = 5 AND total > 5
    UNION ALL SELECT place, 33, 0, 'line', '', '', '没有登记', 'none on record', 'text' FROM s WHERE NOT EXISTS (SELECT 1 FROM prepare_made AS m WHERE m.policy = s.policy AND m.form = s.form AND m.place = s.place)
    UNION ALL SELECT place, 40, 0, 'part', '未了结的需求和问题', 'Needs and problems not settled', NULL, NULL, 'text' FROM s
    UNION ALL SELECT o.place, 41, o.n, 'line', o.on_day, o.on_day,
        CASE o.kind WHEN 'answer' THEN '回访 ' || o.no || ' 约定答复' ELSE coalesce((SELECT t FROM said WHERE key = o.kind), o.kind, '') || coalesce('，' || o.class, '') || coalesce('：' || o.words, '') || '（' || o.no || '）' END || coalesce('；' || o.promised_on || ' 前答复', ''),
        CASE o.kind WHEN 'answer' THEN 'answer promised at visit ' || o.no ELSE coalesce((SELECT t FROM said WHERE key = o.kind), o.kind, '') || coalesce(', ' || o.class, '') || coalesce(': ' || o.words, '') || ' (' || o.no || ')' END || coalesce('; to be answered by ' || o.promised_on, ''), 'text'
        FROM prepare_open AS o WHERE o.policy = :each_policy AND o.form = :each_form
    UNION ALL SELECT place, 42, 0, 'line', '', '', '共 ' || total || ' 件，以上是最近五件', total || ' in all; these are the latest five', 'text'
        FROM prepare_open WHERE policy = :each_policy AND form = :each_form AND n = 5 AND total > 5
    UNION ALL SELECT place, 43, 0, 'line', '', '', '没有登记', 'none on record', 'text' FROM s WHERE NOT EXISTS (SELECT 1 FROM prepare_open AS o WHERE o.policy = s.policy AND o.form = s.form AND o.place = s.place)
    UNION ALL SELECT s.place, 50, 0, 'part', '带去的资料', 'To take along', NULL, NULL, 'text' FROM s WHERE EXISTS (SELECT 1 FROM policy_form_text AS x WHERE x.policy = s.policy AND x.form = s.form)
    UNION ALL SELECT s.place, 51, x.position, CASE WHEN x.text_zh IS NULL THEN 'wide' ELSE 'line' END, x.zh, x.en, x.text_zh, x.text_en, 'text'
        FROM s CROSS JOIN policy_form_text AS x ON x.policy = s.policy AND x.form = s.form
    UNION ALL SELECT s.place, 60, g.position, 'sign', g.zh, g.en, NULL, NULL, 'text' FROM s CROSS JOIN policy_form_sign AS g ON g.policy = s.policy AND g.form = s.form)
SELECT s.event_id AS sheet, l.kind, CASE WHEN :language = 'en' THEN l.en ELSE l.zh END AS label, CASE WHEN :language = 'en' THEN l.value_en ELSE l.value_zh END AS value, l.format, s.total
FROM line AS l JOIN s ON s.place = l.place ORDER BY l.place, l.pos, l.sub;
