-- The management edition: customers masked, staff named, no free text, no telephone numbers. Holds every month's figures,
-- the exceptions behind them and the accounting of the logs; all rows of a month stand in its CSV files.
-- Tables that the engine filled before: param, word, policy…, source, statement (docs/pages.md).

-- One row: one calendar month from the first figure to the as-of day, n counting up.
CREATE TABLE month AS
WITH RECURSIVE bound(first, last) AS (
    SELECT min(period), (SELECT value FROM param WHERE name = 'month') FROM store.metric WHERE period_kind = 'month'),
m(period) AS (
    SELECT max(first, substr(date(last || '-01', '-59 months'), 1, 7)) FROM bound WHERE first IS NOT NULL
    UNION ALL SELECT substr(date(period || '-01', '+1 month'), 1, 7) FROM m, bound WHERE period < last)
SELECT period, row_number() OVER (ORDER BY period) AS n FROM m;

-- One row: one figure of a month or a quarter (metrics.md, section 9) that a page shows, by period first.
CREATE TABLE metric (policy TEXT, period TEXT, metric TEXT, scope_kind TEXT, scope TEXT, category TEXT, stage TEXT,
    numerator INTEGER, denominator INTEGER, value_micro INTEGER, target_micro INTEGER, compliant INTEGER,
    PRIMARY KEY (policy, period, metric, scope_kind, scope, category, stage)) WITHOUT ROWID;
INSERT INTO metric
SELECT policy, period, metric, scope_kind, scope, category, stage, numerator, denominator, value_micro, target_micro, compliant
FROM store.metric WHERE period_kind IN ('month', 'quarter') AND scope_kind IN ('all', 'site', 'department')
    AND metric NOT IN ('satisfaction_mean', 'dissatisfaction_rate', 'signed_share', 'resolution_hours_p90', 'not_judgeable')
    AND (instr(stage, ':') = 0 OR (metric = 'complaints' AND scope_kind = 'all' AND stage LIKE 'severity:%'))
    AND (metric <> 'breaches' OR scope_kind = 'all')
ORDER BY 1, 2, 3, 4, 5, 6, 7;

-- One row: one obligation that somebody has to look at: not visited, visited early or late, exempt, open, or due within 14 days.
CREATE TABLE obligation AS
SELECT o.policy, o.month, o.event_id, o.category, o.stage, o.state, o.due, o.anchor, o.opens, o.deadline, o.visit_id, o.visited_at,
    o.exempt_reason, coalesce(o.site, '') AS site, coalesce(o.department, '') AS department, e.severity, e.issue,
    mask_name(e.customer_name) AS customer, mask_unit(e.unit) AS unit, substr(e.accepted_at, 1, 10) AS accepted_on
FROM store.obligation AS o JOIN store.event AS e ON e.event_id = o.event_id AND e.run_out IS NULL
WHERE o.state IN ('missed', 'late', 'early', 'exempt', 'open')
   OR (o.state = 'pending' AND o.deadline <= date((SELECT value FROM param WHERE name = 'as_of'), '+14 days'));
CREATE INDEX obligation_month ON obligation(policy, month, state, department);

-- One row: one flagged event of a repeated problem, with its customer masked.
CREATE TABLE repeat_case AS
SELECT r.policy, r.month, r.category, r.issue, r.by_text, r.event_id, substr(r.accepted_at, 1, 10) AS accepted_on, r.count,
    -- of a problem with very many events the latest ones: the page says so, `huifang export repeats` has all
    CASE WHEN length(r.events) <= 2000 THEN r.events ELSE substr(substr(r.events, -2000), instr(substr(r.events, -2000), ';') + 1) END AS events,
    r.escalated, coalesce(r.site, '') AS site, coalesce(r.department, '') AS department, mask_name(e.customer_name) AS customer,
    mask_unit(e.unit) AS unit, e.issue AS issue_code, e.finished_at, r.category || '|' || r.customer_id || '|' || r.issue AS key_text,
    r.customer_id
