-- What the forms of the regulations show, for the running month and the one before it: records of visits and events with
-- what belongs to them, and the registers. Names, rooms and texts pass through the masks, which an audit edition lifts.
-- Older sheets are rebuilt with `--as-of`.

-- One row: one visit of the two months, with its (first) event.
CREATE TABLE sheet_visit AS
SELECT substr(v.visited_at, 1, 7) AS month, v.visit_id, v.visited_at, v.event_ids AS events, coalesce(e.event_id, '') AS event_id,
    coalesce(e.category, v.category, '') AS category, v.stage, coalesce(v.phase, 'after') AS phase, v.method, v.visitor, v.visitor_role, v.signed, v.outcome,
    v.satisfaction, v.product_satisfaction, v.service_satisfaction, v.issue_raised, v.raised_event_id AS raised, mask_text(v.opinion) AS opinion,
    mask_text(v.suggestion) AS suggestion, v.promised_at, v.replied_at, v.reported_at, v.reviewed_by, v.reviewed_at, mask_text(v.review_note) AS review_note, v.filed_at,
    coalesce(v.site, e.site, '') AS site, coalesce(v.department, e.department, '') AS department, e.severity, e.issue, e.accepted_at, e.finished_at,
    mask_name(e.customer_name) AS customer, mask_unit(e.unit) AS unit, mask_phone(e.phone) AS phone, mask_text(e.description) AS description
FROM store.visit AS v LEFT JOIN store.event AS e ON e.event_id = CASE WHEN instr(v.event_ids, ';') THEN substr(v.event_ids, 1, instr(v.event_ids, ';') - 1) ELSE v.event_ids END
    AND e.run_out IS NULL
WHERE v.run_out IS NULL AND v.withdrawn = 0 AND v.visited_at >= (SELECT value FROM param WHERE name = 'prev_month')
  AND substr(v.visited_at, 1, 10) <= (SELECT value FROM param WHERE name = 'as_of')
  AND EXISTS (SELECT 1 FROM policy_form WHERE layout IN ('visit', 'event'));
CREATE INDEX sheet_visit_month ON sheet_visit(month, visited_at, visit_id);
CREATE INDEX sheet_visit_event ON sheet_visit(event_id);
CREATE UNIQUE INDEX sheet_visit_id ON sheet_visit(visit_id);

-- One row: one event accepted in the two months.
CREATE TABLE sheet_event AS
SELECT substr(e.accepted_at, 1, 7) AS month, e.event_id, e.category, e.accepted_at, coalesce((SELECT w.key FROM word AS w WHERE w.key = 'channel.' || e.channel), e.channel) AS channel, mask_name(e.customer_name) AS customer, mask_unit(e.unit) AS unit,
    mask_phone(e.phone) AS phone, coalesce(e.site, '') AS site, coalesce(e.department, '') AS department, e.about_staff, e.severity, e.validity, e.content_class, e.issue,
    e.contacted_at, e.started_at, e.planned_end_at, e.finished_at, e.escalated_at, e.escalated_to, e.feedback_form_at, e.anonymous, e.letter_reply_only, mask_text(e.description) AS description
FROM store.event AS e
WHERE e.run_out IS NULL AND e.withdrawn = 0 AND e.accepted_at >= (SELECT value FROM param WHERE name = 'prev_month')
  AND substr(e.accepted_at, 1, 10) <= (SELECT value FROM param WHERE name = 'as_of') AND EXISTS (SELECT 1 FROM policy_form WHERE layout = 'event');
CREATE INDEX sheet_event_month ON sheet_event(month, accepted_at, event_id);
CREATE UNIQUE INDEX sheet_event_id ON sheet_event(event_id);

