/* The regulations that the program carries: each is read, and its duties are those of its text. The table is copied by
 * hand from the catalogue of requirements (section 2, key numbers on one page), not from the YAML. */
#include "base/embed.h"
#include "base/file.h"
#include "policies/policy.h"
#include "tests/policies/parts.h"

static struct arena arena;

static void open_arena(void) { arena_init(&arena); }
static void close_arena(void) { arena_release(&arena); }

static const struct policy *regulation(const char *name) {
    struct err e = {0};
    const struct policy *p = policy_read(&arena, name, NULL, &e);
    ck_assert_msg(p != NULL, "%s", e.text);
    return p;
}

static const char *span_text(struct span s) {
    static const char *const unit[] = {"min", "h", "d", "wd", "w", "m", "y"};
    return s.set ? arena_printf(&arena, "%d %s", (int)s.n, unit[s.unit]) : "not_set";
}
static const char *names_text(struct names l) {
    const char *s = "";
    for (size_t i = 0; i < l.n; i++) s = arena_printf(&arena, "%s%s%s", s, i ? " " : "", l.name[i]);
    return s;
}
static const char *percent_text(struct fraction f) {
    return f.set ? arena_printf(&arena, "%lld/%lld", (long long)f.num, (long long)f.den) : "-";
}
static const char *stage_target(const struct stage *s) {
    return s->target_by_manager ? "manager" : percent_text(s->target);
}
static const char *stage_window(const struct stage *s) {
    static const char *const every[] = {"month", "quarter", "half", "year", "week"};
    if (s->recurs) return arena_printf(&arena, "every %s", every[s->every]);
    return arena_printf(&arena, "%s to %s", span_text(s->earliest), span_text(s->latest));
}
static const char *anchor_text(enum anchor anchor) {
    static const char *const name[] = {"accepted", "started",   "finished",    "planned end",
                                       "midpoint", "delivered", "warranty end"};
    return name[anchor];
}