FROM store.repeat_case AS r JOIN store.event AS e ON e.event_id = r.event_id AND e.run_out IS NULL;
-- Keys by number: the customer's own number stays behind.
CREATE TABLE repeat_key AS SELECT key_text, row_number() OVER (ORDER BY key_text) AS no FROM (SELECT DISTINCT key_text FROM repeat_case);
CREATE INDEX repeat_key_text ON repeat_key(key_text);
-- One row: one event of a repeated problem in the window of its latest flagged event.
CREATE TABLE repeat_event AS
WITH last AS (SELECT *, row_number() OVER (PARTITION BY policy, key_text, by_text ORDER BY accepted_on DESC, event_id DESC) AS place FROM repeat_case),
split(policy, no, by_text, rest, id) AS (
    SELECT policy, (SELECT no FROM repeat_key AS k WHERE k.key_text = last.key_text), by_text, events || ';', '' FROM last WHERE place = 1
    UNION ALL SELECT policy, no, by_text, substr(rest, instr(rest, ';') + 1), substr(rest, 1, instr(rest, ';') - 1) FROM split WHERE rest <> '')
SELECT s.policy, s.no, s.by_text, s.id AS event_id, substr(e.accepted_at, 1, 10) AS accepted_on, substr(e.finished_at, 1, 10) AS finished_on,
    coalesce(e.site, '') AS site, coalesce(e.department, '') AS department, substr(e.escalated_at, 1, 10) AS escalated_on
FROM split AS s JOIN store.event AS e ON e.event_id = s.id AND e.run_out IS NULL WHERE s.id <> '';
CREATE INDEX repeat_event_no ON repeat_event(no);
ALTER TABLE repeat_case ADD COLUMN no INTEGER;
UPDATE repeat_case SET no = (SELECT no FROM repeat_key AS k WHERE k.key_text = repeat_case.key_text), key_text = NULL, customer_id = NULL;
DROP TABLE repeat_key;

-- One row: one event over a time limit.
CREATE TABLE limit_case AS
SELECT l.policy, l.month, l.rule, l.state, l.event_id, l.category, substr(l.accepted_at, 1, 16) AS accepted_at, substr(l.limit_at, 1, 16) AS limit_at,
    substr(l.done_at, 1, 16) AS done_at, coalesce(l.site, '') AS site, coalesce(l.department, '') AS department,
    mask_name(e.customer_name) AS customer, mask_unit(e.unit) AS unit, e.issue,
    CAST(julianday((SELECT value FROM param WHERE name = 'as_of')) - julianday(substr(l.limit_at, 1, 10)) AS INTEGER) AS days_over
FROM store.limit_case AS l JOIN store.event AS e ON e.event_id = l.event_id AND e.run_out IS NULL WHERE l.state IN ('over', 'open');

-- One row: one clock that runs out within two days after as-of, unless somebody acts.
CREATE TABLE clock AS
SELECT l.policy, l.rule, l.event_id, l.category, substr(l.accepted_at, 1, 16) AS accepted_at, substr(l.limit_at, 1, 16) AS limit_at,
    coalesce(l.site, '') AS site, coalesce(l.department, '') AS department, mask_name(e.customer_name) AS customer, mask_unit(e.unit) AS unit, e.issue
FROM store.limit_case AS l JOIN store.event AS e ON e.event_id = l.event_id AND e.run_out IS NULL
WHERE l.state = 'running' AND l.limit_at < date((SELECT value FROM param WHERE name = 'as_of'), '+3 days');

-- One row: one counted visit that breaks one rule. visitor: staff, named in this edition.
CREATE TABLE visit_breach AS
SELECT b.policy, b.month, b.visit_id, b.rule, b.clause, substr(b.visited_at, 1, 10) AS visited_on, coalesce(b.site, '') AS site,
    coalesce(b.department, '') AS department, v.event_ids AS events, v.method, v.visitor, v.visitor_role
