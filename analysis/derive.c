#include "analysis/derive.h"
#include "base/embed.h"
#include "base/mem.h"

/* ---- exposure ---- */

struct exposure {
    struct str site;
    int32_t from;
    bool has_households;
    int64_t households;
};
struct exposures {
    struct exposure *row;
    size_t n, cap;
};

static void read_exposures(struct pipeline *p, int64_t known, struct exposures *x, struct err *e) {
    struct stmt *q = store_stmt_file(p->store, embed_analysis, "analysis/sql/exposures.sql", e);
    stmt_bind_int(q, 1, known);
    while (stmt_step(q, e)) {
        struct exposure row = {.site = arena_str(&p->arena, stmt_str(q, 0)),
                               .has_households = !stmt_is_null(q, 2),
                               .households = stmt_int(q, 2)};
        if (civil_parse_day(stmt_str(q, 1), &row.from)) *VEC_ADD(x->row, x->n, x->cap) = row;
    }
}

static bool same_exposures(const struct exposures *a, const struct exposures *b) {
    bool same = a->n == b->n;
    for (size_t i = 0; same && i < a->n; i++)
        same = str_eq(a->row[i].site, b->row[i].site) && a->row[i].from == b->row[i].from &&
               a->row[i].has_households == b->row[i].has_households && a->row[i].households == b->row[i].households;
    return same;
}

/* ---- rates per 100 households ---- */

/* The rates of one period. */
struct rates {
    struct pipeline *p;
    const struct part *part;
    const struct exposures *exposures;
    struct period period;
    int32_t first, last; /* days; last: of the period, or as-of */
    struct arena text;
    struct str *count_site;
    int64_t *count;
    size_t n_counts, cap_sites, cap_counts;
    struct intern written; /* sites */
};

static void read_counts(struct rates *r, const char *metric, const char *category, struct err *e) {
    struct stmt *q = store_stmt_file(r->p->store, embed_analysis, "analysis/sql/site_counts.sql", e);
    stmt_bind_str(q, 1, str_of(part_policy(r->part)->id));
    stmt_bind_str(q, 2, str_of(metric));
    stmt_bind_str(q, 3, str_of(period_kind_name(r->period.kind)));
    stmt_bind_str(q, 4, sums_period(&r->p->sums, r->part->no, r->period.kind, r->period.no));
    stmt_bind_str(q, 5, str_of(category));
    r->n_counts = 0;
    while (stmt_step(q, e)) {
        mem_grow(&r->count_site, &r->cap_sites, r->n_counts + 1, sizeof *r->count_site);
        mem_grow(&r->count, &r->cap_counts, r->n_counts + 1, sizeof *r->count);
        r->count_site[r->n_counts] = arena_str(&r->text, stmt_str(q, 0));
        r->count[r->n_counts++] = stmt_int(q, 1);
    }
}

static int64_t count_at(const struct rates *r, struct str site) {
    for (size_t i = 0; i < r->n_counts; i++)
        if (str_eq(r->count_site[i], site)) return r->count[i];
    return 0;
}

static void put(struct rates *r, uint16_t metric, enum scope_kind kind, struct str scope, const char *category,
                bool exists, int64_t num, int64_t den, struct err *e) {
    struct sum_key k = {r->part->no, metric, r->period.kind, r->period.no, kind, scope, str_of(category), STR_LIT("")};
    struct sum v = {.exists = exists, .num = num, .den = den};
    sums_put(&r->p->sums, &k, &v, e);
}

/* Sites that had a rate and have none any more. */
static void drop_others(struct rates *r, uint16_t metric, const char *category, bool all, struct err *e) {
    struct stmt *q = store_stmt_file(r->p->store, embed_analysis, "analysis/sql/metric_cells.sql", e);
    stmt_bind_str(q, 1, str_of(part_policy(r->part)->id));
    stmt_bind_str(q, 2, str_of(r->p->metrics.def[metric].name));
    stmt_bind_str(q, 3, str_of(period_kind_name(r->period.kind)));
    stmt_bind_str(q, 4, sums_period(&r->p->sums, r->part->no, r->period.kind, r->period.no));
    struct str *gone = NULL;
    size_t n = 0, cap = 0;
    while (stmt_step(q, e))
        if (str_is(stmt_str(q, 0), "site") && intern_find(&r->written, stmt_str(q, 1)) == INTERN_NONE)
            *VEC_ADD(gone, n, cap) = arena_str(&r->text, stmt_str(q, 1));
    for (size_t i = 0; i < n; i++) put(r, metric, SCOPE_SITE, gone[i], category, false, 0, 0, e);
    if (!all) put(r, metric, SCOPE_ALL, STR_LIT(""), category, false, 0, 0, e);
    mem_free(gone);
}

static void one_rate(struct rates *r, uint16_t metric, const char *counted, const char *category, bool exists,
                     struct err *e) {
    int64_t num = 0, den = 0;
    bool any = false;
    const struct exposures *x = r->exposures;
    read_counts(r, counted, category, e);
    intern_release(&r->written);
    intern_init(&r->written);
    for (size_t i = 0, j; exists && i < x->n; i = j) {
        const struct exposure *row = NULL;
        for (j = i; j < x->n && str_eq(x->row[i].site, x->row[j].site); j++)
            if (x->row[j].from <= r->last) row = &x->row[j];
        if (!row || !row->has_households || !part_in_force(r->part, row->site, r->first, r->last)) continue;
        int64_t count = count_at(r, row->site);
        put(r, metric, SCOPE_SITE, row->site, category, true, count, row->households, e);
        intern_add(&r->written, row->site);
        num += count;
        den += row->households;
        any = true;
    }
    if (any) put(r, metric, SCOPE_ALL, STR_LIT(""), category, true, num, den, e);
    if (!r->p->sums.fresh) drop_others(r, metric, category, any, e);
}

