#include "analysis/surveys.h"
#include "base/embed.h"
#include "base/mem.h"

/* ---- one form ---- */

/* What was found out about a form that has not come back does not count: it cannot be known yet. */
void surveys_marks(const struct survey_form *f, struct survey_mark out[SURVEY_MARKS]) {
    bool back = f->sent && f->returned, fraud = str_is(f->verdict, "fraud");
    bool checked = f->returned && f->verdict.n;
    out[0] = (struct survey_mark){METRIC_distribution_rate, false, 0, f->sent, 1, "counted"};
    out[1] = (struct survey_mark){
        METRIC_recovery_rate, f->sent, f->sent_on, back, f->sent, f->sent ? "counted" : "not_sent"};
    const char *why = !f->returned ? "not_returned" : checked ? "counted" : "not_checked";
    out[2] = (struct survey_mark){METRIC_authentic_rate, f->returned, f->returned_on, checked && !fraud, checked, why};
    why = !f->returned ? "not_returned" : fraud ? "counted" : "not_fraudulent";
    out[3] = (struct survey_mark){METRIC_score_fraud, f->returned, f->returned_on, f->returned && fraud, 0, why};
}

bool surveys_judged(const struct pipeline *p, const struct part *part, const struct survey_form *f) {
    int32_t day = f->sent ? f->sent_on : f->returned ? f->returned_on : p->world.as_of;
    return part_in_force(part, f->site, day, day);
}

bool surveys_metric(int metric) {
    return metric == METRIC_distribution_rate || metric == METRIC_recovery_rate || metric == METRIC_authentic_rate ||
           metric == METRIC_score_fraud;
}

/* ---- all figures of one policy ---- */

/* A cell's name in `key`: this head, then scope and stage. */
struct head {
    int32_t no;
    uint32_t scope;
    uint16_t metric;
    uint8_t kind, scope_kind;
};
struct counting {
    struct pipeline *p;
    const struct part *part;
    const struct survey_score *fraud; /* NULL: nothing is lost for it */
    struct intern key;
    struct cell_sum {
        int64_t num, den;
    } * sum;
    size_t n, cap; /* by key */
    struct buf name;
};

static struct str cell_name(struct buf *b, struct head h, struct str scope, struct str stage) {
    h.scope = (uint32_t)scope.n;
    buf_reset(b);
    buf_str(b, str_n((const char *)&h, sizeof h));
    buf_str(b, scope);
    buf_str(b, stage);
    return buf_view(b);
}

static struct sum_key cell_key(const struct counting *c, struct str name) {
    struct head h;
    memcpy(&h, name.p, sizeof h);
    const char *text = name.p + sizeof h;
    return (struct sum_key){c->part->no,
                            h.metric,
                            (enum period_kind)h.kind,
                            h.no,
                            (enum scope_kind)h.scope_kind,
                            str_n(text, h.scope),
                            STR_LIT(POLICY_SURVEY),
                            str_n(text + h.scope, name.n - sizeof h - h.scope)};
}

static void count(struct counting *c, struct head h, struct str scope, struct str stage, const struct survey_mark *m,
                  int64_t n) {
    uint32_t id = intern_add(&c->key, cell_name(&c->name, h, scope, stage));
    if (id == c->n) *VEC_ADD(c->sum, c->n, c->cap) = (struct cell_sum){0};
    c->sum[id].num += m->num * n;
    c->sum[id].den += m->den * n;
}

/* In each period of its day, under its survey and all of them; points belong to periods only. */
static void count_in(struct counting *c, enum scope_kind kind, struct str scope, const struct survey_form *f,
                     const struct survey_mark *m) {
    struct head h = {.metric = m->metric, .scope_kind = (uint8_t)kind, .kind = PERIOD_NONE};
    if (m->metric != METRIC_score_fraud) count(c, h, scope, f->survey, m, f->n);
    for (int k = 0; k < PERIOD_KINDS && m->dated; k++) {
        struct period p = period_of((enum period_kind)k, m->day, part_policy(c->part)->week_start);
        h.kind = (uint8_t)p.kind;
        h.no = p.no;
        count(c, h, scope, STR_LIT(""), m, f->n);
        count(c, h, scope, f->survey, m, f->n);
    }
}

static void count_form(struct counting *c, const struct survey_form *f) {
    struct survey_mark mark[SURVEY_MARKS];
    surveys_marks(f, mark);
    for (int i = 0; i < SURVEY_MARKS; i++) {
        const struct survey_mark *m = &mark[i];
        bool points = m->metric == METRIC_score_fraud;
        if ((!m->num && !m->den) || (points && !c->fraud)) continue;
        if (!points) {
            count_in(c, SCOPE_ALL, STR_LIT(""), f, m);
            if (f->site.n) count_in(c, SCOPE_SITE, f->site, f, m);
            if (f->department.n) count_in(c, SCOPE_DEPARTMENT, f->department, f, m);
        }
        if (f->surveyor.n) count_in(c, SCOPE_SURVEYOR, f->surveyor, f, m);
    }
}

