/* The answer of one query, held in memory for the page that shows it: cells are text as SQLite prints the value,
 * absent for NULL. Memory is bounded by `keep`: further rows are counted and enter the digest, but are not held. */
#ifndef SITE_ANSWER_H
#define SITE_ANSWER_H
#include "base/buf.h"
#include "base/embed.h"
#include "base/hash.h"
#include "store/store.h"

struct answer {
    const char *query; /* its name */
    int n_cols;
    const char **col;
    size_t n;     /* rows held */
    size_t total; /* rows that the query yields */
    struct str *cell;
    bool *integer;                    /* by cell: the value is an integer, not text that looks like one */
    unsigned char digest[HASH_BYTES]; /* of the column names and all rows */
};

struct param {
    const char *name;
    struct str value; /* absent: NULL */
    bool integer;     /* bound as an integer, so that it equals one in a column without a type */
};

/* Runs site-template/sql/NAME.sql of `files`. Every parameter of the statement must be among `param`. Errors name the
 * SQL file; a statement that the fence refuses fails here. After an error the store's door is closed. */
struct answer *answer_load(struct store *s, const struct embed_file *files, const char *query,
                           const struct param *param, size_t n_params, size_t keep, struct arena *a, struct err *e);
/* A table of one row made by the caller; cell[i] belongs to column i. */
struct answer *answer_single(struct arena *a, const char *name, const char *const *col, const struct str *cell,
                             int n_cols);
/* Appends the answer's bytes; answer_unpack reads them again, moving `rest` on: NULL where they are no answer's. Rows and
 * cells are views of `rest`. */
void answer_pack(struct buf *b, const struct answer *r);
struct answer *answer_unpack(struct str *rest, struct arena *a);
/* The number of the column or -1. */
int answer_column(const struct answer *r, const char *name);
static inline struct str answer_cell(const struct answer *r, size_t row, int col) {
    return r->cell[row * (size_t)r->n_cols + (size_t)col];
}
static inline bool answer_is_integer(const struct answer *r, size_t row, int col) {
    return r->integer && r->integer[row * (size_t)r->n_cols + (size_t)col];
}
/* The path of a query's file. */
const char *answer_path(struct arena *a, const char *query);
#endif
