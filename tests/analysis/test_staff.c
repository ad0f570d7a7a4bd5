/* Staff complaint ratios and rates per 100 households, from logs to result tables (metrics.md, section 5), and the
 * statistics beside a ratio (statistics.md, 2.2, 2.5, 2.6). Every expected line is derived by hand from these pages;
 * the numbers of the statistics are published ones or of other programs, as their tables say. */
#include "analysis/funnel.h"
#include "tests/analysis/store_kit.h"
#include <math.h>
#include <stdio.h>

Suite *staff_suite(void);

#define LOOP_TEST(tcase, test, table) tcase_add_loop_test(tcase, test, 0, (int)(sizeof(table) / sizeof *(table)))

/* ---- ratios ---- */

/* `decoration` asks for designer, inspector, crew; weeks start on Sunday. Two people are called 丙. */
static const char people[] = "staff|staff=S1|name=甲|role=designer\nstaff|staff=S2|name=乙|role=designer\n"
                             "staff|staff=S3|name=丙|role=inspector\nstaff|staff=S4|name=丙|role=crew\n";

#define JOB(id, from, to)                                                                                              \
    "event|event_id=" id "|category=project|customer_id=P" id "|site=甲苑|accepted_at=" from "|finished_at=" to "\n"
#define HAND(id, role, staff) "assignment|event_id=" id "|role=" role "|staff=" staff "\n"
#define COMPLAINT(id, at, about, job)                                                                                  \
    "event|event_id=" id "|category=complaint|customer_id=K" id "|site=甲苑|accepted_at=" at "|about_staff=" about     \
    "|related_event_id=" job "\n"

