/* To add a key: a line in its table, a field in policy.h, a line in docs/policy-format.md, a case in tests/policies. */
#include "policies/policy_schema.h"
#include "policies/check_schema.h"
#include "policies/codes.h"
#include "policies/condition.h"
#include "policies/scalar.h"

/* ---- vocabularies ---- */

static const char *const weekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday",    NULL};
const struct bind_vocab policy_schema_weekdays = {"a weekday", weekdays, NULL};
static const char *const phase_words[] = {"after", "any", NULL};
static const struct bind_vocab phase_vocab = {"a choice of phases", phase_words, NULL};
static const char *const cohorts[] = {"due", "anchor", NULL};
static const struct bind_vocab cohort_vocab = {"a cohort", cohorts, NULL};
static const char *const anchors[] = {"accepted_at", "started_at",   "finished_at",     "planned_end_at",
                                      "midpoint",    "delivered_at", "warranty_end_at", NULL};
static const struct bind_vocab anchor_vocab = {"an anchor", anchors, NULL};
static const char *const populations[] = {"running", "warranty", NULL};
static const struct bind_vocab population_vocab = {"a population", populations, NULL};
static const char *const periods[] = {"month", "quarter", "half", "year", "week", NULL};
static const struct bind_vocab period_vocab = {"a kind of period", periods, NULL};
static const char *const target_metrics[] = {"visit_rate", "timely_rate", NULL};
static const struct bind_vocab target_metric_vocab = {"a rate of stages", target_metrics, NULL};
static const char *const rates[] = {"visit_rate",
                                    "timely_rate",
                                    "pass_rate",
                                    "handled_rate",
                                    "signed_rate",
                                    "signed_share",
                                    "remote_share",
                                    "coverage_rate",
                                    "contact_rate",
                                    "escalated_rate",
                                    "resolution_rate",
                                    "on_time_rate",
                                    "satisfaction_rate",
                                    "dissatisfaction_rate",
                                    "rework_rate",
                                    "distribution_rate",
                                    "recovery_rate",
                                    "authentic_rate",
                                    NULL};

static const char *post_at(const void *top, size_t i) {
    const struct policy *p = top;
    return i < p->n_posts ? p->post[i].code : NULL;
}
static const char *stage_at(const void *top, size_t i) {
    const struct policy *p = top;
    return i < p->n_stages ? p->stage[i].name : NULL;
}
static const char *population_at(const void *top, size_t i) {
    const struct policy *p = top;
    return i < p->n_populations ? p->population[i].metric : NULL;
}
const struct bind_vocab policy_schema_posts = {"a role that the policy declares", NULL, post_at};
const struct bind_vocab policy_schema_stages = {"a stage of the policy", NULL, stage_at};
static const struct bind_vocab rate_vocab = {"a rate", rates, population_at};

/* ---- stages ---- */

/* `tolerance: 3 d` or `tolerance: 15 %`. */
static void bind_tolerance(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct stage *s = row;
    (void)k;
    if (v->kind != YAML_SCALAR || bind_not_set(v)) {
        if (v->kind != YAML_SCALAR) bind_wrong(b, v, "a length of time or a share", NULL);
        return;
    }
    bool span = scalar_span(v->text, &s->tolerance) && s->tolerance.n >= 0;
    if (!span && !(scalar_fraction(v->text, &s->tolerance_share) && s->tolerance_share.num <= s->tolerance_share.den))
        bind_wrong(b, v, "a length of time such as 3 d, or a share of the term such as 15 %", NULL);
}

/* `target: 30 %`, `target: by_manager` or not_set. */
static void bind_target(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct stage *s = row;
    struct bind_key share = *k;
    share.type = BIND_FRACTION;
    s->target_by_manager = v->kind == YAML_SCALAR && str_is(v->text, "by_manager");
    if (!s->target_by_manager) bind_value(b, &share, v, row);
}

/* The fewest and the most days that a calendar span may be. */
static void span_days(struct span s, int64_t *least, int64_t *most) {
    static const struct {
        int least, most;
    } days[] = {[SPAN_DAY] = {1, 1},
                [SPAN_WORKDAY] = {1, 30},
                [SPAN_WEEK] = {7, 7},
                [SPAN_MONTH] = {28, 31},
                [SPAN_YEAR] = {365, 366}};
    *least = (int64_t)s.n * (s.n >= 0 ? days[s.unit].least : days[s.unit].most);
    *most = (int64_t)s.n * (s.n >= 0 ? days[s.unit].most : days[s.unit].least);
}

