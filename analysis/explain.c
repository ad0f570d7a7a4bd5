/* «Why is it not my spreadsheet's number»: the rows counted and the rows left out of one figure (analysis.h).
 *
 * Every story is told again with `explain` on, so that what is left out also leaves a tally, with its reason. What was
 * counted is summed and compared with the stored row: a difference means that the results do not stand for the facts. */
#include "analysis/analysis.h"
#include "analysis/durations.h"
#include "analysis/explain.h"
#include "analysis/retell.h"
#include "analysis/surveys.h"
#include "base/embed.h"
#include "base/mem.h"

struct explaining {
    struct pipeline *p;
    const struct figure *f;
    uint16_t policy;
    int metric;
    int percentile; /* 50, 90; 0: none */
    int64_t *seconds;
    size_t cap_seconds; /* of a percentile: what it is taken from, n_counted of them */
    struct period period;
    int week_start;
    struct explain_rows rows;
};

/* A derived metric is explained by what it is made of. */
static const struct {
    const char *metric, *from, *how;
} derived[] = {{"shortfall", "visit_rate", "what the target asks for, rounded up, less the visits made"},
               {"complaint_rate", "complaints", "100 × complaints / households of the sites with exposure"},
               {"failure_rate", "events", "100 × repairs / households of the sites with exposure"},
               {"visit_methods", "method_visits", "how many of these stages there are"},
               {"score_rate_band", "visit_rate", "full bands below the target × points"},
               {"score_forms", "recovery_rate",
                "what the target asks for of the forms sent, rounded up, less those that came back × points"}};

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

/* A duration counts in the period in which its event was finished. */
static bool wanted_span(const struct explaining *x, const struct span_s *s) {
    const struct dims *d = &x->p->dims;
    if (x->p->policy_no[s->policy] != x->policy || x->f->stage.n || !in_period(x, -1, s->day)) return false;
    if (str_is(x->f->scope_kind, "site") && !str_eq(d->site.name[s->site], x->f->scope)) return false;
    if (str_is(x->f->scope_kind, "department") && !str_eq(d->department.name[s->department], x->f->scope)) return false;
    return fits(x->f->category, d->category.name[s->category], true);
}

static void look_at_spans(struct explaining *x, const struct tale *tale) {
    for (size_t i = 0; i < tale->n_spans; i++) {
        const struct span_s *s = &tale->span[i];
        if (!wanted_span(x, s)) continue;
        buf_printf(&x->rows.counted, "  %.*s: %lld s (counted)\n", STR_ARG(s->event->event_id), (long long)s->seconds);
        mem_grow(&x->seconds, &x->cap_seconds, (size_t)x->rows.n_counted + 1, sizeof *x->seconds);
        x->seconds[x->rows.n_counted++] = s->seconds;
    }
}

