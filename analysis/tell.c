/* The telling's ground: facts as seen at as-of, policies in force, places and tallies.
 *
 * Rows later than as-of do not exist yet, later happenings are empty, plans stay visible (metrics.md 1). Rows are
 * copied only when something in them is hidden, so a story of many events costs no second copy. */
#include "analysis/tell.h"
#include "base/mem.h"
#include <stddef.h>
#include <stdlib.h>

enum { TALLIES_BEFORE_ADDING_UP = 1 << 16 };

void tell_wake(struct telling *t, int32_t day) {
    if (day <= t->w->as_of) return;
    if (!t->out->changes || day < t->out->next_day) t->out->next_day = day;
    t->out->changes = true;
}

int64_t tell_end(const struct telling *t) { return ((int64_t)t->w->as_of + 1) * CIVIL_DAY_S; }

/* ---- facts as seen at as-of ---- */

static const size_t event_happenings[] = {
    offsetof(struct event_row, contacted), offsetof(struct event_row, started),
    offsetof(struct event_row, finished),  offsetof(struct event_row, delivered),
    offsetof(struct event_row, escalated), offsetof(struct event_row, feedback_form),
};
static const size_t visit_happenings[] = {
    offsetof(struct visit_row, replied),         offsetof(struct visit_row, reported),
    offsetof(struct visit_row, reviewed),        offsetof(struct visit_row, filed),
    offsetof(struct visit_row, raised_finished),
};

/* The row itself, or a copy in which what happens after as-of is empty. */
static const void *seen(struct telling *t, const void *row, size_t size, const size_t *offset, size_t n) {
    char *copy = NULL;
    for (size_t i = 0; i < n; i++) {
        const struct moment *m = (const void *)((const char *)row + offset[i]);
        if (!moment_is(*m) || moment_day(*m) <= t->w->as_of) continue;
        tell_wake(t, moment_day(*m));
        if (!copy) copy = memcpy(arena_alloc(t->a, size), row, size);
        *(struct moment *)(void *)(copy + offset[i]) = moment_none();
    }
    return copy ? copy : row;
}

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* ---- in order of time, then of id; a date-only value stands at 00:00:00 ---- */

static int by_acceptance(const void *x, const void *y) {
    const struct event_row *a = ((const struct tell_event *)x)->row, *b = ((const struct tell_event *)y)->row;
    if (a->accepted.s != b->accepted.s) return a->accepted.s < b->accepted.s ? -1 : 1;
    return str_cmp(a->event_id, b->event_id);
}

static int by_visit(const void *x, const void *y) {
    const struct visit_row *a = ((const struct tell_visit *)x)->row, *b = ((const struct tell_visit *)y)->row;
    if (a->visited.s != b->visited.s) return a->visited.s < b->visited.s ? -1 : 1;
    return str_cmp(a->visit_id, b->visit_id);
}

/* Stores sort times as text, where a date comes before its own midnight; everything else is in order already. */
static void sort(void *list, size_t n, size_t size, int (*order)(const void *, const void *)) {
    for (size_t i = 1; i < n; i++)
        if (order((char *)list + (i - 1) * size, (char *)list + i * size) > 0) {
            qsort(list, n, size, order);
            return;
        }
}

static const struct event_row *further_event(struct telling *t, const struct event_row *e, int32_t day) {
    struct event_row *copy = memcpy(arena_alloc(t->a, sizeof *copy), e, sizeof *copy);
    copy->further = further_values(t->w, (struct rule_row){ROW_EVENT, copy}, e->own, day, t->a);
    return copy;
}

static const struct visit_row *further_visit(struct telling *t, const struct visit_row *v, int32_t day) {
    struct visit_row *copy = memcpy(arena_alloc(t->a, sizeof *copy), v, sizeof *copy);
    copy->further = further_values(t->w, (struct rule_row){ROW_VISIT, copy}, v->own, day, t->a);
    return copy;
}