/* Whether `earliest` surely lies after `latest`. Both are of the same sort: clock or calendar. */
static bool surely_after(struct span earliest, struct span latest) {
    if (span_is_clock(earliest)) {
        int64_t a = (int64_t)earliest.n * (earliest.unit == SPAN_HOUR ? 60 : 1);
        return a > (int64_t)latest.n * (latest.unit == SPAN_HOUR ? 60 : 1);
    }
    if (earliest.unit == latest.unit) return earliest.n > latest.n;
    int64_t least, most, ignored;
    span_days(earliest, &least, &ignored);
    span_days(latest, &ignored, &most);
    return least > most;
}

/* Ends of a window in hours count from the moment, ends in days from the day: no window mixes them. */
static void check_window(struct bind *b, const struct yaml_node *map, struct stage *s) {
    const struct yaml_node *earliest = yaml_get(map, "earliest"), *tolerance = yaml_get(map, "tolerance");
    bool clock = span_is_clock(s->latest);
    if (!s->earliest.set) s->earliest = (struct span){true, 0, SPAN_DAY};
    if (s->latest.set && s->earliest.n == 0) s->earliest.unit = clock ? SPAN_MINUTE : SPAN_DAY;
    if (s->latest.set && span_is_clock(s->earliest) != clock)
        yaml_error(earliest, b->e, "earliest and latest mix hours and days");
    else if (s->latest.set && surely_after(s->earliest, s->latest))
        yaml_error(earliest, b->e, "earliest lies after latest");
    bool stage_clock = span_is_clock(s->latest.set ? s->latest : s->earliest);
    if (s->tolerance.set && span_is_clock(s->tolerance) != stage_clock)
        yaml_error(tolerance, b->e, "tolerance and the window mix hours and days");
    if (s->tolerance_share.set && stage_clock)
        yaml_error(tolerance, b->e, "a tolerance in per cent is counted in days, the window in hours");
}

/* A key that says nothing here is an error: nobody shall believe that it works. */
static void check_stage(struct bind *b, const struct yaml_node *map, void *row) {
    struct stage *s = row;
    const struct policy *p = b->top;
    if (!s->title.zh) s->title = (struct words){s->name, s->name};
    const struct yaml_node *midpoint = yaml_get(map, "midpoint"), *target = yaml_get(map, "target"),
                           *target_clause = yaml_get(map, "target_clause"), *holidays = yaml_get(map, "skip_holidays");
    bool rated = s->target.set || s->target_by_manager;
    if (!s->midpoint.set) bind_wrong(b, midpoint, "a share such as 1/2", NULL);
    else if (midpoint && s->anchor != ANCHOR_MIDPOINT)
        yaml_error(midpoint, b->e, "midpoint belongs to «anchor: midpoint» only");
    else if (s->optional && rated) yaml_error(target, b->e, "an optional stage obliges nobody and has no target");
    else if (target_clause && !rated && !target) yaml_error(target_clause, b->e, "target_clause without a target");
    else if (s->target.set && !s->latest.set && !s->recurs && strcmp(p->target_metric, "timely_rate") == 0)
        yaml_error(target, b->e, "a stage whose latest is not_set has no timely_rate, so no target on it");
    else if (holidays && s->skip_holidays && span_is_clock(s->latest))
        yaml_error(holidays, b->e, "skip_holidays moves days, the window is in hours");
    else if (s->by_plan && (span_is_clock(s->latest) || span_is_clock(s->earliest)))
        yaml_error(yaml_get(map, "by_plan"), b->e, "a plan gives a day, the window is in hours");
    duty_schema_check_stage(b, map, s);
    if (!err_is(b->e) && !s->recurs) check_window(b, map, s);
}

