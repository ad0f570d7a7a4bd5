/* Durations from acceptance to finish, and their percentiles (metrics.md, section 4).
 *
 * Percentiles do not add, but the sorted lists that they are taken from do: each part of a week in one month keeps
 * its durations by site and by department. A night changes few lists and takes the percentiles of the periods that
 * hold them anew. Exact seconds, nearest rank. Pending changes are flushed to the store when they are many. */
#ifndef ANALYSIS_DURATIONS_H
#define ANALYSIS_DURATIONS_H
#include "analysis/outbox.h"
#include "analysis/sums.h"

struct durations {
    struct store *store;
    struct outbox *outbox;
    const struct policy_use *use;
    const uint16_t *policy_no;
    const struct dims *dims;
    struct durations_entry *entry;
    size_t n, cap;
    struct durations_part {
        uint16_t policy;
        int32_t fragment;
    } * part;
    size_t n_parts, cap_parts; /* changed */
};

void durations_init(struct durations *d, struct store *s, const struct world *w, const uint16_t *policy_no,
                    struct outbox *o);
void durations_release(struct durations *d);
/* Adds (sign 1) or takes back (sign -1) what a tale says. */
void durations_add(struct durations *d, const struct span_s *span, size_t n, int sign, struct err *e);
/* Writes the lists and the percentiles of every period that holds a changed one. */
void durations_fold(struct durations *d, struct sums *s, struct err *e);
/* The place of the p-th percentile among n: ceil(p × n / 100), from 1. */
size_t durations_rank(int p, size_t n);
/* The k-th smallest, k from 0; the array is reordered. */
int64_t durations_select(int64_t *v, size_t n, size_t k);
#endif
