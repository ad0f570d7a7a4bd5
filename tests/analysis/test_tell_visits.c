/* Figures of visits, visitor and method checks, coverage, populations, contradictions (metrics.md 3, 7;
 * two-policies.md). */
#include "tests/analysis/tell_kit.h"
#include <stdio.h>

void tell_visits(Suite *s);

static const struct person people[] = {
    {.staff = STR_LIT("S1"), .name = STR_LIT("Li"), .department = STR_LIT("D1")},
    {.staff = STR_LIT("S2"), .name = STR_LIT("Wu"), .department = STR_LIT("D2")},
    {.staff = STR_LIT("S3"), .name = STR_LIT("He"), .department = STR_LIT("D1")},
    {.staff = STR_LIT("S4"), .name = STR_LIT("He"), .department = STR_LIT("D1")},
};

static void ready(struct kit *k, const char *policy, const char *as_of) {
    kit_init(k, NULL, as_of);
    kit_use(k, kit_policy(k, policy), NULL, NULL, NULL);
    k->w.person = people;
    k->w.n_persons = sizeof people / sizeof *people;
}

START_TEST(test_figures) { /* metrics 3, table, and 7: counted visits by visited_at */
    struct kit k;
    ready(&k, "property-10", "2024-06-30");
    struct policy *p = kit_policy(&k, "property-10");
    static const int64_t points[6] = {0, -10, 0, 20, 30, 50};
    memcpy(p->satisfaction_points, points, sizeof points);
    p->satisfaction_points_set = true;
    k.use[0].policy = p;
    kit_story(&k, "id=a|cat=complaint|cust=K|site=A|dept=D1|acc=2024-05-01\nid=b|cat=repair|cust=K|acc=2024-05-01\n",
              "id=v1|of=a|at=2024-05-02|how=onsite|signed=1|out=pass|sat=5\n"
              "id=v2|of=a|at=2024-05-03|how=onsite|signed=0|out=fail|sat=1|issue=1|raised=b|raised_fin=2024-06-01\n"
              "id=v3|of=a|at=2024-05-04|how=phone|signed=1|sat=4|issue=1\n"
              "id=v4|of=a|at=2024-05-05|how=letter|sat=2|raised=c|raised_fin=2024-07-01\n" /* finished after as-of */
              "id=v5|of=a|at=2024-05-06|how=phone|out=unreachable|sat=5\n"
              "id=v6|of=a|at=2024-05-07|how=onsite|during=1|out=pass|signed=1\n"
              "id=v7|of=b|at=2024-05-08|how=open_letter|sat=3|site=B|dept=D2\n"
              "id=v8|of=b|at=2024-07-01|how=phone|sat=5\n"
              "id=v9|of=a;b|at=2024-05-09|how=phone|sat=5\n"); /* in its own story */
    kit_tell(&k);
    static const struct {
        const char *metric, *scope, *category, *expected;
    } figure[] = {
        {"pass_rate", "", "", "1/2"},
        {"handled_rate", "", "", "1/3"},
        {"signed_rate", "", "", "1/2"},
        {"signed_share", "", "", "1/5"},
        {"remote_share", "", "", "3/5"},
        {"satisfaction_rate", "", "", "2/5"},
        {"dissatisfaction_rate", "", "", "2/5"},
        {"satisfaction_mean", "", "", "15/5"},
        {"satisfaction_score", "", "", "90/5"}, /* 50 − 10 + 30 + 0 + 20 */
        {"remote_share", "", "complaint", "2/4"},
        {"remote_share", "A", "complaint", "2/4"},
        {"remote_share", "B", "repair", "1/1"},
        {"remote_share", "B", "", "1/1"},
        {"remote_share", "/D1", "", "2/4"},
        {"remote_share", "/D2", "repair", "1/1"},
        {"remote_share", "B", "complaint", ""},
    };
    for (size_t i = 0; i < sizeof figure / sizeof *figure; i++) {
        const char *is = kit_cell(&k, figure[i].metric, "2024-05", figure[i].scope, figure[i].category, "");
        ck_assert_msg(!strcmp(is, figure[i].expected), "%s %s %s: %s", figure[i].metric, figure[i].scope,
                      figure[i].category, is);
    }
    ck_assert_str_eq(kit_contradictions(&k), "satisfaction_unreachable - v5\n");
    kit_release(&k);
}
END_TEST