static const struct bind_key stage_keys[] = {
    BIND_KEY("name", BIND_CODE, MUST, AT(stage, name)),
    BIND_KEY("title", BIND_WORDS, MAY, AT(stage, title)),
    CATEGORIES(stage, MUST | BIND_NOT_EMPTY),
    CONDITION(stage),
    BIND_KEY("anchor", BIND_ENUM, MUST, AT(stage, anchor), .vocab = &anchor_vocab),
    BIND_KEY("midpoint", BIND_FRACTION, MAY, AT(stage, midpoint)),
    BIND_KEY("earliest", BIND_SPAN, MAY, AT(stage, earliest),
             .units = BIND_CLOCK | BIND_CALENDAR | BIND_NEGATIVE | BIND_GIVEN),
    BIND_KEY("latest", BIND_SPAN, MAY, AT(stage, latest), .units = BIND_CLOCK | BIND_CALENDAR | BIND_NEGATIVE),
    BIND_KEY("every", BIND_ENUM, MAY, AT(stage, every), .has = AT(stage, recurs), .vocab = &duty_schema_every),
    BIND_KEY("until", BIND_CUSTOM, MAY, AT(stage, until), .custom = duty_schema_until),
    BIND_KEY("tolerance", BIND_CUSTOM, MAY, 0, .custom = bind_tolerance),
    BIND_KEY("skip_holidays", BIND_BOOL, MAY, AT(stage, skip_holidays)),
    BIND_KEY("optional", BIND_BOOL, MAY, AT(stage, optional)),
    BIND_KEY("by_plan", BIND_BOOL, MAY, AT(stage, by_plan)),
    BIND_KEY("phases", BIND_ENUM, MAY, AT(stage, phases), .has = AT(stage, phases_set), .vocab = &phase_vocab),
    BIND_KEY("target", BIND_CUSTOM, MAY, AT(stage, target), .custom = bind_target),
    BIND_KEY("methods", BIND_NAMES, MAY | BIND_NOT_EMPTY, LIST(stage, methods), .vocab = &codes_methods),
    CLAUSE(stage),
    BIND_KEY("target_clause", BIND_CLAUSE, MAY, AT(stage, target_clause)),
    BIND_END,
};
static const struct stage stage_defaults = {.midpoint = {true, 1, 2}, .until = EVENT_finished_at};
static const struct bind_table stage_table = {"a stage",       stage_keys, sizeof(struct stage),
                                              &stage_defaults, "name",     check_stage};

/* ---- targets, merging, exemptions, repeats ---- */

static const char *const means[] = {"satisfaction_mean", "satisfaction_score", NULL};
static const char *mean_at(const void *top, size_t i) { return i < 2 ? means[i] : population_at(top, i - 2); }
static const struct bind_vocab measure_vocab = {"a rate", rates, mean_at};

/* A share; a number where the measure is a mean. */
static void bind_measure(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct target *t = row;
    struct bind_key share = *k;
    int64_t micro = 0;
    share.type = BIND_FRACTION;
    bool mean = t->metric && (!strcmp(t->metric, means[0]) || !strcmp(t->metric, means[1]));
    if (!mean || bind_not_set(v)) bind_value(b, &share, v, row);
    else if (v->kind != YAML_SCALAR || !scalar_micro(v->text, &micro)) bind_wrong(b, v, "a number such as 4.5", NULL);
    else t->value = (struct fraction){true, micro, 1000000};
}

/* A group of categories has a name, which stands as category in its figures. */
static void check_group(struct bind *b, const struct yaml_node *map, struct target *t) {
    const struct yaml_node *name = yaml_get(map, "name"), *some = yaml_get(map, "categories"),
                           *others = yaml_get(map, "exclude_categories"), *one = yaml_get(map, "category");
    const struct bind_vocab fixed = {NULL, rates, mean_at};
    t->group = some || others;
    if (t->group && (one || (some && others)))
        yaml_error(map, b->e, "a target needs one of category, categories and exclude_categories at most");
    else if (t->group && !name)
        yaml_error(map, b->e,
                   "a target over several categories lacks the key «name»: its figures carry it as category");
    else if (!t->group && name) yaml_error(name, b->e, "name belongs to a target over several categories");
    else if (name && bind_place(b, &condition_categories, name->text) >= 0)
        yaml_error(name, b->e, "«%s» is a category already", name->text.p);
    else if (t->group && bind_place(b, &fixed, str_of(t->metric)) >= (int)(sizeof rates / sizeof *rates) + 1)
        yaml_error(map, b->e, "«%s» is of one category", t->metric);
}

