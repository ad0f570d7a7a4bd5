/* The other logs beside a story: steps, findings, actions, plans, letters, custody, answers, and its customers.
 *
 * Only what the checks and conditions of a policy in use name is read, as known after a run, for the story that is
 * about to be told; a policy without checks reads nothing. A row belongs to the events that it names; when none of them
 * is known, to those of its visit. Rows live in the caller's arena. */
#ifndef ANALYSIS_SIDE_H
#define ANALYSIS_SIDE_H
#include "analysis/story.h"
#include "store/store.h"

struct side {
    struct store *store;
    bool reads[ROW_KINDS]; /* kinds that a check names */
    bool any;              /* one of them */
    bool customers;        /* a condition names a column of the customers log */
};

void side_init(struct side *x, struct store *s, const struct policy_use *use, size_t n_uses);
/* Fills story->side. */
void side_attach(const struct side *x, struct story *s, int64_t known, struct arena *a, struct err *e);
/* Fills the customer of the story's events. */
void side_customers(const struct side *x, struct story *s, int64_t known, struct arena *a, struct err *e);
#endif
