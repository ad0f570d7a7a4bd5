#include "analysis/methods.h"
#include "base/embed.h"
#include "base/mem.h"

/* One scope of a period. */
struct spread {
    enum scope_kind kind;
    struct str scope;
    int64_t methods, visits;
};

static enum scope_kind kind_of(struct str name) {
    enum scope_kind kind = SCOPE_ALL;
    while (kind < SCOPE_DEPARTMENT && !str_is(name, scope_kind_name(kind))) kind++;
    return kind;
}

/* Judged when the period is over, or as soon as there are enough; fewer visits than methods asked for tell nothing. */
static struct sum figure_of(const struct spread *x, int64_t kinds, bool over) {
    bool enough = x->methods >= kinds;
    return (struct sum){.exists = x->methods > 0,
                        .num = x->methods,
                        .judged = enough || (over && x->visits >= kinds),
                        .compliant = enough};
}

static void sum_period(struct pipeline *p, const struct part *part, struct period at, struct err *e) {
    const struct policy *policy = part_policy(part);
    bool over = period_last(at, policy->week_start) <= p->world.as_of;
    struct stmt *q = store_stmt_file(p->store, embed_analysis, "analysis/sql/method_cells.sql", e);
    stmt_bind_str(q, 1, str_of(policy->id));
    stmt_bind_str(q, 2, str_of(period_kind_name(at.kind)));
    stmt_bind_str(q, 3, sums_period(&p->sums, part->no, at.kind, at.no));
    struct arena text;
    arena_init(&text);
    struct spread *list = NULL;
    size_t n = 0, cap = 0;
    while (stmt_step(q, e))
        *VEC_ADD(list, n, cap) =
            (struct spread){kind_of(stmt_str(q, 0)), arena_str(&text, stmt_str(q, 1)), stmt_int(q, 2), stmt_int(q, 3)};
    for (size_t i = 0; i < n && !err_is(e); i++) {
        struct sum_key k = {part->no,     METRIC_visit_methods, at.kind,     at.no,
                            list[i].kind, list[i].scope,        STR_LIT(""), STR_LIT("")};
        struct sum v = figure_of(&list[i], policy->visit.method_kinds, over);
        sums_put(&p->sums, &k, &v, e);
    }
    mem_free(list);
    arena_release(&text);
}

/* Visits may be older than the first event, so the periods are those that have rows. */
static void sum_kind(struct pipeline *p, const struct part *part, enum period_kind kind, size_t n_summed,
                     struct err *e) {
    int week_start = part_policy(part)->week_start;
    int32_t to = period_of(kind, p->world.as_of, week_start).no;
    int32_t moved = p->had_before ? period_of(kind, p->before.as_of, week_start).no : to;
    for (size_t i = 0; i < n_summed && !err_is(e); i++) {
        struct period at = {(enum period_kind)(p->sums.period[i] >> 32), (int32_t)(uint32_t)p->sums.period[i]};
        if (at.kind == kind && at.no < moved) sum_period(p, part, at, e);
    }
    for (int32_t no = moved; no <= to && !err_is(e); no++) sum_period(p, part, (struct period){kind, no}, e);
}

void methods_sum(struct pipeline *p, struct err *e) {
    size_t n_summed = p->sums.n_periods; /* our own rows come behind */
    for (size_t i = 0; i < p->n_parts; i++)
        for (int k = 0; part_policy(&p->part[i])->visit.method_kinds && k < PERIOD_KINDS; k++)
            sum_kind(p, &p->part[i], (enum period_kind)k, n_summed, e);
}