static void check_target(struct bind *b, const struct yaml_node *map, void *row) {
    struct target *t = row;
    const struct yaml_node *least = yaml_get(map, "at_least"), *most = yaml_get(map, "at_most");
    if ((least != NULL) == (most != NULL)) yaml_error(map, b->e, "a target needs one of at_least and at_most");
    else if (!t->value.set) bind_wrong(b, least ? least : most, "a share such as 60 %", NULL);
    t->every_period = !yaml_get(map, "period");
    check_group(b, map, t);
    survey_schema_target(b, map, t);
}
static const struct bind_key target_keys[] = {
    BIND_KEY("metric", BIND_NAME, MUST, AT(target, metric), .vocab = &measure_vocab),
    BIND_KEY("category", BIND_NAME, MAY, AT(target, category), .vocab = &condition_categories),
    BIND_KEY("name", BIND_CODE, MAY, AT(target, category)),
    BIND_KEY("categories", BIND_NAMES, MAY | BIND_NOT_EMPTY, LIST(target, categories), .vocab = &condition_categories),
    BIND_KEY("exclude_categories", BIND_NAMES, MAY | BIND_NOT_EMPTY, LIST(target, excluded),
             .vocab = &condition_categories),
    BIND_KEY("stage", BIND_NAME, MAY, AT(target, stage), .vocab = &policy_schema_stages),
    BIND_KEY("at_least", BIND_CUSTOM, MAY, AT(target, value), .custom = bind_measure),
    BIND_KEY("at_most", BIND_CUSTOM, MAY, AT(target, value), .has = AT(target, at_most), .custom = bind_measure),
    BIND_KEY("period", BIND_ENUM, MAY, AT(target, period_kind), .vocab = &period_vocab),
    CLAUSE(target),
    BIND_END,
};
static const struct target target_defaults = {.category = "", .stage = ""};
static const struct bind_table target_table = {"a target",       target_keys, sizeof(struct target),
                                               &target_defaults, NULL,        check_target};

static const struct bind_key merge_keys[] = {
    BIND_KEY("across_departments", BIND_BOOL, MAY, AT(merge_rule, on)),
    BIND_KEY("window", BIND_SPAN, MAY, AT(merge_rule, window), .units = 1 << SPAN_DAY | 1 << SPAN_WEEK | BIND_GIVEN),
    CLAUSE_IF_ANY(merge_rule),
    BIND_END,
};
static const struct merge_rule merge_defaults = {.on = true, .window = {true, 7, SPAN_DAY}};
static const struct bind_table merge_table = {"the merge rule", merge_keys, sizeof(struct merge_rule),
                                              &merge_defaults,  NULL,       NULL};

static const struct bind_key exemption_keys[] = {
    BIND_KEY("reason", BIND_CODE, MUST, AT(exemption, reason)),
    BIND_KEY("title", BIND_WORDS, MAY, AT(exemption, title)),
    CATEGORIES(exemption, MAY | BIND_NOT_EMPTY),
    BIND_KEY("condition", BIND_CUSTOM, MUST, AT(exemption, condition), .custom = condition_bind),
    CLAUSE_IF_ANY(exemption),
    BIND_END,
};
static void check_exemption(struct bind *b, const struct yaml_node *map, void *row) {
    struct exemption *x = row;
    if (!x->condition.n)
        bind_wrong(b, yaml_get(map, "condition"), "a condition: an exemption of everything is none", NULL);
    if (!x->title.zh) x->title = (struct words){x->reason, x->reason};
}
static const struct bind_table exemption_table = {"an exemption", exemption_keys, sizeof(struct exemption),
                                                  NULL,           NULL,           check_exemption};

static const struct bind_key repeat_keys[] = {
    BIND_KEY("category", BIND_NAME, MUST, AT(repeat_rule, category), .vocab = &condition_categories),
    BIND_KEY("min_count", BIND_INT, MUST, AT(repeat_rule, min_count), .min = 2, .max = 1000),
    BIND_KEY("consecutive", BIND_BOOL, MAY, AT(repeat_rule, consecutive)),
    BIND_KEY("window", BIND_DAYS, MAY, AT(repeat_rule, window_days), .min = 1, .max = 36500),
    BIND_KEY("similarity", BIND_FRACTION, MAY, AT(repeat_rule, similarity)),
    BIND_KEY("count_by_text", BIND_BOOL, MAY, AT(repeat_rule, count_by_text)),
    CLAUSE_IF_ANY(repeat_rule),
    BIND_END,
};
static void check_repeat(struct bind *b, const struct yaml_node *map, void *row) {
    const struct repeat_rule *r = row;
    if (!r->similarity.set || r->similarity.num == 0)
        bind_wrong(b, yaml_get(map, "similarity"), "a share above 0, such as 0.6", NULL);
}
static const struct repeat_rule repeat_defaults = {.window_days = 365, .similarity = {true, 6, 10}};
static const struct bind_table repeat_table = {"a repeat rule",  repeat_keys, sizeof(struct repeat_rule),
                                               &repeat_defaults, "category",  check_repeat};

