-- What is made every night: small tables, and what depends on the day. What belongs to one month stands in the tables of
-- tables.sql, filled by month.sql; all rows of a month stand in its CSV files. Staff are named; customers, telephone numbers
-- and texts pass through the masks, which an audit edition lifts.
-- Tables that the engine filled before: param, word, policy…, source, statement, edition_month (docs/pages.md).

-- One row: one calendar month from the first figure to the as-of day, n counting up; the latest sixty.
CREATE TABLE month (n INTEGER PRIMARY KEY, period TEXT UNIQUE);
INSERT INTO month
SELECT row_number() OVER (ORDER BY month), month FROM edition_month
WHERE month >= substr(date((SELECT value FROM param WHERE name = 'month') || '-01', '-59 months'), 1, 7);

-- One row: one of the last thirteen weeks of a policy that has a form about weeks, from its first day (the policy's week_start) on;
-- named by the ISO number of the Thursday that it contains (metrics.md 1).
CREATE TABLE week (policy TEXT, period TEXT, first TEXT, last TEXT, PRIMARY KEY (policy, period)) WITHOUT ROWID;
INSERT INTO week
WITH RECURSIVE w(policy, start, n, first) AS (
    SELECT p.policy, p.week_start, 0, date(t.value, '-' || ((strftime('%w', t.value) + 6 - p.week_start) % 7) || ' days')
    FROM policy AS p JOIN param AS t ON t.name = 'as_of' WHERE EXISTS (SELECT 1 FROM policy_form AS f WHERE f.policy = p.policy AND f.period = 'week')
    UNION ALL SELECT policy, start, n + 1, date(first, '-7 days') FROM w WHERE n < 12),
named AS (SELECT policy, first, date(first, '+' || ((10 - start) % 7) || ' days') AS thursday FROM w)
SELECT policy, strftime('%Y', thursday) || '-W' || printf('%02d', (strftime('%j', thursday) + 6) / 7), first, date(first, '+6 days')
FROM named WHERE date(first, '+6 days') >= (SELECT min(period) FROM month) || '-01';

-- Figures of the quarters of which a month was filled with this run; of halves and years where a policy has a form about them; of weeks.
DROP TABLE IF EXISTS temp.quarter;
CREATE TEMP TABLE quarter AS
SELECT DISTINCT 'quarter' AS kind, substr(month, 1, 4) || '-Q' || ((substr(month, 6, 2) + 2) / 3) AS period FROM edition_month
WHERE run = (SELECT max(run) FROM edition_month)
UNION SELECT 'half', substr(month, 1, 4) || '-H' || ((substr(month, 6, 2) + 5) / 6) FROM edition_month
WHERE run = (SELECT max(run) FROM edition_month) AND EXISTS (SELECT 1 FROM policy_form WHERE layout = 'half')
UNION SELECT 'year', substr(month, 1, 4) FROM edition_month
WHERE run = (SELECT max(run) FROM edition_month) AND EXISTS (SELECT 1 FROM policy_form WHERE layout = 'year')
UNION SELECT 'week', period FROM week;
DELETE FROM metric WHERE period IN (SELECT period FROM quarter) OR period GLOB '*-W*';
INSERT INTO metric
WITH RECURSIVE name(policy, metric) AS (
    SELECT policy, (SELECT min(metric) FROM store.metric AS k WHERE k.policy = u.policy) FROM policy AS u
    UNION ALL SELECT policy, (SELECT min(metric) FROM store.metric AS k WHERE k.policy = name.policy AND k.metric > name.metric) FROM name WHERE metric IS NOT NULL)
SELECT k.period, k.scope_kind, k.scope, k.metric, k.policy, k.category, k.stage, k.numerator, k.denominator, k.value_micro, k.target_micro, k.compliant
FROM quarter AS q CROSS JOIN name AS n CROSS JOIN store.metric AS k ON k.policy = n.policy AND k.metric = n.metric AND k.period_kind = q.kind AND k.period = q.period
    AND k.scope_kind IN ('all', 'department')
WHERE (n.metric NOT IN ('satisfaction_mean', 'dissatisfaction_rate', 'signed_share', 'resolution_hours_p90', 'not_judgeable')
    AND (instr(k.stage, ':') = 0 OR k.category = 'survey' OR (k.metric IN ('complaints', 'events') AND k.scope_kind = 'all' AND k.category IN ('complaint', ''))
        OR (k.metric IN ('answer_share', 'counted', 'summed', 'resolution_rate') AND k.scope_kind = 'all' AND k.category = ''
            AND NOT EXISTS (SELECT 1 FROM policy_count AS c WHERE c.policy = k.policy AND c.customers = 1 AND substr(k.stage, 1, instr(k.stage, ':') - 1) = c.name))) AND (k.metric <> 'breaches' OR k.scope_kind = 'all')
    OR k.scope_kind = 'all' AND k.scope = '' AND EXISTS (SELECT 1 FROM policy_target AS t WHERE t.policy = k.policy AND t.metric = k.metric AND t.category = k.category AND t.stage = k.stage))
    AND (q.kind <> 'week' OR EXISTS (SELECT 1 FROM week AS w WHERE w.policy = n.policy AND w.period = q.period));

-- One row: one department or site that has a figure or a row that somebody has to look at.
CREATE TABLE unit AS SELECT DISTINCT kind, name FROM unit_month;
-- One row: one department that had something to do at one site.
CREATE TABLE site_department AS SELECT DISTINCT site, department FROM place_month WHERE site <> '' AND department <> '';
-- One row: one department whose visits to look at were all at one site.
CREATE TABLE department_site AS SELECT department, max(site) AS site FROM place_month WHERE obligations AND department <> '' GROUP BY department HAVING count(DISTINCT site) = 1;

-- One row: one visit that falls due within 14 days (pending), or whose deadline passed within the last seven (missed); opening: one that
-- may be made from one of the 14 days on and falls due later, or the text gives no last day.
CREATE TABLE obligation AS
SELECT o.policy, o.event_id, o.category, o.stage, 'pending' AS state, o.opens, o.deadline, coalesce(o.site, '') AS site, coalesce(o.department, '') AS department,
    e.severity, e.issue, mask_name(e.customer_name) AS customer, mask_unit(e.unit) AS unit
FROM param AS t CROSS JOIN policy AS p CROSS JOIN store.obligation AS o ON o.policy = p.policy AND o.state IN ('pending', 'open') AND o.state = 'pending'
    AND coalesce(o.deadline, o.opens) BETWEEN date(t.value) AND date(t.value, '+14 days') AND o.deadline IS NOT NULL AND t.name = 'as_of'
CROSS JOIN store.event AS e ON e.event_id = o.event_id AND e.run_out IS NULL
UNION ALL
SELECT o.policy, o.event_id, o.category, o.stage, 'opening', o.opens, o.deadline, coalesce(o.site, ''), coalesce(o.department, ''),
    e.severity, e.issue, mask_name(e.customer_name), mask_unit(e.unit)
FROM param AS t CROSS JOIN policy AS p CROSS JOIN store.obligation AS o ON o.policy = p.policy AND o.state IN ('pending', 'open')
    AND coalesce(o.deadline, o.opens) > date(t.value) AND o.opens BETWEEN date(t.value, '+1 day') AND date(t.value, '+14 days')
    AND (o.deadline IS NULL OR o.deadline > date(t.value, '+14 days')) AND o.optional = 0 AND t.name = 'as_of'
CROSS JOIN store.event AS e ON e.event_id = o.event_id AND e.run_out IS NULL
UNION ALL
SELECT policy, event_id, category, stage, 'missed', opens, deadline, site, department, severity, issue, customer, unit
FROM missed_visit WHERE deadline > date((SELECT value FROM param WHERE name = 'as_of'), '-7 days');
CREATE INDEX obligation_department ON obligation(department);
CREATE INDEX obligation_site ON obligation(site);

-- One row: one event over a time limit and not done yet.
CREATE TABLE limit_case AS
SELECT l.policy, l.month, l.rule, l.state, l.event_id, l.category, substr(l.accepted_at, 1, 16) AS accepted_at, substr(l.limit_at, 1, 16) AS limit_at,
    coalesce(l.site, '') AS site, coalesce(l.department, '') AS department, mask_name(e.customer_name) AS customer, mask_unit(e.unit) AS unit, e.issue,
    CAST(julianday((SELECT value FROM param WHERE name = 'as_of')) - julianday(substr(l.limit_at, 1, 10)) AS INTEGER) AS days_over
FROM policy AS p CROSS JOIN store.limit_case AS l ON l.policy = p.policy AND l.state = 'open'
CROSS JOIN store.event AS e ON e.event_id = l.event_id AND e.run_out IS NULL;
CREATE INDEX limit_case_department ON limit_case(department, limit_at);
CREATE INDEX limit_case_site ON limit_case(site, limit_at);

-- One row: one clock that runs out within two days after as-of, unless somebody acts.
CREATE TABLE clock AS
SELECT l.policy, l.rule, l.event_id, l.category, substr(l.accepted_at, 1, 16) AS accepted_at, substr(l.limit_at, 1, 16) AS limit_at,
    coalesce(l.site, '') AS site, coalesce(l.department, '') AS department, mask_name(e.customer_name) AS customer, mask_unit(e.unit) AS unit, e.issue
FROM store.limit_case AS l JOIN store.event AS e ON e.event_id = l.event_id AND e.run_out IS NULL
WHERE l.state = 'running' AND l.limit_at < date((SELECT value FROM param WHERE name = 'as_of'), '+3 days');

-- Problems of the last year, each by its latest event: how many there are, the sixty latest with their events, the forty
-- latest that are alike by words only.
DROP TABLE IF EXISTS temp.problem;
CREATE TEMP TABLE problem AS
SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY by_text, key ORDER BY month DESC) AS latest FROM problem_month
    WHERE month >= (SELECT value FROM param WHERE name = 'year_ago')) AS p WHERE latest = 1;