struct staff_case {
    const char *what, *as_of, *rows, *period, *expected; /* staff|role|complained|jobs|complaints */
};
static const struct staff_case cases[] = {
    {"a job complained about twice is one job; the role's total is the sum over its persons", "2024-06-30",
     JOB("J1", "2024-06-03", "-") JOB("J2", "2024-06-04", "-") JOB("J3", "2024-06-05", "-") HAND("J1", "designer", "S1")
         HAND("J2", "designer", "S1") HAND("J3", "designer", "S2") COMPLAINT("C1", "2024-06-10 09:00:00", "-", "J1")
             COMPLAINT("C2", "2024-06-11 09:00:00", "S1", "J1"),
     "2024-06", "|designer|1|3|2\nS1|designer|1|2|2\nS2|designer|0|1|0\n"},
    {"two persons named, one by name: the job is S1's, so S2 is named without a job", "2024-06-30",
     JOB("J1", "2024-06-03", "-") JOB("J2", "2024-06-04", "-") HAND("J1", "designer", "S1") HAND("J2", "designer", "S2")
         COMPLAINT("C1", "2024-06-10", "S1;乙", "J1"),
     "2024-06", "|designer|2|2|2\nS1|designer|1|1|1\nS2|designer|1|1|1\n"},
    {"named, without a job: counts in the role of the people's log; no job, so no ratio", "2024-06-30",
     COMPLAINT("C1", "2024-06-10", "S3", "-"), "2024-06", "|inspector|1|0|1\nS3|inspector|1|0|1\n"},
    {"two complaints without a job are two", "2024-06-30",
     COMPLAINT("C1", "2024-06-10", "S3", "-") COMPLAINT("C2", "2024-06-10", "S3", "-"), "2024-06",
     "|inspector|2|0|2\nS3|inspector|2|0|2\n"},
    {"named, with an event that nobody is assigned to, one that is unknown, one that is a complaint", "2024-06-30",
     JOB("J1", "2024-06-03", "-") COMPLAINT("C1", "2024-06-10", "S3", "J1") COMPLAINT("C2", "2024-06-10", "S3", "J9")
         COMPLAINT("C3", "2024-06-10", "S3", "C1") HAND("C1", "inspector", "S3"),
     "2024-06", "|inspector|3|0|3\nS3|inspector|3|0|3\n"},
    {"names nobody: all who worked on the job", "2024-06-30",
     JOB("J1", "2024-06-03", "-") HAND("J1", "designer", "S1") HAND("J1", "crew", "S4")
         COMPLAINT("C1", "2024-06-10", "-", "J1"),
     "2024-06", "|crew|1|1|1\nS4|crew|1|1|1\n|designer|1|1|1\nS1|designer|1|1|1\n"},
    {"names nobody and no job: nobody's", "2024-06-30",
     JOB("J1", "2024-06-03", "-") HAND("J1", "designer", "S1") COMPLAINT("C1", "2024-06-10", "-", "-"), "2024-06",
     "|designer|0|1|0\nS1|designer|0|1|0\n"},
    {"a merged complaint is counted once", "2024-06-30",
     JOB("J1", "2024-06-03", "-")
         HAND("J1", "designer", "S1") "event|event_id=C1|category=complaint|customer_id=K|issue=lift|department=A|"
                                      "accepted_at=2024-06-10|related_event_id=J1\n"
                                      "event|event_id=C2|category=complaint|customer_id=K|issue=lift|department=B|"
                                      "accepted_at=2024-06-11|about_staff=S1|related_event_id=J1\n",
     "2024-06", "|designer|1|1|1\nS1|designer|1|1|1\n"},
    {"invalid ones are left out, communicative ones are not", "2024-06-30",
     JOB("J1", "2024-06-03", "-") JOB("J2", "2024-06-03", "-") HAND("J1", "designer", "S1")
         HAND("J2", "designer", "S2") "event|event_id=C1|category=complaint|validity=invalid|accepted_at=2024-06-10|"
                                      "about_staff=S1|related_event_id=J1\n"
                                      "event|event_id=C2|category=complaint|validity=communicative|accepted_at=2024-06-"
                                      "10|about_staff=S2|related_event_id=J2\n",
     "2024-06", "|designer|1|2|1\nS1|designer|0|1|0\nS2|designer|1|1|1\n"},
    {"two roles on one job: the complaint counts in both; without a job in every role the person has", "2024-06-30",
     JOB("J1", "2024-06-03", "-") HAND("J1", "inspector", "S1") HAND("J1", "crew", "S1")
         COMPLAINT("C1", "2024-06-10", "S1", "J1") COMPLAINT("C2", "2024-06-10", "S1", "-"),
     "2024-06",
     "|crew|2|1|2\nS1|crew|2|1|2\n|designer|1|0|1\nS1|designer|1|0|1\n|inspector|2|1|2\nS1|inspector|2|1|2\n"},
    {"a job of the person in a role that the policy does not ask for: counts in that role, so nowhere", "2024-06-30",
     JOB("J1", "2024-06-03", "-") HAND("J1", "repairer", "S1") COMPLAINT("C1", "2024-06-10", "S1", "J1"), "2024-06",
     ""},
    {"finished before the period's first day, and on it", "2024-06-30",
     JOB("J1", "2024-05-01", "2024-05-31 23:59:59") JOB("J2", "2024-05-01", "2024-06-01 00:00:00")
         HAND("J1", "designer", "S1") HAND("J2", "designer", "S2"),
     "2024-06", "|designer|0|1|0\nS2|designer|0|1|0\n"},
    {"a complaint about a job finished before: the job counts then", "2024-06-30",
     JOB("J1", "2024-05-01", "2024-05-20") HAND("J1", "designer", "S1") COMPLAINT("C1", "2024-06-10", "S1", "J1")
         COMPLAINT("C2", "2024-06-12", "S1", "J1"),
     "2024-06", "|designer|1|1|2\nS1|designer|1|1|2\n"},
    {"… and once where it was going on", "2024-06-30",
     JOB("J1", "2024-05-01", "2024-05-20") HAND("J1", "designer", "S1") COMPLAINT("C1", "2024-06-10", "S1", "J1"),
     "2024-Q2", "|designer|1|1|1\nS1|designer|1|1|1\n"},
    {"a job goes on without end until as-of", "2024-06-30",
     JOB("J1", "2024-03-31 23:59:59", "-") HAND("J1", "designer", "S1"), "2024-05",
     "|designer|0|1|0\nS1|designer|0|1|0\n"},
    {"accepted after the period's last day", "2024-06-30", JOB("J1", "2024-06-01", "-") HAND("J1", "designer", "S1"),
     "2024-05", ""},
    {"what happens after as-of has not happened", "2024-06-15",
     JOB("J1", "2024-05-02", "2024-06-16") JOB("J2", "2024-06-16", "-") HAND("J1", "designer", "S1")
         HAND("J2", "designer", "S1") COMPLAINT("C1", "2024-06-16", "S1", "J1"),
     "2024-06", "|designer|0|1|0\nS1|designer|0|1|0\n"},
    {"no period after as-of", "2024-06-30", JOB("J1", "2024-06-03", "-") HAND("J1", "designer", "S1"), "2024-07", ""},
    {"finished months before it was accepted: going on in no month", "2024-06-30",
     JOB("J1", "2024-06-10", "2024-04-05") HAND("J1", "designer", "S1"), "2024-05", ""},
    {"… but in the quarter that holds both", "2024-06-30",
     JOB("J1", "2024-06-10", "2024-04-05") HAND("J1", "designer", "S1"), "2024-Q2",
     "|designer|0|1|0\nS1|designer|0|1|0\n"},
    {"a name that two people have is nobody's, and is no reason to blame all", "2024-06-30",
     JOB("J1", "2024-06-03", "-") HAND("J1", "inspector", "S3") HAND("J1", "crew", "S4")
         COMPLAINT("C1", "2024-06-10", "丙", "J1"),
     "2024-06", "|crew|0|1|0\nS4|crew|0|1|0\n|inspector|0|1|0\nS3|inspector|0|1|0\n"},
    {"by code and by name: once; blanks around", "2024-06-30",
     JOB("J1", "2024-06-03", "-") HAND("J1", "designer", "S1") COMPLAINT("C1", "2024-06-10", "S1; 甲", "J1"), "2024-06",
     "|designer|1|1|1\nS1|designer|1|1|1\n"},
    {"a name is whole: 甲 is not 甲方", "2024-06-30",
     JOB("J1", "2024-06-03", "-") HAND("J1", "designer", "S1") COMPLAINT("C1", "2024-06-10", "甲方", "J1"), "2024-06",
     "|designer|0|1|0\nS1|designer|0|1|0\n"},
    {"the code comes before a name that reads like it", "2024-06-30",
     "staff|staff=S5|name=S1|role=crew\n" COMPLAINT("C1", "2024-06-10", "S1", "-"), "2024-06",
     "|designer|1|0|1\nS1|designer|1|0|1\n"},
    {"a code that only assignments know", "2024-06-30",
     JOB("J1", "2024-06-03", "-") HAND("J1", "crew", "S9") COMPLAINT("C1", "2024-06-10", "S9", "-"), "2024-06",
     "|crew|1|1|1\nS9|crew|1|1|1\n"},
    {"assignments, jobs and complaints that were withdrawn", "2024-06-30",
     JOB("J1", "2024-06-03", "-") JOB("J2", "2024-06-03", "-|withdrawn=1") HAND("J1", "designer", "S1")
         HAND("J2", "designer", "S1") HAND("J1", "designer", "S2|withdrawn=1")
             COMPLAINT("C1", "2024-06-10", "S1", "J1|withdrawn=1"),
     "2024-06", "|designer|0|1|0\nS1|designer|0|1|0\n"},
    {"weeks start on Sunday: Saturday 06-08 ends the week of Thursday 06-06, W23", "2024-06-30",
     JOB("J1", "2024-06-03", "2024-06-08 23:00:00") HAND("J1", "designer", "S1")
         COMPLAINT("C1", "2024-06-09", "S1", "J1"),
     "2024-W23", "|designer|0|1|0\nS1|designer|0|1|0\n"},
    {"… and Sunday 06-09 begins that of Thursday 06-13, W24", "2024-06-30",
     JOB("J1", "2024-06-03", "2024-06-08 23:00:00") HAND("J1", "designer", "S1")
         COMPLAINT("C1", "2024-06-09", "S1", "J1"),
     "2024-W24", "|designer|1|1|1\nS1|designer|1|1|1\n"},
};

