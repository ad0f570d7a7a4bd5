/* The table of metrics: what each is made of. "To add one": a line in METRICS (metric.h) and one here, in the same
 * order. Metrics that a policy names come behind. */
#include "analysis/metric.h"

#define FIXED(name, shape, per_category, derived) [METRIC_##name] = {#name, METRIC_##shape, per_category, derived}
static const struct metric_def fixed[METRIC_FIXED] = {
    FIXED(visit_rate, RATE, false, false),
    FIXED(timely_rate, RATE, false, false),
    FIXED(shortfall, COUNT, false, true),
    FIXED(missed, COUNT, false, false),
    FIXED(early, COUNT, false, false),
    FIXED(late, COUNT, false, false),
    FIXED(exempt, COUNT, false, false),
    FIXED(optional_visits, COUNT, false, false),
    FIXED(pass_rate, RATE, false, false),
    FIXED(handled_rate, RATE, false, false),
    FIXED(signed_rate, RATE, false, false),
    FIXED(signed_share, RATE, false, false),
    FIXED(remote_share, RATE, false, false),
    FIXED(coverage_rate, RATE, true, false),
    FIXED(contact_rate, RATE, false, false),
    FIXED(unresolved_limit, COUNT, false, false),
    FIXED(open_over_limit, COUNT, false, false),
    FIXED(escalated_rate, RATE, false, false),
    FIXED(resolution_hours_p50, PERCENTILE, false, true),
    FIXED(resolution_hours_p90, PERCENTILE, false, true),
    FIXED(resolution_rate, RATE, false, false),
    FIXED(on_time_rate, RATE, false, false),
    FIXED(complaints, COUNT, true, false),
    FIXED(merged, COUNT, true, false),
    FIXED(events, COUNT, false, false),
    FIXED(complaint_rate, PER_100, true, true),
    FIXED(failure_rate, PER_100, true, true),
    FIXED(rework_rate, RATE, true, false),
    FIXED(staff_complaint_ratio, RATE, true, true),
    FIXED(satisfaction_rate, RATE, false, false),
    FIXED(dissatisfaction_rate, RATE, false, false),
    FIXED(satisfaction_mean, MEAN, false, false),
    FIXED(satisfaction_score, MEAN, false, false),
    FIXED(score_rate_band, POINTS, false, true),
    FIXED(breaches, COUNT, false, false),
    FIXED(not_judgeable, COUNT, false, false),
    FIXED(check_rate, RATE, false, false),
    FIXED(answer_share, RATE, false, false),
    FIXED(counted, COUNT, false, false),
    FIXED(summed, SUM, false, false),
    FIXED(method_visits, COUNT, false, false),
    FIXED(visit_methods, COUNT, true, true),
    FIXED(sampled, COUNT, true, true),
    FIXED(sample_required, COUNT, true, true),
    FIXED(sample_cap, COUNT, true, true),
    FIXED(distribution_rate, RATE, true, true),
    FIXED(recovery_rate, RATE, true, true),
    FIXED(authentic_rate, RATE, true, true),
    FIXED(score_forms, POINTS, true, true),
    FIXED(score_fraud, POINTS, true, true),
};

int metric_find(const struct metric_list *l, struct str name) {
    for (size_t i = 0; i < l->n; i++)
        if (str_is(name, l->def[i].name)) return (int)i;
    return -1;
}

int metric_repeat(const struct metric_list *l, struct str category) {
    for (size_t i = METRIC_FIXED; i < l->n; i++) {
        struct str name = str_of(l->def[i].name);
        if (str_starts(name, "repeat_") && name.n == category.n + 13 && str_ends(name, "_cases") &&
            memcmp(name.p + 7, category.p, category.n) == 0)
            return (int)i;
    }
    return -1;
}

static void add(struct metric_list *l, const char *name, enum metric_shape shape) {
    if (metric_find(l, str_of(name)) < 0) l->def[l->n++] = (struct metric_def){name, shape, true, false};
}

void metric_list_init(struct metric_list *l, const struct policy_use *use, size_t n_uses, struct arena *a) {
    size_t most = METRIC_FIXED;
    for (size_t u = 0; u < n_uses; u++) most += use[u].policy->n_repeats + use[u].policy->n_populations;
    l->def = arena_alloc(a, most * sizeof *l->def);
    memcpy(l->def, fixed, sizeof fixed);
    l->n = METRIC_FIXED;
    for (size_t u = 0; u < n_uses; u++) {
        const struct policy *p = use[u].policy;
        for (size_t i = 0; i < p->n_repeats; i++)
            add(l, arena_printf(a, "repeat_%s_cases", p->repeat[i].category), METRIC_COUNT);
        for (size_t i = 0; i < p->n_populations; i++) add(l, p->population[i].metric, METRIC_RATE);
    }
}
