-- Fills the tables of tables.sql for one month, named in param as edition_month. What lies behind the as-of day is left out;
-- nothing else here depends on the day. Temporary tables hold what is read once and used several times: those of gather.sql
-- all months to be filled.
DROP TABLE IF EXISTS temp.span;
CREATE TEMP TABLE span AS
SELECT value AS m, value || '-01' AS first, date(value || '-01', '+1 month') AS next, (SELECT value FROM param WHERE name = 'as_of') AS as_of,
    value = (SELECT value FROM param WHERE name = 'month') AS running
FROM param WHERE name = 'edition_month';

-- Figures: the names of the metrics by steps through the key.
DELETE FROM metric WHERE period = (SELECT m FROM span);
INSERT INTO metric
WITH RECURSIVE name(policy, metric) AS (
    SELECT policy, (SELECT min(metric) FROM store.metric AS k WHERE k.policy = u.policy) FROM policy AS u
    UNION ALL SELECT policy, (SELECT min(metric) FROM store.metric AS k WHERE k.policy = name.policy AND k.metric > name.metric) FROM name WHERE metric IS NOT NULL)
SELECT k.period, k.scope_kind, k.scope, k.metric, k.policy, k.category, k.stage, k.numerator, k.denominator, k.value_micro, k.target_micro, k.compliant
FROM name AS n CROSS JOIN store.metric AS k ON k.policy = n.policy AND k.metric = n.metric AND k.period_kind = 'month' AND k.period = (SELECT m FROM span)
    AND k.scope_kind IN ('all', 'site', 'department')
WHERE n.metric NOT IN ('satisfaction_mean', 'dissatisfaction_rate', 'signed_share', 'resolution_hours_p90', 'not_judgeable')
    AND (instr(k.stage, ':') = 0 OR k.category = 'survey' OR (k.metric = 'complaints' AND k.scope_kind = 'all' AND k.stage LIKE 'severity:%')
        OR (k.metric IN ('answer_share', 'counted') AND k.scope_kind = 'all' AND k.category = ''))
    AND (k.metric <> 'breaches' OR k.scope_kind = 'all');

DELETE FROM waiting WHERE month = (SELECT m FROM span);
INSERT INTO waiting SELECT (SELECT m FROM span), policy, count(*) FROM duty WHERE month = (SELECT m FROM span) AND due = 0 AND optional = 0 AND state <> 'exempt' GROUP BY policy;

DELETE FROM obligation_count WHERE month = (SELECT m FROM span);
INSERT INTO obligation_count
SELECT (SELECT m FROM span), policy, state, due, site, department, count(*)
FROM duty WHERE month = (SELECT m FROM span) AND state IN ('missed', 'late', 'early', 'exempt', 'open') GROUP BY policy, state, due, site, department;

DELETE FROM month_visit WHERE month = (SELECT m FROM span);
INSERT INTO month_visit
WITH listed AS (
    -- stages that allow no miss first, then where most were missed
    SELECT d.*, row_number() OVER (ORDER BY s.target_micro IS NULL, s.target_micro DESC, c.n DESC, d.site, d.department, d.deadline DESC, d.event_id, d.stage, d.policy) AS place
    FROM duty AS d JOIN (SELECT site, department, count(*) AS n FROM duty WHERE month = (SELECT m FROM span) AND state = 'missed' AND due = 1 GROUP BY site, department) AS c
        ON c.site = d.site AND c.department = d.department
    LEFT JOIN policy_stage AS s ON s.policy = d.policy AND s.stage = d.stage
    WHERE d.month = (SELECT m FROM span) AND d.state = 'missed' AND d.due = 1
    UNION ALL
    SELECT d.*, row_number() OVER (ORDER BY CAST(julianday(substr(d.visited_at, 1, 10)) - julianday(d.deadline) AS INTEGER) DESC, d.site, d.department, d.event_id, d.stage, d.policy)
    FROM duty AS d WHERE d.month = (SELECT m FROM span) AND d.state = 'late' AND d.due = 1
    UNION ALL
    SELECT d.*, row_number() OVER (ORDER BY CAST(julianday(d.opens) - julianday(substr(d.visited_at, 1, 10)) AS INTEGER) DESC, d.site, d.department, d.event_id, d.stage, d.policy)
    FROM duty AS d WHERE d.month = (SELECT m FROM span) AND d.state = 'early' AND d.due = 1
    UNION ALL
    SELECT d.*, row_number() OVER (ORDER BY d.event_id, s.position, d.policy)
    FROM duty AS d LEFT JOIN policy_stage AS s ON s.policy = d.policy AND s.stage = d.stage WHERE d.month = (SELECT m FROM span) AND d.state = 'exempt')
