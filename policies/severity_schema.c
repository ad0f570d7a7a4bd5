/* `severity_map`: a policy with fewer grades than the logs reads one severity as another (requirements.md A-5). What it
 * changes is changed here, in the rules: a condition on the grade that is read also takes those that are read as it, a
 * limit of that grade holds for them too. The analysis knows of none of this. */
#include "policies/codes.h"
#include "policies/policy_schema.h"

static const char *read_as(const struct policy *p, const char *severity) {
    for (size_t i = 0; i < p->n_severity_maps; i++)
        if (strcmp(p->severity_map[i].from, severity) == 0) return p->severity_map[i].to;
    return severity;
}

void severity_schema_map(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct policy *p = row;
    struct bind_key pairs = BIND_KEY(k->name, BIND_PAIRS, MAY, AT(policy, severity_map),
                                     .count = AT(policy, n_severity_maps), .vocab = &codes_severities);
    if (bind_not_set(v)) return;
    bind_value(b, &pairs, v, row);
    for (const struct yaml_node *i = v->first; i && !err_is(b->e); i = i->next) {
        if (i->kind != YAML_SCALAR || bind_place(b, &codes_severities, i->text) < 0)
            bind_wrong(b, i, codes_severities.what, &codes_severities);
        else if (strcmp(read_as(p, i->text.p), i->text.p) != 0 || str_eq(i->text, i->key->text))
            yaml_error(i, b->e, "«%s» is read as another severity itself", i->text.p);
    }
}

/* A grade that is read as another never comes up. */
static bool comes_up(struct bind *b, const struct yaml_node *at, const char *severity) {
    const char *as = read_as(b->top, severity);
    if (strcmp(as, severity) == 0) return true;
    yaml_error(at, b->e, "the severity «%s» is read as «%s» by severity_map", severity, as);
    return false;
}

void severity_schema_conditions(struct bind *b, const struct yaml_node *at, struct conditions *c) {
    const struct policy *p = b->top;
    for (size_t i = 0; i < c->n && p->n_severity_maps && !err_is(b->e); i++) {
        struct condition *x = &c->item[i];
        if (x->field != EVENT_severity || (x->op != COND_IN && x->op != COND_NOT_IN)) continue;
        struct names all = {arena_alloc(b->a, (x->values.n + p->n_severity_maps) * sizeof *all.name), 0};
        for (size_t k = 0; k < x->values.n && comes_up(b, at, x->values.name[k]); k++)
            all.name[all.n++] = x->values.name[k];
        for (size_t k = 0; k < p->n_severity_maps; k++)
            if (names_have(&x->values, str_of(p->severity_map[k].to))) all.name[all.n++] = p->severity_map[k].from;
        x->values = all;
    }
}

struct severity_limit *severity_schema_limits(struct bind *b, const struct yaml_node *at, struct severity_limit *limit,
                                              size_t *n) {
    const struct policy *p = b->top;
    if (!p->n_severity_maps) return limit;
    struct severity_limit *all = arena_alloc(b->a, (*n + p->n_severity_maps) * sizeof *all);
    size_t most = 0;
    for (size_t i = 0; i < *n && comes_up(b, at, limit[i].severity); i++) all[most++] = limit[i];
    for (size_t k = 0; k < p->n_severity_maps; k++)
        for (size_t i = 0; i < *n; i++) {
            if (strcmp(limit[i].severity, p->severity_map[k].to) != 0) continue;
            all[most] = limit[i];
            all[most++].severity = p->severity_map[k].from;
        }
    *n = most;
    return all;
}
