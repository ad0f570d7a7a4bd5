/* «Why is it not my spreadsheet's number»: the rows counted and the rows left out of one figure (analysis.h).
 *
 * Every story is told again with `explain` on, so that what is left out also leaves a tally, with its reason. What was
 * counted is summed and compared with the stored row: a difference means that the results do not stand for the facts. */
#include "analysis/analysis.h"
#include "analysis/pipeline.h"
#include "analysis/retell.h"
#include "base/embed.h"

struct explaining {
    struct pipeline *p;
    const struct figure *f;
    uint16_t policy;
    int metric;
    bool durations; /* of a percentile: what it is taken from */
    struct period period;
    int week_start;
    struct buf counted, left;
    int64_t n_counted, n_left, num, den;
};

/* A derived metric is explained by what it is made of. */
static const struct { const char *metric, *from, *how; } derived[] = {
    {"shortfall", "visit_rate", "what the target asks for, rounded up, less the visits made"},
    {"complaint_rate", "complaints", "100 × complaints / households of the sites with exposure"},
    {"failure_rate", "events", "100 × repairs / households of the sites with exposure"},
    {"score_rate_band", "visit_rate", "full bands below the target × points"}};

static const char *derived_how(struct str *metric) {
    for (size_t i = 0; i < sizeof derived / sizeof *derived; i++)
        if (str_is(*metric, derived[i].metric)) {
            *metric = str_of(derived[i].from);
            return derived[i].how;
        }
    return NULL;
}

static bool in_period(const struct explaining *x, int8_t kind, int32_t day_or_no) {
    if (kind >= 0) return (enum period_kind)kind == x->period.kind && day_or_no == x->period.no;
    return period_of(x->period.kind, day_or_no, x->week_start).no == x->period.no;
}

static bool fits(struct str wanted, struct str has, bool pooled) {
    return wanted.n == 0 ? has.n == 0 || pooled : str_eq(wanted, has);
}

static bool wanted(const struct explaining *x, const struct tally *t) {
    const struct dims *d = &x->p->dims;
    if (x->p->policy_no[t->policy] != x->policy || t->metric != x->metric || !in_period(x, t->kind, t->day_or_no)) return false;
    static const char *const kinds[] = {"all", "site", "department"};
    if (t->scope_kind > SCOPE_DEPARTMENT || !str_is(x->f->scope_kind, kinds[t->scope_kind])) return false;
    const struct intern *names = t->scope_kind == SCOPE_SITE ? &d->site : &d->department;
    if (t->scope_kind != SCOPE_ALL && !str_eq(names->name[t->scope], x->f->scope)) return false;
    return fits(x->f->category, d->category.name[t->category], t->pool_category) &&
           fits(x->f->stage, d->stage.name[t->stage], t->pool_stage);
}

static void say_row(struct buf *b, const struct explaining *x, const struct tally *t) {
    buf_puts(b, "  ");
    if (t->event) buf_str(b, t->event->event_id);
    if (t->event && t->visit) buf_puts(b, ", ");
    if (t->visit) buf_puts(b, "visit "), buf_str(b, t->visit->visit_id);
    struct str stage = x->p->dims.stage.name[t->stage];
    if (stage.n && (t->event || t->visit)) buf_puts(b, ", ");
    buf_str(b, stage);
    if (t->num || t->den) buf_printf(b, ": %lld", (long long)t->num);
    if (t->den) buf_printf(b, " / %lld", (long long)t->den);
    buf_printf(b, " (%s)\n", t->why ? t->why : "counted");
}

static void look(void *ctx, const struct story *s, const struct tale *tale) {
    (void)s;
    struct explaining *x = ctx;
    for (size_t i = 0; i < tale->n_tallies; i++) {
        const struct tally *t = &tale->tally[i];
        if (!wanted(x, t)) continue;
        bool counts = t->num || t->den;
        say_row(counts ? &x->counted : &x->left, x, t);
        if (counts) x->n_counted++;
        else x->n_left++;
        x->num += t->num;
        x->den += t->den;
    }
}

static void find_policy(struct explaining *x, struct err *e) {
    const struct config *c = x->p->config;
    for (size_t i = 0; i < c->n_uses; i++)
        if (str_is(x->f->policy, c->use[i].policy->id)) {
            x->policy = x->p->policy_no[i];
            x->week_start = c->use[i].policy->week_start;
            return;
        }
    err_set(e, ERR_USAGE, "no policy `%.*s` in the configuration", STR_ARG(x->f->policy));
}

static void find_metric(struct explaining *x, struct str name, struct err *e) {
    x->metric = metric_find(&x->p->metrics, name);
    if (x->metric >= 0) return;
    const char *best = "visit_rate";
    size_t least = 99;
    for (size_t i = 0; i < x->p->metrics.n; i++) {
        size_t d = str_distance(name, str_of(x->p->metrics.def[i].name), 60);
        if (d < least) least = d, best = x->p->metrics.def[i].name;
    }
    err_set(e, ERR_USAGE, "no metric `%.*s`; did you mean `%s`?", STR_ARG(name), best);
}

