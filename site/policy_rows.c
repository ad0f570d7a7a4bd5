#include "site/policy_rows.h"
#include "base/embed.h"
#include "policies/row.h"

static const char tables[] =
    "CREATE TABLE policy (policy TEXT PRIMARY KEY, title_zh TEXT, title_en TEXT, code TEXT, edition TEXT, source TEXT,"
    " week_start INTEGER, meeting_weekday INTEGER, sites TEXT, from_on TEXT, until_on TEXT, escalate_at INTEGER, escalate_categories TEXT);"
    "CREATE TABLE policy_use (policy TEXT, sites TEXT, from_on TEXT, until_on TEXT);"
    "CREATE TABLE policy_category (policy TEXT, category TEXT, position INTEGER, zh TEXT, en TEXT, PRIMARY KEY "
    "(policy, category));"
    "CREATE TABLE policy_role (policy TEXT, role TEXT, position INTEGER, zh TEXT, en TEXT, PRIMARY KEY (policy, role));"
    "CREATE TABLE policy_stage (policy TEXT, stage TEXT, position INTEGER, zh TEXT, en TEXT, categories TEXT, anchor "
    "INTEGER,"
    " earliest TEXT, latest TEXT, optional INTEGER, clause TEXT, clause_text TEXT, strength TEXT, target_clause TEXT,"
    " target_micro INTEGER, by_plan INTEGER, every TEXT, by_manager INTEGER, methods TEXT, PRIMARY KEY (policy, stage));"
    "CREATE TABLE policy_rule (policy TEXT, rule TEXT, subject TEXT, value TEXT, clause TEXT, text TEXT, strength TEXT,"
    " place INTEGER, value_en TEXT);"
    "CREATE TABLE policy_condition (policy TEXT, rule TEXT, place INTEGER, position INTEGER, field TEXT, zh TEXT, en TEXT,"
    " op TEXT, value TEXT);"
    "CREATE TABLE policy_target (policy TEXT, metric TEXT, category TEXT, stage TEXT, target_micro INTEGER, at_most "
    "INTEGER,"
    " clause TEXT, text TEXT, span TEXT, categories TEXT, excluded TEXT);"
    "CREATE TABLE policy_band (policy TEXT, metric TEXT, category TEXT, stage TEXT, width_micro INTEGER, points_micro "
    "INTEGER, clause TEXT, text TEXT);"
    "CREATE TABLE policy_form (policy TEXT, form TEXT, position INTEGER, zh TEXT, en TEXT, alias TEXT, code TEXT, layout TEXT,"
    " log TEXT, categories TEXT, clause TEXT, clause_text TEXT, logs TEXT, period TEXT, important INTEGER, PRIMARY KEY (policy, form));"
    "CREATE TABLE policy_measure (policy TEXT, form TEXT, position INTEGER, metric TEXT, category TEXT, stage TEXT, zh TEXT, en TEXT,"
    " clause TEXT, better INTEGER, shape TEXT);"
    "CREATE TABLE policy_form_item (policy TEXT, form TEXT, position INTEGER, item TEXT, zh TEXT, en TEXT);"
    "CREATE TABLE policy_form_sign (policy TEXT, form TEXT, position INTEGER, role TEXT, zh TEXT, en TEXT);"
    "CREATE TABLE policy_form_text (policy TEXT, form TEXT, position INTEGER, zh TEXT, en TEXT, text_zh TEXT, text_en TEXT);"
    "CREATE TABLE policy_check (policy TEXT, name TEXT, position INTEGER, zh TEXT, en TEXT, log TEXT, within TEXT,"
    " target_micro INTEGER, clause TEXT, clause_text TEXT, strength TEXT, of_plans INTEGER, undecided INTEGER,"
    " PRIMARY KEY (policy, name));"
    "CREATE TABLE policy_count (policy TEXT, name TEXT, position INTEGER, zh TEXT, en TEXT, clause TEXT, sum_zh TEXT, sum_en TEXT, customers INTEGER,"
    " PRIMARY KEY (policy, name));"
    "CREATE TABLE policy_column (policy TEXT, of_row TEXT, name TEXT, position INTEGER, zh TEXT, en TEXT, type TEXT,"
    " PRIMARY KEY (policy, of_row, name));"
    "CREATE TABLE policy_column_value (policy TEXT, of_row TEXT, name TEXT, value TEXT, zh TEXT, en TEXT,"
    " PRIMARY KEY (policy, of_row, name, value));"
    "CREATE TABLE policy_answer (policy TEXT, item TEXT, parts INTEGER, position INTEGER, zh TEXT, en TEXT, clause TEXT,"
    " PRIMARY KEY (policy, item));"
    "CREATE TABLE policy_answer_value (policy TEXT, item TEXT, value TEXT, position INTEGER, zh TEXT, en TEXT,"
    " PRIMARY KEY (policy, item, value));"
    "CREATE TABLE policy_sample (policy TEXT, name TEXT, position INTEGER, zh TEXT, en TEXT, clause TEXT, clause_text TEXT, stage TEXT, categories TEXT,"
    " PRIMARY KEY (policy, name));"
    "CREATE TABLE policy_report (policy TEXT, report TEXT, position INTEGER, zh TEXT, en TEXT, to_zh TEXT, to_en TEXT, form TEXT,"
    " clause TEXT, PRIMARY KEY (policy, report));"
    "CREATE TABLE source (name TEXT, table_name TEXT, expected_every_days INTEGER);";

