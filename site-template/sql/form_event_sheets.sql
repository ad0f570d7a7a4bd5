-- One row: one field of one event's sheet: what came in, each step, action, letter and visit, the answers that the form asks for; the first two hundred events of the month
-- that the form is for. Parameters :each_policy, :each_form, :each_month, :language.
WITH v AS (
    SELECT s.*, row_number() OVER (ORDER BY s.accepted_at, s.event_id) AS place, count(*) OVER () AS total
    FROM policy_form AS f CROSS JOIN sheet_event AS s ON s.month = :each_month AND (f.categories IS NULL OR instr(';' || f.categories || ';', ';' || s.category || ';'))
    WHERE f.policy = :each_policy AND f.form = :each_form ORDER BY s.accepted_at, s.event_id LIMIT 200),
line(place, pos, sub, sheet, kind, zh, en, value, format, total) AS (
    SELECT place, 1, '', event_id, 'field', '编号', 'No.', event_id, 'text', total FROM v
    UNION ALL SELECT v.place, 2, '', v.event_id, 'field', '类别', 'Category', CASE WHEN :language = 'en' THEN c.en ELSE c.zh END, 'text', v.total
        FROM v LEFT JOIN policy_category AS c ON c.policy = :each_policy AND c.category = v.category
    UNION ALL SELECT place, 3, '', event_id, 'field', '受理时间', 'Accepted', accepted_at, 'datetime', total FROM v
    UNION ALL SELECT place, 4, '', event_id, 'field', '受理方式', 'Received by', channel, 'word', total FROM v
    UNION ALL SELECT place, 5, '', event_id, 'field', '客户', 'Customer', CASE WHEN anonymous = 1 THEN 'anonymous' ELSE customer END, CASE WHEN anonymous = 1 THEN 'word' ELSE 'text' END, total FROM v
    UNION ALL SELECT place, 6, '', event_id, 'field', '房号', 'Unit', unit, 'text', total FROM v
    UNION ALL SELECT place, 7, '', event_id, 'field', '联系电话', 'Telephone', phone, 'text', total FROM v
    UNION ALL SELECT place, 8, '', event_id, 'field', '项目', 'Site', site, 'text', total FROM v
    UNION ALL SELECT place, 9, '', event_id, 'field', '责任部门', 'Department', department, 'text', total FROM v
    UNION ALL SELECT place, 10, '', event_id, 'field', '被投诉人', 'About', about_staff, 'names', total FROM v
    UNION ALL SELECT place, 11, '', event_id, 'field', '等级', 'Severity', 'severity.' || severity, 'word', total FROM v
    UNION ALL SELECT place, 12, '', event_id, 'field', '问题', 'Issue', issue, 'text', total FROM v
    UNION ALL SELECT place, 13, '', event_id, 'wide', '内容', 'Content', description, 'text', total FROM v
    UNION ALL SELECT v.place, 14, char(65 + o.position), v.event_id, CASE o.type WHEN 'text' THEN 'wide' ELSE 'field' END, o.zh, o.en,
        CASE o.type WHEN 'flag' THEN CASE o.value WHEN 1 THEN '√' ELSE '×' END WHEN 'word' THEN coalesce(CASE WHEN :language = 'en' THEN o.value_en ELSE o.value_zh END, o.value) ELSE CAST(o.value AS TEXT) END, 'text', v.total
        FROM v JOIN sheet_own AS o ON o.of_row = 'event' AND o.row_id = v.event_id AND o.policy = :each_policy
    UNION ALL SELECT place, 20, '', event_id, 'part', '处理', 'Handling', NULL, 'text', total FROM v
    UNION ALL SELECT place, 21, '', event_id, 'field', '首次联系', 'First contact', contacted_at, 'datetime', total FROM v
    UNION ALL SELECT place, 21, 'a', event_id, 'field', '开始处理', 'Started', started_at, 'datetime', total FROM v
    UNION ALL SELECT place, 22, '', event_id, 'field', '计划完成', 'Planned', planned_end_at, 'datetime', total FROM v
    UNION ALL SELECT place, 23, '', event_id, 'field', '处理完毕', 'Finished', finished_at, 'datetime', total FROM v
    UNION ALL SELECT place, 24, '', event_id, 'field', '上报', 'Escalated', substr(escalated_at, 1, 16) || coalesce(' → ' || escalated_to, ''), 'text', total FROM v
    UNION ALL SELECT v.place, 25, s.at || s.kind, v.event_id, 'wide', substr(s.at, 1, 16), substr(s.at, 1, 16),
        coalesce((SELECT CASE WHEN :language = 'en' THEN w.en ELSE w.zh END FROM word AS w WHERE w.key = 'step.' || s.kind), s.kind) || coalesce('：' || s.by_whom, '') || coalesce(' → ' || s.to_whom, '')
            || coalesce('（' || coalesce(s.reason, s.note) || '）', ''), 'text', v.total FROM v JOIN sheet_step AS s ON s.event_id = v.event_id
    UNION ALL SELECT place, 24, 'a', event_id, 'field', '意见反馈表', 'Feedback form', feedback_form_at, 'datetime', total FROM v
    UNION ALL SELECT v.place, 26, x.opened_at || x.action_id, v.event_id, 'wide', substr(x.opened_at, 1, 10), substr(x.opened_at, 1, 10),
        coalesce((SELECT CASE WHEN :language = 'en' THEN w.en ELSE w.zh END FROM word AS w WHERE w.key = x.kind), x.kind, '')
            || coalesce(' · ' || x.owner, ' · ' || x.department, '') || CASE WHEN x.done_at IS NULL THEN CASE WHEN :language = 'en' THEN ' · not done' ELSE ' · 未完成' END || coalesce(CASE WHEN :language = 'en' THEN ', due ' ELSE '，期限 ' END || substr(x.due_at, 1, 10), '')
                ELSE CASE WHEN :language = 'en' THEN ' · done ' ELSE ' · 完成 ' END || substr(x.done_at, 1, 10) END
            || coalesce(' · ' || (SELECT CASE WHEN :language = 'en' THEN w.en ELSE w.zh END FROM word AS w WHERE w.key = x.verdict) || coalesce(' ' || x.verified_by, ''), '') || coalesce(' · ' || x.description, ''), 'text', v.total
        FROM v JOIN sheet_action AS x ON x.event_id = v.event_id
    UNION ALL SELECT v.place, 27, x.sent_on || x.letter_id, v.event_id, 'wide', substr(x.sent_on, 1, 10), substr(x.sent_on, 1, 10),
        coalesce((SELECT CASE WHEN :language = 'en' THEN w.en ELSE w.zh END FROM word AS w WHERE w.key = x.kind), x.kind) || ' ' || x.letter_id
            || CASE WHEN x.attached = 1 THEN CASE WHEN :language = 'en' THEN ' · attached' ELSE ' · 已附' END ELSE '' END
            || coalesce(CASE WHEN :language = 'en' THEN ' · filed ' ELSE ' · 存档 ' END || substr(x.filed_on, 1, 10), ''), 'text', v.total
        FROM v JOIN sheet_letter AS x ON x.event_id = v.event_id
    UNION ALL SELECT v.place, 28, char(65 + i.position), v.event_id, 'wide', i.zh, i.en,
        (SELECT group_concat(a.value || coalesce('（' || a.note || '）', ''), char(10)) FROM sheet_visit AS x JOIN sheet_answer AS a ON a.visit_id = x.visit_id AND a.item = i.item WHERE x.event_id = v.event_id), 'text', v.total
        FROM v CROSS JOIN policy_form_item AS i ON i.policy = :each_policy AND i.form = :each_form
    UNION ALL SELECT place, 30, '', event_id, 'part', '回访', 'Visits', NULL, 'text', total FROM v
    UNION ALL SELECT v.place, 31, x.visited_at || x.visit_id, v.event_id, 'wide', substr(x.visited_at, 1, 16), substr(x.visited_at, 1, 16),
        x.visit_id || coalesce((SELECT '，' || CASE WHEN :language = 'en' THEN w.en ELSE w.zh END FROM word AS w WHERE w.key = x.method), '') || coalesce('，' || replace(x.visitor, ';', '、'), '')
            || coalesce((SELECT '，' || CASE WHEN :language = 'en' THEN w.en ELSE w.zh END FROM word AS w WHERE w.key = x.outcome), '')
            || coalesce((SELECT '，' || CASE WHEN :language = 'en' THEN w.en ELSE w.zh END FROM word AS w WHERE w.key = 'level.' || x.satisfaction), '') || coalesce('：' || x.opinion, ''), 'text', v.total
        FROM v JOIN sheet_visit AS x ON x.event_id = v.event_id
    UNION ALL SELECT place, 40, '', event_id, 'sign', '客户签名', 'Customer', NULL, 'text', total FROM v
    UNION ALL SELECT v.place, 40, char(65 + s.position), v.event_id, 'sign', s.zh, s.en, NULL, 'text', v.total FROM v CROSS JOIN policy_form_sign AS s ON s.policy = :each_policy AND s.form = :each_form)
SELECT sheet, kind, CASE WHEN :language = 'en' THEN en ELSE zh END AS label, value, format, total FROM line ORDER BY place, pos, sub;
