/* Writing the rows of a tale: obligation, merged_event, repeat_flag, repeat_list, limit_case, visit_breach, coverage_case,
 * contradiction and check_case (store/schema/results.sql).
 *
 * A full run gathers what the tales hold and writes it thousands of rows at a time. A night writes only the
 * differences between the rows told before and the rows told now: both are in memory, so what stands in the tables
 * needs no look. What it writes, and rows that stay but name a fact that is new, it notes as changes of their months. */
#ifndef ANALYSIS_ROWS_H
#define ANALYSIS_ROWS_H
#include "analysis/changes.h"
#include "analysis/outbox.h"
#include "analysis/story.h"

enum { ROWS_TABLES = 9, ROWS_STRETCHES = 32 };

/* Members of repeats that were found to be the same. */
struct rows_stretch {
    const struct event_row *const *old, *const *new;
    size_t n;
};

struct rows {
    struct store *store;
    const struct world *world;
    struct changes *changes;
    struct outbox *outbox;
    struct stmt *fill[ROWS_TABLES], *insert[ROWS_TABLES], *remove[ROWS_TABLES]; /* looked up once */
    struct arena text, keys;
    struct outbox_batch heap[ROWS_TABLES];
    struct rows_list {
        struct rows_row *row;
        size_t n, cap;
    } old, new;
    struct rows_stretch stretch[ROWS_STRETCHES];
    size_t next_stretch;
    bool comparing; /* long texts are left out of what is filled */
};

void rows_init(struct rows *r, struct store *s, const struct world *w, struct changes *c, struct outbox *o,
               struct err *e);
void rows_release(struct rows *r);
/* Gathers rows for tables that are empty and puts them into the outbox; rows_flush() puts the last of them. */
void rows_insert(struct rows *r, const struct story *s, const struct tale *t, struct err *e);
void rows_flush(struct rows *r, struct err *e);
/* From the rows of `old` to those of `new`; NULL: none. */
void rows_change(struct rows *r, struct str story, const struct tale *old, const struct tale *new, struct err *e);
#endif
