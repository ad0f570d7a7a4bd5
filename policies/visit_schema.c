/* The keys about visits of a policy file: who, how, when, signed, reviewed, handed in, reported. */
#include "policies/codes.h"
#include "policies/condition.h"
#include "policies/policy_schema.h"
#include "policies/scalar.h"

static const char *rung_at(const void *top, size_t i) {
    const struct policy *p = top;
    return i < p->ladder.n ? p->ladder.name[i] : NULL;
}
static const struct bind_vocab rung_vocab = {"a role of the policy's ladder", NULL, rung_at};

static const struct bind_key visitor_keys[] = {
    CATEGORIES(visitor_rule, MAY | BIND_NOT_EMPTY),
    CONDITION(visitor_rule),
    BIND_KEY("roles", BIND_NAMES, MAY | BIND_NOT_EMPTY, LIST(visitor_rule, roles), .vocab = &policy_schema_posts),
    BIND_KEY("at_least", BIND_NAME, MAY, AT(visitor_rule, at_least), .vocab = &rung_vocab),
    BIND_KEY("joint", BIND_NAMES, MAY | BIND_NOT_EMPTY, LIST(visitor_rule, joint), .vocab = &policy_schema_posts),
    BIND_KEY("department_member", BIND_BOOL, MAY, AT(visitor_rule, department_member)),
    BIND_KEY("same_site", BIND_BOOL, MAY, AT(visitor_rule, same_site), .has = AT(visitor_rule, same_site_set)),
    CLAUSE(visitor_rule),
    BIND_END,
};
/* «This post or higher»: the posts of the ladder from it on, beside those named. */
static void add_higher(struct bind *b, struct visitor_rule *v) {
    const struct names *ladder = &((const struct policy *)b->top)->ladder;
    struct names all = {arena_alloc(b->a, (v->roles.n + ladder->n) * sizeof *all.name), 0};
    bool higher = false;
    for (size_t i = 0; i < v->roles.n; i++) all.name[all.n++] = v->roles.name[i];
    for (size_t i = 0; i < ladder->n; i++) {
        higher |= strcmp(ladder->name[i], v->at_least) == 0;
        if (higher && !names_have(&v->roles, str_of(ladder->name[i]))) all.name[all.n++] = ladder->name[i];
    }
    v->roles = all;
}

static void check_visitor(struct bind *b, const struct yaml_node *map, void *row) {
    struct visitor_rule *v = row;
    if (v->at_least) add_higher(b, v);
    severity_schema_conditions(b, map, &v->condition);
    if (!v->roles.n && !v->joint.n && !v->department_member && !v->same_site_set)
        yaml_error(map, b->e, "a visitor rule needs roles, at_least, joint, department_member or same_site");
}
const struct bind_table visit_schema_visitor = {"a visitor rule", visitor_keys, sizeof(struct visitor_rule), NULL, NULL,
                                                check_visitor};

static const struct bind_key methods_keys[] = {
    BIND_KEY("allowed", BIND_NAMES, MUST | BIND_NOT_EMPTY, LIST(visit_rules, methods), .vocab = &codes_methods),
    BIND_KEY("kinds", BIND_INT, MAY, AT(visit_rules, method_kinds), .min = 2, .max = 8),
    BIND_KEY("clause", BIND_CLAUSE, MUST, AT(visit_rules, methods_clause)),
    BIND_END,
};
/* `[10:00-12:00, 15:00-17:00]`: ascending, both ends inclusive. */
static void bind_ranges(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct visit_rules *r = row;
    (void)k;
    if (v->kind != YAML_LIST || !v->n) bind_wrong(b, v, "a list of ranges such as [10:00-12:00, 15:00-17:00]", NULL);
    r->hours = arena_zero(b->a, (v->n + 1) * sizeof *r->hours);
    for (const struct yaml_node *i = v->first; i && !err_is(b->e); i = i->next) {
        struct hours *h = &r->hours[r->n_hours];
        bool ok = i->kind == YAML_SCALAR && i->text.n == 11 && i->text.p[5] == '-' &&
                  scalar_minute(str_n(i->text.p, 5), &h->from_minute) &&
                  scalar_minute(str_n(i->text.p + 6, 5), &h->to_minute);
        if (!ok) bind_wrong(b, i, "a range of times of day such as 10:00-12:00", NULL);
        else if (h->to_minute <= h->from_minute) yaml_error(i, b->e, "the range ends before it begins");
        else if (r->n_hours && h->from_minute <= h[-1].to_minute)
            yaml_error(i, b->e, "ranges overlap or are not in order");
        r->n_hours++;
    }
}
static const struct bind_key hours_keys[] = {
    BIND_KEY("ranges", BIND_CUSTOM, MUST, 0, .custom = bind_ranges),
    BIND_KEY("methods", BIND_NAMES, MAY | BIND_NOT_EMPTY, LIST(visit_rules, hours_methods), .vocab = &codes_methods),
    BIND_KEY("clause", BIND_CLAUSE, MUST, AT(visit_rules, hours_clause)),
    BIND_END,
};
static const struct bind_key holiday_keys[] = {
    BIND_KEY("weekend_off", BIND_BOOL, MAY, AT(visit_rules, weekend_off)),
    BIND_KEY("clause", BIND_CLAUSE, MUST, AT(visit_rules, holiday_clause)),
    BIND_END,
};
static const struct bind_key sign_keys[] = {
    BIND_KEY("methods", BIND_NAMES, MUST | BIND_NOT_EMPTY, LIST(visit_rules, sign_methods), .vocab = &codes_methods),
    BIND_KEY("clause", BIND_CLAUSE, MUST, AT(visit_rules, sign_clause)),
    BIND_END,
};
static const struct bind_key mark_keys[] = {
    BIND_KEY("text", BIND_TEXT, MUST, AT(visit_rules, phone_mark)),
    BIND_KEY("clause", BIND_CLAUSE, MUST, AT(visit_rules, phone_mark_clause)),
    BIND_END,
};
static const struct bind_key class3_keys[] = {
    BIND_KEY("from", BIND_INT, MUST, AT(visit_rules, class3_from), .min = 1, .max = 1000),
    BIND_KEY("severity", BIND_NAME, MUST, AT(visit_rules, class3_severity), .vocab = &codes_severities),
    BIND_KEY("clause", BIND_CLAUSE, MUST, AT(visit_rules, class3_clause)),
    BIND_END,
};
static const struct bind_key review_keys[] = {
    BIND_KEY("roles", BIND_NAMES, MAY | BIND_NOT_EMPTY, LIST(visit_rules, review_roles), .vocab = &policy_schema_posts),
    BIND_KEY("clause", BIND_CLAUSE, MUST, AT(visit_rules, review_clause)),
    BIND_END,
};
static const struct bind_key filed_keys[] = {
    BIND_KEY("day", BIND_INT, MUST, AT(visit_rules, filed_day), .min = 1, .max = 31),
    BIND_KEY("clause", BIND_CLAUSE, MUST, AT(visit_rules, filed_clause)),
    BIND_END,
};

