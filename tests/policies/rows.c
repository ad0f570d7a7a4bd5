/* property-10 and decoration as two-policies.md lists them, row by row, and the rest as metrics.md and the text of the
 * regulations say. The tables below are copied by hand from those pages, not from the YAML. */
#include "base/buf.h"
#include "policies/policy.h"
#include "tests/policies/parts.h"

static struct arena arena;
static const struct policy *property, *decoration;

static void open_both(void) {
    struct err e = {0};
    arena_init(&arena);
    property = policy_read(&arena, "property-10", NULL, &e);
    decoration = policy_read(&arena, "decoration", NULL, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
}
static void close_both(void) { arena_release(&arena); }

/* `3 d`, `1 m`, `not_set`. */
static const char *span_text(struct span s) {
    static const char *const unit[] = {"min", "h", "d", "wd", "w", "m", "y"};
    return s.set ? arena_printf(&arena, "%d %s", (int)s.n, unit[s.unit]) : "not_set";
}
static const char *share_text(struct fraction f) {
    return f.set ? arena_printf(&arena, "%lld/%lld", (long long)f.num, (long long)f.den) : "-";
}
static const char *names_text(struct names l) {
    const char *s = "";
    for (size_t i = 0; i < l.n; i++) s = arena_printf(&arena, "%s%s%s", s, i ? " " : "", l.name[i]);
    return s;
}
static const char *conditions_text(struct conditions c) {
    static const char *const op[] = {"in",       "not in", "is empty", "is present", "is true",
                                     "is false", ">=",     "<",        "day after"};
    const char *s = "";
    for (size_t i = 0; i < c.n; i++) {
        const struct condition *x = &c.item[i];
        const char *tail =
            x->op == COND_DAY_AFTER ? event_field_name((enum event_field)x->other) : names_text(x->values);
        s = arena_printf(&arena, "%s%s%s %s%s%s", s, i ? ", " : "", event_field_name((enum event_field)x->field),
                         op[x->op], *tail ? " " : "", tail);
    }
    return s;
}

/* R-property-10-1 to -12, R-decoration-2 to -7 and -13: the tables of two-policies.md. */
static const struct {
    bool decoration;
    const char *name, *categories;
    enum anchor anchor;
    const char *earliest, *latest, *tolerance, *condition, *target, *clause, *target_clause;
} stages[] = {
    {false, "complaint", "complaint", ANCHOR_FINISHED, "0 d", "3 d", "", "", "100/100", "4.1.1 1)", "4.1.2 1)"},
    {false, "repair", "repair", ANCHOR_FINISHED, "0 d", "2 d", "", "", "100/100", "4.1.1 2)", "4.1.2 2)"},
    {false, "repair2", "repair", ANCHOR_FINISHED, "1 m", "2 m", "", "follow_up_needed is true", "-", "4.1.1 2)", NULL},
    {false, "special_mid", "special_service", ANCHOR_MIDPOINT, "0 d", "not_set", "", "", "30/100", "4.1.1 3)",
     "4.1.2 3)"},
    {false, "special_end", "special_service", ANCHOR_FINISHED, "0 d", "not_set", "", "", "30/100", "4.1.1 3)",
     "4.1.2 3)"},
    {false, "first_aid", "first_aid", ANCHOR_FINISHED, "0 d", "7 d", "", "", "-", "4.1.1 4)", NULL},
    {false, "activity", "publication activity", ANCHOR_FINISHED, "0 d", "1 m", "", "", "10/100", "4.1.1 5)",
     "4.1.2 4)"},
    {false, "other", "consultation suggestion opinion incident move_in", ANCHOR_FINISHED, "0 d", "7 d", "", "",
     "manager", "4.1.1 6)", "4.1.2 5)"},
    {true, "start", "project", ANCHOR_STARTED, "10 d", "10 d", "3 d", "", "100/100", "4", "3"},
    {true, "mid", "project", ANCHOR_MIDPOINT, "0 d", "0 d", "15/100", "", "100/100", "4", "3"},
    {true, "end", "project", ANCHOR_FINISHED, "0 d", "0 d", "3 d", "", "100/100", "4", "3"},
    {true, "late", "project", ANCHOR_FINISHED, "0 d", "not_set", "", "finished_at day after planned_end_at", "-", "4",
     NULL},
    {true, "feedback", "project", ANCHOR_WARRANTY_END, "0 d", "not_set", "", "feedback_form_at is empty", "-", "8",
     NULL},
};
START_TEST(stage_row) {
    const struct policy *p = stages[_i].decoration ? decoration : property;
    size_t place = (size_t)_i - (stages[_i].decoration ? 8 : 0);
    ck_assert_uint_lt(place, p->n_stages);
    const struct stage *s = &p->stage[place];
    ck_assert_ptr_eq(policy_stage(p, str_of(stages[_i].name)), s);
    ck_assert_str_eq(s->name, stages[_i].name);
    ck_assert_str_eq(names_text(s->categories), stages[_i].categories);
    ck_assert_int_eq(s->anchor, stages[_i].anchor);
    ck_assert_str_eq(span_text(s->earliest), stages[_i].earliest);
    ck_assert_str_eq(span_text(s->latest), stages[_i].latest);
    const char *tolerance = s->tolerance.set         ? span_text(s->tolerance)
                            : s->tolerance_share.set ? share_text(s->tolerance_share)
                                                     : "";
    ck_assert_str_eq(tolerance, stages[_i].tolerance);
    ck_assert_str_eq(conditions_text(s->condition), stages[_i].condition);
    ck_assert_str_eq(s->target_by_manager ? "manager" : share_text(s->target), stages[_i].target);
    ck_assert_str_eq(s->clause.no, stages[_i].clause);
    ck_assert_pstr_eq(s->target_clause.no, stages[_i].target_clause);
    ck_assert(!s->optional && !s->skip_holidays && !s->phases_set && s->methods.n == 0);
    ck_assert_str_eq(share_text(s->midpoint), "1/2");
    ck_assert_int_eq(s->clause.strength, STRENGTH_MUST);
    ck_assert_ptr_nonnull(s->clause.text);
    ck_assert_str_ne(s->title.zh, s->title.en);
}
END_TEST

START_TEST(heads) {
    ck_assert_str_eq(property->id, "property-10");
    ck_assert_str_eq(property->code, "qw-21-14");
    ck_assert_str_eq(property->edition, "a/0");
    ck_assert_int_eq(property->week_start, 0);
    ck_assert_int_eq(property->phases, PHASES_AFTER);
    ck_assert_int_eq(property->meeting_weekday, -1);
    ck_assert_str_eq(decoration->id, "decoration");
    ck_assert_int_eq(decoration->week_start, 6);
    ck_assert_int_eq(decoration->phases, PHASES_ANY);
    ck_assert_int_eq(decoration->meeting_weekday, 0);
    const struct policy *both[] = {property, decoration};
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(both[i]->cohort, COHORT_DUE);
        ck_assert_str_eq(both[i]->target_metric, "visit_rate");
        ck_assert(both[i]->merge.on && !both[i]->weekend_off && !both[i]->ratio_invalid);
        ck_assert_str_eq(span_text(both[i]->merge.window), "7 d");
        /* the texts give no limits, no escalation, no score bands, no further targets: none is invented */
        ck_assert(!both[i]->contact.within.set && !both[i]->unresolved.within.set && !both[i]->n_resolutions);
        ck_assert(!both[i]->escalation.after.set && !both[i]->escalation.at_count);
        ck_assert(!both[i]->n_bands && !both[i]->n_targets && !both[i]->satisfaction_points_set);
        ck_assert(both[i]->on_time.categories.n == 0 && both[i]->duration.categories.n == 0);
    }
    ck_assert_uint_eq(property->n_stages, 8);
    ck_assert_uint_eq(decoration->n_stages, 5);
    ck_assert(memcmp(property->digest, decoration->digest, HASH_BYTES) != 0);
}
END_TEST

