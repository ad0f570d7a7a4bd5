/* The rows refused, for whoever sent the file (data.md): a CSV in the file's own columns, encoding, delimiter and
 * order, with the reason as one more column, which ends in the entry's name (#FILE:LINE). Mended and put beside the other
 * logs it is read like any file, and its entries close: by their keys, or by name where no key could be read. It lasts as long as one of its rows is open. */
#ifndef ETL_REFUSED_H
#define ETL_REFUSED_H
#include "etl/ledger.h"

/* Writes DIR/PATH with `__` for slashes, of the open rows of that file; removes it where none is open. `header` are
 * the file's first line's bytes as the reader gave them. v NULL: a sheet, whose rows are given as CSV. */
void refused_write(struct store *s, const struct ledger_file *file, const char *dir, struct str header,
                   const struct encoding_verdict *v, char delimiter, struct err *e);
/* The column of reasons in a table that was such a CSV; -1: it has none. */
int refused_column(const struct mapping *m);
/* Removes the CSVs of files whose entries are all closed, by whichever run: one may have died before it came to this. */
void refused_tidy(struct store *s, const char *dir, struct err *e);
#endif
