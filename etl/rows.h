/* A table of rows, wherever it comes from: a text (etl/csv.h) or a sheet of a workbook (etl/frames.h). */
#ifndef ETL_ROWS_H
#define ETL_ROWS_H
#include "etl/csv.h"
#include "etl/frames.h"

struct rows;
/* A text from fd on, see csv_open. */
struct rows *rows_of_text(int fd, const char *path, const struct encoding_verdict *v, char delimiter, struct err *e);
/* A sheet, which must outlive the rows. Their `raw` is what the row is as CSV. */
struct rows *rows_of_sheet(const struct frames_sheet *s);
void rows_close(struct rows *r);
/* , for a sheet */
char rows_delimiter(const struct rows *r);
/* How many fields the rows should have; see csv_expect. A sheet's shorter rows are filled up with empty cells. */
void rows_expect(struct rows *r, int n_fields);
/* How many bytes the table has, by the file system or by the frames around it: where its last row has to end. */
int64_t rows_bytes(const struct rows *r);
/* The next row of any kind, one beginning where the other ends; false at the end or on an error. */
bool rows_every(struct rows *r, struct row *row, struct err *e);
/* The next row that is not blank; false at the end or on an error. */
bool rows_next(struct rows *r, struct row *row, struct err *e);
#endif
