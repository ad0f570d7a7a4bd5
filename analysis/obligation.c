/* Follow-up obligations (metrics.md, section 3): which stages an event has, which visit serves which, and what became
 * of each at as-of.
 *
 * Policies that are never in force together (a lane) share the visits of an event; a visit that names a duplicate is
 * a visit to its canonical complaint. Obligations older than count_from take part in the matching, so that a visit
 * made for one of them serves no other, but they are neither listed nor counted. A stage that recurs is one obligation
 * for each of its periods up to the one that holds as-of. */
#include "analysis/tell.h"
#include "base/mem.h"
#include <stdlib.h>

const char *obligation_state_name(enum obligation_state s) {
    static const char *const name[] = {
        [STATE_MET] = "met",         [STATE_EARLY] = "early", [STATE_LATE] = "late",    [STATE_MISSED] = "missed",
        [STATE_PENDING] = "pending", [STATE_OPEN] = "open",   [STATE_EXEMPT] = "exempt"};
    return name[s];
}

/* A day planned for a stage of an event. */
struct planned {
    uint32_t event;
    int32_t day;
    struct str stage;
};

/* One event with its visits and stages. */
struct matching {
    struct telling *t;
    uint32_t event;
    const uint32_t *visit;
    size_t n_visits;
    struct slot *slot;
    size_t n_slots, cap_slots;
    size_t *order; /* slots with an anchor by opens, then by place in the policy */
    size_t n_order;
    const struct planned *planned; /* in order of event and day */
    size_t n_planned;
    bool *used;        /* by place in visit: it serves a stage, or none for good */
    const char **only; /* by place in visit: the recurring stage that it names; NULL: none */
};

/* ---- the stages that an event has ---- */

static struct moment midpoint(const struct stage *st, const struct event_row *e) {
    if (!moment_is(e->started) || !moment_is(e->planned_end)) return moment_none();
    int32_t from = moment_day(e->started);
    int64_t days = (int64_t)moment_day(e->planned_end) - from;
    if (days < 0) return moment_none();
    struct fraction f = st->midpoint.set ? st->midpoint : (struct fraction){true, 1, 2};
    return moment_of_day(from + (int32_t)(days * f.num / f.den));
}

static struct moment anchor_of(const struct stage *st, const struct event_row *e) {
    switch (st->anchor) {
    case ANCHOR_ACCEPTED: return e->accepted;
    case ANCHOR_STARTED: return e->started;
    case ANCHOR_FINISHED: return e->finished;
    case ANCHOR_PLANNED_END: return e->planned_end;
    case ANCHOR_MIDPOINT: return midpoint(st, e);
    case ANCHOR_DELIVERED: return e->delivered;
    case ANCHOR_WARRANTY_END: return e->warranty_end;
    }
    return moment_none();
}

/* Whether the event has the stage under the policy in force on the anchor's day; without an anchor, at its site. */
static bool has_stage(struct telling *t, const struct judge *j, const struct stage *st, const struct event_row *e,
                      struct moment anchor) {
    if (!names_have(&st->categories, e->category) || !rule_holds(&st->condition, e)) return false;
    return !moment_is(anchor) || tell_judges(t, j, e->site, moment_day(anchor));
}

static struct slot *slot_add(struct matching *m, const struct slot *s) {
    if (m->n_slots == m->cap_slots) { /* a stage that recurs has many */
        m->cap_slots = m->cap_slots * 2 + 8;
        struct slot *more = arena_alloc(m->t->a, m->cap_slots * sizeof *more);
        if (m->n_slots) memcpy(more, m->slot, m->n_slots * sizeof *more);
        m->slot = more;
        m->order = arena_alloc(m->t->a, m->cap_slots * sizeof *m->order);
    }
    m->slot[m->n_slots] = *s;
    return &m->slot[m->n_slots++];
}

static struct window whole_days(int32_t first, int32_t last) {
    return (struct window){.opens_s = (int64_t)first * CIVIL_DAY_S,
                           .has_deadline = true,
                           .deadline_s = ((int64_t)last + 1) * CIVIL_DAY_S - 1};
}

/* One slot for each period that touches [anchor, until], up to the one that holds as-of. Each is ruled by the policy in
 * force on the day on which it opens. */
