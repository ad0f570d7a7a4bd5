#include "base/thread.h"
#include "base/mem.h"
#include <pthread.h>

struct thread {
    pthread_t id;
    void (*work)(void *);
    void *ctx;
};

static void *enter(void *arg) {
    struct thread *t = arg;
    t->work(t->ctx);
    return NULL;
}

struct thread *thread_try(void (*work)(void *), void *ctx) {
    struct thread *t = mem_zero(sizeof *t);
    t->work = work;
    t->ctx = ctx;
    if (pthread_create(&t->id, NULL, enter, t) == 0) return t;
    mem_free(t);
    return NULL;
}

struct thread *thread_start(void (*work)(void *), void *ctx) {
    struct thread *t = thread_try(work, ctx);
    if (!t) work(ctx);
    return t;
}

void thread_join(struct thread *t) {
    if (!t) return;
    pthread_join(t->id, NULL);
    mem_free(t);
}
