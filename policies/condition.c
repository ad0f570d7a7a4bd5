#include "policies/condition.h"
#include "policies/codes.h"
#include "policies/policy_schema.h"
#include "policies/scalar.h"

static const char *time_at(enum row_kind kind, size_t i) {
    for (int f = 0; f < row_field_count(kind); f++)
        if (row_field_type(kind, f) == FIELD_TIME && i-- == 0) return row_field_name(kind, f);
    return NULL;
}

/* The fixed columns, then the policy's own. */
static const char *field_at(const struct policy *p, enum row_kind kind, size_t i) {
    size_t fixed = (size_t)row_field_count(kind);
    if (i < fixed) return row_field_name(kind, (int)i);
    i -= fixed;
    for (size_t k = 0; k < p->n_own; k++)
        if (policy_own_rows(&p->own[k]) == kind && i-- == 0) return p->own[k].called;
    return NULL;
}

/* The columns and the times of each kind of row, as words. */
#define WORDS_OF(KIND)                                                                                                 \
    static const char *field_at_##KIND(const void *top, size_t i) { return field_at(top, ROW_##KIND, i); }             \
    static const char *time_at_##KIND(const void *top, size_t i) {                                                     \
        (void)top;                                                                                                     \
        return time_at(ROW_##KIND, i);                                                                                 \
    }
WORDS_OF(EVENT)
WORDS_OF(VISIT)
WORDS_OF(STEP)
WORDS_OF(FINDING)
WORDS_OF(ACTION)
WORDS_OF(PLAN)
WORDS_OF(LETTER)
WORDS_OF(CUSTODY)
WORDS_OF(ANSWER)
WORDS_OF(CHECK)
WORDS_OF(SUBMISSION)

static const char *category_at(const void *top, size_t i) {
    const struct policy *p = top;
    return i < p->n_categories ? p->category[i].code : NULL;
}

#define VOCAB(KIND, what, at) [ROW_##KIND] = {what, NULL, at##KIND}
const struct bind_vocab condition_columns[ROW_KINDS] = {VOCAB(EVENT, "a column of events", field_at_),
                                                        VOCAB(VISIT, "a column of visits", field_at_),
                                                        VOCAB(STEP, "a column of steps", field_at_),
                                                        VOCAB(FINDING, "a column of findings", field_at_),
                                                        VOCAB(ACTION, "a column of actions", field_at_),
                                                        VOCAB(PLAN, "a column of plans", field_at_),
                                                        VOCAB(LETTER, "a column of letters", field_at_),
                                                        VOCAB(CUSTODY, "a column of custody", field_at_),
                                                        VOCAB(ANSWER, "a column of answers", field_at_),
                                                        VOCAB(CHECK, "a column of checks", field_at_),
                                                        VOCAB(SUBMISSION, "a column of submissions", field_at_)};
const struct bind_vocab condition_times_of[ROW_KINDS] = {VOCAB(EVENT, "a time of the event", time_at_),
                                                         VOCAB(VISIT, "a time of the visit", time_at_),
                                                         VOCAB(STEP, "a time of the step", time_at_),
                                                         VOCAB(FINDING, "a time of the finding", time_at_),
                                                         VOCAB(ACTION, "a time of the action", time_at_),
                                                         VOCAB(PLAN, "a time of the plan", time_at_),
                                                         VOCAB(LETTER, "a time of the letter", time_at_),
                                                         VOCAB(CUSTODY, "a time of the custody row", time_at_),
                                                         VOCAB(ANSWER, "a time of the answer", time_at_),
                                                         VOCAB(CHECK, "a time of the check", time_at_),
                                                         VOCAB(SUBMISSION, "a time of the submission", time_at_)};
const struct bind_vocab condition_times = {"a time of the event", NULL, time_at_EVENT};
const struct bind_vocab condition_categories = {"a category that the policy declares", NULL, category_at};

