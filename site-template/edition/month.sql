-- Runs for each month to be filled, behind the scripts of its lists: what is made from several of them, or from events and visits.
-- What lies behind the as-of day is left out; nothing else here, or there, depends on the day.
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
