/* Lines of one list, sorted out by month: they come in the order of the table that they are read from and are given
 * back month by month in the order of their bytes. One pass through a table is many times cheaper than a search for
 * each month's rows, which lie on nearly every page of it. What does not fit into a small buffer for each month goes to
 * a scratch file, so memory is that of the largest month. */
#ifndef SITE_MONTH_LINES_H
#define SITE_MONTH_LINES_H
#include "base/scratch.h"

struct month_lines {
    const char *folder; /* for the scratch file */
    struct scratch *scratch;
    struct month_part *part;
    size_t n_parts;
    struct buf all; /* of the month that was sorted last */
    struct month_line *line;
    size_t cap_lines;
};

struct month_line {
    uint64_t key; /* the first bytes in which the month's lines differ */
    const char *p;
    uint32_t n;
};

/* The folder must stay. */
void month_lines_init(struct month_lines *m, size_t n_months, const char *folder);
void month_lines_release(struct month_lines *m);
/* Where the next line of the month, a number below n_months, is to be appended; month_lines_end says that it is
 * complete. */
struct buf *month_lines_begin(struct month_lines *m, size_t month);
void month_lines_end(struct month_lines *m, size_t month, struct err *e);
/* The month's lines, *n of them, until the next call. Behind the last line; of each month once. */
const struct month_line *month_lines_sorted(struct month_lines *m, size_t month, size_t *n, struct err *e);
#endif
