/* The cube: counting is adding (architecture.md, decision 2).
 *
 * Cells (policy, metric, period, scope, category, stage) hold a numerator and a denominator. What a story gives by
 * day goes into the fragment that holds the day: the part of a week that lies in one month. Months, weeks and all
 * longer periods are whole fragments, so each tally is added once and summed upwards once per cell, not once per
 * event. Cubes add: what a night takes back it adds with the opposite sign. */
#ifndef ANALYSIS_CUBE_H
#define ANALYSIS_CUBE_H
#include "analysis/story.h"

struct cube_cell {
    uint64_t hi, lo;
    int64_t num, den;
}; /* packed key, see cube.c; hi == 0: free */

struct cube {
    const struct policy_use *use;
    const uint16_t *policy_no; /* by number in use: the first use of the same policy; figures are kept by policy */
    struct cube_cell *slot;
    size_t n, n_slots;
    struct {
        int32_t day, first;
    } * fragment; /* small caches by day, one for each week start */
};

void cube_init(struct cube *c, const struct policy_use *use, const uint16_t *policy_no);
void cube_release(struct cube *c);
void cube_reset(struct cube *c);
/* Adds (sign 1) or takes back (sign -1) tallies. */
void cube_add(struct cube *c, const struct tally *t, size_t n, int sign);

/* First day of the part of a week that lies in one month and holds the day. */
int32_t cube_fragment(int32_t day, int week_start);

/* A summed cell of a period. */
struct cell {
    uint16_t policy, metric;
    enum period_kind kind;
    int32_t no;
    enum scope_kind scope_kind;
    uint32_t scope, category, stage;
    int64_t num, den;
};

/* Places of names in byte order, for sorting by numbers. */
struct ranks {
    uint32_t *site, *department, *category, *stage;
};
void ranks_init(struct ranks *r, const struct dims *d);
void ranks_release(struct ranks *r);

/* Sums the cube up to periods and hands the cells that are not zero to `take`, those of one policy, metric and kind
 * of period at a time, by the names of policy and metric; within them by period, scope kind, scope, category and stage in byte order of the stored
 * texts, kinds of period too. The cube is empty afterwards. */
typedef void cube_take(void *ctx, const struct cell *cell, size_t n, struct err *e);
void cube_fold(struct cube *c, const struct dims *d, const struct metric_list *m, cube_take *take, void *ctx,
               struct err *e);

const char *scope_kind_name(enum scope_kind k); /* "all", "site" … as stored */
#endif
