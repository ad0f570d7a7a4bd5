#include "analysis/strands.h"
#include "base/mem.h"

enum { ALONE = 1, BY_ISSUE, WHOLE };
#define NONE UINT32_MAX

void strands_init(struct strands_rules *r, const struct policy_use *use, size_t n_uses) {
    *r = (struct strands_rules){.use = use, .n_uses = n_uses};
}

void strands_release(struct strands_rules *r) {
    mem_free(r->kind);
    *r = (struct strands_rules){0};
}

/* ---- how events of a category hang together ---- */

static bool one_per_customer(const struct check_rule *c, struct str category) {
    return c->per_customer && (!c->categories.n || names_have(&c->categories, category));
}

static int kind_under(const struct policy *p, struct str category) {
    int kind = ALONE;
    for (size_t i = 0; i < p->n_repeats; i++) {
        if (!str_is(category, p->repeat[i].category)) continue;
        if (p->repeat[i].consecutive || p->escalation.consecutive) return WHOLE;
        kind = BY_ISSUE;
    }
    for (size_t i = 0; i < p->n_reworks; i++)
        if (str_is(category, p->rework[i].category)) kind = BY_ISSUE;
    if (p->merge.on && str_is(category, "complaint")) kind = BY_ISSUE;
    for (size_t i = 0; i < p->n_counts; i++)
        if (one_per_customer(&p->count[i].check, category)) return WHOLE;
    for (size_t i = 0; i < p->n_checks; i++) {
        if (one_per_customer(&p->check[i], category)) return WHOLE;
        if (check_rule_of_problems(&p->check[i])) kind = BY_ISSUE;
    }
    return p->escalation.at_count > 0 ? BY_ISSUE : kind;
}

static int kind_of(struct strands_rules *r, const struct event_row *e) {
    while (r->n <= e->category_no) *VEC_ADD(r->kind, r->n, r->cap) = 0;
    if (r->kind[e->category_no]) return r->kind[e->category_no];
    int most = ALONE;
    for (size_t i = 0; i < r->n_uses; i++) {
        int kind = kind_under(r->use[i].policy, e->category);
        if (kind > most) most = kind;
    }
    r->kind[e->category_no] = (uint8_t)most;
    return most;
}

/* ---- joining ---- */

void strands_begin(struct strands_maker *m, struct strands_rules *r) {
    *m = (struct strands_maker){.rules = r};
    intern_init(&m->id);
    intern_init(&m->problem);
    buf_init(&m->key);
}

static uint32_t root(struct strands_maker *m, uint32_t i) {
    while (m->parent[i] != i) i = m->parent[i] = m->parent[m->parent[i]];
    return i;
}

/* The smaller place stays on top, so that strands are known by their first event. */
static void join(struct strands_maker *m, uint32_t a, uint32_t b) {
    a = root(m, a);
    b = root(m, b);
    if (a < b) m->parent[b] = a;
    else m->parent[a] = b;
}

static uint32_t problem_of(struct strands_maker *m, const struct event_row *e, bool whole) {
    buf_reset(&m->key);
    buf_add(&m->key, &e->category_no, sizeof e->category_no);
    if (!whole) buf_str(&m->key, e->issue);
    return intern_add(&m->problem, buf_view(&m->key));
}

void strands_event(struct strands_maker *m, const struct event_row *e) {
    uint32_t place = (uint32_t)m->n_events;
    *VEC_ADD(m->parent, m->n_events, m->cap_events) = place;
    intern_add(&m->id, e->event_id);
    int kind = kind_of(m->rules, e);
    if (kind == ALONE) return;
    uint32_t problem = problem_of(m, e, kind == WHOLE);
    if (problem == m->n_first) *VEC_ADD(m->first, m->n_first, m->cap_first) = place;
    else join(m, m->first[problem], place);
}

