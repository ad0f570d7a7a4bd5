/* Complaint ratios of people (metrics.md, section 5) out of their sums: the rows of `staff_ratio` with interval, shrunken
 * ratio and funnel verdict, and the figures `staff_complaint_ratio`. */
#ifndef ANALYSIS_RATIOS_H
#define ANALYSIS_RATIOS_H
#include "analysis/pipeline.h"

/* From which period on the sums of a policy and kind differ. */
struct ratios {
    struct pipeline *p;
    int32_t *from; /* by part and kind */
    char *had;
    size_t n_had, cap_had;
};

/* Before the sums change: who has which role. */
void ratios_begin(struct ratios *r, struct pipeline *p, struct err *e);
/* A staff_dirty; ctx is the struct ratios. */
void ratios_note(void *ctx, uint16_t policy, struct period p);
/* After the sums were written. */
void ratios_finish(struct ratios *r, struct err *e);
#endif