CREATE TABLE repeat_year AS SELECT by_text, count(*) AS n FROM problem GROUP BY by_text;
-- One row: one of the latest problems. n: how many events the window that ends with its latest event holds.
CREATE TABLE repeat_problem AS
SELECT row_number() OVER (ORDER BY p.month DESC, p.count DESC, p.accepted_on DESC, p.event_id) AS place, p.month, p.count AS n, r.policy, r.category, coalesce(e.issue, r.issue) AS issue,
    r.event_id, CASE WHEN r.escalated OR p.count >= u.escalate_at AND (u.escalate_categories IS NULL OR instr(';' || u.escalate_categories || ';', ';' || r.category || ';')) THEN r.escalated END AS escalated,
    mask_name(e.customer_name) AS customer, mask_unit(e.unit) AS unit, r.events
FROM (SELECT * FROM problem WHERE by_text = 0 ORDER BY month DESC, count DESC, accepted_on DESC, event_id LIMIT 60) AS p
CROSS JOIN store.event AS e ON e.event_id = p.event_id AND e.run_out IS NULL
CROSS JOIN store.repeat_case AS r ON r.story = e.story AND r.policy = p.policy AND r.category = p.category AND r.event_id = p.event_id AND r.by_text = 0
CROSS JOIN policy AS u ON u.policy = p.policy;
-- One row: one event of a problem in the window of its latest event, the latest of very many.
CREATE TABLE repeat_event AS
WITH RECURSIVE split(place, rest, id, n) AS (
    SELECT place, CASE WHEN length(events) <= 2000 THEN events ELSE substr(substr(events, -2000), instr(substr(events, -2000), ';') + 1) END || ';', '', 0 FROM repeat_problem
    UNION ALL SELECT place, substr(rest, instr(rest, ';') + 1), substr(rest, 1, instr(rest, ';') - 1), n + 1 FROM split WHERE rest <> '')
