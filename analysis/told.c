#include "analysis/told.h"
#include "analysis/packed.h"
#include "base/embed.h"
#include "base/mem.h"

void told_init(struct told *t, struct store *s, struct dims *d, struct outbox *o) {
    *t = (struct told){.store = s, .dims = d, .outbox = o};
    buf_init(&t->bytes);
}

void told_release(struct told *t) {
    buf_release(&t->bytes);
    outbox_batch_release(&t->waiting);
    mem_free(t->read);
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

/* ---- parts ---- */

enum { LONG = 256 }; /* rows of a story that is kept by months */

/* A story in its parts, one after the other. */
struct parts {
    const struct story *s;
    bool whole;
    size_t event, visit; /* where the next part begins */
    char name[MOMENT_TEXT];
    struct story part;
};

static struct parts parts_of(const struct story *s) {
    return (struct parts){.s = s, .whole = s->n_events + s->n_visits <= LONG, .part = {.kind = s->kind, .key = s->key}};
}

/* Days are counted, so that the first of a month stands for it. */
static int32_t month_of(struct moment m) {
    int32_t day = moment_day(m);
    return day - (civil_of(day).mday - 1);
}

static int32_t event_month(const struct parts *p, size_t i) {
    return i < p->s->n_events ? month_of(p->s->event[i].accepted) : INT32_MAX;
}

static int32_t visit_month(const struct parts *p, size_t i) {
    return i < p->s->n_visits ? month_of(p->s->visit[i].visited) : INT32_MAX;
}

/* Rows are in order of time, so that those of a month are neighbours. */
static bool next_part(struct parts *p) {
    size_t e = p->event, v = p->visit;
    if (e == p->s->n_events && v == p->s->n_visits) return false;
    int32_t a = event_month(p, e), b = visit_month(p, v), month = a < b ? a : b;
    if (p->whole) {
        e = p->s->n_events;
        v = p->s->n_visits;
    } else {
        while (event_month(p, e) == month) e++;
        while (visit_month(p, v) == month) v++;
        civil_day_text(month, p->name);
        p->name[7] = 0; /* YYYY-MM */
    }
    p->part.n_events = e - p->event;
    p->part.event = p->part.n_events ? p->s->event + p->event : NULL;
    p->part.n_visits = v - p->visit;
    p->part.visit = p->part.n_visits ? p->s->visit + p->visit : NULL;
    p->event = e;
    p->visit = v;
    return true;
}

/* ---- writing ---- */

static void keep(struct told *t, struct parts p, struct err *e) {
    while (next_part(&p)) {
        packed_whole(&t->bytes, &p.part);
        struct feed_cell *row = outbox_row(&t->waiting, 3);
        row[0] = outbox_keep(&t->waiting, feed_str(p.s->key));
        row[1] = outbox_keep(&t->waiting, feed_str(str_of(p.name)));
        row[2] = outbox_keep(&t->waiting, feed_blob(buf_view(&t->bytes)));
        if (outbox_full(&t->waiting)) told_flush(t, e);
    }
}

void told_keep(struct told *t, const struct story *s, struct err *e) { keep(t, parts_of(s), e); }

void told_keep_month(struct told *t, const struct story *s, struct err *e) {
    struct parts p = parts_of(s);
    p.whole = false;
    keep(t, p, e);
}

static void put_part(struct told *t, struct str story, struct str name, struct err *e) {
    struct stmt *q = store_stmt_file(t->store, embed_analysis, "analysis/sql/told_put.sql", e);
    stmt_bind_str(q, 1, story);
    stmt_bind_str(q, 2, name);
    stmt_bind_blob(q, 3, t->bytes.p, t->bytes.n);
    stmt_run(q, e);
}

static void forget_part(struct told *t, struct str story, struct str name, struct err *e) {
    struct stmt *q = store_stmt_file(t->store, embed_analysis, "analysis/sql/told_delete.sql", e);
    stmt_bind_str(q, 1, story);
    stmt_bind_str(q, 2, name);
    stmt_run(q, e);
}

/* Both lists of parts are in order of their names. */
void told_put(struct told *t, const struct story *s, struct err *e) {
    size_t i = 0;
    struct parts p = parts_of(s);
    for (bool more = s->n_events && next_part(&p); (more || i < t->n_read) && !err_is(e);) {
        const struct told_part *old = i < t->n_read ? &t->read[i] : NULL;
        int c = !old ? 1 : !more ? -1 : str_cmp(old->name, str_of(p.name));
        if (c < 0) forget_part(t, s->key, old->name, e);
        if (c >= 0) {
            packed_whole(&t->bytes, &p.part);
            if (c || !str_eq(old->bytes, buf_view(&t->bytes))) put_part(t, s->key, str_of(p.name), e);
            more = next_part(&p);
        }
        i += c <= 0;
    }
}

/* ---- reading ---- */

static void read_parts(struct told *t, struct str key, struct arena *a, struct err *e) {
    t->n_read = 0;
    struct stmt *q = store_stmt_file(t->store, embed_analysis, "analysis/sql/told_get.sql", e);
    stmt_bind_str(q, 1, key);
    while (stmt_step(q, e)) {
        struct told_part *p = VEC_ADD(t->read, t->n_read, t->cap_read);
        *p = (struct told_part){arena_str(a, stmt_str(q, 0)), arena_str(a, stmt_blob(q, 1))};
    }
}

void told_read(struct told *t, struct str key, struct facts_box *b, struct err *e) {
    facts_box_reset(b, STORY_EVENTS, key);
    struct story *s = &b->story;
    read_parts(t, s->key, &b->text, e);
    size_t n_events = 0, n_visits = 0;
    for (size_t i = 0; i < t->n_read; i++) {
        struct packed_reader r = packed_open(t->read[i].bytes, s->key, t->dims);
        n_events += r.n_events;
        n_visits += r.n_visits;
    }
    facts_box_reserve(b, n_events, n_visits);
    for (size_t i = 0; i < t->n_read; i++) {
        struct packed_reader r = packed_open(t->read[i].bytes, s->key, t->dims);
        for (size_t k = 0; k < r.n_events; k++) packed_next_event(&r, &s->event[s->n_events++]);
        for (size_t k = 0; k < r.n_visits; k++) packed_next_visit(&r, &s->visit[s->n_visits++]);
    }
}
