-- What the statistics of a period (layouts month to week) show beside the figures of `metric`: what became of the corrective actions,
-- department by department. One pass through the log of actions; no page looks at it. And what counts by customer and comparisons of sites show, by the key of the figures.

-- One row: one period that a policy has statistics of; till: its last day, or the as-of day before that.
CREATE TABLE statistics (policy TEXT, period TEXT, first TEXT, last TEXT, till TEXT, PRIMARY KEY (policy, period)) WITHOUT ROWID;
INSERT INTO statistics
WITH days(policy, period, first, last) AS (
    SELECT policy, period, first, last FROM week
    UNION SELECT policy, period, period || '-01', date(period || '-01', '+1 month', '-1 day') FROM form_period WHERE kind = 'month'
    UNION SELECT policy, period, substr(period, 1, 4) || printf('-%02d-01', 3 * substr(period, 7) - 2), date(substr(period, 1, 4) || printf('-%02d-01', 3 * substr(period, 7) - 2), '+3 months', '-1 day')
        FROM form_period WHERE kind = 'quarter'
    UNION SELECT policy, period, substr(period, 1, 4) || printf('-%02d-01', 6 * substr(period, 7) - 5), date(substr(period, 1, 4) || printf('-%02d-01', 6 * substr(period, 7) - 5), '+6 months', '-1 day')
        FROM form_period WHERE kind = 'half'
    UNION SELECT policy, period, period || '-01-01', period || '-12-31' FROM form_period WHERE kind = 'year')
SELECT policy, period, first, last, min(last, (SELECT value FROM param WHERE name = 'as_of')) FROM days;

-- One row: one action, under each policy that it belongs to: as of registers, by the site and day of its event, or of
-- its visit; of nothing known under every one. Its own department, else the event's, else the visit's. late: done after its day.
DROP TABLE IF EXISTS temp.action_seen;
CREATE TEMP TABLE action_seen AS
WITH a AS (
    SELECT a.action_id, coalesce(a.department, e.department, v.department, '') AS department, coalesce(a.event_id, a.visit_id) AS about, a.owner, a.kind, a.description, substr(a.opened_at, 1, 10) AS opened, a.due_at,
        a.done_at, substr(a.verified_at, 1, 10) AS verified, coalesce(e.site, v.site, '') AS site, coalesce(substr(e.accepted_at, 1, 10), substr(v.visited_at, 1, 10)) AS day
    FROM store.action AS a LEFT JOIN store.visit AS v ON v.visit_id = a.visit_id AND v.run_out IS NULL AND v.withdrawn = 0
    LEFT JOIN store.event AS e ON e.event_id = coalesce(a.event_id, substr(v.event_ids || ';', 1, instr(v.event_ids || ';', ';') - 1)) AND e.run_out IS NULL AND e.withdrawn = 0
    WHERE a.run_out IS NULL AND a.withdrawn = 0 AND EXISTS (SELECT 1 FROM statistics))
SELECT p.policy, a.*, substr(a.due_at, 1, 10) AS due, substr(a.done_at, 1, 10) AS done,
    CASE WHEN length(a.due_at) > 10 AND length(a.done_at) > 10 THEN a.done_at > a.due_at ELSE substr(a.done_at, 1, 10) > substr(a.due_at, 1, 10) END AS late
FROM (SELECT DISTINCT policy FROM statistics) AS p CROSS JOIN a
WHERE a.day IS NULL OR EXISTS (SELECT 1 FROM policy_use AS u WHERE u.policy = p.policy AND (u.sites IS NULL OR instr(';' || u.sites || ';', ';' || a.site || ';'))
    AND (u.from_on IS NULL OR u.from_on <= a.day) AND (u.until_on IS NULL OR u.until_on >= a.day));

