-- What the pages of the day's duties show beside what the scripts before have made: checks whose limit has just passed, what waits
-- without a limit, and each department's day in one row. The pages are read on the day after as-of.

-- One row: one row that a check found yesterday to be missing, done late, incomplete or not as it should be, or that has been missing
-- since at most seven days; sixty of a department, yesterday's first (total: how many there are).
CREATE TABLE check_over AS
WITH day(as_of, first) AS (SELECT value, date(value, '-6 days') FROM param WHERE name = 'as_of'),
month_of(period) AS (SELECT substr(as_of, 1, 7) FROM day UNION SELECT substr(first, 1, 7) FROM day),
found AS (
    SELECT c.policy, c.check_name, p.position, c.state, c.row_id, c.event_id, substr(c.from_at, 1, 16) AS from_at, substr(c.limit_at, 1, 16) AS limit_at,
        substr(c.done_at, 1, 16) AS done_at, coalesce(c.site, '') AS site, coalesce(c.department, '') AS department,
        substr(coalesce(c.limit_at, c.from_at), 1, 10) AS on_day, substr(coalesce(c.limit_at, c.from_at), 1, 10) = d.as_of AS yesterday
    FROM day AS d CROSS JOIN policy_check AS p CROSS JOIN month_of AS m
    CROSS JOIN store.check_case AS c ON c.policy = p.policy AND c.check_name = p.name AND c.month = m.period
    WHERE substr(coalesce(c.limit_at, c.from_at), 1, 10) BETWEEN d.first AND d.as_of
        AND (c.state = 'missing' OR c.state IN ('late', 'incomplete', 'wrong') AND substr(coalesce(c.limit_at, c.from_at), 1, 10) = d.as_of)),
placed AS (
    SELECT *, row_number() OVER (PARTITION BY department ORDER BY yesterday DESC, state <> 'missing', on_day DESC, policy, position, row_id, event_id, from_at) AS place,
        count(*) OVER (PARTITION BY department) AS total, sum(yesterday) OVER (PARTITION BY department) AS total_yesterday FROM found)
SELECT o.policy, o.check_name, o.state, o.row_id, o.event_id, o.from_at, o.limit_at, o.done_at, o.site, o.department, o.on_day, o.yesterday, o.place, o.total, o.total_yesterday,
    mask_name(e.customer_name) || coalesce(' · ' || mask_unit(e.unit), '') AS customer
FROM placed AS o LEFT JOIN store.event AS e ON e.event_id = o.event_id AND e.run_out IS NULL WHERE o.place <= 60;
CREATE INDEX check_over_department ON check_over(department, place);

-- One row: what one check wants done in a department and the text gives no limit for; since: the oldest. Where a threshold is not
-- set, nobody knows whether anything is to be done.
CREATE TABLE check_waiting AS
SELECT c.policy, c.check_name, coalesce(c.department, '') AS department, substr(min(c.from_at), 1, 10) AS since, count(*) AS n
FROM store.check_case AS c WHERE c.state = 'open' AND c.limit_at IS NULL AND EXISTS (SELECT 1 FROM policy_check AS p WHERE p.policy = c.policy AND p.name = c.check_name AND NOT p.undecided)
GROUP BY 1, 2, 3;

