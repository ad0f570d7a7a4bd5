-- A month's repeated problems, from the temporary table flag, each by its latest event: what is shown of a problem is what the window that ends with it holds. The
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
    CASE WHEN r.escalated OR p.most >= u.escalate_at AND (u.escalate_categories IS NULL OR instr(';' || u.escalate_categories || ';', ';' || r.category || ';')) THEN r.escalated END,
    coalesce(r.site, ''), coalesce(r.department, ''), mask_name(e.customer_name), mask_unit(e.unit), substr(r.accepted_at, 1, 10)
FROM (SELECT *, row_number() OVER (ORDER BY most DESC, substr(accepted_at, 1, 10) DESC, event_id, policy) AS place
    FROM (SELECT *, max(count) OVER (PARTITION BY policy, no) AS most, row_number() OVER (PARTITION BY policy, no ORDER BY accepted_at DESC, event_id DESC) AS latest
        FROM again) AS x WHERE latest = 1) AS p
CROSS JOIN store.repeat_case AS r ON r.story = p.story AND r.policy = p.policy AND r.category = p.category AND r.event_id = p.event_id AND r.by_text = p.by_text
CROSS JOIN store.event AS e ON e.event_id = r.event_id AND e.run_out IS NULL
CROSS JOIN policy AS u ON u.policy = p.policy
WHERE p.place <= 50;

-- What only the running month shows.
DELETE FROM now_repeat WHERE (SELECT running FROM span);
INSERT INTO now_repeat
SELECT l.no, l.policy, l.category, coalesce(e.issue, r.issue), l.event_id, substr(l.accepted_at, 1, 10), l.n_all, l.n_department, l.n_site, l.by_all = 1, l.by_department = 1,
    l.by_site = 1, CASE WHEN r.escalated OR l.n_all >= u.escalate_at AND (u.escalate_categories IS NULL OR instr(';' || u.escalate_categories || ';', ';' || r.category || ';')) THEN r.escalated END,
    l.site, l.department, mask_name(e.customer_name), mask_unit(e.unit),
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
CROSS JOIN policy AS u ON u.policy = l.policy
WHERE l.by_all = 1 OR l.by_department = 1 OR l.by_site = 1;
