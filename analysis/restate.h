/* The ledger of restatements (store/schema/issued.sql): what was issued for a period that was over, and why it is another
 * figure now (issue 4, section 6).
 *
 * A figure counts as issued with the first analysis whose as-of reaches the last day of its period; exports hand it out and
 * the next render publishes it. Whoever replaces it later leaves what stood there, so the first row of a figure is the figure
 * as issued and no figure is copied that never changes. A night writes through sums.h, row by row. A full run compares all
 * figures with those before it.
 *
 * The reasons are the differences between the old and the new telling of a part of a story: they sum to the difference of
 * the figure, and name the rows that are new in that part. A full run has no old telling: there the rows that came since
 * the analysis before stand for the days that they speak of. */
#ifndef ANALYSIS_RESTATE_H
#define ANALYSIS_RESTATE_H
#include "analysis/news.h"
#include "analysis/sums.h"

enum { RESTATE_VALUES = 5 }; /* numerator, denominator, value, target, compliant */

struct restate {
    struct store *store;
    const struct world *world;
    const uint16_t *policy_no;
    const struct news *news;
    const char *cause;
    int64_t run, before;
    int32_t closed; /* the last day that the analysis before stands for; periods that end by then were over */
    bool is;        /* there was an analysis before */
    int64_t n_parts;
    struct restate_cell *cell; /* differences of one part … */
    size_t n, cap;
    uint32_t *slot; /* … by hash: 1 + the number of the cell, 0: none */
    size_t n_slots;
    struct stmt *put, *put_part, *put_row;
};

/* No analysis before: zero the struct and nothing is ever written. */
void restate_begin(struct restate *r, struct store *s, const struct world *w, const uint16_t *policy_no, int64_t run,
                   int64_t before, int32_t before_as_of, const char *cause, struct err *e);
void restate_release(struct restate *r);
/* A night replaces that figure. value NULL: it had no row. */
void restate_figure(struct restate *r, const struct sum_key *k, const int64_t *value, const bool *null, struct err *e);
/* A night told that part of a story again. */
void restate_story(struct restate *r, const struct story *old, const struct story *new, const struct tale *was,
                   const struct tale *is, struct err *e);
/* A full run is about to clear the figures. */
void restate_keep(struct restate *r, struct err *e);
/* All figures are written. */
void restate_finish(struct restate *r, bool full, struct err *e);
#endif
