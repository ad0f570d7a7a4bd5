-- What was issued: the figures of periods that were over, as they stood until a later analysis replaced them, and the rows
-- of the logs that made it do so. It belongs to the history of the runs: no logs can bring it back, and a store that
-- issued nothing before has nothing here.

-- One analysis that replaced figures of periods that were over.
CREATE TABLE restating (
    run    INTEGER PRIMARY KEY,
    before INTEGER NOT NULL, -- the analysis whose figures it replaced
    cause  TEXT NOT NULL     -- rows: the stories that rows touched were told again; config: another configuration or
                             -- regulation; whole: everything was told again (staff, holidays, an earlier day, --full)
);

-- One figure of a period that was over, and what stood there until the analysis replaced it. All values NULL: the figure
-- had not been issued.
CREATE TABLE restated (
    policy      TEXT NOT NULL,
    metric      TEXT NOT NULL,
    period_kind TEXT NOT NULL,
    period      TEXT NOT NULL,
    scope_kind  TEXT NOT NULL,
    scope       TEXT NOT NULL,
    category    TEXT NOT NULL,
    stage       TEXT NOT NULL,
    run         INTEGER NOT NULL, -- restating(run)
    first_day   TEXT NOT NULL,    -- of the period
    last_day    TEXT NOT NULL,
    numerator   INTEGER,
    denominator INTEGER,
    value_micro INTEGER,
    target_micro INTEGER,
    compliant   INTEGER,
    PRIMARY KEY (policy, metric, period_kind, period, scope_kind, scope, category, stage, run)
) WITHOUT ROWID;

-- What one part of a story added to such figures: the difference between its telling before and its telling now. The
-- parts of a run sum to the difference of every figure that is a sum.
CREATE TABLE restated_part (
    run         INTEGER NOT NULL,
    policy      TEXT NOT NULL,
    metric      TEXT NOT NULL,    -- resolution_hours_p50: durations, numerator in seconds; '': any (everything was told again)
    scope_kind  TEXT NOT NULL,
    scope       TEXT NOT NULL,
    part        INTEGER NOT NULL, -- from 1 within the run
    period_kind TEXT NOT NULL,    -- '': it counts in every period that holds the day
    first_day   TEXT NOT NULL,    -- the day, or the first of the period
    category    TEXT NOT NULL,
    stage       TEXT NOT NULL,
    pooled      INTEGER NOT NULL, -- 1: also in the figure over all categories, 2: stages, 3: both
    numerator   INTEGER NOT NULL,
    denominator INTEGER NOT NULL,
    PRIMARY KEY (run, policy, metric, scope_kind, scope, part, period_kind, first_day, category, stage, pooled)
) WITHOUT ROWID;

-- One row of a log that came, changed or went and made the part's telling another.
CREATE TABLE restated_row (
    run        INTEGER NOT NULL,
    part       INTEGER NOT NULL,
    log        TEXT NOT NULL, -- events, visits
    record_key TEXT NOT NULL,
    PRIMARY KEY (run, part, log, record_key)
) WITHOUT ROWID;

-- One figure of a period that is over which is another now than as issued: by the first analysis whose as-of reached the
-- period's last day.
CREATE VIEW restatement (
    policy, metric, period_kind, period, scope_kind, scope, category, stage,
    first_day,
    last_day,
    issued_run,         -- the analysis that issued it first
    issued_numerator,   -- as issued; all NULL: not issued then
    issued_denominator,
    issued_micro,
    issued_compliant,
    numerator,          -- as known now; all NULL: there is no such figure any more
    denominator,
    value_micro,
    compliant,
    changes,            -- how many analyses issued it anew
    changed_run         -- the last of them
) AS
SELECT r.policy, r.metric, r.period_kind, r.period, r.scope_kind, r.scope, r.category, r.stage, r.first_day, r.last_day,
    (SELECT min(a.run) FROM analysis AS a WHERE a.as_of >= r.last_day),
    r.numerator, r.denominator, r.value_micro, r.compliant, m.numerator, m.denominator, m.value_micro, m.compliant,
    (SELECT count(*) FROM restated AS k WHERE k.policy = r.policy AND k.metric = r.metric AND k.period_kind = r.period_kind AND k.period = r.period
        AND k.scope_kind = r.scope_kind AND k.scope = r.scope AND k.category = r.category AND k.stage = r.stage),
    (SELECT max(k.run) FROM restated AS k WHERE k.policy = r.policy AND k.metric = r.metric AND k.period_kind = r.period_kind AND k.period = r.period
        AND k.scope_kind = r.scope_kind AND k.scope = r.scope AND k.category = r.category AND k.stage = r.stage)
