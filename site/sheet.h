/* Blocks of kind `sheets`: record sheets as a paper form has them, one after the other, each on a page of its own when
 * printed. Every row of the query is one field of a sheet; rows with one value of the block's `group` make one sheet.
 */
#ifndef SITE_SHEET_H
#define SITE_SHEET_H
#include "site/render.h"

/* Writes the sheets of rows; the number of them that were written and that there are. Columns of the query: label,
 * value, and optionally kind (`field`: half the width, the default; `wide`, with room to write; `line`: the whole width, as
 * high as its text, whose line ends are kept; `part`: a heading between fields; `sign`: an empty box to sign) and format (the
 * format of the value; default text). */
void sheet_html(struct render *r, const struct block *b, const struct answer *rows, size_t *shown, size_t *all,
                struct buf *out);
#endif