static const char *ratios(struct kit_store *k, const char *period) {
    return store_kit_ask(k, arena_printf(&k->a,
                                         "SELECT staff, role, complained, jobs, complaints FROM staff_ratio "
                                         "WHERE period = '%s' ORDER BY policy, role, staff",
                                         period));
}

/* The figures of `metric` say the same: scope, role, numerator, denominator. */
static const char *figures(struct kit_store *k, const char *period) {
    return store_kit_ask(
        k, arena_printf(&k->a,
                        "SELECT CASE scope_kind WHEN 'staff' THEN scope ELSE '' END, category, numerator, denominator, "
                        "CASE WHEN denominator > 0 THEN (numerator * 2000000 + denominator) / (2 * denominator) END IS "
                        "value_micro AND "
                        "(scope_kind = 'staff' OR scope = category) AND stage = '' FROM metric "
                        "WHERE metric = 'staff_complaint_ratio' AND period = '%s' ORDER BY policy, category, 1",
                        period));
}

static const char *expected_figures(struct kit_store *k, const char *period) {
    return store_kit_ask(k, arena_printf(&k->a,
                                         "SELECT staff, role, complained, jobs, 1 FROM staff_ratio "
                                         "WHERE period = '%s' ORDER BY policy, role, staff",
                                         period));
}