static void find_occurrences(struct matching *m, const struct slot *like, const struct event_row *e,
                             struct moment anchor) {
    struct telling *t = m->t;
    const struct stage *st = like->stage;
    struct moment until = rule_time(e, st->until);
    int32_t from = moment_day(anchor), to = moment_is(until) ? moment_day(until) : INT32_MAX;
    struct period q = period_of((enum period_kind)st->every, from, 0);
    if (to < from) return;
    for (; period_first(q, 0) <= t->w->as_of && period_first(q, 0) <= to; q.no++) {
        struct slot s = *like;
        int32_t first = period_first(q, 0), last = period_last(q, 0), opens = first < from ? from : first;
        s.anchor = moment_of_day(opens);
        s.anchored = true;
        s.owed = last >= t->w->count_from;
        s.window = whole_days(opens, last);
        if (has_stage(t, s.judge, st, e, s.anchor)) slot_add(m, &s);
    }
    if (period_first(q, 0) <= to) tell_wake(t, period_first(q, 0));
}

/* The first day planned for the stage that is not before its opening takes the place of the deadline. */
static void take_planned_day(const struct matching *m, struct slot *s) {
    size_t lo = 0, hi = m->n_planned;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (m->planned[mid].event < m->event) lo = mid + 1;
        else hi = mid;
    }
    for (; lo < m->n_planned && m->planned[lo].event == m->event; lo++) {
        const struct planned *p = &m->planned[lo];
        if (!str_is(p->stage, s->stage->name) || p->day < window_day(s->window.opens_s)) continue;
        s->window.has_deadline = true;
        s->window.deadline_s = ((int64_t)p->day + 1) * CIVIL_DAY_S - 1;
        return;
    }
}

static void find_slots(struct matching *m, size_t lane) {
    struct telling *t = m->t;
    const struct event_row *e = t->event[m->event].row;
    int place = 0;
    m->n_slots = 0;
    for (size_t k = 0; k < t->n_judges; k++) {
        const struct judge *j = &t->judge[k];
        if (j->lane != lane) continue;
        for (size_t i = 0; i < j->policy->n_stages; i++, place++) {
            const struct stage *st = &j->policy->stage[i];
            struct moment anchor = anchor_of(st, e);
            struct slot like = {.judge = j, .stage = st, .place = place, .anchor = anchor, .visit = TELL_NONE};
            if (st->recurs && moment_is(anchor)) {
                find_occurrences(m, &like, e, anchor);
                continue;
            }
            if (!has_stage(t, j, st, e, anchor)) continue;
            struct slot *s = slot_add(m, &like);
            s->anchored = moment_is(anchor);
            if (!s->anchored) continue;
            s->owed = moment_day(anchor) >= t->w->count_from;
            s->window = window_of(t, j->policy, st, e, anchor);
            if (st->by_plan) take_planned_day(m, s);
        }
    }
}

static void order_slots(struct matching *m) {
    m->n_order = 0;
    for (size_t i = 0; i < m->n_slots; i++) {
        if (!m->slot[i].anchored) continue;
        size_t k = m->n_order++;
        int64_t opens_s = m->slot[i].window.opens_s;
        for (; k && m->slot[m->order[k - 1]].window.opens_s > opens_s; k--) m->order[k] = m->order[k - 1];
        m->order[k] = i;
    }
}

/* ---- matching, in four passes ---- */

/* A visit that may serve the stage: reached, of its phases. */
static bool may_serve(const struct slot *s, const struct visit_row *v) {
    enum phases p = s->stage->phases_set ? s->stage->phases : s->judge->policy->phases;
    return p == PHASES_ANY || !v->during;
}

static bool inside(const struct slot *s, const struct visit_row *v) {
    return s->window.opens_s <= v->visited.s && (!s->window.has_deadline || v->visited.s <= s->window.deadline_s);
}

static bool opened(const struct slot *s, const struct visit_row *v) { return s->window.opens_s <= v->visited.s; }
static bool any_time(const struct slot *s, const struct visit_row *v) { return s && v; }

static void give(struct matching *m, struct slot *s, size_t at) {
    s->visit = m->visit[at];
    m->used[at] = true;
}

