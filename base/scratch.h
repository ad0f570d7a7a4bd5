/* A scratch file: bytes that do not fit into memory, written one behind the other and read again by their place. It has
 * no name, so it goes with the process, however that ends. */
#ifndef BASE_SCRATCH_H
#define BASE_SCRATCH_H
#include "base/buf.h"
#include "base/err.h"

struct scratch;

/* Makes one in the folder. ERR_CANTCREATE; NULL after an error. */
struct scratch *scratch_open(const char *folder, struct err *e);
/* Appends the bytes; returns where they begin. */
int64_t scratch_add(struct scratch *s, struct str bytes, struct err *e);
/* Appends n bytes from `at` to b. */
void scratch_read(struct scratch *s, int64_t at, size_t n, struct buf *b, struct err *e);
void scratch_close(struct scratch *s);
#endif
