/* A table's first file: its indexes that no rule needs are dropped before and made anew after the rows, by sorting,
 * which costs a tenth of keeping them up row by row. It happens within the file's transaction, so nobody ever sees
 * the table without them. The statements are those that the schema itself holds. An index of rows that are rare (it has
 * a condition other than being in force) stays: making it anew would read the whole table for a handful. */
#ifndef ETL_BULK_H
#define ETL_BULK_H
#include "store/store.h"

enum { BULK_MAX = 8 };
struct bulk {
    char *create[BULK_MAX];
    int n;
};

/* Drops the table's indexes of all rows where it is empty; else does nothing. */
void bulk_begin(struct bulk *b, struct arena *a, struct store *s, const char *table, struct err *e);
void bulk_end(struct bulk *b, struct store *s, struct err *e);
#endif