static struct str text_at(struct stmt *q, int i) {
    struct str s = stmt_str(q, i);
    return s.n ? s : STR_LIT("");
}

struct stmt *surveys_ask(struct pipeline *p, const char *path, struct err *e) {
    char after[MOMENT_TEXT];
    struct stmt *q = store_stmt_file(p->store, embed_analysis, path, e);
    stmt_bind_int(q, stmt_param(q, "known"), p->run);
    stmt_bind_str(q, stmt_param(q, "after"), arena_str(&p->arena, str_of(civil_day_text(p->world.as_of + 1, after))));
    return q;
}

void surveys_read(struct stmt *q, struct survey_form *out) {
    *out = (struct survey_form){.survey = text_at(q, 0),
                                .site = text_at(q, 1),
                                .department = text_at(q, 2),
                                .surveyor = text_at(q, 3),
                                .verdict = text_at(q, 4)};
    out->sent = civil_parse_day(stmt_str(q, 5), &out->sent_on);
    out->returned = civil_parse_day(stmt_str(q, 6), &out->returned_on);
}

static void read_forms(struct counting *c, struct err *e) {
    struct stmt *q = surveys_ask(c->p, "analysis/sql/survey_forms.sql", e);
    while (stmt_step(q, e)) {
        struct survey_form f;
        surveys_read(q, &f);
        f.n = stmt_int(q, 7);
        if (surveys_judged(c->p, c->part, &f)) count_form(c, &f);
    }
}

static void put(struct counting *c, struct str name, const struct cell_sum *v, struct err *e) {
    struct sum_key k = cell_key(c, name);
    struct sum sum = {.exists = v != NULL};
    if (v) sum.num = v->num, sum.den = v->den;
    if (v && k.metric == METRIC_score_fraud) sum.value_micro = -v->num * c->fraud->points_micro;
    sums_put(&c->p->sums, &k, &sum, e);
}

/* Figures that stand there and count nothing any more. */
static void drop_others(struct counting *c, uint16_t metric, struct err *e) {
    struct intern gone;
    intern_init(&gone);
    struct stmt *q = store_stmt_file(c->p->store, embed_analysis, "analysis/sql/survey_cells.sql", e);
    stmt_bind_str(q, stmt_param(q, "policy"), str_of(part_policy(c->part)->id));
    stmt_bind_str(q, stmt_param(q, "metric"), str_of(c->p->metrics.def[metric].name));
    while (stmt_step(q, e)) {
        struct period p = {PERIOD_NONE, 0};
        if (stmt_str(q, 0).n) period_parse(stmt_str(q, 0), part_policy(c->part)->week_start, &p);
        struct head h = {.metric = metric, .kind = (uint8_t)p.kind, .no = p.no};
        while (h.scope_kind < SCOPE_ROLE && !str_is(stmt_str(q, 1), scope_kind_name((enum scope_kind)h.scope_kind)))
            h.scope_kind++;
        struct str name = cell_name(&c->name, h, stmt_str(q, 2), stmt_str(q, 3));
        if (intern_find(&c->key, name) == INTERN_NONE) intern_add(&gone, name);
    }
    for (size_t i = 0; i < gone.n; i++) put(c, gone.name[i], NULL, e);
    intern_release(&gone);
}

static void sum_part(struct pipeline *p, const struct part *part, struct err *e) {
    struct counting c = {.p = p, .part = part, .fraud = policy_survey_score(part_policy(part), SURVEY_FRAUD)};
    intern_init(&c.key);
    buf_init(&c.name);
    read_forms(&c, e);
    for (size_t i = 0; i < c.n && !err_is(e); i++) put(&c, c.key.name[i], &c.sum[i], e);
    for (uint16_t m = 0; m < METRIC_FIXED && !p->sums.fresh; m++)
        if (surveys_metric(m)) drop_others(&c, m, e);
    buf_release(&c.name);
    mem_free(c.sum);
    intern_release(&c.key);
}

/* Whether a form came, changed or went, or a time of one is in sight now that was not before. */
static bool news(struct pipeline *p, struct err *e) {
    char was[MOMENT_TEXT], is[MOMENT_TEXT];
    struct stmt *q = store_stmt_file(p->store, embed_analysis, "analysis/sql/survey_news.sql", e);
    stmt_bind_int(q, stmt_param(q, "before"), p->run_before);
    stmt_bind_str(q, stmt_param(q, "was_after"), str_of(civil_day_text(p->before.as_of + 1, was)));
    stmt_bind_str(q, stmt_param(q, "after"), str_of(civil_day_text(p->world.as_of + 1, is)));
    bool any = stmt_step(q, e);
    stmt_reset(q);
    return any;
}

void surveys_sum(struct pipeline *p, struct err *e) {
    if (p->had_before && !news(p, e)) return;
    for (size_t i = 0; i < p->n_parts && !err_is(e); i++) sum_part(p, &p->part[i], e);
}