-- One row: the actions of one department in one period: opened, done, done after their day, verified in it; open when it ended, and of these
-- those whose day had passed. No period ends behind as-of, so what was done later is open.
CREATE TABLE rectified AS
SELECT * FROM (
    SELECT s.policy, s.period, a.department, sum(a.opened >= s.first) AS opened, sum(coalesce(a.done BETWEEN s.first AND s.till, 0)) AS done, sum(coalesce(a.late AND a.done BETWEEN s.first AND s.till, 0)) AS late,
        sum(coalesce(a.verified BETWEEN s.first AND s.till, 0)) AS verified, sum(coalesce(a.done, '9999') > s.till) AS open, sum(coalesce(coalesce(a.done, '9999') > s.till AND a.due <= s.till, 0)) AS overdue
    FROM statistics AS s CROSS JOIN temp.action_seen AS a ON a.policy = s.policy AND a.opened <= s.till GROUP BY s.policy, s.period, a.department) AS r
WHERE opened + done + verified + open > 0;
CREATE INDEX rectified_place ON rectified(policy, period);

-- One row: one action that was open when the period ended; the thirty whose day passed first. Texts masked.
CREATE TABLE open_action AS
SELECT * FROM (
    SELECT s.policy, s.period, s.till, a.action_id, a.department, a.about, a.owner, a.kind, mask_text(a.description) AS description, a.opened, a.due,
        row_number() OVER (PARTITION BY s.policy, s.period ORDER BY coalesce(a.due, '9999'), a.opened, a.action_id) AS place, count(*) OVER (PARTITION BY s.policy, s.period) AS total
    FROM statistics AS s CROSS JOIN temp.action_seen AS a ON a.policy = s.policy AND a.opened <= s.till AND coalesce(a.done, '9999') > s.till) AS o
WHERE place <= 30;
CREATE INDEX open_action_place ON open_action(policy, period, place);
DROP TABLE temp.action_seen;

-- One row: one customer in one count by customer of one period, the fifteen with most: how many, of which categories; customers and total: how many
-- there are in all. The name is that of the latest event, masked; the number of a customer without one is masked as a room is.
CREATE TABLE customer_count AS
WITH k AS (
    SELECT f.policy, f.period, f.kind, c.name, c.position, k.stage, substr(k.stage, length(c.name) + 2) AS id, k.numerator AS n
    FROM (SELECT DISTINCT policy, period, kind FROM form_period WHERE layout IN ('month', 'quarter', 'half', 'year', 'week')) AS f CROSS JOIN policy_count AS c ON c.policy = f.policy AND c.customers = 1
    CROSS JOIN store.metric AS k ON k.policy = c.policy AND k.metric = 'counted' AND k.period_kind = f.kind AND k.period = f.period AND k.scope_kind = 'all' AND k.scope = '' AND k.category = ''
        AND k.stage > c.name || ':' AND k.stage < c.name || ';'),
r AS (
    SELECT *, row_number() OVER (PARTITION BY policy, period, name ORDER BY id = '-', n DESC, id) AS place,
        sum(id <> '-') OVER (PARTITION BY policy, period, name) AS customers, sum(CASE WHEN id <> '-' THEN n ELSE 0 END) OVER (PARTITION BY policy, period, name) AS total
    FROM k)
SELECT r.policy, r.period, r.name, r.position, CASE r.id WHEN '-' THEN NULL ELSE r.place END AS place, r.n, r.customers, r.total,
    (SELECT group_concat(x, (SELECT CASE value WHEN 'en' THEN ', ' ELSE '、' END FROM param WHERE name = 'language')) FROM (
        SELECT (SELECT CASE l.value WHEN 'en' THEN c.en ELSE c.zh END FROM param AS l WHERE l.name = 'language') || ' ' || m.numerator AS x
        FROM policy_category AS c CROSS JOIN store.metric AS m ON m.policy = r.policy AND m.metric = 'counted' AND m.period_kind = r.kind AND m.period = r.period AND m.scope_kind = 'all' AND m.scope = ''
            AND m.category = c.category AND m.stage = r.stage
        WHERE c.policy = r.policy ORDER BY c.position)) AS parts,
    coalesce(mask_name(e.customer_name), mask_unit(r.id)) AS customer, mask_unit(e.unit) AS unit, coalesce(e.site, '') AS site
