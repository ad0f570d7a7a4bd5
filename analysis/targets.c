#include "analysis/targets.h"
#include "base/embed.h"
#include "base/mem.h"

/* ---- the log ---- */

bool targets_parse(struct str s, struct target_value *out) {
    *out = (struct target_value){0};
    s = str_trim(s);
    bool per_cent = str_ends(s, "%");
    if (per_cent) s.n--;
    int64_t num = 0, den = 1;
    bool point = false, any = false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '.' && !point) {
            point = true;
            continue;
        }
        if (s.p[i] < '0' || s.p[i] > '9' || num > INT64_MAX / 1000 || den > INT64_MAX / 10000) return false;
        num = num * 10 + (s.p[i] - '0');
        den *= point ? 10 : 1;
        any = true;
    }
    if (!any) return false;
    if (per_cent || num > den) den *= 100;
    *out = (struct target_value){.set = true, .num = num, .den = den};
    return true;
}

void targets_init(struct targets *t, struct store *s, int64_t known, struct arena *a, struct err *e) {
    *t = (struct targets){0};
    struct stmt *q = store_stmt_file(s, embed_analysis, "analysis/sql/targets.sql", e);
    stmt_bind_int(q, 1, known);
    while (stmt_step(q, e)) {
        struct target_line line = {.category = arena_str(a, stmt_str(q, 0)),
                                   .metric = arena_str(a, stmt_str(q, 1)),
                                   .period = arena_str(a, stmt_str(q, 2)),
                                   .value = arena_str(a, stmt_str(q, 3))};
        if (targets_parse(line.value, &line.target)) *VEC_ADD(t->line, t->n, t->cap) = line;
    }
}

void targets_release(struct targets *t) {
    mem_free(t->line);
    *t = (struct targets){0};
}

/* ---- the policy ---- */

static struct target_value of_fraction(struct fraction f, bool at_most) {
    return (struct target_value){.set = f.set, .at_most = at_most, .num = f.num, .den = f.den};
}

static bool same(struct fraction a, struct fraction b) {
    return a.set == b.set && (!a.set || (__int128)a.num * b.den == (__int128)b.num * a.den);
}

/* What the stages say: the one's own target, or what all obliging stages of the category agree on. *own: whether any
 * of them has a target, so that the log does not serve this row. */
static struct target_value of_stages(const struct policy *p, struct str category, struct str stage, bool *own) {
    const struct stage *first = NULL;
    bool agree = true;
    *own = false;
    for (size_t i = 0; i < p->n_stages; i++) {
        const struct stage *s = &p->stage[i];
        if (!names_have(&s->categories, category) || (stage.n ? !str_is(stage, s->name) : s->optional)) continue;
        *own |= s->target.set;
        if (!first) first = s;
        else agree &= same(first->target, s->target);
    }
    return first && agree ? of_fraction(first->target, false) : (struct target_value){0};
}

/* Targets that name their row. */
static struct target_value of_row(const struct policy *p, struct str metric, struct str category, struct str stage,
                                  enum period_kind kind) {
    for (size_t i = 0; i < p->n_targets; i++) {
        const struct target *t = &p->target[i];
        if (str_is(metric, t->metric) && str_is(category, t->category) && (t->every_stage || str_is(stage, t->stage)) &&
            (t->every_period || t->period_kind == (int)kind))
            return of_fraction(t->value, t->at_most);
    }
    for (size_t i = 0; !stage.n && str_is(metric, "coverage_rate") && i < p->n_coverages; i++)
        if (str_is(category, p->coverage[i].category)) return of_fraction(p->coverage[i].target, false);
    for (size_t i = 0; i < p->n_populations; i++)
        if (!stage.n && str_is(metric, p->population[i].metric) && str_is(category, p->population[i].category))
            return of_fraction(p->population[i].target, false);
    for (size_t i = 0; stage.n && str_is(metric, "check_rate") && i < p->n_checks; i++)
        if (str_is(stage, p->check[i].name)) return of_fraction(p->check[i].target, false);
    return (struct target_value){0};
}

static struct target_value of_log(const struct targets *t, struct str metric, struct str category, struct str period) {
    for (size_t i = 0; i < t->n; i++)
        if (str_eq(t->line[i].period, period) && str_eq(t->line[i].category, category) &&
            str_eq(t->line[i].metric, metric))
            return t->line[i].target;
    return (struct target_value){0};
}

struct target_value targets_find(const struct targets *t, const struct policy *p, struct str metric,
                                 struct str category, struct str stage, enum period_kind kind, struct str period) {
    struct target_value v = of_row(p, metric, category, stage, kind);
    if (v.set || !category.n) return v;
    bool own = false;
    if (str_is(metric, p->target_metric)) v = of_stages(p, category, stage, &own);
    return v.set || own ? v : of_log(t, metric, category, period);
}