START_TEST(test_several_events) { /* metrics 3: once in each category, site and department, once in the pooled row */
    struct kit k;
    ready(&k, "decoration", "2024-06-30");
    kit_visit_story(&k,
                    "id=a|cat=complaint|cust=K|site=A|dept=D1|acc=2024-05-01\n"
                    "id=b|cat=complaint|cust=L|site=B|dept=D1|acc=2024-05-01\n"
                    "id=c|cat=repair|cust=L|site=B|acc=2024-05-01\n",
                    "id=v|of=b;a;c|at=2024-05-02|how=phone|sat=4\n");
    kit_tell(&k);
    static const struct {
        const char *scope, *category, *expected;
    } cell[] = {{"", "", "1/1"},     {"", "complaint", "1/1"},  {"", "repair", "1/1"},       {"A", "", "1/1"},
                {"B", "", "1/1"},    {"A", "complaint", "1/1"}, {"B", "complaint", "1/1"},   {"B", "repair", "1/1"},
                {"A", "repair", ""}, {"/D1", "", "1/1"},        {"/D1", "complaint", "1/1"}, {"/D1", "repair", ""}};
    for (size_t i = 0; i < sizeof cell / sizeof *cell; i++)
        ck_assert_str_eq(kit_cell(&k, "satisfaction_rate", "2024-05", cell[i].scope, cell[i].category, ""),
                         cell[i].expected);
    ck_assert_str_eq(kit_obligations(&k), "");
    kit_release(&k);
}
END_TEST

static const struct {
    const char *cites, *events, *visit, *scope, *category, *expected;
} alone[] = {
    {"its own site replaces the events'",
     "id=a|cat=repair|cust=K|site=A|acc=2024-05-01\n"
     "id=b|cat=repair|cust=L|site=B|acc=2024-05-01\n",
     "of=a;b|site=C", "C", "repair", "1/1"},
    {"and they have none of it",
     "id=a|cat=repair|cust=K|site=A|acc=2024-05-01\n"
     "id=b|cat=repair|cust=L|site=B|acc=2024-05-01\n",
     "of=a;b|site=C", "A", "", ""},
    {"a routine visit: its own category", "", "site=C|cat=help", "C", "help", "1/1"},
    {"and the pooled row", "", "site=C|cat=help", "", "", "1/1"},
    {"events all unknown: pooled rows", "", "of=x;y|cat=repair|site=C", "", "", "1/1"},
    {"events all unknown: only those", "", "of=x;y|cat=repair", "", "repair", ""},
};

START_TEST(test_visit_alone) {
    struct kit k;
    char visit[128];
    ready(&k, "decoration", "2024-06-30");
    snprintf(visit, sizeof visit, "id=v|at=2024-05-02|how=phone|%s", alone[_i].visit);
    kit_visit_story(&k, alone[_i].events, visit);
    kit_tell(&k);
    ck_assert_msg(
        !strcmp(kit_cell(&k, "remote_share", "2024-05", alone[_i].scope, alone[_i].category, ""), alone[_i].expected),
        "%s", alone[_i].cites);
    kit_release(&k);
}
END_TEST

/* ---- checks: one visit each, to an event of 2024-05-01 ---- */

#define FINE "|signed=1|by=Ma|reviewed=2024-05-03|note=ok|filed=2024-05-30"
#define E(rest) "id=e|cust=K|dept=D1|acc=2024-05-01|" rest