SELECT s.place, s.id AS event_id, substr(e.accepted_at, 1, 10) AS accepted_on, substr(e.finished_at, 1, 10) AS finished_on,
    coalesce(e.site, '') AS site, coalesce(e.department, '') AS department, substr(e.escalated_at, 1, 10) AS escalated_on
FROM split AS s CROSS JOIN store.event AS e ON e.event_id = s.id AND e.run_out IS NULL WHERE s.id <> '';
CREATE INDEX repeat_event_place ON repeat_event(place);
-- One row: one problem that looks the same by its words only, by its latest event.
CREATE TABLE repeat_alike AS
SELECT r.category, p.count AS n, p.accepted_on AS last, r.event_id, coalesce(r.site, '') AS site, coalesce(r.department, '') AS department, mask_name(e.customer_name) AS customer,
    mask_unit(e.unit) AS unit, CASE WHEN length(r.events) <= 2000 THEN r.events ELSE substr(substr(r.events, -2000), instr(substr(r.events, -2000), ';') + 1) END AS events
FROM (SELECT * FROM problem WHERE by_text = 1 ORDER BY accepted_on DESC, event_id LIMIT 40) AS p
CROSS JOIN store.event AS e ON e.event_id = p.event_id AND e.run_out IS NULL
CROSS JOIN store.repeat_case AS r ON r.story = e.story AND r.policy = p.policy AND r.category = p.category AND r.event_id = p.event_id AND r.by_text = 1;