FROM r LEFT JOIN store.event AS e ON e.run_out IS NULL AND e.event_id = (
    SELECT x.event_id FROM store.event AS x WHERE x.story = 'c:' || r.id AND x.run_out IS NULL AND x.withdrawn = 0 AND substr(x.accepted_at, 1, 10) <= (SELECT value FROM param WHERE name = 'as_of')
    ORDER BY x.accepted_at DESC, x.event_id DESC LIMIT 1)
WHERE r.place <= 15 OR r.id = '-';
CREATE INDEX customer_count_place ON customer_count(policy, period, position, place);

-- One row: one figure of one site (scope_kind site), or of all (all), in one comparison of sites. Where nothing came in, a count is 0 and any other
-- figure is none. rank: among the sites that have the figure, the best first, or the largest where neither is better; those alike to six decimals share one.
CREATE TABLE site_measure AS
WITH given AS (
    SELECT f.policy, f.form, f.period, m.position, k.scope_kind, k.scope AS site, k.numerator AS num, k.denominator AS den, k.value_micro AS v
    FROM form_period AS f CROSS JOIN policy_measure AS m ON m.policy = f.policy AND m.form = f.form
    CROSS JOIN store.metric AS k ON k.policy = m.policy AND k.metric = m.metric AND k.period_kind = f.kind AND k.period = f.period AND k.scope_kind IN ('all', 'site') AND k.category = m.category AND k.stage = m.stage
    WHERE f.layout = 'sites'),
cell AS (
    SELECT s.*, m.position, m.shape, m.better, coalesce(g.num, CASE m.shape WHEN 'count' THEN 0 END) AS num, g.den, coalesce(g.v, CASE m.shape WHEN 'count' THEN 0 END) AS v
    FROM (SELECT DISTINCT policy, form, period, scope_kind, site FROM given) AS s CROSS JOIN policy_measure AS m ON m.policy = s.policy AND m.form = s.form
    LEFT JOIN given AS g ON g.policy = s.policy AND g.form = s.form AND g.period = s.period AND g.scope_kind = s.scope_kind AND g.site = s.site AND g.position = m.position)
SELECT policy, form, period, position, scope_kind, site, shape, num, den, v,
    CASE WHEN scope_kind = 'site' AND v IS NOT NULL THEN rank() OVER (PARTITION BY policy, form, period, position, scope_kind, v IS NULL ORDER BY CASE better WHEN -1 THEN v ELSE -v END) END AS rank
FROM cell;
CREATE INDEX site_measure_place ON site_measure(policy, form, period, site);
-- One row: what came in at one site, of one category, where a comparison counts it; by which channels, most used first.
CREATE TABLE site_volume AS
WITH k AS (
    SELECT f.policy, f.form, f.period, k.scope AS site, k.category, substr(k.stage, 9) AS channel, k.numerator AS n
    FROM form_period AS f CROSS JOIN policy_measure AS m ON m.policy = f.policy AND m.form = f.form AND m.metric = 'events'
    CROSS JOIN store.metric AS k ON k.policy = f.policy AND k.metric = 'events' AND k.period_kind = f.kind AND k.period = f.period AND k.scope_kind = 'site' AND k.category <> ''
        AND (k.stage = '' OR k.stage LIKE 'channel:%')
    WHERE f.layout = 'sites')
SELECT t.policy, t.form, t.period, t.site, t.category, t.n,
    (SELECT group_concat(x, (SELECT CASE value WHEN 'en' THEN ', ' ELSE '、' END FROM param WHERE name = 'language')) FROM (
        SELECT coalesce((SELECT CASE l.value WHEN 'en' THEN w.en ELSE w.zh END FROM word AS w, param AS l WHERE w.key = 'channel.' || c.channel AND l.name = 'language'), c.channel) || ' ' || c.n AS x
        FROM k AS c WHERE c.policy = t.policy AND c.form = t.form AND c.period = t.period AND c.site = t.site AND c.category = t.category AND c.channel <> '' ORDER BY c.n DESC, c.channel)) AS channels