static const struct {
    const char *cites, *policy, *event, *visit, *expected;
} checks[] = {
    {"R-property-10-13: major complaints by the director", "property-10", E("cat=complaint|sev=major"),
     "at=2024-05-02|how=onsite|role=area_manager" FINE, "v visitor_role 4.1.3 1)\n"},
    {"R-property-10-13: the organiser counts among the visitors", "property-10", E("cat=complaint|sev=major"),
     "at=2024-05-02|how=onsite|role=area_manager; director" FINE, ""},
    {"R-property-10-14: area manager and someone of the department", "property-10", E("cat=complaint|sev=ordinary"),
     "at=2024-05-02|how=onsite|role=area_manager;repairer|who=S2;S1" FINE, ""},
    {"R-property-10-14: nobody of the department", "property-10", E("cat=complaint|sev=important"),
     "at=2024-05-02|how=onsite|role=area_manager;repairer|who=S2" FINE, "v joint 4.1.3 2)\n"},
    {"R-property-10-14: no area manager", "property-10", E("cat=complaint|sev=ordinary"),
     "at=2024-05-02|how=onsite|role=repairer|who=S1" FINE, "v joint 4.1.3 2)\n"},
    {"R-property-10-14: a visitor by name, where only one has it", "property-10", E("cat=complaint|sev=ordinary"),
     "at=2024-05-02|how=onsite|role=area_manager|who=Li" FINE, ""},
    {"R-property-10-14: a name that two have says nobody", "property-10", E("cat=complaint|sev=ordinary"),
     "at=2024-05-02|how=onsite|role=area_manager|who=He" FINE, "v joint 4.1.3 2)\n"},
    {"R-property-10-14: without a department nobody can be told to be missing", "property-10",
     "id=e|cust=K|acc=2024-05-01|cat=complaint|sev=ordinary", "at=2024-05-02|how=onsite|role=area_manager|who=S2" FINE,
     ""},
    {"R-property-10-15: repairs by the area manager", "property-10", E("cat=repair"),
     "at=2024-05-02|how=onsite|role=repairer" FINE, "v visitor_role 4.1.3 3)\n"},
    {"R-property-10-17: home visit, phone, letter", "property-10", E("cat=repair"),
     "at=2024-05-02|how=sms|role=area_manager" FINE, "v method 4.1.4\n"},
    {"R-property-10-22: on-site visits signed", "property-10", E("cat=repair"),
     "at=2024-05-02|how=onsite|role=area_manager|by=Ma|reviewed=2024-05-03|note=ok|filed=2024-05-30",
     "v signature 4.3\n"},
    {"R-property-10-22: not by phone", "property-10", E("cat=repair"),
     "at=2024-05-02|how=phone|role=area_manager|by=Ma|reviewed=2024-05-03|note=ok|filed=2024-05-30", ""},
    {"R-property-10-24: reviewer, date and note at as-of", "property-10", E("cat=repair"),
     "at=2024-05-02|how=phone|role=area_manager|by=Ma|reviewed=2024-07-01|note=ok|filed=2024-05-30", "v review 4.5\n"},
    {"R-property-10-24: no note", "property-10", E("cat=repair"),
     "at=2024-05-02|how=phone|role=area_manager|by=Ma|reviewed=2024-05-03|filed=2024-05-30", "v review 4.5\n"},
    {"R-property-10-31: handed in on the 31st", "property-10", E("cat=repair"),
     "at=2024-05-02|how=phone|role=area_manager|by=Ma|reviewed=2024-05-03|note=ok|filed=2024-05-31", "v filed 4.7\n"},
    {"R-property-10-31: a visit of the 30th belongs to that day's hand-in", "property-10", E("cat=repair"),
     "at=2024-05-30|how=phone|role=area_manager|by=Ma|reviewed=2024-05-31|note=ok|filed=2024-05-31", "v filed 4.7\n"},
    {"R-property-10-31: a visit of the 31st belongs to the next hand-in", "property-10", E("cat=repair"),
     "at=2024-05-31|how=phone|role=area_manager|by=Ma|reviewed=2024-06-03|note=ok|filed=2024-06-30", ""},
    {"R-property-10-31: not handed in, the day has passed with as-of 06-30", "property-10", E("cat=repair"),
     "at=2024-05-31|how=phone|role=area_manager|by=Ma|reviewed=2024-06-03|note=ok", "v filed 4.7\n"},
    {"R-property-10-25: a failed visit reported, whenever", "property-10", E("cat=repair"),
     "at=2024-05-02|how=phone|out=fail|role=area_manager|reported=2024-06-30" FINE, ""},
    {"R-property-10-25: not reported", "property-10", E("cat=repair"),
     "at=2024-05-02|how=phone|out=fail|role=area_manager" FINE, "v reported 4.5\n"},
    {"not reached: not checked", "property-10", E("cat=repair"), "at=2024-05-02|how=sms|out=unreachable", ""},
    {"R-decoration-17: by phone", "decoration", E("cat=project"), "at=2024-05-02|how=onsite", "v method 2\n"},
    {"R-decoration-8: a problem reported the same day", "decoration", E("cat=project"),
     "at=2024-05-02 08:00:00|how=phone|issue=1|reported=2024-05-02 23:59:59", ""},
    {"R-decoration-8: the next day is late", "decoration", E("cat=project"),
     "at=2024-05-02 23:50:00|how=phone|issue=1|reported=2024-05-03", "v reported 5\n"},
    {"R-decoration-8: not at all", "decoration", E("cat=project"), "at=2024-05-02|how=phone|raised=x",
     "v reported 5\n"},
    {"R-decoration-14: a visit that serves feedback, also without a problem", "decoration",
     E("cat=project|war=2024-05-02"), "at=2024-05-02|how=phone", "v reported 8\n"},
    {"R-decoration-14: reported the same day", "decoration", E("cat=project|war=2024-05-02"),
     "at=2024-05-02|how=phone|reported=2024-05-02", ""},
};

