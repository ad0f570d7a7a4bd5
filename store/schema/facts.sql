-- Facts: what the logs say (data.md), one table per log, every version of every row.
-- Times are text, `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS` in civil time; flags 0, 1 or NULL; lists separated by `;`.
-- Codes are the English ones of data.md; empty values are NULL. The row in force has run_out IS NULL.

-- everything that is followed up
CREATE TABLE event (
    event_id TEXT NOT NULL,
    category TEXT NOT NULL,
    customer_id TEXT,              -- after the rules for identity; NULL: anonymous or no customer
    story TEXT NOT NULL,           -- 'c:' customer_id, or 'e:' event_id where there is no customer
    customer_name TEXT, phone TEXT, unit TEXT, -- personal
    site TEXT, department TEXT,    -- after aliases
    about_staff TEXT, severity TEXT, validity TEXT, validity_kind TEXT, content_class TEXT, issue TEXT, channel TEXT,
    anonymous INTEGER, letter_reply_only INTEGER, follow_up_needed INTEGER,
    accepted_at TEXT NOT NULL, contacted_at TEXT, started_at TEXT, planned_end_at TEXT, finished_at TEXT,
    delivered_at TEXT, warranty_end_at TEXT, escalated_at TEXT, escalated_to TEXT, feedback_form_at TEXT,
    related_event_id TEXT, amount REAL, description TEXT,
    own TEXT,                      -- columns that a policy declares, those that are not empty: JSON object, by name
    withdrawn INTEGER NOT NULL DEFAULT 0, -- 1: its status or a full snapshot says that it no longer counts
    source    TEXT NOT NULL,    -- the source's name in the configuration
    file      INTEGER NOT NULL, -- file(file) that carries the highest-ranked copy
    line      INTEGER NOT NULL,
    rank      TEXT NOT NULL,    -- which version wins: byte order
    digest    BLOB NOT NULL,    -- of the content, to tell changed from unchanged
    run       INTEGER NOT NULL, -- the run that brought this version
    run_out   INTEGER           -- the run that replaced it; NULL: the version in force
);
CREATE UNIQUE INDEX event_key ON event(event_id) WHERE run_out IS NULL;
CREATE INDEX event_past ON event(event_id) WHERE run_out IS NOT NULL;
CREATE INDEX event_story ON event(story);
CREATE INDEX event_at ON event(accepted_at) WHERE run_out IS NULL; -- a month's events, for the site
CREATE INDEX event_odd ON event(withdrawn, customer_id, event_id) WHERE run_out IS NULL AND (withdrawn = 1 OR customer_id IS NULL);
CREATE INDEX event_related ON event(related_event_id) WHERE related_event_id IS NOT NULL;

-- the follow-up visits
CREATE TABLE visit (
    visit_id TEXT NOT NULL,
    event_ids TEXT,                -- the events it names, separated by ';', without blanks; NULL: a routine visit
    n_events INTEGER NOT NULL,     -- how many
    customer_id TEXT, site TEXT, department TEXT, category TEXT, stage TEXT,
    visited_at TEXT NOT NULL, phase TEXT, method TEXT NOT NULL, visitor TEXT, visitor_role TEXT, signed INTEGER,
    outcome TEXT, satisfaction INTEGER, product_satisfaction INTEGER, service_satisfaction INTEGER, issue_raised INTEGER,
    raised_event_id TEXT, opinion TEXT, suggestion TEXT, promised_at TEXT, replied_at TEXT, reported_at TEXT,
    reviewed_by TEXT, reviewed_at TEXT, review_note TEXT, filed_at TEXT,
    own TEXT,
    withdrawn INTEGER NOT NULL DEFAULT 0, -- 1: its status or a full snapshot says that it no longer counts
    source    TEXT NOT NULL,    -- the source's name in the configuration
    file      INTEGER NOT NULL, -- file(file) that carries the highest-ranked copy
    line      INTEGER NOT NULL,
    rank      TEXT NOT NULL,    -- which version wins: byte order
    digest    BLOB NOT NULL,    -- of the content, to tell changed from unchanged
    run       INTEGER NOT NULL, -- the run that brought this version
    run_out   INTEGER           -- the run that replaced it; NULL: the version in force
);
CREATE UNIQUE INDEX visit_key ON visit(visit_id) WHERE run_out IS NULL;
CREATE INDEX visit_past ON visit(visit_id) WHERE run_out IS NOT NULL;
CREATE INDEX visit_at ON visit(visited_at) WHERE run_out IS NULL; -- a month's visits, for the site
CREATE INDEX visit_withdrawn ON visit(visit_id) WHERE run_out IS NULL AND withdrawn = 1;
CREATE INDEX visit_raised ON visit(raised_event_id) WHERE raised_event_id IS NOT NULL;
CREATE INDEX visit_many ON visit(visit_id) WHERE n_events <> 1;

