#include "store/reindex.h"
#include "base/mem.h"

void reindex_begin(struct reindex *b, struct store *s, const char *table, struct err *e) {
    const char **drop = NULL;
    size_t n = 0, cap = 0;
    struct stmt *q = store_stmt(
        s,
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL ORDER BY name",
        e);
    stmt_bind_str(q, 1, str_of(table));
    while (stmt_step(q, e)) {
        *VEC_ADD(drop, n, cap) = arena_printf(&b->a, "DROP INDEX %.*s", STR_ARG(stmt_str(q, 0)));
        *VEC_ADD(b->sql, b->n, b->cap) = arena_cstr(&b->a, stmt_str(q, 1));
    }
    for (size_t i = 0; i < n; i++) store_exec(s, drop[i], e);
    mem_free(drop);
}

void reindex_end(struct reindex *b, struct store *s, struct err *e) {
    for (size_t i = 0; i < b->n; i++) store_make_index(s, b->sql[i], e);
    b->n = 0;
}

void reindex_release(struct reindex *b) {
    mem_free(b->sql);
    arena_release(&b->a);
    *b = (struct reindex){0};
}
