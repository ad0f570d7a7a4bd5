/* A piece of work beside the caller's. It gets everything it needs in one struct, touches nothing that the caller
 * touches meanwhile, and puts its result and its err there; the caller looks at them behind thread_join. So what comes
 * out does not depend on who was faster: a struct is for one thread at a time. */
#ifndef BASE_THREAD_H
#define BASE_THREAD_H

struct thread;

/* Starts work(ctx). Where the system has no thread to give it is done at once, by the caller. */
struct thread *thread_start(void (*work)(void *ctx), void *ctx);
/* Starts work(ctx) only beside the caller; NULL where the system has no thread to give: nothing is done. For work that
 * waits for the caller. */
struct thread *thread_try(void (*work)(void *ctx), void *ctx);
/* Waits for its end and frees it; NULL is fine. */
void thread_join(struct thread *t);
#endif