START_TEST(a_case_of_ratios) {
    const struct staff_case *c = &cases[_i];
    struct kit_store k;
    store_kit_init(&k, "policy: decoration\n");
    store_kit_put_all(&k, people);
    store_kit_put_all(&k, c->rows);
    store_kit_analyse(&k, c->as_of, true);
    const char *is = ratios(&k, c->period);
    ck_assert_msg(!strcmp(is, c->expected), "%s\nis\n%sexpected\n%s", c->what, is, c->expected);
    ck_assert_str_eq(figures(&k, c->period), expected_figures(&k, c->period));
    store_kit_release(&k);
}
END_TEST

/* The same rows arriving one night after the other. */
START_TEST(a_case_night_by_night) {
    const struct staff_case *c = &cases[_i];
    struct kit_store k;
    store_kit_init(&k, "policy: decoration\ncount_from: 2024-01-01\n");
    store_kit_put_all(&k, people);
    store_kit_put(&k, "event|event_id=first|category=project|accepted_at=2024-01-01");
    store_kit_analyse(&k, "2024-04-30", true);
    int32_t day = civil_day(2024, 5, 1);
    for (struct str rest = str_of(c->rows), line; str_split(&rest, '\n', &line); day += 7) {
        char as_of[MOMENT_TEXT];
        if (line.n) store_kit_put(&k, arena_cstr(&k.a, line));
        if (str_cmp(str_of(civil_day_text(day, as_of)), str_of(c->as_of)) < 0) store_kit_analyse(&k, as_of, false);
    }
    store_kit_analyse(&k, c->as_of, false);
    const char *is = ratios(&k, c->period);
    ck_assert_msg(!strcmp(is, c->expected), "%s, by nights\nis\n%sexpected\n%s", c->what, is, c->expected);
    store_kit_release(&k);
}
END_TEST

START_TEST(invalid_complaints_count_where_the_policy_says_so) {
    struct kit_store k;
    store_kit_init(&k, "policy: decoration\n");
    k.config->use[0].policy->ratio_invalid = true;
    store_kit_put_all(&k, people);
    store_kit_put_all(&k, JOB("J1", "2024-06-03", "-") HAND("J1", "designer", "S1"));
    store_kit_put(&k,
                  "event|event_id=C1|category=complaint|validity=invalid|accepted_at=2024-06-10|related_event_id=J1");
    store_kit_analyse(&k, "2024-06-30", true);
    ck_assert_str_eq(ratios(&k, "2024-06"), "|designer|1|1|1\nS1|designer|1|1|1\n");
    store_kit_release(&k);
}
END_TEST

/* Each policy counts what it judges, by site and day of acceptance: decoration in 甲苑, property-10 in 乙苑. */
START_TEST(policies_count_apart) {
    struct kit_store k;
    store_kit_init(&k, "policies: [{policy: decoration, sites: [甲苑]}, {policy: property-10, sites: [乙苑]}]\n");
    store_kit_put_all(
        &k,
        JOB("J1", "2024-06-03", "-") HAND("J1", "crew", "S1")
            HAND("J1", "repairer", "S1") "event|event_id=J2|category=repair|site=乙苑|accepted_at=2024-06-03\n" HAND(
                "J2", "repairer", "S2") HAND("J2", "crew", "S2") COMPLAINT("C1", "2024-06-10", "-", "J1"));
    store_kit_put(&k, "event|event_id=C2|category=complaint|site=乙苑|accepted_at=2024-06-10|related_event_id=J2");
    store_kit_analyse(&k, "2024-06-30", true);
    const char *is = store_kit_ask(
        &k, "SELECT policy, role, staff, complained, jobs FROM staff_ratio WHERE period = '2024-06' ORDER BY 1, 2, 3");
    ck_assert_str_eq(
        is, "decoration|crew||1|1\ndecoration|crew|S1|1|1\nproperty-10|repairer||1|1\nproperty-10|repairer|S2|1|1\n");
    store_kit_release(&k);
}
END_TEST