static void rate_period(struct pipeline *p, const struct part *part, const struct exposures *x, struct period period,
                        bool exists, struct err *e) {
    int week_start = part_policy(part)->week_start;
    struct rates r = {.p = p,
                      .part = part,
                      .exposures = x,
                      .period = period,
                      .first = period_first(period, week_start),
                      .last = period_last(period, week_start)};
    if (r.last > p->world.as_of) r.last = p->world.as_of;
    intern_init(&r.written);
    one_rate(&r, METRIC_complaint_rate, "complaints", "complaint", exists, e);
    one_rate(&r, METRIC_failure_rate, "events", "repair", exists, e);
    intern_release(&r.written);
    mem_free(r.count_site);
    mem_free(r.count);
    arena_release(&r.text);
}

/* ---- which periods ---- */

static struct derive_first first_period(struct pipeline *p, const struct part *part, enum period_kind kind,
                                        struct err *e) {
    struct stmt *q = store_stmt_file(p->store, embed_analysis, "analysis/sql/first_period.sql", e);
    stmt_bind_str(q, 1, str_of(part_policy(part)->id));
    stmt_bind_str(q, 2, str_of(period_kind_name(kind)));
    struct period period = {0};
    bool is = stmt_step(q, e) && period_parse(stmt_str(q, 0), part_policy(part)->week_start, &period);
    stmt_reset(q);
    return (struct derive_first){is, period.no};
}

void derive_begin(struct derive *d, struct pipeline *p, struct err *e) {
    d->first = arena_zero(&p->arena, p->n_parts * PERIOD_KINDS * sizeof *d->first);
    if (!p->had_before) return;
    for (size_t i = 0; i < p->n_parts; i++)
        for (int k = 0; k < PERIOD_KINDS; k++)
            d->first[i * PERIOD_KINDS + (size_t)k] = first_period(p, &p->part[i], (enum period_kind)k, e);
}

static bool was_summed(const struct sums *s, size_t n, struct period p) {
    for (size_t i = 0; i < n; i++)
        if (s->period[i] == ((uint64_t)p.kind << 32 | (uint32_t)p.no)) return true;
    return false;
}

/* Rates of one kind of period: all of them, or those summed tonight and those whose last day moved with as-of. */
static void rate_kind(struct derive *d, struct pipeline *p, size_t part, enum period_kind kind,
                      const struct exposures *x, bool all, size_t n_summed, struct err *e) {
    const struct part *t = &p->part[part];
    int week_start = part_policy(t)->week_start;
    struct derive_first now = first_period(p, t, kind, e), was = d->first[part * PERIOD_KINDS + (size_t)kind];
    if (!now.is && !was.is) return;
    int32_t from = !was.is || (now.is && now.no < was.no) ? now.no : was.no;
    int32_t to = period_of(kind, p->world.as_of, week_start).no, moved = to + 1;
    if (p->had_before && p->world.as_of > p->before.as_of) moved = period_of(kind, p->before.as_of, week_start).no;
    all |= now.is != was.is || now.no != was.no;
    for (int32_t no = from; no <= to && !err_is(e); no++)
        if (all || no >= moved || was_summed(&p->sums, n_summed, (struct period){kind, no}))
            rate_period(p, t, x, (struct period){kind, no}, now.is && no >= now.no, e);
}

static void rates(struct derive *d, struct pipeline *p, struct err *e) {
    struct exposures now = {0}, was = {0};
    read_exposures(p, p->run, &now, e);
    if (p->had_before) read_exposures(p, p->run_before, &was, e);
    bool all = !p->had_before || !same_exposures(&now, &was);
    size_t n_summed = p->sums.n_periods; /* our own rows come behind */
    if (now.n || was.n)
        for (size_t i = 0; i < p->n_parts; i++)
            for (int k = 0; k < PERIOD_KINDS; k++) rate_kind(d, p, i, (enum period_kind)k, &now, all, n_summed, e);
    mem_free(now.row);
    mem_free(was.row);
}

/* ---- the targets log ---- */

static int by_line(const struct target_line *a, const struct target_line *b) {
    int c = str_cmp(a->category, b->category);
    if (!c) c = str_cmp(a->metric, b->metric);
    return c ? c : str_cmp(a->period, b->period);
}

static void retarget(struct pipeline *p, struct err *e) {
    struct targets was;
    targets_init(&was, p->store, p->run_before, &p->arena, e);
    const struct targets *now = &p->targets;
    for (size_t i = 0, j = 0; i < was.n || j < now->n;) {
        const struct target_line *o = i < was.n ? &was.line[i] : NULL, *n = j < now->n ? &now->line[j] : NULL;
        int c = !o ? 1 : !n ? -1 : by_line(o, n);
        if (c || !str_eq(o->value, n->value))
            for (size_t k = 0; k < p->n_parts; k++) sums_retarget(&p->sums, p->part[k].no, c < 0 ? o : n, e);
        i += c <= 0;
        j += c >= 0;
    }
    targets_release(&was);
}

void derive_finish(struct derive *d, struct pipeline *p, struct err *e) {
    sums_flush(&p->sums, e);
    rates(d, p, e);
    if (p->had_before) retarget(p, e);
}
