/* Time limits and escalation (metrics.md, section 4).
 *
 * A limit is a second: within it includes that second, over it begins after it. At as-of it has passed when it lies
 * before 24:00 of that day. A limit in minutes or hours needs clock times on both sides; without them the pair cannot
 * be judged. Complaints merged into another and events before count_from have no limits. resolution_rate has a stage
 * for each severity («severity:major»), pooled over them; an event that had to be escalated and was is listed too. */
#include "analysis/tell.h"
#include "base/mem.h"

/* How one event stands to one limit. */
struct check {
    int64_t last_s;   /* the last second within */
    int32_t day;      /* of the limit */
    struct moment at; /* the limit as shown */
    struct moment done;
    bool passed; /* at as-of */
    bool judgeable;
    bool over; /* done after it, or not done and passed */
};

static struct check check(struct telling *t, const struct event_row *e, struct span within, struct moment done) {
    struct check c = {.done = done, .judgeable = true};
    c.last_s = window_last(t->w, e->accepted, within);
    c.day = window_day(c.last_s);
    c.at = span_is_clock(within) ? (struct moment){c.last_s, MOMENT_TIME} : moment_of_day(c.day);
    c.passed = c.last_s < tell_end(t);
    if (span_is_clock(within))
        c.judgeable = e->accepted.kind == MOMENT_TIME && (!moment_is(done) || done.kind == MOMENT_TIME);
    if (!moment_is(done)) tell_wake(t, c.day);
    c.over = moment_is(done) ? done.s > c.last_s : c.passed;
    return c;
}

static void row(struct telling *t, const struct judge *j, const struct event_row *src, const char *rule,
                const struct check *c, int32_t month_day) {
    if (c->judgeable && !c->over) return;
    const char *state = !c->judgeable ? "not_judgeable" : moment_is(c->done) ? "over" : "open";
    *VEC_ADD(t->out->limit, t->out->n_limits, t->out->cap_limits) =
        (struct limit_hit){j->no, src, rule, state, c->at, c->done, month_day};
}

static bool not_judgeable(struct telling *t, const struct judge *j, const struct event_row *src, const struct check *c,
                          enum metric_no metric, int32_t day) {
    if (c->judgeable) return false;
    struct tell_at at = tell_at(t, (uint16_t)metric, day, src);
    tell_skip(t, j, &at, "not_judgeable");
    tell_not_judgeable(t, j, day, src, metric);
    return true;
}

/* Neither done nor over: it counts when it is. Until then its clock is listed as running, for those who can still act. */
static bool waits(struct telling *t, const struct judge *j, const struct event_row *src, const char *rule,
                  const struct check *c, enum metric_no metric, int32_t day) {
    if (c->passed || moment_is(c->done)) return false;
    struct tell_at at = tell_at(t, (uint16_t)metric, day, src);
    tell_skip(t, j, &at, "not_due");
    *VEC_ADD(t->out->limit, t->out->n_limits, t->out->cap_limits) =
        (struct limit_hit){j->no, src, rule, "running", c->at, moment_none(), day};
    return true;
}

static void contact(struct telling *t, const struct judge *j, const struct tell_event *x) {
    const struct limit_rule *r = &j->policy->contact;
    if (!r->within.set || !tell_covers(&r->categories, x->row->category)) return;
    struct check c = check(t, x->row, r->within, x->row->contacted);
    if (waits(t, j, x->src, "contact", &c, METRIC_contact_rate, x->day)) return;
    row(t, j, x->src, "contact", &c, x->day);
    if (not_judgeable(t, j, x->src, &c, METRIC_contact_rate, x->day)) return;
    struct tell_at at = tell_at(t, METRIC_contact_rate, x->day, x->src);
    tell_add(t, j, &at, !c.over, 1);
}

static void unresolved(struct telling *t, const struct judge *j, const struct tell_event *x) {
    const struct limit_rule *r = &j->policy->unresolved;
    if (!r->within.set || !tell_covers(&r->categories, x->row->category)) return;
    struct check c = check(t, x->row, r->within, x->row->finished);
    if (waits(t, j, x->src, "unresolved", &c, METRIC_unresolved_limit, c.day)) return;
    row(t, j, x->src, "unresolved", &c, c.day);
    if (not_judgeable(t, j, x->src, &c, METRIC_unresolved_limit, c.day)) return;
    struct tell_at at = tell_at(t, METRIC_unresolved_limit, c.day, x->src);
    if (!c.over) tell_skip(t, j, &at, "in_time");
    else tell_add(t, j, &at, 1, 0);
    at.metric = METRIC_open_over_limit;
    if (!c.over || moment_is(c.done)) tell_skip(t, j, &at, c.over ? "finished" : "in_time");
    else tell_add(t, j, &at, 1, 0);
}

