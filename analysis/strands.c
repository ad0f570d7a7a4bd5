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
    for (size_t i = 0; i < p->n_checks; i++)
        if (p->check[i].repeated) kind = BY_ISSUE;
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

struct splitting {
    const struct story *s;
    uint32_t *parent; /* of events: towards the first of their strand */
    uint32_t *slot;
    size_t n_slots; /* tables of event places */
};

static uint32_t root(struct splitting *x, uint32_t i) {
    while (x->parent[i] != i) i = x->parent[i] = x->parent[x->parent[i]];
    return i;
}

/* The smaller place stays on top, so that strands are known by their first event. */
static void join(struct splitting *x, uint32_t a, uint32_t b) {
    a = root(x, a);
    b = root(x, b);
    if (a < b) x->parent[b] = a;
    else x->parent[a] = b;
}

static void clear(struct splitting *x) { memset(x->slot, 0xff, x->n_slots * sizeof *x->slot); }

static bool same_problem(const struct event_row *a, const struct event_row *b, bool whole) {
    return a->category_no == b->category_no && (whole || str_eq(a->issue, b->issue));
}

static void join_problems(struct splitting *x, struct strands_rules *r) {
    clear(x);
    for (uint32_t i = 0; i < x->s->n_events; i++) {
        const struct event_row *e = &x->s->event[i];
        int kind = kind_of(r, e);
        if (kind == ALONE) continue;
        uint64_t h = (kind == WHOLE ? 0 : str_hash(e->issue)) + (uint64_t)e->category_no * 0x9E3779B97F4A7C15ull;
        size_t at = (h ^ h >> 32) & (x->n_slots - 1);
        while (x->slot[at] != NONE && !same_problem(&x->s->event[x->slot[at]], e, kind == WHOLE))
            at = (at + 1) & (x->n_slots - 1);
        if (x->slot[at] == NONE) x->slot[at] = i;
        else join(x, x->slot[at], i);
    }
}

static size_t place_of(const struct splitting *x, struct str id) {
    size_t at = str_hash(id) & (x->n_slots - 1);
    while (x->slot[at] != NONE && !str_eq(x->s->event[x->slot[at]].event_id, id)) at = (at + 1) & (x->n_slots - 1);
    return at;
}

/* The first event that the visit names; it ties all of them together. */
static uint32_t join_visit(struct splitting *x, const struct visit_row *v) {
    uint32_t first = NONE;
    for (struct str rest = v->event_ids, id; str_split(&rest, ';', &id);) {
        uint32_t e = x->slot[place_of(x, id)];
        if (e == NONE) continue;
        if (first == NONE) first = e;
        else join(x, first, e);
    }
    return first;
}

static void number(struct splitting *x, struct strands *out) {
    for (uint32_t i = 0; i < x->s->n_events; i++) {
        uint32_t top = root(x, i);
        out->of_event[i] = top == i ? (uint32_t)out->n++ : out->of_event[top];
    }
    for (size_t i = 0; i < x->s->n_visits; i++)
        out->of_visit[i] = out->of_visit[i] == NONE ? 0 : out->of_event[out->of_visit[i]];
}

void strands_split(struct strands_rules *r, const struct story *s, struct arena *a, struct strands *out) {
    *out = (struct strands){.of_event = arena_alloc(a, (s->n_events + 1) * sizeof *out->of_event),
                            .of_visit = arena_alloc(a, (s->n_visits + 1) * sizeof *out->of_visit)};
    struct splitting x = {.s = s, .parent = arena_alloc(a, (s->n_events + 1) * sizeof *x.parent), .n_slots = 4};
    while (x.n_slots < s->n_events * 2) x.n_slots *= 2;
    x.slot = arena_alloc(a, x.n_slots * sizeof *x.slot);
    for (uint32_t i = 0; i < s->n_events; i++) x.parent[i] = i;
    join_problems(&x, r);
    clear(&x);
    for (uint32_t i = 0; i < s->n_events; i++) x.slot[place_of(&x, s->event[i].event_id)] = i;
    for (size_t i = 0; i < s->n_visits; i++) out->of_visit[i] = join_visit(&x, &s->visit[i]);
    number(&x, out);
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
