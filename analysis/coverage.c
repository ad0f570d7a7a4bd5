/* Coverage of projects and rates over populations (metrics.md 3; two-policies.md, decoration).
 *
 * A population is looked at on one day of each period, its last or as-of; a running project therefore changes
 * whenever a period begins. */
#include "analysis/tell.h"
#include "base/mem.h"

struct project {
    struct telling *t;
    const struct judge *j;
    const struct tell_event *x;
    const struct slot *slot;
    size_t n_slots;
    const uint32_t *visit;
    size_t n_visits;
};

static const struct tell_visit *counted(const struct project *p, size_t i) {
    const struct tell_visit *v = &p->t->visit[p->visit[i]];
    return tell_counted(p->j->policy, v->row, p->x->row->category) ? v : NULL;
}

static int visits_until(const struct project *p, int32_t day) {
    int n = 0;
    for (size_t i = 0; i < p->n_visits; i++) {
        const struct tell_visit *v = counted(p, i);
        n += v && v->day <= day;
    }
    return n;
}

/* ---- coverage ---- */

static void next_stage(const struct project *p, struct coverage *row) {
    for (size_t i = 0; i < p->n_slots; i++) {
        const struct slot *s = &p->slot[i];
        if (s->judge != p->j || !s->anchored || !s->owed || s->stage->optional) continue;
        if (s->state != STATE_PENDING && s->state != STATE_OPEN) continue;
        int32_t day = window_day(s->window.has_deadline ? s->window.deadline_s : s->window.opens_s);
        if (row->has_next && row->next_day <= day) continue;
        row->has_next = true;
        row->next_day = day;
        row->next_stage = s->stage->name;
    }
}

static void rule_tell(const struct project *p, const struct coverage_rule *r) {
    struct telling *t = p->t;
    const struct event_row *e = p->x->row;
    struct coverage row = {.policy = p->j->no, .event = p->x->src, .required = r->visits, .state = "running"};
    row.has_last = moment_is(e->finished);
    int32_t ruled = row.has_last ? moment_day(e->finished) : p->x->day;
    if (!tell_judges(t, p->j, e->site, ruled)) return;
    if (row.has_last) row.last_day = window_add(t->w, ruled, r->grace, 1);
    bool judged = row.has_last && row.last_day <= t->w->as_of;
    row.visits = visits_until(p, row.has_last ? row.last_day : t->w->as_of);
    struct tell_at at = tell_at(t, METRIC_coverage_rate, row.last_day, p->x->src);
    if (judged) {
        row.state = row.visits >= r->visits ? "covered" : "short";
        tell_add(t, p->j, &at, row.visits >= r->visits, 1);
    } else {
        next_stage(p, &row);
        if (row.has_last) {
            tell_wake(t, row.last_day);
            tell_skip(t, p->j, &at, "not_due");
        }
    }
    *VEC_ADD(t->out->coverage, t->out->n_coverages, t->out->cap_coverages) = row;
}

/* ---- populations ---- */

/* Days on which the project belongs to the population, and whether it was visited. */
struct member {
    int32_t from, to;
    int metric;
    bool in_period;
};

static void at_period(const struct project *p, const struct member *m, struct period q, int32_t day) {
    struct telling *t = p->t;
    const struct event_row *e = p->x->row;
    int32_t first = period_first(q, p->j->policy->week_start);
    bool visited = false;
    for (size_t i = 0; i < p->n_visits && !visited; i++) {
        const struct tell_visit *v = counted(p, i);
        visited = v && v->day <= day && (!m->in_period || v->day >= first);
    }
    struct tally row = {.policy = p->j->no,
                        .metric = (uint16_t)m->metric,
                        .kind = (int8_t)q.kind,
                        .scope_kind = SCOPE_ALL,
                        .day_or_no = q.no,
                        .category = e->category_no,
                        .num = visited,
                        .den = 1};
    if (t->w->explain) {
        row.event = p->x->src;
        row.why = "counted";
    }
    tell_tally(t, &row);
    row.scope_kind = SCOPE_SITE;
    row.scope = e->site_no;
    if (row.scope) tell_tally(t, &row);
    row.scope_kind = SCOPE_DEPARTMENT;
    row.scope = e->department_no;
    if (row.scope) tell_tally(t, &row);
}

static void each_period(const struct project *p, const struct member *m) {
    struct telling *t = p->t;
    int week_start = p->j->policy->week_start;
    int32_t until = m->to < t->w->as_of ? m->to : t->w->as_of;
    for (int k = 0; k < PERIOD_KINDS && m->from <= until; k++) {
        struct period q = period_of((enum period_kind)k, m->from, week_start);
        for (; period_first(q, week_start) <= until; q.no++) {
            int32_t last = period_last(q, week_start), day = last < t->w->as_of ? last : t->w->as_of;
            if (day >= m->from && day <= m->to) at_period(p, m, q, day);
        }
        if (m->to > t->w->as_of) /* still in it when the next period begins */
            tell_wake(t, period_last(period_of((enum period_kind)k, t->w->as_of, week_start), week_start) + 1);
    }
}

static const struct slot *slot_named(const struct project *p, const char *stage) {
    for (size_t i = 0; i < p->n_slots; i++) {
        const struct slot *s = &p->slot[i];
        if (s->judge == p->j && stage && !strcmp(s->stage->name, stage)) return s;
    }
    return NULL;
}

/* Started, not finished, past the deadline of the stage. */
static void running(const struct project *p, struct member m, const char *stage) {
    const struct slot *s = slot_named(p, stage);
    if (!s || !s->anchored || !s->owed || !s->window.has_deadline || s->exempt_reason) return;
    m.from = window_day(s->window.deadline_s);
    m.to = moment_is(p->x->row->finished) ? moment_day(p->x->row->finished) - 1 : INT32_MAX;
    tell_wake(p->t, m.from);
    each_period(p, &m);
}

/* Finished, before the day on which the warranty ends. */
static void warranty(const struct project *p, struct member m) {
    const struct event_row *e = p->x->row;
    if (!moment_is(e->finished) || !moment_is(e->warranty_end)) return;
    if (!tell_judges(p->t, p->j, e->site, moment_day(e->finished))) return;
    m.from = moment_day(e->finished);
    m.to = moment_day(e->warranty_end) - 1;
    m.in_period = true;
    tell_wake(p->t, m.to + 1);
    each_period(p, &m);
}

void coverage_tell(struct telling *t, const struct judge *j, uint32_t event, const struct slot *slot, size_t n_slots,
                   const uint32_t *visit, size_t n_visits) {
    const struct policy *policy = j->policy;
    struct project p = {t, j, &t->event[event], slot, n_slots, visit, n_visits};
    if (p.x->day < t->w->count_from) return;
    for (size_t i = 0; i < policy->n_coverages; i++)
        if (str_is(p.x->row->category, policy->coverage[i].category)) rule_tell(&p, &policy->coverage[i]);
    for (size_t i = 0; i < policy->n_populations; i++) {
        const struct population_rule *r = &policy->population[i];
        struct member m = {.metric = metric_find(t->w->metrics, str_of(r->metric))};
        if (m.metric < 0 || !str_is(p.x->row->category, r->category)) continue;
        if (r->population == POPULATION_RUNNING) running(&p, m, r->stage);
        else warranty(&p, m);
    }
}
