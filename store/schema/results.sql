-- Results: what the analysis makes of the facts. Everything that shows something reads these tables and nothing else.
-- Rows that belong to a story are replaced when the story is told again. Documented in docs/data-dictionary.md.

-- One analysis; the row with the highest run says what the results stand for.
CREATE TABLE analysis (
    run        INTEGER PRIMARY KEY, -- results know the facts as this run left them
    as_of      TEXT NOT NULL,       -- the reports see the world at 24:00 of this day
    count_from TEXT NOT NULL,       -- nothing older is owed, missed or late; '' before the first event
    config     BLOB NOT NULL,       -- digest of configuration and policies
    stories    INTEGER NOT NULL,    -- stories told
    periods    INTEGER NOT NULL     -- periods summed
);

-- Which months changed since the last full analysis, and in which run last: what shows a month is good as long as no later
-- run stands here. month '' is the run of the full analysis, which changed all of them. Otherwise a month stands here when
-- in that run a result row of the month was written, changed or removed (a row's `month`, a figure's month; of a longer
-- period or a week at least one month of it), when an event accepted, or a visit made, in it has a new version or was
-- withdrawn, when a row of it names such an event or visit in its own columns (a visit's row also through the event it
-- visits; not through lists of events), or when a day of it came into sight with the as-of day. Too many, never too few.
CREATE TABLE month_change (
    month TEXT PRIMARY KEY, -- YYYY-MM
    run   INTEGER NOT NULL
) WITHOUT ROWID;

-- What changed of the lists that are shown by month, so that a night reads that alone. A row: in that run a row of the list, of
-- the month, that names this event or visit was written, changed or removed, or names one of which there is a new version
-- (month_change). The last seven nights stand here, with one row without a list: whoever knows the results of its run, or of a
-- later one, finds here everything that changed since.
CREATE TABLE row_change (
    list  TEXT NOT NULL, -- obligation, repeat_flag, limit_case, visit_breach; event, visit: the fact itself, or of a visit the event
                         -- that it names; metric: figures of the month, no id; day: a day of it came into sight, no id
    month TEXT NOT NULL, -- YYYY-MM
    id    TEXT NOT NULL, -- event_id, or visit_id of visit_breach and visit
    story TEXT NOT NULL, -- whose row it is
    run   INTEGER NOT NULL,
    PRIMARY KEY (list, month, id, story)
) WITHOUT ROWID;

-- Stories that change by themselves: the first day after whose end they have to be told again.
CREATE TABLE story_due (
    story   TEXT PRIMARY KEY,
    day     TEXT NOT NULL,
    strands BLOB NOT NULL -- the days of its strands (analysis/dues.c)
) WITHOUT ROWID;
CREATE INDEX story_due_day ON story_due(day);

-- Every number (metrics.md, section 9). Empty text where a dimension does not apply; NULL where there is no value.
CREATE TABLE metric (
    policy      TEXT NOT NULL,
    metric      TEXT NOT NULL,
    period_kind TEXT NOT NULL, -- month, quarter, half, year, week; '' for figures without a period
    period      TEXT NOT NULL,
    scope_kind  TEXT NOT NULL, -- all, site, department, staff, surveyor, role
    scope       TEXT NOT NULL,
    category    TEXT NOT NULL, -- '' pooled
    stage       TEXT NOT NULL, -- '' pooled
    numerator   INTEGER,
    denominator INTEGER,
    value_micro INTEGER,       -- the value in millionths, half away from zero on the exact quotient
    target_micro INTEGER,
    compliant   INTEGER,       -- 1, 0 or NULL
    PRIMARY KEY (policy, metric, period_kind, period, scope_kind, scope, category, stage)
) WITHOUT ROWID;

