/* A month's file of rows from the one of the night before and the rows that changed since (row_change of the store): what
 * a night did not touch is neither read from the store nor put in order again. Lines of the old file that name a changed
 * event or visit go, and what the store has of these now comes. The file is the same to the byte as one made anew. */
#ifndef SITE_ROW_MERGE_H
#define SITE_ROW_MERGE_H
#include "base/arena.h"
#include "base/intern.h"
#include "site/month_lines.h"
#include "site/publish.h"
#include "store/store.h"

struct row_merge {
    struct arena a;
    struct intern month; /* of which any row changed */
    struct intern row;   /* month and id as it stands in a file: what changed */
    struct intern story; /* whose rows these are */
    struct buf key;
};

void row_merge_init(struct row_merge *m);
void row_merge_release(struct row_merge *m);
/* Reads what changed of a list after the run; the store must still know (months_rows_known). */
void row_merge_read(struct row_merge *m, struct store *s, const char *list, int64_t since, struct err *e);
bool row_merge_has_month(const struct row_merge *m, struct str month);
/* Whether the row of that month and id changed. */
bool row_merge_has(struct row_merge *m, struct str month, struct str id);
/* Whether the published file stands as its manifest says. */
bool row_merge_whole(const struct publish *p, struct str path, struct err *e);
/* Adds the old file's lines behind its head that stay, and the new lines, sorted both, to the file begun. The id stands in
 * the old lines' field of that number, counted from 0. */
void row_merge_write(struct row_merge *m, struct publish *p, struct str path, struct str month, int field,
                     const struct month_line *line, size_t n, struct err *e);
#endif
