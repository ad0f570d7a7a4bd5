/* The table `metric`: one row per figure, with its value, target and verdict (metrics.md, section 9).
 *
 * Numerator and denominator are what adds; value, target and compliance follow from them in exact integers. A row
 * exists when it holds at least one counted thing. What follows from one row alone — the shortfall of a visit rate,
 * the points of a band — is written with it. A fresh table is filled thousands of rows at a time; otherwise each row
 * is read first and written only when it differs, and the periods of the rows written are counted. */
#ifndef ANALYSIS_SUMS_H
#define ANALYSIS_SUMS_H
#include "analysis/changes.h"
#include "analysis/cube.h"
#include "analysis/metric.h"
#include "analysis/targets.h"
#include "store/feed.h"

struct sum_key {
    uint16_t policy, metric; /* number in world.use / the metric list */
    enum period_kind kind;
    int32_t no;
    enum scope_kind scope_kind;
    struct str scope, category, stage; /* never absent: "" */
};

struct sum {
    bool exists, no_den, no_value;
    bool judged, compliant;        /* a count with a verdict of its own */
    int64_t num, den, value_micro; /* value: METRIC_POINTS only */
};

struct sums {
    struct store *store;
    const struct policy_use *use;
    const struct metric_list *metrics;
    const struct dims *dims;
    const struct targets *targets;
    struct changes *changes;
    struct restate *restate;                  /* told of every row replaced; NULL: nobody */
    bool fresh;                               /* the table is empty: rows are inserted without a look */
    struct stmt *get, *fill, *write, *remove; /* looked up once: they run a million times */
    struct sums_heap {
        struct feed_cell *cell;
        size_t n;
        struct arena text;
    } rows, others; /* of a fresh table: those
                                                     that come in the order of the key, and those that follow from them */
    uint64_t *period;
    size_t n_periods, cap_periods; /* distinct periods written, in order of first use */
    uint64_t noted;                /* the one written last */
    struct period last;
    int last_week_start;
    char last_text[PERIOD_TEXT];
};

void sums_init(struct sums *s, struct store *store, const struct world *w, const struct targets *t, struct changes *c,
               bool fresh, struct err *e);
void sums_release(struct sums *s);
/* A cube_take: adds cells to their rows; ctx is the struct sums. */
void sums_add(void *ctx, const struct cell *cell, size_t n, struct err *e);
/* Makes a row what it has to be; sum.exists == false removes it. */
void sums_put(struct sums *s, const struct sum_key *k, const struct sum *v, struct err *e);
/* Writes what waits for a fresh table. */
void sums_flush(struct sums *s, struct err *e);
/* What the row holds; exists == false when there is none. */
struct sum sums_get(struct sums *s, const struct sum_key *k, struct err *e);
/* Writes the rows of a category, metric and period anew after their target of the log has changed. */
void sums_retarget(struct sums *s, uint16_t policy, const struct target_line *line, struct err *e);
/* The text of a period as stored; good until the next call. */
struct str sums_period(struct sums *s, uint16_t policy, enum period_kind kind, int32_t no);
/* value × 1,000,000 of num × factor / den, half away from zero on the exact quotient; den > 0. */
int64_t sums_micro(int64_t num, int64_t factor, int64_t den);
#endif
