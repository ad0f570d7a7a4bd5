#include "policies/condition.h"
#include "policies/codes.h"
#include "policies/scalar.h"

static const char *field_at(const void *top, size_t i) {
    (void)top;
    return i < EVENT_FIELD_COUNT ? event_field_name((enum event_field)i) : NULL;
}

static const char *time_field_at(const void *top, size_t i) {
    (void)top;
    for (enum event_field f = 0; f < EVENT_FIELD_COUNT; f++)
        if (event_field_type(f) == FIELD_TIME && i-- == 0) return event_field_name(f);
    return NULL;
}

static const char *category_at(const void *top, size_t i) {
    const struct policy *p = top;
    return i < p->n_categories ? p->category[i].code : NULL;
}

static const struct bind_vocab field_vocab = {"a column of events", NULL, field_at};
const struct bind_vocab condition_times = {"a time of the event", NULL, time_field_at};
const struct bind_vocab condition_categories = {"a category that the policy declares", NULL, category_at};

static const struct bind_vocab *vocab_of(enum event_field f) {
    return f == EVENT_category ? &condition_categories : codes_of("events", str_of(event_field_name(f)));
}

static const struct yaml_node *only_entry(const struct yaml_node *v, const char *key) {
    return v->kind == YAML_MAP && v->n == 1 && str_is(v->first->key->text, key) ? v->first : NULL;
}

static void text_condition(struct bind *b, const struct yaml_node *v, struct condition *c) {
    const struct yaml_node *none_of = only_entry(v, "not");
    if (v->kind == YAML_MAP && !none_of) {
        bind_wrong(b, v, "a code, a list of codes, {not: codes}, empty or present", NULL);
        return;
    }
    static const struct bind_key plain =
        BIND_KEY("condition", BIND_NAMES, BIND_NOT_EMPTY, offsetof(struct condition, values.name),
                 .count = offsetof(struct condition, values.n));
    struct bind_key key = plain;
    key.vocab = vocab_of(c->field);
    c->op = none_of ? COND_NOT_IN : COND_IN;
    bind_value(b, &key, none_of ? none_of : v, c);
}

static void time_condition(struct bind *b, const struct yaml_node *v, struct condition *c) {
    const struct yaml_node *other = only_entry(v, "day_after");
    c->op = COND_DAY_AFTER;
    if (!other)
        bind_wrong(b, v, "empty, present or {day_after: another time}", NULL);
    else if (other->kind != YAML_SCALAR || bind_place(b, &condition_times, other->text) < 0)
        bind_wrong(b, other, condition_times.what, &condition_times);
    else
        event_field_find(other->text, &c->other);
}

static void flag_condition(struct bind *b, const struct yaml_node *v, struct condition *c) {
    bool yes = false;
    if (v->kind != YAML_SCALAR || !scalar_bool(v->text, &yes)) bind_wrong(b, v, "true or false", NULL);
    c->op = yes ? COND_TRUE : COND_FALSE;
}

/* One comparison, or two: {at_least: a, less_than: b}. */
static size_t number_conditions(struct bind *b, const struct yaml_node *v, struct condition *c) {
    struct condition first = *c;
    size_t n = 0;
    for (const struct yaml_node *i = v->kind == YAML_MAP ? v->first : NULL; i && n < 2; i = i->next, n++) {
        int64_t micro = 0;
        bool least = str_is(i->key->text, "at_least");
        if (!least && !str_is(i->key->text, "less_than")) bind_wrong(b, i->key, "at_least or less_than", NULL);
        if (i->kind != YAML_SCALAR || !scalar_micro(i->text, &micro))
            bind_wrong(b, i, "a number such as 3000000", NULL);
        c[n] = first;
        c[n].op = least ? COND_AT_LEAST : COND_LESS;
        c[n].number = (double)micro / 1e6;
    }
    if (!n) bind_wrong(b, v, "{at_least: number}, {less_than: number}, empty or present", NULL);
    return n;
}

/* The conditions that one entry makes, written to c (room for two); their number. */
static size_t read_entry(struct bind *b, const struct yaml_node *v, struct condition *c) {
    if (!event_field_find(v->key->text, &c->field)) {
        bind_wrong(b, v->key, field_vocab.what, &field_vocab);
        return 0;
    }
    bool empty = v->kind == YAML_SCALAR && str_is(v->text, "empty");
    bool present = v->kind == YAML_SCALAR && str_is(v->text, "present");
    enum field_type type = event_field_type(c->field);
    if (type != FIELD_FLAG && (empty || present)) {
        c->op = empty ? COND_EMPTY : COND_PRESENT;
        return 1;
    }
    if (type == FIELD_NUMBER) return number_conditions(b, v, c);
    if (type == FIELD_TEXT)
        text_condition(b, v, c);
    else if (type == FIELD_TIME)
        time_condition(b, v, c);
    else
        flag_condition(b, v, c);
    return 1;
}

void condition_bind(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct conditions out = {0};
    if (!bind_not_set(v)) {
        if (v->kind != YAML_MAP)
            bind_wrong(b, v, "a mapping of columns to tests", NULL);
        else if (!v->n)
            yaml_error(v, b->e, "%s: the mapping is empty", k->name);
        out.item = arena_zero(b->a, (v->n * 2 + 1) * sizeof *out.item);
        for (const struct yaml_node *i = v->first; i && !err_is(b->e); i = i->next)
            out.n += read_entry(b, i, out.item + out.n);
    }
    memcpy((char *)row + k->offset, &out, sizeof out);
}