/* The slot of the stage that the visit names; of a stage that recurs the free occurrence that holds it, if any. */
static struct slot *named_slot(const struct matching *m, const struct visit_row *v) {
    struct slot *named = NULL;
    for (size_t i = 0; i < m->n_slots; i++) {
        struct slot *s = &m->slot[i];
        if (!str_is(v->stage, s->stage->name) || !may_serve(s, v)) continue;
        if (s->stage->recurs && s->anchored && s->visit == TELL_NONE && inside(s, v)) return s;
        if (!named || (s->anchored && !named->anchored)) named = s;
    }
    return named;
}

/* Pass 1: a visit that names a stage goes to it; taken or without anchor, it serves none. One that names a stage that
 * recurs and lies in no free occurrence waits for the third pass, where it serves occurrences of that stage only. */
static void pass_named(struct matching *m) {
    for (size_t at = 0; at < m->n_visits; at++) {
        const struct visit_row *v = m->t->visit[m->visit[at]].row;
        if (m->used[at] || !v->stage.n) continue;
        struct slot *named = named_slot(m, v);
        if (!named) continue;
        if (named->stage->recurs && named->anchored && (named->visit != TELL_NONE || !inside(named, v))) {
            m->only[at] = named->stage->name;
            continue;
        }
        m->used[at] = true;
        if (named->anchored && named->visit == TELL_NONE) give(m, named, at);
    }
}

/* The other passes: each visit left to the first stage that is free and fits. */
static void pass_free(struct matching *m, bool optional, bool (*fits)(const struct slot *, const struct visit_row *),
                      bool (*else_fits)(const struct slot *, const struct visit_row *)) {
    for (size_t at = 0; at < m->n_visits; at++) {
        if (m->used[at]) continue;
        const struct visit_row *v = m->t->visit[m->visit[at]].row;
        struct slot *first = NULL, *second = NULL;
        for (size_t k = 0; k < m->n_order && !first; k++) {
            struct slot *s = &m->slot[m->order[k]];
            if (s->stage->optional != optional || s->visit != TELL_NONE || !may_serve(s, v)) continue;
            if (m->only[at] && strcmp(m->only[at], s->stage->name) != 0) continue;
            if (fits(s, v)) first = s;
            else if (!second && else_fits && else_fits(s, v)) second = s;
        }
        if (first || second) give(m, first ? first : second, at);
    }
}

static void match(struct matching *m) {
    const struct tell_event *x = &m->t->event[m->event];
    for (size_t at = 0; at < m->n_visits; at++) {
        const struct tell_visit *v = &m->t->visit[m->visit[at]];
        m->used[at] = v->day < x->day || str_is(v->row->outcome, "unreachable");
        m->only[at] = NULL;
    }
    pass_named(m);
    pass_free(m, false, inside, NULL);
    pass_free(m, false, opened, any_time);
    pass_free(m, true, inside, NULL);
}

/* ---- states ---- */

static const char *exemption(const struct matching *m, const struct judge *j) {
    const struct event_row *e = m->t->event[m->event].row;
    const char *reason = NULL;
    for (size_t i = 0; i < j->policy->n_exemptions && !reason; i++) {
        const struct exemption *x = &j->policy->exemption[i];
        if (tell_covers(&x->categories, e->category) && rule_holds(&x->condition, e)) reason = x->reason;
    }
    for (size_t at = 0; at < m->n_visits && reason; at++)
        if (tell_counted(j->policy, m->t->visit[m->visit[at]].row, e->category))
            reason = NULL; /* a permission, not used */
    return reason;
}

/* A clock window needs clock times at the anchor and at the visit. */
static bool unjudgeable(const struct telling *t, const struct slot *s) {
    if (!s->window.clock) return false;
    if (s->anchor.kind != MOMENT_TIME) return true;
    return s->visit != TELL_NONE && t->visit[s->visit].row->visited.kind != MOMENT_TIME;
}

/* What cannot be judged to the second is shown by day. */
static enum obligation_state state_of(const struct telling *t, const struct slot *s) {
    if (s->exempt_reason) return STATE_EXEMPT;
    if (s->visit == TELL_NONE) {
        if (!s->window.has_deadline) return STATE_OPEN;
        return s->window.deadline_s < tell_end(t) ? STATE_MISSED : STATE_PENDING;
    }
    const struct tell_visit *v = &t->visit[s->visit];
    bool by_day = unjudgeable(t, s);
    if (by_day ? v->day < window_day(s->window.opens_s) : v->row->visited.s < s->window.opens_s) return STATE_EARLY;
    if (!s->window.has_deadline) return STATE_MET;
    bool late = by_day ? v->day > window_day(s->window.deadline_s) : v->row->visited.s > s->window.deadline_s;
    return late ? STATE_LATE : STATE_MET;
}

