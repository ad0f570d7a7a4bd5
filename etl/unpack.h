/* Files that hold others: gzip of a text or of a workbook, and workbooks (which are zip archives). Unpacked in a
 * process of its own (etl/sandbox.h) into a file without a name: the text, or the sheets as frames. */
#ifndef ETL_UNPACK_H
#define ETL_UNPACK_H
#include "etl/frames.h"

enum unpack_packing { UNPACK_NONE, UNPACK_GZIP, UNPACK_ZIP };
/* By the file's first bytes. */
enum unpack_packing unpack_packing(int fd);

struct unpacked {
    int fd;             /* the text, or -1 */
    struct frames book; /* of a workbook: its sheets; n == 0: it is a text */
    struct str bytes;   /* what the sheets lie in */
};

/* `sheet`: which sheets of a workbook are wanted, see workbook_read. ERR_DATA, with the path, when it cannot be
 * unpacked. Sheets live in the arena and until unpack_close. */
void unpack_open(struct unpacked *u, struct arena *a, int fd, const char *path, const char *sheet, struct err *e);
void unpack_close(struct unpacked *u);
/* What the process does: reads packed bytes from `in` and writes what they hold to `out`. For tests. */
void unpack_bytes(struct str packed, const char *sheet, int out, struct err *e);
#endif
