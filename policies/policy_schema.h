/* The keys of a policy file (docs/policy-format.md): one table per mapping. */
#ifndef POLICIES_POLICY_SCHEMA_H
#define POLICIES_POLICY_SCHEMA_H
#include "policies/bind.h"
#include "policies/condition.h"

/* Shorthand of the tables. LIST: a struct names. */
#define MUST BIND_REQUIRED
#define MAY BIND_OPTIONAL
#define AT(s, f) offsetof(struct s, f)
#define LIST(s, f) offsetof(struct s, f.name), .count = offsetof(struct s, f.n)
#define CLAUSE(s) BIND_KEY("clause", BIND_CLAUSE, MUST, AT(s, clause))
#define CLAUSE_IF_ANY(s) BIND_KEY("clause", BIND_CLAUSE, MAY, AT(s, clause))
#define CATEGORIES(s, flags)                                                                                           \
    BIND_KEY("categories", BIND_NAMES, flags, LIST(s, categories), .vocab = &condition_categories)
#define CONDITION(s) BIND_KEY("condition", BIND_CUSTOM, MAY, AT(s, condition), .custom = condition_bind)

/* Of a struct policy_file; bound by policy_schema_bind. */
extern const struct bind_table policy_schema;

/* A policy as bound, with what only the binding needs. */
struct policy_file {
    struct policy p;
    const char *extends;
    struct names ratio_roles;
};

/* policy.c: binds a policy's tree, its own columns numbered behind those in `further`. What is half bound when *e is set
 * is of no use. */
struct policy_file *policy_schema_bind(struct arena *a, const struct yaml_node *tree, struct row_further *further,
                                       struct err *e);
/* config.c: the keys of huifang.yaml. */
extern const struct bind_table config_schema;
/* Words that the policy being bound brings itself. */
extern const struct bind_vocab policy_schema_posts, policy_schema_stages;
extern const struct bind_vocab policy_schema_weekdays;
/* duty_schema.c: stages that recur. `every: month`, `until: finished_at`; which keys such a stage may have. */
extern const struct bind_vocab duty_schema_every;
void duty_schema_until(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row);
void duty_schema_check_stage(struct bind *b, const struct yaml_node *map, const struct stage *s);
/* The rows of `reports`. */
extern const struct bind_table duty_schema_report;
/* sample_schema.c: the rows of `samples`. */
extern const struct bind_table sample_schema_table;
/* severity_schema.c: `severity_map`, and the rules that it changes. at: for messages. */
void severity_schema_map(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row);
void severity_schema_conditions(struct bind *b, const struct yaml_node *at, struct conditions *c);
struct severity_limit *severity_schema_limits(struct bind *b, const struct yaml_node *at, struct severity_limit *limit,
                                              size_t *n);
/* visit_schema.c: the rows of `visitors` and `reported`, the mapping `visits`. */
extern const struct bind_table visit_schema_visitor, visit_schema_rules, visit_schema_reported;
/* survey_schema.c: targets and bands on the rates of surveys, the rows of `survey_scores`. */
void survey_schema_target(struct bind *b, const struct yaml_node *map, struct target *t);
void survey_schema_band(struct bind *b, const struct yaml_node *map, struct band_rule *r);
void survey_schema_check(struct bind *b, const struct policy *p, const struct yaml_node *list);
extern const struct bind_table survey_schema_score;
/* reading_schema.c: the rows of `readings`. */
extern const struct bind_table reading_schema;
/* own_schema.c: the rows of `columns`. */
extern const struct bind_table own_schema;
/* answer_schema.c: the rows of `answers`. */
extern const struct bind_table answer_schema;
/* measure_schema.c: `measures` of a form, into its row. */
void measure_schema_bind(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row);
/* form_schema.c: the rows of `forms`. */
extern const struct bind_table form_schema;
#endif