/* R-property-10-28, -29; two-policies.md «Repeats»; metrics.md 5, 6. */
START_TEST(repeats) {
    const struct policy *both[] = {property, decoration};
    for (int i = 0; i < 2; i++) {
        const struct repeat_rule *r = both[i]->repeat;
        ck_assert_uint_eq(both[i]->n_repeats, 2);
        ck_assert_str_eq(r[0].category, "complaint");
        ck_assert_int_eq(r[0].min_count, 2);
        ck_assert_int_eq(r[0].consecutive, i == 0);
        ck_assert_str_eq(r[1].category, "repair");
        ck_assert_int_eq(r[1].min_count, 3);
        ck_assert(!r[1].consecutive);
        for (int j = 0; j < 2; j++) {
            ck_assert_int_eq(r[j].window_days, 365);
            ck_assert(!r[j].count_by_text);
            ck_assert_str_eq(share_text(r[j].similarity), "6/10");
        }
        ck_assert_uint_eq(both[i]->n_reworks, 1);
        ck_assert_str_eq(both[i]->rework[0].category, "repair");
        ck_assert_int_eq(both[i]->rework[0].window_days, 30);
    }
    ck_assert_str_eq(property->repeat[0].clause.no, "4.6");
}
END_TEST

/* metrics.md 3: anonymous complaint (2: flag set, or no customer), reply by letter only, whatever the event. */
START_TEST(exemptions) {
    static const char *const rows[] = {"anonymous: anonymous is true", "anonymous: customer_id is empty",
                                       "letter_reply_only: letter_reply_only is true"};
    const struct policy *both[] = {property, decoration};
    for (int i = 0; i < 2; i++) {
        ck_assert_uint_eq(both[i]->n_exemptions, 3);
        for (size_t j = 0; j < 3; j++) {
            const struct exemption *x = &both[i]->exemption[j];
            ck_assert_str_eq(arena_printf(&arena, "%s: %s", x->reason, conditions_text(x->condition)), rows[j]);
            ck_assert_str_eq(names_text(x->categories), j < 2 ? "complaint" : "");
        }
    }
}
END_TEST