/* ---- one row at a time ---- */

struct fill {
    struct store *s;
    struct arena a;
    bool restricted;
    struct err *e;
};

/* Inserts texts by position; NULL pointers are NULLs. */
static void row(struct fill *f, const char *sql, const char *const *value, int n) {
    struct stmt *q = store_stmt(f->s, sql, f->e);
    for (int i = 0; i < n; i++) stmt_bind_str(q, i + 1, str_of(value[i]));
    stmt_run(q, f->e);
}
#define ROW(f, sql, ...)                                                                                               \
    do {                                                                                                               \
        const char *const cells_[] = {__VA_ARGS__};                                                                    \
        row(f, sql, cells_, (int)(sizeof cells_ / sizeof *cells_));                                                    \
    } while (0)

static const char *number(struct fill *f, int64_t v) { return arena_printf(&f->a, "%lld", (long long)v); }

static const char *day_text(struct fill *f, bool set, int32_t day) {
    char t[MOMENT_TEXT];
    return set ? arena_cstr(&f->a, str_of(civil_day_text(day, t))) : NULL;
}

static const char *list(struct fill *f, const struct names *n) {
    const char *text = n->n ? "" : NULL;
    for (size_t i = 0; i < n->n; i++) text = arena_printf(&f->a, "%s%s%s", text, i ? ";" : "", n->name[i]);
    return text;
}

static const char *span_text(struct fill *f, struct span s) {
    static const char *const unit[] = {"min", "h", "d", "wd", "w", "m", "y"};
    return s.set ? arena_printf(&f->a, "%d%s", (int)s.n, unit[s.unit]) : NULL;
}

static const char *micro(struct fill *f, struct fraction v) {
    return v.set ? number(f, (v.num * 1000000 + v.den / 2) / v.den) : NULL;
}

static const char *strength(enum strength s) {
    static const char *const name[] = {"must", "should", "aim", "may"};
    return name[s];
}

/* ---- a policy ---- */

/* place: of the rule among its like, by which its conditions are found; NULL: it has none. */
static void rule_at(struct fill *f, const struct policy *p, const char *name, const char *subject, struct words value,
                    const struct clause *c, const char *place) {
    ROW(f, "INSERT INTO policy_rule VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)", p->id, name, subject, value.zh, c->no,
        c->text, strength(c->strength), place, value.en);
}

static void rule(struct fill *f, const struct policy *p, const char *name, const char *subject, const char *value,
                 const struct clause *c) {
    rule_at(f, p, name, subject, (struct words){value, value}, c, NULL);
}

/* ---- conditions ---- */

static const char *condition_value(struct fill *f, const struct policy *p, const struct conditions *all,
                                   const struct condition *c) {
    if (c->op == COND_IN || c->op == COND_NOT_IN) return list(f, &c->values);
    if (c->op == COND_DAY_AFTER) return row_column_name(p->further, all->kind, c->other);
    bool number_there = (c->op == COND_AT_LEAST || c->op == COND_LESS) && !c->unset;
    return number_there ? arena_printf(&f->a, "%.15g", c->number) : NULL;
}

