/* Workbooks (.xlsx): the sheets and what their cells show, as frames (etl/frames.h). Runs where it can do no harm
 * (etl/sandbox.h).
 *
 * A number in a cell that is formatted as a day or time becomes one, by the workbook's own day 0; any other number
 * its shortest exact decimal; a formula what it came to when the workbook was saved. A cell without a value to rely
 * on costs its row. Sheets that are hidden are listed and read only when they are asked for by name. Refused as a
 * whole: macros, passwords, other kinds of workbooks, any DOCTYPE, whatever is damaged or above the limits. */
#ifndef ETL_WORKBOOK_H
#define ETL_WORKBOOK_H
#include "etl/frames.h"

/* `wanted`: the name of a sheet or a pattern; NULL: every visible one. */
void workbook_read(struct str bytes, const char *wanted, struct frames_out *out, struct err *e);
#endif