-- One event × stage that applies (应回访), with what became of it at as-of. A stage that recurs has one row for each of
-- its periods, told apart by `opens`.
CREATE TABLE obligation (
    story      TEXT NOT NULL,
    policy     TEXT NOT NULL,
    event_id   TEXT NOT NULL,
    stage      TEXT NOT NULL,
    category   TEXT NOT NULL,
    optional   INTEGER NOT NULL,
    anchor     TEXT NOT NULL,      -- day
    opens      TEXT NOT NULL,      -- day
    deadline   TEXT,               -- day; NULL: open-ended
    state      TEXT NOT NULL,      -- met, early, late, missed, pending, open, exempt
    due        INTEGER NOT NULL,   -- 1: counts in the rates of its period
    visit_id   TEXT,
    visited_at TEXT,
    exempt_reason TEXT,
    site       TEXT,
    department TEXT,
    month      TEXT NOT NULL,      -- the month it belongs to (deadline, opens or anchor by the policy's cohort)
    PRIMARY KEY (story, policy, event_id, stage, opens)
) WITHOUT ROWID;
CREATE INDEX obligation_month ON obligation(policy, month, (state <> 'met' OR due = 0)); -- the last: somebody has to look at it
CREATE INDEX obligation_waiting ON obligation(policy, coalesce(deadline, opens)) WHERE state IN ('pending', 'open');

-- A complaint that another department got before: counted once, as its canonical complaint.
CREATE TABLE merged_event (
    story        TEXT NOT NULL,
    event_id     TEXT NOT NULL,
    policy       TEXT NOT NULL,
    duplicate_of TEXT NOT NULL,
    month        TEXT NOT NULL,    -- of accepted_at
    PRIMARY KEY (story, event_id, policy)
) WITHOUT ROWID;

-- One flagged event of a repeated problem (metrics.md, section 6), without the events that lie behind it: repeat_case has
-- them.
CREATE TABLE repeat_flag (
    story       TEXT NOT NULL,
    policy      TEXT NOT NULL,
    category    TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    issue       TEXT NOT NULL,     -- the issue code, or the smallest event_id of a group alike by text
    by_text     INTEGER NOT NULL,
    event_id    TEXT NOT NULL,     -- the flagged event
    accepted_at TEXT NOT NULL,
    count       INTEGER NOT NULL,  -- events of its key in the window that ends with it
    at          INTEGER NOT NULL,  -- where they stand in the list of the key: bytes before the first …
    bytes       INTEGER NOT NULL,  -- … and bytes of all of them
    escalated   INTEGER NOT NULL,  -- 1: one of them was escalated
    site        TEXT,
    department  TEXT,
    month       TEXT NOT NULL,
    PRIMARY KEY (story, policy, category, event_id, by_text)
) WITHOUT ROWID;
CREATE INDEX repeat_flag_month ON repeat_flag(policy, month);

-- All events of a key (customer, category, issue) with a flagged event. They stand here once: the windows of a problem that
-- comes back every day overlap, and their lists would grow with its square.
CREATE TABLE repeat_list (
    story    TEXT NOT NULL,
    policy   TEXT NOT NULL,
    category TEXT NOT NULL,
    by_text  INTEGER NOT NULL,
    issue    TEXT NOT NULL,
    events   BLOB NOT NULL,        -- event_ids, first to last, separated by ';'
    PRIMARY KEY (story, policy, category, by_text, issue)
) WITHOUT ROWID;

-- One flagged event of a repeated problem, with its events: repeat_flag and its part of repeat_list.
CREATE VIEW repeat_case (
    story,
    policy,
    category,
    customer_id,
    issue,       -- the issue code, or the smallest event_id of a group alike by text
    by_text,
    event_id,    -- the flagged event
    accepted_at,
    count,       -- events of its key in the window that ends with it
    events,      -- these events, first to last, separated by ';'
    escalated,   -- 1: one of them was escalated
    site,
    department,
    month
) AS
SELECT f.story, f.policy, f.category, f.customer_id, f.issue, f.by_text, f.event_id, f.accepted_at, f.count,
    (SELECT CAST(substr(l.events, f.at + 1, f.bytes) AS TEXT) FROM repeat_list AS l
     WHERE l.story = f.story AND l.policy = f.policy AND l.category = f.category AND l.by_text = f.by_text AND l.issue = f.issue),
    f.escalated, f.site, f.department, f.month
FROM repeat_flag AS f;

-- One event whose time limit runs or has run out, or that cannot be judged against it (metrics.md, section 4).
CREATE TABLE limit_case (
    story       TEXT NOT NULL,
    policy      TEXT NOT NULL,
    event_id    TEXT NOT NULL,
    rule        TEXT NOT NULL,     -- contact, unresolved, escalation, resolution, on_time
    state       TEXT NOT NULL,     -- over (done too late), open (over and not done yet), running (not done, limit to come), not_judgeable
    category    TEXT NOT NULL,
    accepted_at TEXT NOT NULL,
    limit_at    TEXT,              -- when the limit passes
    done_at     TEXT,
    site        TEXT,
    department  TEXT,
    month       TEXT NOT NULL,     -- of the period that the metric counts it in
    PRIMARY KEY (story, policy, event_id, rule)
) WITHOUT ROWID;
CREATE INDEX limit_case_month ON limit_case(policy, rule, month);
CREATE INDEX limit_case_open ON limit_case(policy, rule) WHERE state = 'open';
CREATE INDEX limit_case_running ON limit_case(limit_at) WHERE state = 'running';

-- One counted visit that breaks one rule of the policy.
CREATE TABLE visit_breach (
    story      TEXT NOT NULL,
    policy     TEXT NOT NULL,
    visit_id   TEXT NOT NULL,
    rule       TEXT NOT NULL,      -- visitor_role, joint, method, hours, holiday, signature, phone_mark, class3_phone, review, filed, reported
    clause     TEXT NOT NULL,
    visited_at TEXT NOT NULL,
    site       TEXT,
    department TEXT,
    month      TEXT NOT NULL,      -- of visited_at
    PRIMARY KEY (story, policy, visit_id, rule)
) WITHOUT ROWID;
CREATE INDEX visit_breach_month ON visit_breach(policy, month);

-- One row of a log that does not meet a check of the policy, or one stretch of it that does not (docs/policy-format.md, checks).
CREATE TABLE check_case (
    story      TEXT NOT NULL,
    policy     TEXT NOT NULL,
    check_name TEXT NOT NULL,
    row_kind   TEXT NOT NULL,      -- event, visit, step, finding, action, plan, letter, custody, answer, check
    row_id     TEXT NOT NULL,      -- its key; parts of a key joined by '/'
    event_id   TEXT NOT NULL,      -- the event it belongs to, '' where none
    state      TEXT NOT NULL,      -- late, missing, open, incomplete, wrong, not_judgeable, came
    from_at    TEXT NOT NULL,      -- where the clock starts: anew with each row where the check comes back
    limit_at   TEXT,               -- the deadline; NULL: none
    done_at    TEXT,               -- when it was done; NULL: not yet, or without a time
    lacking    TEXT NOT NULL,      -- columns that are empty, separated by ';'; of came: the key of what came
    category   TEXT NOT NULL,
    site       TEXT,
    department TEXT,
    month      TEXT NOT NULL,      -- of done_at where it came, else of the deadline, else of from_at
    PRIMARY KEY (story, policy, check_name, row_id, event_id, from_at)
) WITHOUT ROWID;
CREATE INDEX check_case_month ON check_case(policy, check_name, month);
CREATE INDEX check_case_open ON check_case(limit_at) WHERE state = 'open';

-- One project and how many counted visits it had (coverage stages).
CREATE TABLE coverage_case (
    story      TEXT NOT NULL,
    policy     TEXT NOT NULL,
    event_id   TEXT NOT NULL,
    category   TEXT NOT NULL,
    visits     INTEGER NOT NULL,
    required   INTEGER NOT NULL,
    last_day   TEXT,               -- the last day on which a visit counts; NULL: still running
    state      TEXT NOT NULL,      -- covered, short, running
    next_stage TEXT,               -- of a running project: the next stage due and its deadline
    next_day   TEXT,
    site       TEXT,
    department TEXT,
    month      TEXT NOT NULL,      -- of last_day; '' while running
    PRIMARY KEY (story, policy, event_id)
) WITHOUT ROWID;

-- What the logs say against themselves; counted as it is, never corrected.
CREATE TABLE contradiction (
    story    TEXT NOT NULL,
    kind     TEXT NOT NULL,        -- finished_before_accepted, visit_before_event, satisfaction_unreachable, plan_before_start, unknown_event …
    event_id TEXT NOT NULL,        -- '' where none
    visit_id TEXT NOT NULL,        -- '' where none
    effect   TEXT NOT NULL,        -- the metric it touches: duration, visit_rate, satisfaction_rate …
    month    TEXT NOT NULL,
    PRIMARY KEY (story, kind, event_id, visit_id)
) WITHOUT ROWID;

-- One event that is drawn for a sample of a period: those of the site's frame in the order of the SHA-256 of
-- `policy|sample|site|period|event_id`, the first that are required. Any auditor can draw the same.
CREATE TABLE sample_draw (
    policy   TEXT NOT NULL,
    sample   TEXT NOT NULL,
    period   TEXT NOT NULL,
    site     TEXT NOT NULL,        -- '' where events have none
    place    INTEGER NOT NULL,     -- from 1
    event_id TEXT NOT NULL,
    PRIMARY KEY (policy, sample, period, site, place)
) WITHOUT ROWID;

-- One step of a report on a period (docs/policy-format.md «Reports»), for the periods from count_from to the one after
-- as-of's. Without any row in the submissions log only what is still to come stands here.
CREATE TABLE report_due (
    policy      TEXT NOT NULL,
    report      TEXT NOT NULL,
    period      TEXT NOT NULL,     -- that the report is about
    step        TEXT NOT NULL,     -- submit, review, approve, decide, read
    place       INTEGER NOT NULL,  -- of the step, from 1
    covers_from TEXT NOT NULL,     -- day: the period's first, or the one after the last cutoff
    covers_to   TEXT NOT NULL,
    due_on      TEXT,              -- day; NULL: the text gives none
    due_time    TEXT,              -- HH:MM; NULL: by the end of the day
    state       TEXT NOT NULL,     -- pending, done, late (the first step only), missing (the day has passed), no_day
    at          TEXT,
    by_whom     TEXT,
    PRIMARY KEY (policy, report, period, step)
) WITHOUT ROWID;
CREATE INDEX report_due_day ON report_due(due_on);

-- A person's complaint ratio (metrics.md, section 5). staff = '' and role set: the role's total.
CREATE TABLE staff_ratio (
    policy      TEXT NOT NULL,
    period_kind TEXT NOT NULL,
    period      TEXT NOT NULL,
    role        TEXT NOT NULL,
    staff       TEXT NOT NULL,
    complained  INTEGER NOT NULL,  -- numerator: jobs complained about, plus complaints without a job
    jobs        INTEGER NOT NULL,
    complaints  INTEGER NOT NULL,
    ratio_micro INTEGER,           -- NULL without jobs
    low_micro   INTEGER,           -- Wilson interval, 95 %
    high_micro  INTEGER,
    shrunk_micro INTEGER,          -- empirical Bayes (Marshall): what orders a list
    outside     INTEGER NOT NULL,  -- 1: outside the role's 99.8 % funnel limits, 0: inside, -1: too few persons for limits
    PRIMARY KEY (policy, period_kind, period, role, staff)
) WITHOUT ROWID;

-- What the ratios are summed from: additive, so a night adds to it. One person in one role, by kind of period. The jobs
-- of a period: those started up to it, less those ended up to it, plus those complained about in it at another time.
CREATE TABLE staff_sum (
    policy      TEXT NOT NULL,
    period_kind TEXT NOT NULL,
    period      TEXT NOT NULL,
    role        TEXT NOT NULL,     -- '' for complaints that name the person but none of the person's jobs: every role
    staff       TEXT NOT NULL,
    started     INTEGER NOT NULL,  -- jobs accepted in the period
    ended       INTEGER NOT NULL,  -- jobs finished in the period before
    extra       INTEGER NOT NULL,  -- jobs complained about in the period that were not going on in it
    complained  INTEGER NOT NULL,  -- jobs complained about in the period, or complaints where role is ''
    complaints  INTEGER NOT NULL,
    PRIMARY KEY (policy, period_kind, period, role, staff)
) WITHOUT ROWID;

-- Durations from acceptance to finish, for percentiles: one row per part of a week in one month, scope and category.
-- Each duration stands twice: under its site and under its department ('' where it has none).
CREATE TABLE duration (
    policy     TEXT NOT NULL,
    fragment   TEXT NOT NULL,      -- first day of the part of a week that lies in one month
    scope_kind TEXT NOT NULL,      -- site, department
    scope      TEXT NOT NULL,
    category   TEXT NOT NULL,
    seconds    BLOB NOT NULL,      -- sorted signed 64-bit little-endian
    PRIMARY KEY (policy, fragment, scope_kind, scope, category)
) WITHOUT ROWID;

-- What the last analysis knew of a story, packed (analysis/packed.c): a night reads one row where it would have to
-- gather every event and visit. For the analysis alone.
CREATE TABLE told (
    story TEXT NOT NULL,
    part  TEXT NOT NULL,           -- '': all of it; of a long story a month, of acceptance or of the visit
    facts BLOB NOT NULL,
    PRIMARY KEY (story, part)
);