static void conditions(struct fill *f, const struct policy *p, const char *rule_name, int64_t place,
                       const struct conditions *all) {
    static const char *const op[] = {"in",    "not_in",   "empty", "present",  "true",
                                     "false", "at_least", "less",  "day_after"};
    for (size_t i = 0; i < all->n; i++) {
        const struct condition *c = &all->item[i];
        const char *field = row_column_name(p->further, all->kind, c->field);
        const struct own_column *own = policy_own_called(p, all->kind, field);
        ROW(f, "INSERT INTO policy_condition VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)", p->id, rule_name,
            number(f, place), number(f, (int64_t)i), field, own ? own->title.zh : NULL, own ? own->title.en : NULL,
            op[c->op], condition_value(f, p, all, c));
    }
}

static void limit(struct fill *f, const struct policy *p, const char *name, const struct limit_rule *l) {
    if (l->within.set || l->clause.no) rule(f, p, name, list(f, &l->categories), span_text(f, l->within), &l->clause);
}

static void stages(struct fill *f, const struct policy *p) {
    static const char *const period[] = {"month", "quarter", "half", "year"};
    for (size_t i = 0; i < p->n_stages; i++) {
        const struct stage *s = &p->stage[i];
        ROW(f,
            "INSERT INTO policy_stage VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,"
            " ?18, ?19)",
            p->id, s->name, number(f, (int64_t)i), s->title.zh, s->title.en, list(f, &s->categories),
            number(f, s->anchor), span_text(f, s->earliest), span_text(f, s->latest), s->optional ? "1" : "0",
            s->clause.no, s->clause.text, strength(s->clause.strength), s->target_clause.no, micro(f, s->target),
            s->by_plan ? "1" : "0", s->recurs ? period[s->every] : NULL, s->target_by_manager ? "1" : "0",
            list(f, &s->methods));
        conditions(f, p, "stage", (int64_t)i, &s->condition);
    }
}

static void counting_rules(struct fill *f, const struct policy *p) {
    if (p->merge.on) rule(f, p, "merge", "complaint", span_text(f, p->merge.window), &p->merge.clause);
    for (size_t i = 0; i < p->n_exemptions; i++)
        rule(f, p, "exempt", p->exemption[i].reason, NULL, &p->exemption[i].clause);
    for (size_t i = 0; i < p->n_repeats; i++)
        rule(f, p, "repeat", p->repeat[i].category, number(f, p->repeat[i].min_count), &p->repeat[i].clause);
    for (size_t i = 0; i < p->n_reworks; i++)
        rule(f, p, "rework", p->rework[i].category, number(f, p->rework[i].window_days), &p->rework[i].clause);
    for (size_t i = 0; i < p->n_coverages; i++)
        rule(f, p, "coverage", p->coverage[i].category, number(f, p->coverage[i].visits), &p->coverage[i].clause);
    for (size_t i = 0; i < p->n_populations; i++)
        rule(f, p, p->population[i].metric, p->population[i].category, micro(f, p->population[i].target),
             &p->population[i].clause);
    for (size_t i = 0; i < p->n_bands; i++)
        rule(f, p, "score_rate_band", p->band[i].metric, micro(f, p->band[i].width), &p->band[i].clause);
    for (size_t i = 0; i < p->n_survey_scores; i++) {
        const struct survey_score *s = &p->survey_score[i];
        rule(f, p, s->kind == SURVEY_FORMS ? "score_forms" : "score_fraud", NULL, number(f, s->points_micro),
             &s->clause);
    }
    if (p->ratio_clause.no) rule(f, p, "staff_ratio", NULL, NULL, &p->ratio_clause);
    if (p->retention_months) rule(f, p, "retention", NULL, number(f, p->retention_months), &p->retention_clause);
}

static void limits(struct fill *f, const struct policy *p) {
    limit(f, p, "contact", &p->contact);
    limit(f, p, "unresolved", &p->unresolved);
    limit(f, p, "on_time", &p->on_time);
    for (size_t i = 0; i < p->n_resolutions; i++)
        rule(f, p, "resolution", p->resolution[i].severity, span_text(f, p->resolution[i].within),
             &p->resolution[i].clause);
    if (p->escalation.after.set || p->escalation.at_count)
        rule(f, p, "escalation", p->escalation.to.zh, span_text(f, p->escalation.after), &p->escalation.clause);
}