SELECT (SELECT m FROM span), l.state, l.place, l.policy, l.event_id, l.category, l.stage, l.opens, l.deadline, l.visit_id, l.visited_at, l.exempt_reason,
    l.site, l.department, e.issue, mask_name(e.customer_name), mask_unit(e.unit), substr(e.accepted_at, 1, 10)
FROM listed AS l CROSS JOIN store.event AS e ON e.event_id = l.event_id AND e.run_out IS NULL WHERE l.place <= 50;

DELETE FROM missed_visit WHERE month = (SELECT m FROM span);
INSERT INTO missed_visit
SELECT (SELECT m FROM span), d.policy, d.event_id, d.category, d.stage, d.opens, d.deadline, d.site, d.department, e.severity, e.issue, mask_name(e.customer_name), mask_unit(e.unit)
FROM duty AS d CROSS JOIN store.event AS e ON e.event_id = d.event_id AND e.run_out IS NULL
WHERE d.month = (SELECT m FROM span) AND d.state = 'missed' AND d.deadline > (SELECT date(as_of, '-7 days') FROM span);

DELETE FROM open_day WHERE month = (SELECT m FROM span);
INSERT INTO open_day
SELECT (SELECT m FROM span), 'all', '', opens, count(*), sum(due) FROM duty WHERE month = (SELECT m FROM span) AND state = 'open' AND opens <= (SELECT as_of FROM span) GROUP BY opens
UNION ALL SELECT (SELECT m FROM span), 'department', department, opens, count(*), sum(due) FROM duty WHERE month = (SELECT m FROM span) AND state = 'open' AND opens <= (SELECT as_of FROM span) GROUP BY department, opens
UNION ALL SELECT (SELECT m FROM span), 'site', site, opens, count(*), sum(due) FROM duty WHERE month = (SELECT m FROM span) AND state = 'open' AND opens <= (SELECT as_of FROM span) GROUP BY site, opens;
DELETE FROM open_visit WHERE month = (SELECT m FROM span);
INSERT INTO open_visit
SELECT (SELECT m FROM span), l.event_id, l.policy, l.category, l.stage, l.opens, l.due, l.site, l.department, e.issue, mask_name(e.customer_name), mask_unit(e.unit)
FROM (SELECT *, row_number() OVER (PARTITION BY department ORDER BY opens DESC, event_id, stage) AS by_department,
        row_number() OVER (PARTITION BY site ORDER BY opens DESC, event_id, stage) AS by_site, row_number() OVER (ORDER BY due DESC, opens, event_id, stage) AS by_age
    FROM duty WHERE month = (SELECT m FROM span) AND state = 'open' AND opens <= (SELECT as_of FROM span)) AS l CROSS JOIN store.event AS e ON e.event_id = l.event_id AND e.run_out IS NULL
WHERE l.by_department <= 30 OR l.by_site <= 30 OR l.by_age <= 60;

-- Repeated problems, each by its latest event: what is shown of a problem is what the window that ends with it holds. The
-- list of its events lies behind in the row and may be long, so only rows that are shown are read to the end.
DROP TABLE IF EXISTS temp.again;
CREATE TEMP TABLE again AS
SELECT story, policy, category, by_text, event_id, accepted_at, count, dense_rank() OVER (ORDER BY category, customer_id, issue) AS no
FROM flag WHERE month = (SELECT m FROM span) AND by_text = 0;
DELETE FROM repeat_count WHERE month = (SELECT m FROM span);
INSERT INTO repeat_count SELECT (SELECT m FROM span), policy, count(DISTINCT no), (SELECT count(DISTINCT no) FROM again) FROM again GROUP BY policy;
DELETE FROM problem_month WHERE month = (SELECT m FROM span);
INSERT INTO problem_month
SELECT (SELECT m FROM span), by_text, mask_key((SELECT rules FROM edition_rules) || '|' || category || '|' || customer_id || '|' || issue), policy, category, event_id,
    substr(accepted_at, 1, 10), count
FROM (SELECT *, row_number() OVER (PARTITION BY by_text, category, customer_id, issue ORDER BY accepted_at DESC, event_id DESC, policy) AS latest
    FROM flag WHERE month = (SELECT m FROM span)) AS f WHERE latest = 1;
