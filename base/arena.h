/* Arenas: memory by lifetime. Everything taken from an arena lives until the arena is reset or released; there
 * is no free for one piece. Typical lifetimes: a run, a page, one story, scratch. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H
#include "base/str.h"
#include <stddef.h>

struct arena {
    struct arena_block *head; /* the block in use; older ones behind it */
};

void arena_init(struct arena *a);
void arena_release(struct arena *a);
/* Forgets all pieces and keeps one block for use again. */
void arena_reset(struct arena *a);
/* n bytes, aligned for any type, not cleared. */
void *arena_alloc(struct arena *a, size_t n);
/* n bytes, cleared. */
void *arena_zero(struct arena *a, size_t n);
/* A copy that ends with a NUL byte, which is not counted. */
struct str arena_str(struct arena *a, struct str s);
char *arena_cstr(struct arena *a, struct str s);
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
#endif