FROM store.visit_breach AS b JOIN store.visit AS v ON v.visit_id = b.visit_id AND v.run_out IS NULL;
CREATE INDEX visit_breach_month ON visit_breach(policy, month, rule);

-- One row: one failed visit, and what became of it.
CREATE TABLE failed_visit AS
SELECT substr(v.visited_at, 1, 7) AS month, v.visit_id, substr(v.visited_at, 1, 10) AS visited_on, v.event_ids AS events, v.visitor,
    coalesce(v.site, e.site, '') AS site, coalesce(v.department, e.department, '') AS department, substr(v.reported_at, 1, 10) AS reported_on,
    v.raised_event_id AS raised, substr(r.finished_at, 1, 10) AS raised_finished, mask_name(e.customer_name) AS customer
FROM store.visit AS v LEFT JOIN store.event AS e ON e.event_id = v.event_ids AND e.run_out IS NULL
LEFT JOIN store.event AS r ON r.event_id = v.raised_event_id AND r.run_out IS NULL
WHERE v.run_out IS NULL AND v.withdrawn = 0 AND v.outcome = 'fail'
  AND substr(v.visited_at, 1, 10) <= (SELECT value FROM param WHERE name = 'as_of');

-- One row: one complaint counted with its canonical one.
CREATE TABLE merged AS
SELECT m.policy, m.month, m.event_id, m.duplicate_of, coalesce(e.site, '') AS site, coalesce(e.department, '') AS department
FROM store.merged_event AS m JOIN store.event AS e ON e.event_id = m.event_id AND e.run_out IS NULL;

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
-- One row: one visit of the last eight days to the as-of day, for the weekly meeting.
CREATE TABLE week_visit AS
SELECT v.visit_id, substr(v.visited_at, 1, 16) AS visited_at, v.event_ids AS events, v.method, v.visitor, v.outcome, v.satisfaction,
    v.issue_raised OR v.raised_event_id IS NOT NULL AS issue, substr(v.reported_at, 1, 16) AS reported_at, v.raised_event_id AS raised,
    coalesce(v.site, e.site, '') AS site, coalesce(v.department, e.department, '') AS department, e.category,
    mask_name(e.customer_name) AS customer, v.visit_id IN (SELECT visit_id FROM store.visit_breach WHERE rule = 'reported') AS unreported
FROM store.visit AS v LEFT JOIN store.event AS e ON e.event_id = v.event_ids AND e.run_out IS NULL
WHERE v.run_out IS NULL AND v.withdrawn = 0 AND substr(v.visited_at, 1, 10) <= (SELECT value FROM param WHERE name = 'as_of')
  AND v.visited_at >= date((SELECT value FROM param WHERE name = 'as_of'), '-6 days');

-- One row: one person's complaint ratio in one month, quarter or year; staff named.
CREATE TABLE staff_ratio AS
SELECT r.policy, r.period, r.role, r.staff, coalesce(s.name, r.staff) AS name, coalesce(s.department, '') AS department,
    coalesce(s.site, '') AS site, r.complained, r.jobs, r.complaints, r.ratio_micro, r.low_micro, r.high_micro, r.shrunk_micro, r.outside
FROM store.staff_ratio AS r LEFT JOIN store.staff AS s ON s.staff = r.staff AND s.run_out IS NULL
WHERE r.period_kind IN ('month', 'year');

-- One row: one visitor's month: visits made and what was wrong with them (evidence, clause 4.8). A joint visit counts for each.
CREATE TABLE visitor_month AS
WITH counted AS (
    SELECT substr(visited_at, 1, 7) AS month, visitor, count(*) AS visits, sum(outcome = 'pass') AS passed, sum(outcome = 'fail') AS failed
    FROM store.visit
    WHERE run_out IS NULL AND withdrawn = 0 AND coalesce(outcome, '') <> 'unreachable' AND visitor IS NOT NULL
      AND visited_at >= (SELECT value FROM param WHERE name = 'prev_month')
      AND substr(visited_at, 1, 10) <= (SELECT value FROM param WHERE name = 'as_of')
    GROUP BY 1, 2),