-- One row: one complaint counted with its canonical one.
CREATE TABLE merged AS
SELECT m.policy, m.month, m.event_id, m.duplicate_of, coalesce(e.site, '') AS site, coalesce(e.department, '') AS department
FROM store.merged_event AS m JOIN store.event AS e ON e.event_id = m.event_id AND e.run_out IS NULL;
CREATE INDEX merged_month ON merged(month);

-- One row: one project, with its visits and the next stage due.
CREATE TABLE coverage AS
SELECT c.policy, c.month, c.event_id, c.visits, c.required, c.state, c.last_day, c.next_stage, c.next_day, coalesce(c.site, '') AS site,
    coalesce(c.department, '') AS department, mask_name(e.customer_name) AS customer, substr(e.started_at, 1, 10) AS started_on,
    substr(e.planned_end_at, 1, 10) AS planned_on, substr(e.finished_at, 1, 10) AS finished_on,
    substr(e.warranty_end_at, 1, 10) AS warranty_on, substr(e.feedback_form_at, 1, 10) AS form_on
FROM store.coverage_case AS c JOIN store.event AS e ON e.event_id = c.event_id AND e.run_out IS NULL;
-- One row: one person on one project.
CREATE TABLE project_staff AS
SELECT DISTINCT c.event_id, a.role, coalesce(s.name, a.staff) AS name
FROM coverage AS c JOIN store.assignment AS a ON a.event_id = c.event_id AND a.run_out IS NULL AND a.withdrawn = 0
LEFT JOIN store.staff AS s ON s.staff = a.staff AND s.run_out IS NULL;
-- One row: what became of one stage of one project that somebody has to look at.
CREATE TABLE project_visit AS
SELECT c.event_id, o.policy, o.stage, o.state FROM store.coverage_case AS c CROSS JOIN store.obligation AS o ON o.story = c.story AND o.policy = c.policy AND o.event_id = c.event_id
WHERE o.due = 1 AND o.state IN ('missed', 'late', 'early', 'exempt', 'open');
CREATE INDEX project_visit_event ON project_visit(event_id);
-- One row: one visit of the last seven days to the as-of day, for the weekly meeting.
CREATE TABLE week_visit AS
SELECT v.visit_id, substr(v.visited_at, 1, 16) AS visited_at, v.event_ids AS events, v.method, v.visitor, v.outcome, v.satisfaction,
    v.issue_raised OR v.raised_event_id IS NOT NULL AS issue, substr(v.reported_at, 1, 16) AS reported_at, v.raised_event_id AS raised,
    coalesce(v.site, e.site, '') AS site, coalesce(v.department, e.department, '') AS department, e.category,
    mask_name(e.customer_name) AS customer, v.visit_id IN (SELECT visit_id FROM store.visit_breach WHERE policy IN (SELECT policy FROM policy)
        AND month IN ((SELECT value FROM param WHERE name = 'month'), (SELECT value FROM param WHERE name = 'prev_month')) AND rule = 'reported') AS unreported
FROM store.visit AS v LEFT JOIN store.event AS e ON e.event_id = v.event_ids AND e.run_out IS NULL
WHERE v.run_out IS NULL AND v.withdrawn = 0 AND v.visited_at < date((SELECT value FROM param WHERE name = 'as_of'), '+1 day')
  AND v.visited_at >= date((SELECT value FROM param WHERE name = 'as_of'), '-6 days');

-- One row: one person's complaint ratio in one month, quarter or year; staff named.
CREATE TABLE staff_ratio AS
SELECT r.policy, r.period, r.role, r.staff, coalesce(s.name, r.staff) AS name, coalesce(s.department, '') AS department,
    coalesce(s.site, '') AS site, r.complained, r.jobs, r.complaints, r.ratio_micro, r.low_micro, r.high_micro, r.shrunk_micro, r.outside
FROM store.staff_ratio AS r LEFT JOIN store.staff AS s ON s.staff = r.staff AND s.run_out IS NULL
WHERE (r.period_kind = 'month' AND r.period = (SELECT value FROM param WHERE name = 'month'))
    OR (r.period_kind = 'year' AND r.period = substr((SELECT value FROM param WHERE name = 'month'), 1, 4));

