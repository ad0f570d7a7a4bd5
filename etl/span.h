/* What became of every byte of a table (reliability.md, 6.1): runs of rows with one outcome are one span, and the spans
 * tile the table's bytes from the first to the last, so that a reader which swallows text cannot close the account.
 * Each row says which bytes are its own; one that does not begin where the one before it ends leaves a gap that the
 * store refuses (store/schema/ledger.sql), as it refuses spans whose rows do not sum up to the file's counts.
 *
 * Bytes are those of the file as it lies there, whatever its encoding; of a text in gzip those that were unpacked; of a
 * workbook's sheet those of the rows that the reading process handed over, which are its rows and nothing else. */
#ifndef ETL_SPAN_H
#define ETL_SPAN_H
#include "etl/row.h"
#include "store/store.h"

enum span_outcome {
    SPAN_MARK, /* no line of the table, see ROW_MARK */
    SPAN_HEADER,
    SPAN_BLANK,
    SPAN_TOTAL,   /* a sum below the rows, see etl/remark.h */
    SPAN_COMMENT, /* likewise */
    SPAN_IGNORED, /* the source's `ignore_without` is empty */
    SPAN_NEW,     /* from here on: rows that are read and counted */
    SPAN_CHANGED,
    SPAN_UNCHANGED,
    SPAN_DUPLICATE,
    SPAN_QUARANTINED,
    SPAN_OUTCOMES
};
/* As the store has it: "mark", "header" … */
const char *span_word(enum span_outcome o);

struct byte_span {
    enum span_outcome outcome;
    int64_t from, to;    /* bytes, the last one exclusive */
    int64_t first, last; /* lines on which its first and last row begin */
    int64_t rows;
};

struct spans { /* of one table, in order */
    struct byte_span *list;
    size_t n, cap;
    size_t written;              /* of them, in the store */
    int64_t rows[SPAN_OUTCOMES]; /* how many of each */
};

/* For the next table; memory is kept. */
void spans_reset(struct spans *s);
void spans_release(struct spans *s);
/* One row more. */
void spans_add(struct spans *s, enum span_outcome o, const struct row *row);
/* Puts the spans that will not grow any more into the store, within the caller's transaction. */
void spans_write(struct spans *s, struct store *store, int64_t file, struct err *e);
/* The rest of them, and closes the account: `stream` says what the bytes are of ("file", "unpacked", "sheet") and
 * `bytes` how many there are. The file's counts must stand in the store. Errors: ERR_INVARIANT when something is
 * missing. */
void spans_close(struct spans *s, struct store *store, int64_t file, const char *stream, int64_t bytes, struct err *e);
#endif
