-- What the preparation sheets of a policy show (layout `preparation`): who is to be visited, and what is known of them. They
-- are about the visits of the task sheets (analysis/sql/worksheet.sql): due within 14 days, missed within the last thirty, or
-- without a last day since at most sixty. Names, rooms, telephone numbers and texts pass through the masks, which an audit
-- edition lifts; long ones are cut, so that a sheet is a page. Without such a form all tables are empty and nothing is read.

-- The visits to be made.
DROP TABLE IF EXISTS temp.prepare_due;
CREATE TEMP TABLE prepare_due AS
WITH asked(policy, as_of) AS (SELECT DISTINCT f.policy, p.value FROM policy_form AS f JOIN param AS p ON p.name = 'as_of' WHERE f.layout = 'preparation')
SELECT o.policy, o.story, o.event_id, o.category, o.stage, o.opens, o.deadline, o.state
FROM asked AS a CROSS JOIN store.obligation AS o ON o.policy = a.policy AND o.state IN ('pending', 'open')
    AND coalesce(o.deadline, o.opens) BETWEEN date(a.as_of, '-60 days') AND date(a.as_of, '+14 days')
WHERE o.optional = 0 AND (o.deadline IS NOT NULL OR o.opens <= a.as_of)
UNION ALL
SELECT o.policy, o.story, o.event_id, o.category, o.stage, o.opens, o.deadline, o.state
FROM asked AS a CROSS JOIN missed_visit AS m ON m.policy = a.policy AND m.deadline > date(a.as_of, '-30 days')
CROSS JOIN store.event AS e ON e.event_id = m.event_id AND e.run_out IS NULL
CROSS JOIN store.obligation AS o ON o.story = e.story AND o.policy = m.policy AND o.event_id = m.event_id AND o.stage = m.stage AND o.opens = m.opens
WHERE o.optional = 0 AND o.state = 'missed';
CREATE INDEX temp.prepare_due_story ON prepare_due(policy, story);

-- The first two hundred customers of each form by their first deadline, behind them those without one, the latest first.
DROP TABLE IF EXISTS temp.prepare_story;
CREATE TEMP TABLE prepare_story AS
SELECT * FROM (
    SELECT f.policy, f.form, f.categories, d.story, count(*) OVER (PARTITION BY f.policy, f.form) AS total,
        row_number() OVER (PARTITION BY f.policy, f.form ORDER BY min(d.deadline) IS NULL, min(d.deadline), max(d.opens) DESC, d.story) AS place
    FROM policy_form AS f CROSS JOIN temp.prepare_due AS d ON d.policy = f.policy AND (f.categories IS NULL OR instr(';' || f.categories || ';', ';' || d.category || ';'))
    WHERE f.layout = 'preparation' GROUP BY f.policy, f.form, d.story) AS s
WHERE place <= 200;

-- One row: one visit to be made on a sheet, the most pressing first, at most four (total: how many there are); with the latest plan that names it.
CREATE TABLE prepare_visit AS
SELECT * FROM (
    SELECT s.policy, s.form, s.place, d.event_id, d.category, d.stage, d.opens, d.deadline, d.state, coalesce(e.site, '') AS site, coalesce(e.department, '') AS department,
        e.issue, mask_text(CASE WHEN length(e.description) > 28 THEN substr(e.description, 1, 27) || '…' ELSE e.description END) AS description, row_number() OVER (PARTITION BY s.policy, s.form, s.place ORDER BY d.deadline IS NULL, d.deadline, d.opens DESC, d.event_id, d.stage) AS n,
        count(*) OVER (PARTITION BY s.policy, s.form, s.place) AS total,
        (SELECT substr(p.planned_on, 1, 16) || coalesce(' ' || replace(p.visitor, ';', '、'), '') FROM store.plan AS p WHERE p.event_id = d.event_id AND p.run_out IS NULL AND p.withdrawn = 0
            AND (p.cancelled_on IS NULL OR substr(p.cancelled_on, 1, 10) > a.value) AND (p.stage IS NULL OR p.stage = d.stage) ORDER BY p.planned_on DESC, p.plan_id DESC LIMIT 1) AS planned
    FROM temp.prepare_story AS s CROSS JOIN temp.prepare_due AS d ON d.policy = s.policy AND d.story = s.story AND (s.categories IS NULL OR instr(';' || s.categories || ';', ';' || d.category || ';'))
    CROSS JOIN store.event AS e ON e.event_id = d.event_id AND e.run_out IS NULL JOIN param AS a ON a.name = 'as_of') AS v
