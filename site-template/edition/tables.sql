-- What an edition carries on from night to night: tables that hold one month beside the other. They are made with the file;
-- month.sql fills them for each month that changed. Lists hold what a page can show at most (fifty rows of a month and
-- kind); how many rows there are stands in the tables of counts.

-- One row: one figure of a month or a quarter (metrics.md, section 9) that a page shows.
CREATE TABLE metric (period TEXT, scope_kind TEXT, scope TEXT, metric TEXT, policy TEXT, category TEXT, stage TEXT,
    numerator INTEGER, denominator INTEGER, value_micro INTEGER, target_micro INTEGER, compliant INTEGER,
    PRIMARY KEY (period, scope_kind, scope, metric, policy, category, stage)) WITHOUT ROWID;
-- One row: one figure of one month and scope with what it is compared to.
CREATE TABLE indicator (policy TEXT, period TEXT, scope_kind TEXT, scope TEXT, ord INTEGER, metric TEXT, category TEXT, stage TEXT,
    title_zh TEXT, title_en TEXT, clause TEXT, num INTEGER, den INTEGER, v INTEGER, target INTEGER, compliant INTEGER, pv INTEGER,
    yv INTEGER, shape TEXT, change INTEGER, value_text TEXT, fraction_text TEXT, target_text TEXT, prev_text TEXT, year_text TEXT,
    mark TEXT, spark TEXT);
CREATE INDEX indicator_place ON indicator(period, scope_kind, scope, policy, ord);

-- One row: one department or site that has a figure in the month, or a row that somebody has to look at.
CREATE TABLE unit_month (month TEXT, kind TEXT, name TEXT, PRIMARY KEY (month, kind, name)) WITHOUT ROWID;
-- One row: one department that had something to do at one site in the month; obligations: also a visit to look at.
CREATE TABLE place_month (month TEXT, site TEXT, department TEXT, obligations INTEGER,
    PRIMARY KEY (month, site, department)) WITHOUT ROWID;

-- One row: how many visits that somebody has to look at there are: missed, late, early, exempt or open.
CREATE TABLE obligation_count (month TEXT, policy TEXT, state TEXT, due INTEGER, site TEXT, department TEXT, n INTEGER);
CREATE INDEX obligation_count_month ON obligation_count(month, state);
-- One row: one of them, the first fifty of each state in the order of the month's page (place).
CREATE TABLE month_visit (month TEXT, state TEXT, place INTEGER, policy TEXT, event_id TEXT, category TEXT, stage TEXT, opens TEXT,
    deadline TEXT, visit_id TEXT, visited_at TEXT, exempt_reason TEXT, site TEXT, department TEXT, issue TEXT, customer TEXT,
    unit TEXT, accepted_on TEXT);
CREATE INDEX month_visit_place ON month_visit(month, state, place);
-- One row: one visit missed with a deadline within the thirty days before the as-of day with which the month was filled.
CREATE TABLE missed_visit (month TEXT, policy TEXT, event_id TEXT, category TEXT, stage TEXT, opens TEXT, deadline TEXT, site TEXT,
    department TEXT, severity TEXT, issue TEXT, customer TEXT, unit TEXT);
CREATE INDEX missed_visit_month ON missed_visit(month);
-- One row: how many visits without a latest day wait since that day, by department, by site, and in all ('all', '').
CREATE TABLE open_day (month TEXT, kind TEXT, name TEXT, opens TEXT, n INTEGER, due INTEGER);
CREATE INDEX open_day_unit ON open_day(kind, name, opens);
CREATE INDEX open_day_month ON open_day(month);
-- One row: how many of them that the regulation asks for (not those that may be made) wait in a department, by stage; since: the oldest.
CREATE TABLE open_stage (month TEXT, policy TEXT, stage TEXT, department TEXT, since TEXT, n INTEGER,
    PRIMARY KEY (month, policy, stage, department)) WITHOUT ROWID;
-- One row: one of them: of the month the thirty youngest of each department and site, the thirty oldest of each department, and the
-- sixty oldest.
CREATE TABLE open_visit (month TEXT, event_id TEXT, policy TEXT, category TEXT, stage TEXT, opens TEXT, due INTEGER,
    site TEXT, department TEXT, issue TEXT, customer TEXT, unit TEXT);
CREATE INDEX open_visit_department ON open_visit(department, opens);
CREATE INDEX open_visit_site ON open_visit(site, opens);
CREATE INDEX open_visit_opens ON open_visit(opens);
CREATE INDEX open_visit_month ON open_visit(month);
-- One row: obligations of a month whose deadline has not passed: they count in no rate yet, and make the month provisional.
CREATE TABLE waiting (month TEXT, policy TEXT, n INTEGER, PRIMARY KEY (month, policy)) WITHOUT ROWID;

-- One row: one problem repeated in the month, by its latest event in it; the fifty with most events. escalated: 0 only where the
-- policy wants a problem escalated that came back so often.
CREATE TABLE month_repeat (month TEXT, place INTEGER, policy TEXT, category TEXT, issue TEXT, event_id TEXT, count INTEGER,
    events TEXT, escalated INTEGER, site TEXT, department TEXT, customer TEXT, unit TEXT, accepted_on TEXT);
CREATE INDEX month_repeat_place ON month_repeat(month, place);
-- One row: one problem repeated in the month, by its latest event there. key tells problems of different months apart or
-- together without naming the customer; no page shows it.
CREATE TABLE problem_month (month TEXT, by_text INTEGER, key TEXT, policy TEXT, category TEXT, event_id TEXT, accepted_on TEXT, count INTEGER);
CREATE INDEX problem_month_month ON problem_month(month);
-- One row: how many problems were repeated in the month, under one policy; every: under any.
CREATE TABLE repeat_count (month TEXT, policy TEXT, n INTEGER, every INTEGER, PRIMARY KEY (month, policy)) WITHOUT ROWID;

