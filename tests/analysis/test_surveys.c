/* Surveys (metrics.md 7 and 8, requirements.md A-14, D-19 to D-21, R-product-visits-7): rates, targets, points, nights,
 * explained figures. Every expected line is derived by hand. */
#include "base/file.h"
#include "tests/analysis/store_kit.h"
#include <stdio.h>
#include <unistd.h>

Suite *surveys_suite(void);

/* A store whose policy has these sections. use: what follows its name in the configuration's list of policies. */
static void open_kit(struct kit_store *k, const char *sections, const char *use) {
    struct err e = {0};
    char path[64], text[1024], config[256];
    snprintf(path, sizeof path, "/tmp/huifang-surveys-%d.yaml", (int)getpid());
    snprintf(text, sizeof text, "policy: p\ntitle: t\ncategories: {repair: 报修}\n%s", sections);
    file_write(path, str_of(text), false, &e);
    ck_assert(!err_is(&e));
    snprintf(config, sizeof config, "policies: [{policy: %s%s}]\n", path, use);
    store_kit_init(k, config);
    unlink(path);
}

/* "month 2026-03 surveyor 甲 S: 3/4 0" of one metric; where: a condition. */
static const char *figures(struct kit_store *k, const char *metric, const char *where) {
    return store_kit_ask(
        k,
        arena_printf(
            &k->a,
            "SELECT trim(period_kind || ' ' || period || ' ' || scope_kind || ' ' || scope || ' ' || stage) || ': ' || numerator || coalesce('/' || denominator, '')"
            " || coalesce(' ' || compliant, '') FROM metric WHERE metric = '%s' AND category = 'survey' AND %s"
            " ORDER BY period_kind, period, scope_kind, scope, stage",
            metric, where));
}

#define RECOVERY "targets:\n  - {metric: recovery_rate, at_least: 85 %, clause: '2'}\n"
#define SCORES                                                                                                         \
    "survey_scores:\n  - {score: forms, points: 0.5, clause: '2'}\n  - {score: fraud, points: 10, clause: '4'}\n"

static void many(struct kit_store *k, int from, int to, const char *more) {
    for (int i = from; i <= to; i++)
        store_kit_put(k, arena_printf(&k->a, "survey_form|survey=S|form=%d|surveyor=甲|sent_at=2026-03-02%s", i, more));
}

/* D-21: 200 sent, 160 back: ceil(85 %) = 170, ten of 0.5; two found fraudulent: 20. 85 - 80 = 5: one full band of 5 %.
 * Points stand in periods, and on surveyors only; the rate of the survey has its target too. */
START_TEST(points) {
    struct kit_store k;
    open_kit(&k, RECOVERY SCORES "bands:\n  - {metric: recovery_rate, width: 5 %, points: 1, clause: '5'}\n", "");
    many(&k, 1, 158, "|returned_at=2026-04-01");
    many(&k, 159, 160, "|returned_at=2026-04-01|authenticity=fraud");
    many(&k, 161, 200, "");
    store_kit_analyse(&k, "2026-04-30", true);
    ck_assert_str_eq(figures(&k, "recovery_rate", "period_kind IN ('month', '') AND scope_kind = 'all'"),
                     "all  S: 160/200 0\nmonth 2026-03 all: 160/200 0\nmonth 2026-03 all  S: 160/200 0\n");
    ck_assert_str_eq(figures(&k, "score_rate_band", "period_kind = 'month' AND scope_kind = 'all'"),
                     "month 2026-03 all: 1\n");
    ck_assert_str_eq(figures(&k, "score_forms", "period_kind = 'month' AND stage = ''"),
                     "month 2026-03 surveyor 甲: 10\n");
    ck_assert_str_eq(figures(&k, "score_fraud", "period_kind = 'month' AND stage = ''"),
                     "month 2026-04 surveyor 甲: 2\n");
    ck_assert_int_eq(
        store_kit_int(
            &k,
            "SELECT count(*) FROM metric WHERE metric LIKE 'score_f%' AND (period = '' OR scope_kind <> 'surveyor')"),
        0);
    ck_assert_str_eq(
        store_kit_ask(&k, "SELECT DISTINCT metric, value_micro FROM metric WHERE metric LIKE 'score_f%' ORDER BY 1"),
        "score_forms|-5000000\nscore_fraud|-20000000\n");
    store_kit_release(&k);
}
END_TEST

/* The policy is in force at 甲 from 03-05 on: judged are the forms sent there from that day on, and those not sent yet. */
START_TEST(in_force) {
    struct kit_store k;
    open_kit(&k, RECOVERY, ", sites: [甲], from: 2026-03-05");
    store_kit_put_all(&k, "survey_form|survey=S|form=1|site=甲|sent_at=2026-03-04\n"
                          "survey_form|survey=S|form=2|site=甲|sent_at=2026-03-05\n"
                          "survey_form|survey=S|form=3|site=甲\n"
                          "survey_form|survey=S|form=4|site=乙|sent_at=2026-03-05\n"
                          "survey_form|survey=S|form=5|sent_at=2026-03-05\n");
    store_kit_analyse(&k, "2026-03-31", true);
    ck_assert_str_eq(figures(&k, "distribution_rate", "scope_kind = 'all'"), "all  S: 1/2\n");
    ck_assert_str_eq(figures(&k, "recovery_rate", "period_kind = 'month' AND scope_kind = 'all'"),
                     "month 2026-03 all: 0/1 0\nmonth 2026-03 all  S: 0/1 0\n");
    store_kit_release(&k);
}
END_TEST