/* ---- what stands beside a ratio ---- */

/* As many jobs for each of so many designers; the last one is complained about for each job. */
static void put_designers(struct kit_store *k, int people_n, int jobs) {
    for (int p = 0; p < people_n; p++)
        for (int j = 0; j < jobs; j++) {
            store_kit_put(k,
                          arena_printf(&k->a, "event|event_id=J%d-%d|category=project|accepted_at=2024-06-03", p, j));
            store_kit_put(k, arena_printf(&k->a, "assignment|event_id=J%d-%d|role=designer|staff=P%d", p, j, p));
            if (p == people_n - 1)
                store_kit_put(
                    k,
                    arena_printf(&k->a,
                                 "event|event_id=C%d|category=complaint|accepted_at=2024-06-04|related_event_id=J%d-%d",
                                 j, p, j));
        }
}

/* Ten designers with ten jobs each, nine without a complaint: Y0 = asin √0.1 = 0.3218, s = 1 / (2 √10) = 0.1581, z =
 * −2.035 nine times and 7.900; winsorised at 90 % to −1.041; phi = 3.835; tau² = (38.35 − 9) / (400 − 40) = 0.0815; the
 * upper limit is sin²(0.3218 + 3.0902 √(0.025 + 0.0815)) = sin² 1.330 = 0.943: ten of ten lies outside, none of ten
 * inside. */
START_TEST(outside_the_funnel) {
    struct kit_store k;
    store_kit_init(&k, "policy: decoration\n");
    put_designers(&k, 10, 10);
    store_kit_analyse(&k, "2024-06-30", true);
    ck_assert_str_eq(
        store_kit_ask(&k, "SELECT outside, count(*), sum(staff = 'P9') FROM staff_ratio WHERE period = '2024-06' AND "
                          "staff <> '' GROUP BY 1 ORDER BY 1"),
        "0|9|0\n1|1|1\n");
    store_kit_release(&k);
}
END_TEST

static const struct { int people, jobs; } too_few[] = {{9, 10}, {10, 9}};
START_TEST(too_few_for_limits) {
    struct kit_store k;
    store_kit_init(&k, "policy: decoration\n");
    put_designers(&k, too_few[_i].people, too_few[_i].jobs);
    store_kit_analyse(&k, "2024-06-30", true);
    ck_assert_str_eq(store_kit_ask(&k, "SELECT DISTINCT outside FROM staff_ratio"), "-1\n");
    store_kit_release(&k);
}
END_TEST

/* One of three: Wilson's centre (1/3 + 3.8415 / 6) / (1 + 3.8415 / 3) = 0.4269, half 0.3654. Shrunken, with one person
 * alone: there is no spread, so the ratio of all. Two complaints about one job and one person: 3 of 1 has no such
 * interval. */
START_TEST(beside_a_ratio) {
    struct kit_store k;
    store_kit_init(&k, "policy: decoration\n");
    store_kit_put_all(&k, people);
    store_kit_put_all(&k, JOB("J1", "2024-06-03", "-") JOB("J2", "2024-06-03", "-") JOB("J3", "2024-06-03", "-")
                              HAND("J1", "designer", "S1") HAND("J2", "designer", "S1") HAND("J3", "designer", "S1")
                                  COMPLAINT("C1", "2024-06-10", "-", "J1") HAND("J1", "crew", "S4")
                                      COMPLAINT("C2", "2024-06-10", "S4", "-") COMPLAINT("C3", "2024-06-10", "S4", "-")
                                          COMPLAINT("C4", "2024-06-10", "S3", "-"));
    store_kit_analyse(&k, "2024-06-30", true);
    ck_assert_str_eq(
        store_kit_ask(&k, "SELECT staff, ratio_micro, low_micro, high_micro, shrunk_micro, outside FROM staff_ratio "
                          "WHERE period = '2024-06' AND staff <> '' ORDER BY staff"),
        "S1|333333|61492|792340|333333|-1\n"
        "S3|||||-1\n"
        "S4|3000000|||3000000|-1\n");
    store_kit_release(&k);
}
END_TEST

