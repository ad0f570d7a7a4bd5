#include "base/thread.h"
#include "base/mem.h"
#include <pthread.h>
#include <stdbool.h>

struct thread {
    pthread_t id;
    bool started;
    void (*work)(void *);
    void *ctx;
};

static void *enter(void *arg) {
    struct thread *t = arg;
    t->work(t->ctx);
    return NULL;
}

struct thread *thread_start(void (*work)(void *), void *ctx) {
    struct thread *t = mem_zero(sizeof *t);
    t->work = work;
    t->ctx = ctx;
    t->started = pthread_create(&t->id, NULL, enter, t) == 0;
    if (!t->started) work(ctx);
    return t;
}

void thread_join(struct thread *t) {
    if (!t) return;
    if (t->started) pthread_join(t->id, NULL);
    mem_free(t);
}