/* Policy, stage, categories, anchor, window, target, clause; all stages of a policy in their order. */
static const struct {
    const char *policy, *name, *categories, *anchor, *window, *target, *clause;
} stages[] = {
    /* R-visits-preface-1, -2, -3: delivery + 0 to 7 days; each month or quarter; after key events, no window */
    {"visits-preface", "first", "delivery", "delivered", "0 d to 7 d", "-", "二.1"},
    {"visits-preface", "routine", "customer", "accepted", "every quarter", "-", "二.2"},
    {"visits-preface", "key_event", "upgrade price_change key_event", "finished", "0 d to not_set", "-", "二.3"},
    /* R-mall-3, -7: after the problem is solved, no days */
    {"mall", "repair", "repair", "finished", "0 d to not_set", "-", "4.3"},
    {"mall", "request", "request", "finished", "0 d to not_set", "-", "3.2"},
    {"mall", "complaint", "complaint", "finished", "0 d to not_set", "-", "4.3"},
    /* R-property-basic-2, -3, -4, -5, -8, -10: no windows at all; repairs 30 % */
    {"property-basic", "move_in", "move_in", "finished", "0 d to not_set", "-", "4.1"},
    {"property-basic", "measure", "new_measure", "finished", "0 d to not_set", "-", "4.1.1"},
    {"property-basic", "charge", "new_charge", "finished", "0 d to not_set", "-", "4.1.2"},
    {"property-basic", "quality", "quality_activity", "finished", "0 d to not_set", "-", "4.1.3"},
    {"property-basic", "repair", "repair", "finished", "0 d to not_set", "30/100", "4.2"},
    {"property-basic", "incident", "incident", "finished", "0 d to not_set", "-", "4.3.2"},
    /* R-plaza-3, -4, -19 */
    {"plaza", "complaint", "complaint", "finished", "0 d to 3 d", "50/100", "3"},
    {"plaza", "repair", "repair", "finished", "0 d to 3 d", "50/100", "3"},
    /* R-liyuan-3, -4, -6, -7, -9, -10, -12, -13, -30 */
    {"liyuan", "complaint", "complaint", "finished", "0 d to 3 d", "50/100", "1.3"},
    {"liyuan", "repair", "repair", "finished", "0 d to 1 m", "30/100", "1.4"},
    {"liyuan", "activity", "activity", "finished", "0 d to 1 m", "10/100", "1.5"},
    {"liyuan", "festival", "festival", "accepted", "0 d to not_set", "-", "1.6"},
    {"liyuan", "move_in", "move_in", "finished", "0 d to not_set", "-", "1.6"},
    {"liyuan", "incident", "incident", "finished", "0 d to not_set", "-", "1.6"},
    /* R-hospital-8, -9, -10, -11, -12, -13, -14: 7, 7 and 10 days on, without an end; 100 % */
    {"hospital", "inpatient", "inpatient", "finished", "7 d to not_set", "100/100", "五.1"},
    {"hospital", "special", "outpatient_special", "accepted", "7 d to not_set", "100/100", "五.2"},
    {"hospital", "basic", "outpatient_basic", "accepted", "10 d to not_set", "100/100", "五.3"},
    /* R-hospital-group-4: everything as in the hospital */
    {"hospital-group", "inpatient", "inpatient", "finished", "7 d to not_set", "100/100", "五.1"},
    {"hospital-group", "special", "outpatient_special", "accepted", "7 d to not_set", "100/100", "五.2"},
    {"hospital-group", "basic", "outpatient_basic", "accepted", "10 d to not_set", "100/100", "五.3"},
    /* R-member-club-1, -12, -14, -15, -16 */
    {"member-club", "dormant", "member_dormant", "accepted", "every month", "100/100", "五.1"},
    {"member-club", "active", "member_active", "finished", "0 d to not_set", "100/100", "五.2"},
    {"member-club", "graduated", "member_graduated", "finished", "0 d to not_set", "100/100", "五.3"},
    /* R-health-product-1, -2, -3, -4, -5, -6 */
    {"health-product", "user", "product_user", "started", "7 d to not_set", "100/100", "五.1"},
    {"health-product", "hotline", "hotline_caller", "accepted", "7 d to not_set", "100/100", "五.2"},
    {"health-product", "contact", "contact", "accepted", "0 d to not_set", "100/100", "五.3"},
    /* R-power-equipment-3, -6, -8, -11, -17: from the third on, a month beyond at most */
    {"power-equipment", "s1", "installation", "finished", "0 d to not_set", "-", "一次"},
    {"power-equipment", "s2", "installation", "delivered", "1 m to not_set", "-", "二次 a)"},
    {"power-equipment", "s3", "installation", "delivered", "6 m to 7 m", "-", "質保期內 a)"},
    {"power-equipment", "s4", "installation", "delivered", "12 m to 13 m", "-", "質保期內 a)"},
    {"power-equipment", "s5", "installation", "delivered", "24 m to 25 m", "-", "質保期外 a)"},
    {"power-equipment", "s6", "installation", "delivered", "36 m to 37 m", "-", "質保期外 a)"},
    /* R-textbook-reception-20, -29 */
    {"textbook-reception", "repair", "repair", "finished", "0 d to not_set", "-", "三(一)4"},
    {"textbook-reception", "complaint", "complaint", "finished", "0 d to not_set", "-", "四(四)"},
    /* R-textbook-complaints-23 */
    {"textbook-complaints", "complaint", "complaint", "finished", "0 d to not_set", "-", "第十五条"},
    /* R-textbook-visit-guide-2, -3, -4, -5, -6, -7, -8 */
    {"textbook-visit-guide", "complaint", "complaint", "finished", "0 d to 3 d", "100/100", "一(二)1"},
    {"textbook-visit-guide", "complaint_other", "complaint", "finished", "0 d to 3 d", "-", "一(二)1"},
    {"textbook-visit-guide", "repair", "repair", "finished", "7 d to 10 d", "90/100", "一(二)2"},
    {"textbook-visit-guide", "special_mid", "special_service", "midpoint", "0 d to not_set", "90/100", "一(二)3"},
    {"textbook-visit-guide", "special_end", "special_service", "finished", "0 d to 7 d", "90/100", "一(二)3"},
    {"textbook-visit-guide", "other", "help move_in comprehensive other", "finished", "0 d to not_set", "manager",
     "一(二)4"},
    /* R-textbook-visits-3, -4, -5, -13: no windows */
    {"textbook-visits", "solicitation", "solicitation", "accepted", "0 d to not_set", "-", "第五条"},
    {"textbook-visits", "complaint", "complaint", "finished", "0 d to not_set", "-", "第六条"},
    {"textbook-visits", "suggestion", "suggestion", "finished", "0 d to not_set", "manager", "第七条"},
    /* R-product-visits-8, -9, -10 */
    {"product-visits", "first", "product_user", "delivered", "1 m to not_set", "-", "4.2"},
    {"product-visits", "second", "product_user", "delivered", "3 m to not_set", "-", "4.2"},
    {"product-visits", "third", "product_user", "delivered", "12 m to not_set", "-", "4.2"},
    /* R-call-centre-8 */
    {"call-centre", "visit", "complaint repair consultation suggestion", "finished", "0 d to not_set", "-", "第十七条"},
};
enum { STAGES = sizeof stages / sizeof *stages };

