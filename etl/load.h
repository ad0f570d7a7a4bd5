/* Rows into the store, version by version (data.md, «Accounting for every row»).
 *
 * Which version of a row is in force depends on the versions alone and never on the order in which files came:
 * the greatest of (rank, path, state of the file, line) wins. rank is the row's updated_at, else the date in the
 * file's name, else the file's path behind a slash (so that it sorts before every date). A newer state of one path
 * stands above the older one. The row in force carries the greatest place of all copies of its content; other
 * contents are past versions, kept with the runs that brought and replaced them. */
#ifndef ETL_LOAD_H
#define ETL_LOAD_H
#include "etl/content.h"
#include "etl/ledger.h"
#include "etl/span.h"
#include "etl/statements.h"
#include "etl/touch.h"

struct loader; /* of one source */

struct loader *load_open(struct store *s, struct ledger *l, const struct touch *t, const struct mapping *m,
                         struct err *e);
void load_close(struct loader *l);
/* A file begins: `rank` is what rows without updated_at have; `newest` and `outdated` are about snapshots: whether
 * no later one of the source is known, or one is. */
void load_begin(struct loader *l, const struct ledger_file *file, struct str rank, bool newest, bool outdated,
                struct err *e);
/* Enters, of n records in order, those whose key is not in force, all at once: much faster than one by one. `cell` as
 * content_cells gives them; entered[i]: it was, load_row is told so. Does nothing where most keys are known. */
void load_enter(struct loader *l, const struct feed_cell *cell, size_t n, bool *entered, struct err *e);
/* What became of it, `digest` being that of its content: SPAN_NEW, SPAN_CHANGED, SPAN_UNCHANGED or SPAN_DUPLICATE. */
enum span_outcome load_row(struct loader *l, struct arena *row, const struct record *r,
                           const unsigned char digest[CONTENT_DIGEST], bool entered, int64_t line, struct err *e);
void load_refused(struct loader *l, struct arena *row, const struct row *in, const struct refusal *no, struct err *e);
/* After the last row: what waited to be entered is. */
void load_rows_end(struct loader *l, struct err *e);
/* After the last row of the newest snapshot: what it did not bring is withdrawn. Returns how many rows. */
int64_t load_withdraw_unseen(struct loader *l, struct err *e);
const struct ledger_counts *load_counts(const struct loader *l);
/* The earliest and latest own time of the file's rows, absent when there are none. */
void load_times(const struct loader *l, struct str *first, struct str *last);
#endif