-- One row: one column that a policy declares, of such an event, its customer or such a visit; free texts masked.
CREATE TABLE sheet_own AS
WITH asked AS MATERIALIZED (SELECT DISTINCT of_row FROM policy_column),
own(of_row, row_id, prefix, own) AS (
    SELECT 'event', e.event_id, '', s.own FROM asked AS q CROSS JOIN sheet_event AS e ON q.of_row = 'event' CROSS JOIN store.event AS s ON s.event_id = e.event_id AND s.run_out IS NULL WHERE s.own IS NOT NULL
    UNION ALL SELECT 'event', e.event_id, 'customer_', c.own FROM asked AS q CROSS JOIN sheet_event AS e ON q.of_row = 'event' CROSS JOIN store.event AS s ON s.event_id = e.event_id AND s.run_out IS NULL
        JOIN store.customer AS c ON c.customer_id = s.customer_id AND c.run_out IS NULL AND c.withdrawn = 0 WHERE c.own IS NOT NULL
    UNION ALL SELECT 'visit', v.visit_id, '', s.own FROM asked AS q CROSS JOIN sheet_visit AS v ON q.of_row = 'visit' CROSS JOIN store.visit AS s ON s.visit_id = v.visit_id AND s.run_out IS NULL WHERE s.own IS NOT NULL)
SELECT p.policy, o.of_row, o.row_id, p.position, p.zh, p.en, CASE p.type WHEN 'text' THEN mask_text(j.value) ELSE j.value END AS value, v.zh AS value_zh, v.en AS value_en, p.type
FROM own AS o JOIN json_each(o.own) AS j JOIN policy_column AS p ON p.of_row = o.of_row AND p.name = o.prefix || j.key
LEFT JOIN policy_column_value AS v ON v.policy = p.policy AND v.of_row = p.of_row AND v.name = p.name AND v.value = j.value;
CREATE INDEX sheet_own_row ON sheet_own(of_row, row_id, policy, position);

-- One row: one step of such an event, one answer given at such a visit.
CREATE TABLE sheet_step AS
SELECT s.event_id, s.at, s.kind, s.by_whom, s.to_whom, s.department, mask_text(s.reason) AS reason, mask_text(s.note) AS note
FROM sheet_event AS e JOIN store.step AS s ON s.event_id = e.event_id AND s.run_out IS NULL AND s.withdrawn = 0
WHERE substr(s.at, 1, 10) <= (SELECT value FROM param WHERE name = 'as_of');
CREATE INDEX sheet_step_event ON sheet_step(event_id, at);
CREATE TABLE sheet_answer AS
SELECT a.visit_id, a.item, mask_text(a.value) AS value, mask_text(a.note) AS note
FROM sheet_visit AS v JOIN store.answer AS a ON a.visit_id = v.visit_id AND a.run_out IS NULL AND a.withdrawn = 0;
CREATE INDEX sheet_answer_visit ON sheet_answer(visit_id, item);

-- One row: one corrective or preventive action for such an event or after a visit to it; one letter that answers it.
CREATE TABLE sheet_action AS
SELECT coalesce(e.event_id, v.event_id) AS event_id, a.action_id, a.opened_at, a.kind, a.department, a.owner, a.due_at, a.done_at, a.verdict, a.verified_by, mask_text(a.description) AS description
FROM store.action AS a LEFT JOIN sheet_event AS e ON e.event_id = a.event_id LEFT JOIN sheet_visit AS v ON e.event_id IS NULL AND v.visit_id = a.visit_id
WHERE a.run_out IS NULL AND a.withdrawn = 0 AND coalesce(e.event_id, v.event_id, '') <> '' AND substr(a.opened_at, 1, 10) <= (SELECT value FROM param WHERE name = 'as_of');
CREATE INDEX sheet_action_event ON sheet_action(event_id, opened_at);
CREATE TABLE sheet_letter AS
WITH RECURSIVE part(letter_id, id, rest) AS (
    SELECT letter_id, '', event_ids || ';' FROM store.letter WHERE run_out IS NULL AND withdrawn = 0 AND event_ids IS NOT NULL
        AND substr(sent_on, 1, 10) BETWEEN (SELECT value FROM param WHERE name = 'prev_month') AND (SELECT value FROM param WHERE name = 'as_of')
    UNION ALL SELECT letter_id, trim(substr(rest, 1, instr(rest, ';') - 1)), substr(rest, instr(rest, ';') + 1) FROM part WHERE rest <> '')
