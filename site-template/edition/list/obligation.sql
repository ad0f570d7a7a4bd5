-- A month's visits to look at, from the temporary table duty.
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
WHERE d.month = (SELECT m FROM span) AND d.state = 'missed' AND d.deadline > (SELECT date(as_of, '-30 days') FROM span);

DELETE FROM open_day WHERE month = (SELECT m FROM span);
INSERT INTO open_day
SELECT (SELECT m FROM span), 'all', '', opens, count(*), sum(due) FROM duty WHERE month = (SELECT m FROM span) AND state = 'open' AND opens <= (SELECT as_of FROM span) GROUP BY opens
UNION ALL SELECT (SELECT m FROM span), 'department', department, opens, count(*), sum(due) FROM duty WHERE month = (SELECT m FROM span) AND state = 'open' AND opens <= (SELECT as_of FROM span) GROUP BY department, opens
UNION ALL SELECT (SELECT m FROM span), 'site', site, opens, count(*), sum(due) FROM duty WHERE month = (SELECT m FROM span) AND state = 'open' AND opens <= (SELECT as_of FROM span) GROUP BY site, opens;
DELETE FROM open_stage WHERE month = (SELECT m FROM span);
INSERT INTO open_stage
SELECT (SELECT m FROM span), policy, stage, department, min(opens), count(*) FROM duty
WHERE month = (SELECT m FROM span) AND state = 'open' AND due = 1 AND opens <= (SELECT as_of FROM span) GROUP BY policy, stage, department;
DELETE FROM open_visit WHERE month = (SELECT m FROM span);
INSERT INTO open_visit
SELECT (SELECT m FROM span), l.event_id, l.policy, l.category, l.stage, l.opens, l.due, l.site, l.department, e.issue, mask_name(e.customer_name), mask_unit(e.unit)
FROM (SELECT *, row_number() OVER (PARTITION BY department ORDER BY opens DESC, event_id, stage) AS by_department,
        row_number() OVER (PARTITION BY site ORDER BY opens DESC, event_id, stage) AS by_site, row_number() OVER (ORDER BY due DESC, opens, event_id, stage) AS by_age,
        row_number() OVER (PARTITION BY department ORDER BY due DESC, opens, event_id, stage) AS by_department_age
    FROM duty WHERE month = (SELECT m FROM span) AND state = 'open' AND opens <= (SELECT as_of FROM span)) AS l CROSS JOIN store.event AS e ON e.event_id = l.event_id AND e.run_out IS NULL
WHERE l.by_department <= 30 OR l.by_site <= 30 OR l.by_age <= 60 OR l.by_department_age <= 30;

-- What only the running month shows.
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
