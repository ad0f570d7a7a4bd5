-- Runs once before month.sql: gathers what the months to be filled (edition_todo) are made from. Results lie in the order of
-- their stories, a month's rows on nearly every page: one pass through a table is cheaper than a search for one month already.
-- The signs before month and policy keep SQLite from searching: NOT INDEXED alone leaves it the index for IN. What is
-- gathered is put in order by month once, so that each month reads its rows one after the other.

-- Obligations that somebody has to look at, and those that wait.
DROP TABLE IF EXISTS temp.duty;
CREATE TEMP TABLE duty AS
SELECT month, policy, event_id, category, stage, state, due, optional, opens, deadline, visit_id, visited_at, exempt_reason,
    coalesce(site, '') AS site, coalesce(department, '') AS department
FROM store.obligation NOT INDEXED
WHERE (state <> 'met' OR due = 0) AND +month IN (SELECT month FROM edition_todo) AND +policy IN (SELECT policy FROM policy)
ORDER BY month, state;
CREATE INDEX temp.duty_month ON duty(month, state);

-- Flagged events of repeated problems, without the lists of events that lie behind in the row.
DROP TABLE IF EXISTS temp.flag;
CREATE TEMP TABLE flag AS
SELECT r.month, r.story, r.policy, r.category, r.by_text, r.event_id, r.accepted_at, r.count, r.customer_id, r.issue
FROM store.repeat_flag AS r NOT INDEXED
WHERE +r.month IN (SELECT month FROM edition_todo) AND +r.policy IN (SELECT policy FROM policy)
ORDER BY r.month, r.by_text;
CREATE INDEX temp.flag_month ON flag(month, by_text);

-- Events over a limit.
DROP TABLE IF EXISTS temp.over;
CREATE TEMP TABLE over AS
SELECT month, policy, rule, state, event_id, category, accepted_at, limit_at, done_at, coalesce(site, '') AS site, coalesce(department, '') AS department
FROM store.limit_case NOT INDEXED
WHERE state IN ('over', 'open') AND +month IN (SELECT month FROM edition_todo) AND +policy IN (SELECT policy FROM policy)
ORDER BY month, state;
CREATE INDEX temp.over_month ON over(month, state);

-- Visits against a rule: how many there are, each month's rules that are broken least (of which there are less than fifty
-- before them), and of these the visits; of the running month all.
DROP TABLE IF EXISTS temp.breaches;
CREATE TEMP TABLE breaches (month TEXT, policy TEXT, rule TEXT, clause TEXT, site TEXT, department TEXT, n INTEGER,
    PRIMARY KEY (month, policy, rule, clause, site, department)) WITHOUT ROWID;
INSERT INTO breaches
SELECT month, policy, rule, clause, coalesce(site, ''), coalesce(department, ''), 1 FROM store.visit_breach NOT INDEXED
WHERE +month IN (SELECT month FROM edition_todo) AND +policy IN (SELECT policy FROM policy)
ON CONFLICT (month, policy, rule, clause, site, department) DO UPDATE SET n = n + 1;
DROP TABLE IF EXISTS temp.rare;
CREATE TEMP TABLE rare (month TEXT, policy TEXT, rule TEXT, n INTEGER, PRIMARY KEY (month, policy, rule)) WITHOUT ROWID;
INSERT INTO rare
SELECT month, policy, rule, n FROM (
    SELECT month, policy, rule, n, sum(n) OVER (PARTITION BY month ORDER BY n, rule RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE GROUP) AS rarer
    FROM (SELECT month, policy, rule, sum(n) AS n FROM breaches GROUP BY month, policy, rule) AS r) AS r
WHERE coalesce(rarer, 0) < 50;
DROP TABLE IF EXISTS temp.broken;
CREATE TEMP TABLE broken AS
SELECT month, policy, visit_id, rule, clause, substr(visited_at, 1, 10) AS visited_on, coalesce(site, '') AS site, coalesce(department, '') AS department
FROM store.visit_breach AS b NOT INDEXED
WHERE +month IN (SELECT month FROM edition_todo) AND +policy IN (SELECT policy FROM policy)
    AND (month = (SELECT value FROM param WHERE name = 'month') OR EXISTS (SELECT 1 FROM rare AS r WHERE r.month = b.month AND r.policy = b.policy AND r.rule = b.rule))
ORDER BY month, rule;
CREATE INDEX temp.broken_month ON broken(month, rule);