/* statsmodels and Newcombe 1998, as in the vectors proportion_ci.csv. */
static const struct {
    int64_t x, n;
    double z, low, high;
} wilson[] = {
    {81, 263, FUNNEL_Z95, 0.255288519878, 0.366209576983},
    {81, 263, FUNNEL_Z998, 0.228035740242, 0.401389421909},
    {15, 148, FUNNEL_Z95, 0.0623863995307, 0.160487241723},
    {15, 148, FUNNEL_Z998, 0.0473836805066, 0.203645530902},
    {0, 20, FUNNEL_Z95, 0, 0.161125158053},
    {0, 1, FUNNEL_Z95, 0, 0.793450685623},
    {1, 1, FUNNEL_Z95, 0.206549314377, 1},
    {1, 29, FUNNEL_Z95, 0.00611321429276, 0.171755218793},
    {65, 100, FUNNEL_Z95, 0.552544432969, 0.736357517569},
};
START_TEST(intervals) {
    double low, high;
    funnel_wilson(wilson[_i].x, wilson[_i].n, wilson[_i].z, &low, &high);
    ck_assert_double_eq_tol(low, wilson[_i].low, 1e-11);
    ck_assert_double_eq_tol(high, wilson[_i].high, 1e-11);
    if (wilson[_i].x == 0) ck_assert(low == 0);
    if (wilson[_i].x == wilson[_i].n) ck_assert(high == 1);
}
END_TEST

/* 22 persons, 160 complaints in 3 855 jobs: the vectors funnel_od.json (FunnelPlotR 0.6.0, case
 * pr_staff_complaints_sorted) and empirical_bayes.json (spdep EBest), here in the first one's order. FunnelPlotR
 * takes 3.090232 for the 99.8 % point. */
static const struct {
    int64_t x, n;
    double low, high, shrunk;
} staff[] = {
    {0, 12, 0, 0.373333487758, 0.03926848920209598},
    {3, 25, 0, 0.2494637930115, 0.04982896095902999},
    {1, 44, 0, 0.1889157431458, 0.03826121442049642},
    {2, 71, 5.37550977171e-05, 0.1538005793394, 0.038143897153571325},
    {9, 96, 0.0009522000783332, 0.1372123404255, 0.05785581077215541},
    {2, 118, 0.001997949394655, 0.1278214965097, 0.03269043419193258},
    {6, 130, 0.002562491702375, 0.1238882266308, 0.043278362826167996},
    {3, 149, 0.003408526376066, 0.1188121248515, 0.03265317529300532},
    {7, 160, 0.003866128447909, 0.1163624229745, 0.04247361528913028},
    {4, 170, 0.004260918135892, 0.1143792918712, 0.03347863247445297},
    {6, 180, 0.004635893663682, 0.112591672745, 0.03774034133621154},
    {14, 190, 0.004991788466478, 0.1109712075613, 0.056761715180780596},
    {5, 204, 0.00545974363432, 0.1089403193889, 0.033145233216212044},
    {10, 215, 0.005804232254867, 0.1075100737553, 0.044033143446505094},
    {6, 221, 0.005984067907481, 0.1067833984424, 0.03415633379644105},
    {9, 230, 0.006243724705816, 0.1057567914137, 0.04026560964041156},
    {7, 240, 0.006518778724007, 0.1046968090065, 0.03493512164687064},
    {22, 250, 0.006780552563516, 0.1037127003067, 0.06673330907352709},
    {8, 265, 0.007150175689114, 0.102361483843, 0.03520128039191089},
    {15, 280, 0.007494497801377, 0.1011404389834, 0.04838952822164598},
    {9, 295, 0.007815903406756, 0.1000312274196, 0.03509047527596504},
    {12, 310, 0.00811651973678, 0.09901884796397, 0.03984073462829062},
};
enum { STAFF = sizeof staff / sizeof *staff };

START_TEST(funnel_and_shrinkage_of_22) {
    struct funnel_unit unit[STAFF];
    double scratch[2 * STAFF];
    for (int i = 0; i < STAFF; i++) unit[i] = (struct funnel_unit){staff[i].x, staff[i].n};
    struct funnel f = funnel_limits(unit, STAFF, scratch);
    ck_assert_double_eq_tol(f.phi, 1.336395080111, 1e-11);
    ck_assert_double_eq_tol(f.tau2, 0.0005772006917464, 1e-14);
    struct funnel_shrink s = funnel_marshall(unit, STAFF);
    ck_assert_double_eq_tol(s.m, 0.041504539559014265, 1e-15);
    ck_assert_double_eq_tol(s.a, 0.00019694807545952596, 1e-15);
    for (int i = 0; i < STAFF; i++) {
        double low, high;
        funnel_bounds(f, staff[i].n, 3.090232, &low, &high);
        ck_assert_double_eq_tol(low, staff[i].low, 1e-11);
        ck_assert_double_eq_tol(high, staff[i].high, 1e-11);
        ck_assert_double_eq_tol(funnel_shrunk(s, staff[i].x, staff[i].n), staff[i].shrunk, 1e-14);
    }
}
END_TEST