CREATE TABLE person AS
SELECT staff, name, role, coalesce(department, '') AS department FROM store.staff WHERE run_out IS NULL AND withdrawn = 0;

-- What was written down about dates and decisions.
CREATE TABLE note AS SELECT on_day, scope, metric, text FROM store.note WHERE run_out IS NULL AND withdrawn = 0;
CREATE TABLE decision AS
SELECT decision_id, substr(meeting_on, 1, 10) AS meeting_on, owner, substr(due_at, 1, 10) AS due_on, substr(done_at, 1, 10) AS done_on, text
FROM store.decision WHERE run_out IS NULL AND withdrawn = 0;

-- The accounting of the logs.
CREATE TABLE file AS
SELECT file, source, path, encoding, rows_read, n_new, n_changed, n_unchanged, n_duplicate, n_quarantined, n_conflict, first_at, last_at, unmapped
FROM store.file;
CREATE TABLE quarantine AS
SELECT f.path, q.line, q.col, q.field, q.reason, q.expected FROM store.quarantine AS q JOIN store.file AS f USING (file) WHERE q.closed_run IS NULL;
-- A customer's number often is the room: it stays out.
CREATE TABLE conflict AS
SELECT c.table_name, CASE WHEN c.table_name LIKE 'customer%' THEN NULL ELSE c.record_key END AS record_key, f.path AS kept, c.kept_line, g.path AS other, c.other_line
FROM store.conflict AS c JOIN store.file AS f ON f.file = c.kept_file JOIN store.file AS g ON g.file = c.other_file;
CREATE TABLE contradiction AS SELECT kind, event_id, visit_id, effect, month FROM store.contradiction;
-- One row: one row of a log that was withdrawn.
CREATE TABLE withdrawn AS
SELECT 'events' AS log, event_id AS record_key FROM store.event WHERE run_out IS NULL AND withdrawn = 1
UNION ALL SELECT 'visits', visit_id FROM store.visit INDEXED BY visit_withdrawn WHERE run_out IS NULL AND withdrawn = 1;
-- One row: records filed in one month whose keeping time, the longest that a policy asks for, is over; none asks: no row.
CREATE TABLE disposal AS
SELECT substr(filed_on, 1, 7) AS filed_month, sum(n) AS n FROM (
    SELECT filed_on, n FROM filed_day
    UNION ALL SELECT substr(filed_at, 1, 10), 1 FROM store.visit WHERE run_out IS NULL AND visited_at < (SELECT min(month) FROM edition_month)) AS f
WHERE filed_on < date((SELECT value FROM param WHERE name = 'as_of'),
    '-' || (SELECT max(CAST(value AS INTEGER)) FROM policy_rule WHERE rule = 'retention') || ' months') GROUP BY 1;
CREATE TABLE state AS
SELECT (SELECT count(*) FROM store.event INDEXED BY event_key WHERE run_out IS NULL) - (SELECT count(*) FROM withdrawn WHERE log = 'events') AS events,
    (SELECT count(*) FROM store.visit INDEXED BY visit_key WHERE run_out IS NULL) - (SELECT count(*) FROM withdrawn WHERE log = 'visits') AS visits,
    (SELECT count(*) FROM store.event INDEXED BY event_odd WHERE run_out IS NULL AND withdrawn = 0 AND customer_id IS NULL) AS nobody,
    (SELECT count(*) FROM store.exposure WHERE run_out IS NULL AND withdrawn = 0) AS exposures,
    (SELECT count(*) FROM store.assignment WHERE run_out IS NULL AND withdrawn = 0) AS assignments,
    (SELECT count(*) FROM store.staff WHERE run_out IS NULL AND withdrawn = 0) AS people,
    (SELECT max(count_from) FROM store.analysis) AS count_from;

-- Texts of numbers as the tables show them.
-- One row: one line of the table of indicators: which figure, in which order, under which title and clause.
CREATE TABLE indicator_def AS
WITH RECURSIVE part(policy, stage, rest, category) AS (
    SELECT policy, stage, categories || ';', '' FROM policy_stage WHERE optional = 0 AND target_micro IS NOT NULL AND instr(categories, ';')
    UNION ALL SELECT policy, stage, substr(rest, instr(rest, ';') + 1), substr(rest, 1, instr(rest, ';') - 1) FROM part WHERE rest <> '')
