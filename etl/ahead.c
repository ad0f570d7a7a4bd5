#include "etl/ahead.h"
#include "base/mem.h"
#include "base/thread.h"
#include "etl/remark.h"
#include <pthread.h>

enum { BYTES = 256 << 10, BATCHES = 8 };

struct ahead {
    struct rows *rows;
    struct mapping *map;
    struct drift *drift;
    struct arena *bound;
    const char *path;
    struct content *content;
    int columns;  /* cells of a record */
    struct err e; /* of reading; the caller looks at it once the reading has ended */
    struct thread *thread;
    bool given; /* the first batch was */
    struct ahead_batch batch[BATCHES];
    pthread_mutex_t lock; /* from here on */
    pthread_cond_t changed;
    size_t first, n;     /* a ring; the caller is at the first */
    bool ended, stopped; /* stopped: nobody wants more */
};

/* ---- one row ---- */

/* Whether a text lies within another. */
static bool within(struct str part, struct str whole) {
    uintptr_t p = (uintptr_t)part.p, w = (uintptr_t)whole.p;
    return p >= w && p + part.n <= w + whole.n;
}

/* A row that lives as long as the arena. Most of its fields are pieces of its bytes. */
static struct row keep(struct arena *a, const struct row *row) {
    struct row k = *row;
    k.raw = arena_str(a, row->raw);
    k.field = arena_alloc(a, (size_t)row->n * sizeof *k.field);
    for (int i = 0; i < row->n; i++) {
        struct str s = row->field[i];
        k.field[i] = within(s, row->raw) ? str_n(k.raw.p + (s.p - row->raw.p), s.n) : arena_str(a, s);
    }
    return k;
}

/* Whether the row is a header again; one with another order of columns is bound. */
static bool heading(struct ahead *h, const struct row *row) {
    enum mapping_heading is = mapping_heading(h->map, row);
    if (is == HEADING_OTHER && !mapping_bind(h->map, h->bound, row)) mapping_refuse(h->map, h->path, &h->e);
    return is != HEADING_NONE;
}

static enum span_outcome read_cells(struct ahead *h, struct arena *a, struct ahead_row *r) {
    struct refusal no;
    if (heading(h, &r->row)) return SPAN_HEADER;
    if (mapping_ignores(h->map, &r->row)) return SPAN_IGNORED;
    if (record_read(h->map, a, &r->row, &r->record, &no)) {
        content_digest(h->content, &r->record, r->digest);
        drift_row(h->drift, &r->record);
        return SPAN_OUTCOMES;
    }
    r->refusal = no;
    return remark_of(a, &r->row, &no);
}

static void read_row(struct ahead *h, struct ahead_batch *b, const struct row *row, struct ahead_row *r) {
    r->row = keep(&b->text, row);
    r->outcome = row->kind == ROW_CELLS ? read_cells(h, &b->text, r) : row->kind == ROW_MARK ? SPAN_MARK : SPAN_BLANK;
    if (r->outcome != SPAN_OUTCOMES) return;
    struct feed_cell *cell = b->cell + b->n_records++ * (size_t)h->columns;
    content_cells(h->map->log, &r->record, row->line, r->digest, cell);
}

/* ---- batches ---- */

/* Memory for the first time, of few rows little. */
static void make_room(struct ahead *h, struct ahead_batch *b) {
    if (!b->row) {
        b->row = mem_alloc(AHEAD_ROWS * sizeof *b->row);
        b->cell = mem_alloc(AHEAD_ROWS * (size_t)h->columns * sizeof *b->cell);
    }
    arena_reset(&b->text);
    b->n = b->n_records = 0;
}

/* False at the table's end and after an error. */
static bool fill(struct ahead *h, struct ahead_batch *b) {
    struct row row;
    make_room(h, b);
    for (size_t bytes = 0; b->n < AHEAD_ROWS && bytes < BYTES; bytes += row.raw.n) {
        if (!rows_every(h->rows, &row, &h->e)) return false;
        read_row(h, b, &row, &b->row[b->n]);
        if (err_is(&h->e)) return false;
        b->n++;
    }
    return true;
}

/* Waits for a free place, and where there was none until half of them are: threads that wake each other for every batch
 * do little else. NULL when nobody wants more. */
static struct ahead_batch *free_place(struct ahead *h) {
    pthread_mutex_lock(&h->lock);
    if (h->n == BATCHES)
        while (h->n > BATCHES / 2 && !h->stopped) pthread_cond_wait(&h->changed, &h->lock);
    struct ahead_batch *b = h->stopped ? NULL : &h->batch[(h->first + h->n) % BATCHES];
    pthread_mutex_unlock(&h->lock);
    return b;
}

static void pass_on(struct ahead *h, bool last) {
    pthread_mutex_lock(&h->lock);
    h->n++;
    h->ended = last;
    pthread_cond_signal(&h->changed);
    pthread_mutex_unlock(&h->lock);
}

static void read_all(void *ctx) {
    struct ahead *h = ctx;
    struct ahead_batch *b;
    for (bool more = true; more && (b = free_place(h)) != NULL; pass_on(h, !more)) more = fill(h, b);
}

/* Gives the first batch back; false when it was the last. */
static bool next_batch(struct ahead *h) {
    if (!h->thread) {
        if (h->ended) return false;
        h->ended = !fill(h, &h->batch[0]);
        return true;
    }
    pthread_mutex_lock(&h->lock);
    h->first = (h->first + 1) % BATCHES;
    if (--h->n == BATCHES / 2) pthread_cond_signal(&h->changed);
    while (!h->n && !h->ended) pthread_cond_wait(&h->changed, &h->lock);
    bool more = h->n > 0;
    pthread_mutex_unlock(&h->lock);
    return more;
}

/* ---- from outside ---- */

struct ahead *ahead_open(struct rows *rows, struct mapping *m, struct drift *d, struct arena *a, const char *path) {
    struct ahead *h = mem_zero(sizeof *h);
    h->rows = rows;
    h->map = m;
    h->drift = d;
    h->bound = a;
    h->path = path;
    h->content = content_open(m->log);
    h->columns = content_columns(m->log);
    for (int i = 0; i < BATCHES; i++) arena_init(&h->batch[i].text);
    pthread_mutex_init(&h->lock, NULL);
    pthread_cond_init(&h->changed, NULL);
    h->n = 1;
    h->ended = !fill(h, &h->batch[0]);
    if (!h->ended) h->thread = thread_try(read_all, h);
    return h;
}

const struct ahead_batch *ahead_next(struct ahead *h, struct err *e) {
    if (err_is(e)) return NULL;
    bool more = !h->given || next_batch(h);
    h->given = true;
    if (more) return &h->batch[h->first];
    *e = h->e;
    return NULL;
}

static void release(struct ahead_batch *b) {
    arena_release(&b->text);
    mem_free(b->cell);
    mem_free(b->row);
}

void ahead_close(struct ahead *h) {
    if (!h) return;
    pthread_mutex_lock(&h->lock);
    h->stopped = true;
    pthread_cond_signal(&h->changed);
    pthread_mutex_unlock(&h->lock);
    thread_join(h->thread);
    pthread_cond_destroy(&h->changed);
    pthread_mutex_destroy(&h->lock);
    for (int i = 0; i < BATCHES; i++) release(&h->batch[i]);
    content_close(h->content);
    mem_free(h);
}
