#include "etl/alias.h"
#include <stdlib.h>

static int by_name(const void *pa, const void *pb) {
    const struct alias_entry *a = pa, *b = pb;
    int c = str_cmp(a->from, b->from);
    if (c) return c;
    if (a->dated != b->dated) return a->dated ? -1 : 1;
    if (a->since != b->since) return a->since > b->since ? -1 : 1;
    return str_cmp(a->to, b->to);
}

struct aliases *alias_open(struct arena *a, const struct config *cfg) {
    static const char *const field[ALIAS_KINDS] = {"site", "department", "staff"};
    struct aliases *t = arena_zero(a, sizeof *t);
    for (int k = 0; k < ALIAS_KINDS; k++) {
        t->entry[k] = arena_alloc(a, (cfg->n_aliases + 1) * sizeof *t->entry[k]);
        for (size_t i = 0; i < cfg->n_aliases; i++) {
            const struct alias *al = &cfg->alias[i];
            if (strcmp(al->field, field[k]) != 0) continue;
            t->entry[k][t->n[k]++] =
                (struct alias_entry){str_of(al->from), str_of(al->to), al->dated, al->dated ? al->since : 0};
        }
        if (t->n[k] > 1) qsort(t->entry[k], t->n[k], sizeof *t->entry[k], by_name);
    }
    return t;
}

static const struct alias_entry *first_of(const struct aliases *t, enum alias_kind kind, struct str name) {
    size_t low = 0, high = t->n[kind];
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (str_cmp(t->entry[kind][mid].from, name) < 0) low = mid + 1;
        else high = mid;
    }
    return &t->entry[kind][low];
}

enum { CHAIN_MAX = 32 }; /* a circle ends here */

struct str alias_now(const struct aliases *t, enum alias_kind kind, struct str name, bool day_known, int32_t day) {
    const struct alias_entry *end = t->entry[kind] + t->n[kind];
    for (int step = 0; step < CHAIN_MAX && t->n[kind]; step++) {
        const struct alias_entry *e = first_of(t, kind, name);
        while (e < end && str_eq(e->from, name) && e->dated && day_known && day < e->since) e++;
        if (e == end || !str_eq(e->from, name)) break;
        name = e->to;
    }
    return name;
}
