/* `measures` of a form that compares sites: figures of the metrics and of the policy's checks, in the order of the file.
 * What a metric is called and which way it is better stands here, because the metrics are ours and no regulation's. A
 * count of what came in, and the share of telephone calls, are neither better nor worse. Counts of failures are no
 * measures: a site of twice the size has twice as many. */
#include "policies/policy_schema.h"

enum { MEASURES_MAX = 10 }; /* columns that a page shows */

static const struct measure metric_measures[] = {
    {"events", "", "", {"受理件数", "Accepted"}, NULL, 0, "count"},
    {"complaints", "complaint", "", {"投诉件数", "Complaints"}, NULL, -1, "count"},
    {"visit_rate", "", "", {"回访率", "Visit rate"}, NULL, 1, "rate"},
    {"timely_rate", "", "", {"回访及时率", "Visited in time"}, NULL, 1, "rate"},
    {"pass_rate", "", "", {"回访合格率", "Visits passed"}, NULL, 1, "rate"},
    {"handled_rate", "", "", {"回访问题处理率", "Problems handled"}, NULL, 1, "rate"},
    {"signed_rate", "", "", {"上门回访签名率", "On-site visits signed"}, NULL, 1, "rate"},
    {"remote_share", "", "", {"电话和信函回访占比", "By telephone or letter"}, NULL, 0, "rate"},
    {"contact_rate", "", "", {"首次联系及时率", "First contact in time"}, NULL, 1, "rate"},
    {"escalated_rate", "", "", {"上报率", "Escalated"}, NULL, 1, "rate"},
    {"on_time_rate", "", "", {"按期办结率", "Finished as planned"}, NULL, 1, "rate"},
    {"resolution_hours_p50", "", "", {"处理时长中位数", "Median time to finish"}, NULL, -1, "hours"},
    {"resolution_hours_p90", "", "", {"处理时长九成位", "Nine in ten finished within"}, NULL, -1, "hours"},
    {"satisfaction_rate", "", "", {"满意率", "Satisfied"}, NULL, 1, "rate"},
    {"dissatisfaction_rate", "", "", {"不满意率", "Dissatisfied"}, NULL, -1, "rate"},
    {"satisfaction_mean", "", "", {"满意度平均", "Mean satisfaction"}, NULL, 1, "mean"},
    {"satisfaction_score", "", "", {"满意度得分", "Satisfaction score"}, NULL, 1, "mean"},
    {"complaint_rate", "complaint", "", {"投诉率（每百户）", "Complaints per 100 households"}, NULL, -1, "per100"},
    {"failure_rate", "repair", "", {"故障率（每百户）", "Repairs per 100 households"}, NULL, -1, "per100"},
};
enum { N_METRICS = sizeof metric_measures / sizeof *metric_measures };

static const char *metric_at(const void *top, size_t i) {
    (void)top;
    return i < N_METRICS ? metric_measures[i].metric : NULL;
}
static const char *check_at(const void *top, size_t i) {
    const struct policy *p = top;
    return i < p->n_checks ? p->check[i].name : NULL;
}
static const struct bind_vocab metrics = {"a metric that sites have, or check and a check of the policy", NULL,
                                          metric_at};
static const struct bind_vocab checks = {"a check of the policy", NULL, check_at};

static struct measure of_check(const struct check_rule *c) {
    return (struct measure){"check_rate", "", c->name, c->title, c->clause.no, 1, "rate"};
}

/* `visit_rate`, `check dispatch`. */
static void bind_measure(struct bind *b, const struct yaml_node *v, struct measure *out) {
    const struct policy *p = b->top;
    struct str s = v->kind == YAML_SCALAR ? str_trim(v->text) : str_none();
    bool check = str_starts(s, "check ");
    int i = check ? bind_place(b, &checks, str_trim(str_n(s.p + 6, s.n - 6))) : bind_place(b, &metrics, s);
    if (i < 0) {
        bind_wrong(b, v, check ? checks.what : metrics.what, check ? &checks : &metrics);
        return;
    }
    *out = check ? of_check(&p->check[i]) : metric_measures[i];
    if (*out->category && bind_place(b, &condition_categories, str_of(out->category)) < 0)
        yaml_error(v, b->e, "«%s» is about the category «%s», which the policy does not declare", out->metric,
                   out->category);
}

void measure_schema_bind(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct form *f = row;
    (void)k;
    size_t n = v->kind == YAML_LIST ? v->n : 1;
    if (n == 0 || n > MEASURES_MAX) {
        yaml_error(v, b->e, "measures: there are %zu, and a page has room for 1 to %d", n, MEASURES_MAX);
        return;
    }
    f->measure = arena_zero(b->a, n * sizeof *f->measure);
    const struct yaml_node *item = v->kind == YAML_LIST ? v->first : v;
    for (; f->n_measures < n && !err_is(b->e); item = item->next) {
        struct measure *m = &f->measure[f->n_measures++];
        bind_measure(b, item, m);
        for (size_t i = 0; i + 1 < f->n_measures && !err_is(b->e); i++)
            if (strcmp(f->measure[i].metric, m->metric) == 0 && strcmp(f->measure[i].stage, m->stage) == 0)
                yaml_error(item, b->e, "a second measure of «%s»", item->text.p);
    }
}