/* Over the limit: in the period of the limit. Only repeated: in that of acceptance. */
static void escalation(struct telling *t, const struct judge *j, uint32_t i) {
    const struct escalation_rule *r = &j->policy->escalation;
    const struct tell_event *x = &t->event[i];
    if (!tell_covers(&r->categories, x->row->category)) return;
    struct check c = {.judgeable = true, .at = moment_none()};
    if (r->after.set) c = check(t, x->row, r->after, x->row->finished);
    bool in_a_row = r->consecutive_set ? r->consecutive : repeat_consecutive(j->policy, x->row->category);
    bool over = r->after.set && c.judgeable && c.over, often = repeat_often(j, i, x->row, r->at_count, in_a_row);
    int32_t day = over ? c.day : x->day;
    struct tell_at at = tell_at(t, METRIC_escalated_rate, day, x->src);
    if (!over && !often) {
        if (!r->after.set) tell_skip(t, j, &at, "not_repeated");
        else if (!waits(t, j, x->src, "escalation", &c, METRIC_escalated_rate, c.day) &&
                 !not_judgeable(t, j, x->src, &c, METRIC_escalated_rate, c.day))
            tell_skip(t, j, &at, "in_time");
        if (!c.judgeable && (c.passed || moment_is(c.done))) row(t, j, x->src, "escalation", &c, c.day);
        return;
    }
    tell_add(t, j, &at, moment_is(x->row->escalated), 1);
    const char *state = moment_is(x->row->escalated) ? "over" : "open";
    *VEC_ADD(t->out->limit, t->out->n_limits, t->out->cap_limits) =
        (struct limit_hit){j->no, x->src, "escalation", state, over ? c.at : moment_none(), x->row->escalated, day};
}

static void resolution(struct telling *t, const struct judge *j, const struct tell_event *x) {
    const struct policy *p = j->policy;
    const struct severity_limit *r = NULL;
    for (size_t i = 0; i < p->n_resolutions && !r; i++)
        if (str_is(x->row->severity, p->resolution[i].severity)) r = &p->resolution[i];
    if (!r || !r->within.set || !tell_covers(&p->resolution_categories, x->row->category)) return;
    struct check c = check(t, x->row, r->within, x->row->finished);
    if (waits(t, j, x->src, "resolution", &c, METRIC_resolution_rate, c.day)) return;
    row(t, j, x->src, "resolution", &c, c.day);
    if (not_judgeable(t, j, x->src, &c, METRIC_resolution_rate, c.day)) return;
    char stage[128] = "severity:";
    strncat(stage, r->severity, sizeof stage - strlen(stage) - 1);
    struct tell_at at = tell_at_stage(t, METRIC_resolution_rate, c.day, x->src, stage);
    tell_add(t, j, &at, !c.over, 1);
}

/* To the second when both are timed, else by day. */
static bool after(struct moment a, struct moment b) {
    if (a.kind == MOMENT_TIME && b.kind == MOMENT_TIME) return a.s > b.s;
    return moment_day(a) > moment_day(b);
}

static void on_time(struct telling *t, const struct judge *j, const struct tell_event *x) {
    const struct event_row *e = x->row;
    if (!moment_is(e->planned_end) || !tell_covers(&j->policy->on_time.categories, e->category)) return;
    struct check c = {.day = moment_day(e->planned_end), .at = e->planned_end, .done = e->finished, .judgeable = true};
    c.passed = e->planned_end.s < tell_end(t);
    c.over = moment_is(e->finished) ? after(e->finished, e->planned_end) : c.passed;
    if (!moment_is(e->finished)) tell_wake(t, c.day);
    if (waits(t, j, x->src, "on_time", &c, METRIC_on_time_rate, c.day)) return;
    row(t, j, x->src, "on_time", &c, c.day);
    struct tell_at at = tell_at(t, METRIC_on_time_rate, c.day, x->src);
    tell_add(t, j, &at, !c.over, 1);
}

/* For the percentiles, which judge nothing: every finished event, a date-only value standing at 00:00:00. */
static void duration(struct telling *t, const struct judge *j, const struct tell_event *x) {
    const struct event_row *e = x->row;
    if (!tell_covers(&j->policy->duration.categories, e->category)) return;
    if (!moment_is(e->finished)) {
        struct tell_at at = tell_at(t, METRIC_resolution_hours_p50, x->day, x->src);
        tell_skip(t, j, &at, "not_finished");
        return;
    }
    *VEC_ADD(t->out->span, t->out->n_spans, t->out->cap_spans) =
        (struct span_s){j->no,          moment_day(e->finished),       e->site_no, e->department_no,
                        e->category_no, e->finished.s - e->accepted.s, x->src};
}

void limit_tell(struct telling *t, struct judge *j) {
    const struct escalation_rule *r = &j->policy->escalation;
    for (uint32_t i = 0; i < t->n_events; i++) {
        const struct tell_event *x = &t->event[i];
        if (!j->judged[i] || j->canon[i] != i) continue;
        duration(t, j, x);
        if (x->day < t->w->count_from) continue;
        contact(t, j, x);
        unresolved(t, j, x);
        if (r->after.set || r->at_count > 0) escalation(t, j, i);
        resolution(t, j, x);
        on_time(t, j, x);
    }
}