DELETE FROM month_repeat WHERE month = (SELECT m FROM span);
INSERT INTO month_repeat
SELECT (SELECT m FROM span), p.place, r.policy, r.category, coalesce(e.issue, r.issue), r.event_id, p.most,
    CASE WHEN length(r.events) <= 2000 THEN r.events ELSE substr(substr(r.events, -2000), instr(substr(r.events, -2000), ';') + 1) END,
    r.escalated, coalesce(r.site, ''), coalesce(r.department, ''), mask_name(e.customer_name), mask_unit(e.unit), substr(r.accepted_at, 1, 10)
FROM (SELECT *, row_number() OVER (ORDER BY most DESC, substr(accepted_at, 1, 10) DESC, event_id, policy) AS place
    FROM (SELECT *, max(count) OVER (PARTITION BY policy, no) AS most, row_number() OVER (PARTITION BY policy, no ORDER BY accepted_at DESC, event_id DESC) AS latest
        FROM again) AS x WHERE latest = 1) AS p
CROSS JOIN store.repeat_case AS r ON r.story = p.story AND r.policy = p.policy AND r.category = p.category AND r.event_id = p.event_id AND r.by_text = p.by_text
CROSS JOIN store.event AS e ON e.event_id = r.event_id AND e.run_out IS NULL
WHERE p.place <= 50;

-- Events over a limit.
DELETE FROM limit_count WHERE month = (SELECT m FROM span);
INSERT INTO limit_count SELECT (SELECT m FROM span), state, policy, site, department, count(*) FROM over WHERE month = (SELECT m FROM span) GROUP BY state, policy, site, department;
DELETE FROM month_limit WHERE month = (SELECT m FROM span);
INSERT INTO month_limit
SELECT (SELECT m FROM span), l.state, row_number() OVER (PARTITION BY l.state ORDER BY l.place, l.limit_at, l.event_id, l.rule, l.policy), l.policy, l.rule, l.event_id, l.category,
    substr(l.accepted_at, 1, 16), l.limit_at, substr(l.done_at, 1, 16), l.site, l.department, mask_name(e.customer_name), mask_unit(e.unit), e.issue
FROM (SELECT * FROM (SELECT state, julianday(substr(limit_at, 1, 16)) - julianday(substr(done_at, 1, 16)) AS place, substr(limit_at, 1, 16) AS limit_at, event_id, rule, policy, category,
            accepted_at, done_at, site, department
        FROM over WHERE month = (SELECT m FROM span) AND state = 'over' ORDER BY 2, 3, 4, 5, 6 LIMIT 20) AS late
    UNION ALL SELECT * FROM (SELECT state, 0, substr(limit_at, 1, 16), event_id, rule, policy, category, accepted_at, done_at, site, department
        FROM over WHERE month = (SELECT m FROM span) AND state = 'open' ORDER BY 3, 4, 5, 6 LIMIT 50) AS open) AS l
CROSS JOIN store.event AS e ON e.event_id = l.event_id AND e.run_out IS NULL;

-- Visits against a rule.
DELETE FROM breach_count WHERE month = (SELECT m FROM span);
INSERT INTO breach_count SELECT month, policy, rule, clause, site, department, n FROM breaches WHERE month = (SELECT m FROM span);
DELETE FROM month_breach WHERE month = (SELECT m FROM span);
INSERT INTO month_breach
SELECT (SELECT m FROM span), b.place, b.policy, b.visit_id, b.rule, b.clause, b.visited_on, b.site, b.department, v.event_ids, v.method, v.visitor
FROM (SELECT b.*, row_number() OVER (ORDER BY r.n, b.rule, b.visited_on, b.visit_id, b.policy) AS place
    FROM broken AS b JOIN rare AS r ON r.month = b.month AND r.policy = b.policy AND r.rule = b.rule WHERE b.month = (SELECT m FROM span)) AS b
CROSS JOIN store.visit AS v ON v.visit_id = b.visit_id AND v.run_out IS NULL WHERE b.place <= 50;

-- Which departments and sites there are.
DELETE FROM place_month WHERE month = (SELECT m FROM span);
INSERT INTO place_month
SELECT (SELECT m FROM span), site, department, max(obligations) FROM (
    SELECT site, department, 1 AS obligations FROM obligation_count WHERE month = (SELECT m FROM span)
    UNION SELECT site, department, 0 FROM limit_count WHERE month = (SELECT m FROM span)
    UNION SELECT site, department, 0 FROM breach_count WHERE month = (SELECT m FROM span)) AS p GROUP BY site, department;