/* R-property-10-13 to -15. */
START_TEST(visitors) {
    static const struct {
        const char *categories, *condition, *roles, *joint;
        bool member;
        const char *clause;
    } rows[] = {{"complaint", "severity in major", "director", "", false, "4.1.3 1)"},
                {"complaint", "severity in ordinary important", "", "area_manager", true, "4.1.3 2)"},
                {"repair special_service help", "", "area_manager", "", false, "4.1.3 3)"}};
    ck_assert_uint_eq(property->n_visitors, 3);
    ck_assert_uint_eq(decoration->n_visitors, 0);
    for (size_t i = 0; i < 3; i++) {
        const struct visitor_rule *v = &property->visitor[i];
        ck_assert_str_eq(names_text(v->categories), rows[i].categories);
        ck_assert_str_eq(conditions_text(v->condition), rows[i].condition);
        ck_assert_str_eq(names_text(v->roles), rows[i].roles);
        ck_assert_str_eq(names_text(v->joint), rows[i].joint);
        ck_assert_int_eq(v->department_member, rows[i].member);
        ck_assert_str_eq(v->clause.no, rows[i].clause);
    }
}
END_TEST

/* R-property-10-17, -22, -24, -31, -32; R-decoration-17. */
START_TEST(visits) {
    const struct visit_rules *v = &property->visit;
    ck_assert_str_eq(names_text(v->methods), "onsite phone letter");
    ck_assert_str_eq(v->methods_clause.no, "4.1.4");
    ck_assert_str_eq(names_text(v->sign_methods), "onsite");
    ck_assert_str_eq(v->sign_clause.no, "4.3");
    ck_assert(v->review);
    ck_assert_str_eq(v->review_clause.no, "4.5");
    ck_assert_int_eq(v->filed_day, 30);
    ck_assert_str_eq(v->filed_clause.no, "4.7");
    ck_assert_int_eq(property->retention_months, 24);
    ck_assert_str_eq(property->retention_clause.no, "4.7");
    const struct visit_rules *d = &decoration->visit;
    ck_assert_str_eq(names_text(d->methods), "phone");
    ck_assert_str_eq(d->methods_clause.no, "2");
    ck_assert(!d->review && !d->filed_day && !d->sign_methods.n && !decoration->retention_months);
    for (int i = 0; i < 2; i++, v = d)
        ck_assert(!v->n_hours && !v->holiday_ban && !v->phone_mark && !v->class3_from && !v->weekend_off);
}
END_TEST