/* The visit ties all events that it names together. */
void strands_visit(struct strands_maker *m, const struct visit_row *v) {
    uint32_t first = NONE;
    for (struct str rest = v->event_ids, id; str_split(&rest, ';', &id);) {
        uint32_t e = intern_find(&m->id, id);
        if (e == INTERN_NONE) continue;
        if (first == NONE) first = e;
        else join(m, first, e);
    }
    *VEC_ADD(m->visit, m->n_visits, m->cap_visits) = first;
}

static void number(struct strands_maker *m, struct strands *out) {
    for (uint32_t i = 0; i < m->n_events; i++) {
        uint32_t top = root(m, i);
        out->of_event[i] = top == i ? (uint32_t)out->n++ : out->of_event[top];
    }
    for (size_t i = 0; i < m->n_visits; i++) out->of_visit[i] = m->visit[i] == NONE ? 0 : out->of_event[m->visit[i]];
}

void strands_end(struct strands_maker *m, struct arena *a, struct strands *out) {
    *out = (struct strands){.of_event = arena_alloc(a, (m->n_events + 1) * sizeof *out->of_event),
                            .of_visit = arena_alloc(a, (m->n_visits + 1) * sizeof *out->of_visit)};
    number(m, out);
    intern_release(&m->id);
    intern_release(&m->problem);
    buf_release(&m->key);
    mem_free(m->first);
    mem_free(m->parent);
    mem_free(m->visit);
}

void strands_split(struct strands_rules *r, const struct story *s, struct arena *a, struct strands *out) {
    struct strands_maker m;
    strands_begin(&m, r);
    for (size_t i = 0; i < s->n_events; i++) strands_event(&m, &s->event[i]);
    for (size_t i = 0; i < s->n_visits; i++) strands_visit(&m, &s->visit[i]);
    strands_end(&m, a, out);
}

/* ---- slices ---- */

void strands_slice_release(struct strands_slice *p) {
    mem_free(p->story.event);
    mem_free(p->story.visit);
    *p = (struct strands_slice){0};
}

static void begin(struct strands_slice *p, const struct story *s, size_t n_events, size_t n_visits) {
    if (n_events > p->cap_events) {
        mem_free(p->story.event);
        p->story.event = mem_alloc(n_events * sizeof *p->story.event);
        p->cap_events = n_events;
    }
    if (n_visits > p->cap_visits) {
        mem_free(p->story.visit);
        p->story.visit = mem_alloc(n_visits * sizeof *p->story.visit);
        p->cap_visits = n_visits;
    }
    p->story.kind = s->kind;
    p->story.key = s->key;
    p->story.n_events = p->story.n_visits = 0;
    p->story.side = s->side;
    p->story.n_sides = s->n_sides;
    p->story.ref = s->ref;
    p->story.n_refs = s->n_refs;
}

/* Places in order of their strands. */
static void bucket(const uint32_t *of, size_t n, size_t n_strands, struct arena *a, uint32_t **first,
                   uint32_t **place) {
    *first = arena_zero(a, (n_strands + 2) * sizeof **first);
    *place = arena_alloc(a, (n + 1) * sizeof **place);
    for (size_t i = 0; i < n; i++) (*first)[of[i] + 2]++;
    for (size_t k = 2; k < n_strands + 2; k++) (*first)[k] += (*first)[k - 1];
    for (size_t i = 0; i < n; i++) (*place)[(*first)[of[i] + 1]++] = (uint32_t)i;
}

void strands_sort(struct strands *t, const struct story *s, struct arena *a) {
    bucket(t->of_event, s->n_events, t->n, a, &t->first_event, &t->event);
    bucket(t->of_visit, s->n_visits, t->n, a, &t->first_visit, &t->visit);
}

struct story *strands_one(const struct strands *t, const struct story *s, size_t strand, struct strands_slice *p) {
    uint32_t e = t->first_event[strand], e_end = t->first_event[strand + 1];
    uint32_t v = t->first_visit[strand], v_end = t->first_visit[strand + 1];
    begin(p, s, e_end - e, v_end - v);
    while (e < e_end) p->story.event[p->story.n_events++] = s->event[t->event[e++]];
    while (v < v_end) p->story.visit[p->story.n_visits++] = s->visit[t->visit[v++]];
    return &p->story;
}
