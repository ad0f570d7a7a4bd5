-- A month's events over a limit, from the temporary table over.
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