/* R-property-10-25; R-decoration-8, -14. */
START_TEST(reported) {
    ck_assert_uint_eq(property->n_reported, 1);
    const struct report_rule *r = property->reported;
    ck_assert(r->on_fail && !r->on_issue && !r->stages.n && !r->same_day);
    ck_assert_str_eq(r->clause.no, "4.5");
    ck_assert_uint_eq(decoration->n_reported, 2);
    r = decoration->reported;
    ck_assert(r[0].on_issue && !r[0].on_fail && !r[0].stages.n && r[0].same_day);
    ck_assert_str_eq(r[0].clause.no, "5");
    ck_assert(!r[1].on_issue && !r[1].on_fail && r[1].same_day);
    ck_assert_str_eq(names_text(r[1].stages), "feedback");
    ck_assert_str_eq(r[1].clause.no, "8");
    ck_assert_str_eq(r[1].to.zh, "总经办");
}
END_TEST

/* R-decoration-2, -3, -9. */
START_TEST(works) {
    ck_assert_uint_eq(property->n_coverages + property->n_populations, 0);
    ck_assert_uint_eq(decoration->n_coverages, 1);
    const struct coverage_rule *c = decoration->coverage;
    ck_assert_str_eq(c->category, "project");
    ck_assert_int_eq(c->visits, 3);
    ck_assert_str_eq(span_text(c->grace), "3 d");
    ck_assert_str_eq(share_text(c->target), "100/100");
    ck_assert_uint_eq(decoration->n_populations, 2);
    const struct population_rule *r = decoration->population;
    ck_assert_str_eq(r[0].metric, "running_visit_rate");
    ck_assert_int_eq(r[0].population, POPULATION_RUNNING);
    ck_assert_str_eq(r[0].stage, "start");
    ck_assert_str_eq(share_text(r[0].target), "100/100");
    ck_assert_str_eq(r[0].clause.no, "3");
    ck_assert_str_eq(r[1].metric, "warranty_visit_rate");
    ck_assert_int_eq(r[1].population, POPULATION_WARRANTY);
    ck_assert_ptr_null(r[1].stage);
    ck_assert(!r[1].target.set);
    ck_assert_str_eq(r[1].clause.no, "5");
}
END_TEST

/* R-property-10-26, -30, -31; R-decoration-10 to -12. */
START_TEST(duties) {
    static const struct {
        bool decoration;
        const char *report;
        enum duty_kind kind;
        int day, minute;
        const char *clause;
    } rows[] = {{false, "visit_records", DUTY_MONTH_DAY, 30, -1, "4.7"},
                {false, "visit_statistics", DUTY_MONTH_END, 0, -1, "4.6"},
                {false, "cumulative_report", DUTY_MONTH_END, 0, -1, "4.6"},
                {true, "weekly_pack", DUTY_WEEKDAY, 6, 720, "6"},
                {true, "complaint_ratios", DUTY_BEFORE_LAST_MEETING, 0, -1, "7"}};
    ck_assert_uint_eq(property->n_duties, 3);
    ck_assert_uint_eq(decoration->n_duties, 2);
    for (size_t i = 0; i < 5; i++) {
        const struct report_duty *d = rows[i].decoration ? &decoration->duty[i - 3] : &property->duty[i];
        ck_assert_str_eq(d->report, rows[i].report);
        ck_assert_int_eq(d->kind, rows[i].kind);
        ck_assert_int_eq(d->day, rows[i].day);
        ck_assert_int_eq(d->minute, rows[i].minute);
        ck_assert_str_eq(d->clause.no, rows[i].clause);
    }
}
END_TEST