FROM restated AS r
LEFT JOIN metric AS m ON m.policy = r.policy AND m.metric = r.metric AND m.period_kind = r.period_kind AND m.period = r.period
    AND m.scope_kind = r.scope_kind AND m.scope = r.scope AND m.category = r.category AND m.stage = r.stage
WHERE NOT EXISTS (SELECT 1 FROM restated AS k WHERE k.policy = r.policy AND k.metric = r.metric AND k.period_kind = r.period_kind AND k.period = r.period
        AND k.scope_kind = r.scope_kind AND k.scope = r.scope AND k.category = r.category AND k.stage = r.stage AND k.run < r.run)
    AND (m.numerator IS NOT r.numerator OR m.denominator IS NOT r.denominator OR m.value_micro IS NOT r.value_micro OR m.compliant IS NOT r.compliant)
    AND r.last_day <= (SELECT a.as_of FROM analysis AS a ORDER BY a.run DESC LIMIT 1);

-- One row of a log that made a part of a story another, where it came from and how it differs from what was known.
CREATE VIEW restated_by (
    run,
    part,
    log,
    record_key,
    own_at,     -- the time that the row speaks of
    site,
    department,
    what,       -- late: of a day that had been issued, after: it happened later, changed, withdrawn, with: it stands as it did
                -- and rows of other logs name it
    path,       -- where it stands
    line,
    brought_run -- the run that brought it
) AS
SELECT r.run, r.part, r.log, r.record_key, v.accepted_at, v.site, v.department,
    CASE WHEN v.run <= g.before AND max(v.accepted_at, coalesce(v.contacted_at, ''), coalesce(v.finished_at, ''), coalesce(v.delivered_at, ''),
            coalesce(v.escalated_at, ''), coalesce(v.feedback_form_at, '')) > a.as_of || ' 24' THEN 'after' WHEN v.run <= g.before THEN 'with'
        WHEN v.withdrawn = 1 THEN 'withdrawn' WHEN EXISTS (SELECT 1 FROM event AS o WHERE o.event_id = v.event_id AND o.run_out IS NOT NULL AND o.run <= g.before AND o.withdrawn = 0) THEN 'changed'
        WHEN substr(v.accepted_at, 1, 10) <= a.as_of THEN 'late' ELSE 'after' END,
    f.path, v.line, v.run
FROM restated_row AS r JOIN restating AS g ON g.run = r.run JOIN analysis AS a ON a.run = g.before
JOIN event AS v ON v.event_id = r.record_key AND v.run <= r.run AND (v.run_out IS NULL OR v.run_out > r.run)
LEFT JOIN file AS f ON f.file = v.file
WHERE r.log = 'events'
UNION ALL
SELECT r.run, r.part, r.log, r.record_key, v.visited_at, v.site, v.department,
    CASE WHEN v.run <= g.before AND max(v.visited_at, coalesce(v.reviewed_at, ''), coalesce(v.filed_at, ''), coalesce(v.reported_at, ''),
            coalesce(v.replied_at, '')) > a.as_of || ' 24' THEN 'after' WHEN v.run <= g.before THEN 'with'
        WHEN v.withdrawn = 1 THEN 'withdrawn' WHEN EXISTS (SELECT 1 FROM visit AS o WHERE o.visit_id = v.visit_id AND o.run_out IS NOT NULL AND o.run <= g.before AND o.withdrawn = 0) THEN 'changed'
        WHEN substr(v.visited_at, 1, 10) <= a.as_of THEN 'late' ELSE 'after' END,
    f.path, v.line, v.run
FROM restated_row AS r JOIN restating AS g ON g.run = r.run JOIN analysis AS a ON a.run = g.before
JOIN visit AS v ON v.visit_id = r.record_key AND v.run <= r.run AND (v.run_out IS NULL OR v.run_out > r.run)
LEFT JOIN file AS f ON f.file = v.file
WHERE r.log = 'visits';
