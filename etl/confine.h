/* A process gives up what it does not need, for good: descriptors, new files, sockets, processes, memory, time. */
#ifndef ETL_CONFINE_H
#define ETL_CONFINE_H
#include "base/err.h"
#include <stdint.h>
#include <sys/types.h>

/* Keeps the three descriptors and nothing else, and dies with `parent`. ERR_DATA when a limit cannot be set, which
 * only happens on a kernel that is not Linux as documented; Landlock and seccomp are set where they exist. */
void confine_self(const int keep[3], int cpu_seconds, int64_t memory, pid_t parent, struct err *e);
#endif
