-- What the tables of steps show (layout `workflow`): the visits of the running month and the one before it, with what became of
-- each, and the visits planned that nobody made. Behind checks.sql, which knows what a policy says of its plans. Without such a form
-- all tables are empty and nothing is read.

-- The rules that visits of the two months break.
DROP TABLE IF EXISTS temp.flow_breach;
CREATE TEMP TABLE flow_breach AS
SELECT DISTINCT f.policy, b.visit_id, b.rule FROM (SELECT DISTINCT policy FROM policy_form WHERE layout = 'workflow') AS f
CROSS JOIN (SELECT value AS month FROM param WHERE name IN ('month', 'prev_month')) AS m CROSS JOIN store.visit_breach AS b ON b.policy = f.policy AND b.month = m.month;
CREATE INDEX temp.flow_breach_visit ON flow_breach(policy, visit_id, rule);
-- The visits of a form by month, in the order of time; box: a step is missing that a rule of the policy asks for.
DROP TABLE IF EXISTS temp.flow_visit;
CREATE TEMP TABLE flow_visit AS
SELECT f.policy, f.form, substr(v.visited_at, 1, 7) AS month, v.visit_id, v.event_ids, coalesce(e.category, v.category) AS category, v.stage, v.visited_at, v.method, v.visitor, v.outcome, v.reviewed_by,
    CASE WHEN v.signed = 1 THEN 'yes' WHEN EXISTS (SELECT 1 FROM temp.flow_breach AS b WHERE b.policy = f.policy AND b.visit_id = v.visit_id AND b.rule = 'signature') THEN 'box' END AS signed,
    CASE WHEN substr(v.reviewed_at, 1, 10) <= a.value THEN substr(v.reviewed_at, 1, 10)
        WHEN EXISTS (SELECT 1 FROM temp.flow_breach AS b WHERE b.policy = f.policy AND b.visit_id = v.visit_id AND b.rule = 'review') THEN 'box' END AS reviewed,
    CASE WHEN substr(v.filed_at, 1, 10) <= a.value THEN substr(v.filed_at, 1, 10)
        WHEN coalesce(v.outcome, '') <> 'unreachable' AND EXISTS (SELECT 1 FROM policy_rule AS r WHERE r.policy = f.policy AND r.rule = 'filed') THEN 'box' END AS filed,
    row_number() OVER (PARTITION BY f.policy, f.form, substr(v.visited_at, 1, 7) ORDER BY v.visited_at, v.visit_id) AS n
FROM param AS m CROSS JOIN param AS a CROSS JOIN policy_form AS f ON f.layout = 'workflow'
CROSS JOIN store.visit AS v ON v.run_out IS NULL AND v.visited_at >= m.value AND substr(v.visited_at, 1, 10) <= a.value AND v.withdrawn = 0
LEFT JOIN store.event AS e ON e.event_id = substr(v.event_ids || ';', 1, instr(v.event_ids || ';', ';') - 1) AND e.run_out IS NULL
WHERE m.name = 'prev_month' AND a.name = 'as_of' AND (f.categories IS NULL OR instr(';' || f.categories || ';', ';' || coalesce(e.category, v.category) || ';'))
  AND EXISTS (SELECT 1 FROM policy_use AS u WHERE u.policy = f.policy AND (u.sites IS NULL OR instr(';' || u.sites || ';', ';' || coalesce(e.site, v.site) || ';'))
    AND (u.from_on IS NULL OR u.from_on <= substr(coalesce(e.accepted_at, v.visited_at), 1, 10)) AND (u.until_on IS NULL OR u.until_on >= substr(coalesce(e.accepted_at, v.visited_at), 1, 10)));

-- The plan that one of the first five hundred visits answers: a plan that names its event, and no other stage, is answered by the first visit
-- that reached the customer from the day on which it was made, or, where that is not said, planned for.
DROP TABLE IF EXISTS temp.flow_plan;
CREATE TEMP TABLE flow_plan AS
WITH RECURSIVE named(policy, form, visit_id, stage, visited_at, rest, event_id) AS (
    SELECT policy, form, visit_id, stage, visited_at, event_ids || ';', '' FROM temp.flow_visit WHERE n <= 500 AND event_ids IS NOT NULL AND coalesce(outcome, '') <> 'unreachable'
    UNION ALL SELECT policy, form, visit_id, stage, visited_at, substr(rest, instr(rest, ';') + 1), substr(rest, 1, instr(rest, ';') - 1) FROM named WHERE rest <> '')
SELECT * FROM (
    SELECT v.policy, v.form, v.visit_id, substr(p.planned_on, 1, 10) AS planned_on, coalesce(p.made_by, p.visitor) AS planned_by,
        row_number() OVER (PARTITION BY v.policy, v.form, v.visit_id ORDER BY p.planned_on, p.plan_id) AS nth
    FROM named AS v CROSS JOIN store.plan AS p ON p.event_id = v.event_id AND p.run_out IS NULL AND p.withdrawn = 0
    WHERE (p.stage IS NULL OR v.stage IS NULL OR p.stage = v.stage) AND substr(coalesce(p.made_at, p.planned_on), 1, 10) <= substr(v.visited_at, 1, 10)
      AND (p.cancelled_on IS NULL OR substr(p.cancelled_on, 1, 10) > substr(v.visited_at, 1, 10))
      AND NOT EXISTS (SELECT 1 FROM store.visit_event AS l CROSS JOIN store.visit AS o ON o.visit_id = l.visit_id AND o.run_out IS NULL AND o.withdrawn = 0 AND instr(';' || o.event_ids || ';', ';' || l.event_id || ';')
        WHERE l.event_id = v.event_id AND coalesce(o.outcome, '') <> 'unreachable' AND (p.stage IS NULL OR o.stage IS NULL OR p.stage = o.stage)
          AND substr(o.visited_at, 1, 10) >= substr(coalesce(p.made_at, p.planned_on), 1, 10) AND (o.visited_at, o.visit_id) < (v.visited_at, v.visit_id))) AS p