-- One row: how many events are over a time limit: open, or done too late (over).
CREATE TABLE limit_count (month TEXT, state TEXT, policy TEXT, site TEXT, department TEXT, n INTEGER);
CREATE INDEX limit_count_month ON limit_count(month, state);
-- One row: one of them: the twenty done latest, the fifty that are open longest.
CREATE TABLE month_limit (month TEXT, state TEXT, place INTEGER, policy TEXT, rule TEXT, event_id TEXT, category TEXT,
    accepted_at TEXT, limit_at TEXT, done_at TEXT, site TEXT, department TEXT, customer TEXT, unit TEXT, issue TEXT);
CREATE INDEX month_limit_place ON month_limit(month, state, place);

-- One row: how many visits break one rule.
CREATE TABLE breach_count (month TEXT, policy TEXT, rule TEXT, clause TEXT, site TEXT, department TEXT, n INTEGER);
CREATE INDEX breach_count_month ON breach_count(month, policy, rule);
-- One row: one of them, of the month's first fifty, rarer rules first. visitor: staff, named in this edition.
CREATE TABLE month_breach (month TEXT, place INTEGER, policy TEXT, visit_id TEXT, rule TEXT, clause TEXT, visited_on TEXT,
    site TEXT, department TEXT, events TEXT, method TEXT, visitor TEXT);
CREATE INDEX month_breach_place ON month_breach(month, place);

-- One row: how many visits failed.
CREATE TABLE failed_count (month TEXT PRIMARY KEY, n INTEGER, unreported INTEGER) WITHOUT ROWID;
-- One row: one of them and what became of it; the month's first fifty, those not reported first. unreported: a policy asks that it
-- be reported, and it was not.
CREATE TABLE month_failed (month TEXT, place INTEGER, visit_id TEXT, visited_on TEXT, events TEXT, visitor TEXT, site TEXT,
    department TEXT, reported_on TEXT, unreported INTEGER, raised TEXT, raised_finished TEXT, customer TEXT);
CREATE INDEX month_failed_place ON month_failed(month, place);
-- One row: visits that were made, by category of their event, method and answer.
CREATE TABLE visit_month (month TEXT, category TEXT, method TEXT, level INTEGER, n INTEGER, no_opinion INTEGER);
CREATE INDEX visit_month_month ON visit_month(month);
-- One row: one promise made at a visit that no answer followed yet.
CREATE TABLE promise (month TEXT, visit_id TEXT, events TEXT, promised_on TEXT, site TEXT, department TEXT, visitor TEXT);
CREATE INDEX promise_month ON promise(month);
-- One row: visits of the month whose records were filed on that day.
CREATE TABLE filed_day (month TEXT, filed_on TEXT, n INTEGER, PRIMARY KEY (month, filed_on)) WITHOUT ROWID;
-- What only the running month's pages show: filled with that month, in its place the next one.
-- One row: events accepted, by issue.
CREATE TABLE issue_month (month TEXT, category TEXT, issue TEXT, n INTEGER);
-- One row: visits to look at, by stage.
CREATE TABLE now_count (policy TEXT, state TEXT, due INTEGER, category TEXT, stage TEXT, site TEXT, department TEXT, n INTEGER, last TEXT);
CREATE INDEX now_count_department ON now_count(department, state);
CREATE INDEX now_count_site ON now_count(site, state);
-- One row: one visit missed or late; fifty of each department and site.
CREATE TABLE now_visit (policy TEXT, event_id TEXT, category TEXT, stage TEXT, state TEXT, opens TEXT, deadline TEXT, visit_id TEXT,
    visited_at TEXT, site TEXT, department TEXT, issue TEXT, customer TEXT, unit TEXT);
-- One row: one problem (no, counted within the month) by its latest event, in all, at its department or at its site: by_…
-- says at which, n_… how many events the problem's windows have there at most.
CREATE TABLE now_repeat (no INTEGER, policy TEXT, category TEXT, issue TEXT, event_id TEXT, accepted_on TEXT, n_all INTEGER,
    n_department INTEGER, n_site INTEGER, by_all INTEGER, by_department INTEGER, by_site INTEGER, escalated INTEGER, site TEXT,
    department TEXT, customer TEXT, unit TEXT, events TEXT);
CREATE INDEX now_repeat_department ON now_repeat(department);
CREATE INDEX now_repeat_site ON now_repeat(site);
-- One row: one visit that breaks one rule; fifty of each department and site, rarer rules first.
CREATE TABLE now_breach (policy TEXT, visit_id TEXT, rule TEXT, clause TEXT, visited_on TEXT, site TEXT, department TEXT, events TEXT,
    method TEXT, visitor TEXT);
-- One row: one failed visit.
CREATE TABLE now_failed (visit_id TEXT, visited_on TEXT, events TEXT, visitor TEXT, site TEXT, department TEXT, reported_on TEXT,
    unreported INTEGER, raised TEXT, raised_finished TEXT, customer TEXT);
-- One row: one visitor's month (evidence, clause 4.8): visits and what was wrong with them. A joint visit counts for each.
CREATE TABLE visitor_month (visitor TEXT PRIMARY KEY, visits INTEGER, passed INTEGER, failed INTEGER, met INTEGER, late INTEGER,
    early INTEGER, filed INTEGER, other INTEGER) WITHOUT ROWID;
