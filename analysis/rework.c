/* Repairs done again (metrics.md, section 5): an earlier event of the same customer and issue was finished 0 to n
 * days before this one was accepted.
 *
 * Per problem, days of finish wait in a heap until an event is accepted on or after them; the latest that has come
 * out decides, as days of acceptance only grow. */
#include "analysis/tell.h"

struct finishes {     /* of one problem: a heap, smallest day first */
    uint32_t base, n; /* places in the shared array */
    int32_t latest;   /* of those out of the heap */
    bool any;
};

static void heap_push(int32_t *h, uint32_t n, int32_t day) {
    for (; n && h[(n - 1) / 2] > day; n = (n - 1) / 2) h[n] = h[(n - 1) / 2];
    h[n] = day;
}

/* Takes the smallest out of n. */
static int32_t heap_pop(int32_t *h, uint32_t n) {
    int32_t least = h[0], last = h[n - 1];
    uint32_t i = 0;
    for (uint32_t c; (c = 2 * i + 1) < n - 1; i = c) {
        if (c + 1 < n - 1 && h[c + 1] < h[c]) c++;
        if (h[c] >= last) break;
        h[i] = h[c];
    }
    h[i] = last;
    return least;
}

static bool again(struct finishes *f, int32_t *heap, const struct tell_event *x, int window_days) {
    while (f->n && heap[f->base] <= x->day) {
        f->latest = heap_pop(heap + f->base, f->n--);
        f->any = true;
    }
    if (moment_is(x->row->finished)) heap_push(heap + f->base, f->n++, moment_day(x->row->finished));
    return f->any && f->latest >= x->day - window_days;
}

static bool in_rule(const struct telling *t, const struct judge *j, const struct rework_rule *r, uint32_t i) {
    return j->judged[i] && j->canon[i] == i && str_is(t->event[i].row->category, r->category);
}

static bool keyed(const struct telling *t, const struct judge *j, uint32_t i) {
    return j->key[i] != TELL_NONE && repeat_counts(j, i, t->event[i].row);
}

static void rule_tell(struct telling *t, struct judge *j, const struct rework_rule *r) {
    struct finishes *key = arena_zero(t->a, ((size_t)j->n_keys + 1) * sizeof *key);
    int32_t *heap = arena_alloc(t->a, t->n_events * sizeof *heap);
    for (uint32_t i = 0; i < t->n_events; i++)
        if (in_rule(t, j, r, i) && keyed(t, j, i)) key[j->key[i] + 1].base++;
    for (uint32_t k = 0; k < j->n_keys; k++) key[k + 1].base += key[k].base;
    for (uint32_t i = 0; i < t->n_events; i++) {
        if (!in_rule(t, j, r, i)) continue;
        const struct tell_event *x = &t->event[i];
        bool done_again = keyed(t, j, i) && again(&key[j->key[i]], heap, x, r->window_days);
        struct tell_at at = tell_at(t, METRIC_rework_rate, x->day, x->src);
        tell_add(t, j, &at, done_again, 1);
    }
}

void rework_tell(struct telling *t, struct judge *j) {
    for (size_t i = 0; i < j->policy->n_reworks; i++) rule_tell(t, j, &j->policy->rework[i]);
}