SELECT policy, position AS ord, 'visit_rate' AS metric, CASE WHEN instr(categories, ';') THEN '' ELSE categories END AS category, stage,
    zh || '率' AS title_zh, en AS title_en, coalesce(target_clause, clause) AS clause, 1 AS good FROM policy_stage
    WHERE optional = 0 AND (target_micro IS NULL OR NOT instr(categories, ';'))
UNION ALL SELECT p.policy, s.position, 'visit_rate', p.category, p.stage, coalesce(c.zh, p.category) || '回访率', coalesce(c.en, p.category) || ': visits',
    coalesce(s.target_clause, s.clause), 1
    FROM part AS p JOIN policy_stage AS s ON s.policy = p.policy AND s.stage = p.stage LEFT JOIN policy_category AS c ON c.policy = p.policy AND c.category = p.category
    WHERE p.category <> ''
UNION ALL SELECT policy, 100, 'timely_rate', '', '', '及时率（全部）', 'Visited in time, all', '', 1 FROM policy
UNION ALL SELECT policy, 110, 'coverage_rate', subject, '', '在施工程回访满次数', 'Projects with all visits', coalesce(clause, ''), 1 FROM policy_rule WHERE rule = 'coverage'
UNION ALL SELECT policy, 111, rule, subject, '', '在施工程回访率', 'Works in progress visited', coalesce(clause, ''), 1 FROM policy_rule WHERE rule = 'running_visit_rate'
UNION ALL SELECT policy, 112, rule, subject, '', '质保期抽查回访率', 'Works under warranty visited', coalesce(clause, ''), 1 FROM policy_rule WHERE rule = 'warranty_visit_rate'
UNION ALL SELECT policy, 120, 'pass_rate', '', '', '回访合格率', 'Visits passed', '', 1 FROM policy
UNION ALL SELECT policy, 121, 'handled_rate', '', '', '回访问题处理率', 'Problems raised, handled', '', 1 FROM policy
UNION ALL SELECT policy, 122, 'signed_rate', '', '', '上门回访签名率', 'On-site visits signed', coalesce(clause, ''), 1 FROM policy_rule WHERE rule = 'signature'
UNION ALL SELECT policy, 123, 'remote_share', '', '', '电话和信函回访占比', 'By telephone or letter', '', 0 FROM policy
UNION ALL SELECT policy, 130, 'satisfaction_rate', '', '', '满意率', 'Satisfied', '', 1 FROM policy
UNION ALL SELECT p.policy, 131, 'recovery_rate', 'survey', '', '问卷回收率', 'Questionnaires back',
    coalesce((SELECT t.clause FROM policy_target AS t WHERE t.policy = p.policy AND t.metric = 'recovery_rate'), ''), 1 FROM policy AS p
UNION ALL SELECT p.policy, 132, 'authentic_rate', 'survey', '', '问卷真实率', 'Questionnaires authentic',
    coalesce((SELECT t.clause FROM policy_target AS t WHERE t.policy = p.policy AND t.metric = 'authentic_rate'), ''), 1 FROM policy AS p
UNION ALL SELECT policy, 140, 'complaints', 'complaint', '', '投诉件数', 'Complaints', '', -1 FROM policy
UNION ALL SELECT policy, 141, 'complaint_rate', 'complaint', '', '投诉率（每百户）', 'Complaints per 100 households', '', -1 FROM policy
UNION ALL SELECT policy, 142, 'failure_rate', 'repair', '', '故障率（每百户）', 'Repairs per 100 households', '', -1 FROM policy
UNION ALL SELECT policy, 143, 'rework_rate', 'repair', '', '返修率', 'Repaired again', '', -1 FROM policy
UNION ALL SELECT r.policy, CASE r.subject WHEN 'complaint' THEN 144 ELSE 145 END, 'repeat_' || r.subject || '_cases', r.subject, '', CASE r.subject WHEN 'complaint' THEN '重复投诉' WHEN 'repair' THEN '重复报修' ELSE coalesce(c.zh, r.subject) || '重复' END || '（户·事项）',
    coalesce(c.en, r.subject) || ' repeated', coalesce(r.clause, ''), -1
    FROM policy_rule AS r LEFT JOIN policy_category AS c ON c.policy = r.policy AND c.category = r.subject WHERE r.rule = 'repeat'