static void judge_slots(struct matching *m) {
    const struct judge *last = NULL;
    const char *reason = NULL;
    for (size_t i = 0; i < m->n_slots; i++) {
        struct slot *s = &m->slot[i];
        if (s->judge != last) reason = exemption(m, last = s->judge);
        s->exempt_reason = reason;
        if (s->anchored) s->state = state_of(m->t, s);
    }
}

/* ---- what comes out ---- */

/* The day that says in which period the obligation belongs, and the day from which it is due. */
static int32_t due_day(const struct slot *s) {
    return window_day(s->window.has_deadline ? s->window.deadline_s : s->window.opens_s);
}

static int32_t period_day(const struct slot *s) {
    return s->judge->policy->cohort == COHORT_ANCHOR ? moment_day(s->anchor) : due_day(s);
}

static void row_add(struct telling *t, const struct slot *s, const struct event_row *src, bool due) {
    *VEC_ADD(t->out->obligation, t->out->n_obligations, t->out->cap_obligations) =
        (struct obligation){.policy = s->judge->no,
                            .event = src,
                            .stage = s->stage,
                            .anchor = moment_day(s->anchor),
                            .opens = window_day(s->window.opens_s),
                            .has_deadline = s->window.has_deadline,
                            .deadline = s->window.has_deadline ? window_day(s->window.deadline_s) : 0,
                            .due = due,
                            .optional = s->stage->optional,
                            .state = s->state,
                            .visit = s->visit == TELL_NONE ? NULL : t->visit[s->visit].src,
                            .exempt_reason = s->exempt_reason,
                            .month_day = period_day(s)};
}

static void count_timely(struct telling *t, const struct slot *s, struct tell_at at) {
    at.metric = METRIC_timely_rate;
    if (!s->window.has_deadline) {
        tell_skip(t, s->judge, &at, "no_deadline");
    } else if (unjudgeable(t, s)) {
        tell_skip(t, s->judge, &at, "not_judgeable");
        tell_not_judgeable(t, s->judge, at.day, at.event, METRIC_timely_rate);
    } else tell_add(t, s->judge, &at, s->state == STATE_MET, 1);
}

static void count_due(struct telling *t, const struct slot *s, struct tell_at at) {
    static const struct {
        enum obligation_state state;
        uint16_t metric;
    } counts[] = {{STATE_MISSED, METRIC_missed}, {STATE_EARLY, METRIC_early}, {STATE_LATE, METRIC_late}};
    at.visit = s->visit == TELL_NONE ? NULL : t->visit[s->visit].src;
    tell_add(t, s->judge, &at, s->visit != TELL_NONE, 1);
    count_timely(t, s, at);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        at.metric = counts[i].metric;
        bool certain = s->visit == TELL_NONE || !unjudgeable(t, s); /* else neither met nor breached */
        if (s->state == counts[i].state && certain) tell_add(t, s->judge, &at, 1, 0);
        else tell_skip(t, s->judge, &at, obligation_state_name(s->state));
    }
}

static void skip_all(struct telling *t, const struct slot *s, struct tell_at at, const char *why) {
    static const uint16_t metric[] = {METRIC_visit_rate, METRIC_timely_rate, METRIC_missed, METRIC_early, METRIC_late};
    for (size_t i = 0; i < sizeof metric / sizeof *metric && t->w->explain; i++) {
        at.metric = metric[i];
        tell_skip(t, s->judge, &at, why);
    }
}

static void tell_optional(struct telling *t, const struct slot *s, const struct event_row *src, struct tell_at at) {
    skip_all(t, s, at, "optional");
    if (s->visit == TELL_NONE) return;
    row_add(t, s, src, false);
    struct tell_at there = tell_at_stage(t, METRIC_optional_visits, t->visit[s->visit].day, src, s->stage->name);
    there.visit = t->visit[s->visit].src;
    tell_add(t, s->judge, &there, 1, 0);
}