/* Who must be among the visitors, beyond roles, stands as a word of its own. */
static void visitor(struct fill *f, const struct policy *p, size_t i) {
    const struct visitor_rule *r = &p->visitor[i];
    const char *at = number(f, (int64_t)i), *on = list(f, &r->categories), *joint = list(f, &r->joint);
    if (r->department_member)
        joint = arena_printf(&f->a, "%s%sdepartment_member", joint ? joint : "", joint ? ";" : "");
    const char *value[] = {joint, list(f, &r->roles), r->same_site ? "same_site" : "other_site"};
    const char *name[] = {"joint", "visitor_role", joint ? "joint" : "visitor_role"};
    const bool there[] = {joint != NULL, r->roles.n > 0, r->same_site_set};
    for (size_t k = 0; k < 3; k++)
        if (there[k]) rule_at(f, p, name[k], on, (struct words){value[k], value[k]}, &r->clause, at);
    conditions(f, p, "visitor", (int64_t)i, &r->condition);
}

static const char *hours(struct fill *f, const struct visit_rules *v) {
    const char *text = "";
    for (size_t i = 0; i < v->n_hours; i++)
        text = arena_printf(&f->a, "%s%s%02d:%02d-%02d:%02d", text, i ? ";" : "", v->hours[i].from_minute / 60,
                            v->hours[i].from_minute % 60, v->hours[i].to_minute / 60, v->hours[i].to_minute % 60);
    return text;
}

static void visit_rules(struct fill *f, const struct policy *p) {
    const struct visit_rules *v = &p->visit;
    for (size_t i = 0; i < p->n_visitors; i++) visitor(f, p, i);
    if (v->methods.n) rule(f, p, "method", NULL, list(f, &v->methods), &v->methods_clause);
    if (v->method_kinds) rule(f, p, "method_kinds", NULL, number(f, v->method_kinds), &v->methods_clause);
    if (v->n_hours) rule(f, p, "hours", list(f, &v->hours_methods), hours(f, v), &v->hours_clause);
    if (v->holiday_ban) rule(f, p, "holiday", NULL, NULL, &v->holiday_clause);
    if (v->sign_methods.n) rule(f, p, "signature", list(f, &v->sign_methods), NULL, &v->sign_clause);
    if (v->phone_mark) rule(f, p, "phone_mark", NULL, v->phone_mark, &v->phone_mark_clause);
    if (v->class3_from) rule(f, p, "class3_phone", v->class3_severity, number(f, v->class3_from), &v->class3_clause);
    if (v->review) rule(f, p, "review", list(f, &v->review_roles), NULL, &v->review_clause);
    if (v->filed_day) rule(f, p, "filed", NULL, number(f, v->filed_day), &v->filed_clause);
    for (size_t i = 0; i < p->n_reported; i++)
        rule_at(f, p, "reported", list(f, &p->reported[i].stages), p->reported[i].to, &p->reported[i].clause, NULL);
}

static void targets(struct fill *f, const struct policy *p) {
    for (size_t i = 0; i < p->n_targets; i++) {
        const struct target *t = &p->target[i];
        ROW(f, "INSERT INTO policy_target VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)", p->id, t->metric,
            t->category, t->stage, micro(f, t->value), t->at_most ? "1" : "0", t->clause.no, t->clause.text,
            t->every_period ? NULL : period_kind_name((enum period_kind)t->period_kind), list(f, &t->categories),
            list(f, &t->excluded));
    }
}

static void bands(struct fill *f, const struct policy *p) {
    for (size_t i = 0; i < p->n_bands; i++) {
        const struct band_rule *b = &p->band[i];
        ROW(f, "INSERT INTO policy_band VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", p->id, b->metric, b->category,
            b->stage, micro(f, b->width), number(f, b->points_micro), b->clause.no, b->clause.text);
    }
}

/* ---- forms ---- */

static const char *layout_name(enum form_layout l) {
    static const char *const name[] = {
        "visit", "event",    "month",       "quarter", "half",     "year",  "week",   "meeting",
        "plan",  "register", "preparation", "scheme",  "workflow", "sites", "ledger",
    };
    return name[l];
}

static struct words role_title(const struct policy *p, const char *code) {
    for (size_t i = 0; i < p->n_posts; i++)
        if (strcmp(p->post[i].code, code) == 0) return p->post[i].title;
    return (struct words){code, code};
}

static void measures(struct fill *f, const struct policy *p, const struct form *x) {
    for (size_t k = 0; k < x->n_measures; k++) {
        const struct measure *m = &x->measure[k];
        ROW(f, "INSERT INTO policy_measure VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)", p->id, x->form,
            number(f, (int64_t)k + 1), m->metric, m->category, m->stage, m->title.zh, m->title.en, m->clause,
            number(f, m->better), m->shape);
    }
}