-- Which visits ever named an event: a superset over all versions, to be checked against visit.event_ids.
CREATE TABLE visit_event (
    event_id TEXT NOT NULL,
    visit_id TEXT NOT NULL,
    PRIMARY KEY (event_id, visit_id)
) WITHOUT ROWID;

-- who worked on what
CREATE TABLE assignment (
    event_id TEXT NOT NULL, role TEXT NOT NULL, staff TEXT NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0, -- 1: its status or a full snapshot says that it no longer counts
    source    TEXT NOT NULL,    -- the source's name in the configuration
    file      INTEGER NOT NULL, -- file(file) that carries the highest-ranked copy
    line      INTEGER NOT NULL,
    rank      TEXT NOT NULL,    -- which version wins: byte order
    digest    BLOB NOT NULL,    -- of the content, to tell changed from unchanged
    run       INTEGER NOT NULL, -- the run that brought this version
    run_out   INTEGER           -- the run that replaced it; NULL: the version in force
);
CREATE UNIQUE INDEX assignment_key ON assignment(event_id, role, staff) WHERE run_out IS NULL;
CREATE INDEX assignment_past ON assignment(event_id, role, staff) WHERE run_out IS NOT NULL;
CREATE INDEX assignment_staff ON assignment(staff);

-- the people
CREATE TABLE staff (
    staff TEXT NOT NULL, name TEXT, role TEXT, department TEXT, site TEXT, joined_on TEXT, left_on TEXT,
    withdrawn INTEGER NOT NULL DEFAULT 0, -- 1: its status or a full snapshot says that it no longer counts
    source    TEXT NOT NULL,    -- the source's name in the configuration
    file      INTEGER NOT NULL, -- file(file) that carries the highest-ranked copy
    line      INTEGER NOT NULL,
    rank      TEXT NOT NULL,    -- which version wins: byte order
    digest    BLOB NOT NULL,    -- of the content, to tell changed from unchanged
    run       INTEGER NOT NULL, -- the run that brought this version
    run_out   INTEGER           -- the run that replaced it; NULL: the version in force
);
CREATE UNIQUE INDEX staff_key ON staff(staff) WHERE run_out IS NULL;
CREATE INDEX staff_past ON staff(staff) WHERE run_out IS NOT NULL;

-- the customers
CREATE TABLE customer (
    customer_id TEXT NOT NULL, name TEXT, phone TEXT, unit TEXT, site TEXT, type TEXT, since TEXT, amount REAL,
    own TEXT,
    withdrawn INTEGER NOT NULL DEFAULT 0, -- 1: its status or a full snapshot says that it no longer counts
    source    TEXT NOT NULL,    -- the source's name in the configuration
    file      INTEGER NOT NULL, -- file(file) that carries the highest-ranked copy
    line      INTEGER NOT NULL,
    rank      TEXT NOT NULL,    -- which version wins: byte order
    digest    BLOB NOT NULL,    -- of the content, to tell changed from unchanged
    run       INTEGER NOT NULL, -- the run that brought this version
    run_out   INTEGER           -- the run that replaced it; NULL: the version in force
);
CREATE UNIQUE INDEX customer_key ON customer(customer_id) WHERE run_out IS NULL;
CREATE INDEX customer_past ON customer(customer_id) WHERE run_out IS NOT NULL;

-- denominators in force from a day on
CREATE TABLE exposure (
    site TEXT NOT NULL, from_on TEXT NOT NULL, households INTEGER, customers INTEGER, area REAL,
    withdrawn INTEGER NOT NULL DEFAULT 0, -- 1: its status or a full snapshot says that it no longer counts
    source    TEXT NOT NULL,    -- the source's name in the configuration
    file      INTEGER NOT NULL, -- file(file) that carries the highest-ranked copy
    line      INTEGER NOT NULL,
    rank      TEXT NOT NULL,    -- which version wins: byte order
    digest    BLOB NOT NULL,    -- of the content, to tell changed from unchanged
    run       INTEGER NOT NULL, -- the run that brought this version
    run_out   INTEGER           -- the run that replaced it; NULL: the version in force
);
CREATE UNIQUE INDEX exposure_key ON exposure(site, from_on) WHERE run_out IS NULL;
CREATE INDEX exposure_past ON exposure(site, from_on) WHERE run_out IS NOT NULL;