/* Nights: a time dated ahead comes into sight, a form changes its survey and surveyor, one is withdrawn, the manager's
 * target comes and goes. After each the tables are those of a full run. */
static const struct {
    const char *what, *rows, *as_of, *may;
} nights[] = {
    {"one of three back",
     "survey_form|survey=S|form=1|surveyor=甲|sent_at=2026-03-02|returned_at=2026-03-09|authenticity=fraud\n"
     "survey_form|survey=S|form=2|surveyor=甲|sent_at=2026-03-02|returned_at=2026-04-02\n"
     "survey_form|survey=S|form=3|surveyor=乙|sent_at=2026-03-02\n"
     "survey_form|survey=T|form=1|surveyor=乙|sent_at=2026-04-01\n",
     "2026-03-31", "month 2026-03 all: 1/3 0\n"},
    {"nothing came, and nothing came into sight", "", "2026-03-31", "month 2026-03 all: 1/3 0\n"},
    {"the next day holds the form of April", "", "2026-04-01", "month 2026-03 all: 1/3 0\nmonth 2026-04 all: 0/1 0\n"},
    {"the second form is back", "", "2026-04-02", "month 2026-03 all: 2/3 0\nmonth 2026-04 all: 0/1 0\n"},
    {"the third is withdrawn, the first was never sent",
     "survey_form|survey=S|form=3|surveyor=乙|sent_at=2026-03-02|withdrawn=1\n"
     "survey_form|survey=S|form=1|surveyor=甲\n",
     "2026-04-02", "month 2026-03 all: 1/1 1\nmonth 2026-04 all: 0/1 0\n"},
    {"all of April is withdrawn", "survey_form|survey=T|form=1|withdrawn=1\n", "2026-04-03",
     "month 2026-03 all: 1/1 1\n"},
};
START_TEST(night_by_night) {
    struct kit_store k;
    open_kit(&k, RECOVERY SCORES, "");
    for (size_t i = 0; i < sizeof nights / sizeof *nights; i++) {
        store_kit_put_all(&k, nights[i].rows);
        store_kit_analyse(&k, nights[i].as_of, false);
        const char *got = figures(&k, "recovery_rate", "period_kind = 'month' AND scope_kind = 'all' AND stage = ''");
        ck_assert_msg(strcmp(got, nights[i].may) == 0, "%s: %s", nights[i].what, got);
        const char *night = store_kit_results(&k);
        struct kit_store copy = k;
        store_kit_reopen(&copy, ".full");
        store_kit_analyse(&copy, nights[i].as_of, true);
        ck_assert_msg(strcmp(night, store_kit_results(&copy)) == 0, "%s: not as a full run", nights[i].what);
        store_close(copy.store, &copy.e);
        k.store = NULL;
        k.a = copy.a;
        snprintf(k.path, sizeof k.path, "%s/s.db", k.dir);
        k.store = store_open(k.path, STORE_WRITE, &k.e);
    }
    store_kit_release(&k);
}
END_TEST

/* Without a target of the policy that of the log stands on the survey's row and on all of them, in its period alone; when
 * it goes, verdict and points go with it. */
START_TEST(of_the_log) {
    struct kit_store k;
    open_kit(&k, SCORES, "");
    store_kit_put(&k, "survey_form|survey=S|form=1|surveyor=甲|sent_at=2026-03-02");
    store_kit_put(&k, "target|category=survey|metric=recovery_rate|period=2026-03|value=50%");
    store_kit_analyse(&k, "2026-03-31", false);
    ck_assert_str_eq(
        figures(&k, "recovery_rate", "scope_kind = 'all' AND period_kind IN ('', 'month', 'quarter')"),
        "all  S: 0/1\nmonth 2026-03 all: 0/1 0\nmonth 2026-03 all  S: 0/1 0\nquarter 2026-Q1 all: 0/1\nquarter 2026-Q1 all  S: 0/1\n");
    ck_assert_str_eq(figures(&k, "score_forms", "stage = ''"), "month 2026-03 surveyor 甲: 1\n");
    store_kit_put(&k, "target|category=survey|metric=recovery_rate|period=2026-03|value=50%|withdrawn=1");
    store_kit_analyse(&k, "2026-03-31", false);
    ck_assert_str_eq(figures(&k, "recovery_rate", "scope_kind = 'all' AND period_kind = 'month' AND stage = ''"),
                     "month 2026-03 all: 0/1\n");
    ck_assert_str_eq(figures(&k, "score_forms", "1"), "");
    store_kit_release(&k);
}
END_TEST

/* A rate of a month that was over is restated when a form comes back later; that of the survey never was issued for a
 * period. Its month's page is made anew. */