static void form_parts(struct fill *f, const struct policy *p, const struct form *x) {
    measures(f, p, x);
    for (size_t k = 0; k < x->n_items; k++)
        ROW(f, "INSERT INTO policy_form_item VALUES (?1, ?2, ?3, ?4, ?5, ?6)", p->id, x->form, number(f, (int64_t)k),
            x->item[k].item, x->item[k].title.zh, x->item[k].title.en);
    for (size_t k = 0; k < x->n_texts; k++)
        ROW(f, "INSERT INTO policy_form_text VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", p->id, x->form,
            number(f, (int64_t)k), x->text[k].title.zh, x->text[k].title.en, x->text[k].text.zh, x->text[k].text.en);
    for (size_t k = 0; k < x->signatures.n; k++) {
        struct words title = role_title(p, x->signatures.name[k]);
        ROW(f, "INSERT INTO policy_form_sign VALUES (?1, ?2, ?3, ?4, ?5, ?6)", p->id, x->form, number(f, (int64_t)k),
            x->signatures.name[k], title.zh, title.en);
    }
}

static void forms(struct fill *f, const struct policy *p) {
    for (size_t i = 0; i < p->n_forms; i++) {
        const struct form *x = &p->form[i];
        if (x->restricted && !f->restricted) continue;
        ROW(f, "INSERT INTO policy_form VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            p->id, x->form, number(f, (int64_t)i), x->title.zh, x->title.en, x->alias, x->code, layout_name(x->layout),
            x->log, list(f, &x->categories), x->clause.no, x->clause.text, list(f, &x->logs), x->period,
            x->important ? number(f, x->important) : NULL);
        form_parts(f, p, x);
    }
}

/* ---- checks ---- */

/* The other log that a check asks for, NULL: none. */
static const char *check_log(const struct check_rule *c) {
    if (c->needs == NEEDS_GRANT) return "grants";
    if (c->of >= ROW_STEP) return row_kind_log(c->of);
    if (c->needs == NEEDS_ROW && c->needs_kind >= ROW_STEP) return row_kind_log(c->needs_kind);
    return c->from_given && c->from == TIME_STEP ? row_kind_log(ROW_STEP) : NULL;
}

static void checks(struct fill *f, const struct policy *p) {
    for (size_t i = 0; i < p->n_checks; i++) {
        const struct check_rule *c = &p->check[i];
        ROW(f, "INSERT INTO policy_check VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)", p->id,
            c->name, number(f, (int64_t)i), c->title.zh, c->title.en, check_log(c),
            c->timed ? span_text(f, c->within) : NULL, micro(f, c->target), c->clause.no, c->clause.text,
            strength(c->clause.strength), check_rule_of_plans(c) ? "1" : "0", c->undecided ? "1" : "0");
    }
}

/* What the column is called that a count sums: an own one by its title. */
static struct words summed_title(const struct policy *p, const struct count_rule *c) {
    if (c->sum < 0) return (struct words){0};
    const char *name = row_column_name(p->further, c->check.of, c->sum);
    const struct own_column *own = policy_own_called(p, c->check.of, name);
    return own ? own->title : (struct words){name, name};
}

static void counts(struct fill *f, const struct policy *p) {
    for (size_t i = 0; i < p->n_counts; i++) {
        const struct check_rule *c = &p->count[i].check;
        struct words sum = summed_title(p, &p->count[i]);
        ROW(f, "INSERT INTO policy_count VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)", p->id, c->name,
            number(f, (int64_t)i), c->title.zh, c->title.en, c->clause.no, sum.zh, sum.en,
            p->count[i].by_customer ? "1" : "0");
    }
}

static void columns(struct fill *f, const struct policy *p) {
    static const char *const type[] = {"text", "number", "flag", "staff", "word"};
    for (size_t i = 0; i < p->n_own; i++) {
        const struct own_column *c = &p->own[i];
        const char *of = row_kind_name(policy_own_rows(c));
        ROW(f, "INSERT INTO policy_column VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", p->id, of, c->called,
            number(f, (int64_t)i), c->title.zh, c->title.en, type[c->type]);
        for (size_t k = 0; k < c->n_values; k++)
            ROW(f, "INSERT INTO policy_column_value VALUES (?1, ?2, ?3, ?4, ?5, ?6)", p->id, of, c->called,
                c->value[k].code, c->value[k].title.zh, c->value[k].title.en);
    }
}

