-- A month's visits against a rule, from the temporary tables breaches, rare and broken.
DELETE FROM breach_count WHERE month = (SELECT m FROM span);
INSERT INTO breach_count SELECT month, policy, rule, clause, site, department, n FROM breaches WHERE month = (SELECT m FROM span);
DELETE FROM month_breach WHERE month = (SELECT m FROM span);
INSERT INTO month_breach
SELECT (SELECT m FROM span), b.place, b.policy, b.visit_id, b.rule, b.clause, b.visited_on, b.site, b.department, v.event_ids, v.method, v.visitor
FROM (SELECT b.*, row_number() OVER (ORDER BY r.n, b.rule, b.visited_on, b.visit_id, b.policy) AS place
    FROM broken AS b JOIN rare AS r ON r.month = b.month AND r.policy = b.policy AND r.rule = b.rule WHERE b.month = (SELECT m FROM span)) AS b
CROSS JOIN store.visit AS v ON v.visit_id = b.visit_id AND v.run_out IS NULL WHERE b.place <= 50;

-- What only the running month shows.
DELETE FROM now_breach WHERE (SELECT running FROM span);
INSERT INTO now_breach
SELECT l.policy, l.visit_id, l.rule, l.clause, l.visited_on, l.site, l.department, v.event_ids, v.method, v.visitor
FROM (SELECT *, row_number() OVER (PARTITION BY department ORDER BY n_department, rule, visited_on, visit_id) AS by_department,
        row_number() OVER (PARTITION BY site ORDER BY n_site, rule, visited_on, visit_id) AS by_site
    FROM (SELECT *, count(*) OVER (PARTITION BY department, policy, rule) AS n_department, count(*) OVER (PARTITION BY site, policy, rule) AS n_site
        FROM broken WHERE (SELECT running FROM span) AND month = (SELECT m FROM span)) AS c) AS l
CROSS JOIN store.visit AS v ON v.visit_id = l.visit_id AND v.run_out IS NULL WHERE l.by_department <= 50 OR l.by_site <= 50;
