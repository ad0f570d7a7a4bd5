-- Runs once behind month.sql for all months whose visits were counted (edition_list): visits that failed, and those at which something was promised that
-- nobody answered yet. The engine found them while it counted the visits: temporary table look(month, visit_id).
DROP TABLE IF EXISTS temp.made;
CREATE TEMP TABLE made AS
SELECT l.month, v.visit_id, v.visited_at, v.event_ids, v.site, v.department, v.visitor, v.outcome, v.raised_event_id, v.promised_at, v.replied_at, v.reported_at,
    v.outcome = 'fail' AND v.reported_at IS NULL AND EXISTS (SELECT 1 FROM store.event AS e CROSS JOIN policy AS p CROSS JOIN store.visit_breach AS b
        ON b.story = e.story AND b.policy = p.policy AND b.visit_id = v.visit_id AND b.rule = 'reported'
        WHERE e.event_id = substr(v.event_ids || ';', 1, instr(v.event_ids || ';', ';') - 1) AND e.run_out IS NULL) AS unreported
FROM look AS l CROSS JOIN store.visit AS v ON v.visit_id = l.visit_id AND v.run_out IS NULL;

DELETE FROM promise WHERE month IN (SELECT month FROM edition_list WHERE list = 'visit');
INSERT INTO promise
SELECT v.month, v.visit_id, v.event_ids, substr(v.promised_at, 1, 10), coalesce(v.site, e.site, ''), coalesce(v.department, e.department, ''), v.visitor
FROM made AS v LEFT JOIN store.event AS e ON e.event_id = v.event_ids AND e.run_out IS NULL
WHERE v.promised_at IS NOT NULL AND v.replied_at IS NULL;

DELETE FROM failed_count WHERE month IN (SELECT month FROM edition_list WHERE list = 'visit');
INSERT INTO failed_count
SELECT t.month, count(v.visit_id), coalesce(sum(v.unreported), 0)
FROM edition_list AS t LEFT JOIN made AS v ON v.month = t.month AND v.outcome = 'fail' WHERE t.list = 'visit' GROUP BY t.month;
DELETE FROM month_failed WHERE month IN (SELECT month FROM edition_list WHERE list = 'visit');
INSERT INTO month_failed
SELECT v.month, v.place, v.visit_id, substr(v.visited_at, 1, 10), v.event_ids, v.visitor, coalesce(v.site, e.site, ''), coalesce(v.department, e.department, ''),
    substr(v.reported_at, 1, 10), v.unreported, v.raised_event_id, substr(r.finished_at, 1, 10), mask_name(e.customer_name)
FROM (SELECT *, row_number() OVER (PARTITION BY month ORDER BY unreported DESC, substr(visited_at, 1, 10), visit_id) AS place FROM made WHERE outcome = 'fail') AS v
LEFT JOIN store.event AS e ON e.event_id = v.event_ids AND e.run_out IS NULL
LEFT JOIN store.event AS r ON r.event_id = v.raised_event_id AND r.run_out IS NULL
WHERE v.place <= 50;
DELETE FROM now_failed WHERE (SELECT value FROM param WHERE name = 'month') IN (SELECT month FROM edition_list WHERE list = 'visit');
INSERT INTO now_failed
SELECT v.visit_id, substr(v.visited_at, 1, 10), v.event_ids, v.visitor, coalesce(v.site, e.site, ''), coalesce(v.department, e.department, ''),
    substr(v.reported_at, 1, 10), v.unreported, v.raised_event_id, substr(r.finished_at, 1, 10), mask_name(e.customer_name)
FROM made AS v LEFT JOIN store.event AS e ON e.event_id = v.event_ids AND e.run_out IS NULL
LEFT JOIN store.event AS r ON r.event_id = v.raised_event_id AND r.run_out IS NULL
WHERE v.month = (SELECT value FROM param WHERE name = 'month') AND v.outcome = 'fail';
