/* A file that was read while its last row was not whole (a copy that broke off, an export that was stopped): that row
 * was refused, perhaps under half its number. When the file comes again and the same place begins with the same bytes
 * and goes on, the row is judged anew, and the entry of its first half is closed by it, whatever its number was. */
#ifndef ETL_CUT_H
#define ETL_CUT_H
#include "etl/ledger.h"

struct cut {
    bool open;
    int64_t file, line, at; /* the entry, and where its row begins */
    struct str raw;
};

/* The entry of the last row of the file's state before, where that was refused. Its text lives in the arena. */
struct cut cut_find(struct arena *a, struct store *s, int64_t file, struct err *e);
/* A row of the file; closes the entry when it is that row. */
void cut_row(struct cut *c, const struct ledger *l, int64_t file, const struct row *row, struct err *e);
#endif