WHERE n <= 4;
CREATE INDEX prepare_visit_place ON prepare_visit(policy, form, place, n);

-- One row: one sheet: whom it is about, as the event of the most pressing visit says, else the log of customers.
CREATE TABLE prepare_sheet AS
SELECT s.policy, s.form, s.place, s.total, v.event_id, mask_name(coalesce(e.customer_name, c.name)) AS customer, mask_unit(coalesce(e.unit, c.unit)) AS unit,
    mask_phone(coalesce(e.phone, c.phone)) AS phone, substr(c.since, 1, 10) AS since, e.customer_id
FROM temp.prepare_story AS s CROSS JOIN prepare_visit AS v ON v.policy = s.policy AND v.form = s.form AND v.place = s.place AND v.n = 1
CROSS JOIN store.event AS e ON e.event_id = v.event_id AND e.run_out IS NULL
LEFT JOIN store.customer AS c ON c.customer_id = e.customer_id AND c.run_out IS NULL AND c.withdrawn = 0;
CREATE INDEX prepare_sheet_place ON prepare_sheet(policy, form, place);
-- One row: one column that the policy declares of customers, NULL where this one's is empty; free texts masked.
CREATE TABLE prepare_own AS
SELECT o.policy, o.form, o.place, o.position, o.zh, o.en, o.type, o.value IS NULL AS lacks, CASE o.type WHEN 'text' THEN mask_text(o.value) ELSE o.value END AS value, v.zh AS value_zh, v.en AS value_en
FROM (SELECT s.policy, s.form, s.place, p.name, p.position, p.zh, p.en, p.type, json_extract(c.own, '$."' || substr(p.name, 10) || '"') AS value
    FROM prepare_sheet AS s JOIN policy_column AS p ON p.policy = s.policy AND p.of_row = 'event' AND p.name LIKE 'customer^_%' ESCAPE '^'
    LEFT JOIN store.customer AS c ON c.customer_id = s.customer_id AND c.run_out IS NULL AND c.withdrawn = 0) AS o
LEFT JOIN policy_column_value AS v ON v.policy = o.policy AND v.of_row = 'event' AND v.name = o.name AND v.value = o.value;
CREATE INDEX prepare_own_place ON prepare_own(policy, form, place, position);

-- The customer's events that the policy judges, the hundred latest.
DROP TABLE IF EXISTS temp.prepare_event;
CREATE TEMP TABLE prepare_event AS
SELECT * FROM (
    SELECT s.policy, s.form, s.place, s.story, e.event_id, e.category, e.issue, substr(e.accepted_at, 1, 10) AS accepted_on, substr(e.finished_at, 1, 10) AS finished_on, e.description,
        row_number() OVER (PARTITION BY s.policy, s.form, s.place ORDER BY e.accepted_at DESC, e.event_id DESC) AS latest
    FROM temp.prepare_story AS s CROSS JOIN store.event AS e ON e.story = s.story AND e.run_out IS NULL AND e.withdrawn = 0
    JOIN policy_category AS c ON c.policy = s.policy AND c.category = e.category
    WHERE substr(e.accepted_at, 1, 10) <= (SELECT value FROM param WHERE name = 'as_of')
      AND EXISTS (SELECT 1 FROM policy_use AS u WHERE u.policy = s.policy AND (u.sites IS NULL OR instr(';' || u.sites || ';', ';' || e.site || ';'))
        AND (u.from_on IS NULL OR u.from_on <= substr(e.accepted_at, 1, 10)) AND (u.until_on IS NULL OR u.until_on >= substr(e.accepted_at, 1, 10)))) AS h
WHERE latest <= 100;
-- One row: one earlier event of the customer, none of those to be visited, the six latest (total: how many of the hundred).
CREATE TABLE prepare_case AS
SELECT * FROM (
    SELECT h.policy, h.form, h.place, h.event_id, h.category, h.issue, h.accepted_on, h.finished_on, mask_text(CASE WHEN length(h.description) > 24 THEN substr(h.description, 1, 23) || '…' ELSE h.description END) AS description,
        row_number() OVER (PARTITION BY h.policy, h.form, h.place ORDER BY h.latest) AS n, count(*) OVER (PARTITION BY h.policy, h.form, h.place) AS total
    FROM temp.prepare_event AS h
    WHERE NOT EXISTS (SELECT 1 FROM temp.prepare_due AS d WHERE d.policy = h.policy AND d.story = h.story AND d.event_id = h.event_id)) AS c