START_TEST(stage_row) {
    const struct policy *p = regulation(stages[_i].policy);
    size_t place = 0, all = 0;
    for (int i = _i; i > 0 && strcmp(stages[i - 1].policy, stages[_i].policy) == 0; i--) place++;
    for (int i = 0; i < STAGES; i++) all += strcmp(stages[i].policy, stages[_i].policy) == 0;
    ck_assert_uint_eq(p->n_stages, all);
    const struct stage *s = &p->stage[place];
    ck_assert_str_eq(s->name, stages[_i].name);
    ck_assert_str_eq(names_text(s->categories), stages[_i].categories);
    ck_assert_str_eq(anchor_text(s->anchor), stages[_i].anchor);
    ck_assert_str_eq(stage_window(s), stages[_i].window);
    ck_assert_str_eq(stage_target(s), stages[_i].target);
    ck_assert_str_eq(s->clause.no, stages[_i].clause);
    ck_assert_ptr_nonnull(s->clause.text);
    ck_assert_str_ne(s->title.zh, s->title.en);
}
END_TEST

/* Targets beyond those of the stages: policy, metric, category, share, at most, clause. */
static const struct {
    const char *policy, *metric, *category, *share;
    bool at_most;
    const char *clause;
} targets[] = {
    {"mall", "timely_rate", "repair", "100/100", false, "4.6"},                      /* R-mall-13 */
    {"mall", "timely_rate", "complaint", "100/100", false, "4.6"},                   /* R-mall-13 */
    {"plaza", "visit_rate", "", "50/100", false, "3"},                               /* R-plaza-4, both together */
    {"plaza", "handled_rate", "", "100/100", false, "8"},                            /* R-plaza-13 */
    {"liyuan", "handled_rate", "", "100/100", false, "1.11"},                        /* R-liyuan-21 */
    {"hospital", "visit_rate", "", "100/100", false, "八.1B"},                       /* R-hospital-23 */
    {"hospital-group", "visit_rate", "", "100/100", false, "八.1B"},                 /* R-hospital-group-4 */
    {"health-product", "visit_rate", "", "100/100", false, "八.1B"},                 /* R-health-product-19 */
    {"textbook-reception", "handled_rate", "repair", "100/100", false, "三(一)4"},   /* R-textbook-reception-21 */
    {"textbook-visits", "handled_rate", "solicitation", "100/100", false, "第十条"}, /* R-textbook-visits-9 */
    {"textbook-visits", "signed_share", "solicitation", "40/100", false, "第十条"},  /* R-textbook-visits-10 */
    {"textbook-visits", "handled_rate", "complaint", "100/100", false, "第十一条"},  /* R-textbook-visits-11 */
    {"textbook-visits", "signed_share", "complaint", "60/100", false, "第十一条"},   /* R-textbook-visits-12 */
    {"textbook-visits", "remote_share", "", "60/100", true, "第十二条"},             /* R-textbook-visits-14 */
    {"textbook-visits", "handled_rate", "", "100/100", false, "第十七条"},           /* R-textbook-visits-22 */
    {"product-visits", "recovery_rate", "survey", "70/100", false, "4.1.2"},         /* R-product-visits-7 */
};
START_TEST(target_row) {
    const struct policy *p = regulation(targets[_i].policy);
    const struct target *found = NULL;
    for (size_t i = 0; i < p->n_targets; i++) {
        const struct target *t = &p->target[i];
        if (strcmp(t->metric, targets[_i].metric) == 0 && strcmp(t->category, targets[_i].category) == 0) found = t;
    }
    ck_assert_msg(found != NULL, "%s has no target on %s", targets[_i].policy, targets[_i].metric);
    ck_assert_str_eq(percent_text(found->value), targets[_i].share);
    ck_assert_int_eq(found->at_most, targets[_i].at_most);
    ck_assert_str_eq(found->clause.no, targets[_i].clause);
    ck_assert_str_eq(found->stage, "");
}
END_TEST

