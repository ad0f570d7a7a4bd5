/* The forms behind a figure of surveys (metrics.md, sections 7 and 8): each by its survey and number. */
#include "analysis/explain.h"
#include "analysis/surveys.h"
#include "base/embed.h"

struct looking {
    const struct figure *f;
    int metric, week_start;
    struct period period;
    struct explain_rows *out;
};

static bool in_scope(const struct looking *x, const struct survey_form *f) {
    const struct {
        const char *kind;
        struct str is;
    } scope[] = {{"site", f->site}, {"department", f->department}, {"surveyor", f->surveyor}};
    for (size_t i = 0; i < sizeof scope / sizeof *scope; i++)
        if (str_is(x->f->scope_kind, scope[i].kind)) return str_eq(scope[i].is, x->f->scope);
    return str_is(x->f->scope_kind, "all");
}

static bool in_period(const struct looking *x, const struct survey_mark *m) {
    if (x->period.kind == PERIOD_NONE) return true;
    return m->dated && period_of(x->period.kind, m->day, x->week_start).no == x->period.no;
}

static void say(struct looking *x, const struct survey_form *f, struct str form, const struct survey_mark *m) {
    bool counts = m->num || m->den;
    struct buf *b = counts ? &x->out->counted : &x->out->left;
    buf_printf(b, "  %.*s, form %.*s", STR_ARG(f->survey), STR_ARG(form));
    if (counts) buf_printf(b, ": %lld", (long long)m->num);
    if (m->den) buf_printf(b, " / %lld", (long long)m->den);
    buf_printf(b, " (%s)\n", m->why);
    if (counts) x->out->n_counted++;
    else x->out->n_left++;
    x->out->num += m->num;
    x->out->den += m->den;
}

static void look(struct looking *x, const struct survey_form *f, struct str form) {
    struct survey_mark mark[SURVEY_MARKS];
    if (!in_scope(x, f) || (x->f->stage.n && !str_eq(x->f->stage, f->survey))) return;
    surveys_marks(f, mark);
    for (int i = 0; i < SURVEY_MARKS; i++)
        if (mark[i].metric == x->metric && in_period(x, &mark[i])) say(x, f, form, &mark[i]);
}

static const struct part *part_of(const struct pipeline *p, uint16_t policy) {
    size_t i = 0;
    while (p->part[i].no != policy) i++;
    return &p->part[i];
}

void explain_surveys(struct pipeline *p, const struct figure *f, int metric, uint16_t policy, struct period period,
                     struct explain_rows *out, struct err *e) {
    const struct part *part = part_of(p, policy);
    struct looking x = {f, metric, part_policy(part)->week_start, period, out};
    struct stmt *q = surveys_ask(p, "analysis/sql/survey_forms_each.sql", e);
    while (stmt_step(q, e)) {
        struct survey_form form;
        surveys_read(q, &form);
        if (surveys_judged(p, part, &form)) look(&x, &form, stmt_str(q, 7));
    }
}
