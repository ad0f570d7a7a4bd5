/* The rows of `samples`: visits that are drawn from a population, not owed one by one. */
#include "base/civil.h"
#include "policies/codes.h"
#include "policies/policy_schema.h"

static const char *const populations[] = {"events", "households", "visits", NULL}; /* as enum sample_population */
static const struct bind_vocab population_vocab = {"what is sampled", populations, NULL};
static const char *const periods[] = {"month", "quarter", "half", "year", "week", NULL}; /* as enum period_kind */
static const struct bind_vocab period_vocab = {"a kind of period", periods, NULL};

/* `by: check KIND`. */
static void bind_by(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct sample_rule *r = row;
    struct str s = v->kind == YAML_SCALAR ? str_trim(v->text) : str_none();
    struct str kind = str_starts(s, "check ") ? str_trim(str_n(s.p + 6, s.n - 6)) : str_none();
    (void)k;
    if (!kind.n) bind_wrong(b, v, "check KIND, such as check recording", NULL);
    else r->by_check = arena_cstr(b->a, kind);
}

static const struct bind_key sample_keys[] = {
    BIND_KEY("name", BIND_CODE, MUST, AT(sample_rule, name)),
    BIND_KEY("title", BIND_WORDS, MAY, AT(sample_rule, title)),
    BIND_KEY("population", BIND_ENUM, MUST, AT(sample_rule, population), .vocab = &population_vocab),
    CATEGORIES(sample_rule, MAY | BIND_NOT_EMPTY),
    BIND_KEY("share", BIND_FRACTION, MAY, AT(sample_rule, share)),
    BIND_KEY("at_least", BIND_INT, MAY, AT(sample_rule, at_least), .min = 1, .max = 1000000),
    BIND_KEY("at_most", BIND_INT, MAY, AT(sample_rule, at_most), .min = 1, .max = 1000000),
    BIND_KEY("cap_share", BIND_FRACTION, MAY, AT(sample_rule, cap_share)),
    BIND_KEY("cap_of", BIND_ENUM, MAY, AT(sample_rule, cap_of), .vocab = &population_vocab),
    BIND_KEY("stage", BIND_CODE, MAY, AT(sample_rule, stage)),
    BIND_KEY("by", BIND_CUSTOM, MAY, 0, .custom = bind_by),
    BIND_KEY("methods", BIND_NAMES, MAY | BIND_NOT_EMPTY, LIST(sample_rule, methods), .vocab = &codes_methods),
    BIND_KEY("roles", BIND_NAMES, MAY | BIND_NOT_EMPTY, LIST(sample_rule, roles), .vocab = &policy_schema_posts),
    BIND_KEY("period", BIND_ENUM, MAY, AT(sample_rule, period_kind), .vocab = &period_vocab),
    CLAUSE(sample_rule),
    BIND_END,
};

static void check_sample(struct bind *b, const struct yaml_node *map, void *row) {
    struct sample_rule *r = row;
    const struct yaml_node *share = yaml_get(map, "share"), *least = yaml_get(map, "at_least"),
                           *most = yaml_get(map, "at_most"), *cap = yaml_get(map, "cap_share"),
                           *of = yaml_get(map, "cap_of");
    if ((share != NULL) == (least != NULL)) yaml_error(map, b->e, "a sample needs one of share and at_least");
    else if (share && (!r->share.set || !r->share.num)) bind_wrong(b, share, "a share above 0, such as 5 %", NULL);
    else if (cap && (!r->cap_share.set || !r->cap_share.num)) bind_wrong(b, cap, "a share above 0, such as 5 %", NULL);
    else if (of && !cap) yaml_error(of, b->e, "cap_of says of what cap_share is a share; there is none");
    else if (r->by_check && (r->stage || r->methods.n || r->roles.n))
        yaml_error(yaml_get(map, "by"), b->e,
                   "stage, methods and roles are about visits; with by the sample is spot checks");
    else if (r->by_check && (r->population == SAMPLE_HOUSEHOLDS || cap))
        yaml_error(yaml_get(map, "by"), b->e, "spot checks are sampled of events or visits, and have no cap_share");
    else if (r->population == SAMPLE_VISITS && !r->by_check && !r->stage && !r->methods.n && !r->roles.n)
        yaml_error(map, b->e, "a sample of visits needs stage, methods or roles, or every visit is one");
    else if (most && r->at_least > r->at_most) yaml_error(most, b->e, "at_most is less than at_least");
    if (!r->title.zh) r->title = (struct words){r->name, r->name};
}
static const struct sample_rule sample_defaults = {.cap_of = SAMPLE_HOUSEHOLDS, .period_kind = PERIOD_MONTH};
const struct bind_table sample_schema_table = {"a sample",       sample_keys, sizeof(struct sample_rule),
                                               &sample_defaults, "name",      check_sample};
