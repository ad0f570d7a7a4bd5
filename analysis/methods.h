/* How many methods visits were made by in a period (docs/policy-format.md «Visits», `methods.kinds`).
 *
 * Different things do not add: the figure `visit_methods` is counted from the rows of `method_visits`, which stories add up,
 * for each period whose rows a night wrote and for those that ended since the last analysis, where the verdict may fall. */
#ifndef ANALYSIS_METHODS_H
#define ANALYSIS_METHODS_H
#include "analysis/pipeline.h"

/* After the cube was folded and its rows written. */
void methods_sum(struct pipeline *p, struct err *e);
#endif