DELETE FROM unit_month WHERE month = (SELECT m FROM span);
INSERT INTO unit_month
SELECT DISTINCT (SELECT m FROM span), scope_kind, scope FROM metric WHERE period = (SELECT m FROM span) AND scope_kind IN ('department', 'site') AND scope <> ''
UNION SELECT (SELECT m FROM span), 'department', department FROM place_month WHERE month = (SELECT m FROM span) AND obligations AND department <> ''
UNION SELECT (SELECT m FROM span), 'site', site FROM place_month WHERE month = (SELECT m FROM span) AND obligations AND site <> '';

-- What only the running month shows.
DELETE FROM issue_month WHERE (SELECT running FROM span);
INSERT INTO issue_month
SELECT (SELECT m FROM span), category, coalesce(issue, ''), count(*) FROM store.event
WHERE (SELECT running FROM span) AND run_out IS NULL AND withdrawn = 0 AND accepted_at >= (SELECT first FROM span) AND accepted_at < (SELECT min(next, date(as_of, '+1 day')) FROM span)
GROUP BY 2, 3;
DELETE FROM now_count WHERE (SELECT running FROM span);
INSERT INTO now_count
SELECT policy, state, due, category, stage, site, department, count(*), max(deadline) FROM duty
WHERE month = (SELECT m FROM span) AND (SELECT running FROM span) AND state IN ('missed', 'late', 'early', 'exempt', 'open') GROUP BY policy, state, due, category, stage, site, department;
DELETE FROM now_visit WHERE (SELECT running FROM span);
INSERT INTO now_visit
SELECT l.policy, l.event_id, l.category, l.stage, l.state, l.opens, l.deadline, l.visit_id, l.visited_at, l.site, l.department, e.issue, mask_name(e.customer_name), mask_unit(e.unit)
FROM (SELECT d.*, row_number() OVER (PARTITION BY department ORDER BY state DESC, s.target_micro IS NULL, s.target_micro DESC, deadline DESC, event_id, d.stage, d.policy) AS by_department,
        row_number() OVER (PARTITION BY site ORDER BY state DESC, s.target_micro IS NULL, s.target_micro DESC, deadline DESC, event_id, d.stage, d.policy) AS by_site
    FROM duty AS d LEFT JOIN policy_stage AS s ON s.policy = d.policy AND s.stage = d.stage
    WHERE (SELECT running FROM span) AND d.month = (SELECT m FROM span) AND d.state IN ('missed', 'late') AND d.due = 1) AS l
CROSS JOIN store.event AS e ON e.event_id = l.event_id AND e.run_out IS NULL WHERE l.by_department <= 50 OR l.by_site <= 50;
DELETE FROM now_repeat WHERE (SELECT running FROM span);
INSERT INTO now_repeat
SELECT l.no, l.policy, l.category, coalesce(e.issue, r.issue), l.event_id, substr(l.accepted_at, 1, 10), l.n_all, l.n_department, l.n_site, l.by_all = 1, l.by_department = 1,
    l.by_site = 1, r.escalated, l.site, l.department, mask_name(e.customer_name), mask_unit(e.unit),
    CASE WHEN length(r.events) <= 2000 THEN r.events ELSE substr(substr(r.events, -2000), instr(substr(r.events, -2000), ';') + 1) END
FROM (SELECT a.*, coalesce(e.site, '') AS site, coalesce(e.department, '') AS department,
        max(a.count) OVER (PARTITION BY a.policy, a.no) AS n_all, max(a.count) OVER (PARTITION BY a.policy, a.no, coalesce(e.department, '')) AS n_department,
        max(a.count) OVER (PARTITION BY a.policy, a.no, coalesce(e.site, '')) AS n_site,
        row_number() OVER (PARTITION BY a.policy, a.no ORDER BY a.accepted_at DESC, a.event_id DESC) AS by_all,
        row_number() OVER (PARTITION BY a.policy, a.no, coalesce(e.department, '') ORDER BY a.accepted_at DESC, a.event_id DESC) AS by_department,
        row_number() OVER (PARTITION BY a.policy, a.no, coalesce(e.site, '') ORDER BY a.accepted_at DESC, a.event_id DESC) AS by_site
    FROM again AS a CROSS JOIN store.event AS e ON e.event_id = a.event_id AND e.run_out IS NULL WHERE (SELECT running FROM span)) AS l
