-- Runs in the place of gather.sql when the edition is carried on: gathers the same of those lists of those months in which
-- anything changed (edition_list). That is little, so it is searched for by month.

-- Obligations that somebody has to look at, and those that wait.
DROP TABLE IF EXISTS temp.duty;
CREATE TEMP TABLE duty AS
SELECT month, policy, event_id, category, stage, state, due, optional, opens, deadline, visit_id, visited_at, exempt_reason,
    coalesce(site, '') AS site, coalesce(department, '') AS department
FROM (SELECT month AS at FROM edition_list WHERE list = 'obligation') AS t CROSS JOIN (SELECT policy AS of FROM policy) AS p
CROSS JOIN store.obligation INDEXED BY obligation_month ON policy = of AND month = at AND (state <> 'met' OR due = 0) = 1
ORDER BY month, state;
CREATE INDEX temp.duty_month ON duty(month, state);

-- Flagged events of repeated problems, without the lists of events that lie behind in the row.
DROP TABLE IF EXISTS temp.flag;
CREATE TEMP TABLE flag AS
SELECT r.month, r.story, r.policy, r.category, r.by_text, r.event_id, r.accepted_at, r.count, r.customer_id, r.issue
FROM (SELECT month FROM edition_list WHERE list = 'repeat_flag') AS t CROSS JOIN policy AS p
CROSS JOIN store.repeat_flag AS r INDEXED BY repeat_flag_month ON r.policy = p.policy AND r.month = t.month
ORDER BY r.month, r.by_text;
CREATE INDEX temp.flag_month ON flag(month, by_text);

-- Events over a limit.
DROP TABLE IF EXISTS temp.over;
CREATE TEMP TABLE over AS
SELECT month, policy, rule, state, event_id, category, accepted_at, limit_at, done_at, coalesce(site, '') AS site, coalesce(department, '') AS department
FROM (SELECT month AS at FROM edition_list WHERE list = 'limit_case') AS t CROSS JOIN (SELECT policy AS of FROM policy) AS p
CROSS JOIN store.limit_case INDEXED BY limit_case_month ON policy = of AND rule IN ('contact', 'unresolved', 'escalation', 'resolution', 'on_time') AND month = at
WHERE state IN ('over', 'open')
ORDER BY month, state;
CREATE INDEX temp.over_month ON over(month, state);

-- Visits against a rule: how many there are, each month's rules that are broken least (of which there are less than fifty
-- before them), and of these the visits; of the running month all.
DROP TABLE IF EXISTS temp.broke;
CREATE TEMP TABLE broke AS
SELECT b.month, b.policy, b.visit_id, b.rule, b.clause, substr(b.visited_at, 1, 10) AS visited_on, coalesce(b.site, '') AS site, coalesce(b.department, '') AS department
FROM (SELECT month FROM edition_list WHERE list = 'visit_breach') AS t CROSS JOIN policy AS p
CROSS JOIN store.visit_breach AS b INDEXED BY visit_breach_month ON b.policy = p.policy AND b.month = t.month;
DROP TABLE IF EXISTS temp.breaches;
CREATE TEMP TABLE breaches AS
SELECT month, policy, rule, clause, site, department, count(*) AS n FROM broke GROUP BY month, policy, rule, clause, site, department;
DROP TABLE IF EXISTS temp.rare;
CREATE TEMP TABLE rare (month TEXT, policy TEXT, rule TEXT, n INTEGER, PRIMARY KEY (month, policy, rule)) WITHOUT ROWID;
INSERT INTO rare
SELECT month, policy, rule, n FROM (
    SELECT month, policy, rule, n, sum(n) OVER (PARTITION BY month ORDER BY n, rule RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE GROUP) AS rarer
    FROM (SELECT month, policy, rule, sum(n) AS n FROM breaches GROUP BY month, policy, rule) AS r) AS r
WHERE coalesce(rarer, 0) < 50;
DROP TABLE IF EXISTS temp.broken;
CREATE TEMP TABLE broken AS
SELECT * FROM broke AS b
WHERE month = (SELECT value FROM param WHERE name = 'month') OR EXISTS (SELECT 1 FROM rare AS r WHERE r.month = b.month AND r.policy = b.policy AND r.rule = b.rule)
ORDER BY month, rule;
CREATE INDEX temp.broken_month ON broken(month, rule);