/* R-decoration-12, R-property-10-33, R-property-10-35: roles and categories, each with a title in both languages. */
START_TEST(titles) {
    ck_assert_uint_eq(decoration->n_roles, 3);
    ck_assert_str_eq(decoration->role[0].code, "designer");
    ck_assert_str_eq(decoration->role[0].title.zh, "设计师");
    ck_assert_str_eq(decoration->role[1].title.zh, "巡检");
    ck_assert_str_eq(decoration->role[2].title.zh, "施工队");
    ck_assert_str_eq(decoration->ratio_clause.no, "7");
    ck_assert_uint_eq(property->n_roles, 2);
    ck_assert_str_eq(property->role[0].code, "repairer");
    ck_assert_str_eq(property->role[1].title.zh, "接待员");
    ck_assert_uint_eq(property->n_categories, 12);
    ck_assert_str_eq(policy_category_title(property, STR_LIT("help")).zh, "求助");
    ck_assert_str_eq(policy_category_title(property, STR_LIT("repair")).en, "Repairs");
    ck_assert_str_eq(policy_category_title(property, STR_LIT("unheard")).zh, "unheard");
    const struct policy *both[] = {property, decoration};
    for (int i = 0; i < 2; i++) {
        for (size_t j = 0; j < both[i]->n_categories; j++)
            ck_assert_str_ne(both[i]->category[j].title.zh, both[i]->category[j].title.en);
        for (size_t j = 0; j < both[i]->n_posts; j++)
            ck_assert_str_ne(both[i]->post[j].title.zh, both[i]->post[j].title.en);
    }
}
END_TEST

START_TEST(columns) {
    enum event_field f;
    ck_assert(event_field_find(STR_LIT("finished_at"), &f) && f == EVENT_finished_at);
    ck_assert_int_eq(event_field_type(f), FIELD_TIME);
    ck_assert(event_field_find(STR_LIT("amount"), &f));
    ck_assert_int_eq(event_field_type(f), FIELD_NUMBER);
    ck_assert(event_field_find(STR_LIT("anonymous"), &f));
    ck_assert_int_eq(event_field_type(f), FIELD_FLAG);
    ck_assert(!event_field_find(STR_LIT("phone"), &f));
    for (int i = 0; i < EVENT_FIELD_COUNT; i++) {
        ck_assert(event_field_find(str_of(event_field_name((enum event_field)i)), &f));
        ck_assert_int_eq(f, i);
    }
}
END_TEST

/* Reading twice gives the same digest; names and paths agree. */
START_TEST(same_again) {
    struct err e = {0};
    const struct policy *p = policy_read(&arena, "property-10", NULL, &e),
                        *q = policy_read(&arena, "policies/property-10.yaml", NULL, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    ck_assert_mem_eq(p->digest, property->digest, HASH_BYTES);
    ck_assert_mem_eq(q->digest, property->digest, HASH_BYTES);
    ck_assert_str_eq(p->path, "policies/property-10.yaml");
}
END_TEST

TCase *rows_part(void) {
    TCase *t = tcase_create("rows");
    tcase_add_checked_fixture(t, open_both, close_both);
    tcase_add_loop_test(t, stage_row, 0, sizeof stages / sizeof *stages);
    tcase_add_test(t, heads);
    tcase_add_test(t, repeats);
    tcase_add_test(t, exemptions);
    tcase_add_test(t, visitors);
    tcase_add_test(t, visits);
    tcase_add_test(t, reported);
    tcase_add_test(t, works);
    tcase_add_test(t, duties);
    tcase_add_test(t, titles);
    tcase_add_test(t, columns);
    tcase_add_test(t, same_again);
    return t;
}