/* Nothing to spread: all the same, none at all, no complaint at all. */
START_TEST(statistics_of_nothing) {
    struct funnel_unit same[12], none[12];
    double scratch[24], low, high;
    for (int i = 0; i < 12; i++) same[i] = (struct funnel_unit){1, 10}, none[i] = (struct funnel_unit){0, 10};
    ck_assert_double_eq_tol(funnel_shrunk(funnel_marshall(same, 12), 1, 10), 0.1, 1e-15);
    ck_assert(funnel_shrunk(funnel_marshall(none, 12), 0, 10) == 0);
    ck_assert(isnan(funnel_shrunk(funnel_marshall(none, 0), 0, 0)));
    struct funnel f = funnel_limits(none, 12, scratch);
    ck_assert(f.phi == 0 && f.tau2 == 0);
    funnel_bounds(f, 10, FUNNEL_Z998, &low, &high);
    ck_assert(low == 0 && high > 0);
}
END_TEST

/* ---- rates per 100 households ---- */

/* Complaints on 06-05 and 06-20 in 甲苑, on 06-06 in 乙苑; a repair on 04-10 in 甲苑, the first event. */
static const char events[] = "event|event_id=R1|category=repair|site=甲苑|accepted_at=2024-04-10\n"
                             "event|event_id=C1|category=complaint|site=甲苑|accepted_at=2024-06-05\n"
                             "event|event_id=C2|category=complaint|site=甲苑|accepted_at=2024-06-20\n"
                             "event|event_id=C3|category=complaint|site=乙苑|accepted_at=2024-06-06\n";

struct rate_case {
    const char *what, *as_of, *log, *metric, *period, *expected; /* scope|numerator|denominator|value */
};
static const struct rate_case rate_cases[] = {
    {"one of two sites has a row: only its complaints and households", "2024-06-30",
     "exposure|site=甲苑|from_on=2024-05-15|households=300\n", "complaint_rate", "2024-06",
     "|2|300|666667\n甲苑|2|300|666667\n"},
    {"both: all is the sum", "2024-06-30",
     "exposure|site=甲苑|from_on=2024-05-15|households=300\nexposure|site=乙苑|from_on=2024-06-30|households=100\n",
     "complaint_rate", "2024-06", "|3|400|750000\n乙苑|1|100|1000000\n甲苑|2|300|666667\n"},
    {"in force on the last day counts for the whole period", "2024-06-30",
     "exposure|site=甲苑|from_on=2024-06-30|households=200\n", "complaint_rate", "2024-Q2",
     "|2|200|1000000\n甲苑|2|200|1000000\n"},
    {"not in force on the last day", "2024-06-30", "exposure|site=甲苑|from_on=2024-06-01|households=200\n",
     "complaint_rate", "2024-05", ""},
    {"nor on as-of, where that is earlier", "2024-06-29", "exposure|site=甲苑|from_on=2024-06-30|households=200\n",
     "complaint_rate", "2024-06", ""},
    {"the row in force is the latest", "2024-06-30",
     "exposure|site=甲苑|from_on=2024-05-15|households=300\nexposure|site=甲苑|from_on=2024-06-30|households=200\n",
     "complaint_rate", "2024-06", "|2|200|1000000\n甲苑|2|200|1000000\n"},
    {"… and on as-of the one before", "2024-06-29",
     "exposure|site=甲苑|from_on=2024-05-15|households=300\nexposure|site=甲苑|from_on=2024-06-30|households=200\n",
     "complaint_rate", "2024-06", "|2|300|666667\n甲苑|2|300|666667\n"},
    {"0 too, from the first event's period on", "2024-06-30", "exposure|site=甲苑|from_on=2024-01-01|households=200\n",
     "complaint_rate", "2024-04", "|0|200|0\n甲苑|0|200|0\n"},
    {"nothing before it", "2024-06-30", "exposure|site=甲苑|from_on=2024-01-01|households=200\n", "complaint_rate",
     "2024-03", ""},
    {"nothing after as-of", "2024-06-30", "exposure|site=甲苑|from_on=2024-01-01|households=200\n", "complaint_rate",
     "2024-07", ""},
    {"a site without any event", "2024-06-30", "exposure|site=丙苑|from_on=2024-01-01|households=200\n",
     "complaint_rate", "2024-06", "|0|200|0\n丙苑|0|200|0\n"},
    {"repairs likewise", "2024-06-30", "exposure|site=甲苑|from_on=2024-01-01|households=200\n", "failure_rate",
     "2024-04", "|1|200|500000\n甲苑|1|200|500000\n"},
    {"no household at all: no value", "2024-06-30", "exposure|site=甲苑|from_on=2024-01-01|households=0\n",
     "complaint_rate", "2024-06", "|2|0|\n甲苑|2|0|\n"},
};

