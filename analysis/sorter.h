/* Sorting more rows than fit in memory: packed bytes by a key that compares as bytes.
 *
 * Rows gather in one block of memory; a full block is sorted and written to a scratch file beside the store (base/scratch.h);
 * in the end the blocks are merged. Memory stays the same however many rows there are. SQLite's own sorter would do
 * the same at twice the cost, because it packs and unpacks every column, and takes a page cache's worth of memory. */
#ifndef ANALYSIS_SORTER_H
#define ANALYSIS_SORTER_H
#include "base/buf.h"
#include "base/scratch.h"

struct sorter {
    const char *beside; /* a path in whose folder the file may lie */
    size_t limit;       /* bytes of rows in memory */
    char *block;
    size_t used, cap;
    struct sorter_ref *ref;
    size_t n, cap_refs;   /* rows of the block */
    size_t next;          /* of the sorted block, when nothing was written */
    struct scratch *file; /* NULL: everything fits */
    int64_t written;
    struct sorter_run *run;
    size_t n_runs, cap_runs;
    uint32_t *heap;
    size_t n_heap; /* runs by their first row */
    bool reading;
};

void sorter_init(struct sorter *s, const char *beside, size_t limit);
void sorter_release(struct sorter *s);
/* Adds a row: its key, then what comes with it. */
void sorter_add(struct sorter *s, struct str key, struct str row, struct err *e);
/* Ends adding. */
void sorter_sort(struct sorter *s, struct err *e);
/* The next row in order of keys; false at the end. The bytes live until the next call. */
bool sorter_next(struct sorter *s, struct str *key, struct str *row, struct err *e);
#endif
