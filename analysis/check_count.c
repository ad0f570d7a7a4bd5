/* Counts of a policy, and checks of customers: rows of a log, in all and by the values of columns, and sums of them (docs/policy-format.md «counts»).
 *
 * A row that needs another one is seen with the first of these. Per customer the events of one category are one, and belong
 * to the one whose needed row came first; of a check, whose own time is first. A story is one customer's, so all of them are
 * at hand. */
#include "analysis/check.h"
#include <math.h>

/* The counted visits to the event, those not after the time that ends them where the event has it. */
static size_t visits_of(const struct ground *g, uint32_t event, const struct count_by *by) {
    const struct event_row *e = g->t->event[event].row;
    struct moment end = by->ends ? rule_time(e, by->until) : moment_none();
    size_t n = 0;
    for (size_t i = g->visit.first[event]; i < g->visit.first[event + 1]; i++) {
        const struct visit_row *v = g->t->visit[g->visit.place[i]].row;
        n += tell_counted(g->j->policy, v, e->category) && (!moment_is(end) || check_not_before(end, v->visited));
    }
    return n;
}

/* A row that counts, and the first of the rows that it needs. */
struct counted {
    struct subject x;
    struct needed_row first; /* without a need: the row itself */
};

static bool is_counted(const struct ground *g, const struct count_rule *c, const struct subject *x,
                       struct counted *out) {
    if (check_silent(g->t->w, &c->check) || !check_applies(g, &c->check, x)) return false;
    *out = (struct counted){*x, {x->own, x->row}};
    if (c->check.needs == NEEDS_NOTHING) return true;
    struct needed list = check_needed(g, &c->check, x, x->own);
    if (list.n) out->first = list.item[0];
    return list.n > 0;
}

static bool comes_before(const struct counted *a, const struct counted *b) {
    int c = check_by_moment(&a->first.at, &b->first.at);
    return c ? c < 0 : str_cmp(a->x.id, b->x.id) < 0;
}

/* The one of the customer's events of that category to which all of them belong. A story is one customer's. */
static struct counted owner_of(const struct ground *g, const struct count_rule *c, const struct counted *one) {
    struct counted best = *one, other;
    const struct event_row *mine = one->x.row.row;
    for (uint32_t i = 0; i < g->t->n_events; i++) {
        const struct event_row *e = g->t->event[i].row;
        if (!g->j->judged[i] || g->j->canon[i] != i || e == mine || !str_eq(e->category, mine->category)) continue;
        struct subject x = check_subject(g, i);
        if (is_counted(g, c, &x, &other) && comes_before(&other, &best)) best = other;
    }
    return best;
}

bool check_stands(const struct ground *g, const struct check_rule *c, const struct subject *x) {
    const struct event_row *mine = x->row.row;
    for (uint32_t i = 0; c->per_customer && i < g->t->n_events; i++) {
        const struct event_row *e = g->t->event[i].row;
        if (!g->j->judged[i] || g->j->canon[i] != i || e == mine || !str_eq(e->category, mine->category)) continue;
        struct subject other = check_subject(g, i);
        int order = check_by_moment(&other.own, &x->own);
        if ((order < 0 || (order == 0 && str_cmp(other.id, x->id) < 0)) && check_applies(g, c, &other)) return false;
    }
    return true;
}

/* «name:value», several values joined by '/'; an empty one is '-'. */
static struct str values_of(const struct ground *g, const struct count_rule *c, const struct counted *one) {
    const struct subject *x = &one->x;
    const char *text = c->check.name;
    for (size_t i = 0; i < c->n_by; i++) {
        const char *sign = i ? "/" : ":";
        int column = c->by[i].column;
        if (column == COUNT_BY_VISITS) {
            text = arena_printf(g->t->a, "%s%s%zu", text, sign, visits_of(g, x->event, &c->by[i]));
            continue;
        }
        struct str v = column == COUNT_BY_SERVED ? check_served(g, x)
                                                 : rule_text(c->by[i].needed ? one->first.row : x->row, column);
        text = v.n ? arena_printf(g->t->a, "%s%s%.*s", text, sign, STR_ARG(v))
                   : arena_printf(g->t->a, "%s%s-", text, sign);
    }
    return str_of(text);
}

/* At the place, and at that of its values. */
static void count_at(const struct ground *g, const struct count_rule *c, struct tell_at at, struct str values,
                     int64_t num, const char *why) {
    tell_put(g->t, g->j, &at, num, 0, why);
    if (!c->n_by) return;
    at.stage = intern_add(&g->t->w->dims->stage, values);
    tell_put(g->t, g->j, &at, num, 0, why);
}

enum { SUMMED_MOST = 1000000000 }; /* a greater number is a slip of the pen, and no sum of such is exact */

void check_count(const struct ground *g, const struct count_rule *c, const struct subject *x) {
    struct counted one;
    double n;
    if (!is_counted(g, c, x, &one)) return;
    struct counted owner = c->check.per_customer ? owner_of(g, c, &one) : one;
    struct tell_at at = check_place(g, &c->check, x, moment_day(x->own));
    struct str values = values_of(g, c, &owner);
    at.metric = METRIC_counted;
    if (str_eq(owner.x.id, x->id)) count_at(g, c, at, values, 1, check_reason(g, x, "counted"));
    else tell_skip(g->t, g->j, &at, check_reason(g, x, "same_customer"));
    if (c->sum < 0 || !rule_number(x->row, c->sum, &n) || fabs(n) > SUMMED_MOST) return;
    at.metric = METRIC_summed;
    count_at(g, c, at, values, llround(n * 1e6), check_reason(g, x, "counted"));
}
