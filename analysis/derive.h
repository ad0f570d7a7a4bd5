/* Figures that follow from other rows of `metric` and from small logs: complaints and repairs per 100 households, and
 * what a changed targets log changes. */
#ifndef ANALYSIS_DERIVE_H
#define ANALYSIS_DERIVE_H
#include "analysis/pipeline.h"

/* The first period that holds an event, for every policy and kind, as it stands now: before stories are retold. */
struct derive {
    struct derive_first {
        bool is;
        int32_t no;
    } * first;
};
void derive_begin(struct derive *d, struct pipeline *p, struct err *e);
/* After the cube was folded. */
void derive_finish(struct derive *d, struct pipeline *p, struct err *e);
#endif