static void tell_slot(struct telling *t, const struct slot *s, const struct event_row *src) {
    struct tell_at at = tell_at_stage(t, METRIC_visit_rate, period_day(s), src, s->stage->name);
    if (!s->owed) {
        skip_all(t, s, at, "before_count_from");
        return;
    }
    if (s->stage->optional) {
        if (!s->exempt_reason) tell_optional(t, s, src, at);
        return;
    }
    bool due = due_day(s) <= t->w->as_of;
    tell_wake(t, due_day(s));
    row_add(t, s, src, due);
    if (!due) skip_all(t, s, at, "not_due");
    else if (s->exempt_reason) skip_all(t, s, at, "exempt");
    else count_due(t, s, at);
    at.metric = METRIC_exempt;
    if (due && s->exempt_reason) tell_add(t, s->judge, &at, 1, 0);
    else tell_skip(t, s->judge, &at, due ? "not_exempt" : "not_due");
}

static void tell_merged(struct telling *t, const struct matching *m) {
    const struct event_row *src = t->event[m->event].src;
    for (size_t i = 0; i < m->n_slots; i++) {
        const struct slot *s = &m->slot[i];
        if (!s->anchored) continue;
        skip_all(t, s, tell_at_stage(t, METRIC_visit_rate, period_day(s), src, s->stage->name), "merged");
    }
}

static void serve_fill(struct telling *t, struct lane *l, const struct matching *m, const struct policy *p) {
    struct str category = t->event[m->event].row->category;
    int nth = 0;
    for (size_t at = 0; at < m->n_visits; at++)
        if (tell_counted(p, t->visit[m->visit[at]].row, category)) l->serve[m->visit[at]].nth = ++nth;
    for (size_t i = 0; i < m->n_slots; i++) {
        const struct slot *s = &m->slot[i];
        if (s->visit == TELL_NONE) continue;
        for (size_t at = 0; at < m->n_visits; at++)
            if (m->visit[at] == s->visit) l->served[l->first[m->event] + at] = s->stage;
        l->serve[s->visit].judge = s->judge;
        l->serve[s->visit].stage = s->stage;
    }
}

/* ---- the visits to each event ---- */

static void canon_fill(struct telling *t, struct lane *l, size_t lane) {
    l->canon = arena_alloc(t->a, t->n_events * sizeof *l->canon);
    for (uint32_t i = 0; i < t->n_events; i++) l->canon[i] = i;
    for (size_t k = 0; k < t->n_judges; k++) {
        const struct judge *j = &t->judge[k];
        for (uint32_t i = 0; i < t->n_events && j->lane == lane; i++)
            if (j->judged[i] && j->canon[i] != i) l->canon[i] = j->canon[i];
    }
}

static size_t names_in(struct str ids) {
    size_t n = ids.n > 0;
    for (size_t i = 0; i < ids.n; i++) n += ids.p[i] == ';';
    return n;
}

/* Each event's visits in order, a visit once even when it names the event and its duplicate. */
static void visits_fill(struct telling *t, struct lane *l) {
    size_t most = 0, n = 0;
    for (size_t v = 0; v < t->n_visits; v++) most += names_in(t->visit[v].row->event_ids);
    struct {
        uint32_t event, visit;
    } *link = arena_alloc(t->a, (most + 1) * sizeof *link);
    uint32_t *last = arena_alloc(t->a, t->n_events * sizeof *last);
    for (size_t i = 0; i < t->n_events; i++) last[i] = TELL_NONE;
    l->first = arena_zero(t->a, (t->n_events + 2) * sizeof *l->first);
    for (uint32_t v = 0; v < t->n_visits; v++) {
        struct str ids = t->visit[v].row->event_ids, id;
        while (str_split(&ids, ';', &id)) {
            uint32_t e = tell_find(t, id);
            if (e == TELL_NONE || last[e = l->canon[e]] == v) continue;
            last[e] = v;
            link[n].event = e;
            link[n++].visit = v;
            l->first[e + 2]++;
        }
    }
    for (size_t i = 0; i < t->n_events; i++) l->first[i + 2] += l->first[i + 1];
    l->visit = arena_alloc(t->a, (n + 1) * sizeof *l->visit);
    for (size_t i = 0; i < n; i++) l->visit[l->first[link[i].event + 1]++] = link[i].visit;
    l->serve = arena_zero(t->a, t->n_visits * sizeof *l->serve);
    l->served = arena_zero(t->a, (n + 1) * sizeof *l->served);
}