-- targets that a manager sets for a period
CREATE TABLE target (
    category TEXT NOT NULL, metric TEXT NOT NULL, period TEXT NOT NULL, value TEXT NOT NULL, -- an exact decimal fraction, 0.9
        set_by TEXT, set_on TEXT,
    withdrawn INTEGER NOT NULL DEFAULT 0, -- 1: its status or a full snapshot says that it no longer counts
    source    TEXT NOT NULL,    -- the source's name in the configuration
    file      INTEGER NOT NULL, -- file(file) that carries the highest-ranked copy
    line      INTEGER NOT NULL,
    rank      TEXT NOT NULL,    -- which version wins: byte order
    digest    BLOB NOT NULL,    -- of the content, to tell changed from unchanged
    run       INTEGER NOT NULL, -- the run that brought this version
    run_out   INTEGER           -- the run that replaced it; NULL: the version in force
);
CREATE UNIQUE INDEX target_key ON target(category, metric, period) WHERE run_out IS NULL;
CREATE INDEX target_past ON target(category, metric, period) WHERE run_out IS NOT NULL;

-- days off and make-up working days
CREATE TABLE holiday (
    on_day TEXT NOT NULL, name TEXT, kind TEXT, -- off, workday
    withdrawn INTEGER NOT NULL DEFAULT 0, -- 1: its status or a full snapshot says that it no longer counts
    source    TEXT NOT NULL,    -- the source's name in the configuration
    file      INTEGER NOT NULL, -- file(file) that carries the highest-ranked copy
    line      INTEGER NOT NULL,
    rank      TEXT NOT NULL,    -- which version wins: byte order
    digest    BLOB NOT NULL,    -- of the content, to tell changed from unchanged
    run       INTEGER NOT NULL, -- the run that brought this version
    run_out   INTEGER           -- the run that replaced it; NULL: the version in force
);
CREATE UNIQUE INDEX holiday_key ON holiday(on_day) WHERE run_out IS NULL;
CREATE INDEX holiday_past ON holiday(on_day) WHERE run_out IS NOT NULL;

-- what changed when
CREATE TABLE note (
    on_day TEXT NOT NULL, scope TEXT NOT NULL, metric TEXT, text TEXT,
    withdrawn INTEGER NOT NULL DEFAULT 0, -- 1: its status or a full snapshot says that it no longer counts
    source    TEXT NOT NULL,    -- the source's name in the configuration
    file      INTEGER NOT NULL, -- file(file) that carries the highest-ranked copy
    line      INTEGER NOT NULL,
    rank      TEXT NOT NULL,    -- which version wins: byte order
    digest    BLOB NOT NULL,    -- of the content, to tell changed from unchanged
    run       INTEGER NOT NULL, -- the run that brought this version
    run_out   INTEGER           -- the run that replaced it; NULL: the version in force
);
CREATE UNIQUE INDEX note_key ON note(on_day, scope, metric) WHERE run_out IS NULL;
CREATE INDEX note_past ON note(on_day, scope, metric) WHERE run_out IS NOT NULL;

-- of the weekly meeting
CREATE TABLE decision (
    decision_id TEXT NOT NULL, meeting_on TEXT NOT NULL, owner TEXT, due_at TEXT, done_at TEXT, metric TEXT, scope TEXT, text TEXT,
    withdrawn INTEGER NOT NULL DEFAULT 0, -- 1: its status or a full snapshot says that it no longer counts
    source    TEXT NOT NULL,    -- the source's name in the configuration
    file      INTEGER NOT NULL, -- file(file) that carries the highest-ranked copy
    line      INTEGER NOT NULL,
    rank      TEXT NOT NULL,    -- which version wins: byte order
    digest    BLOB NOT NULL,    -- of the content, to tell changed from unchanged
    run       INTEGER NOT NULL, -- the run that brought this version
    run_out   INTEGER           -- the run that replaced it; NULL: the version in force
);
CREATE UNIQUE INDEX decision_key ON decision(decision_id) WHERE run_out IS NULL;
CREATE INDEX decision_past ON decision(decision_id) WHERE run_out IS NOT NULL;