-- One row: what one department has to do today: how much falls due, ran over, opens, waits. Nothing: no row. Rows without a
-- department are one too, on a page of its own (file).
CREATE TABLE today_unit AS
WITH day(as_of, today, tomorrow) AS (SELECT value, date(value, '+1 day'), date(value, '+2 days') FROM param WHERE name = 'as_of'),
duty(department, what, n, since) AS (
    SELECT o.department, CASE WHEN o.state = 'missed' THEN CASE o.deadline WHEN d.as_of THEN 'over_yesterday' ELSE 'over_before' END
            WHEN o.deadline <= d.today THEN 'due_today' WHEN o.deadline = d.tomorrow THEN 'due_tomorrow' WHEN o.opens = d.today THEN 'opens_today' ELSE 'opens_tomorrow' END, 1, NULL
    FROM day AS d CROSS JOIN obligation AS o
    WHERE o.state = 'missed' OR o.state = 'pending' AND o.deadline <= d.tomorrow OR o.state IN ('pending', 'opening') AND o.opens IN (d.today, d.tomorrow)
    UNION ALL SELECT department, 'waiting', n, since FROM open_stage
    UNION ALL SELECT department, 'check_waiting', n, since FROM check_waiting
    UNION ALL SELECT department, 'check_yesterday', total_yesterday, NULL FROM check_over WHERE place = 1
    UNION ALL SELECT department, 'check_before', total - total_yesterday, NULL FROM check_over WHERE place = 1
    UNION ALL SELECT department, 'open', 1, substr(limit_at, 1, 10) FROM limit_case
    UNION ALL SELECT c.department, CASE WHEN c.limit_at < d.tomorrow THEN 'clock' ELSE 'clock_tomorrow' END, 1, NULL FROM day AS d CROSS JOIN clock AS c
    UNION ALL SELECT c.department, CASE WHEN c.limit_at < d.tomorrow THEN 'check_clock' ELSE 'check_clock_tomorrow' END, 1, NULL FROM day AS d CROSS JOIN check_due AS c
    UNION ALL SELECT p.department, 'promise', 1, NULL FROM day AS d CROSS JOIN promise AS p WHERE p.promised_on <= d.today
    UNION ALL SELECT p.department, 'promise', 1, NULL FROM day AS d CROSS JOIN promise_finding AS p WHERE p.promised_on <= d.today
    UNION ALL SELECT r.department, 'repeat', 1, NULL FROM day AS d CROSS JOIN now_repeat AS r WHERE r.by_department AND r.accepted_on = d.as_of)
SELECT department, CASE department WHEN '' THEN '未归属' ELSE department END AS file,
    coalesce(sum(n) FILTER (WHERE what = 'due_today'), 0) AS due_today, coalesce(sum(n) FILTER (WHERE what = 'due_tomorrow'), 0) AS due_tomorrow,
    coalesce(sum(n) FILTER (WHERE what = 'over_yesterday'), 0) AS over_yesterday, coalesce(sum(n) FILTER (WHERE what = 'over_before'), 0) AS over_before,
    coalesce(sum(n) FILTER (WHERE what = 'check_yesterday'), 0) AS check_yesterday, coalesce(sum(n) FILTER (WHERE what = 'check_before'), 0) AS check_before,
    coalesce(sum(n) FILTER (WHERE what = 'opens_today'), 0) AS opens_today, coalesce(sum(n) FILTER (WHERE what = 'opens_tomorrow'), 0) AS opens_tomorrow,
    coalesce(sum(n) FILTER (WHERE what = 'waiting'), 0) AS waiting, min(since) FILTER (WHERE what = 'waiting') AS waiting_since,
    coalesce(sum(n) FILTER (WHERE what = 'check_waiting'), 0) AS check_waiting, min(since) FILTER (WHERE what = 'check_waiting') AS check_since,
    coalesce(sum(n) FILTER (WHERE what = 'open'), 0) AS open, min(since) FILTER (WHERE what = 'open') AS open_since,
    coalesce(sum(n) FILTER (WHERE what = 'clock'), 0) AS clocks, coalesce(sum(n) FILTER (WHERE what = 'clock_tomorrow'), 0) AS clocks_tomorrow,
    coalesce(sum(n) FILTER (WHERE what = 'check_clock'), 0) AS check_clocks, coalesce(sum(n) FILTER (WHERE what = 'check_clock_tomorrow'), 0) AS check_clocks_tomorrow,
    coalesce(sum(n) FILTER (WHERE what = 'promise'), 0) AS promises, coalesce(sum(n) FILTER (WHERE what = 'repeat'), 0) AS repeats
FROM duty GROUP BY department HAVING sum(n) > 0;