static int by_planned_day(const void *a, const void *b) {
    const struct planned *x = a, *y = b;
    if (x->event != y->event) return x->event < y->event ? -1 : 1;
    return (x->day > y->day) - (x->day < y->day);
}

static bool plans_wanted(const struct telling *t, size_t lane) {
    for (size_t k = 0; k < t->n_judges; k++)
        for (size_t i = 0; t->judge[k].lane == lane && i < t->judge[k].policy->n_stages; i++)
            if (t->judge[k].policy->stage[i].by_plan) return true;
    return false;
}

/* The plans that name a stage and were not called off; a plan of a duplicate is one of its canonical complaint. */
static void plans_fill(struct matching *m, const struct lane *l) {
    const struct telling *t = m->t;
    struct planned *list = arena_alloc(t->a, (t->n_sides + 1) * sizeof *list);
    for (size_t i = 0; i < t->n_sides; i++) {
        const struct side_row *s = &t->side[i];
        uint32_t e = s->kind == ROW_PLAN ? tell_find(t, s->events) : TELL_NONE;
        if (e == TELL_NONE || !s->value[PLAN_stage].text.n || moment_is(s->value[PLAN_cancelled_on].at)) continue;
        list[m->n_planned++] =
            (struct planned){l->canon[e], moment_day(s->value[PLAN_planned_on].at), s->value[PLAN_stage].text};
    }
    if (m->n_planned) qsort(list, m->n_planned, sizeof *list, by_planned_day);
    m->planned = list;
}

static void room_for(struct telling *t, struct matching *m, const struct lane *l, size_t lane) {
    size_t slots = 0, visits = 0;
    for (size_t k = 0; k < t->n_judges; k++)
        if (t->judge[k].lane == lane) slots += t->judge[k].policy->n_stages;
    for (size_t i = 0; i < t->n_events; i++)
        if (l->first[i + 1] - l->first[i] > visits) visits = l->first[i + 1] - l->first[i];
    m->cap_slots = slots;
    m->slot = arena_alloc(t->a, slots * sizeof *m->slot);
    m->order = arena_alloc(t->a, slots * sizeof *m->order);
    m->used = arena_alloc(t->a, visits * sizeof *m->used);
    m->only = arena_alloc(t->a, visits * sizeof *m->only);
}

/* The lane's policy that the event was accepted under; the first of the lane when none was in force. */
static const struct judge *judge_of(const struct telling *t, size_t lane, uint32_t event) {
    const struct judge *first = NULL;
    for (size_t k = 0; k < t->n_judges; k++) {
        const struct judge *j = &t->judge[k];
        if (j->lane != lane) continue;
        if (j->judged[event]) return j;
        if (!first) first = j;
    }
    return first;
}

static void tell_event(struct telling *t, struct matching *m, size_t lane) {
    struct lane *l = &t->lane[lane];
    uint32_t i = m->event;
    m->visit = l->visit + l->first[i];
    m->n_visits = l->first[i + 1] - l->first[i];
    bool merged = l->canon[i] != i;
    if (merged && !t->w->explain) return;
    find_slots(m, lane);
    if (merged) {
        tell_merged(t, m);
        return;
    }
    order_slots(m);
    match(m);
    judge_slots(m);
    for (size_t k = 0; k < m->n_slots; k++)
        if (m->slot[k].anchored) tell_slot(t, &m->slot[k], t->event[i].src);
    serve_fill(t, l, m, judge_of(t, lane, i)->policy);
    for (size_t k = 0; k < t->n_judges; k++)
        if (t->judge[k].lane == lane) coverage_tell(t, &t->judge[k], i, m->slot, m->n_slots, m->visit, m->n_visits);
}

void obligation_tell(struct telling *t, size_t lane) {
    struct matching m = {.t = t};
    canon_fill(t, &t->lane[lane], lane);
    visits_fill(t, &t->lane[lane]);
    room_for(t, &m, &t->lane[lane], lane);
    if (t->n_sides && plans_wanted(t, lane)) plans_fill(&m, &t->lane[lane]);
    for (m.event = 0; m.event < t->n_events; m.event++) tell_event(t, &m, lane);
}
