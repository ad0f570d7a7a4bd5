/* What the telling of many stories wants written, handed to the thread that holds the store.
 *
 * Telling needs a processor and no store, writing needs the store and little else: with outbox_run() a second thread
 * tells and the caller's writes behind it, so that a full run takes as long as the longer of the two. Batches are
 * written in the order in which they were put, whichever way they came: results do not depend on the threads. Only the
 * caller's thread ever uses the store. At most a few batches wait; who is ahead waits for the other. Outside of
 * outbox_run() everything is written at once. */
#ifndef ANALYSIS_OUTBOX_H
#define ANALYSIS_OUTBOX_H
#include "store/feed.h"
#include <pthread.h>

enum { OUTBOX_ROWS = 2048, OUTBOX_BYTES = 2 << 20, OUTBOX_WAITING = 4 };

/* Rows that go through one statement, with their texts. Zeroed: empty. */
struct outbox_batch {
    struct feed_cell *cell;
    size_t n, bytes;
    int columns;
    struct arena text;
};

/* Something that needs the store but is no batch. */
typedef void outbox_task(void *ctx, struct err *e);

struct outbox_job {
    struct stmt *q;
    struct outbox_batch batch;
    outbox_task *task;
    void *ctx;
};

struct outbox {
    struct store *store;
    bool threaded, ended, failed; /* failed: what is put is dropped, the telling ends */
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct outbox_job job[OUTBOX_WAITING];
    size_t first, n; /* a ring; the first may be at work */
};

void outbox_init(struct outbox *o, struct store *s);
void outbox_release(struct outbox *o);
/* Room for the next row of a batch for tables of so many columns; full: the batch has to be put first. */
struct feed_cell *outbox_row(struct outbox_batch *b, int columns);
bool outbox_full(const struct outbox_batch *b);
/* A copy of the text that lives as long as the batch. */
struct feed_cell outbox_keep(struct outbox_batch *b, struct feed_cell v);
/* Writes the rows through the statement, which names `feed`, now or later; the batch is empty again. */
void outbox_put(struct outbox *o, struct stmt *q, struct outbox_batch *b, struct err *e);
void outbox_batch_release(struct outbox_batch *b);
/* Does it where the store may be used and comes back when it is done. */
void outbox_do(struct outbox *o, outbox_task *task, void *ctx, struct err *e);
/* Runs `tell` in a second thread and writes what it puts, until it has ended. Its ctx belongs to that thread meanwhile.
 * The first error of either ends both. */
void outbox_run(struct outbox *o, outbox_task *tell, void *ctx, struct err *e);
#endif
