/* Parsers of containers that strangers made (zip, XML, gzip) run in a child process that can do nothing but read one
 * file that is open already and hand bytes back over a pipe (reliability.md, C10): no file can be opened, written or
 * made, no network, no other process; memory and CPU time are limited. Landlock and seccomp are used where the kernel
 * has them, the limits of resources always.
 *
 * All bytes are here before the caller looks at the first one, so a parser that dies half way through has handed back
 * nothing. What comes back may have been written by whoever wrote the file: readers of it trust no length in it. */
#ifndef ETL_SANDBOX_H
#define ETL_SANDBOX_H
#include "base/err.h"
#include <stddef.h>
#include <stdint.h>

/* What runs in the child: reads from `in`, writes to `out`; an error's text reaches the caller. */
typedef void sandbox_fn(void *ctx, int in, int out, struct err *e);

struct sandbox_limits {
    int cpu_seconds, stall_seconds; /* stall: nothing handed back for so long */
    int64_t memory;                 /* bytes above what the process has already */
    int64_t output;                 /* bytes handed back */
};
extern const struct sandbox_limits sandbox_usual;

/* The bytes that fn handed back, in a file without a name that stands at its start; close it. -1 with ERR_DATA when
 * the child failed, died or overran a limit: `path` is named and what to do. */
int sandbox_run(sandbox_fn *fn, void *ctx, int in, const char *path, const struct sandbox_limits *limits,
                struct err *e);
/* Writes all bytes to a pipe; false when nobody reads it. */
bool sandbox_put(int out, const void *p, size_t n);
#endif