START_TEST(test_check) {
    struct kit k;
    char visit[200];
    ready(&k, checks[_i].policy, "2024-06-30");
    snprintf(visit, sizeof visit, "id=v|of=e|%s", checks[_i].visit);
    kit_story(&k, checks[_i].event, visit);
    kit_tell(&k);
    ck_assert_msg(!strcmp(kit_breaches(&k), checks[_i].expected), "%s: %s", checks[_i].cites, kit_breaches(&k));
    kit_release(&k);
}
END_TEST

START_TEST(test_february_hand_in) { /* 9.1: forms of February 2023 handed in on the 28th: in time, min(30, last day) */
    static const struct { const char *filed, *expected; } row[] = {{"2023-02-28", ""}, {"2023-03-01", "v filed 4.7\n"}};
    for (size_t i = 0; i < 2; i++) {
        struct kit k;
        char visit[200];
        ready(&k, "property-10", "2024-06-30");
        snprintf(visit, sizeof visit,
                 "id=v|of=e|at=2023-01-31|how=phone|role=area_manager|by=Ma|reviewed=2023-02-03"
                 "|note=ok|filed=%s",
                 row[i].filed);
        kit_story(&k, "id=e|cat=repair|cust=K|acc=2023-01-02\n", visit);
        kit_tell(&k);
        ck_assert_str_eq(kit_breaches(&k), row[i].expected);
        kit_release(&k);
    }
}
END_TEST

static const struct {
    const char *cites, *event, *visit, *expected;
} made[] = {
    {"9.1: call at 12:00:00 is inside, both ends inclusive", "", "how=phone|at=2024-05-02 12:00:00", ""},
    {"9.1: call at 12:01 is outside", "", "how=phone|at=2024-05-02 12:01:00", "v hours H\n"},
    {"one second after the end", "", "how=phone|at=2024-05-02 12:00:01", "v hours H\n"},
    {"hours of other methods are free", "", "how=letter|at=2024-05-02 12:01:00", ""},
    {"a visit on a holiday", "", "how=letter|at=2024-10-01", "v holiday F\n"},
    {"a phone visit without the mark", "", "how=phone|at=2024-05-02 10:00:00|opinion=好", "v phone_mark P\n"},
};

