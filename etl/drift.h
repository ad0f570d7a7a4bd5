/* What changes about a source without anybody having said so (issue 4, section 7): a column that is new, gone or
 * renamed, a word of an open list that never came before, a number of new rows outside the usual range, no file at all.
 * Each finding is a row of `drift` (store/schema/ledger.sql) and a sentence in the report. A source's first run finds
 * nothing: there is nothing to differ from.
 *
 * The usual range of new rows is that of the latest 28 runs that read a file of the source, at least 8 of them: from
 * half the median to twice it, or five times the median distance from it where that is wider; fewer than 10 rows off
 * the median is never a finding. A file that is read again with other settings is no new reading. */
#ifndef ETL_DRIFT_H
#define ETL_DRIFT_H
#include "etl/ledger.h"

struct drift; /* of one source */

struct drift_finding {
    const char *kind;  /* column_new, column_gone, column_renamed, word_new, volume_low, volume_high, missing, silent */
    const char *what;  /* the header; FIELD: WORD; else "" */
    const char *found; /* texts of the arena given to drift_open; NULL: nothing */
    const char *expected;
};

/* s NULL: nothing is known and nothing is found. */
struct drift *drift_open(struct arena *a, struct store *s, int64_t run, const struct mapping *m, struct err *e);
void drift_close(struct drift *d);
/* A table begins, whose header is bound in the mapping: finds changed columns. */
void drift_begin(struct drift *d, struct err *e);
/* Notes a row's words. */
void drift_row(struct drift *d, const struct record *r);
/* The table is read: finds new words, and enters what was found where `write` is set (within the caller's transaction).
 * The findings since drift_begin. */
const struct drift_finding *drift_end(struct drift *d, bool write, const char *path, size_t *n, struct err *e);
/* The table's transaction is rolled back. */
void drift_drop(struct drift *d, struct err *e);
/* After the source's last file: its number of new rows. NULL: nothing unusual. */
const struct drift_finding *drift_volume(struct drift *d, struct err *e);
/* Enters one finding. */
void drift_note(struct store *s, int64_t run, const char *source, const char *path, const struct drift_finding *f,
                struct err *e);
#endif
