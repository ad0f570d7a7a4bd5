-- What the page on data quality shows of the history of the runs: how long rows have waited, how they were closed, what
-- changed in the sources, and which issued figures are others now. Days of runs are those on which they began.

-- One row: one source with a row dated after as-of, a slip of the pen or not, and the day of its latest row that is not. Sources of plans
-- and lists have none: their rows have no time of their own that has to be past.
CREATE TABLE source_last AS
SELECT s.name AS source, CASE s.table_name
    WHEN 'events' THEN (SELECT substr(x.accepted_at, 1, 10) FROM store.event AS x WHERE x.source = s.name AND x.run_out IS NULL AND x.accepted_at < t.next ORDER BY x.accepted_at DESC LIMIT 1)
    WHEN 'visits' THEN (SELECT substr(x.visited_at, 1, 10) FROM store.visit AS x WHERE x.source = s.name AND x.run_out IS NULL AND x.visited_at < t.next ORDER BY x.visited_at DESC LIMIT 1)
    WHEN 'steps' THEN (SELECT substr(x.at, 1, 10) FROM store.step AS x WHERE x.source = s.name AND x.run_out IS NULL AND x.at < t.next ORDER BY x.at DESC LIMIT 1)
    WHEN 'findings' THEN (SELECT substr(x.raised_at, 1, 10) FROM store.finding AS x WHERE x.source = s.name AND x.run_out IS NULL AND x.raised_at < t.next ORDER BY x.raised_at DESC LIMIT 1)
    WHEN 'actions' THEN (SELECT substr(x.opened_at, 1, 10) FROM store.action AS x WHERE x.source = s.name AND x.run_out IS NULL AND x.opened_at < t.next ORDER BY x.opened_at DESC LIMIT 1)
    WHEN 'letters' THEN (SELECT substr(x.sent_on, 1, 10) FROM store.letter AS x WHERE x.source = s.name AND x.run_out IS NULL AND x.sent_on < t.next ORDER BY x.sent_on DESC LIMIT 1)
    WHEN 'custody' THEN (SELECT substr(x.at, 1, 10) FROM store.custody AS x WHERE x.source = s.name AND x.run_out IS NULL AND x.at < t.next ORDER BY x.at DESC LIMIT 1)
    WHEN 'checks' THEN (SELECT substr(x.at, 1, 10) FROM store.spot_check AS x WHERE x.source = s.name AND x.run_out IS NULL AND x.at < t.next ORDER BY x.at DESC LIMIT 1)
    WHEN 'submissions' THEN (SELECT substr(x.at, 1, 10) FROM store.submission AS x WHERE x.source = s.name AND x.run_out IS NULL AND x.at < t.next ORDER BY x.at DESC LIMIT 1) END AS last
FROM source AS s CROSS JOIN (SELECT date(value, '+1 day') AS next FROM param WHERE name = 'as_of') AS t
WHERE EXISTS (SELECT 1 FROM store.file AS f WHERE f.source = s.name AND f.last_at >= t.next);

-- One row: one source of which rows wait or waited. Copies that were refused again are the same entry.
CREATE TABLE waiting_source AS
WITH entry AS (
    SELECT f.source, q.file, q.closed_run, s.as_of AS since_on, c.as_of AS closed_on,
        q.closed_file IS NOT NULL AND EXISTS (SELECT 1 FROM store.quarantine AS k WHERE k.file = q.closed_file AND k.line = q.closed_line) AS again
    FROM store.quarantine AS q JOIN store.file AS f ON f.file = q.file JOIN store.run AS s ON s.run = q.since_run LEFT JOIN store.run AS c ON c.run = q.closed_run)
SELECT source, sum(closed_run IS NULL) AS n_open, min(CASE WHEN closed_run IS NULL THEN since_on END) AS since_on,
    sum(closed_run IS NULL AND since_on < date((SELECT value FROM param WHERE name = 'as_of'), '-6 days')) AS n_week,
    sum(closed_run IS NULL AND since_on < date((SELECT value FROM param WHERE name = 'as_of'), '-29 days')) AS n_month,
    sum(closed_run IS NOT NULL AND NOT again) AS n_closed,
    CAST(round(avg(CASE WHEN closed_run IS NOT NULL AND NOT again THEN max(0, julianday(closed_on) - julianday(since_on)) END)) AS INTEGER) AS days_closed
FROM entry GROUP BY source HAVING n_open > 0 OR n_closed > 0;