START_TEST(restated) {
    struct kit_store k;
    open_kit(&k, RECOVERY, "");
    store_kit_put(&k, "survey_form|survey=S|form=1|sent_at=2026-03-02");
    store_kit_analyse(&k, "2026-03-31", false);
    store_kit_put(&k, "survey_form|survey=S|form=1|sent_at=2026-03-02|returned_at=2026-04-01");
    store_kit_analyse(&k, "2026-04-01", false);
    ck_assert_str_eq(
        store_kit_ask(
            &k,
            "SELECT period, stage, numerator, denominator FROM restated WHERE metric = 'recovery_rate' AND period_kind IN ('', 'month') ORDER BY 2"),
        "2026-03||0|1\n2026-03|S|0|1\n");
    ck_assert_int_eq(store_kit_int(&k, "SELECT count(*) FROM month_change WHERE month = '2026-03'"), 1);
    store_kit_release(&k);
}
END_TEST

static const struct {
    const char *metric, *period, *scope_kind, *scope, *stage, *text;
} explained[] = {
    {"recovery_rate", "2026-03", "all", "", "",
     "recovery_rate 2026-03, all, category survey: 1 / 2 = 0.500000, target 0.850000 not reached\ncounted: 2\n"
     "  S, form 1: 1 / 1 (counted)\n  S, form 2: 0 / 1 (counted)\nleft out: 0\nsum: 1 / 2\n"},
    {"recovery_rate", "", "all", "", "S",
     "recovery_rate , all, category survey, stage S: 1 / 2 = 0.500000, target 0.850000 not reached\ncounted: 2\n"
     "  S, form 1: 1 / 1 (counted)\n  S, form 2: 0 / 1 (counted)\nleft out: 1\n  S, form 3 (not_sent)\nsum: 1 / 2\n"},
    {"distribution_rate", "", "surveyor", "乙", "S",
     "distribution_rate , surveyor 乙, category survey, stage S: 1 / 2 = 0.500000\ncounted: 2\n"
     "  S, form 2: 1 / 1 (counted)\n  S, form 3: 0 / 1 (counted)\nleft out: 0\nsum: 1 / 2\n"},
    {"authentic_rate", "", "all", "", "S",
     "authentic_rate , all, category survey, stage S: 0 / 1 = 0.000000\ncounted: 1\n  S, form 1: 0 / 1 (counted)\n"
     "left out: 2\n  S, form 2 (not_returned)\n  S, form 3 (not_returned)\nsum: 0 / 1\n"},
    {"score_fraud", "2026-03", "surveyor", "甲", "",
     "score_fraud 2026-03, surveyor 甲, category survey: 1 = -10.000000\ncounted: 1\n  S, form 1: 1 (counted)\nleft out: 0\n"
     "sum: 1\n"},
    {"score_forms", "2026-03", "surveyor", "乙", "",
     "score_forms 2026-03, surveyor 乙, category survey: 1 = -0.500000\nderived: what the target asks for of the forms sent, "
     "rounded up, less those that came back × points\n"
     "recovery_rate 2026-03, surveyor 乙, category survey: 0 / 1 = 0.000000, target 0.850000 not reached\ncounted: 1\n"
     "  S, form 2: 0 / 1 (counted)\nleft out: 0\nsum: 0 / 1\n"},
};
START_TEST(said) {
    struct kit_store k;
    open_kit(&k, RECOVERY SCORES, "");
    store_kit_put_all(
        &k, "survey_form|survey=S|form=1|surveyor=甲|sent_at=2026-03-02|returned_at=2026-03-05|authenticity=fraud\n"
            "survey_form|survey=S|form=2|surveyor=乙|sent_at=2026-03-02|authenticity=authentic\n"
            "survey_form|survey=S|form=3|surveyor=乙\n");
    store_kit_analyse(&k, "2026-03-31", true);
    struct figure f = {STR_LIT("p"),
                       str_of(explained[_i].metric),
                       str_of(explained[_i].period),
                       str_of(explained[_i].scope_kind),
                       str_of(explained[_i].scope),
                       STR_LIT(""),
                       str_of(explained[_i].stage)};
    struct buf out;
    buf_init(&out);
    analysis_explain(k.store, k.config, &f, &out, &k.e);
    ck_assert_msg(!err_is(&k.e), "%s\n%s", k.e.text, out.p);
    ck_assert_msg(str_is(buf_view(&out), explained[_i].text), "%s\nexpected:\n%s", out.p, explained[_i].text);
    buf_release(&out);
    store_kit_release(&k);
}
END_TEST

Suite *surveys_suite(void) {
    Suite *s = suite_create("surveys");
    TCase *t = tcase_create("forms");
    tcase_add_test(t, points);
    tcase_add_test(t, in_force);
    tcase_add_test(t, night_by_night);
    tcase_add_test(t, of_the_log);
    tcase_add_test(t, restated);
    tcase_add_loop_test(t, said, 0, (int)(sizeof explained / sizeof *explained));
    suite_add_tcase(s, t);
    return s;
}
