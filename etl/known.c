#include "etl/known.h"
#include "base/mem.h"
#include "etl/statements.h"

struct known {
    struct store *from, *to;
    const struct log *log;
    struct arena arena;
    struct statements *sql;
};

static void copy_rows(struct stmt *from, struct stmt *to, struct err *e) {
    while (stmt_step(from, e)) {
        for (int c = 0; c < stmt_n_columns(from); c++) stmt_bind_column(to, c + 1, from, c);
        stmt_run(to, e);
    }
}

/* Their accounts stay behind: nothing is entered into those files any more. */
void known_files(struct store *from, struct store *to, struct err *e) {
    struct stmt *in = store_stmt(from, "SELECT * FROM file ORDER BY file", e);
    struct buf b;
    buf_init(&b);
    buf_puts(&b, "INSERT INTO file VALUES (");
    for (int c = 1; c <= stmt_n_columns(in); c++) buf_printf(&b, "%s?%d", c > 1 ? ", " : "", c);
    buf_puts(&b, ")");
    store_exec(to, "PRAGMA foreign_keys = OFF", e);
    store_begin(to, e);
    copy_rows(in, store_stmt(to, b.p, e), e);
    store_commit(to, e);
    store_exec(to, "PRAGMA foreign_keys = ON", e);
    buf_release(&b);
}

struct known *known_open(struct store *from, struct store *to, const struct log *log, struct err *e) {
    if (!from || err_is(e)) return NULL;
    struct known *k = mem_zero(sizeof *k);
    *k = (struct known){.from = from, .to = to, .log = log};
    arena_init(&k->arena);
    k->sql = statements_make(&k->arena, log);
    return k;
}

void known_close(struct known *k) {
    if (!k) return;
    arena_release(&k->arena);
    mem_free(k);
}

/* Every version of a key, bound to `current` and `versions` by the caller, unless it is there. */
static void bring(struct known *k, struct stmt *there, struct stmt *from, struct err *e) {
    bool has = stmt_step(there, e);
    stmt_reset(there);
    if (has || err_is(e)) return;
    copy_rows(from, store_stmt(k->to, k->sql->insert, e), e);
}

void known_bring(struct known *k, const struct record *r, struct err *e) {
    if (!k) return;
    struct stmt *there = store_stmt(k->to, k->sql->current, e), *from = store_stmt(k->from, k->sql->versions, e);
    for (int i = 0, n = 0; i < k->log->n_fields; i++) {
        if (!(k->log->field[i].flags & LOG_IN_KEY)) continue;
        stmt_bind_str(there, ++n, r->v[i].text);
        stmt_bind_str(from, n, r->v[i].text);
    }
    bring(k, there, from, e);
}

void known_bring_source(struct known *k, const char *source, struct err *e) {
    if (!k) return;
    struct stmt *keys = store_stmt(k->from, k->sql->in_force, e);
    stmt_bind_str(keys, 1, str_of(source));
    while (stmt_step(keys, e)) {
        struct stmt *there = store_stmt(k->to, k->sql->current, e), *from = store_stmt(k->from, k->sql->versions, e);
        for (int c = 0; c < stmt_n_columns(keys); c++) {
            stmt_bind_column(there, c + 1, keys, c);
            stmt_bind_column(from, c + 1, keys, c);
        }
        bring(k, there, from, e);
    }
}
