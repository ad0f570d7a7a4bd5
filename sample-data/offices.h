/* What the offices of the two large organisations keep beside events and visits: decisions of the weekly meeting, what
 * became of each report, visit plans, forms signed out and in, approvals to consult visit sheets. */
#ifndef SAMPLE_DATA_OFFICES_H
#define SAMPLE_DATA_OFFICES_H
#include "sample-data/firm.h"
#include "sample-data/property.h"

/* Called when events and visits have their numbers. Each writes its files to `logs`; the summary goes to `say`. */
void offices_property(struct property *p, const char *logs, struct buf *say, struct err *e);
void offices_decoration(struct firm *f, const char *logs, struct buf *say, struct err *e);
#endif