START_TEST(test_made_rules) { /* rules that neither policy has: hours, holidays, the mark of a phone record */
    static struct hours morning = {10 * 60, 12 * 60};
    static const char *phone[] = {"phone"};
    struct kit k;
    char visit[200];
    int32_t off[1] = {kit_day("2024-10-01")};
    kit_init(&k, NULL, "2024-12-31");
    struct policy *p = kit_bare(&k);
    p->visit.hours = &morning;
    p->visit.n_hours = 1;
    p->visit.hours_methods = (struct names){phone, 1};
    p->visit.hours_clause.no = "H";
    p->visit.holiday_ban = true;
    p->visit.holiday_clause.no = "F";
    p->visit.phone_mark = "电话";
    p->visit.phone_mark_clause.no = "P";
    kit_use(&k, p, NULL, NULL, NULL);
    k.w.day_off = off;
    k.w.n_days_off = 1;
    snprintf(visit, sizeof visit, "id=v|of=e|%s%s", made[_i].visit,
             strstr(made[_i].expected, "mark") ? "" : "|note=电话回访");
    kit_story(&k, "id=e|cat=repair|cust=K|acc=2024-01-02\n", visit);
    kit_tell(&k);
    ck_assert_msg(!strcmp(kit_breaches(&k), made[_i].expected), "%s: %s", made[_i].cites, kit_breaches(&k));
    kit_release(&k);
}
END_TEST

START_TEST(test_serves_nothing) { /* metrics 3: a visit to no event serves no stage, whatever it names */
    struct kit k;
    ready(&k, "decoration", "2024-06-30");
    kit_visit_story(&k, "", "id=v|at=2024-05-02|how=phone|stage=feedback");
    kit_tell(&k);
    ck_assert_str_eq(kit_breaches(&k), "");
    kit_release(&k);
}
END_TEST

START_TEST(test_class3) { /* metrics 3: repeat visits to major complaints not by phone: from the second counted one
    on */
    struct kit k;
    kit_init(&k, NULL, "2024-12-31");
    struct policy *p = kit_bare(&k);
    p->visit.class3_from = 2;
    p->visit.class3_severity = "major";
    p->visit.class3_clause.no = "C";
    kit_use(&k, p, NULL, NULL, NULL);
    kit_story(&k,
              "id=e|cat=complaint|sev=major|cust=K|acc=2024-01-02\n"
              "id=f|cat=complaint|sev=ordinary|cust=K|acc=2024-01-02\n",
              "id=v1|of=e|at=2024-01-03|how=phone\nid=v2|of=e|at=2024-01-04|how=phone|out=unreachable\n"
              "id=v3|of=e|at=2024-01-05|how=onsite\n"
              "id=v4|of=e|at=2024-01-06|how=phone\nid=w1|of=f|at=2024-01-03|how=phone\n"
              "id=w2|of=f|at=2024-01-04|how=phone\n");
    kit_tell(&k);
    ck_assert_str_eq(kit_breaches(&k), "v4 class3_phone C\n");
    p->visit.class3_from = 3; /* v4 is the third that counts */
    kit_tell(&k);
    ck_assert_str_eq(kit_breaches(&k), "v4 class3_phone C\n");
    p->visit.class3_from = 4;
    kit_tell(&k);
    ck_assert_str_eq(kit_breaches(&k), "");
    kit_release(&k);
}
END_TEST

START_TEST(test_breach_cells) { /* metrics 3, 9: stage = rule, pooled over stages the sum */
    struct kit k;
    ready(&k, "property-10", "2024-06-30");
    kit_story(&k, "id=e|cat=repair|cust=K|site=A|dept=D1|acc=2024-05-01\n",
              "id=v|of=e|at=2024-05-02|how=sms" FINE "\nid=w|of=e|at=2024-05-03|how=phone" FINE "\n");
    kit_tell(&k);
    ck_assert_str_eq(kit_cell(&k, "breaches", "2024-05", "A", "repair", "visitor_role"), "2/0");
    ck_assert_str_eq(kit_cell(&k, "breaches", "2024-05", "/D1", "", "method"), "1/0");
    ck_assert_str_eq(kit_cell(&k, "breaches", "2024-05", "", "", ""), "3/0");
    ck_assert_uint_eq(k.tale.breach[0].site, intern_find(&k.dims.site, STR_LIT("A")));
    kit_release(&k);
}
END_TEST

START_TEST(test_checks_from_count_from) { /* data.md: what is older is not owed; who visited how is still checked */
    struct kit k;
    ready(&k, "property-10", "2024-06-30");
    k.w.count_from = kit_day("2024-05-03");
    kit_story(&k, "id=e|cat=repair|cust=K|acc=2024-05-01\n", "id=v|of=e|at=2024-05-02|how=sms|role=area_manager\n");
    kit_tell(&k);
    ck_assert_str_eq(kit_breaches(&k), "v method 4.1.4\n");
    kit_release(&k);
}
END_TEST

