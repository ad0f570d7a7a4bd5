/* A table's rows, read ahead: a second thread splits, decodes, maps and digests the rows that come while the caller's
 * enters those before into the store, so that an import takes as long as the longer of the two.
 *
 * Rows come in the order of the table, and an error of reading behind the rows before it, so nothing depends on who is
 * faster. At most a few batches wait, and who is ahead waits for the other: memory does not grow with the table. What
 * fits into one batch is read at once and has no thread, as is everything where the system has none to give. */
#ifndef ETL_AHEAD_H
#define ETL_AHEAD_H
#include "etl/content.h"
#include "etl/drift.h"
#include "etl/span.h"

struct ahead;

struct ahead_row {
    struct row row;
    enum span_outcome outcome; /* SPAN_OUTCOMES: a record, the store knows what becomes of it */
    union {
        struct {
            struct record record;
            unsigned char digest[CONTENT_DIGEST];
        };
        struct refusal refusal; /* of SPAN_QUARANTINED */
    };
};

enum { AHEAD_ROWS = 256 }; /* of a batch, at most */

struct ahead_batch {
    struct ahead_row *row;
    size_t n;
    struct feed_cell *cell; /* of its records, see content_cells */
    size_t n_records;
    struct arena text;
};

/* Rows, mapping, drift and arena belong to the reading until ahead_close: records' words are noted in the drift, and a
 * header that stands again in another order of columns is bound in the mapping, with its texts in the arena. `path` is for
 * messages. */
struct ahead *ahead_open(struct rows *rows, struct mapping *m, struct drift *d, struct arena *a, const char *path);
/* The next rows, which live until the next call; NULL at the end or on an error: *e or that of reading (ERR_IO, ERR_DATA
 * for a header that cannot be bound). */
const struct ahead_batch *ahead_next(struct ahead *h, struct err *e);
/* Ends the reading, wherever it is. NULL is fine. */
void ahead_close(struct ahead *h);
#endif
