/* One sheet of a workbook: cells into rows (see etl/workbook.h). */
#ifndef ETL_SHEET_H
#define ETL_SHEET_H
#include "etl/archive.h"
#include "etl/frames.h"

/* What all sheets of a workbook share. */
struct sheet_shared {
    enum row_epoch epoch;
    char *style; /* by a cell's style: an enum format_kind */
    size_t n_styles, cap_styles;
    struct buf bytes; /* all shared texts, one behind the other */
    size_t *text;     /* where each begins; text[n_texts] is where the last one ends */
    size_t n_texts, cap_texts;
};

void sheet_read(struct archive *zip, const char *part, const struct sheet_shared *shared, struct frames_out *out,
                struct err *e);
#endif
