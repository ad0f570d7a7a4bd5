#include "analysis/told.h"
#include "analysis/packed.h"
#include "base/embed.h"

void told_init(struct told *t, struct store *s, struct dims *d, struct outbox *o) {
    *t = (struct told){.store = s, .dims = d, .outbox = o};
    buf_init(&t->bytes);
}

void told_release(struct told *t) {
    buf_release(&t->bytes);
    outbox_batch_release(&t->waiting);
    *t = (struct told){0};
}

void told_shrink(struct told *t) {
    buf_release(&t->bytes);
    buf_init(&t->bytes);
}

void told_begin(struct told *t, struct err *e) {
    t->fill = store_stmt_file(t->store, embed_analysis, "analysis/sql/told_fill.sql", e);
}

void told_flush(struct told *t, struct err *e) { outbox_put(t->outbox, t->fill, &t->waiting, e); }

void told_keep(struct told *t, const struct story *s, struct err *e) {
    packed_whole(&t->bytes, s);
    struct feed_cell *row = outbox_row(&t->waiting, 2);
    row[0] = outbox_keep(&t->waiting, feed_str(s->key));
    row[1] = outbox_keep(&t->waiting, feed_blob(buf_view(&t->bytes)));
    if (outbox_full(&t->waiting)) told_flush(t, e);
}

void told_put(struct told *t, const struct story *s, struct err *e) {
    bool is = s->n_events > 0;
    struct stmt *q = store_stmt_file(t->store, embed_analysis,
                                     is ? "analysis/sql/told_put.sql" : "analysis/sql/told_delete.sql", e);
    if (is) packed_whole(&t->bytes, s);
    stmt_bind_str(q, 1, s->key);
    if (is) stmt_bind_blob(q, 2, t->bytes.p, t->bytes.n);
    stmt_run(q, e);
}

void told_read(struct told *t, struct str key, struct facts_box *b, struct err *e) {
    facts_box_reset(b, STORY_EVENTS, key);
    struct stmt *q = store_stmt_file(t->store, embed_analysis, "analysis/sql/told_get.sql", e);
    stmt_bind_str(q, 1, key);
    struct str bytes = stmt_step(q, e) ? arena_str(&b->text, stmt_blob(q, 0)) : str_none();
    stmt_reset(q);
    struct story *s = &b->story;
    struct packed_reader r = packed_open(bytes, s->key, t->dims);
    facts_box_reserve(b, r.n_events, r.n_visits);
    for (; s->n_events < r.n_events; s->n_events++) packed_next_event(&r, &s->event[s->n_events]);
    for (; s->n_visits < r.n_visits; s->n_visits++) packed_next_visit(&r, &s->visit[s->n_visits]);
}
