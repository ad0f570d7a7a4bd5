#include "analysis/versions.h"
#include "analysis/dues.h"
#include "base/mem.h"

/* The events, or the visits, of one version: their ids, their strands, whether each came or changed (of the old
 * version: changed or went). */
struct column {
    const char *id;
    size_t size, n;
    const uint32_t *strand;
    bool *news;
};

struct reading {
    struct versions *v;
    struct column event_was, event_is, visit_was, visit_is;
    uint32_t *parent; /* of strands of both versions, the old ones first: towards the first of their group */
    struct arena *a;
};

/* ---- what is new ---- */

static struct str id_of(const struct column *c, size_t i) {
    struct str id;
    memcpy(&id, c->id + i * c->size, sizeof id);
    return id;
}

static struct column column(const struct str *id, size_t size, size_t n, const uint32_t *strand,
                            const struct intern *news, struct arena *a) {
    struct column c = {(const char *)id, size, n, strand, arena_zero(a, n + 1)};
    for (size_t i = 0; news->n && i < n; i++) c.news[i] = intern_find(news, id_of(&c, i)) != INTERN_NONE;
    return c;
}

static void columns(struct reading *r, const struct news *n) {
    const struct story *old = r->v->old, *new = r->v->new;
    r->event_was = column(old->n_events ? &old->event->event_id : NULL, sizeof *old->event, old->n_events,
                          r->v->was.of_event, &n->event, r->a);
    r->event_is = column(new->n_events ? &new->event->event_id : NULL, sizeof *new->event, new->n_events,
                         r->v->is.of_event, &n->event, r->a);
    r->visit_was = column(old->n_visits ? &old->visit->visit_id : NULL, sizeof *old->visit, old->n_visits,
                          r->v->was.of_visit, &n->visit, r->a);
    r->visit_is = column(new->n_visits ? &new->visit->visit_id : NULL, sizeof *new->visit, new->n_visits,
                         r->v->is.of_visit, &n->visit, r->a);
}

static void mark(const struct column *c, bool *tell) {
    for (size_t i = 0; i < c->n; i++)
        if (c->news[i]) tell[c->strand[i]] = true;
}

/* The next place in both versions of something that did not change; it stands in both in the same order. */
static bool next_kept(const struct column *was, const struct column *is, size_t *i, size_t *j) {
    while (*i < was->n && was->news[*i]) ++*i;
    while (*j < is->n && is->news[*j]) ++*j;
    return *i < was->n && *j < is->n;
}

/* Strands of both versions that share an event are told again together; a strand that stays keeps its day. */
static bool spread_marks(struct reading *r) {
    struct versions *v = r->v;
    bool more = false;
    for (size_t i = 0, j = 0; next_kept(&r->event_was, &r->event_is, &i, &j); i++, j++) {
        uint32_t a = r->event_was.strand[i], b = r->event_is.strand[j];
        more |= v->tell_was[a] != v->tell_is[b];
        v->tell_was[a] = v->tell_is[b] = v->tell_was[a] || v->tell_is[b];
        v->due_is[b] = v->due_was[a];
    }
    return more;
}

/* ---- groups ---- */

static uint32_t root(uint32_t *parent, uint32_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
}

static void tie(struct reading *r, uint32_t was, uint32_t is) {
    uint32_t a = root(r->parent, was), b = root(r->parent, (uint32_t)r->v->was.n + is);
    if (a < b) r->parent[b] = a;
    else r->parent[a] = b;
}

static void tie_changed(struct reading *r, const struct column *was, const struct column *is) {
    struct intern seen;
    intern_init(&seen);
    uint32_t *strand = NULL;
    size_t n = 0, cap = 0;
    for (size_t i = 0; i < was->n; i++)
        if (was->news[i] && intern_add(&seen, id_of(was, i)) == n) *VEC_ADD(strand, n, cap) = was->strand[i];
    for (size_t j = 0; n && j < is->n; j++) {
        uint32_t no = is->news[j] ? intern_find(&seen, id_of(is, j)) : INTERN_NONE;
        if (no != INTERN_NONE) tie(r, strand[no], is->strand[j]);
    }
    mem_free(strand);
    intern_release(&seen);
}

static void tie_column(struct reading *r, const struct column *was, const struct column *is) {
    uint32_t a = VERSIONS_NONE, b = VERSIONS_NONE;
    for (size_t i = 0, j = 0; next_kept(was, is, &i, &j); i++, j++) {
        if (was->strand[i] == a && is->strand[j] == b) continue;
        a = was->strand[i];
        b = is->strand[j];
        tie(r, a, b);
    }
    tie_changed(r, was, is);
}

