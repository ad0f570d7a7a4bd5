#include "etl/cut.h"

struct cut cut_find(struct arena *a, struct store *s, int64_t file, struct err *e) {
    struct cut c = {0};
    struct stmt *q =
        store_stmt(s,
                   "SELECT file, line, at_byte, raw FROM quarantine AS q WHERE closed_run IS NULL AND file = "
                   "(SELECT max(b.file) FROM file AS a JOIN file AS b ON b.path = a.path AND b.source = "
                   "a.source AND b.file < a.file WHERE a.file = ?1) AND at_byte >= "
                   "(SELECT max(from_byte) FROM span WHERE span.file = q.file) ORDER BY at_byte DESC LIMIT 1",
                   e);
    stmt_bind_int(q, 1, file);
    if (stmt_step(q, e))
        c = (struct cut){true, stmt_int(q, 0), stmt_int(q, 1), stmt_int(q, 2), arena_str(a, stmt_blob(q, 3))};
    stmt_reset(q);
    return c;
}

void cut_row(struct cut *c, const struct ledger *l, int64_t file, const struct row *row, struct err *e) {
    if (!c->open || row->from < c->at) return;
    c->open = false;
    if (row->from != c->at || row->raw.n <= c->raw.n || memcmp(row->raw.p, c->raw.p, c->raw.n) != 0) return;
    struct stmt *q =
        store_stmt(l->store,
                   "UPDATE quarantine SET closed_run = ?1, closed_file = ?2, closed_line = ?3 WHERE file = ?4 "
                   "AND line = ?5 AND closed_run IS NULL",
                   e);
    const int64_t v[] = {l->run, file, row->line, c->file, c->line};
    for (int i = 0; i < 5; i++) stmt_bind_int(q, i + 1, v[i]);
    stmt_run(q, e);
}