SELECT e.event_id, l.letter_id, l.kind, l.sent_on, l.attached, l.filed_on
FROM part AS p JOIN sheet_event AS e ON e.event_id = p.id JOIN store.letter AS l ON l.letter_id = p.letter_id AND l.run_out IS NULL;
CREATE INDEX sheet_letter_event ON sheet_letter(event_id, sent_on);

-- One row: one line of a register: of which log and month; no: its number, what: about what, state: which kind or step,
-- who handed it on to whom, up to three times, flag: signed, attached, done, passed; whose it is and what was said, masked.
CREATE TABLE register_row AS
SELECT 'custody' AS log, substr(at, 1, 7) AS month, form_no AS no, form_kind AS what, step AS state, by_whom AS who, to_whom AS whom, substr(at, 1, 16) AS at1, NULL AS at2, NULL AS at3, signed AS flag,
    NULL AS customer, NULL AS words FROM store.custody WHERE run_out IS NULL AND withdrawn = 0
UNION ALL SELECT 'letters', substr(sent_on, 1, 7), letter_id, event_ids, kind, NULL, NULL, substr(sent_on, 1, 10), substr(filed_on, 1, 10), NULL, attached, NULL, NULL FROM store.letter WHERE run_out IS NULL AND withdrawn = 0
UNION ALL SELECT 'plans', substr(planned_on, 1, 7), plan_id, coalesce(event_id, ''), stage, visitor, made_by, planned_on, substr(made_at, 1, 10), cancelled_on,
    EXISTS (SELECT 1 FROM store.visit_event AS l JOIN store.visit AS v ON v.visit_id = l.visit_id AND v.run_out IS NULL AND v.withdrawn = 0 WHERE l.event_id = plan.event_id
        AND substr(v.visited_at, 1, 10) >= substr(plan.planned_on, 1, 10)), NULL, NULL FROM store.plan AS plan WHERE run_out IS NULL AND withdrawn = 0
UNION ALL SELECT 'findings', substr(raised_at, 1, 7), finding_id, coalesce(event_id, visit_id, form, ''), kind, department, outcome, substr(raised_at, 1, 16), substr(coalesce(replied_at, promised_at), 1, 16),
    substr(handled_at, 1, 16), handled_at IS NOT NULL, NULL, mask_text(content) FROM store.finding WHERE run_out IS NULL AND withdrawn = 0
UNION ALL SELECT 'actions', substr(opened_at, 1, 7), action_id, coalesce(event_id, visit_id, ''), kind, owner, verified_by, substr(opened_at, 1, 10), substr(due_at, 1, 10), substr(done_at, 1, 10),
    verified_at IS NOT NULL, NULL, mask_text(description) FROM store.action WHERE run_out IS NULL AND withdrawn = 0
UNION ALL SELECT 'checks', substr(at, 1, 7), check_id, subject, kind, checker, staff, substr(at, 1, 16), NULL, NULL, passed, NULL, mask_text(note) FROM store.spot_check WHERE run_out IS NULL AND withdrawn = 0
UNION ALL SELECT 'events', substr(accepted_at, 1, 7), event_id, category, coalesce('severity.' || severity, (SELECT key FROM word WHERE key = 'channel.' || channel), channel), department, escalated_to, substr(accepted_at, 1, 16), substr(coalesce(contacted_at, started_at), 1, 16),
    substr(finished_at, 1, 16), finished_at IS NOT NULL, mask_name(customer_name), mask_text(description) FROM store.event WHERE run_out IS NULL AND withdrawn = 0 AND accepted_at >= (SELECT value FROM param WHERE name = 'prev_month')
    AND EXISTS (SELECT 1 FROM policy_form WHERE log = 'events')
UNION ALL SELECT 'visits', substr(visited_at, 1, 7), visit_id, coalesce(event_ids, ''), method, visitor, reviewed_by, substr(visited_at, 1, 16), substr(reviewed_at, 1, 16), substr(filed_at, 1, 16), signed,
    NULL, mask_text(opinion) FROM store.visit WHERE run_out IS NULL AND withdrawn = 0 AND visited_at >= (SELECT value FROM param WHERE name = 'prev_month') AND EXISTS (SELECT 1 FROM policy_form WHERE log = 'visits')
