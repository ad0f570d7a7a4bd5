/* From the rows of a chart block to a chart, as charts/ takes it. */
#ifndef SITE_FIGURE_H
#define SITE_FIGURE_H
#include "charts/chart.h"
#include "site/page.h"

/* The chart that a block makes of its rows (columns: docs/pages.md); strings live in the arena or the rows. Titles are
 * set by the caller. ERR_CONFIG for rows that lack the columns x and value. */
void figure_chart(struct chart *out, const struct block *b, const struct answer *rows, const struct format_context *c,
                  struct arena *a, struct err *e);
/* The chart behind a sparkline: values separated by commas, an empty one is a gap, one that ends with `!` is marked as
 * to be noticed. */
void figure_spark(struct chart *out, struct str values, enum language l, struct arena *a);
/* Its alternative text: «自 93.1 至 100.0，最低 93.1，最高 100.0». */
void figure_spark_alt(const struct chart *c, struct buf *b);
#endif