static void answers(struct fill *f, const struct policy *p) {
    for (size_t i = 0; i < p->n_answers; i++) {
        const struct answer_rule *r = &p->answer[i];
        ROW(f, "INSERT INTO policy_answer VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", p->id, r->item, r->parts ? "1" : "0",
            number(f, (int64_t)i), r->title.zh, r->title.en, r->clause.no);
        for (size_t k = 0; k < r->n_values; k++)
            ROW(f, "INSERT INTO policy_answer_value VALUES (?1, ?2, ?3, ?4, ?5, ?6)", p->id, r->item, r->value[k].value,
                number(f, (int64_t)k), r->value[k].title.zh, r->value[k].title.en);
    }
}

static void samples(struct fill *f, const struct policy *p) {
    for (size_t i = 0; i < p->n_samples; i++) {
        const struct sample_rule *s = &p->sample[i];
        ROW(f, "INSERT INTO policy_sample VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)", p->id, s->name,
            number(f, (int64_t)i), s->title.zh, s->title.en, s->clause.no, s->clause.text, s->stage,
            list(f, &s->categories));
    }
}

static void reports(struct fill *f, const struct policy *p) {
    for (size_t i = 0; i < p->n_duties; i++) {
        const struct report_duty *d = &p->duty[i];
        ROW(f, "INSERT INTO policy_report VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)", p->id, d->report,
            number(f, (int64_t)i), d->title.zh, d->title.en, d->to.zh, d->to.en, d->form, d->clause.no);
    }
}

/* ---- all of it ---- */

/* The roles of the staff ratios come first, in their order; they are among the posts again. */
static void role_row(struct fill *f, const struct policy *p, size_t i, const char *code, struct words title) {
    ROW(f, "INSERT OR IGNORE INTO policy_role VALUES (?1, ?2, ?3, ?4, ?5)", p->id, code, number(f, (int64_t)i),
        title.zh, title.en);
}

static void titles(struct fill *f, const struct policy *p) {
    for (size_t i = 0; i < p->n_categories; i++)
        ROW(f, "INSERT INTO policy_category VALUES (?1, ?2, ?3, ?4, ?5)", p->id, p->category[i].code,
            number(f, (int64_t)i), p->category[i].title.zh, p->category[i].title.en);
    for (size_t i = 0; i < p->n_roles; i++) role_row(f, p, i, p->role[i].code, p->role[i].title);
    for (size_t i = 0; i < p->n_posts; i++) role_row(f, p, p->n_roles + i, p->post[i].code, p->post[i].title);
}

static void policy(struct fill *f, const struct policy_use *u) {
    const struct policy *p = u->policy;
    ROW(f, "INSERT INTO policy VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)", p->id, p->title.zh,
        p->title.en, p->code, p->edition, p->source, number(f, p->week_start), number(f, p->meeting_weekday),
        list(f, &u->sites), day_text(f, u->from_set, u->from), day_text(f, u->until_set, u->until),
        p->escalation.at_count ? number(f, p->escalation.at_count) : NULL, list(f, &p->escalation.categories));
    titles(f, p);
    stages(f, p);
    counting_rules(f, p);
    limits(f, p);
    visit_rules(f, p);
    targets(f, p);
    bands(f, p);
    forms(f, p);
    checks(f, p);
    counts(f, p);
    columns(f, p);
    answers(f, p);
    samples(f, p);
    reports(f, p);
}

void policy_rows_fill(struct store *s, const struct config *c, bool restricted, struct err *e) {
    struct fill f = {.s = s, .restricted = restricted, .e = e};
    arena_init(&f.a);
    store_exec(s, tables, e);
    for (size_t i = 0; i < c->n_uses; i++) {
        const struct policy_use *u = &c->use[i];
        if (config_first_use(c, i)) policy(&f, u);
        ROW(&f, "INSERT INTO policy_use VALUES (?1, ?2, ?3, ?4)", u->policy->id, list(&f, &u->sites),
            day_text(&f, u->from_set, u->from), day_text(&f, u->until_set, u->until));
    }
    for (size_t i = 0; i < c->n_sources; i++)
        ROW(&f, "INSERT INTO source VALUES (?1, ?2, ?3)", c->source[i].name, c->source[i].table,
            c->source[i].expected_every_days ? number(&f, c->source[i].expected_every_days) : NULL);
    arena_release(&f.a);
}