split(month, rest, visitor, visits, passed, failed) AS (
    SELECT month, visitor || ';', '', visits, passed, failed FROM counted
    UNION ALL SELECT month, substr(rest, instr(rest, ';') + 1), trim(substr(rest, 1, instr(rest, ';') - 1)), visits, passed, failed FROM split WHERE rest <> '')
SELECT month, visitor, sum(visits) AS visits, sum(passed) AS passed, sum(failed) AS failed FROM split WHERE visitor <> '' GROUP BY 1, 2;
-- One row: the same visitor's month: stages served in time, late, early.
CREATE TABLE visitor_state AS
WITH counted AS (
    SELECT substr(o.visited_at, 1, 7) AS month, v.visitor, sum(o.state = 'met') AS met, sum(o.state = 'late') AS late, sum(o.state = 'early') AS early
    FROM store.obligation AS o JOIN store.visit AS v ON v.visit_id = o.visit_id AND v.run_out IS NULL
    WHERE o.policy IN (SELECT policy FROM policy) AND o.month >= (SELECT value FROM param WHERE name = 'prev_month') AND v.visitor IS NOT NULL GROUP BY 1, 2),
split(month, rest, visitor, met, late, early) AS (
    SELECT month, visitor || ';', '', met, late, early FROM counted
    UNION ALL SELECT month, substr(rest, instr(rest, ';') + 1), trim(substr(rest, 1, instr(rest, ';') - 1)), met, late, early FROM split WHERE rest <> '')
SELECT month, visitor, sum(met) AS met, sum(late) AS late, sum(early) AS early FROM split WHERE visitor <> '' GROUP BY 1, 2;
-- One row: the same visitor's month: visits against a rule.
CREATE TABLE visitor_breach AS
WITH counted AS (
    SELECT month, visitor, sum(rule = 'filed') AS filed, sum(rule <> 'filed') AS other FROM visit_breach
    WHERE policy IN (SELECT policy FROM policy) AND month = (SELECT value FROM param WHERE name = 'month') AND visitor IS NOT NULL GROUP BY 1, 2),
split(month, rest, visitor, filed, other) AS (
    SELECT month, visitor || ';', '', filed, other FROM counted
    UNION ALL SELECT month, substr(rest, instr(rest, ';') + 1), trim(substr(rest, 1, instr(rest, ';') - 1)), filed, other FROM split WHERE rest <> '')
SELECT month, visitor, sum(filed) AS filed, sum(other) AS other FROM split WHERE visitor <> '' GROUP BY 1, 2;
CREATE TABLE person AS
SELECT staff, name, role, coalesce(department, '') AS department FROM store.staff WHERE run_out IS NULL AND withdrawn = 0;

-- What was written down about dates and decisions.
CREATE TABLE note AS SELECT on_day, scope, metric, text FROM store.note WHERE run_out IS NULL AND withdrawn = 0;
CREATE TABLE decision AS
SELECT decision_id, substr(meeting_on, 1, 10) AS meeting_on, owner, substr(due_at, 1, 10) AS due_on, substr(done_at, 1, 10) AS done_on, text
FROM store.decision WHERE run_out IS NULL AND withdrawn = 0;
CREATE TABLE promise AS
SELECT v.visit_id, v.event_ids AS events, substr(v.promised_at, 1, 10) AS promised_on, coalesce(v.site, e.site, '') AS site,
    coalesce(v.department, e.department, '') AS department, v.visitor
FROM store.visit AS v LEFT JOIN store.event AS e ON e.event_id = v.event_ids AND e.run_out IS NULL
WHERE v.run_out IS NULL AND v.withdrawn = 0 AND v.promised_at IS NOT NULL AND v.replied_at IS NULL
  AND substr(v.promised_at, 1, 10) <= date((SELECT value FROM param WHERE name = 'as_of'), '+14 days')
  AND substr(v.visited_at, 1, 10) <= (SELECT value FROM param WHERE name = 'as_of');

