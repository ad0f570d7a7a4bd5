/* What customers and staff write: for each kind of matter its code, who answers for it, and sentences to put
 * together. «{}» in a sentence stands for a place of the matter's list. All texts are invented. */
#ifndef SAMPLE_DATA_TEXTS_H
#define SAMPLE_DATA_TEXTS_H
#include "base/arena.h"
#include "sample-data/rng.h"

enum unit_kind { UNIT_OFFICE, UNIT_SERVICE, UNIT_WORKS, UNIT_CLEAN, UNIT_GUARD, UNIT_GREEN, UNIT_KINDS };

struct matter {
    const char *code;      /* 问题代码 */
    enum unit_kind unit;   /* who answers for it */
    const char *content;   /* 投诉内容, complaints only */
    int weight;            /* how often, relative to the others of its table */
    int slow;              /* 0 quick, 1 usual, 2 takes days */
    const char *places[6]; /* NULL-terminated when shorter; none: no «{}» in the sentences */
    const char *core[5];   /* what happened */
};

extern const struct matter texts_repairs[], texts_complaints[], texts_consultations[], texts_opinions[],
    texts_suggestions[], texts_incidents[], texts_help[], texts_special[], texts_activities[], texts_publications[];

/* By weight; the table ends with a NULL code. */
const struct matter *texts_matter(struct rng *r, const struct matter *table);
const struct matter *texts_named(const struct matter *table, const char *code);
/* A description as the front desk types it: an opening, what happened, a wish. Some hold commas and quotes. */
struct str texts_describe(struct arena *a, struct rng *r, const struct matter *m);
/* The same without opening and wish. */
struct str texts_short(struct arena *a, struct rng *r, const struct matter *m);
/* What a customer says on a visit, by level 5 … 1; some run over two lines. */
struct str texts_opinion(struct arena *a, struct rng *r, int level);
/* A suggestion, for the few visits that bring one. */
struct str texts_suggestion(struct arena *a, struct rng *r);
/* The reviewer's note. */
const char *texts_review(struct rng *r, bool failed);
#endif
