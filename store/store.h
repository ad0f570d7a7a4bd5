/* The store: one SQLite file, opened so that what is acknowledged is durable (architecture.md, decision 9).
 *
 * The only door to SQLite. A failed statement makes the err sticky, rolls back any transaction and closes the door:
 * later calls do nothing but report the failure again, store_close too, so an error dropped on the way is not lost. Statements are prepared once by text and cached for the life of the store. Columns are
 * read by number in the order of the statement; text views live until the next step. */
#ifndef STORE_STORE_H
#define STORE_STORE_H
#include "base/arena.h"
#include "base/civil.h"
#include "base/err.h"
#include <stdint.h>

struct store;
struct stmt;

enum store_mode {
    STORE_WRITE,  /* create or open for the nightly job */
    STORE_READ,   /* an existing store, read only */
    STORE_FENCED, /* read only under a default-deny authorizer: SELECT on tables of the main file and known functions */
    STORE_SCRATCH /* a new file that is rebuilt at will (an edition): no journal, flushed by store_close */
};

/* The name of a network file system by the type that statfs(2) gives; NULL: the type is none of those. */
const char *store_network(int64_t type);
/* ERR_CONFIG when the folder of the file lies on one: locks and flushes cannot be relied on there. */
void store_check_place(const char *path, struct err *e);
/* Opens the file, creating and migrating the schema in STORE_WRITE mode. A newer schema is refused (ERR_DATA). */
struct store *store_open(const char *path, enum store_mode mode, struct err *e);
/* Flushes and closes; a transaction still open is rolled back. NULL is fine. */
void store_close(struct store *s, struct err *e);
const char *store_path(const struct store *s);
/* Whether others may read the file meanwhile: on before a transaction begins, off before it writes more than fits in
 * memory. In between a second connection, STORE_READ, can read in another thread what was last committed. Only a
 * store opened for writing keeps others out at all. */
void store_share(struct store *s, bool on, struct err *e);
/* mask_name, mask_phone, mask_unit and mask_text (NULL) show their argument as it is from now on: for an edition whose
 * readers may see personal data. Before any statement of the connection uses them. */
void store_unmask(struct store *s, struct err *e);

/* Runs a script of statements without parameters. */
void store_exec(struct store *s, const char *sql, struct err *e);
/* Runs an embedded schema file by its path, e.g. "store/schema/results.sql". */
void store_script(struct store *s, const char *path, struct err *e);
/* Makes an index of a table that has its rows (CREATE INDEX …): sorted in pieces that the processor's cache holds,
 * which takes two thirds of the time of one large piece. */
void store_make_index(struct store *s, const char *sql, struct err *e);
/* Makes another database file's tables readable as NAME.table (read only). */
void store_attach(struct store *s, const char *path, const char *name, struct err *e);
void store_detach(struct store *s, const char *name, struct err *e);

void store_begin(struct store *s, struct err *e);
void store_commit(struct store *s, struct err *e);
void store_rollback(struct store *s);

/* A prepared statement: cached by the address-independent text of `sql`; bound values are cleared. NULL after an
 * error, and every stmt_ function accepts NULL. Do not nest two uses of one text. */
struct stmt *store_stmt(struct store *s, const char *sql, struct err *e);
/* The same for a statement of an embed table (base/embed.h), e.g. (embed_analysis, "analysis/sql/x.sql"). */
struct embed_file;
struct stmt *store_stmt_file(struct store *s, const struct embed_file *table, const char *path, struct err *e);

/* Binding by position (1-based, fast) or by name ("as_of" for :as_of; a name the statement does not have is an
 * assertion failure). Text must live until the statement is stepped to its end, reset or bound anew. An absent
 * str (p == NULL) and a moment that is none bind NULL. */
void stmt_bind_int(struct stmt *q, int i, int64_t v);
void stmt_bind_real(struct stmt *q, int i, double v);
void stmt_bind_str(struct stmt *q, int i, struct str v);
void stmt_bind_blob(struct stmt *q, int i, const void *p, size_t n);
void stmt_bind_null(struct stmt *q, int i);
void stmt_bind_moment(struct stmt *q, int i, struct moment m);
/* What stands in column c of another statement's row, as it is, copied. */
void stmt_bind_column(struct stmt *q, int i, struct stmt *from, int c);
int stmt_param(struct stmt *q, const char *name); /* its position; 0 when the statement has none of that name */
int stmt_n_params(struct stmt *q);
const char *stmt_param_name(struct stmt *q, int i); /* without the sign; NULL when positional */

/* One row (true) or the end or an error (false). At the end the statement is reset. */
bool stmt_step(struct stmt *q, struct err *e);
/* Runs a statement that yields no rows; returns the number of rows changed. */
int64_t stmt_run(struct stmt *q, struct err *e);
/* Ends a statement before its last row. */
void stmt_reset(struct stmt *q);

int stmt_n_columns(struct stmt *q);
const char *stmt_column_name(struct stmt *q, int c);
bool stmt_is_null(struct stmt *q, int c);
bool stmt_is_number(struct stmt *q, int c); /* stored as integer or real */
int64_t stmt_int(struct stmt *q, int c);
double stmt_real(struct stmt *q, int c);
struct str stmt_str(struct stmt *q, int c); /* absent when NULL */
struct str stmt_blob(struct stmt *q, int c);
struct moment stmt_moment(struct stmt *q, int c); /* none when NULL or not a stored moment */

/* One integer from a statement without parameters; 0 when it yields nothing. */
int64_t store_int(struct store *s, const char *sql, struct err *e);

/* Rows a reader may look at without a copy of the schema in code: used by tests, exports and the data dictionary. */
bool store_has_table(struct store *s, const char *name);
#endif