/* The sections of `visits` share one struct: each is bound into it without clearing what the others brought. */
static void bind_section(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct bind_table t = *k->table;
    struct visit_rules before;
    memcpy(&before, row, sizeof before);
    t.defaults = &before;
    if (!bind_not_set(v)) bind_map(b, &t, v, row);
}
#define SECTION(name, what, keys)                                                                                      \
    static const struct bind_table name = {what, keys, sizeof(struct visit_rules), NULL, NULL, NULL};
static void check_methods(struct bind *b, const struct yaml_node *map, void *row) {
    const struct visit_rules *r = row;
    if (r->method_kinds > 0 && (size_t)r->method_kinds > r->methods.n)
        yaml_error(yaml_get(map, "kinds"), b->e, "so many different methods are not allowed at all");
}
static const struct bind_table methods_table = {
    "the rule on methods", methods_keys, sizeof(struct visit_rules), NULL, NULL, check_methods};
SECTION(hours_table, "the rule on hours", hours_keys)
SECTION(holiday_table, "the rule on holidays", holiday_keys)
SECTION(sign_table, "the rule on signatures", sign_keys)
SECTION(mark_table, "the rule on the phone mark", mark_keys)
SECTION(class3_table, "the rule on repeat visits by phone", class3_keys)
SECTION(review_table, "the rule on reviews", review_keys)
SECTION(filed_table, "the rule on handing in", filed_keys)
#define PART(name, part) BIND_KEY(name, BIND_CUSTOM, MAY, 0, .table = &(part), .custom = bind_section)
static const struct bind_key visit_keys[] = {
    PART("methods", methods_table),
    PART("hours", hours_table),
    BIND_KEY("holidays", BIND_CUSTOM, MAY, 0, .has = AT(visit_rules, holiday_ban), .table = &holiday_table,
             .custom = bind_section),
    PART("signature", sign_table),
    PART("phone_mark", mark_table),
    PART("class3", class3_table),
    BIND_KEY("review", BIND_CUSTOM, MAY, 0, .has = AT(visit_rules, review), .table = &review_table,
             .custom = bind_section),
    PART("filed", filed_table),
    BIND_END,
};
const struct bind_table visit_schema_rules = {
    "the mapping visits", visit_keys, sizeof(struct visit_rules), NULL, NULL, NULL};

static const struct bind_key reported_keys[] = {
    BIND_KEY("on_issue", BIND_BOOL, MAY, AT(report_rule, on_issue)),
    BIND_KEY("on_fail", BIND_BOOL, MAY, AT(report_rule, on_fail)),
    BIND_KEY("stages", BIND_NAMES, MAY | BIND_NOT_EMPTY, LIST(report_rule, stages), .vocab = &policy_schema_stages),
    BIND_KEY("same_day", BIND_BOOL, MAY, AT(report_rule, same_day)),
    BIND_KEY("to", BIND_WORDS, MUST, AT(report_rule, to)),
    CLAUSE(report_rule),
    BIND_END,
};
static void check_reported(struct bind *b, const struct yaml_node *map, void *row) {
    const struct report_rule *r = row;
    if (!r->on_issue && !r->on_fail && !r->stages.n)
        yaml_error(map, b->e, "a rule on reporting needs on_issue, on_fail or stages");
}
static const struct report_rule reported_defaults = {.same_day = true};
const struct bind_table visit_schema_reported = {"a rule on reporting", reported_keys, sizeof(struct report_rule),
                                                 &reported_defaults,    NULL,          check_reported};
