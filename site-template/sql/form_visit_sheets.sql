-- One row: one field of one visit's sheet; the first two hundred visits of the month that the form is for.
-- Parameters :each_policy, :each_form, :each_month, :language.
WITH shown AS (
    SELECT s.* FROM policy_form AS f CROSS JOIN sheet_visit AS s ON s.month = :each_month AND (f.categories IS NULL OR instr(';' || f.categories || ';', ';' || s.category || ';'))
    WHERE f.policy = :each_policy AND f.form = :each_form ORDER BY s.visited_at, s.visit_id LIMIT 200),
n AS (
    SELECT count(*) AS total FROM policy_form AS f CROSS JOIN sheet_visit AS s ON s.month = :each_month AND (f.categories IS NULL OR instr(';' || f.categories || ';', ';' || s.category || ';'))
    WHERE f.policy = :each_policy AND f.form = :each_form),
v AS (
    SELECT s.*, row_number() OVER (ORDER BY s.visited_at, s.visit_id) AS place, n.total,
        (SELECT count(*) FROM sheet_visit AS e WHERE s.event_id <> '' AND e.event_id = s.event_id AND (e.visited_at, e.visit_id) <= (s.visited_at, s.visit_id)) AS nth
    FROM shown AS s CROSS JOIN n),
line(place, pos, sub, sheet, kind, zh, en, value, format, total) AS (
    SELECT place, 1, 0, visit_id, 'field', '回访编号', 'Visit', visit_id, 'text', total FROM v
    UNION ALL SELECT place, 2, 0, visit_id, 'field', '回访时间', 'Visited', visited_at, 'datetime', total FROM v
    UNION ALL SELECT place, 3, 0, visit_id, 'field', '客户', 'Customer', customer, 'text', total FROM v
    UNION ALL SELECT place, 4, 0, visit_id, 'field', '房号', 'Unit', unit, 'text', total FROM v
    UNION ALL SELECT place, 5, 0, visit_id, 'field', '联系电话', 'Telephone', phone, 'text', total FROM v
    UNION ALL SELECT place, 6, 0, visit_id, 'field', '项目', 'Site', site, 'text', total FROM v
    UNION ALL SELECT place, 7, 0, visit_id, 'field', '事项编号', 'Case', events, 'names', total FROM v
    UNION ALL SELECT v.place, 8, 0, v.visit_id, 'field', '事项类别', 'Category', CASE WHEN :language = 'en' THEN c.en ELSE c.zh END, 'text', v.total
        FROM v LEFT JOIN policy_category AS c ON c.policy = :each_policy AND c.category = v.category
    UNION ALL SELECT place, 9, 0, visit_id, 'field', '等级', 'Severity', 'severity.' || severity, 'word', total FROM v
    UNION ALL SELECT place, 10, 0, visit_id, 'field', '责任部门', 'Department', department, 'text', total FROM v
    UNION ALL SELECT place, 11, 0, visit_id, 'field', '受理时间', 'Accepted', accepted_at, 'datetime', total FROM v
    UNION ALL SELECT place, 12, 0, visit_id, 'field', '处理完毕', 'Finished', finished_at, 'datetime', total FROM v
    UNION ALL SELECT place, 13, 0, visit_id, 'wide', '事由', 'Matter', coalesce(issue || coalesce('：' || description, ''), description), 'text', total FROM v
    UNION ALL SELECT place, 20, 0, visit_id, 'field', '回访方式', 'By', CASE method WHEN 'phone' THEN 'phone_mark' ELSE method END, 'word', total FROM v
    UNION ALL SELECT place, 21, 0, visit_id, 'field', '第几次回访', 'Visit no.', CASE WHEN event_id <> '' THEN nth END, 'int', total FROM v
    UNION ALL SELECT v.place, 22, 0, v.visit_id, 'field', '回访阶段', 'Stage', coalesce(CASE WHEN :language = 'en' THEN s.en ELSE s.zh END,
            (SELECT min(CASE WHEN :language = 'en' THEN p.en ELSE p.zh END) FROM policy_sample AS p WHERE p.policy = :each_policy AND p.stage = v.stage), v.stage), 'text', v.total
        FROM v LEFT JOIN policy_stage AS s ON s.policy = :each_policy AND s.stage = v.stage
    UNION ALL SELECT place, 23, 0, visit_id, 'field', '回访人', 'Visitor', visitor, 'names', total FROM v
    UNION ALL SELECT place, 24, 0, visit_id, 'field', '回访结果', 'Result', outcome, 'word', total FROM v
    UNION ALL SELECT place, 25, 0, visit_id, 'field', '满意程度', 'Satisfaction', 'level.' || satisfaction, 'word', total FROM v
    UNION ALL SELECT v.place, 29, o.position, v.visit_id, CASE o.type WHEN 'text' THEN 'wide' ELSE 'field' END, o.zh, o.en,
        CASE o.type WHEN 'flag' THEN CASE o.value WHEN 1 THEN '√' ELSE '×' END WHEN 'word' THEN coalesce(CASE WHEN :language = 'en' THEN o.value_en ELSE o.value_zh END, o.value) ELSE CAST(o.value AS TEXT) END, 'text', v.total
        FROM v JOIN sheet_own AS o ON o.of_row = 'visit' AND o.row_id = v.visit_id AND o.policy = :each_policy
    UNION ALL SELECT v.place, 30, i.position, v.visit_id, 'wide', i.zh, i.en, a.value || coalesce('（' || a.note || '）', ''), 'text', v.total
        FROM v CROSS JOIN policy_form_item AS i ON i.policy = :each_policy AND i.form = :each_form LEFT JOIN sheet_answer AS a ON a.visit_id = v.visit_id AND a.item = i.item
    UNION ALL SELECT place, 40, 0, visit_id, 'wide', '客户意见', 'Opinion', opinion, 'text', total FROM v
    UNION ALL SELECT place, 41, 0, visit_id, 'wide', '客户建议', 'Suggestion', suggestion, 'text', total FROM v
    UNION ALL SELECT place, 42, 0, visit_id, 'field', '新问题', 'New problem', CASE WHEN raised IS NOT NULL THEN raised WHEN issue_raised = 1 THEN '√' END, 'text', total FROM v
    UNION ALL SELECT place, 43, 0, visit_id, 'field', '上报时间', 'Reported', reported_at, 'datetime', total FROM v
    UNION ALL SELECT place, 44, 0, visit_id, 'field', '约定答复', 'Answer promised', promised_at, 'datetime', total FROM v
    UNION ALL SELECT place, 45, 0, visit_id, 'field', '实际答复', 'Answered', replied_at, 'datetime', total FROM v
    UNION ALL SELECT place, 50, 0, visit_id, 'part', '审核', 'Review', NULL, 'text', total FROM v
    UNION ALL SELECT place, 51, 0, visit_id, 'field', '审核人', 'Reviewer', reviewed_by, 'text', total FROM v
    UNION ALL SELECT place, 52, 0, visit_id, 'field', '审核时间', 'Reviewed', reviewed_at, 'datetime', total FROM v
    UNION ALL SELECT place, 53, 0, visit_id, 'wide', '审核意见', 'Remark', review_note, 'text', total FROM v
    UNION ALL SELECT place, 54, 0, visit_id, 'field', '交回存档', 'Filed', filed_at, 'datetime', total FROM v
    UNION ALL SELECT place, 55, 0, visit_id, 'field', '', '', NULL, 'text', total FROM v
    UNION ALL SELECT place, 60, 0, visit_id, 'sign', '客户签名', 'Customer', CASE signed WHEN 1 THEN '√' END, 'text', total FROM v
    UNION ALL SELECT v.place, 60, 1 + s.position, v.visit_id, 'sign', s.zh, s.en, NULL, 'text', v.total FROM v CROSS JOIN policy_form_sign AS s ON s.policy = :each_policy AND s.form = :each_form)
SELECT sheet, kind, CASE WHEN :language = 'en' THEN en ELSE zh END AS label, value, format, total FROM line ORDER BY place, pos, sub;