UNION ALL SELECT policy, 150, 'contact_rate', '', '', '首次联系及时率', 'First contact in time', '', 1 FROM policy
UNION ALL SELECT policy, 151, 'unresolved_limit', '', '', '超时未处理', 'Over the handling limit', '', -1 FROM policy
UNION ALL SELECT policy, 152, 'on_time_rate', '', '', '按期办结率', 'Finished as planned', '', 1 FROM policy
UNION ALL SELECT policy, 153, 'resolution_hours_p50', '', '', '处理时长中位数', 'Median time to finish', '', -1 FROM policy
UNION ALL SELECT policy, 160, 'events', '', '', '受理总件数', 'Everything accepted', '', 0 FROM policy;

CREATE TABLE shape (metric TEXT PRIMARY KEY, shape TEXT) WITHOUT ROWID;
INSERT INTO shape VALUES ('complaints', 'count'), ('events', 'count'), ('unresolved_limit', 'count'), ('complaint_rate', 'per100'), ('failure_rate', 'per100'), ('resolution_hours_p50', 'hours');
INSERT INTO shape SELECT DISTINCT metric, 'count' FROM indicator_def WHERE metric GLOB 'repeat_*_cases';

-- One row: one figure of one month and scope with what it is compared to. Rates of fewer than 10 cases get no mark; the
-- mark needs a change that Newcombe's interval (95 %) tells from none (statistics.md 2.2).
-- A month's row is good as long as none of the thirteen months to it was filled anew; departments and sites have only
-- the running month.
DROP TABLE IF EXISTS temp.anew;
CREATE TEMP TABLE anew AS
SELECT m.n, m.period, substr(date(m.period || '-01', '-1 month'), 1, 7) AS before, substr(date(m.period || '-01', '-12 months'), 1, 7) AS year_ago
FROM month AS m
WHERE EXISTS (SELECT 1 FROM edition_month AS f WHERE f.run = (SELECT max(run) FROM edition_month)
    AND f.month BETWEEN substr(date(m.period || '-01', '-12 months'), 1, 7) AND m.period);
DELETE FROM indicator WHERE period IN (SELECT period FROM anew) OR scope_kind <> 'all';
INSERT INTO indicator
WITH here(n, period, before, year_ago, kind) AS (
    SELECT *, 'all' FROM anew
    UNION ALL SELECT n, period, substr(date(period || '-01', '-1 month'), 1, 7), substr(date(period || '-01', '-12 months'), 1, 7), kind
    FROM month, (SELECT 'site' AS kind UNION ALL SELECT 'department') AS k WHERE period = (SELECT value FROM param WHERE name = 'month')),
figure AS (
    SELECT h.n, d.rowid AS line, d.policy, m.period, m.scope_kind, m.scope, d.ord, d.metric, d.category, d.stage, d.title_zh, d.title_en, d.clause, d.good,
        coalesce(s.shape, 'rate') AS shape, m.numerator AS num, m.denominator AS den, m.value_micro AS v, m.target_micro AS target, m.compliant,
        p.numerator AS pnum, p.denominator AS pden, p.value_micro AS pv, y.value_micro AS yv
    FROM here AS h CROSS JOIN metric AS m ON m.period = h.period AND m.scope_kind = h.kind
    CROSS JOIN indicator_def AS d ON d.policy = m.policy AND d.metric = m.metric AND d.category = m.category AND d.stage = m.stage
    LEFT JOIN metric AS p ON p.period = h.before AND p.scope_kind = m.scope_kind AND p.scope = m.scope AND p.metric = m.metric
        AND p.policy = m.policy AND p.category = m.category AND p.stage = m.stage
    LEFT JOIN metric AS y ON y.period = h.year_ago AND y.scope_kind = m.scope_kind AND y.scope = m.scope AND y.metric = m.metric
        AND y.policy = m.policy AND y.category = m.category AND y.stage = m.stage
    LEFT JOIN shape AS s ON s.metric = d.metric),
wilson AS (
    SELECT *, 1.0 * num / nullif(den, 0) AS p1, 1.0 * pnum / nullif(pden, 0) AS p2,
        CASE WHEN den > 0 THEN (1.0 * num / den + 1.9207294 / den) / (1 + 3.8414588 / den) END AS c1,
        CASE WHEN den > 0 THEN 1.959964 * sqrt(max(0, 1.0 * num / den * (1 - 1.0 * num / den)) / den + 0.9603647 / den / den) / (1 + 3.8414588 / den) END AS h1,
        CASE WHEN pden > 0 THEN (1.0 * pnum / pden + 1.9207294 / pden) / (1 + 3.8414588 / pden) END AS c2,
        CASE WHEN pden > 0 THEN 1.959964 * sqrt(max(0, 1.0 * pnum / pden * (1 - 1.0 * pnum / pden)) / pden + 0.9603647 / pden / pden) / (1 + 3.8414588 / pden) END AS h2
    FROM figure),