bool condition_column(struct bind *b, const struct yaml_node *v, enum row_kind kind, int *out) {
    const struct policy *p = b->top;
    return v->kind == YAML_SCALAR && row_column_find(p->further, b->a, kind, v->text, out);
}

static const char *post_at(const void *top, size_t i) {
    const struct policy *p = top;
    return i < p->n_posts ? p->post[i].code : NULL;
}
static const char *const unknown[] = {ROW_UNKNOWN, NULL};
static const struct bind_vocab role_vocab = {"a role that the policy declares, or unknown", unknown, post_at};

/* The words of an own column, or those of a role; NULL where any text goes. */
static const struct bind_vocab *further_vocab(struct bind *b, const struct row_further_column *c) {
    const struct policy *p = b->top;
    const struct own_column *own = policy_own_called(p, c->kind, c->name);
    if (c->sort == FURTHER_ROLE) return &role_vocab;
    if (!own || own->type != OWN_WORD) return NULL;
    const char **word = arena_zero(b->a, (own->n_values + 1) * sizeof *word);
    for (size_t i = 0; i < own->n_values; i++) word[i] = own->value[i].code;
    struct bind_vocab *v = arena_alloc(b->a, sizeof *v);
    *v = (struct bind_vocab){arena_printf(b->a, "a value of %s", c->name), word, NULL};
    return v;
}

static const struct bind_vocab *vocab_of(struct bind *b, enum row_kind kind, int f) {
    if (f == CONDITION_SERVED) return &policy_schema_stages;
    if (f >= ROW_FURTHER) return further_vocab(b, row_column_further(((const struct policy *)b->top)->further, f));
    if ((kind == ROW_EVENT && f == EVENT_category) || (kind == ROW_VISIT && f == VISIT_category))
        return &condition_categories;
    return codes_of(row_kind_log(kind), str_of(row_field_name(kind, f)));
}

static const struct yaml_node *only_entry(const struct yaml_node *v, const char *key) {
    return v->kind == YAML_MAP && v->n == 1 && str_is(v->first->key->text, key) ? v->first : NULL;
}

static void text_condition(struct bind *b, const struct yaml_node *v, enum row_kind kind, struct condition *c) {
    const struct yaml_node *none_of = only_entry(v, "not");
    if (v->kind == YAML_MAP && !none_of) {
        bind_wrong(b, v, "a code, a list of codes, {not: codes}, empty or present", NULL);
        return;
    }
    static const struct bind_key plain =
        BIND_KEY("condition", BIND_NAMES, BIND_NOT_EMPTY, offsetof(struct condition, values.name),
                 .count = offsetof(struct condition, values.n));
    struct bind_key key = plain;
    key.vocab = vocab_of(b, kind, c->field);
    c->op = none_of ? COND_NOT_IN : COND_IN;
    bind_value(b, &key, none_of ? none_of : v, c);
}

static void time_condition(struct bind *b, const struct yaml_node *v, enum row_kind kind, struct condition *c) {
    const struct yaml_node *other = only_entry(v, "day_after");
    const struct bind_vocab *times = &condition_times_of[kind];
    c->op = COND_DAY_AFTER;
    if (!other) bind_wrong(b, v, "empty, present or {day_after: another time}", NULL);
    else if (other->kind != YAML_SCALAR || bind_place(b, times, other->text) < 0)
        bind_wrong(b, other, times->what, times);
    else row_field_find(kind, other->text, &c->other);
}

static void flag_condition(struct bind *b, const struct yaml_node *v, struct condition *c) {
    bool yes = false;
    if (v->kind != YAML_SCALAR || !scalar_bool(v->text, &yes)) bind_wrong(b, v, "true or false", NULL);
    c->op = yes ? COND_TRUE : COND_FALSE;
}