static const struct bind_key rework_keys[] = {
    BIND_KEY("category", BIND_NAME, MUST, AT(rework_rule, category), .vocab = &condition_categories),
    BIND_KEY("window", BIND_DAYS, MAY, AT(rework_rule, window_days), .min = 0, .max = 36500),
    CLAUSE_IF_ANY(rework_rule),
    BIND_END,
};
static const struct rework_rule rework_defaults = {.window_days = 30};
static const struct bind_table rework_table = {"a rework rule",  rework_keys, sizeof(struct rework_rule),
                                               &rework_defaults, "category",  NULL};

/* ---- limits and escalation ---- */

enum { ANY_LENGTH = BIND_CLOCK | BIND_CALENDAR };

static const struct bind_key limit_keys[] = {
    CATEGORIES(limit_rule, MAY | BIND_NOT_EMPTY),
    BIND_KEY("within", BIND_SPAN, MUST, AT(limit_rule, within), .units = ANY_LENGTH),
    CLAUSE(limit_rule),
    BIND_END,
};
static const struct bind_table limit_table = {"a limit", limit_keys, sizeof(struct limit_rule), NULL, NULL, NULL};
static const struct bind_key scope_keys[] = {
    CATEGORIES(limit_rule, MUST | BIND_NOT_EMPTY),
    CLAUSE_IF_ANY(limit_rule),
    BIND_END,
};
static const struct bind_table scope_table = {
    "a measure without a limit of its own", scope_keys, sizeof(struct limit_rule), NULL, NULL, NULL};

static const struct bind_key severity_keys[] = {
    BIND_KEY("severity", BIND_NAME, MUST, AT(severity_limit, severity), .vocab = &codes_severities),
    BIND_KEY("within", BIND_SPAN, MUST, AT(severity_limit, within), .units = ANY_LENGTH),
    CLAUSE(severity_limit),
    BIND_END,
};
static const struct bind_table severity_table = {
    "a limit of one severity", severity_keys, sizeof(struct severity_limit), NULL, "severity", NULL};

struct resolution {
    struct severity_limit *limit;
    size_t n;
    struct names categories;
};
static const struct bind_key resolution_keys[] = {
    CATEGORIES(resolution, MAY | BIND_NOT_EMPTY),
    BIND_KEY("by_severity", BIND_TABLES, MUST | BIND_NOT_EMPTY, AT(resolution, limit), .count = AT(resolution, n),
             .table = &severity_table),
    BIND_END,
};
static const struct bind_table resolution_table = {
    "the resolution limits", resolution_keys, sizeof(struct resolution), NULL, NULL, NULL};
static void bind_resolution(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct policy *p = row;
    struct resolution r = {0};
    (void)k;
    if (!bind_not_set(v)) bind_map(b, &resolution_table, v, &r);
    p->resolution = severity_schema_limits(b, v, r.limit, &r.n);
    p->n_resolutions = r.n;
    p->resolution_categories = r.categories;
}

static const struct bind_key escalation_keys[] = {
    CATEGORIES(escalation_rule, MAY | BIND_NOT_EMPTY),
    BIND_KEY("after", BIND_SPAN, MAY, AT(escalation_rule, after), .units = ANY_LENGTH),
    BIND_KEY("at_count", BIND_INT, MAY, AT(escalation_rule, at_count), .min = 2, .max = 1000),
    BIND_KEY("consecutive", BIND_BOOL, MAY, AT(escalation_rule, consecutive),
             .has = AT(escalation_rule, consecutive_set)),
    BIND_KEY("to", BIND_WORDS, MUST, AT(escalation_rule, to)),
    CLAUSE(escalation_rule),
    BIND_END,
};
static void check_escalation(struct bind *b, const struct yaml_node *map, void *row) {
    const struct escalation_rule *r = row;
    if (!r->after.set && !r->at_count) yaml_error(map, b->e, "an escalation needs after, at_count or both");
    else if (r->consecutive_set && !r->at_count)
        yaml_error(yaml_get(map, "consecutive"), b->e, "consecutive is about at_count, and this escalation has none");
}
static const struct bind_table escalation_table = {
    "the escalation rule", escalation_keys, sizeof(struct escalation_rule), NULL, NULL, check_escalation};

