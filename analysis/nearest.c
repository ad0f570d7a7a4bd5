/* Plans and the visits that answer them (docs/policy-format.md «Checks»): each visit answers one plan. Of all pairs the
 * one fewest calendar days apart is taken first, so that a visit answers the plan that it was most likely made for, and
 * what was made once never answers again. Ties go to the earlier plan, then to the earlier visit. */
#include "analysis/tell.h"
#include <stdlib.h>

static int by_nearness(const void *a, const void *b) {
    const struct nearest_pair *x = a, *y = b;
    if (x->days != y->days) return x->days < y->days ? -1 : 1;
    if (x->plan != y->plan) return x->plan < y->plan ? -1 : 1;
    return (x->visit > y->visit) - (x->visit < y->visit);
}

size_t nearest_take(struct nearest_pair *pair, size_t n, size_t each, uint32_t *given, bool *taken) {
    size_t kept = 0;
    if (n) qsort(pair, n, sizeof *pair, by_nearness);
    for (size_t i = 0; i < n; i++) {
        if (taken[pair[i].visit] || given[pair[i].plan] == each) continue;
        taken[pair[i].visit] = true;
        given[pair[i].plan]++;
        pair[kept++] = pair[i];
    }
    return kept;
}
