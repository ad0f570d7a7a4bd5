/* Writing the rows of a tale: obligation, merged_event, repeat_case, limit_case, visit_breach, coverage_case and
 * contradiction (store/schema/results.sql).
 *
 * A full run inserts what each tale holds. A night writes only the differences between the rows told before and the
 * rows told now: both are in memory, so what stands in the tables needs no look. */
#ifndef ANALYSIS_ROWS_H
#define ANALYSIS_ROWS_H
#include "analysis/story.h"
#include "store/store.h"

enum { ROWS_TABLES = 7 };

struct rows {
    struct store *store;
    const struct world *world;
    struct stmt *insert[ROWS_TABLES], *remove[ROWS_TABLES]; /* looked up once */
    struct arena text;
    struct rows_list { struct rows_row *row; size_t n, cap; } old, new;
};

void rows_init(struct rows *r, struct store *s, const struct world *w, struct err *e);
void rows_release(struct rows *r);
void rows_insert(struct rows *r, const struct story *s, const struct tale *t, struct err *e);
/* From the rows of `old` to those of `new`; NULL: none. */
void rows_change(struct rows *r, struct str story, const struct tale *old, const struct tale *new, struct err *e);
#endif