UNION ALL SELECT 'steps', substr(at, 1, 7), event_id, department, 'step.' || kind, by_whom, to_whom, substr(at, 1, 16), NULL, NULL, NULL, NULL, mask_text(coalesce(reason, note)) FROM store.step
    WHERE run_out IS NULL AND withdrawn = 0 AND at >= (SELECT value FROM param WHERE name = 'prev_month') AND EXISTS (SELECT 1 FROM policy_form WHERE log = 'steps')
UNION ALL SELECT 'submissions', substr(at, 1, 7), report, period, step, by_whom, to_whom, substr(at, 1, 16), NULL, NULL, 1, NULL, mask_text(opinion) FROM store.submission WHERE run_out IS NULL AND withdrawn = 0;
DELETE FROM register_row WHERE month < (SELECT value FROM param WHERE name = 'prev_month') OR substr(at1, 1, 10) > (SELECT value FROM param WHERE name = 'as_of') AND log <> 'plans';
-- Whose rows they are: the site, day and category of the event that a row names, or of the visit's; NULL: of nothing known. Reports belong to the
-- policy that asks for them.
ALTER TABLE register_row ADD COLUMN of_site TEXT;
ALTER TABLE register_row ADD COLUMN of_day TEXT;
ALTER TABLE register_row ADD COLUMN of_category TEXT;
UPDATE register_row SET (of_site, of_day, of_category) = (
    SELECT e.site, substr(e.accepted_at, 1, 10), e.category FROM store.event AS e WHERE e.run_out IS NULL AND e.withdrawn = 0
        AND e.event_id = CASE WHEN log IN ('events', 'steps', 'custody') THEN no ELSE substr(what || ';', 1, instr(what || ';', ';') - 1) END)
WHERE log <> 'submissions';
UPDATE register_row SET (of_site, of_day, of_category) = (
    SELECT coalesce(v.site, e.site), coalesce(substr(e.accepted_at, 1, 10), substr(v.visited_at, 1, 10)), coalesce(e.category, v.category)
    FROM store.visit AS v LEFT JOIN store.event AS e ON e.event_id = substr(v.event_ids || ';', 1, instr(v.event_ids || ';', ';') - 1) AND e.run_out IS NULL AND e.withdrawn = 0
    WHERE v.run_out IS NULL AND v.withdrawn = 0 AND v.visit_id = CASE WHEN log IN ('visits', 'custody') THEN no ELSE what END)
WHERE of_day IS NULL AND log NOT IN ('submissions', 'events', 'steps');
-- One row: one line of a register in a policy's forms.
CREATE TABLE register_of AS
SELECT p.policy, r.rowid AS line FROM (SELECT DISTINCT policy FROM policy_use) AS p CROSS JOIN register_row AS r
WHERE r.log = 'submissions' AND EXISTS (SELECT 1 FROM policy_report AS x WHERE x.policy = p.policy AND x.report = r.no)
   OR r.log <> 'submissions' AND (r.of_day IS NULL OR EXISTS (SELECT 1 FROM policy_use AS u WHERE u.policy = p.policy AND (u.sites IS NULL OR instr(';' || u.sites || ';', ';' || r.of_site || ';'))
        AND (u.from_on IS NULL OR u.from_on <= r.of_day) AND (u.until_on IS NULL OR u.until_on >= r.of_day)));
CREATE INDEX register_of_place ON register_of(policy, line);
CREATE INDEX register_row_place ON register_row(log, month, at1, no);
-- One row: what else a line says. class: of findings theirs, of plans the category; result: of findings the outcome, of actions the verdict, of events whether the
-- problem came again; follow: of findings the actions taken, of events the steps in their order; customer: of plans whose visit it is, masked.
CREATE TABLE register_more AS
WITH said AS (SELECT key, CASE (SELECT value FROM param WHERE name = 'language') WHEN 'en' THEN en ELSE zh END AS text FROM word)
SELECT r.rowid AS line, f.class, f.outcome AS result, (SELECT group_concat(x.text, char(10)) FROM (
        SELECT coalesce(k.text, a.kind, a.action_id) || coalesce(' · ' || a.owner, ' · ' || a.department, '') || coalesce(' · ' || substr(a.done_at, 1, 10), ' · □ ' || substr(a.due_at, 1, 10), ' · □') || coalesce(' · ' || v.text, '') AS text
        FROM store.action AS a LEFT JOIN said AS k ON k.key = a.kind LEFT JOIN said AS v ON v.key = a.verdict
        WHERE a.run_out IS NULL AND a.withdrawn = 0 AND (a.visit_id = f.visit_id OR f.visit_id IS NULL AND a.event_id = f.event_id) ORDER BY a.opened_at, a.action_id) AS x) AS follow, NULL AS customer