static void see_events(struct telling *t, const struct story *s) {
    bool further = further_any(t->w, ROW_EVENT);
    t->event = arena_alloc(t->a, s->n_events * sizeof *t->event);
    for (size_t i = 0; i < s->n_events; i++) {
        const struct event_row *e = &s->event[i];
        int32_t day = moment_day(e->accepted);
        if (day > t->w->as_of) {
            tell_wake(t, day);
            continue;
        }
        const struct event_row *row = seen(t, e, sizeof *e, event_happenings, COUNT(event_happenings));
        if (further) row = further_event(t, row, day);
        t->event[t->n_events++] = (struct tell_event){row, e, day};
    }
    sort(t->event, t->n_events, sizeof *t->event, by_acceptance);
}

static void see_visits(struct telling *t, const struct story *s) {
    bool further = further_any(t->w, ROW_VISIT);
    t->visit = arena_alloc(t->a, s->n_visits * sizeof *t->visit);
    for (size_t i = 0; i < s->n_visits; i++) {
        const struct visit_row *v = &s->visit[i];
        int32_t day = moment_day(v->visited);
        if (day > t->w->as_of) {
            tell_wake(t, day);
            continue;
        }
        const struct visit_row *row = seen(t, v, sizeof *v, visit_happenings, COUNT(visit_happenings));
        if (further) row = further_visit(t, row, day);
        t->visit[t->n_visits++] = (struct tell_visit){row, v, day};
    }
    sort(t->visit, t->n_visits, sizeof *t->visit, by_visit);
}

/* ---- events by id ---- */

static size_t id_slot(const struct telling *t, struct str id) {
    size_t i = str_hash(id) & (t->n_event_slots - 1);
    while (t->event_slot[i] != TELL_NONE && !str_eq(t->event[t->event_slot[i]].row->event_id, id))
        i = (i + 1) & (t->n_event_slots - 1);
    return i;
}

static void index_events(struct telling *t) {
    for (t->n_event_slots = 4; t->n_event_slots < t->n_events * 2;) t->n_event_slots *= 2;
    t->event_slot = arena_alloc(t->a, t->n_event_slots * sizeof *t->event_slot);
    for (size_t i = 0; i < t->n_event_slots; i++) t->event_slot[i] = TELL_NONE;
    for (size_t i = 0; i < t->n_events; i++) t->event_slot[id_slot(t, t->event[i].row->event_id)] = (uint32_t)i;
}

uint32_t tell_find(const struct telling *t, struct str event_id) { return t->event_slot[id_slot(t, event_id)]; }

/* ---- policies ---- */

static bool same_policy(const struct policy *p, const struct policy *q) { return p == q || !strcmp(p->id, q->id); }

static bool sites_meet(const struct names *a, const struct names *b) {
    if (a->n == 0 || b->n == 0) return true;
    for (size_t i = 0; i < a->n; i++)
        if (names_have(b, str_of(a->name[i]))) return true;
    return false;
}

static bool uses_meet(const struct policy_use *u, const struct policy_use *v) {
    if (u->until_set && v->from_set && u->until < v->from) return false;
    if (v->until_set && u->from_set && v->until < u->from) return false;
    return sites_meet(&u->sites, &v->sites);
}

/* Whether both policies are ever in force at one place on one day. */
static bool judges_meet(const struct world *w, const struct judge *j, const struct judge *k) {
    for (size_t u = 0; u < w->n_uses; u++) {
        if (!same_policy(w->use[u].policy, j->policy)) continue;
        for (size_t v = 0; v < w->n_uses; v++)
            if (same_policy(w->use[v].policy, k->policy) && uses_meet(&w->use[u], &w->use[v])) return true;
    }
    return false;
}

static size_t lane_of(const struct telling *t, const struct judge *j) {
    for (size_t lane = 0;; lane++) {
        bool free = true;
        for (const struct judge *k = t->judge; k < j && free; k++) free = k->lane != lane || !judges_meet(t->w, j, k);
        if (free) return lane;
    }
}