-- corrective and preventive actions
CREATE TABLE action (
    action_id TEXT NOT NULL, event_id TEXT, visit_id TEXT, department TEXT, owner TEXT, kind TEXT, opened_at TEXT NOT NULL, due_at TEXT,
        done_at TEXT, verified_at TEXT, verified_by TEXT, verdict TEXT, description TEXT,
    own TEXT,
    withdrawn INTEGER NOT NULL DEFAULT 0, -- 1: its status or a full snapshot says that it no longer counts
    source    TEXT NOT NULL,    -- the source's name in the configuration
    file      INTEGER NOT NULL, -- file(file) that carries the highest-ranked copy
    line      INTEGER NOT NULL,
    rank      TEXT NOT NULL,    -- which version wins: byte order
    digest    BLOB NOT NULL,    -- of the content, to tell changed from unchanged
    run       INTEGER NOT NULL, -- the run that brought this version
    run_out   INTEGER           -- the run that replaced it; NULL: the version in force
);
CREATE UNIQUE INDEX action_key ON action(action_id) WHERE run_out IS NULL;
CREATE INDEX action_past ON action(action_id) WHERE run_out IS NOT NULL;
CREATE INDEX action_event ON action(event_id) WHERE event_id IS NOT NULL;
CREATE INDEX action_visit ON action(visit_id) WHERE visit_id IS NOT NULL;

-- time-stamped handling of an event
CREATE TABLE step (
    event_id TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, by_whom TEXT, to_whom TEXT, department TEXT, reason TEXT, note TEXT,
    own TEXT,
    withdrawn INTEGER NOT NULL DEFAULT 0, -- 1: its status or a full snapshot says that it no longer counts
    source    TEXT NOT NULL,    -- the source's name in the configuration
    file      INTEGER NOT NULL, -- file(file) that carries the highest-ranked copy
    line      INTEGER NOT NULL,
    rank      TEXT NOT NULL,    -- which version wins: byte order
    digest    BLOB NOT NULL,    -- of the content, to tell changed from unchanged
    run       INTEGER NOT NULL, -- the run that brought this version
    run_out   INTEGER           -- the run that replaced it; NULL: the version in force
);
CREATE UNIQUE INDEX step_key ON step(event_id, at, kind) WHERE run_out IS NULL;
CREATE INDEX step_past ON step(event_id, at, kind) WHERE run_out IS NOT NULL;

-- what a visit, form or meeting brought up
CREATE TABLE finding (
    finding_id TEXT NOT NULL, visit_id TEXT, event_id TEXT, form TEXT, kind TEXT, class TEXT, raised_at TEXT NOT NULL, department TEXT,
        promised_at TEXT, replied_at TEXT, reported_at TEXT, handled_at TEXT, outcome TEXT, content TEXT,
    own TEXT,
    withdrawn INTEGER NOT NULL DEFAULT 0, -- 1: its status or a full snapshot says that it no longer counts
    source    TEXT NOT NULL,    -- the source's name in the configuration
    file      INTEGER NOT NULL, -- file(file) that carries the highest-ranked copy
    line      INTEGER NOT NULL,
    rank      TEXT NOT NULL,    -- which version wins: byte order
    digest    BLOB NOT NULL,    -- of the content, to tell changed from unchanged
    run       INTEGER NOT NULL, -- the run that brought this version
    run_out   INTEGER           -- the run that replaced it; NULL: the version in force
);
CREATE UNIQUE INDEX finding_key ON finding(finding_id) WHERE run_out IS NULL;
CREATE INDEX finding_past ON finding(finding_id) WHERE run_out IS NOT NULL;
CREATE INDEX finding_event ON finding(event_id) WHERE event_id IS NOT NULL;
CREATE INDEX finding_visit ON finding(visit_id) WHERE visit_id IS NOT NULL;

