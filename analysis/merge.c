/* Complaints counted once (metrics.md, section 2).
 *
 * A complaint joins the oldest group of its problem that can take it: still open (accepted within the window of the
 * first) and not yet addressed to its department. For one department the groups that hold it are always the oldest
 * ones of the problem, because it joins the oldest without it and founds one only when all open groups have it. So
 * each pair of problem and department remembers the next group to join, and a story of any size takes linear time. */
#include "analysis/tell.h"
#include "base/mem.h"

struct groups {       /* of one problem, oldest first */
    uint32_t base, n; /* places in `founder` */
    uint32_t open;    /* the first that is not over */
};

struct merging {
    struct groups *key; /* by problem */
    uint32_t *founder;  /* the canonical complaint of each group */
    struct next {
        uint32_t key, department, group;
    } * next; /* by problem and department; key TELL_NONE: free */
    size_t n_next;
};

static bool merges(const struct judge *j, uint32_t i, const struct event_row *e) {
    return j->judged[i] && tell_is_complaint(e) && e->department_no && j->key[i] != TELL_NONE && repeat_counts(j, i, e);
}

static void prepare(struct telling *t, const struct judge *j, struct merging *m, size_t n) {
    m->key = arena_zero(t->a, (j->n_keys + 1) * sizeof *m->key);
    m->founder = arena_alloc(t->a, n * sizeof *m->founder);
    for (m->n_next = 8; m->n_next < n * 2;) m->n_next *= 2;
    m->next = arena_alloc(t->a, m->n_next * sizeof *m->next);
    for (size_t i = 0; i < m->n_next; i++) m->next[i].key = TELL_NONE;
    for (uint32_t i = 0; i < t->n_events; i++)
        if (merges(j, i, t->event[i].row)) m->key[j->key[i] + 1].base++;
    for (uint32_t k = 0; k < j->n_keys; k++) m->key[k + 1].base += m->key[k].base;
}

static uint32_t *next_group(struct merging *m, uint32_t key, uint32_t department) {
    uint64_t h = ((uint64_t)key << 32 | department) * 0x9E3779B97F4A7C15ull;
    for (size_t i = h >> 20 & (m->n_next - 1);; i = (i + 1) & (m->n_next - 1)) {
        struct next *x = &m->next[i];
        if (x->key == TELL_NONE) *x = (struct next){key, department, 0};
        if (x->key == key && x->department == department) return &x->group;
    }
}

static void place(struct telling *t, struct judge *j, struct merging *m, uint32_t i) {
    const struct event_row *e = t->event[i].row;
    struct groups *g = &m->key[j->key[i]];
    uint32_t *founder = m->founder + g->base, *next = next_group(m, j->key[i], e->department_no);
    while (g->open < g->n &&
           e->accepted.s > window_last(t->w, t->event[founder[g->open]].row->accepted, j->policy->merge.window))
        g->open++;
    uint32_t join = *next > g->open ? *next : g->open;
    *next = join + 1;
    if (join < g->n) {
        j->canon[i] = founder[join];
        *VEC_ADD(t->out->merged, t->out->n_merged, t->out->cap_merged) =
            (struct merged){j->no, t->event[i].src, t->event[founder[join]].src};
        return;
    }
    founder[g->n++] = i;
}

void merge_tell(struct telling *t, struct judge *j) {
    if (!j->policy->merge.on) return;
    size_t n = 0;
    for (uint32_t i = 0; i < t->n_events; i++) n += merges(j, i, t->event[i].row);
    if (n < 2) return;
    struct merging m;
    prepare(t, j, &m, n);
    for (uint32_t i = 0; i < t->n_events; i++)
        if (merges(j, i, t->event[i].row)) place(t, j, &m, i);
}
