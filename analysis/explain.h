/* Inside analysis_explain(): the rows of one figure, as lines. The contract is analysis.h. */
#ifndef ANALYSIS_EXPLAIN_H
#define ANALYSIS_EXPLAIN_H
#include "analysis/pipeline.h"

struct explain_rows {
    struct buf counted, left;
    int64_t n_counted, n_left, num, den;
};

/* The jobs and complaints of a staff complaint ratio: of the person f->scope, or of all with a ratio in the role
 * f->scope; f->category is the role. */
void explain_staff(struct pipeline *p, const struct figure *f, uint16_t policy, struct period period,
                   struct explain_rows *out, struct err *e);
/* The forms of a figure of surveys; PERIOD_NONE: of the survey f->stage as a whole. */
void explain_surveys(struct pipeline *p, const struct figure *f, int metric, uint16_t policy, struct period period,
                     struct explain_rows *out, struct err *e);
#endif
