/* Zip archives from strangers, through libzip (the only file that knows it): opened from memory with its consistency
 * checks, members read by name into a sink and never unpacked to a path. Limits (reliability.md, C1): 10,000 members,
 * 256 MiB in a member and 512 MiB in all, 200 times its packed size after the first MiB; members may not overlap. */
#ifndef ETL_ARCHIVE_H
#define ETL_ARCHIVE_H
#include "base/err.h"
#include "base/str.h"

struct archive;
/* The bytes must outlive the archive. NULL and ERR_DATA when it is no archive to be read. */
struct archive *archive_open(struct str bytes, struct err *e);
void archive_close(struct archive *a);
bool archive_has(const struct archive *a, const char *name);
/* Gives the member's bytes piece by piece to the sink until that returns false. ERR_DATA when the member does not
 * exist, is damaged (its check sum is held against it) or above the limits. */
typedef bool archive_sink(void *ctx, const char *p, size_t n);
void archive_read(struct archive *a, const char *name, archive_sink *sink, void *ctx, struct err *e);
#endif