static bool wanted(const struct explaining *x, const struct tally *t) {
    const struct dims *d = &x->p->dims;
    if (x->p->policy_no[t->policy] != x->policy || t->metric != x->metric || !in_period(x, t->kind, t->day_or_no))
        return false;
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
    if (x->percentile) look_at_spans(x, tale);
    for (size_t i = 0; i < tale->n_tallies; i++) {
        const struct tally *t = &tale->tally[i];
        if (!wanted(x, t)) continue;
        bool counts = t->num || t->den;
        say_row(counts ? &x->rows.counted : &x->rows.left, x, t);
        if (counts) x->rows.n_counted++;
        else x->rows.n_left++;
        x->rows.num += t->num;
        x->rows.den += t->den;
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

/* Rows left out of a percentile stand under the median. */
static int percentile_of(struct explaining *x) {
    if (x->metric == METRIC_resolution_hours_p50) return 50;
    if (x->metric != METRIC_resolution_hours_p90) return 0;
    x->metric = METRIC_resolution_hours_p50;
    return 90;
}

/* The stored row of the figure, as text; what it holds in *num and *den. */
static bool say_stored(struct explaining *x, struct str metric, struct buf *out, int64_t *num, int64_t *den,
                       struct err *e) {
    struct stmt *q = store_stmt_file(x->p->store, embed_analysis, "analysis/sql/explain_figure.sql", e);
    const struct str key[] = {x->f->policy, metric,         x->f->period, x->f->scope_kind,
                              x->f->scope,  x->f->category, x->f->stage};
    for (int i = 0; i < 7; i++) stmt_bind_str(q, i + 1, key[i]);
    bool found = stmt_step(q, e);
    *num = *den = 0;
    if (found) {
        *num = stmt_int(q, 0);
        *den = stmt_int(q, 1);
        buf_printf(out, "%lld", (long long)*num);
        if (!stmt_is_null(q, 1)) buf_printf(out, " / %lld", (long long)*den);
        if (!stmt_is_null(q, 2)) buf_printf(out, " = %.6f", (double)stmt_int(q, 2) / 1e6);
        if (!stmt_is_null(q, 3))
            buf_printf(out, ", target %.6f %s", (double)stmt_int(q, 3) / 1e6,
                       stmt_int(q, 4) ? "reached" : "not reached");
    } else buf_puts(out, "no row");
    stmt_reset(q);
    return found;
}

static void say_name(struct buf *out, const struct figure *f, struct str metric) {
    buf_printf(out, "%.*s %.*s, %.*s%s%.*s", STR_ARG(metric), STR_ARG(f->period), STR_ARG(f->scope_kind),
               f->scope.n ? " " : "", STR_ARG(f->scope));
    if (f->category.n) buf_printf(out, ", category %.*s", STR_ARG(f->category));
    if (f->stage.n) buf_printf(out, ", stage %.*s", STR_ARG(f->stage));
    buf_puts(out, ": ");
}

static void say_sum(const struct explaining *x, struct buf *out) {
    buf_printf(out, "sum: %lld", (long long)x->rows.num);
    if (x->rows.den) buf_printf(out, " / %lld", (long long)x->rows.den);
    buf_byte(out, '\n');
}

/* Nearest rank (metrics.md, section 4). */
static void say_rank(struct explaining *x, struct buf *out) {
    size_t n = (size_t)x->rows.n_counted, rank = durations_rank(x->percentile, n);
    x->rows.num = n ? durations_select(x->seconds, n, rank - 1) : 0;
    x->rows.den = x->rows.n_counted;
    if (n) buf_printf(out, "place %zu of %zu, the shortest first: %lld s\n", rank, n, (long long)x->rows.num);
}

static void say_all(struct explaining *x, struct str base, struct buf *out, struct err *e) {
    int64_t num, den;
    say_name(out, x->f, base);
    say_stored(x, base, out, &num, &den, e);
    buf_printf(out, "\ncounted: %lld\n", (long long)x->rows.n_counted);
    buf_str(out, buf_view(&x->rows.counted));
    buf_printf(out, "left out: %lld\n", (long long)x->rows.n_left);
    buf_str(out, buf_view(&x->rows.left));
    if (x->percentile) say_rank(x, out);
    else say_sum(x, out);
    if (num != x->rows.num || den != x->rows.den)
        err_set(e, ERR_VERIFY,
                "the rows sum to %lld / %lld, the stored figure is %lld / %lld; run `huifang analyse --full`",
                (long long)x->rows.num, (long long)x->rows.den, (long long)num, (long long)den);
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

/* The category of a staff ratio is the role. */
static void find_role(struct explaining *x, struct figure *f, struct err *e) {
    if (x->metric != METRIC_staff_complaint_ratio || f->category.n) return;
    if (str_is(f->scope_kind, "role")) f->category = f->scope;
    else
        err_set(e, ERR_USAGE,
                "a complaint ratio is a person's in a role: say role:CODE, or staff:CODE with --category ROLE");
}

/* Surveys have one category; without a period a figure is of one survey. */
static void find_survey(struct explaining *x, struct figure *f, struct err *e) {
    if (!f->category.n) f->category = STR_LIT(POLICY_SURVEY);
    x->period = (struct period){PERIOD_NONE, 0};
    if (!f->period.n && !f->stage.n)
        err_set(e, ERR_USAGE, "without a period a figure is of one survey: say --stage SURVEY");
}

static void find_figure(struct explaining *x, struct figure *f, struct str metric, struct err *e) {
    find_policy(x, e);
    find_metric(x, metric, e);
    x->percentile = percentile_of(x);
    if (!err_is(e)) find_role(x, f, e);
    if (!err_is(e) && surveys_metric(x->metric)) find_survey(x, f, e);
    if (!f->period.n && x->period.kind == PERIOD_NONE) return;
    if (!err_is(e) && !period_parse(f->period, x->week_start, &x->period))
        err_set(e, ERR_USAGE, "period `%.*s`: expected 2026-10, 2026-Q4, 2026-H2, 2026 or 2026-W47",
                STR_ARG(f->period));
}

static void say_derived(struct explaining *x, const char *how, struct buf *out, struct err *e) {
    int64_t num, den;
    say_name(out, x->f, x->f->metric);
    say_stored(x, x->f->metric, out, &num, &den, e);
    buf_printf(out, "\nderived: %s\n", how);
}

void analysis_explain(struct store *s, const struct config *c, const struct figure *figure, struct buf *out,
                      struct err *e) {
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
    struct figure f = *figure;
    struct explaining x = {.p = &p, .f = &f};
    buf_init(&x.rows.counted);
    buf_init(&x.rows.left);
    struct str base = f.metric;
    const char *how = derived_how(&base);
    find_figure(&x, &f, base, e);
    if (how && !err_is(e)) say_derived(&x, how, out, e);
    if (!err_is(e) && x.metric == METRIC_staff_complaint_ratio) explain_staff(&p, &f, x.policy, x.period, &x.rows, e);
    else if (!err_is(e) && surveys_metric(x.metric)) explain_surveys(&p, &f, x.metric, x.policy, x.period, &x.rows, e);
    else if (!err_is(e)) retell_look_at_all(&p, look, &x, e);
    if (!err_is(e)) say_all(&x, base, out, e);
    mem_free(x.seconds);
    buf_release(&x.rows.counted);
    buf_release(&x.rows.left);
    pipeline_release(&p);
}
