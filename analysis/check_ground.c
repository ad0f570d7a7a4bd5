/* What is checked: which rows belong to which event, and what a check knows of a row (docs/policy-format.md «checks»).
 *
 * A row stands on the shelf of each of its events, the canonical one of merged complaints, once. Department and site are
 * those at which its figures count. */
#include "analysis/check.h"
#include "base/mem.h"
#include <stdlib.h>

static struct rule_row ref_of(const struct side_row *s) { return (struct rule_row){s->kind, s}; }

/* ---- what belongs to which event ---- */

struct placed {
    uint32_t event, place;
};

static int by_pair(const void *a, const void *b) {
    const struct placed *x = a, *y = b;
    if (x->event != y->event) return x->event < y->event ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

/* The events that count in place of the named ones, each once. */
static size_t canonical(const struct ground *g, struct str ids, uint32_t place, struct placed *out) {
    size_t n = 0;
    for (struct str rest = ids, id; rest.n && str_split(&rest, ';', &id);) {
        uint32_t e = tell_find(g->t, id);
        if (e == TELL_NONE || !g->j->judged[e]) continue;
        out[n++] = (struct placed){g->j->canon[e], place};
    }
    return n;
}

static size_t names_in(struct str ids) {
    size_t n = 1;
    for (size_t i = 0; i < ids.n; i++) n += ids.p[i] == ';';
    return n;
}

static struct shelf put_on_shelf(const struct ground *g, struct placed *pair, size_t n) {
    struct telling *t = g->t;
    struct shelf s = {arena_zero(t->a, (t->n_events + 1) * sizeof *s.first),
                      arena_alloc(t->a, (n + 1) * sizeof *s.place)};
    if (n) qsort(pair, n, sizeof *pair, by_pair);
    size_t kept = 0;
    uint32_t event = 0;
    for (size_t i = 0; i < n; i++) {
        if (i && pair[i].event == pair[i - 1].event && pair[i].place == pair[i - 1].place) continue;
        while (event < pair[i].event) s.first[++event] = (uint32_t)kept;
        s.place[kept++] = pair[i].place;
    }
    while (event < t->n_events) s.first[++event] = (uint32_t)kept;
    return s;
}

static struct shelf shelve_visits(const struct ground *g) {
    struct telling *t = g->t;
    size_t most = 0, n = 0;
    for (size_t i = 0; i < t->n_visits; i++) most += names_in(t->visit[i].row->event_ids);
    struct placed *pair = arena_alloc(t->a, (most + 1) * sizeof *pair);
    for (size_t i = 0; i < t->n_visits; i++) n += canonical(g, t->visit[i].row->event_ids, (uint32_t)i, pair + n);
    return put_on_shelf(g, pair, n);
}

static struct shelf shelve_sides(const struct ground *g) {
    struct telling *t = g->t;
    size_t most = 0, n = 0;
    for (size_t i = 0; i < t->n_sides; i++) most += names_in(t->side[i].events);
    struct placed *pair = arena_alloc(t->a, (most + 1) * sizeof *pair);
    for (size_t i = 0; i < t->n_sides; i++) n += canonical(g, t->side[i].events, (uint32_t)i, pair + n);
    return put_on_shelf(g, pair, n);
}

void check_shelve(struct ground *g) {
    g->visit = shelve_visits(g);
    g->side = shelve_sides(g);
}

/* ---- one row ---- */

const struct tell_event *check_event(const struct ground *g, const struct subject *x) {
    return x->event == TELL_NONE ? NULL : &g->t->event[x->event];
}

const struct tell_visit *check_visit(const struct ground *g, uint32_t event, struct str id) {
    const struct telling *t = g->t;
    if (!id.n) return NULL;
    size_t from = event == TELL_NONE ? 0 : g->visit.first[event];
    size_t to = event == TELL_NONE ? t->n_visits : g->visit.first[event + 1];
    for (size_t i = from; i < to; i++) {
        const struct tell_visit *v = &t->visit[event == TELL_NONE ? i : g->visit.place[i]];
        if (str_eq(v->row->visit_id, id)) return v;
    }
    return NULL;
}

struct moment check_own_time(const struct side_row *s, const struct tell_visit *v) {
    if (s->kind == ROW_ANSWER) return v ? v->row->visited : moment_none();
    return rule_moment(ref_of(s), row_own_time(s->kind));
}

/* Departments of findings and actions are those that have to act. */
static struct str own_department(const struct side_row *s) {
    if (s->kind == ROW_FINDING) return s->value[FINDING_department].text;
    return s->kind == ROW_ACTION ? s->value[ACTION_department].text : str_none();
}

/* A spot check may be of a place alone. */
static uint32_t own_site(const struct ground *g, const struct side_row *s) {
    struct str site = s->kind == ROW_CHECK ? s->value[CHECK_site].text : str_none();
    return site.n ? intern_add(&g->t->w->dims->site, site) : 0;
}

struct subject check_subject_side(const struct ground *g, const struct side_row *s, uint32_t event) {
    struct subject x = {.row = ref_of(s), .id = s->id, .event = event, .visit = check_visit(g, event, s->visit_id)};
    const struct event_row *e = event == TELL_NONE ? NULL : g->t->event[event].row;
    const struct visit_row *v = x.visit ? x.visit->row : NULL;
    struct str department = own_department(s);
    x.own = check_own_time(s, x.visit);
    x.site = e ? e->site_no : v ? v->site_no : own_site(g, s);
    x.department = department.n ? intern_add(&g->t->w->dims->department, department)
                   : e          ? e->department_no
                   : v          ? v->department_no
                                : 0;
    x.category = e ? e->category_no : v ? v->category_no : 0;
    return x;
}

struct subject check_subject_visit(const struct ground *g, const struct tell_visit *v, uint32_t event) {
    struct subject x = {
        .row = {ROW_VISIT, v->row}, .id = v->row->visit_id, .event = event, .visit = v, .own = v->row->visited};
    const struct event_row *e = event == TELL_NONE ? NULL : g->t->event[event].row;
    x.site = v->row->site_no || !e ? v->row->site_no : e->site_no;
    x.department = v->row->department_no || !e ? v->row->department_no : e->department_no;
    x.category = e ? e->category_no : v->row->category_no;
    return x;
}

struct subject check_subject(const struct ground *g, uint32_t event) {
    const struct event_row *e = g->t->event[event].row;
    return (struct subject){.row = {ROW_EVENT, e},
                            .id = e->event_id,
                            .event = event,
                            .own = e->accepted,
                            .site = e->site_no,
                            .department = e->department_no,
                            .category = e->category_no};
}

struct str check_served(const struct ground *g, const struct subject *x) {
    if (x->event == TELL_NONE) return str_none();
    const struct lane *l = &g->t->lane[g->j->lane];
    for (uint32_t i = l->first[x->event]; i < l->first[x->event + 1]; i++)
        if (&g->t->visit[l->visit[i]] == x->visit && l->served[i]) return str_of(l->served[i]->name);
    return str_none();
}
