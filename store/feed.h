/* Feeds: many rows through one statement.
 *
 * Running a prepared insert a million times spends most of its time on starting and ending the statement. A feed is
 * a table of rows in memory, seen by SQL as `feed` with the columns c0, c1 …, so that one
 * `INSERT INTO … SELECT c0, c1 … FROM feed` writes thousands of rows: two to three times as fast (docs/performance.md).
 * Another database would copy them in. */
#ifndef STORE_FEED_H
#define STORE_FEED_H
#include "store/store.h"
#include <string.h>

enum { FEED_COLUMNS = 64 };

/* NULL, a number, text or bytes. Text must live until the feed has run. */
struct feed_cell {
    const char *p; /* text; NULL: no text */
    int64_t v;     /* bytes of the text, or the number; of a real number its bits */
    bool number;   /* without p: a number, else NULL; with p: bytes, else text */
    bool real;
};
static inline struct feed_cell feed_str(struct str s) { return (struct feed_cell){s.p, (int64_t)s.n, false, false}; }
static inline struct feed_cell feed_int(int64_t v) { return (struct feed_cell){NULL, v, true, false}; }
static inline struct feed_cell feed_blob(struct str s) { return (struct feed_cell){s.p, (int64_t)s.n, true, false}; }
static inline struct feed_cell feed_real(double v) {
    struct feed_cell c = {NULL, 0, true, true};
    memcpy(&c.v, &v, sizeof c.v);
    return c;
}
static inline struct feed_cell feed_null(void) { return (struct feed_cell){NULL, 0, false, false}; }

/* Runs the statement once while `feed` holds n rows of `columns` cells each; returns how many rows it changed. The
 * statement names feed once. */
int64_t feed_run(struct store *s, struct stmt *q, const struct feed_cell *cell, size_t n, int columns, struct err *e);
/* What `feed` holds from now on, for statements that join it; n == 0: nothing. The cells live until the next call. */
void feed_show(struct store *s, const struct feed_cell *cell, size_t n, int columns);
/* Makes `feed` known; before the first statement that names it is prepared. Again: nothing. */
void feed_open(struct store *s, struct err *e);
#endif