/* One comparison, or two: {at_least: a, less_than: b}. */
static size_t number_conditions(struct bind *b, const struct yaml_node *v, bool open, struct condition *c) {
    struct condition first = *c;
    size_t n = 0;
    for (const struct yaml_node *i = v->kind == YAML_MAP ? v->first : NULL; i && n < 2; i = i->next, n++) {
        int64_t micro = 0;
        bool least = str_is(i->key->text, "at_least");
        if (!least && !str_is(i->key->text, "less_than")) bind_wrong(b, i->key, "at_least or less_than", NULL);
        bool unset = open && bind_not_set(i);
        if (!unset && (i->kind != YAML_SCALAR || !scalar_micro(i->text, &micro)))
            bind_wrong(b, i, "a number such as 3000000", NULL);
        c[n] = first;
        c[n].unset = unset;
        c[n].op = unset ? COND_PRESENT : least ? COND_AT_LEAST : COND_LESS;
        c[n].number = (double)micro / 1e6;
    }
    if (!n) bind_wrong(b, v, "{at_least: number}, {less_than: number}, empty or present", NULL);
    return n;
}

/* What conditions may say beyond tests on columns: a threshold that is not_set, and the stage that a visit serves. */
enum { OPEN = 1, SERVED = 2 };

/* The conditions that one entry makes, written to c (room for two); their number. */
static size_t read_entry(struct bind *b, const struct yaml_node *v, enum row_kind kind, int may, struct condition *c) {
    const struct policy *p = b->top;
    bool served = (may & SERVED) && kind == ROW_VISIT && str_is(v->key->text, "served");
    if (served) c->field = CONDITION_SERVED;
    else if (!condition_column(b, v->key, kind, &c->field)) {
        bind_wrong(b, v->key, condition_columns[kind].what, &condition_columns[kind]);
        return 0;
    }
    bool empty = v->kind == YAML_SCALAR && str_is(v->text, "empty");
    bool present = v->kind == YAML_SCALAR && str_is(v->text, "present");
    enum field_type type = served ? FIELD_TEXT : row_column_type(p->further, kind, c->field);
    if (type != FIELD_FLAG && (empty || present)) {
        c->op = empty ? COND_EMPTY : COND_PRESENT;
        return 1;
    }
    if (type == FIELD_NUMBER) return number_conditions(b, v, may & OPEN, c);
    if (type == FIELD_TEXT) text_condition(b, v, kind, c);
    else if (type == FIELD_TIME) time_condition(b, v, kind, c);
    else flag_condition(b, v, c);
    return 1;
}

static void bind_conditions(struct bind *b, const struct bind_key *k, const struct yaml_node *v, enum row_kind kind,
                            int may, void *row) {
    struct conditions out = {.kind = kind};
    if (!bind_not_set(v)) {
        if (v->kind != YAML_MAP) bind_wrong(b, v, "a mapping of columns to tests", NULL);
        else if (!v->n) yaml_error(v, b->e, "%s: the mapping is empty", k->name);
        out.item = arena_zero(b->a, (v->n * 2 + 1) * sizeof *out.item);
        for (const struct yaml_node *i = v->first; i && !err_is(b->e); i = i->next)
            out.n += read_entry(b, i, kind, may, out.item + out.n);
    }
    memcpy((char *)row + k->offset, &out, sizeof out);
}

void condition_bind_on(struct bind *b, const struct bind_key *k, const struct yaml_node *v, enum row_kind kind,
                       void *row) {
    bind_conditions(b, k, v, kind, 0, row);
}

void condition_bind_open(struct bind *b, const struct bind_key *k, const struct yaml_node *v, enum row_kind kind,
                         void *row) {
    bind_conditions(b, k, v, kind, OPEN, row);
}

void condition_bind_where(struct bind *b, const struct bind_key *k, const struct yaml_node *v, enum row_kind kind,
                          bool open, void *row) {
    bind_conditions(b, k, v, kind, SERVED | (open ? OPEN : 0), row);
}

void condition_bind(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    condition_bind_on(b, k, v, ROW_EVENT, row);
}
