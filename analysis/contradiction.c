/* What the logs say against themselves (data.md): listed with the figure that it touches, counted as it is. */
#include "analysis/tell.h"
#include "base/mem.h"

static void add(struct telling *t, const char *kind, const char *effect, const struct tell_event *e,
                const struct tell_visit *v) {
    *VEC_ADD(t->out->contradiction, t->out->n_contradictions, t->out->cap_contradictions) =
        (struct contradiction){kind, effect, e ? e->src : NULL, v ? v->src : NULL, v ? v->day : e->day};
}

/* To the second when both are timed, else by day. */
static bool before(struct moment a, struct moment b) {
    if (!moment_is(a) || !moment_is(b)) return false;
    if (a.kind == MOMENT_TIME && b.kind == MOMENT_TIME) return a.s < b.s;
    return moment_day(a) < moment_day(b);
}

static void of_event(struct telling *t, const struct tell_event *x) {
    const struct event_row *e = x->row;
    if (before(e->finished, e->accepted)) add(t, "finished_before_accepted", "duration", x, NULL);
    if (before(e->finished, e->started)) add(t, "finished_before_started", "visit_rate", x, NULL);
    if (before(e->contacted, e->accepted)) add(t, "contacted_before_accepted", "contact_rate", x, NULL);
    if (moment_is(e->started) && moment_is(e->planned_end) && moment_day(e->planned_end) < moment_day(e->started))
        add(t, "plan_before_start", "visit_rate", x, NULL);
}

/* A visit before the day of acceptance serves no stage; it is one to the complaint that counts. */
static void before_event(struct telling *t, const struct tell_visit *v) {
    struct str all = v->row->event_ids, ids = all, id;
    while (str_split(&ids, ';', &id)) {
        uint32_t e = tell_find(t, id);
        if (e == TELL_NONE || str_list_has(str_n(all.p, (size_t)(id.p - all.p)), ';', id)) continue;
        if (v->day < t->event[t->n_lanes ? t->lane[0].canon[e] : e].day)
            add(t, "visit_before_event", "visit_rate", &t->event[e], v);
    }
}

void contradiction_tell(struct telling *t) {
    for (size_t i = 0; i < t->n_events && t->kind == STORY_EVENTS; i++) of_event(t, &t->event[i]);
    for (size_t i = 0; i < t->n_visits; i++) {
        const struct tell_visit *v = &t->visit[i];
        bool own = t->kind == STORY_VISIT || v->row->n_events == 1;
        if (t->kind == STORY_EVENTS) before_event(t, v);
        if (!own) continue;
        if (str_is(v->row->outcome, "unreachable") && v->row->satisfaction)
            add(t, "satisfaction_unreachable", "satisfaction_rate", NULL, v);
        bool known = t->kind == STORY_VISIT ? t->n_events > 0 : tell_find(t, v->row->event_ids) != TELL_NONE;
        if (v->row->n_events > 0 && !known) add(t, "unknown_event", "visit_rate", NULL, v);
    }
}