WHERE n <= 6;
CREATE INDEX prepare_case_place ON prepare_case(policy, form, place, n);

-- The visits to these events.
DROP TABLE IF EXISTS temp.prepare_seen;
CREATE TEMP TABLE prepare_seen AS
SELECT DISTINCT h.policy, h.form, h.place, v.visit_id, substr(v.visited_at, 1, 10) AS visited_on, v.method, v.visitor, v.outcome, v.satisfaction, coalesce(v.opinion || coalesce('；' || v.suggestion, ''), v.suggestion) AS words,
    substr(v.promised_at, 1, 16) AS promised_at, substr(v.replied_at, 1, 10) AS replied_on
FROM temp.prepare_event AS h CROSS JOIN store.visit_event AS l ON l.event_id = h.event_id
CROSS JOIN store.visit AS v ON v.visit_id = l.visit_id AND v.run_out IS NULL AND v.withdrawn = 0 AND instr(';' || v.event_ids || ';', ';' || h.event_id || ';')
WHERE substr(v.visited_at, 1, 10) <= (SELECT value FROM param WHERE name = 'as_of');
-- One row: one earlier visit to the customer, the five latest.
CREATE TABLE prepare_made AS
SELECT * FROM (
    SELECT policy, form, place, visit_id, visited_on, method, visitor, outcome, satisfaction, mask_text(CASE WHEN length(words) > 60 THEN substr(words, 1, 59) || '…' ELSE words END) AS words,
        row_number() OVER (PARTITION BY policy, form, place ORDER BY visited_on DESC, visit_id DESC) AS n, count(*) OVER (PARTITION BY policy, form, place) AS total
    FROM temp.prepare_seen) AS m
WHERE n <= 5;
CREATE INDEX prepare_made_place ON prepare_made(policy, form, place, n);

-- One row: one need or problem of the customer that is not handled, or one answer promised at a visit that was not given; the five latest.
CREATE TABLE prepare_open AS
WITH one(policy, form, place, no, on_day, kind, class, words, promised_on) AS (
    SELECT h.policy, h.form, h.place, f.finding_id, substr(f.raised_at, 1, 10), f.kind, f.class, mask_text(CASE WHEN length(f.content) > 36 THEN substr(f.content, 1, 35) || '…' ELSE f.content END), substr(f.promised_at, 1, 10)
    FROM temp.prepare_event AS h CROSS JOIN store.finding AS f ON f.event_id = h.event_id WHERE f.run_out IS NULL AND f.withdrawn = 0
        AND coalesce(f.kind, '') <> 'praise' AND coalesce(substr(f.handled_at, 1, 10), '9999') > (SELECT value FROM param WHERE name = 'as_of')
    UNION SELECT v.policy, v.form, v.place, f.finding_id, substr(f.raised_at, 1, 10), f.kind, f.class, mask_text(CASE WHEN length(f.content) > 36 THEN substr(f.content, 1, 35) || '…' ELSE f.content END), substr(f.promised_at, 1, 10)
    FROM temp.prepare_seen AS v CROSS JOIN store.finding AS f ON f.visit_id = v.visit_id WHERE f.run_out IS NULL AND f.withdrawn = 0
        AND coalesce(f.kind, '') <> 'praise' AND coalesce(substr(f.handled_at, 1, 10), '9999') > (SELECT value FROM param WHERE name = 'as_of')
    UNION SELECT policy, form, place, visit_id, visited_on, 'answer', NULL, NULL, substr(promised_at, 1, 10)
    FROM temp.prepare_seen WHERE promised_at IS NOT NULL AND coalesce(replied_on, '9999') > (SELECT value FROM param WHERE name = 'as_of'))
SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY policy, form, place ORDER BY on_day DESC, no DESC) AS n, count(*) OVER (PARTITION BY policy, form, place) AS total
    FROM one WHERE on_day <= (SELECT value FROM param WHERE name = 'as_of')) AS o
WHERE n <= 5;
CREATE INDEX prepare_open_place ON prepare_open(policy, form, place, n);