compared AS (
    SELECT *, CASE WHEN shape <> 'rate' OR den < 10 OR pden < 10 OR p1 > 1 OR p2 > 1 THEN NULL
        WHEN p1 - p2 - sqrt((p1 - (c1 - h1)) * (p1 - (c1 - h1)) + ((c2 + h2) - p2) * ((c2 + h2) - p2)) > 0 THEN 1
        WHEN p1 - p2 + sqrt(((c1 + h1) - p1) * ((c1 + h1) - p1) + (p2 - (c2 - h2)) * (p2 - (c2 - h2))) < 0 THEN -1
        ELSE 0 END AS change
    FROM wilson)
SELECT policy, period, scope_kind, scope, ord, metric, category, stage, title_zh, title_en, clause, num, den, v, target, compliant, pv, yv, shape, change,
    CASE shape WHEN 'count' THEN CAST(num AS TEXT)
        WHEN 'per100' THEN printf('%d.%d', (v + 50000) / 1000000, (v + 50000) / 100000 % 10)
        WHEN 'hours' THEN printf('%d.%d h', (v + 50000) / 1000000, (v + 50000) / 100000 % 10)
        ELSE CASE WHEN den < 30 THEN num || ' / ' || den ELSE printf('%d.%d %%', (v + 500) / 10000, (v + 500) / 1000 % 10) END END AS value_text,
    CASE WHEN shape = 'rate' AND den >= 30 THEN num || ' / ' || den
        WHEN shape = 'rate' AND den >= 5 THEN printf('%d.%d %%', (v + 500) / 10000, (v + 500) / 1000 % 10)
        WHEN shape = 'per100' THEN num || ' / ' || den END AS fraction_text,
    CASE WHEN target IS NULL THEN NULL WHEN target % 10000 = 0 THEN (target / 10000) || ' %' ELSE printf('%d.%d %%', target / 10000, target / 1000 % 10) END AS target_text,
    CASE shape WHEN 'count' THEN CAST(pv / 1000000 AS TEXT) WHEN 'rate' THEN printf('%d.%d %%', (pv + 500) / 10000, (pv + 500) / 1000 % 10)
        ELSE printf('%d.%d', (pv + 50000) / 1000000, (pv + 50000) / 100000 % 10) END AS prev_text,
    CASE shape WHEN 'count' THEN CAST(yv / 1000000 AS TEXT) WHEN 'rate' THEN printf('%d.%d %%', (yv + 500) / 10000, (yv + 500) / 1000 % 10)
        ELSE printf('%d.%d', (yv + 50000) / 1000000, (yv + 50000) / 100000 % 10) END AS year_text,
    CASE WHEN compliant = 0 AND den >= 10 THEN 'bad:short' WHEN compliant = 0 THEN 'calm:short'
        WHEN compliant = 1 AND coalesce(change, 0) = 0 THEN CASE WHEN den >= 10 THEN 'good:reached' ELSE 'calm:reached' END WHEN change IS NULL THEN NULL
        WHEN change = 0 OR good = 0 THEN 'calm:same' WHEN change = good THEN 'good:better' ELSE 'bad:worse' END AS mark,
    (SELECT group_concat(x, ',') FROM (SELECT coalesce(CAST(k.value_micro AS TEXT), '') AS x FROM month AS w
        LEFT JOIN metric AS k ON k.period = w.period AND k.scope_kind = compared.scope_kind AND k.scope = compared.scope AND k.metric = compared.metric
            AND k.policy = compared.policy AND k.category = compared.category AND k.stage = compared.stage
        WHERE w.n BETWEEN compared.n - 12 AND compared.n ORDER BY w.n)) AS spark
FROM compared ORDER BY line; -- where the order by ord is a tie
UPDATE indicator SET prev_text = NULL WHERE pv IS NULL;
UPDATE indicator SET year_text = NULL WHERE yv IS NULL;
PRAGMA analysis_limit = 400; -- rows of an index: what they are like is known by then
ANALYZE main;
