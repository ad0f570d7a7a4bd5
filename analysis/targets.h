/* Which target a figure is held against (metrics.md, section 9).
 *
 * A row of a stage has that stage's target; a row of a category has one only when all its obliging stages have the
 * same; both on the policy's target metric. Coverage, population and further targets of the policy stand on exactly
 * their metric, category and stage. What the managers' log sets serves rows of its category, metric and period whose
 * stages have no target of their own. Never on counts. */
#ifndef ANALYSIS_TARGETS_H
#define ANALYSIS_TARGETS_H
#include "analysis/metric.h"
#include "base/civil.h"
#include "store/store.h"

struct target_value {
    bool set, at_most;
    int64_t num, den;
};

struct target_line {
    struct str category, metric, period, value;
    struct target_value target;
};

struct targets {
    struct target_line *line;
    size_t n, cap; /* of the log, by category, metric, period */
};

/* Reads the targets log as known after the run. Texts live in the arena. A value that is no number of the stored
 * form (0.9, 90%, 90) is no target. */
void targets_init(struct targets *t, struct store *s, int64_t known, struct arena *a, struct err *e);
void targets_release(struct targets *t);
/* The target of one row; period as stored. */
struct target_value targets_find(const struct targets *t, const struct policy *p, struct str metric,
                                 struct str category, struct str stage, enum period_kind kind, struct str period);
/* 90, 90% and 0.9 are the same target: what is over 1 is per cent. */
bool targets_parse(struct str s, struct target_value *out);
#endif