-- Numbers of events by issue in the month, for Pareto.
CREATE TABLE issue_month AS
SELECT substr(accepted_at, 1, 7) AS month, category, coalesce(issue, '') AS issue, count(*) AS n
FROM store.event WHERE run_out IS NULL AND withdrawn = 0 AND substr(accepted_at, 1, 7) = (SELECT value FROM param WHERE name = 'month')
  AND substr(accepted_at, 1, 10) <= (SELECT value FROM param WHERE name = 'as_of')
GROUP BY 1, 2, 3;
-- Satisfaction answers and methods of counted visits by month.
CREATE TABLE visit_month AS
SELECT substr(v.visited_at, 1, 7) AS month, coalesce(e.category, v.category, '') AS category, v.method, v.satisfaction AS level,
    count(*) AS n, sum(v.opinion IS NULL) AS no_opinion
FROM store.visit AS v LEFT JOIN store.event AS e ON e.event_id = v.event_ids AND e.run_out IS NULL
WHERE v.run_out IS NULL AND v.withdrawn = 0 AND coalesce(v.outcome, '') <> 'unreachable'
  AND substr(v.visited_at, 1, 10) <= (SELECT value FROM param WHERE name = 'as_of')
GROUP BY 1, 2, 3, 4;

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
CREATE TABLE withdrawn AS
SELECT 'events' AS log, event_id AS record_key FROM store.event WHERE run_out IS NULL AND withdrawn = 1
UNION ALL SELECT 'visits', visit_id FROM store.visit WHERE run_out IS NULL AND withdrawn = 1;
CREATE TABLE disposal AS
SELECT substr(filed_at, 1, 7) AS filed_month, count(*) AS n FROM store.visit
WHERE run_out IS NULL AND filed_at < date((SELECT value FROM param WHERE name = 'as_of'), '-24 months') GROUP BY 1;
CREATE TABLE state AS
SELECT (SELECT count(*) FROM store.event WHERE run_out IS NULL AND withdrawn = 0) AS events,
    (SELECT count(*) FROM store.visit WHERE run_out IS NULL AND withdrawn = 0) AS visits,
    (SELECT count(*) FROM store.event WHERE run_out IS NULL AND withdrawn = 0 AND customer_id IS NULL) AS nobody,
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
UNION ALL SELECT policy, 122, 'signed_rate', '', '', '上门回访签名率', 'On-site visits signed', '', 1 FROM policy
UNION ALL SELECT policy, 123, 'remote_share', '', '', '电话和信函回访占比', 'By telephone or letter', '', 0 FROM policy
UNION ALL SELECT policy, 130, 'satisfaction_rate', '', '', '满意率', 'Satisfied', '', 1 FROM policy
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
CREATE TABLE indicator AS
WITH here AS (
    SELECT d.policy, m.period, m.scope_kind, m.scope, d.ord, d.metric, d.category, d.stage, d.title_zh, d.title_en, d.clause, d.good,
        coalesce(s.shape, 'rate') AS shape, m.numerator AS num, m.denominator AS den, m.value_micro AS v, m.target_micro AS target, m.compliant,
        p.numerator AS pnum, p.denominator AS pden, p.value_micro AS pv, y.value_micro AS yv
    FROM indicator_def AS d JOIN metric AS m ON m.policy = d.policy AND m.metric = d.metric AND m.category = d.category AND m.stage = d.stage
        AND (m.scope_kind = 'all' OR m.period = (SELECT value FROM param WHERE name = 'month'))
    JOIN month AS mo ON mo.period = m.period
    LEFT JOIN metric AS p ON p.policy = m.policy AND p.period = substr(date(m.period || '-01', '-1 month'), 1, 7) AND p.metric = m.metric
        AND p.scope_kind = m.scope_kind AND p.scope = m.scope AND p.category = m.category AND p.stage = m.stage
    LEFT JOIN metric AS y ON y.policy = m.policy AND y.period = substr(date(m.period || '-01', '-12 months'), 1, 7) AND y.metric = m.metric
        AND y.scope_kind = m.scope_kind AND y.scope = m.scope AND y.category = m.category AND y.stage = m.stage
    LEFT JOIN shape AS s ON s.metric = d.metric),