/* The mapping `limits`, bound straight into the policy. */
static const struct bind_key limits_keys[] = {
    BIND_KEY("contact", BIND_TABLE, MAY, AT(policy, contact), .table = &limit_table),
    BIND_KEY("unresolved", BIND_TABLE, MAY, AT(policy, unresolved), .table = &limit_table),
    BIND_KEY("on_time", BIND_TABLE, MAY, AT(policy, on_time), .table = &scope_table),
    BIND_KEY("duration", BIND_TABLE, MAY, AT(policy, duration), .table = &scope_table),
    BIND_KEY("resolution", BIND_CUSTOM, MAY, 0, .table = &resolution_table, .custom = bind_resolution),
    BIND_END,
};

/* ---- coverage, populations, bands ---- */

static const struct bind_key coverage_keys[] = {
    BIND_KEY("category", BIND_NAME, MUST, AT(coverage_rule, category), .vocab = &condition_categories),
    BIND_KEY("visits", BIND_INT, MUST, AT(coverage_rule, visits), .min = 1, .max = 1000),
    BIND_KEY("grace", BIND_SPAN, MAY, AT(coverage_rule, grace), .units = BIND_CALENDAR | BIND_GIVEN),
    BIND_KEY("target", BIND_FRACTION, MAY, AT(coverage_rule, target)),
    CLAUSE(coverage_rule),
    BIND_END,
};
static const struct coverage_rule coverage_defaults = {.grace = {true, 0, SPAN_DAY}};
static const struct bind_table coverage_table = {"a coverage rule",  coverage_keys, sizeof(struct coverage_rule),
                                                 &coverage_defaults, "category",    NULL};

static const struct bind_key population_keys[] = {
    BIND_KEY("metric", BIND_CODE, MUST, AT(population_rule, metric)),
    BIND_KEY("title", BIND_WORDS, MAY, AT(population_rule, title)),
    BIND_KEY("population", BIND_ENUM, MUST, AT(population_rule, population), .vocab = &population_vocab),
    BIND_KEY("category", BIND_NAME, MUST, AT(population_rule, category), .vocab = &condition_categories),
    BIND_KEY("stage", BIND_NAME, MAY, AT(population_rule, stage), .vocab = &policy_schema_stages),
    BIND_KEY("target", BIND_FRACTION, MAY, AT(population_rule, target)),
    CLAUSE(population_rule),
    BIND_END,
};
static void check_population(struct bind *b, const struct yaml_node *map, void *row) {
    struct population_rule *r = row;
    const struct bind_vocab fixed = {NULL, rates, NULL};
    const struct yaml_node *stage = yaml_get(map, "stage");
    if (bind_place(b, &fixed, str_of(r->metric)) >= 0)
        yaml_error(yaml_get(map, "metric"), b->e, "«%s» is a metric already", r->metric);
    else if (r->population == POPULATION_RUNNING && !stage)
        yaml_error(map, b->e, "a rate of running works lacks the key «stage», whose deadline they have passed");
    else if (r->population == POPULATION_WARRANTY && stage)
        yaml_error(stage, b->e, "a rate of works under warranty has no stage");
    else if (r->stage && policy_stage(b->top, str_of(r->stage))->recurs)
        yaml_error(stage, b->e, "the stage «%s» recurs: it has no single deadline", r->stage);
    if (!r->title.zh) r->title = (struct words){r->metric, r->metric};
}
static const struct bind_table population_table = {
    "a rate over works", population_keys, sizeof(struct population_rule), NULL, "metric", check_population};

static const struct bind_key band_keys[] = {
    BIND_KEY("metric", BIND_NAME, MUST, AT(band_rule, metric), .vocab = &rate_vocab),
    BIND_KEY("category", BIND_NAME, MAY, AT(band_rule, category), .vocab = &condition_categories),
    BIND_KEY("stage", BIND_NAME, MAY, AT(band_rule, stage), .vocab = &policy_schema_stages),
    BIND_KEY("width", BIND_FRACTION, MUST, AT(band_rule, width)),
    BIND_KEY("points", BIND_MICRO, MUST, AT(band_rule, points_micro), .min = 0, .max = 1000000000),
    CLAUSE(band_rule),
    BIND_END,
};
static void check_band(struct bind *b, const struct yaml_node *map, void *row) {
    struct band_rule *r = row;
    if (!r->width.set || !r->width.num) bind_wrong(b, yaml_get(map, "width"), "a share above 0, such as 5 %", NULL);
    survey_schema_band(b, map, r);
}
static const struct band_rule band_defaults = {.category = "", .stage = ""};
static const struct bind_table band_table = {"a score band", band_keys, sizeof(struct band_rule),
                                             &band_defaults, NULL,      check_band};