-- One row: one entry that was closed, the forty latest.
CREATE TABLE mended AS
SELECT f.path, q.line, q.reason, q.field, s.as_of AS since_on, c.as_of AS closed_on, b.path AS by_path, q.closed_line AS by_line
FROM store.quarantine AS q JOIN store.file AS f ON f.file = q.file JOIN store.run AS s ON s.run = q.since_run JOIN store.run AS c ON c.run = q.closed_run
LEFT JOIN store.file AS b ON b.file = q.closed_file
WHERE q.closed_run IS NOT NULL AND NOT EXISTS (SELECT 1 FROM store.quarantine AS k WHERE k.file = q.closed_file AND k.line = q.closed_line)
ORDER BY q.closed_run DESC, f.path, q.line LIMIT 40;

-- One row: one entry that waits, as far as its row can be read: its log, the month of its own time, whether the log knows
-- its number already, how many events it may name.
CREATE TABLE waiting_row AS
SELECT f.source, s.table_name AS log, substr(q.own_at, 1, 7) AS month,
    CASE s.table_name WHEN 'events' THEN EXISTS (SELECT 1 FROM store.event AS e WHERE e.run_out IS NULL AND e.event_id = substr(q.record_key, 8))
        WHEN 'visits' THEN EXISTS (SELECT 1 FROM store.visit AS v WHERE v.run_out IS NULL AND v.visit_id = substr(q.record_key, 8)) ELSE 0 END AS known,
    1 + length(CAST(q.raw AS TEXT)) - length(replace(CAST(q.raw AS TEXT), ';', '')) AS named
FROM store.quarantine AS q JOIN store.file AS f ON f.file = q.file JOIN source AS s ON s.name = f.source WHERE q.closed_run IS NULL;

-- One row: what one rate of one month is, and between what it would lie if every row that waits were valid (docs/pages.md,
-- «If all rows were valid»): k counts what new rows may add, c what rows may change, lost what they may take away.
CREATE TABLE what_if AS
WITH most(policy, n) AS (
    SELECT p.policy, coalesce(max((SELECT count(*) FROM policy_stage AS s WHERE s.policy = p.policy AND s.optional = 0 AND instr(';' || s.categories || ';', ';' || c.category || ';'))), 1)
    FROM policy AS p LEFT JOIN policy_category AS c ON c.policy = p.policy GROUP BY p.policy),
figure AS (
    SELECT m.policy, m.metric, m.period, m.numerator AS n, m.denominator AS d FROM store.metric AS m
    WHERE m.period_kind = 'month' AND m.period IN (SELECT value FROM param WHERE name IN ('month', 'prev_month')) AND m.scope_kind = 'all' AND m.category = '' AND m.stage = ''
        AND m.metric IN ('visit_rate', 'timely_rate', 'pass_rate', 'satisfaction_rate', 'contact_rate') AND m.denominator > 0 AND m.policy IN (SELECT policy FROM policy)),
alike AS (SELECT log, month, known, named, count(*) AS n FROM waiting_row GROUP BY log, month, known, named),
part AS (
    SELECT f.policy, f.metric, f.period, f.n, f.d,
        sum(w.n * (w.known OR w.month IS NULL OR CASE WHEN f.metric IN ('visit_rate', 'timely_rate') THEN w.log = 'visits' OR w.month <= f.period ELSE w.month = f.period END)) AS n_rows,
        CASE WHEN w.log = 'events' AND f.metric IN ('visit_rate', 'timely_rate') THEN (SELECT n FROM most WHERE most.policy = f.policy) * sum(w.n * (NOT w.known AND (w.month IS NULL OR w.month <= f.period)))
            WHEN w.log = 'events' AND f.metric = 'contact_rate' OR w.log = 'visits' AND f.metric IN ('pass_rate', 'satisfaction_rate') THEN sum(w.n * (NOT w.known AND (w.month IS NULL OR w.month = f.period)))
            ELSE 0 END AS k,
        CASE WHEN w.log = 'events' AND f.metric IN ('visit_rate', 'timely_rate') THEN (SELECT n FROM most WHERE most.policy = f.policy) * sum(w.n * w.known)
            WHEN w.log = 'visits' AND f.metric IN ('visit_rate', 'timely_rate') THEN sum(w.n * w.named) ELSE sum(w.n * w.known) END AS c,
        CASE WHEN w.log = 'visits' AND f.metric = 'visit_rate' THEN sum(CASE WHEN w.known THEN w.n * w.named ELSE 0 END) ELSE -1 END AS lost
    FROM figure AS f JOIN alike AS w ON w.log = 'events' AND f.metric IN ('visit_rate', 'timely_rate', 'contact_rate')
        OR w.log = 'visits' AND f.metric IN ('visit_rate', 'timely_rate', 'pass_rate', 'satisfaction_rate')
    GROUP BY f.policy, f.metric, f.period, w.log)