FROM register_row AS r JOIN store.finding AS f ON f.finding_id = r.no AND f.run_out IS NULL WHERE r.log = 'findings' AND EXISTS (SELECT 1 FROM policy_form WHERE log = 'findings')
UNION ALL SELECT r.rowid, NULL, v.text, NULL, NULL FROM register_row AS r JOIN store.action AS a ON a.action_id = r.no AND a.run_out IS NULL JOIN said AS v ON v.key = a.verdict WHERE r.log = 'actions'
UNION ALL SELECT r.rowid, NULL, (SELECT w.text FROM said AS w WHERE w.key = 'register.again' AND EXISTS (SELECT 1 FROM policy AS p CROSS JOIN store.repeat_flag AS g ON g.policy = p.policy AND g.month = r.month AND g.event_id = r.no AND g.by_text = 0)),
    (SELECT group_concat(x.text, char(10)) FROM (SELECT coalesce(k.text, s.kind) || ' · ' || substr(s.at, 1, 16) || coalesce(' · ' || s.by_whom, '') || coalesce(' → ' || s.to_whom, '') AS text
        FROM store.step AS s LEFT JOIN said AS k ON k.key = 'step.' || s.kind WHERE s.event_id = r.no AND s.run_out IS NULL AND s.withdrawn = 0 AND substr(s.at, 1, 10) <= (SELECT value FROM param WHERE name = 'as_of') ORDER BY s.at, s.kind) AS x), NULL
FROM register_row AS r WHERE r.log = 'events'
UNION ALL SELECT r.rowid, coalesce(e.category, ''), NULL, NULL, mask_name(coalesce(e.customer_name, c.name))
FROM register_row AS r JOIN store.plan AS p ON p.plan_id = r.no AND p.run_out IS NULL LEFT JOIN store.event AS e ON e.event_id = p.event_id AND e.run_out IS NULL
LEFT JOIN store.customer AS c ON c.customer_id = coalesce(p.customer_id, e.customer_id) AND c.run_out IS NULL AND c.withdrawn = 0 WHERE r.log = 'plans';
CREATE UNIQUE INDEX register_more_line ON register_more(line);
-- One row: the columns that a policy declares, of one line; free texts masked.
CREATE TABLE register_own AS
WITH own(line, of_row, own) AS (
    SELECT r.rowid, 'event', e.own FROM register_row AS r JOIN store.event AS e ON e.event_id = r.no AND e.run_out IS NULL WHERE r.log = 'events' AND e.own IS NOT NULL
    UNION ALL SELECT r.rowid, 'finding', f.own FROM register_row AS r JOIN store.finding AS f ON f.finding_id = r.no AND f.run_out IS NULL WHERE r.log = 'findings' AND f.own IS NOT NULL
    UNION ALL SELECT r.rowid, 'action', a.own FROM register_row AS r JOIN store.action AS a ON a.action_id = r.no AND a.run_out IS NULL WHERE r.log = 'actions' AND a.own IS NOT NULL)
SELECT line, policy, group_concat(text, char(10)) AS text FROM (
    SELECT o.line, p.policy, CASE WHEN l.value = 'en' THEN p.en || ': ' || coalesce(v.en, CASE p.type WHEN 'text' THEN mask_text(j.value) ELSE j.value END)
        ELSE p.zh || '：' || coalesce(v.zh, CASE p.type WHEN 'text' THEN mask_text(j.value) ELSE j.value END) END AS text
    FROM param AS l CROSS JOIN own AS o JOIN json_each(o.own) AS j JOIN policy_column AS p ON p.of_row = o.of_row AND p.name = j.key
    LEFT JOIN policy_column_value AS v ON v.policy = p.policy AND v.of_row = p.of_row AND v.name = p.name AND v.value = j.value
    WHERE l.name = 'language' ORDER BY o.line, p.policy, p.position) AS x