/* ---- coverage: three visits by completion + 3 days ---- */

#define P "id=p|cat=project|cust=K|acc=2024-02-20|sta=2024-03-01|plan=2024-05-10"
#define V3(last)                                                                                                       \
    "id=v1|of=p|at=2024-03-10|how=phone\nid=v2|of=p|at=2024-04-05|how=phone\n"                                         \
    "id=v3|of=p|how=phone|at=" last "\n"

static const struct {
    const char *cites, *as_of, *event, *visits, *row, *counts;
} covered[] = {
    {"R-decoration-2: the third on the last second of the third day", "2024-05-13", P "|fin=2024-05-10\n",
     V3("2024-05-13 23:59:59"), "p 3/3 covered 2024-05-13\n", "1/1"},
    {"R-decoration-2: on the fourth day it is too late", "2024-05-31", P "|fin=2024-05-10\n", V3("2024-05-14"),
     "p 2/3 short 2024-05-13\n", "0/1"},
    {"metrics 3: judged once the last day is over", "2024-05-12", P "|fin=2024-05-10\n", V3("2024-05-11"),
     "p 3/3 running 2024-05-13\n", ""},
    {"metrics 3: still running, with the next stage due", "2024-03-31", P "\n", "id=v1|of=p|at=2024-03-10|how=phone\n",
     "p 1/3 running next mid 2024-04-15\n", ""},
    {"metrics 3: visits during the works count, unreached ones not", "2024-05-31", P "|fin=2024-05-10\n",
     "id=v1|of=p|at=2024-03-10|how=phone|during=1\nid=v2|of=p|at=2024-03-11|how=phone\n"
     "id=v3|of=p|at=2024-03-12|how=phone|out=unreachable\n",
     "p 2/3 short 2024-05-13\n", "0/1"},
};

START_TEST(test_coverage) {
    struct kit k;
    ready(&k, "decoration", covered[_i].as_of);
    kit_story(&k, covered[_i].event, covered[_i].visits);
    kit_tell(&k);
    ck_assert_msg(!strcmp(kit_coverage(&k), covered[_i].row), "%s: %s", covered[_i].cites, kit_coverage(&k));
    ck_assert_str_eq(kit_cell(&k, "coverage_rate", "2024-05", "", "project", ""), covered[_i].counts);
    ck_assert_str_eq(kit_cell(&k, "coverage_rate", "2024-05", "", "", ""), "");
    kit_release(&k);
}
END_TEST

/* ---- populations ---- */

static const struct {
    const char *cites, *as_of, *event, *visits, *metric, *period, *expected;
} population[] = {
    /* start 03-01: the deadline of its visit is 03-14 */
    {"R-decoration-3: past the deadline at the last day of March", "2024-06-30", P "\n", "", "running_visit_rate",
     "2024-03", "0/1"},
    {"R-decoration-3: not in February", "2024-06-30", P "\n", "", "running_visit_rate", "2024-02", ""},
    {"R-decoration-3: week of Sunday 03-10 ends on Saturday 03-16", "2024-06-30", P "\n", "", "running_visit_rate",
     "2024-W11", "0/1"},
    {"R-decoration-3: as-of 03-13 the deadline has not passed", "2024-03-13", P "\n", "", "running_visit_rate",
     "2024-03", ""},
    {"R-decoration-3: as-of 03-14 it has", "2024-03-14", P "\n", "", "running_visit_rate", "2024-03", "0/1"},
    {"R-decoration-3: visited by the day that is looked at, not after", "2024-06-30", P "\n",
     "id=v|of=p|at=2024-04-01|how=phone\n", "running_visit_rate", "2024-03", "0/1"},
    {"R-decoration-3: in April visited", "2024-06-30", P "\n", "id=v|of=p|at=2024-04-01|how=phone\n",
     "running_visit_rate", "2024-04", "1/1"},
    {"R-decoration-3: finished on the last day of May: not running any more", "2024-06-30", P "|fin=2024-05-31\n", "",
     "running_visit_rate", "2024-05", ""},
    {"R-decoration-3: on that day the year so far has it no more", "2024-05-31", P "|fin=2024-05-31\n", "",
     "running_visit_rate", "2024", ""},
    {"R-decoration-3: finished the day after: still running in May", "2024-06-30", P "|fin=2024-06-01\n", "",
     "running_visit_rate", "2024-05", "0/1"},
    {"R-decoration-9: finished in May, warranty until 2024-07-01: visited in May", "2024-06-30",
     P "|fin=2024-05-10|war=2024-07-01\n", "id=v|of=p|at=2024-05-20|how=phone\n", "warranty_visit_rate", "2024-05",
     "1/1"},
    {"R-decoration-9: and not in June", "2024-06-30", P "|fin=2024-05-10|war=2024-07-01\n",
     "id=v|of=p|at=2024-05-20|how=phone\n", "warranty_visit_rate", "2024-06", "0/1"},
    {"R-decoration-9: warranty ends on 06-30: not under warranty at the last day of June", "2024-06-30",
     P "|fin=2024-05-10|war=2024-06-30\n", "", "warranty_visit_rate", "2024-06", ""},
    {"R-decoration-9: the half year so far", "2024-06-29", P "|fin=2024-05-10|war=2024-07-01\n",
     "id=v|of=p|at=2024-05-20|how=phone\n", "warranty_visit_rate", "2024-H1", "1/1"},
};

