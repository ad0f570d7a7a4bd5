/* Filling empty tables with very many rows: an index that is kept up row by row is hit in random order; built at the end
 * it is sorted once and its pages are full. Another database would be told the same. */
#ifndef STORE_REINDEX_H
#define STORE_REINDEX_H
#include "store/store.h"

struct reindex {
    struct arena a;
    const char **sql;
    size_t n, cap;
}; /* how the indexes are made */

/* Drops the indexes of a table, those of its keys apart; keeps how they are made. No statement may be under way. */
void reindex_begin(struct reindex *b, struct store *s, const char *table, struct err *e);
/* Makes them again. */
void reindex_end(struct reindex *b, struct store *s, struct err *e);
void reindex_release(struct reindex *b);
#endif
