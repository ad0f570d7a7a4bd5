/* What the files of store/ share; nobody else includes it. */
#ifndef STORE_INTERNAL_H
#define STORE_INTERNAL_H
#include "store/store.h"
#include <sqlite3.h>

struct stmt {
    struct store *s;
    sqlite3_stmt *q;
    char *sql;
    uint64_t hash;
    struct stmt *next; /* in its slot */
};

struct store {
    sqlite3 *db;
    char *path;
    enum store_mode mode;
    bool failed; /* the door is closed */
    struct err why;
    struct stmt **slot;
    size_t n_slots, n_stmts;
    struct feed *feed; /* store/feed.h; the connection frees it */
};

/* Records SQLite's message, rolls back and closes the door. */
void store_fail(struct store *s, int rc, struct err *e, const char *what);
/* Whether the door is closed; says why again to whoever comes next, for a caller may have dropped the error. */
bool store_failed(const struct store *s, struct err *e);
/* Registers the SQL functions of store/functions.c. */
void store_functions(struct store *s, struct err *e);
#endif