-- checklist answers of a visit
CREATE TABLE answer (
    visit_id TEXT NOT NULL, item TEXT NOT NULL, value TEXT NOT NULL, note TEXT,
    own TEXT,
    withdrawn INTEGER NOT NULL DEFAULT 0, -- 1: its status or a full snapshot says that it no longer counts
    source    TEXT NOT NULL,    -- the source's name in the configuration
    file      INTEGER NOT NULL, -- file(file) that carries the highest-ranked copy
    line      INTEGER NOT NULL,
    rank      TEXT NOT NULL,    -- which version wins: byte order
    digest    BLOB NOT NULL,    -- of the content, to tell changed from unchanged
    run       INTEGER NOT NULL, -- the run that brought this version
    run_out   INTEGER           -- the run that replaced it; NULL: the version in force
);
CREATE UNIQUE INDEX answer_key ON answer(visit_id, item) WHERE run_out IS NULL;
CREATE INDEX answer_past ON answer(visit_id, item) WHERE run_out IS NOT NULL;

-- planned visits and activities
CREATE TABLE plan (
    plan_id TEXT NOT NULL, event_id TEXT, customer_id TEXT, stage TEXT, planned_on TEXT NOT NULL, visitor TEXT, made_by TEXT, made_at TEXT, cancelled_on TEXT,
    own TEXT,
    withdrawn INTEGER NOT NULL DEFAULT 0, -- 1: its status or a full snapshot says that it no longer counts
    source    TEXT NOT NULL,    -- the source's name in the configuration
    file      INTEGER NOT NULL, -- file(file) that carries the highest-ranked copy
    line      INTEGER NOT NULL,
    rank      TEXT NOT NULL,    -- which version wins: byte order
    digest    BLOB NOT NULL,    -- of the content, to tell changed from unchanged
    run       INTEGER NOT NULL, -- the run that brought this version
    run_out   INTEGER           -- the run that replaced it; NULL: the version in force
);
CREATE UNIQUE INDEX plan_key ON plan(plan_id) WHERE run_out IS NULL;
CREATE INDEX plan_past ON plan(plan_id) WHERE run_out IS NOT NULL;
CREATE INDEX plan_event ON plan(event_id) WHERE event_id IS NOT NULL;

-- replies and open letters
CREATE TABLE letter (
    letter_id TEXT NOT NULL, kind TEXT NOT NULL, sent_on TEXT NOT NULL, event_ids TEXT, attached INTEGER, filed_on TEXT,
    own TEXT,
    withdrawn INTEGER NOT NULL DEFAULT 0, -- 1: its status or a full snapshot says that it no longer counts
    source    TEXT NOT NULL,    -- the source's name in the configuration
    file      INTEGER NOT NULL, -- file(file) that carries the highest-ranked copy
    line      INTEGER NOT NULL,
    rank      TEXT NOT NULL,    -- which version wins: byte order
    digest    BLOB NOT NULL,    -- of the content, to tell changed from unchanged
    run       INTEGER NOT NULL, -- the run that brought this version
    run_out   INTEGER           -- the run that replaced it; NULL: the version in force
);
CREATE UNIQUE INDEX letter_key ON letter(letter_id) WHERE run_out IS NULL;
CREATE INDEX letter_past ON letter(letter_id) WHERE run_out IS NOT NULL;
CREATE INDEX letter_event ON letter(event_ids) WHERE event_ids IS NOT NULL;
CREATE INDEX letter_many ON letter(event_ids) WHERE instr(event_ids, ';') > 0;

-- forms handed out and in
CREATE TABLE custody (
    form_no TEXT NOT NULL, form_kind TEXT, step TEXT NOT NULL, by_whom TEXT, to_whom TEXT, at TEXT NOT NULL, signed INTEGER,
    own TEXT,
    withdrawn INTEGER NOT NULL DEFAULT 0, -- 1: its status or a full snapshot says that it no longer counts
    source    TEXT NOT NULL,    -- the source's name in the configuration
    file      INTEGER NOT NULL, -- file(file) that carries the highest-ranked copy
    line      INTEGER NOT NULL,
    rank      TEXT NOT NULL,    -- which version wins: byte order
    digest    BLOB NOT NULL,    -- of the content, to tell changed from unchanged
    run       INTEGER NOT NULL, -- the run that brought this version
    run_out   INTEGER           -- the run that replaced it; NULL: the version in force
);
CREATE UNIQUE INDEX custody_key ON custody(form_no, step, at) WHERE run_out IS NULL;
CREATE INDEX custody_past ON custody(form_no, step, at) WHERE run_out IS NOT NULL;