GROUP BY line, policy;
CREATE UNIQUE INDEX register_own_line ON register_own(policy, line);

-- One row: one page of one form: sheets or a register of a month that has something, a month's plan; statistics and comparisons of sites of every
-- month of the last thirteen and of the quarters, halves and years that these touch, of the last thirteen weeks. The form's title in the language of the edition.
CREATE TABLE form_period AS
WITH page(policy, form, period) AS (
    SELECT f.policy, f.form, m.period FROM policy_form AS f JOIN month AS m ON m.period IN (SELECT value FROM param WHERE name IN ('month', 'prev_month'))
    WHERE f.layout = 'visit' AND EXISTS (SELECT 1 FROM sheet_visit AS v WHERE v.month = m.period AND (f.categories IS NULL OR instr(';' || f.categories || ';', ';' || v.category || ';')))
       OR f.layout = 'event' AND EXISTS (SELECT 1 FROM sheet_event AS e WHERE e.month = m.period AND (f.categories IS NULL OR instr(';' || f.categories || ';', ';' || e.category || ';')))
       OR f.layout = 'register' AND EXISTS (SELECT 1 FROM register_row AS r JOIN register_of AS o ON o.policy = f.policy AND o.line = r.rowid WHERE r.log = f.log AND r.month = m.period)
       OR f.layout IN ('plan', 'scheme', 'workflow') OR f.layout IN ('preparation', 'ledger') AND m.period = (SELECT value FROM param WHERE name = 'month')
    UNION ALL SELECT f.policy, f.form, m.period FROM policy_form AS f JOIN month AS m ON m.n > (SELECT max(n) FROM month) - 13 WHERE f.period = 'month'
    UNION ALL SELECT f.policy, f.form, q.period FROM policy_form AS f
        JOIN (SELECT DISTINCT substr(period, 1, 4) || '-Q' || ((substr(period, 6, 2) + 2) / 3) AS period FROM month WHERE n > (SELECT max(n) FROM month) - 13) AS q WHERE f.period = 'quarter'
    UNION ALL SELECT f.policy, f.form, h.period FROM policy_form AS f
        JOIN (SELECT DISTINCT substr(period, 1, 4) || '-H' || ((substr(period, 6, 2) + 5) / 6) AS period FROM month WHERE n > (SELECT max(n) FROM month) - 13) AS h WHERE f.period = 'half'
    UNION ALL SELECT f.policy, f.form, y.period FROM policy_form AS f
        JOIN (SELECT DISTINCT substr(period, 1, 4) AS period FROM month WHERE n > (SELECT max(n) FROM month) - 13) AS y WHERE f.period = 'year'
    UNION ALL SELECT f.policy, f.form, w.period FROM policy_form AS f JOIN week AS w ON w.policy = f.policy WHERE f.period = 'week')
SELECT p.policy, p.form, p.period, f.layout, f.period AS kind, f.log, f.position, CASE (SELECT value FROM param WHERE name = 'language') WHEN 'en' THEN f.en ELSE f.zh END AS title,
    coalesce(f.code, '') AS code, f.alias, f.clause, f.clause_text
FROM page AS p JOIN policy_form AS f ON f.policy = p.policy AND f.form = p.form;
CREATE INDEX form_period_layout ON form_period(layout, policy, form, period);

-- One row: one approval to consult visit sheets, the latest first.
CREATE TABLE grant_list AS
SELECT g.staff, coalesce((SELECT p.name FROM store.staff AS p WHERE p.staff = g.staff AND p.run_out IS NULL AND p.withdrawn = 0), g.staff) AS name, g.scope, g.approved_by, g.from_on, g.until_on
FROM store.access_grant AS g WHERE g.run_out IS NULL AND g.withdrawn = 0 AND g.from_on <= (SELECT value FROM param WHERE name = 'as_of');
