/* Files that are still being copied in are left for the next run: those that were written to within the last seconds
 * are looked at twice, a second apart, once for all of them, and one that grew or changed meanwhile is not read. So are
 * files that programs put beside a document while it is open (~$book.xlsx, .~lock.book.ods#) and parts of downloads. */
#ifndef ETL_SETTLE_H
#define ETL_SETTLE_H
#include "base/intern.h"
#include "etl/input.h"

struct settle {
    struct intern left; /* paths of files that changed */
};

/* Waits only where a file of some source is that young. now: seconds since 1970; 0: files are taken as they are. */
void settle_open(struct settle *s, const struct config *cfg, int64_t now, struct err *e);
void settle_close(struct settle *s);
/* Why a file is left, one line; NULL: it is read. */
const char *settle_left(const struct settle *s, const char *path);
#endif
