#include "analysis/outbox.h"
#include "base/mem.h"

void outbox_init(struct outbox *o, struct store *s) {
    *o = (struct outbox){.store = s};
    pthread_mutex_init(&o->lock, NULL);
    pthread_cond_init(&o->changed, NULL);
}

void outbox_release(struct outbox *o) {
    if (!o->store) return;
    pthread_cond_destroy(&o->changed);
    pthread_mutex_destroy(&o->lock);
    *o = (struct outbox){0};
}

/* ---- batches ---- */

struct feed_cell *outbox_row(struct outbox_batch *b, int columns) {
    if (!b->cell) {
        b->cell = mem_alloc(OUTBOX_ROWS * (size_t)columns * sizeof *b->cell);
        b->columns = columns;
    }
    return b->cell + b->n++ * (size_t)columns;
}

bool outbox_full(const struct outbox_batch *b) { return b->n == OUTBOX_ROWS || b->bytes > OUTBOX_BYTES; }

struct feed_cell outbox_keep(struct outbox_batch *b, struct feed_cell v) {
    if (!v.p) return v;
    v.p = arena_str(&b->text, str_n(v.p, (size_t)v.v)).p;
    b->bytes += (size_t)v.v;
    return v;
}

void outbox_batch_release(struct outbox_batch *b) {
    mem_free(b->cell);
    arena_release(&b->text);
    *b = (struct outbox_batch){0};
}

static void write_batch(struct outbox *o, struct stmt *q, const struct outbox_batch *b, struct err *e) {
    feed_run(o->store, q, b->cell, b->n, b->columns, e);
}

/* ---- from one thread to the other ---- */

/* Waits for a free place, which a failed writer does not give. */
static bool enqueue(struct outbox *o, struct outbox_job job) {
    pthread_mutex_lock(&o->lock);
    while (o->n == OUTBOX_WAITING && !o->failed) pthread_cond_wait(&o->changed, &o->lock);
    bool taken = !o->failed;
    if (taken) {
        o->job[(o->first + o->n++) % OUTBOX_WAITING] = job;
        pthread_cond_broadcast(&o->changed);
    }
    pthread_mutex_unlock(&o->lock);
    return taken;
}

/* The telling thread learns that its work is in vain; the writer's own error is what is reported. */
static void stop(struct err *e) { err_set(e, ERR_INVARIANT, "what was told could not be written"); }

void outbox_put(struct outbox *o, struct stmt *q, struct outbox_batch *b, struct err *e) {
    if (!b->n) return;
    if (!o->threaded) {
        write_batch(o, q, b, e);
        b->n = b->bytes = 0;
        arena_reset(&b->text);
        return;
    }
    if (!enqueue(o, (struct outbox_job){.q = q, .batch = *b})) {
        outbox_batch_release(b);
        stop(e);
    }
    *b = (struct outbox_batch){0};
}

void outbox_do(struct outbox *o, outbox_task *task, void *ctx, struct err *e) {
    if (!o->threaded) {
        task(ctx, e);
        return;
    }
    bool failed = !enqueue(o, (struct outbox_job){.task = task, .ctx = ctx});
    pthread_mutex_lock(&o->lock);
    while (o->n && !o->failed) pthread_cond_wait(&o->changed, &o->lock);
    failed |= o->failed;
    pthread_mutex_unlock(&o->lock);
    if (failed) stop(e);
}

struct telling {
    struct outbox *o;
    outbox_task *tell;
    void *ctx;
    struct err e;
};

static void *tell_all(void *arg) {
    struct telling *t = arg;
    t->tell(t->ctx, &t->e);
    pthread_mutex_lock(&t->o->lock);
    t->o->ended = true;
    pthread_cond_broadcast(&t->o->changed);
    pthread_mutex_unlock(&t->o->lock);
    return NULL;
}

/* The first job stays in its place while it is done; false at the end. */
static bool next(struct outbox *o, struct outbox_job *job) {
    pthread_mutex_lock(&o->lock);
    while (!o->n && !o->ended) pthread_cond_wait(&o->changed, &o->lock);
    bool is = o->n > 0;
    if (is) *job = o->job[o->first];
    pthread_mutex_unlock(&o->lock);
    return is;
}

static void done(struct outbox *o, const struct err *e) {
    pthread_mutex_lock(&o->lock);
    o->first = (o->first + 1) % OUTBOX_WAITING;
    o->n--;
    o->failed = err_is(e);
    pthread_cond_broadcast(&o->changed);
    pthread_mutex_unlock(&o->lock);
}

static void serve(struct outbox *o, struct err *e) {
    for (struct outbox_job job; next(o, &job);) {
        if (job.task && !err_is(e)) job.task(job.ctx, e);
        if (!job.task) write_batch(o, job.q, &job.batch, e);
        outbox_batch_release(&job.batch);
        done(o, e);
    }
}

void outbox_run(struct outbox *o, outbox_task *tell, void *ctx, struct err *e) {
    struct telling t = {.o = o, .tell = tell, .ctx = ctx};
    pthread_t thread;
    o->threaded = true;
    o->ended = o->failed = false;
    if (err_is(e) || pthread_create(&thread, NULL, tell_all, &t) != 0) {
        o->threaded = false;
        if (!err_is(e)) tell(ctx, e);
        return;
    }
    serve(o, e);
    pthread_join(thread, NULL);
    o->threaded = false;
    if (!err_is(e)) *e = t.e;
}
