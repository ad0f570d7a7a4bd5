/* Surveys in a policy: targets on the rates of questionnaires, and the rows of `survey_scores`. The figures of surveys
 * stand under one category of their own and under each survey as stage (metrics.md 7), so a target names neither: it
 * serves every survey and all of them together, a band all of them together. */
#include "policies/policy_schema.h"

static const char *const rates[] = {"distribution_rate", "recovery_rate", "authentic_rate"};

static bool of_surveys(const char *metric) {
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++)
        if (strcmp(metric, rates[i]) == 0) return true;
    return false;
}

/* Whether the metric is a rate of surveys; one that names a place is refused. */
static bool without_place(struct bind *b, const struct yaml_node *map, const char *metric) {
    static const char *const places[] = {"category", "categories", "exclude_categories", "stage"};
    if (!of_surveys(metric)) return false;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const struct yaml_node *x = yaml_get(map, places[i]);
        if (x) yaml_error(x, b->e, "«%s» counts the forms of surveys, which have no %s", metric, places[i]);
    }
    return true;
}

void survey_schema_target(struct bind *b, const struct yaml_node *map, struct target *t) {
    if (!without_place(b, map, t->metric)) return;
    t->every_stage = true;
    t->category = POLICY_SURVEY;
}

void survey_schema_band(struct bind *b, const struct yaml_node *map, struct band_rule *r) {
    if (without_place(b, map, r->metric)) r->category = POLICY_SURVEY;
}

static const char *const kinds[] = {"forms", "fraud", NULL}; /* as enum survey_score_kind */
static const struct bind_vocab kind_vocab = {"what costs points", kinds, NULL};
static const struct bind_key score_keys[] = {
    BIND_KEY("score", BIND_ENUM, MUST, AT(survey_score, kind), .vocab = &kind_vocab),
    BIND_KEY("points", BIND_MICRO, MUST, AT(survey_score, points_micro), .min = 0, .max = 1000000000),
    CLAUSE(survey_score),
    BIND_END,
};
const struct bind_table survey_schema_score = {
    "a score of surveyors", score_keys, sizeof(struct survey_score), NULL, NULL, NULL};

/* One kind has one price. */
void survey_schema_check(struct bind *b, const struct policy *p, const struct yaml_node *list) {
    const struct yaml_node *row = list ? list->first : NULL;
    for (size_t i = 0; i < p->n_survey_scores && row; i++, row = row->next)
        if (policy_survey_score(p, (enum survey_score_kind)p->survey_score[i].kind) != &p->survey_score[i])
            yaml_error(row, b->e, "a second score of «%s»", kinds[p->survey_score[i].kind]);
}