/* The story by group; what is not told again goes behind the last one. */
static void regroup(struct reading *r, const struct story *s, const struct strands *t, const uint32_t *to,
                    struct strands *out) {
    *out = (struct strands){.n = r->v->n_groups + 1,
                            .of_event = arena_alloc(r->a, (s->n_events + 1) * sizeof *to),
                            .of_visit = arena_alloc(r->a, (s->n_visits + 1) * sizeof *to)};
    for (size_t i = 0; i < s->n_events; i++) out->of_event[i] = to[t->of_event[i]];
    for (size_t i = 0; i < s->n_visits; i++) out->of_visit[i] = to[t->of_visit[i]];
    strands_sort(out, s, r->a);
}

static bool told_again(const struct versions *v, size_t k) {
    return k < v->was.n ? v->tell_was[k] : v->tell_is[k - v->was.n];
}

static void number_groups(struct reading *r) {
    struct versions *v = r->v;
    size_t n = v->was.n + v->is.n;
    uint32_t *group = arena_alloc(r->a, (n + 1) * sizeof *group), *of_root = arena_alloc(r->a, (n + 1) * sizeof *group);
    memset(of_root, 0xff, n * sizeof *of_root);
    v->strand = arena_alloc(r->a, (n + 1) * sizeof *v->strand);
    for (size_t k = 0; k < n; k++) {
        if (!told_again(v, k)) continue;
        uint32_t top = root(r->parent, (uint32_t)k);
        if (of_root[top] == VERSIONS_NONE) {
            v->strand[v->n_groups] = VERSIONS_NONE;
            of_root[top] = (uint32_t)v->n_groups++;
        }
        group[k] = of_root[top];
        if (k < v->was.n) continue;
        uint32_t *strand = &v->strand[group[k]];
        *strand = *strand == VERSIONS_NONE ? (uint32_t)(k - v->was.n) : VERSIONS_SEVERAL;
    }
    for (size_t k = 0; k < n; k++)
        if (!told_again(v, k)) group[k] = (uint32_t)v->n_groups;
    if (!v->n_groups) return;
    regroup(r, v->old, &v->was, group, &v->groups_was);
    regroup(r, v->new, &v->is, group + v->was.n, &v->groups_is);
}

static void find_groups(struct reading *r) {
    size_t n = r->v->was.n + r->v->is.n;
    r->parent = arena_alloc(r->a, (n + 1) * sizeof *r->parent);
    for (size_t k = 0; k < n; k++) r->parent[k] = (uint32_t)k;
    tie_column(r, &r->event_was, &r->event_is);
    tie_column(r, &r->visit_was, &r->visit_is);
    number_groups(r);
}

/* ---- reading ---- */

static void split(struct versions *v, struct strands_rules *rules, int32_t as_of, struct arena *a) {
    v->tell_was = arena_alloc(a, v->was.n + 1);
    for (size_t k = 0; k < v->was.n; k++) v->tell_was[k] = v->due_was[k] <= as_of;
    v->is = v->was;
    v->tell_is = v->tell_was;
    if (v->new != v->old) {
        strands_split(rules, v->new, a, &v->is);
        v->tell_is = arena_zero(a, v->is.n + 1);
    }
    v->due_is = arena_alloc(a, (v->is.n + 1) * sizeof *v->due_is);
    for (size_t k = 0; k < v->is.n; k++) v->due_is[k] = v->new == v->old ? v->due_was[k] : DUES_NEVER;
}

void versions_read(struct versions *v, struct told *t, const struct news *n, struct strands_rules *rules,
                   struct str key, int32_t as_of, struct facts_box *old, struct facts_box *new, struct arena *a,
                   struct err *e) {
    *v = (struct versions){.old = &old->story};
    told_read(t, key, old, e);
    v->new = news_story(n, v->old, new);
    strands_split(rules, v->old, a, &v->was);
    v->due_was = dues_read(t->store, key, v->was.n, a, e);
    split(v, rules, as_of, a);
    struct reading r = {.v = v, .a = a};
    columns(&r, n);
    if (v->new != v->old) {
        mark(&r.event_was, v->tell_was);
        mark(&r.visit_was, v->tell_was);
        mark(&r.event_is, v->tell_is);
        mark(&r.visit_is, v->tell_is);
        while (spread_marks(&r)) continue;
    }
    find_groups(&r);
}
