-- What the statistics of a period (layouts month to week) show beside the figures of `metric`: what became of the corrective actions,
-- department by department. One pass through the log of actions; no page looks at it.

-- One row: one period that a policy has statistics of; till: its last day, or the as-of day before that.
CREATE TABLE statistics (policy TEXT, period TEXT, first TEXT, last TEXT, till TEXT, PRIMARY KEY (policy, period)) WITHOUT ROWID;
INSERT INTO statistics
WITH days(policy, period, first, last) AS (
    SELECT policy, period, first, last FROM week
    UNION SELECT policy, period, period || '-01', date(period || '-01', '+1 month', '-1 day') FROM form_period WHERE layout = 'month'
    UNION SELECT policy, period, substr(period, 1, 4) || printf('-%02d-01', 3 * substr(period, 7) - 2), date(substr(period, 1, 4) || printf('-%02d-01', 3 * substr(period, 7) - 2), '+3 months', '-1 day')
        FROM form_period WHERE layout = 'quarter'
    UNION SELECT policy, period, substr(period, 1, 4) || printf('-%02d-01', 6 * substr(period, 7) - 5), date(substr(period, 1, 4) || printf('-%02d-01', 6 * substr(period, 7) - 5), '+6 months', '-1 day')
        FROM form_period WHERE layout = 'half'
    UNION SELECT policy, period, period || '-01-01', period || '-12-31' FROM form_period WHERE layout = 'year')
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
