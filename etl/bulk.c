#include "etl/bulk.h"

static bool is_empty(struct arena *a, struct store *s, const char *table, struct err *e) {
    struct stmt *q = store_stmt(s, arena_printf(a, "SELECT EXISTS (SELECT 1 FROM %s)", table), e);
    bool empty = stmt_step(q, e) && stmt_int(q, 0) == 0;
    stmt_reset(q);
    return empty;
}

void bulk_begin(struct bulk *b, struct arena *a, struct store *s, const char *table, struct err *e) {
    char *drop[BULK_MAX];
    b->n = 0;
    if (err_is(e) || !is_empty(a, s, table, e)) return;
    struct stmt *q =
        store_stmt(s,
                   "SELECT sql, 'DROP INDEX ' || name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1 "
                   "AND sql LIKE 'CREATE INDEX %' AND (sql NOT LIKE '% WHERE %' OR sql LIKE '% WHERE run_out IS NULL') "
                   "ORDER BY name",
                   e);
    stmt_bind_str(q, 1, str_of(table));
    while (b->n < BULK_MAX && stmt_step(q, e)) {
        b->create[b->n] = arena_cstr(a, stmt_str(q, 0));
        drop[b->n++] = arena_cstr(a, stmt_str(q, 1));
    }
    stmt_reset(q);
    for (int i = 0; i < b->n; i++) store_exec(s, drop[i], e);
}

void bulk_end(struct bulk *b, struct store *s, struct err *e) {
    for (int i = 0; i < b->n; i++) store_make_index(s, b->create[i], e);
    b->n = 0;
}
