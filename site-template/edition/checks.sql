-- What the checks of a policy found: rows not in order in the running month and the one before it, and what is still open;
-- the samples drawn; what became of the reports.

-- One row: one check's row that is late, missing, incomplete, wrong, not judgeable or has come in spite of it in the two months, or still open; the fifty latest of each.
CREATE TABLE check_now AS
SELECT * FROM (
    SELECT k.policy, k.check_name, k.state, k.row_kind, k.row_id, k.event_id, k.from_at, k.limit_at, k.done_at, k.lacking, k.category, k.site, k.department, k.month,
        row_number() OVER (PARTITION BY k.policy, k.check_name ORDER BY k.state = 'open', coalesce(k.limit_at, k.from_at) DESC, k.row_id, k.event_id) AS place,
        count(*) OVER (PARTITION BY k.policy, k.check_name) AS total
    FROM (SELECT c.* FROM policy_check AS p CROSS JOIN month AS m CROSS JOIN store.check_case AS c ON c.policy = p.policy AND c.check_name = p.name AND c.month = m.period
                AND c.state IN ('late', 'missing', 'incomplete', 'wrong', 'not_judgeable', 'came')
            WHERE m.period IN (SELECT value FROM param WHERE name IN ('month', 'prev_month'))
        UNION ALL SELECT c.* FROM policy_check AS p CROSS JOIN store.check_case AS c ON c.policy = p.policy AND c.check_name = p.name AND c.state = 'open') AS k) AS r
WHERE place <= 50;
ALTER TABLE check_now ADD COLUMN customer TEXT;
UPDATE check_now SET customer = (SELECT mask_name(e.customer_name) || coalesce(' · ' || mask_unit(e.unit), '') FROM store.event AS e WHERE e.event_id = check_now.event_id AND e.run_out IS NULL);

-- One row: how long what is open of one check without a limit has waited, in days to the as-of day: the oldest, the median and the 90th percentile (nearest rank).
CREATE TABLE check_age AS
SELECT policy, check_name, n, max(days) AS oldest, max(CASE WHEN place = (n + 1) / 2 THEN days END) AS median, max(CASE WHEN place = (9 * n + 9) / 10 THEN days END) AS p90
FROM (SELECT policy, check_name, days, count(*) OVER w AS n, row_number() OVER (PARTITION BY policy, check_name ORDER BY days) AS place
    FROM (SELECT c.policy, c.check_name, CAST(julianday(t.value) - julianday(substr(c.from_at, 1, 10)) AS INTEGER) AS days
        FROM param AS t CROSS JOIN store.check_case AS c INDEXED BY check_case_open
        WHERE t.name = 'as_of' AND c.state = 'open' AND c.limit_at IS NULL AND c.policy IN (SELECT policy FROM policy)) AS o
    WINDOW w AS (PARTITION BY policy, check_name)) AS r
GROUP BY policy, check_name, n;

-- One row: one plan of the two months, or later, that a visit has not answered in time, under a policy that asks for that.
CREATE TABLE plan_state AS
SELECT c.policy, c.row_id AS plan_id, min(c.state) AS state FROM policy_check AS p CROSS JOIN store.check_case AS c ON c.policy = p.policy AND c.check_name = p.name
    AND c.month >= (SELECT value FROM param WHERE name = 'prev_month')
WHERE p.of_plans = 1 GROUP BY c.policy, c.row_id;
CREATE INDEX plan_state_place ON plan_state(policy, plan_id);

-- One row: one answer promised to a finding that was not given yet.
CREATE TABLE promise_finding AS
SELECT f.finding_id AS no, coalesce(f.event_id, v.event_ids, '') AS events, substr(f.promised_at, 1, 10) AS promised_on, coalesce(v.site, e.site, '') AS site,
    coalesce(f.department, v.department, e.department, '') AS department
FROM store.finding AS f LEFT JOIN store.visit AS v ON v.visit_id = f.visit_id AND v.run_out IS NULL AND v.withdrawn = 0
    LEFT JOIN store.event AS e ON e.event_id = coalesce(f.event_id, v.event_ids) AND e.run_out IS NULL