/* ---- the file ---- */

struct points {
    int64_t level[6];
};
#define LEVEL(n) BIND_KEY(#n, BIND_NUMBER, MUST, offsetof(struct points, level[n]), .min = -1000000, .max = 1000000)
static const struct bind_key points_keys[] = {LEVEL(1), LEVEL(2), LEVEL(3), LEVEL(4), LEVEL(5), BIND_END};
static const struct bind_table points_table = {
    "the mapping satisfaction_points", points_keys, sizeof(struct points), NULL, NULL, NULL};

static const struct bind_key ratio_keys[] = {
    BIND_KEY("roles", BIND_NAMES, MUST | BIND_NOT_EMPTY, offsetof(struct policy_file, ratio_roles.name),
             .count = offsetof(struct policy_file, ratio_roles.n), .vocab = &policy_schema_posts),
    BIND_KEY("invalid_complaints", BIND_BOOL, MAY, AT(policy, ratio_invalid)),
    BIND_KEY("clause", BIND_CLAUSE, MAY, AT(policy, ratio_clause)),
    BIND_END,
};
static const struct bind_key retention_keys[] = {
    BIND_KEY("keep", BIND_MONTHS, MUST, AT(policy, retention_months), .min = 1, .max = 1200),
    BIND_KEY("clause", BIND_CLAUSE, MUST, AT(policy, retention_clause)),
    BIND_END,
};
/* A mapping whose keys go straight into the policy. */
static void bind_flat(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct bind_table t = *k->table;
    struct policy_file before;
    memcpy(&before, row, sizeof before);
    t.defaults = &before;
    if (!bind_not_set(v)) bind_map(b, &t, v, row);
}
#define FLAT(name, what, keys)                                                                                         \
    static const struct bind_table name = {what, keys, sizeof(struct policy_file), NULL, NULL, NULL};
FLAT(limits_table, "the mapping limits", limits_keys)
FLAT(ratio_table, "the rule on staff ratios", ratio_keys)
FLAT(retention_table, "the retention rule", retention_keys)

static void bind_weekday(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct bind_key weekday = BIND_KEY(k->name, BIND_ENUM, MAY, k->offset, .vocab = &policy_schema_weekdays);
    if (bind_not_set(v)) ((struct policy *)row)->meeting_weekday = -1;
    else bind_value(b, &weekday, v, row);
}

#define ROWS(name, field, n_field, rowtable)                                                                           \
    BIND_KEY(name, BIND_TABLES, MAY, AT(policy, field), .count = AT(policy, n_field), .table = &(rowtable))