/* Every policy file that is carried reads, goes by the name of its file, and says where it comes from. */
START_TEST(every_file) {
    int n = 0;
    for (const struct embed_file *f = embed_policies; f->path; f++, n++) {
        struct str leaf = str_of(file_basename(f->path));
        const char *name = arena_cstr(&arena, str_n(leaf.p, leaf.n - strlen(".yaml")));
        const struct policy *p = regulation(name);
        ck_assert_str_eq(p->id, name);
        ck_assert_ptr_nonnull(p->source);
        ck_assert_str_ne(p->title.zh, p->title.en);
    }
    ck_assert_int_ge(n, 22);
}
END_TEST

/* R-mall-10, -12, -14: three hours, 72 hours, three times; R-hospital-6, -7, -23: hours, holidays, bands. */
START_TEST(numbers) {
    const struct policy *mall = regulation("mall"), *hospital = regulation("hospital"),
                        *health = regulation("health-product");
    ck_assert_str_eq(span_text(mall->contact.within), "3 h");
    ck_assert_str_eq(span_text(mall->unresolved.within), "72 h");
    ck_assert_str_eq(span_text(mall->escalation.after), "72 h");
    ck_assert_int_eq(mall->escalation.at_count, 3);
    for (size_t i = 0; i < mall->n_repeats; i++) ck_assert_int_eq(mall->repeat[i].min_count, 3);
    ck_assert_uint_eq(mall->n_repeats, 3);
    ck_assert_uint_eq(hospital->visit.n_hours, 2);
    ck_assert_int_eq(hospital->visit.hours[0].from_minute, 600);
    ck_assert_int_eq(hospital->visit.hours[0].to_minute, 720);
    ck_assert_int_eq(hospital->visit.hours[1].from_minute, 900);
    ck_assert_int_eq(hospital->visit.hours[1].to_minute, 1020);
    ck_assert_str_eq(names_text(hospital->visit.hours_methods), "phone");
    ck_assert(hospital->visit.holiday_ban && !hospital->visit.weekend_off);
    for (size_t i = 0; i < hospital->n_stages; i++) ck_assert(hospital->stage[i].skip_holidays);
    ck_assert_uint_eq(hospital->n_bands, 1);
    ck_assert_str_eq(percent_text(hospital->band[0].width), "5/100");
    ck_assert_int_eq(hospital->band[0].points_micro, 1000000);
    /* R-health-product-13, -19: no hours, no holidays; the bands are counted, their amount is not given */
    ck_assert_uint_eq(health->visit.n_hours, 0);
    ck_assert(health->visit.holiday_ban);
    ck_assert_int_eq(health->band[0].points_micro, 0);
}
END_TEST

TCase *regulations_part(void) {
    TCase *t = tcase_create("regulations");
    tcase_add_checked_fixture(t, open_arena, close_arena);
    tcase_add_loop_test(t, stage_row, 0, STAGES);
    tcase_add_loop_test(t, target_row, 0, sizeof targets / sizeof *targets);
    tcase_add_test(t, every_file);
    tcase_add_test(t, numbers);
    return t;
}