START_TEST(test_population) {
    struct kit k;
    ready(&k, "decoration", population[_i].as_of);
    kit_story(&k, population[_i].event, population[_i].visits);
    kit_tell(&k);
    const char *is = kit_cell(&k, population[_i].metric, population[_i].period, "", "project", "");
    ck_assert_msg(!strcmp(is, population[_i].expected), "%s: %s", population[_i].cites, is);
    kit_release(&k);
}
END_TEST

START_TEST(test_contradictions) { /* data.md: listed, counted as they are */
    struct kit k;
    ready(&k, "property-10", "2024-06-30");
    kit_story(&k,
              "id=a|cat=complaint|cust=K|acc=2024-05-02 10:00:00|fin=2024-05-02 09:00:00\n"
              "id=b|cat=complaint|cust=K|acc=2024-05-02 10:00:00|fin=2024-05-02\n"
              "id=c|cat=special_service|cust=K|acc=2024-05-02|sta=2024-05-10|plan=2024-05-09\n"
              "id=d|cat=complaint|cust=K|acc=2024-07-01\n",
              "id=v1|of=a|at=2024-05-01|how=phone\nid=v2|of=a;a;b|at=2024-05-01|how=phone\n"
              "id=v3|of=d|at=2024-06-30|how=phone\n");
    kit_tell(&k);
    ck_assert_str_eq(kit_contradictions(&k),
                     "plan_before_start c -\nfinished_before_accepted a -\nvisit_before_event a v1\n"
                     "visit_before_event a v2\n"
                     "visit_before_event b v2\nunknown_event - v3\n"); /* d does not exist yet */
    ck_assert_str_eq(kit_cell(&k, "remote_share", "2024-06", "", "", ""), "1/1");
    /* and its visit counts in pooled rows only */
    ck_assert_str_eq(kit_cell(&k, "remote_share", "2024-06", "", "complaint", ""), "");
    kit_release(&k);
}
END_TEST

void tell_visits(Suite *s) {
    TCase *c = tcase_create("visits");
    tcase_add_test(c, test_figures);
    tcase_add_test(c, test_several_events);
    LOOP_TEST(c, test_visit_alone, alone);
    LOOP_TEST(c, test_check, checks);
    tcase_add_test(c, test_february_hand_in);
    LOOP_TEST(c, test_made_rules, made);
    tcase_add_test(c, test_serves_nothing);
    tcase_add_test(c, test_class3);
    tcase_add_test(c, test_breach_cells);
    tcase_add_test(c, test_checks_from_count_from);
    LOOP_TEST(c, test_coverage, covered);
    LOOP_TEST(c, test_population, population);
    tcase_add_test(c, test_contradictions);
    suite_add_tcase(s, c);
}