/* The stored row of the figure, as text; what it holds in *num and *den. */
static bool say_stored(struct explaining *x, struct str metric, struct buf *out, int64_t *num, int64_t *den, struct err *e) {
    struct stmt *q = store_stmt_file(x->p->store, embed_analysis, "analysis/sql/explain_figure.sql", e);
    const struct str key[] = {x->f->policy, metric, x->f->period, x->f->scope_kind, x->f->scope, x->f->category, x->f->stage};
    for (int i = 0; i < 7; i++) stmt_bind_str(q, i + 1, key[i]);
    bool found = stmt_step(q, e);
    *num = *den = 0;
    if (found) {
        *num = stmt_int(q, 0);
        *den = stmt_int(q, 1);
        buf_printf(out, "%lld", (long long)*num);
        if (!stmt_is_null(q, 1)) buf_printf(out, " / %lld", (long long)*den);
        if (!stmt_is_null(q, 2)) buf_printf(out, " = %.6f", (double)stmt_int(q, 2) / 1e6);
        if (!stmt_is_null(q, 3)) buf_printf(out, ", target %.6f %s", (double)stmt_int(q, 3) / 1e6, stmt_int(q, 4) ? "reached" : "not reached");
    } else buf_puts(out, "no row");
    stmt_reset(q);
    return found;
}

static void say_name(struct buf *out, const struct figure *f, struct str metric) {
    buf_printf(out, "%.*s %.*s, %.*s%s%.*s", STR_ARG(metric), STR_ARG(f->period), STR_ARG(f->scope_kind), f->scope.n ? " " : "",
               STR_ARG(f->scope));
    if (f->category.n) buf_printf(out, ", category %.*s", STR_ARG(f->category));
    if (f->stage.n) buf_printf(out, ", stage %.*s", STR_ARG(f->stage));
    buf_puts(out, ": ");
}

static void say_all(struct explaining *x, struct str base, struct buf *out, struct err *e) {
    int64_t num, den;
    say_name(out, x->f, base);
    say_stored(x, base, out, &num, &den, e);
    buf_printf(out, "\ncounted: %lld\n", (long long)x->n_counted);
    buf_str(out, buf_view(&x->counted));
    buf_printf(out, "left out: %lld\n", (long long)x->n_left);
    buf_str(out, buf_view(&x->left));
    buf_printf(out, "sum: %lld", (long long)x->num);
    if (x->den) buf_printf(out, " / %lld", (long long)x->den);
    buf_byte(out, '\n');
    if (num != x->num || den != x->den)
        err_set(e, ERR_VERIFY, "the rows sum to %lld / %lld, the stored figure is %lld / %lld; run `huifang analyse --full`",
                (long long)x->num, (long long)x->den, (long long)num, (long long)den);
}

/* The run and the day that the results stand for. */
static int64_t last_analysis(struct store *s, struct world *w, struct err *e) {
    struct stmt *q = store_stmt_file(s, embed_analysis, "analysis/sql/last_analysis.sql", e);
    int64_t run = 0;
    if (stmt_step(q, e)) {
        run = stmt_int(q, 0);
        civil_parse_day(stmt_str(q, 1), &w->as_of);
        civil_parse_day(stmt_str(q, 2), &w->count_from);
    } else err_set(e, ERR_NOINPUT, "%s holds no results yet; run `huifang analyse` first", store_path(s));
    stmt_reset(q);
    return run;
}

void analysis_explain(struct store *s, const struct config *c, const struct figure *f, struct buf *out, struct err *e) {
    struct world days = {0};
    int64_t run = last_analysis(s, &days, e);
    if (err_is(e)) return;
    struct pipeline p;
    struct analysis_report report = {0};
    pipeline_open(&p, s, c, run, e);
    p.report = &report;
    p.world.as_of = days.as_of;
    p.world.count_from = days.count_from;
    p.world.explain = true;
    struct explaining x = {.p = &p, .f = f};
    buf_init(&x.counted);
    buf_init(&x.left);
    struct str base = f->metric;
    const char *how = derived_how(&base);
    find_policy(&x, e);
    find_metric(&x, base, e);
    if (!err_is(e) && !period_parse(f->period, x.week_start, &x.period))
        err_set(e, ERR_USAGE, "period `%.*s`: expected 2026-10, 2026-Q4, 2026-H2, 2026 or 2026-W47", STR_ARG(f->period));
    if (!err_is(e)) {
        if (how) {
            int64_t num, den;
            say_name(out, f, f->metric);
            say_stored(&x, f->metric, out, &num, &den, e);
            buf_printf(out, "\nderived: %s\n", how);
        }
        retell_look_at_all(&p, look, &x, e);
        say_all(&x, base, out, e);
    }
    buf_release(&x.counted);
    buf_release(&x.left);
    pipeline_release(&p);
}