FROM k AS t WHERE t.channel = '';
CREATE INDEX site_volume_place ON site_volume(policy, form, period);
-- One row: one period of a form whose report has its own days, from one cutoff to the next: 26 September to 25 October.
CREATE TABLE covered (policy TEXT, form TEXT, period TEXT, first TEXT, last TEXT, till TEXT, PRIMARY KEY (policy, form, period)) WITHOUT ROWID;
INSERT INTO covered
SELECT DISTINCT f.policy, f.form, f.period, d.covers_from, d.covers_to, min(d.covers_to, (SELECT value FROM param WHERE name = 'as_of'))
FROM form_period AS f JOIN policy_report AS r ON r.policy = f.policy AND r.form = f.form JOIN store.report_due AS d ON d.policy = r.policy AND d.report = r.report AND d.period = f.period
WHERE f.layout = 'month' AND d.place = 1 AND d.covers_from <> f.period || '-01' AND d.covers_from <= (SELECT value FROM param WHERE name = 'as_of');

-- One row: one canonical complaint accepted on these days. open: not finished when they ended.
CREATE TEMP TABLE covered_event AS
SELECT c.policy, c.form, c.period, e.event_id, coalesce(e.severity, '') AS severity, coalesce(e.validity, '') AS validity, coalesce(e.content_class, '') AS content_class, coalesce(e.channel, '') AS channel,
    coalesce(e.department, '') AS department, coalesce(substr(e.finished_at, 1, 10), '9999') > c.till AS open, e.escalated_at IS NOT NULL AS escalated,
    EXISTS (SELECT 1 FROM store.repeat_flag AS r WHERE r.policy = c.policy AND r.month = substr(e.accepted_at, 1, 7) AND r.event_id = e.event_id AND r.by_text = 0) AS repeated
FROM covered AS c JOIN store.event AS e ON e.accepted_at >= c.first AND e.accepted_at < date(c.till, '+1 day') AND e.category = 'complaint' AND e.run_out IS NULL AND e.withdrawn = 0
WHERE EXISTS (SELECT 1 FROM policy_use AS u WHERE u.policy = c.policy AND (u.sites IS NULL OR instr(';' || u.sites || ';', ';' || e.site || ';'))
        AND (u.from_on IS NULL OR u.from_on <= substr(e.accepted_at, 1, 10)) AND (u.until_on IS NULL OR u.until_on >= substr(e.accepted_at, 1, 10)))
    AND NOT EXISTS (SELECT 1 FROM store.merged_event AS m WHERE m.policy = c.policy AND m.month = substr(e.accepted_at, 1, 7) AND m.event_id = e.event_id);
-- One row: how many of them are alike in one column (part), with that value (item); all of them: part 'all'.
CREATE TABLE covered_part AS
SELECT policy, form, period, part, item, count(*) AS n, sum(open) AS open, sum(escalated) AS escalated, sum(repeated) AS repeated
FROM (SELECT 0 AS place, 'all' AS part, '' AS item, * FROM temp.covered_event UNION ALL SELECT 1, 'severity', severity, * FROM temp.covered_event
    UNION ALL SELECT 2, 'validity', validity, * FROM temp.covered_event UNION ALL SELECT 3, 'content_class', content_class, * FROM temp.covered_event
    UNION ALL SELECT 4, 'channel', channel, * FROM temp.covered_event UNION ALL SELECT 5, 'department', department, * FROM temp.covered_event)
GROUP BY policy, form, period, place, part, item HAVING part IN ('all', 'severity', 'department') OR item <> '' ORDER BY policy, form, period, place, n DESC, item;
CREATE INDEX covered_part_place ON covered_part(policy, form, period);
-- One row: what a check found on them, by its name.
CREATE TABLE covered_check AS
SELECT e.policy, e.form, e.period, k.check_name, count(DISTINCT e.event_id) AS n, sum(k.state = 'late') AS late, sum(k.state = 'missing') AS missing, sum(k.state IN ('incomplete', 'wrong')) AS wrong
FROM temp.covered_event AS e JOIN store.check_case AS k ON k.policy = e.policy AND k.event_id = e.event_id AND k.state IN ('late', 'missing', 'incomplete', 'wrong')
GROUP BY e.policy, e.form, e.period, k.check_name;
CREATE INDEX covered_check_place ON covered_check(policy, form, period);
DROP TABLE temp.covered_event;