static const char *rates(struct kit_store *k, const struct rate_case *c) {
    return store_kit_ask(
        k, arena_printf(&k->a,
                        "SELECT scope, numerator, denominator, value_micro FROM metric WHERE metric = '%s' AND "
                        "period = '%s' AND stage = '' AND category = '%s' ORDER BY scope",
                        c->metric, c->period, strcmp(c->metric, "failure_rate") ? "complaint" : "repair"));
}

START_TEST(a_case_of_rates) {
    const struct rate_case *c = &rate_cases[_i];
    struct kit_store k;
    store_kit_init(&k, "policy: property-10\n");
    store_kit_put_all(&k, events);
    store_kit_put_all(&k, c->log);
    store_kit_analyse(&k, c->as_of, true);
    const char *is = rates(&k, c);
    ck_assert_msg(!strcmp(is, c->expected), "%s\nis\n%sexpected\n%s", c->what, is, c->expected);
    ck_assert_int_eq(
        store_kit_int(
            &k, "SELECT count(*) FROM metric WHERE metric IN ('complaint_rate', 'failure_rate') AND (category = '' "
                "OR scope_kind NOT IN ('all', 'site'))"),
        0);
    store_kit_release(&k);
}
END_TEST

/* The log comes, and goes, after the figures are there: no event is touched. */
START_TEST(a_case_of_rates_by_nights) {
    const struct rate_case *c = &rate_cases[_i];
    struct kit_store k;
    store_kit_init(&k, "policy: property-10\n");
    store_kit_put(&k, "exposure|site=丁苑|from_on=2024-01-01|households=5");
    store_kit_put_all(&k, events);
    store_kit_analyse(&k, "2024-05-31", true);
    store_kit_analyse(&k, "2024-06-28", false);
    store_kit_put(&k, "exposure|site=丁苑|from_on=2024-01-01|households=5|withdrawn=1");
    store_kit_put_all(&k, c->log);
    store_kit_analyse(&k, "2024-06-28", false);
    store_kit_analyse(&k, c->as_of, false);
    const char *is = rates(&k, c);
    ck_assert_msg(!strcmp(is, c->expected), "%s, by nights\nis\n%sexpected\n%s", c->what, is, c->expected);
    store_kit_release(&k);
}
END_TEST

static TCase *group(Suite *s, const char *name) {
    TCase *t = tcase_create(name);
    tcase_set_timeout(t, 60);
    suite_add_tcase(s, t);
    return t;
}

Suite *staff_suite(void) {
    Suite *s = suite_create("staff");
    TCase *t = group(s, "ratios");
    LOOP_TEST(t, a_case_of_ratios, cases);
    LOOP_TEST(t, a_case_night_by_night, cases);
    tcase_add_test(t, invalid_complaints_count_where_the_policy_says_so);
    tcase_add_test(t, policies_count_apart);
    t = group(s, "statistics");
    tcase_add_test(t, outside_the_funnel);
    LOOP_TEST(t, too_few_for_limits, too_few);
    tcase_add_test(t, beside_a_ratio);
    LOOP_TEST(t, intervals, wilson);
    tcase_add_test(t, funnel_and_shrinkage_of_22);
    tcase_add_test(t, statistics_of_nothing);
    t = group(s, "households");
    LOOP_TEST(t, a_case_of_rates, rate_cases);
    LOOP_TEST(t, a_case_of_rates_by_nights, rate_cases);
    return s;
}