CROSS JOIN store.repeat_case AS r ON r.story = l.story AND r.policy = l.policy AND r.category = l.category AND r.event_id = l.event_id AND r.by_text = l.by_text
CROSS JOIN store.event AS e ON e.event_id = l.event_id AND e.run_out IS NULL
WHERE l.by_all = 1 OR l.by_department = 1 OR l.by_site = 1;
DELETE FROM now_breach WHERE (SELECT running FROM span);
INSERT INTO now_breach
SELECT l.policy, l.visit_id, l.rule, l.clause, l.visited_on, l.site, l.department, v.event_ids, v.method, v.visitor
FROM (SELECT *, row_number() OVER (PARTITION BY department ORDER BY n_department, rule, visited_on, visit_id) AS by_department,
        row_number() OVER (PARTITION BY site ORDER BY n_site, rule, visited_on, visit_id) AS by_site
    FROM (SELECT *, count(*) OVER (PARTITION BY department, policy, rule) AS n_department, count(*) OVER (PARTITION BY site, policy, rule) AS n_site
        FROM broken WHERE (SELECT running FROM span) AND month = (SELECT m FROM span)) AS c) AS l
CROSS JOIN store.visit AS v ON v.visit_id = l.visit_id AND v.run_out IS NULL WHERE l.by_department <= 50 OR l.by_site <= 50;
-- A joint visit counts for each visitor, a visit for several events serves what is due for each.
DROP TABLE IF EXISTS temp.visited;
CREATE TEMP TABLE visited AS
SELECT v.visit_id, v.event_ids, v.visitor, v.outcome FROM span AS s CROSS JOIN store.visit AS v INDEXED BY visit_at ON v.run_out IS NULL
    AND v.withdrawn = 0 AND v.visited_at >= s.first AND v.visited_at < min(s.next, date(s.as_of, '+1 day'))
WHERE s.running AND v.visitor IS NOT NULL;
DELETE FROM visitor_month WHERE (SELECT running FROM span);
INSERT INTO visitor_month
WITH RECURSIVE named(visit_id, visitor, rest, event_id) AS (
    SELECT visit_id, visitor, event_ids || ';', '' FROM visited WHERE event_ids IS NOT NULL
    UNION ALL SELECT visit_id, visitor, substr(rest, instr(rest, ';') + 1), substr(rest, 1, instr(rest, ';') - 1) FROM named WHERE rest <> ''),
served AS (SELECT visit_id, visitor, event_id FROM named WHERE event_id <> ''),
counted(visitor, visits, passed, failed, met, late, early, filed, other) AS (
    SELECT visitor, count(*), sum(outcome = 'pass'), sum(outcome = 'fail'), NULL, NULL, NULL, NULL, NULL FROM visited
    WHERE coalesce(outcome, '') <> 'unreachable' GROUP BY visitor
    UNION ALL
    SELECT v.visitor, NULL, NULL, NULL, sum(o.state = 'met'), sum(o.state = 'late'), sum(o.state = 'early'), NULL, NULL
    FROM served AS v CROSS JOIN store.event AS e ON e.event_id = v.event_id AND e.run_out IS NULL
    CROSS JOIN policy AS u CROSS JOIN store.obligation AS o ON o.story = e.story AND o.policy = u.policy AND o.event_id = v.event_id AND o.visit_id = v.visit_id
    GROUP BY v.visitor
    UNION ALL
    SELECT v.visitor, NULL, NULL, NULL, NULL, NULL, NULL, sum(b.rule = 'filed'), sum(b.rule <> 'filed')
    FROM broken AS b CROSS JOIN store.visit AS v ON v.visit_id = b.visit_id AND v.run_out IS NULL
    WHERE (SELECT running FROM span) AND b.month = (SELECT m FROM span) AND v.visitor IS NOT NULL GROUP BY v.visitor),
split(rest, one, visits, passed, failed, met, late, early, filed, other) AS (
    SELECT visitor || ';', '', visits, passed, failed, met, late, early, filed, other FROM counted
    UNION ALL SELECT substr(rest, instr(rest, ';') + 1), trim(substr(rest, 1, instr(rest, ';') - 1)), visits, passed, failed, met, late, early, filed, other
    FROM split WHERE rest <> '')
SELECT one, sum(visits), sum(passed), sum(failed), sum(met), sum(late), sum(early), coalesce(sum(filed), 0), coalesce(sum(other), 0)
FROM split WHERE one <> '' GROUP BY one HAVING sum(visits) > 0;