WHERE nth = 1;
CREATE INDEX temp.flow_plan_visit ON flow_plan(policy, form, visit_id);

-- One row: one visit of a form and month, the first five hundred, or one planned that nobody made by as-of (visit_id NULL), the first two hundred.
-- A step is the day on which it was done, 'box' where it is missing and asked for, else NULL; rules: those that the visit breaks.
CREATE TABLE workflow_row AS
SELECT v.policy, v.form, v.month, v.n, v.visit_id, v.event_ids AS events, v.category, substr(v.visited_at, 1, 16) AS visited, v.visitor, v.method, v.outcome,
    p.planned_on AS planned, p.planned_by, v.signed, v.reviewed, v.reviewed_by, v.filed,
    (SELECT group_concat(rule, ';') FROM (SELECT b.rule FROM temp.flow_breach AS b WHERE b.policy = v.policy AND b.visit_id = v.visit_id ORDER BY b.rule)) AS rules
FROM temp.flow_visit AS v LEFT JOIN temp.flow_plan AS p ON p.policy = v.policy AND p.form = v.form AND p.visit_id = v.visit_id WHERE v.n <= 500;
DROP TABLE IF EXISTS temp.flow_unmade;
CREATE TEMP TABLE flow_unmade AS
SELECT f.policy, f.form, r.month, r.what AS events, r.of_category AS category, r.at1 AS planned, coalesce(r.whom, r.who) AS planned_by, CASE WHEN r.at1 <= a.value THEN 'box' END AS visited,
    row_number() OVER (PARTITION BY f.policy, f.form, r.month ORDER BY r.at1, r.no) AS n
FROM policy_form AS f CROSS JOIN register_row AS r ON r.log = 'plans' JOIN param AS a ON a.name = 'as_of' LEFT JOIN plan_state AS s ON s.policy = f.policy AND s.plan_id = r.no
WHERE f.layout = 'workflow' AND r.month IN (SELECT value FROM param WHERE name IN ('month', 'prev_month')) AND coalesce(r.at2, '') <= a.value AND coalesce(r.at3, '9999') > a.value
  AND (f.categories IS NULL OR r.of_category IS NULL OR instr(';' || f.categories || ';', ';' || r.of_category || ';'))
  AND EXISTS (SELECT 1 FROM register_of AS o WHERE o.policy = f.policy AND o.line = r.rowid)
  AND CASE WHEN EXISTS (SELECT 1 FROM policy_check AS c WHERE c.policy = f.policy AND c.of_plans = 1) THEN s.state <> 'late'
    ELSE NOT EXISTS (SELECT 1 FROM store.visit_event AS l CROSS JOIN store.visit AS o ON o.visit_id = l.visit_id AND o.run_out IS NULL AND o.withdrawn = 0 AND instr(';' || o.event_ids || ';', ';' || l.event_id || ';')
        WHERE l.event_id = r.what AND coalesce(o.outcome, '') <> 'unreachable' AND (r.state IS NULL OR o.stage IS NULL OR r.state = o.stage)
          AND substr(o.visited_at, 1, 10) >= coalesce(r.at2, r.at1) AND substr(o.visited_at, 1, 10) <= a.value) END;
INSERT INTO workflow_row SELECT policy, form, month, n, NULL, events, category, visited, NULL, NULL, NULL, planned, planned_by, NULL, NULL, NULL, NULL, NULL FROM temp.flow_unmade WHERE n <= 200;
CREATE INDEX workflow_row_place ON workflow_row(policy, form, month);

-- One row: how often a step was done in a form's month, and how often it is missing; all visits and plans, listed or not.
CREATE TABLE workflow_sum AS
SELECT policy, form, month, 'visited' AS step, count(*) AS done, 0 AS missing FROM temp.flow_visit GROUP BY policy, form, month
UNION ALL SELECT policy, form, month, 'unmade', 0, count(*) FROM temp.flow_unmade GROUP BY policy, form, month
UNION ALL SELECT policy, form, month, 'overdue', 0, count(*) FROM temp.flow_unmade WHERE visited IS NOT NULL GROUP BY policy, form, month
UNION ALL SELECT policy, form, month, 'signed', sum(signed = 'yes'), sum(signed = 'box') FROM temp.flow_visit GROUP BY policy, form, month HAVING count(signed) > 0
UNION ALL SELECT policy, form, month, 'reviewed', sum(reviewed <> 'box'), sum(reviewed = 'box') FROM temp.flow_visit GROUP BY policy, form, month HAVING count(reviewed) > 0
UNION ALL SELECT policy, form, month, 'filed', sum(filed <> 'box'), sum(filed = 'box') FROM temp.flow_visit GROUP BY policy, form, month HAVING count(filed) > 0;