SELECT policy, metric, period, sum(n_rows) AS n_rows, n, d, max(0, n - sum(CASE lost WHEN -1 THEN c ELSE lost END)) AS low_n, min(d, n + sum(c)) + sum(k) AS high_n, d + sum(k) AS wide_d
FROM part GROUP BY policy, metric, period HAVING sum(k) + sum(c) > 0;

-- One row: one thing that changed in a source, as the latest run within 31 days found it.
CREATE TABLE drift AS
SELECT source, kind, path, what, found, expected, found_on FROM (
    SELECT d.*, r.as_of AS found_on, row_number() OVER (PARTITION BY d.source, d.kind, d.path, d.what ORDER BY d.run DESC) AS place
    FROM store.drift AS d JOIN store.run AS r ON r.run = d.run
    WHERE r.as_of > date((SELECT value FROM param WHERE name = 'as_of'), '-31 days')) AS t WHERE place = 1;

DROP TABLE IF EXISTS temp.form_run;
CREATE TEMP TABLE form_run AS SELECT DISTINCT run FROM store.survey_form;
-- One row: one figure of the pages, of a month, quarter or year that is over, which is another now than as issued; the two
-- hundred latest. total: how many there are.
CREATE TABLE restated_figure AS
SELECT row_number() OVER (ORDER BY last_day DESC, period_kind, scope_kind, scope, ord, category, stage, policy) AS place, count(*) OVER () AS total, t.*
FROM (SELECT r.*, i.ord, i.title_zh, i.title_en, i.good, a.as_of AS issued_as_of, b.as_of AS changed_as_of,
        CASE WHEN r.category = 'survey' AND g.cause = 'rows' AND EXISTS (SELECT 1 FROM temp.form_run AS x WHERE x.run > g.before AND x.run <= g.run) THEN 'surveys' ELSE g.cause END AS cause
    FROM store.restatement AS r
    JOIN indicator_def AS i ON i.policy = r.policy AND i.metric = r.metric AND i.category = r.category AND i.stage = r.stage
    JOIN store.analysis AS a ON a.run = r.issued_run JOIN store.analysis AS b ON b.run = r.changed_run JOIN store.restating AS g ON g.run = r.changed_run
    WHERE r.period_kind IN ('month', 'quarter', 'year') AND r.scope_kind IN ('all', 'department', 'site')
        AND (r.issued_numerator IS NOT r.numerator OR r.issued_denominator IS NOT r.denominator)) AS t
ORDER BY place LIMIT 200;
-- One row: one row of a log that explains one of them (docs/pages.md, «As issued and as known now»). Parts without a policy: of
-- a run that told everything again.
CREATE TABLE restated_reason AS
WITH wanted(place, policy, metric) AS (
    SELECT place, policy, CASE metric WHEN 'complaint_rate' THEN 'complaints' WHEN 'failure_rate' THEN 'events' ELSE metric END FROM restated_figure
    UNION ALL SELECT place, '', '' FROM restated_figure)
SELECT DISTINCT f.place, y.log, y.record_key, y.what, y.path, y.line
FROM wanted AS w JOIN restated_figure AS f ON f.place = w.place
CROSS JOIN store.restated AS k ON k.policy = f.policy AND k.metric = f.metric AND k.period_kind = f.period_kind AND k.period = f.period
    AND k.scope_kind = f.scope_kind AND k.scope = f.scope AND k.category = f.category AND k.stage = f.stage
CROSS JOIN store.restated_part AS p ON p.run = k.run AND p.policy = w.policy AND p.metric = w.metric AND p.scope_kind = f.scope_kind AND p.scope = f.scope
    AND (p.period_kind = '' AND p.first_day BETWEEN f.first_day AND f.last_day OR p.period_kind = f.period_kind AND p.first_day = f.first_day)
    AND (p.policy = '' OR (p.category = f.category OR f.category = '' AND p.pooled & 1) AND (p.stage = f.stage OR f.stage = '' AND p.pooled & 2))
CROSS JOIN store.restated_by AS y ON y.run = p.run AND y.part = p.part;
