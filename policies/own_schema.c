/* The rows of `columns` (docs/policy-format.md «Columns of its own»): what a log holds beyond the columns of data.md. */
#include "policies/codes.h"
#include "policies/policy_schema.h"

static const char *kind_at(const void *top, size_t i) {
    (void)top;
    return i <= ROW_CUSTOMER ? row_kind_name((enum row_kind)i) : NULL;
}
static const struct bind_vocab kind_vocab = {"a kind of row, or customer", NULL, kind_at};
static const char *const types[] = {"text", "number", "flag", "staff", NULL}; /* as enum own_type */
static const struct bind_vocab type_vocab = {"a type of column", types, NULL};

static const struct bind_key own_keys[] = {
    BIND_KEY("name", BIND_CODE, MUST, AT(own_column, name)),
    BIND_KEY("title", BIND_WORDS, MUST, AT(own_column, title)),
    BIND_KEY("of", BIND_ENUM, MAY, AT(own_column, of), .vocab = &kind_vocab),
    BIND_KEY("type", BIND_ENUM, MAY, AT(own_column, type), .vocab = &type_vocab),
    BIND_KEY("headers", BIND_NAMES, MAY | BIND_NOT_EMPTY, LIST(own_column, headers)),
    BIND_KEY("values", BIND_TITLES, MAY | BIND_NOT_EMPTY, AT(own_column, value), .count = AT(own_column, n_values)),
    BIND_END,
};
_Static_assert(sizeof(struct bind_title) == sizeof(struct own_value), "titles and values have one layout");

static enum field_type field_of(enum own_type t) {
    return t == OWN_NUMBER ? FIELD_NUMBER : t == OWN_FLAG ? FIELD_FLAG : FIELD_TEXT;
}

#define OF_CUSTOMER "customer_"

/* A name that the log, a condition or a count knows already would be two things. */
static bool is_taken(const struct own_column *c) {
    int f;
    struct str name = str_of(c->name);
    return codes_has_column(row_kind_log(c->of), name) || row_field_find(policy_own_rows(c), str_of(c->called), &f) ||
           str_is(name, "visits") || str_is(name, "served") || str_ends(name, "_role") ||
           str_ends(name, "_department") || (c->of == ROW_EVENT && str_starts(name, OF_CUSTOMER));
}

static void check_own(struct bind *b, const struct yaml_node *map, void *row) {
    struct own_column *c = row;
    const struct policy *p = b->top;
    const struct yaml_node *type = yaml_get(map, "type"), *values = yaml_get(map, "values"),
                           *name = yaml_get(map, "name");
    if ((type != NULL) == (values != NULL)) {
        yaml_error(map, b->e, "a column needs one of type and values");
        return;
    }
    if (values) c->type = OWN_WORD;
    c->called = c->of == ROW_CUSTOMER ? arena_printf(b->a, OF_CUSTOMER "%s", c->name) : c->name;
    struct row_further_column further = {.kind = policy_own_rows(c),
                                         .name = c->called,
                                         .type = field_of(c->type),
                                         .sort = FURTHER_OWN,
                                         .names_person = c->type == OWN_STAFF,
                                         .person = -1,
                                         .customer = c->of == ROW_CUSTOMER,
                                         .own = c->name};
    if (c->type == OWN_STAFF && c->of == ROW_ANSWER)
        yaml_error(type, b->e, "an answer has no day of its own on which to ask for a person");
    else if (is_taken(c))
        yaml_error(name, b->e,
                   "«%s» is a column of %s already, or named like one that is made (customer_…, _role, _department)",
                   c->name, row_kind_log(c->of));
    else if (!row_column_declare(p->further, &further))
        yaml_error(name, b->e, "«%s» is declared as another type by another policy, or there are more than %d columns",
                   c->name, ROW_FURTHER_MOST);
}
const struct bind_table own_schema = {"a column", own_keys, sizeof(struct own_column), NULL, "name", check_own};
