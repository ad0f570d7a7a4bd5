#include "etl/span.h"
#include "base/mem.h"

enum { KEPT = 1024 }; /* so many are held before they go into the store */

const char *span_word(enum span_outcome o) {
    static const char *const word[] = {"mark", "header",  "blank",     "total",     "comment",    "ignored",
                                       "new",  "changed", "unchanged", "duplicate", "quarantined"};
    return word[o];
}

void spans_reset(struct spans *s) {
    s->n = s->written = 0;
    memset(s->rows, 0, sizeof s->rows);
}

void spans_release(struct spans *s) {
    mem_free(s->list);
    *s = (struct spans){0};
}

void spans_add(struct spans *s, enum span_outcome o, const struct row *row) {
    struct byte_span *last = s->n ? &s->list[s->n - 1] : NULL;
    s->rows[o]++;
    if (last && last->outcome == o && last->to == row->from) {
        last->to = row->to;
        last->last = row->line;
        last->rows++;
        return;
    }
    *VEC_ADD(s->list, s->n, s->cap) = (struct byte_span){o, row->from, row->to, row->line, row->line, 1};
}

static void write_up_to(struct spans *s, size_t end, struct store *store, int64_t file, struct err *e) {
    for (; s->written < end && !err_is(e); s->written++) {
        const struct byte_span *x = &s->list[s->written];
        struct stmt *q =
            store_stmt(store,
                       "INSERT INTO span(file, from_byte, to_byte, first_line, last_line, n_rows, outcome) "
                       "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                       e);
        const int64_t v[] = {file, x->from, x->to, x->first, x->last, x->rows};
        for (int i = 0; i < 6; i++) stmt_bind_int(q, i + 1, v[i]);
        stmt_bind_str(q, 7, str_of(span_word(x->outcome)));
        stmt_run(q, e);
    }
}

void spans_write(struct spans *s, struct store *store, int64_t file, struct err *e) {
    if (s->n < KEPT) return;
    write_up_to(s, s->n - 1, store, file, e);
    s->list[0] = s->list[s->n - 1];
    s->n = 1;
    s->written = 0;
}

void spans_close(struct spans *s, struct store *store, int64_t file, const char *stream, int64_t bytes, struct err *e) {
    write_up_to(s, s->n, store, file, e);
    struct stmt *q = store_stmt(store, "INSERT INTO account(file, stream, bytes) VALUES (?1, ?2, ?3)", e);
    stmt_bind_int(q, 1, file);
    stmt_bind_str(q, 2, str_of(stream));
    stmt_bind_int(q, 3, bytes);
    stmt_run(q, e);
}