wilson AS (
    SELECT *, 1.0 * num / nullif(den, 0) AS p1, 1.0 * pnum / nullif(pden, 0) AS p2,
        CASE WHEN den > 0 THEN (1.0 * num / den + 1.9207294 / den) / (1 + 3.8414588 / den) END AS c1,
        CASE WHEN den > 0 THEN 1.959964 * sqrt(max(0, 1.0 * num / den * (1 - 1.0 * num / den)) / den + 0.9603647 / den / den) / (1 + 3.8414588 / den) END AS h1,
        CASE WHEN pden > 0 THEN (1.0 * pnum / pden + 1.9207294 / pden) / (1 + 3.8414588 / pden) END AS c2,
        CASE WHEN pden > 0 THEN 1.959964 * sqrt(max(0, 1.0 * pnum / pden * (1 - 1.0 * pnum / pden)) / pden + 0.9603647 / pden / pden) / (1 + 3.8414588 / pden) END AS h2
    FROM here),
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
    CASE WHEN compliant = 0 AND den >= 10 THEN 'bad:short' WHEN compliant = 0 THEN 'calm:short' WHEN change IS NULL THEN NULL
        WHEN change = 0 OR good = 0 THEN 'calm:same' WHEN change = good THEN 'good:better' ELSE 'bad:worse' END AS mark,
    (SELECT group_concat(x, ',') FROM (SELECT coalesce(CAST(k.value_micro AS TEXT), '') AS x FROM month AS w
        LEFT JOIN metric AS k ON k.policy = compared.policy AND k.period = w.period AND k.metric = compared.metric
            AND k.scope_kind = compared.scope_kind AND k.scope = compared.scope AND k.category = compared.category AND k.stage = compared.stage
        WHERE w.n BETWEEN (SELECT n FROM month WHERE period = compared.period) - 12 AND (SELECT n FROM month WHERE period = compared.period) ORDER BY w.n)) AS spark
FROM compared;
UPDATE indicator SET prev_text = NULL WHERE pv IS NULL;
UPDATE indicator SET year_text = NULL WHERE yv IS NULL;
CREATE INDEX indicator_place ON indicator(period, scope_kind, scope, policy, ord);

-- One row: obligations of a month whose deadline has not passed: they count in no rate yet, and make the month provisional.
CREATE TABLE waiting AS
SELECT policy, month, count(*) AS n FROM store.obligation WHERE due = 0 AND optional = 0 AND state <> 'exempt' GROUP BY policy, month;

-- What the pages ask for: figures of one period and scope, rows of one month.
CREATE INDEX metric_place ON metric(period, scope_kind, scope, metric);
CREATE INDEX repeat_case_month ON repeat_case(month);
CREATE INDEX limit_case_month ON limit_case(month);
CREATE INDEX failed_visit_month ON failed_visit(month);
CREATE INDEX visit_month_month ON visit_month(month);
-- One row: one department that had something to do at one site.
CREATE TABLE site_department AS
SELECT DISTINCT site, department FROM (SELECT DISTINCT site, department FROM obligation UNION SELECT DISTINCT site, department FROM limit_case
    UNION SELECT DISTINCT site, department FROM visit_breach) AS d WHERE site <> '' AND department <> '';
CREATE INDEX visit_breach_unit ON visit_breach(policy, month, department);
CREATE INDEX repeat_case_unit ON repeat_case(policy, month, department);
ANALYZE;
