/* Reports that a regulation wants by a day (docs/policy-format.md «Reports»): which are due when, and what the
 * submissions log says became of them.
 *
 * One row for each report, period and step, for the periods from the one that holds count_from to the one after that
 * which holds as-of. Without any row in the submissions log nothing is said about the past: only what is still to come
 * is listed. There are few rows, so a night looks at all of them and writes those that differ. */
#ifndef ANALYSIS_REPORTS_H
#define ANALYSIS_REPORTS_H
#include "analysis/pipeline.h"

void reports_list(struct pipeline *p, struct err *e);

/* First and last day that the report on the period covers: the period's, or from cutoff to cutoff. */
void reports_covers(const struct policy *p, const struct report_duty *d, struct period q, int32_t *first,
                    int32_t *last);
/* The day on which it is due; false when the text gives none. */
bool reports_due_day(const struct policy *p, const struct report_duty *d, struct period q, int32_t *day);
#endif
