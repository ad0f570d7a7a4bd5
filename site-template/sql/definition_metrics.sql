-- One row: one figure: what is divided by what, to which period it belongs, the rule behind it, the statement that lists
-- its rows. Parameter :language.
WITH metric_def(place, metric, zh, en, zh_what, en_what, zh_when, en_when, rule, path) AS (VALUES
    (1, 'visit_rate', '回访率', 'Visit rate', '已到期的应回访中已访的（及时、早访、迟访）÷ 已到期的应回访', 'due visits made, in time, early or late ÷ visits due', '期限', 'deadline', '', 'csv/obligations.sql'),
    (2, 'timely_rate', '及时率', 'Timely rate', '其中在时间窗内的 ÷ 有期限的已到期应回访', 'made within the window ÷ visits due that have a deadline', '期限', 'deadline', '', 'csv/obligations.sql'),
    (3, 'missed', '应访未访', 'Missed', '期限已过、没有回访的件数', 'deadline passed and no visit', '期限', 'deadline', '', 'sql/month_missed.sql'),
    (4, 'early', '早访', 'Early', '早于可以回访的第一天', 'before the first day', '期限', 'deadline', '', 'sql/month_early.sql'),
    (5, 'late', '迟访', 'Late', '晚于期限', 'after the deadline', '期限', 'deadline', '', 'sql/month_late.sql'),
    (6, 'shortfall', '欠访数', 'Shortfall', '目标 × 应访（向上取整）− 已访，不小于 0', 'target × due, rounded up, less visited; at least 0', '期限', 'deadline', '', 'csv/obligations.sql'),
    (7, 'exempt', '免访', 'Exempt', '匿名、只需复函等，未回访的', 'anonymous, reply by letter …, and not visited', '期限', 'deadline', 'exempt', 'sql/month_exempt.sql'),
    (8, 'pass_rate', '回访合格率', 'Visits passed', '结果合格 ÷ 结果合格或不合格', 'passed ÷ passed or failed', '回访', 'visit', '', 'sql/month_failed.sql'),
    (9, 'handled_rate', '回访问题处理率', 'Problems handled', '所转事项截至日已办结的 ÷ 回访中提出的问题', 'problems whose case is finished ÷ problems raised at visits', '回访', 'visit', '', NULL),
    (10, 'signed_rate', '上门回访签名率', 'On-site visits signed', '有客户签名的 ÷ 上门回访', 'signed ÷ on-site visits', '回访', 'visit', 'signature', 'csv/visits-breaches.sql'),
    (11, 'signed_share', '有签名的上门回访占比', 'Share of signed on-site visits', '有签名的上门回访 ÷ 全部回访', 'signed on-site visits ÷ all visits', '回访', 'visit', '', NULL),
    (12, 'remote_share', '电话和信函回访占比', 'By telephone or letter', '电话、信函、公开信 ÷ 全部回访', 'telephone, letter, open letter ÷ all visits', '回访', 'visit', '', NULL),
    (13, 'coverage_rate', '回访满次数的工程', 'Projects with all visits', '回访满规定次数的 ÷ 到判断日的工程', 'with as many visits as the rule asks ÷ projects judged', '判断日', 'day of judgement', 'coverage', 'sql/month_coverage.sql'),
    (14, 'running_visit_rate', '在施工程回访率', 'Works in progress visited', '已回访至少一次的 ÷ 过了首次回访期限的在施工程', 'visited at least once ÷ works in progress past their first deadline', '期末', 'last day', 'running_visit_rate', NULL),
    (15, 'warranty_visit_rate', '质保期抽查回访率', 'Works under warranty visited', '当期回访过的 ÷ 期末在质保期内的工程', 'visited in the period ÷ under warranty on its last day', '期末', 'last day', 'warranty_visit_rate', NULL),
    (16, 'satisfaction_rate', '满意率', 'Satisfied', '“满意”和“非常满意” ÷ 全部答案', 'satisfied and very satisfied ÷ answers', '回访', 'visit', '', NULL),
    (17, 'dissatisfaction_rate', '不满意率', 'Dissatisfied', '“不满意”和“很不满意” ÷ 全部答案', 'dissatisfied and very dissatisfied ÷ answers', '回访', 'visit', '', NULL),
    (18, 'complaints', '投诉件数', 'Complaints', '合并后的投诉', 'complaints after merging', '受理', 'acceptance', 'merge', 'sql/month_merged.sql'),
    (19, 'complaint_rate', '投诉率', 'Complaint rate', '100 × 投诉 ÷ 有户数的项目的户数', '100 × complaints ÷ households of the sites that have a number', '受理', 'acceptance', '', NULL),
    (20, 'failure_rate', '故障率', 'Failure rate', '100 × 报修 ÷ 户数，同上', '100 × repairs ÷ households, likewise', '受理', 'acceptance', '', NULL),
    (21, 'rework_rate', '返修率', 'Repaired again', '同一客户同一问题前次维修办结后限期内再报的 ÷ 报修', 'same customer and issue finished shortly before ÷ repairs', '受理', 'acceptance', 'rework', NULL),
    (22, 'repeat_cases', '重复投诉、重复报修', 'Repeated problems', '当期又出现一次、达到规定次数的客户·事项', 'customer and issue that came up again and reached the rule’s number', '受理', 'acceptance', 'repeat', 'csv/repeats.sql'),
    (23, 'contact_rate', '首次联系及时率', 'First contact in time', '限内联系的 ÷ 时限已过或已联系的', 'contacted within the limit ÷ limit passed or contacted', '受理', 'acceptance', 'contact', 'csv/limits.sql'),
    (24, 'unresolved_limit', '超时未处理', 'Over the handling limit', '限内没有办结的件数', 'not finished within the limit', '受理＋时限', 'acceptance + limit', 'unresolved', 'csv/limits.sql'),
    (25, 'escalated_rate', '上报率', 'Escalated', '已上报的 ÷ 应上报的（超时或多次重复）', 'escalated ÷ that had to be (over the limit, or repeated)', '受理＋时限', 'acceptance + limit', 'escalation', 'csv/limits.sql'),
    (26, 'on_time_rate', '按期办结率', 'Finished as planned', '计划完成时或之前办结的 ÷ 计划完成已过或已办结的', 'finished at or before the planned end ÷ planned end passed or finished', '计划完成', 'planned end', 'on_time', 'csv/limits.sql'),
    (27, 'resolution_hours', '处理时长', 'Time to finish', '受理到办结；中位数和九成数取最近秩', 'acceptance to finish; nearest-rank percentiles', '办结', 'finish', '', NULL),
    (28, 'breaches', '不合规的回访', 'Visits against a rule', '每次回访违反的每条规则算一次', 'one for each rule that a visit breaks', '回访', 'visit', '', 'csv/visits-breaches.sql'),
    (29, 'staff_complaint_ratio', '被投诉比率', 'Complaint ratio', '本人被投诉的承办件 ÷ 本人承办件', 'jobs complained about ÷ jobs of the person', '受理', 'acceptance', 'staff_ratio', 'sql/staff_month.sql'),
    (30, 'distribution_rate', '问卷发放率', 'Forms sent', '发放的 ÷ 计划的调查表，按调查批次', 'sent ÷ planned, of each survey', '', '', '', 'sql/surveys_list.sql'),
    (31, 'recovery_rate', '问卷回收率', 'Forms back', '截至日收回的 ÷ 发放的调查表，也按调查批次', 'back at as-of ÷ sent, also of each survey', '发放', 'sending', '', 'sql/surveys_open.sql'),
    (32, 'authentic_rate', '问卷真实率', 'Forms authentic', '抽查为真实的 ÷ 有抽查结果的（已收回的）', 'found authentic ÷ checked with a result, of those back', '收回', 'coming back', '', 'sql/surveys_fraud.sql'),
    (33, 'score_forms', '少收扣分', 'Points for missing forms', '每份扣分 × max(0, 目标 × 发放（向上取整）− 收回)，按调查人', 'points × (target × sent, rounded up, less back; at least 0), by surveyor', '发放', 'sending', 'score_forms', 'sql/surveys_points.sql'),
    (34, 'score_fraud', '作假扣分', 'Points for fraudulent forms', '每份扣分 × 抽查为作假的份数，按调查人', 'points × forms found fraudulent, by surveyor', '收回', 'coming back', 'score_fraud', 'sql/surveys_points.sql'),
    (35, 'visit_methods', '回访方式数', 'Methods of visits', '当期的回访用了几种方式；期末才判断不足', 'how many different methods visits were made by; too few only once the period is over', '回访', 'visit', 'method_kinds', NULL))
SELECT metric, CASE WHEN :language = 'en' THEN en ELSE zh END AS title, CASE WHEN :language = 'en' THEN en_what ELSE zh_what END AS what,
    CASE WHEN :language = 'en' THEN en_when ELSE zh_when END AS belongs,
    (SELECT group_concat(clause, ';') FROM (
        SELECT clause FROM policy_rule AS r WHERE r.rule = d.rule AND r.clause IS NOT NULL
        UNION SELECT clause FROM policy_target AS t WHERE t.metric = d.metric AND t.category = 'survey'
        UNION SELECT target_clause FROM policy_stage WHERE d.metric IN ('visit_rate', 'shortfall') AND target_clause IS NOT NULL
        UNION SELECT clause FROM policy_stage WHERE d.metric IN ('timely_rate', 'missed', 'early', 'late') AND clause IS NOT NULL)) AS clauses,
    path, CASE WHEN path IS NOT NULL THEN 'definitions.html#site-template/' || path END AS link
FROM metric_def AS d ORDER BY place;