static struct judge *judge_of(struct telling *t, const struct policy *p) {
    for (size_t i = 0; i < t->n_judges; i++)
        if (same_policy(t->judge[i].policy, p)) return &t->judge[i];
    return NULL;
}

static void seat_groups(struct telling *t, struct judge *j) {
    const struct policy *p = j->policy;
    for (size_t i = 0; i < p->n_targets; i++) {
        int metric = p->target[i].group ? metric_find(t->w->metrics, str_of(p->target[i].metric)) : -1;
        if (metric < 0) continue;
        if (!j->group) j->group = arena_alloc(t->a, p->n_targets * sizeof *j->group);
        j->group[j->n_groups++] = (struct tell_group){&p->target[i], (uint16_t)metric,
                                                      intern_add(&t->w->dims->category, str_of(p->target[i].category))};
    }
}

bool tell_grouped(const struct telling *t, const struct tell_group *g, uint16_t metric, uint32_t category) {
    return g->metric == metric && policy_target_takes(g->target, t->w->dims->category.name[category]);
}

static void seat_judges(struct telling *t) {
    const struct world *w = t->w;
    t->judge = arena_zero(t->a, w->n_uses * sizeof *t->judge);
    for (size_t u = 0; u < w->n_uses; u++) {
        struct judge *j = judge_of(t, w->use[u].policy);
        if (j) {
            j->always = false;
            continue;
        }
        j = &t->judge[t->n_judges++];
        j->policy = w->use[u].policy;
        j->no = (uint16_t)u;
        j->always = !w->use[u].sites.n && !w->use[u].from_set && !w->use[u].until_set;
        seat_groups(t, j);
    }
    for (size_t i = 0; i < t->n_judges; i++) {
        t->judge[i].lane = lane_of(t, &t->judge[i]);
        if (t->judge[i].lane >= t->n_lanes) t->n_lanes = t->judge[i].lane + 1;
    }
    t->lane = arena_zero(t->a, t->n_lanes * sizeof *t->lane);
}

static bool use_judges(const struct policy_use *u, struct str site, int32_t day) {
    if (u->from_set && day < u->from) return false;
    if (u->until_set && day > u->until) return false;
    return u->sites.n == 0 || names_have(&u->sites, site);
}

bool tell_judges(const struct telling *t, const struct judge *j, struct str site, int32_t day) {
    if (j->always) return true;
    for (size_t u = 0; u < t->w->n_uses; u++)
        if (same_policy(t->w->use[u].policy, j->policy) && use_judges(&t->w->use[u], site, day)) return true;
    return false;
}

static void judge_events(struct telling *t, struct judge *j) {
    j->judged = arena_alloc(t->a, t->n_events * sizeof *j->judged);
    j->canon = arena_alloc(t->a, t->n_events * sizeof *j->canon);
    for (size_t i = 0; i < t->n_events; i++) {
        j->judged[i] = tell_judges(t, j, t->event[i].row->site, t->event[i].day);
        j->canon[i] = (uint32_t)i;
    }
}

void tell_open(struct telling *t, const struct story *s, const struct world *w, struct arena *a, struct tale *out) {
    *t = (struct telling){.w = w, .a = a, .out = out, .kind = s->kind, .tally_limit = TALLIES_BEFORE_ADDING_UP};
    see_events(t, s);
    see_visits(t, s);
    index_events(t);
    seat_judges(t);
    for (size_t i = 0; i < t->n_judges; i++) judge_events(t, &t->judge[i]);
}

static bool any_phase(const struct policy *p, struct str category) {
    for (size_t i = 0; i < p->n_stages; i++) {
        const struct stage *s = &p->stage[i];
        if (s->phases_set && s->phases == PHASES_ANY && names_have(&s->categories, category)) return true;
    }
    return p->phases == PHASES_ANY;
}

bool tell_counted(const struct policy *p, const struct visit_row *v, struct str category) {
    return !str_is(v->outcome, "unreachable") && (!v->during || any_phase(p, category));
}

