-- What ledgers show (layout `ledger`): cases against the stages of the regulation. Without such a form the tables are empty and nothing is read.

-- One row: one stage that can be a column of a ledger, in the policy's order; column: from 1.
CREATE TABLE ledger_stage AS
SELECT f.policy, f.form, s.stage, s.zh, s.en, row_number() OVER (PARTITION BY f.policy, f.form ORDER BY s.position) AS column_no
FROM policy_form AS f JOIN policy_stage AS s ON s.policy = f.policy
WHERE f.layout = 'ledger' AND (f.categories IS NULL OR EXISTS (SELECT 1 FROM policy_category AS c WHERE c.policy = f.policy AND instr(';' || f.categories || ';', ';' || c.category || ';')
    AND instr(';' || s.categories || ';', ';' || c.category || ';')));
CREATE UNIQUE INDEX ledger_stage_place ON ledger_stage(policy, form, stage);

-- One row: one stage of one case; of a stage that recurs the last occurrence that has opened, else the first.
DROP TABLE IF EXISTS temp.ledger_seen;
CREATE TEMP TABLE ledger_seen AS
SELECT * FROM (
    SELECT l.policy, l.form, l.column_no, o.event_id, o.category, o.state, o.opens, o.deadline, substr(o.visited_at, 1, 10) AS visited, o.opens > a.value AS later,
        row_number() OVER (PARTITION BY l.policy, l.form, l.column_no, o.event_id ORDER BY o.opens > a.value, CASE WHEN o.opens <= a.value THEN -julianday(o.opens) ELSE julianday(o.opens) END) AS n
    FROM param AS a CROSS JOIN ledger_stage AS l CROSS JOIN store.obligation AS o ON o.policy = l.policy AND o.stage = l.stage
    WHERE a.name = 'as_of') AS d
WHERE n = 1;
-- One row: the cases of a ledger, five hundred of them: those with a visit missed or waiting first, the oldest first, then the latest.
CREATE TABLE ledger_case AS
SELECT * FROM (
    SELECT d.policy, d.form, d.event_id, d.category, d.wait, row_number() OVER (PARTITION BY d.policy, d.form ORDER BY d.wait IS NULL, d.wait, d.newest DESC, d.event_id) AS place, count(*) OVER (PARTITION BY d.policy, d.form) AS total
    FROM (SELECT policy, form, event_id, category, min(CASE WHEN state IN ('missed', 'pending', 'open') AND NOT later THEN coalesce(deadline, opens) END) AS wait, max(opens) AS newest
        FROM temp.ledger_seen GROUP BY policy, form, event_id) AS d) AS c
WHERE place <= 500;
CREATE UNIQUE INDEX ledger_case_place ON ledger_case(policy, form, place);
CREATE TABLE ledger_duty AS
SELECT c.policy, c.form, c.place, d.column_no, d.state, d.opens, d.deadline, d.visited, d.later FROM ledger_case AS c JOIN temp.ledger_seen AS d ON d.policy = c.policy AND d.form = c.form AND d.event_id = c.event_id;
CREATE INDEX ledger_duty_place ON ledger_duty(policy, form, place);
DROP TABLE temp.ledger_seen;
-- One row: whose case it is; amount: the customer's contracts in all, else that of the case.
CREATE TABLE ledger_head AS
SELECT c.policy, c.form, c.place, e.customer_id, mask_name(coalesce(k.name, e.customer_name)) AS customer, e.site, coalesce(k.amount, e.amount) AS amount
FROM ledger_case AS c JOIN store.event AS e ON e.event_id = c.event_id AND e.run_out IS NULL LEFT JOIN store.customer AS k ON k.customer_id = e.customer_id AND k.run_out IS NULL AND k.withdrawn = 0;
CREATE UNIQUE INDEX ledger_head_place ON ledger_head(policy, form, place);
