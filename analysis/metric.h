/* The metrics by name, and how each adds up (metrics.md). */
#ifndef ANALYSIS_METRIC_H
#define ANALYSIS_METRIC_H
#include "base/arena.h"
#include "policies/config.h"

/* How a row's value follows from its numerator and denominator. */
enum metric_shape {
    METRIC_RATE,       /* value = numerator / denominator */
    METRIC_COUNT,      /* numerator = value, no denominator */
    METRIC_PER_100,    /* value = 100 × numerator / denominator */
    METRIC_MEAN,       /* value = numerator / denominator, numerator an exact sum */
    METRIC_PERCENTILE, /* numerator = seconds, denominator = events, value in hours */
    METRIC_POINTS,     /* numerator = units, value = points */
    METRIC_SUM         /* numerator = value in millionths, no denominator */
};

struct metric_def {
    const char *name;
    enum metric_shape shape;
    bool per_category; /* of one category: no row pooled over categories */
    bool derived;      /* not added up by stories: summed afterwards from other rows or by SQL */
};

/* The fixed metrics, in this order; those whose name depends on a policy (repeat_<category>_cases, population
 * rates) follow from METRIC_FIXED on. "To add one": a line here and one in metric.c. */
/* clang-format off */
#define METRICS(X)                                                                                                     \
    X(visit_rate)                                                                                                      \
    X(timely_rate) X(shortfall) X(missed) X(early) X(late) X(exempt) X(optional_visits) X(pass_rate) X(handled_rate)   \
        X(signed_rate) X(signed_share) X(remote_share) X(coverage_rate) X(contact_rate) X(unresolved_limit)            \
            X(open_over_limit) X(escalated_rate) X(resolution_hours_p50) X(resolution_hours_p90) X(resolution_rate)    \
                X(on_time_rate) X(complaints) X(merged) X(events) X(complaint_rate) X(failure_rate) X(rework_rate)     \
                    X(staff_complaint_ratio) X(satisfaction_rate) X(dissatisfaction_rate) X(satisfaction_mean)         \
                        X(satisfaction_score) X(score_rate_band) X(breaches) X(not_judgeable) X(check_rate)            \
                            X(answer_share) X(counted) X(summed) X(method_visits) X(visit_methods) X(sampled)    \
                                X(sample_required) X(sample_cap) X(distribution_rate) X(recovery_rate) X(authentic_rate) X(score_forms) X(score_fraud)
/* clang-format on */

enum metric_no {
#define X(name) METRIC_##name,
    METRICS(X)
#undef X
        METRIC_FIXED
};

struct metric_list {
    struct metric_def *def;
    size_t n;
};

/* The fixed metrics and those that the policies in use add. */
void metric_list_init(struct metric_list *l, const struct policy_use *use, size_t n_uses, struct arena *a);
/* The number of that name, or -1. */
int metric_find(const struct metric_list *l, struct str name);
/* The number of "repeat_<category>_cases". */
int metric_repeat(const struct metric_list *l, struct str category);
#endif