WHERE f.run_out IS NULL AND f.withdrawn = 0 AND f.promised_at IS NOT NULL AND substr(f.raised_at, 1, 10) <= (SELECT value FROM param WHERE name = 'as_of')
  AND coalesce(substr(f.replied_at, 1, 10), substr(f.handled_at, 1, 10), '9999') > (SELECT value FROM param WHERE name = 'as_of');

-- One row: one log that checks look at, and whether it ever brought a row.
CREATE TABLE log_known AS
SELECT 'steps' AS log, '处置步骤' AS zh, EXISTS (SELECT 1 FROM store.step) AS is_there UNION ALL SELECT 'findings', '反馈', EXISTS (SELECT 1 FROM store.finding)
UNION ALL SELECT 'actions', '纠正预防措施', EXISTS (SELECT 1 FROM store.action) UNION ALL SELECT 'plans', '回访计划', EXISTS (SELECT 1 FROM store.plan)
UNION ALL SELECT 'letters', '函件', EXISTS (SELECT 1 FROM store.letter) UNION ALL SELECT 'custody', '表单签收', EXISTS (SELECT 1 FROM store.custody)
UNION ALL SELECT 'answers', '检查项回答', EXISTS (SELECT 1 FROM store.answer) UNION ALL SELECT 'checks', '抽查', EXISTS (SELECT 1 FROM store.spot_check)
UNION ALL SELECT 'submissions', '报告流转', EXISTS (SELECT 1 FROM store.submission) UNION ALL SELECT 'grants', '查阅批准', EXISTS (SELECT 1 FROM store.access_grant);

-- One row: one open row whose limit passes within two days after as-of.
CREATE TABLE check_due AS
SELECT c.policy, c.check_name, c.row_id, c.event_id, substr(c.limit_at, 1, 16) AS limit_at, coalesce(c.site, '') AS site, coalesce(c.department, '') AS department,
    mask_name(e.customer_name) || coalesce(' · ' || mask_unit(e.unit), '') AS customer
FROM policy_check AS p CROSS JOIN store.check_case AS c ON c.policy = p.policy AND c.check_name = p.name AND c.state = 'open'
    AND c.limit_at < date((SELECT value FROM param WHERE name = 'as_of'), '+3 days')
LEFT JOIN store.event AS e ON e.event_id = c.event_id AND e.run_out IS NULL;

-- One row: one event drawn for a sample of the running period or the last one; the first hundred of a site.
CREATE TABLE sample_list AS
SELECT d.policy, d.sample, d.period, d.site, d.place, d.event_id, e.issue, coalesce(e.department, '') AS department,
    mask_name(e.customer_name) || coalesce(' · ' || mask_unit(e.unit), '') AS customer
FROM policy_sample AS p CROSS JOIN store.sample_draw AS d ON d.policy = p.policy AND d.sample = p.name AND d.place <= 100
    AND d.period IN (SELECT value FROM param WHERE name IN ('month', 'prev_month', 'quarter', 'week', 'year'))
LEFT JOIN store.event AS e ON e.event_id = d.event_id AND e.run_out IS NULL;

-- One row: one step of a report that is to come within a month, was due within the last two, or has no day and is about one
-- of the last periods.
CREATE TABLE report_state AS
SELECT r.policy, r.report, r.period, r.step, r.place, r.covers_from, r.covers_to, r.due_on, r.due_time, r.state, substr(r.at, 1, 16) AS at, r.by_whom
FROM store.report_due AS r
WHERE r.due_on BETWEEN date((SELECT value FROM param WHERE name = 'as_of'), '-62 days') AND date((SELECT value FROM param WHERE name = 'as_of'), '+31 days')
   OR r.due_on IS NULL AND r.covers_to > date((SELECT value FROM param WHERE name = 'as_of'), '-62 days') AND r.covers_from <= (SELECT value FROM param WHERE name = 'as_of');
