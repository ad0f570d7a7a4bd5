/* Rows that people and programs put between the records, which are none: sums (合计, total …) below or between them, and
 * comments that begin with #. Only a row that could not be a record is looked at, so none is ever lost to this; it is
 * counted as what it is and named by `huifang check` (reliability.md, B7). */
#ifndef ETL_REMARK_H
#define ETL_REMARK_H
#include "etl/record.h"
#include "etl/span.h"

/* SPAN_TOTAL or SPAN_COMMENT; SPAN_QUARANTINED where the row is neither. `no`: why it is no record. */
enum span_outcome remark_of(struct arena *a, const struct row *row, const struct refusal *no);
/* The words that a sum begins with, for docs/logs.md. */
extern const char *const remark_words[];
#endif
