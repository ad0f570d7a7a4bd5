-- Runs once before management.month.sql: gathers what the months to be filled (edition_todo) are made from. Results lie in
-- the order of their stories: for many months (edition_all) one pass through a table is much cheaper than a search for each.
DROP TABLE IF EXISTS temp.which;
CREATE TEMP TABLE which AS SELECT value = '1' AS every FROM param WHERE name = 'edition_all';

-- Obligations that somebody has to look at, and those that wait.
DROP TABLE IF EXISTS temp.duty;
CREATE TEMP TABLE duty AS
SELECT o.month, o.policy, o.event_id, o.category, o.stage, o.state, o.due, o.optional, o.opens, o.deadline, o.visit_id, o.visited_at, o.exempt_reason,
    coalesce(o.site, '') AS site, coalesce(o.department, '') AS department
FROM store.obligation AS o NOT INDEXED
WHERE (SELECT every FROM which) AND o.policy IN (SELECT policy FROM policy) AND (o.state <> 'met' OR o.due = 0)
UNION ALL
SELECT o.month, o.policy, o.event_id, o.category, o.stage, o.state, o.due, o.optional, o.opens, o.deadline, o.visit_id, o.visited_at, o.exempt_reason,
    coalesce(o.site, ''), coalesce(o.department, '')
FROM policy AS u CROSS JOIN edition_todo AS t CROSS JOIN store.obligation AS o ON o.policy = u.policy AND o.month = t.month
WHERE NOT (SELECT every FROM which) AND (o.state <> 'met' OR o.due = 0);
CREATE INDEX temp.duty_month ON duty(month, state);

-- Flagged events of repeated problems, without the lists of events that lie behind in the row.
DROP TABLE IF EXISTS temp.flag;
CREATE TEMP TABLE flag AS
SELECT r.month, r.story, r.policy, r.category, r.by_text, r.event_id, r.accepted_at, r.count, r.customer_id, r.issue
FROM store.repeat_case AS r NOT INDEXED WHERE (SELECT every FROM which) AND r.policy IN (SELECT policy FROM policy) AND r.by_text = 0
UNION ALL
SELECT r.month, r.story, r.policy, r.category, r.by_text, r.event_id, r.accepted_at, r.count, r.customer_id, r.issue
FROM policy AS u CROSS JOIN edition_todo AS t CROSS JOIN store.repeat_case AS r ON r.policy = u.policy AND r.month = t.month
WHERE NOT (SELECT every FROM which) AND r.by_text = 0;
CREATE INDEX temp.flag_month ON flag(month);

-- Events over a limit. The rules are named so that the index by policy, rule and month serves.
DROP TABLE IF EXISTS temp.over;
CREATE TEMP TABLE over AS
SELECT l.month, l.policy, l.rule, l.state, l.event_id, l.category, l.accepted_at, l.limit_at, l.done_at, coalesce(l.site, '') AS site, coalesce(l.department, '') AS department
FROM store.limit_case AS l NOT INDEXED WHERE (SELECT every FROM which) AND l.policy IN (SELECT policy FROM policy) AND l.state IN ('over', 'open')
UNION ALL
SELECT l.month, l.policy, l.rule, l.state, l.event_id, l.category, l.accepted_at, l.limit_at, l.done_at, coalesce(l.site, ''), coalesce(l.department, '')
FROM policy AS u CROSS JOIN edition_todo AS t CROSS JOIN store.limit_case AS l ON l.policy = u.policy
    AND l.rule IN ('contact', 'unresolved', 'escalation', 'resolution', 'on_time') AND l.month = t.month
WHERE NOT (SELECT every FROM which) AND l.state IN ('over', 'open');
CREATE INDEX temp.over_month ON over(month);

-- Visits against a rule.
DROP TABLE IF EXISTS temp.broken;
CREATE TEMP TABLE broken AS
SELECT b.month, b.policy, b.visit_id, b.rule, b.clause, substr(b.visited_at, 1, 10) AS visited_on, coalesce(b.site, '') AS site, coalesce(b.department, '') AS department
FROM store.visit_breach AS b NOT INDEXED WHERE (SELECT every FROM which) AND b.policy IN (SELECT policy FROM policy)
UNION ALL
SELECT b.month, b.policy, b.visit_id, b.rule, b.clause, substr(b.visited_at, 1, 10), coalesce(b.site, ''), coalesce(b.department, '')
FROM policy AS u CROSS JOIN edition_todo AS t CROSS JOIN store.visit_breach AS b ON b.policy = u.policy AND b.month = t.month
WHERE NOT (SELECT every FROM which);
CREATE INDEX temp.broken_month ON broken(month);