-- spot checks (log: checks)
CREATE TABLE spot_check (
    check_id TEXT NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL, checker TEXT, staff TEXT, site TEXT, subject TEXT, passed INTEGER, score REAL, note TEXT,
    own TEXT,
    withdrawn INTEGER NOT NULL DEFAULT 0, -- 1: its status or a full snapshot says that it no longer counts
    source    TEXT NOT NULL,    -- the source's name in the configuration
    file      INTEGER NOT NULL, -- file(file) that carries the highest-ranked copy
    line      INTEGER NOT NULL,
    rank      TEXT NOT NULL,    -- which version wins: byte order
    digest    BLOB NOT NULL,    -- of the content, to tell changed from unchanged
    run       INTEGER NOT NULL, -- the run that brought this version
    run_out   INTEGER           -- the run that replaced it; NULL: the version in force
);
CREATE UNIQUE INDEX spot_check_key ON spot_check(check_id) WHERE run_out IS NULL;
CREATE INDEX spot_check_past ON spot_check(check_id) WHERE run_out IS NOT NULL;
CREATE INDEX spot_check_subject ON spot_check(subject) WHERE subject IS NOT NULL;

-- what became of a report
CREATE TABLE submission (
    report TEXT NOT NULL, period TEXT NOT NULL, step TEXT NOT NULL, by_whom TEXT, to_whom TEXT, at TEXT NOT NULL, opinion TEXT,
    own TEXT,
    withdrawn INTEGER NOT NULL DEFAULT 0, -- 1: its status or a full snapshot says that it no longer counts
    source    TEXT NOT NULL,    -- the source's name in the configuration
    file      INTEGER NOT NULL, -- file(file) that carries the highest-ranked copy
    line      INTEGER NOT NULL,
    rank      TEXT NOT NULL,    -- which version wins: byte order
    digest    BLOB NOT NULL,    -- of the content, to tell changed from unchanged
    run       INTEGER NOT NULL, -- the run that brought this version
    run_out   INTEGER           -- the run that replaced it; NULL: the version in force
);
CREATE UNIQUE INDEX submission_key ON submission(report, period, step, at) WHERE run_out IS NULL;
CREATE INDEX submission_past ON submission(report, period, step, at) WHERE run_out IS NOT NULL;

-- approvals to consult visit sheets (log: grants)
CREATE TABLE access_grant (
    staff TEXT NOT NULL, scope TEXT NOT NULL, approved_by TEXT NOT NULL, from_on TEXT, until_on TEXT,
    withdrawn INTEGER NOT NULL DEFAULT 0, -- 1: its status or a full snapshot says that it no longer counts
    source    TEXT NOT NULL,    -- the source's name in the configuration
    file      INTEGER NOT NULL, -- file(file) that carries the highest-ranked copy
    line      INTEGER NOT NULL,
    rank      TEXT NOT NULL,    -- which version wins: byte order
    digest    BLOB NOT NULL,    -- of the content, to tell changed from unchanged
    run       INTEGER NOT NULL, -- the run that brought this version
    run_out   INTEGER           -- the run that replaced it; NULL: the version in force
);
CREATE UNIQUE INDEX access_grant_key ON access_grant(staff, scope, from_on) WHERE run_out IS NULL;
CREATE INDEX access_grant_past ON access_grant(staff, scope, from_on) WHERE run_out IS NOT NULL;

-- one row for every planned form (log: surveys)
CREATE TABLE survey_form (
    survey TEXT NOT NULL, form TEXT NOT NULL, customer_id TEXT, unit TEXT, site TEXT, department TEXT, surveyor TEXT, sent_at TEXT, returned_at TEXT,
        authenticity TEXT, comment_improve TEXT, comment_wanted TEXT, comment_other TEXT,
        answers TEXT, -- JSON object: item -> level
    withdrawn INTEGER NOT NULL DEFAULT 0, -- 1: its status or a full snapshot says that it no longer counts
    source    TEXT NOT NULL,    -- the source's name in the configuration
    file      INTEGER NOT NULL, -- file(file) that carries the highest-ranked copy
    line      INTEGER NOT NULL,
    rank      TEXT NOT NULL,    -- which version wins: byte order
    digest    BLOB NOT NULL,    -- of the content, to tell changed from unchanged
    run       INTEGER NOT NULL, -- the run that brought this version
    run_out   INTEGER           -- the run that replaced it; NULL: the version in force
);
CREATE UNIQUE INDEX survey_form_key ON survey_form(survey, form) WHERE run_out IS NULL;
CREATE INDEX survey_form_past ON survey_form(survey, form) WHERE run_out IS NOT NULL;