bool tell_covers(const struct names *list, struct str category) { return list->n == 0 || names_have(list, category); }

bool tell_is_complaint(const struct event_row *e) { return str_is(e->category, "complaint"); }

/* ---- tallies ---- */

struct tell_at tell_at(const struct telling *t, uint16_t metric, int32_t day, const struct event_row *e) {
    return (struct tell_at){.metric = metric,
                            .day = day,
                            .site = e->site_no,
                            .department = e->department_no,
                            .category = e->category_no,
                            .pool_category = !t->w->metrics->def[metric].per_category,
                            .event = e};
}

struct tell_at tell_at_stage(const struct telling *t, uint16_t metric, int32_t day, const struct event_row *e,
                             const char *stage) {
    struct tell_at at = tell_at(t, metric, day, e);
    at.stage = intern_add(&t->w->dims->stage, str_of(stage));
    at.pool_stage = true;
    return at;
}

static void add_up(struct telling *t) {
    tale_compact(t->out, t->w);
    if (t->out->n_tallies * 2 > t->tally_limit) t->tally_limit = t->out->n_tallies * 2;
}

/* Room for three more: tallies are most of a telling's output, so they are written in place. */
static struct tally *room(struct telling *t) {
    struct tale *out = t->out;
    if (out->n_tallies >= t->tally_limit && !t->w->explain) add_up(t);
    if (out->n_tallies + 3 > out->cap_tallies)
        mem_grow(&out->tally, &out->cap_tallies, out->n_tallies + 3, sizeof *out->tally);
    return out->tally + out->n_tallies;
}

void tell_tally(struct telling *t, const struct tally *row) {
    *room(t) = *row;
    t->out->n_tallies++;
}

static void put_at(struct telling *t, const struct judge *j, const struct tell_at *at, int64_t num, int64_t den,
                   const char *why) {
    bool explain = t->w->explain;
    struct tally *row = room(t), *next = row + 1;
    *row = (struct tally){.policy = j->no,
                          .metric = at->metric,
                          .kind = -1,
                          .scope_kind = SCOPE_ALL,
                          .pool_category = at->pool_category,
                          .pool_stage = at->pool_stage,
                          .day_or_no = at->day,
                          .category = at->category,
                          .stage = at->stage,
                          .num = num,
                          .den = den,
                          .event = explain ? at->event : NULL,
                          .visit = explain ? at->visit : NULL,
                          .why = explain ? why : NULL};
    if (at->site) {
        *next = *row;
        next->scope_kind = SCOPE_SITE;
        next++->scope = at->site;
    }
    if (at->department) {
        *next = *row;
        next->scope_kind = SCOPE_DEPARTMENT;
        next++->scope = at->department;
    }
    t->out->n_tallies += (size_t)(next - row);
}

void tell_put(struct telling *t, const struct judge *j, const struct tell_at *at, int64_t num, int64_t den,
              const char *why) {
    put_at(t, j, at, num, den, why);
    for (size_t i = 0; i < j->n_groups; i++) {
        if (!tell_grouped(t, &j->group[i], at->metric, at->category)) continue;
        struct tell_at grouped = *at;
        grouped.category = j->group[i].category;
        grouped.pool_category = false;
        put_at(t, j, &grouped, num, den, why);
    }
}

void tell_add(struct telling *t, const struct judge *j, const struct tell_at *at, int64_t num, int64_t den) {
    tell_put(t, j, at, num, den, "counted");
}

void tell_skip(struct telling *t, const struct judge *j, const struct tell_at *at, const char *why) {
    if (t->w->explain) tell_put(t, j, at, 0, 0, why);
}

void tell_not_judgeable(struct telling *t, const struct judge *j, int32_t day, const struct event_row *e,
                        enum metric_no metric) {
    struct tell_at at = tell_at_stage(t, METRIC_not_judgeable, day, e, t->w->metrics->def[metric].name);
    tell_add(t, j, &at, 1, 0);
}