static const struct bind_key policy_keys[] = {
    BIND_KEY("policy", BIND_CODE, MUST, AT(policy, id)),
    BIND_KEY("extends", BIND_TEXT, MAY, offsetof(struct policy_file, extends)),
    BIND_KEY("title", BIND_WORDS, MUST, AT(policy, title)),
    BIND_KEY("source", BIND_TEXT, MAY, AT(policy, source)),
    BIND_KEY("code", BIND_TEXT, MAY, AT(policy, code)),
    BIND_KEY("edition", BIND_TEXT, MAY, AT(policy, edition)),
    BIND_KEY("week_start", BIND_ENUM, MAY, AT(policy, week_start), .vocab = &policy_schema_weekdays),
    BIND_KEY("meeting_weekday", BIND_CUSTOM, MAY, AT(policy, meeting_weekday), .custom = bind_weekday),
    BIND_KEY("phases", BIND_ENUM, MAY, AT(policy, phases), .vocab = &phase_vocab),
    BIND_KEY("cohort", BIND_ENUM, MAY, AT(policy, cohort), .vocab = &cohort_vocab),
    BIND_KEY("weekend_off", BIND_BOOL, MAY, AT(policy, weekend_off)),
    BIND_KEY("target_metric", BIND_NAME, MAY, AT(policy, target_metric), .vocab = &target_metric_vocab),
    BIND_KEY("categories", BIND_TITLES, MUST | BIND_NOT_EMPTY, AT(policy, category), .count = AT(policy, n_categories)),
    BIND_KEY("roles", BIND_TITLES, MAY, AT(policy, post), .count = AT(policy, n_posts)),
    ROWS("columns", own, n_own, own_schema),
    BIND_KEY("ladder", BIND_NAMES, MAY | BIND_NOT_EMPTY, LIST(policy, ladder), .vocab = &policy_schema_posts),
    BIND_KEY("severity_map", BIND_CUSTOM, MAY, 0, .custom = severity_schema_map),
    BIND_KEY("staff_ratio", BIND_CUSTOM, MAY, 0, .table = &ratio_table, .custom = bind_flat),
    ROWS("stages", stage, n_stages, stage_table),
    ROWS("populations", population, n_populations, population_table),
    ROWS("targets", target, n_targets, target_table),
    BIND_KEY("merge", BIND_TABLE, MAY, AT(policy, merge), .table = &merge_table),
    ROWS("exemptions", exemption, n_exemptions, exemption_table),
    ROWS("repeats", repeat, n_repeats, repeat_table),
    ROWS("rework", rework, n_reworks, rework_table),
    BIND_KEY("limits", BIND_CUSTOM, MAY, 0, .table = &limits_table, .custom = bind_flat),
    BIND_KEY("escalation", BIND_TABLE, MAY, AT(policy, escalation), .table = &escalation_table),
    ROWS("visitors", visitor, n_visitors, visit_schema_visitor),
    BIND_KEY("visits", BIND_TABLE, MAY, AT(policy, visit), .table = &visit_schema_rules),
    ROWS("reported", reported, n_reported, visit_schema_reported),
    ROWS("coverage", coverage, n_coverages, coverage_table),
    ROWS("bands", band, n_bands, band_table),
    ROWS("survey_scores", survey_score, n_survey_scores, survey_schema_score),
    ROWS("samples", sample, n_samples, sample_schema_table),
    ROWS("checks", check, n_checks, check_schema),
    ROWS("counts", count, n_counts, count_schema),
    ROWS("answers", answer, n_answers, answer_schema),
    ROWS("forms", form, n_forms, form_schema),
    ROWS("reports", duty, n_duties, duty_schema_report),
    ROWS("readings", reading, n_readings, reading_schema),
    BIND_KEY("satisfaction_points", BIND_TABLE, MAY, AT(policy, satisfaction_points),
             .has = AT(policy, satisfaction_points_set), .table = &points_table),
    BIND_KEY("retention", BIND_CUSTOM, MAY, 0, .table = &retention_table, .custom = bind_flat),
    BIND_END,
};
_Static_assert(offsetof(struct policy_file, p) == 0, "keys of the file are bound at the policy's offsets");
_Static_assert(sizeof(struct bind_title) == sizeof(struct role) && sizeof(struct role) == sizeof(struct category),
               "titles, roles and categories have one layout");

/* Whether two targets could stand on one row of the metrics. */
static bool targets_meet(const struct target *a, const struct target *b) {
    return strcmp(a->metric, b->metric) == 0 && strcmp(a->category, b->category) == 0 &&
           strcmp(a->stage, b->stage) == 0 && (a->every_period || b->every_period || a->period_kind == b->period_kind);
}

static void check_targets(struct bind *b, const struct policy *p, const struct yaml_node *list) {
    const struct yaml_node *row = list ? list->first : NULL;
    for (size_t i = 0; i < p->n_targets && row; i++, row = row->next) {
        const struct target *t = &p->target[i];
        const struct stage *s = policy_stage(p, str_of(t->stage));
        if (s && s->target.set && strcmp(t->metric, p->target_metric) == 0)
            yaml_error(row, b->e, "the stage «%s» has a target of its own on %s", s->name, t->metric);
        for (size_t j = 0; j < i; j++)
            if (targets_meet(t, &p->target[j]))
                yaml_error(row, b->e, "a second target on the same figures, first in line %d",
                           p->target[j].clause.line);
    }
}

static void check_policy(struct bind *b, const struct yaml_node *map, void *row) {
    const struct yaml_node *merge = yaml_get(map, "merge");
    const char *off = "a mapping; {across_departments: false} turns merging off"; /* unset, it would be on */
    if (merge && bind_not_set(merge)) bind_wrong(b, merge, off, NULL);
    check_targets(b, row, yaml_get(map, "targets"));
    survey_schema_check(b, row, yaml_get(map, "survey_scores"));
}

/* What a policy says when it does not say it (metrics.md 2, 3). */
static const struct policy_file policy_defaults = {
    .p = {.meeting_weekday = -1, .target_metric = "visit_rate", .merge = {.on = true, .window = {true, 7, SPAN_DAY}}}};
const struct bind_table policy_schema = {"a policy",       policy_keys, sizeof(struct policy_file),
                                         &policy_defaults, NULL,        check_policy};
