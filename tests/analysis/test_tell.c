/* Obligations: windows, matching, states, exemptions, merging (metrics.md, sections 1–3; requirements.md 9.1).
 * Every expected line is derived by hand from those pages; the comment beside it says how. */
#include "tests/analysis/tell_kit.h"
#include <stdio.h>

void tell_limits(Suite *s);
void tell_repeats(Suite *s);
void tell_visits(Suite *s);
void tell_days(Suite *s);
Suite *tell_suite(void);

struct tell_case {
    const char *cites, *as_of, *events, *visits, *expected;
};

static void check_case(const struct tell_case *c, const char *policy) {
    struct kit k;
    kit_init(&k, NULL, c->as_of);
    kit_use(&k, kit_policy(&k, policy), NULL, NULL, NULL);
    kit_story(&k, c->events, c->visits);
    kit_tell(&k);
    const char *is = kit_obligations(&k);
    ck_assert_msg(!strcmp(is, c->expected), "%s\nis\n%sexpected\n%s", c->cites, is, c->expected);
    kit_release(&k);
}

/* ---- property-10 ---- */

static const struct tell_case property[] = {
    {"R-property-10-1: three days after 03-04 end at 24:00 of 03-07; early, late, missed, exempt, merged, boundary "
     "second",
     "2024-03-31",
     "id=c1|cat=complaint|acc=2024-03-01 09:00:00|cust=K|fin=2024-03-04 10:00:00\n"
     "id=c2|cat=complaint|acc=2024-03-01 09:00:00|cust=K|fin=2024-03-04 10:00:00\n"
     "id=c3|cat=complaint|acc=2024-03-01 09:00:00|cust=K|fin=2024-03-04 10:00:00\n"
     "id=c4|cat=complaint|acc=2024-03-01 09:00:00|cust=K|fin=2024-03-04 10:00:00\n"
     "id=c5|cat=complaint|acc=2024-03-01 09:00:00|cust=K|fin=2024-03-04 10:00:00|anon=1\n"
     "id=c6|cat=complaint|acc=2024-03-01 09:00:00|cust=K|fin=2024-03-04 10:00:00|letter=1\n"
     "id=c7|cat=complaint|acc=2024-03-01 09:00:00|cust=K|fin=2024-03-29\n"
     "id=c8|cat=complaint|acc=2024-03-01 09:00:00|cust=K|fin=2024-03-28\n"
     "id=c9|cat=complaint|acc=2024-03-01 09:00:00|cust=K\n"
     "id=m1|cat=complaint|acc=2024-03-02 09:00:00|cust=K|issue=lift|dept=D1|fin=2024-03-04\n"
     "id=m2|cat=complaint|acc=2024-03-03 09:00:00|cust=K|issue=lift|dept=D2|fin=2024-03-10\n",
     "id=v1|of=c1|at=2024-03-07 23:59:59|how=onsite\n"
     "id=v2|of=c2|at=2024-03-08 00:00:00|how=onsite\n"
     "id=v3|of=c3|at=2024-03-03 23:59:59|how=onsite\n"
     "id=v4|of=c4|at=2024-03-05|how=phone|out=unreachable\n"
     "id=v6|of=c6|at=2024-03-05|how=phone|out=pass\n"
     "id=v7|of=m2|at=2024-03-06|how=phone|out=pass\n",
     "c1 complaint 2024-03-04..2024-03-07 met due v1\n"
     "c2 complaint 2024-03-04..2024-03-07 late due v2\n"
     "c3 complaint 2024-03-04..2024-03-07 early due v3\n"
     "c4 complaint 2024-03-04..2024-03-07 missed due\n" /* nobody was reached */
     "c5 complaint 2024-03-04..2024-03-07 exempt due anonymous\n"
     "c6 complaint 2024-03-04..2024-03-07 met due v6\n"   /* exempt, but visited: counts like any other */
     "c7 complaint 2024-03-29..2024-04-01 pending\n"      /* ends after as-of */
     "c8 complaint 2024-03-28..2024-03-31 missed due\n"   /* ends with as-of: has passed */
     "m1 complaint 2024-03-04..2024-03-07 met due v7\n"}, /* a visit to the duplicate is one to m1 */
    {"9.1: handled 2024-02-27 23:50, three days end on 2024-03-01 in a leap year", "2024-03-31",
     "id=c1|cat=complaint|acc=2024-02-20|cust=K|fin=2024-02-27 23:50:00\n",
     "id=v1|of=c1|at=2024-03-01 23:59:59|how=phone\n", "c1 complaint 2024-02-27..2024-03-01 met due v1\n"},
    {"R-property-10-2: repair, two days; R-property-10-3 and 9.1: second stage of 2023-01-31 is 2023-02-28 to "
     "2023-03-31",
     "2023-04-30", "id=r1|cat=repair|acc=2023-01-30|cust=K|fin=2023-01-31|again=1\n",
     "id=v1|of=r1|at=2023-02-02|how=phone\nid=v2|of=r1|at=2023-03-31 23:59:59|how=phone\n",
     "r1 repair 2023-01-31..2023-02-02 met due v1\nr1 repair2 2023-02-28..2023-03-31 met due v2\n"},
    {"metrics 3: a reply by letter only exempts any event, no customer a complaint only", "2023-04-30",
     "id=r1|cat=repair|acc=2023-01-30|cust=K|fin=2023-01-31|letter=1\n"
     "id=r2|cat=repair|acc=2023-01-30|fin=2023-01-31\n",
     "",
     "r1 repair 2023-01-31..2023-02-02 exempt due letter_reply_only\nr2 repair 2023-01-31..2023-02-02 missed due\n"},
    {"R-property-10-3: no second visit unless necessary", "2023-04-30",
     "id=r1|cat=repair|acc=2023-01-30|cust=K|fin=2023-01-31\n",
     "id=v1|of=r1|at=2023-02-02|how=phone\nid=v2|of=r1|at=2023-03-31|how=phone\n",
     "r1 repair 2023-01-31..2023-02-02 met due v1\n"},
    {"R-property-10-3: each repair stage takes one visit; the one between both windows is late for the first",
     "2023-04-30", "id=r1|cat=repair|acc=2023-01-30|cust=K|fin=2023-01-31|again=1\n",
     "id=v1|of=r1|at=2023-02-10|how=phone\nid=v2|of=r1|at=2023-04-01|how=phone\n",
     "r1 repair 2023-01-31..2023-02-02 late due v1\nr1 repair2 2023-02-28..2023-03-31 late due v2\n"},
    {"R-property-10-4: middle of 03-01..03-31 is 03-16; without an end never late; open with no visit", "2024-04-30",
     "id=s1|cat=special_service|acc=2024-02-20|cust=K|sta=2024-03-01|plan=2024-03-31|fin=2024-04-02\n"
     "id=s2|cat=special_service|acc=2024-02-21|cust=K|sta=2024-03-01|plan=2024-03-31\n"
     "id=s3|cat=special_service|acc=2024-02-22|cust=K|sta=2024-03-01|plan=2024-02-28\n",
     "id=v1|of=s1|at=2024-03-15|how=phone\nid=v2|of=s1|at=2024-04-29|how=phone\n",
     "s1 special_mid 2024-03-16.. met due v2\n"   /* v2 lies in both windows, the middle opens first */
     "s1 special_end 2024-04-02.. early due v1\n" /* what is left for v1 */
     "s2 special_mid 2024-03-16.. open due\n"},
    {"R-property-10-5 to -7: first aid 7 d, activity 1 m, other 7 d", "2024-04-30",
     "id=a1|cat=first_aid|acc=2024-03-01|cust=K|fin=2024-03-01\n"
     "id=a2|cat=activity|acc=2024-03-01|cust=K|fin=2024-01-31\n"
     "id=a3|cat=publication|acc=2024-03-01|cust=K|fin=2024-03-01\n"
     "id=a4|cat=move_in|acc=2024-03-01|cust=K|fin=2024-03-01\n"
     "id=a5|cat=help|acc=2024-03-01|cust=K|fin=2024-03-01\n",
     "",
     "a1 first_aid 2024-03-01..2024-03-08 missed due\na2 activity 2024-01-31..2024-02-29 missed due\n"
     "a3 activity 2024-03-01..2024-04-01 missed due\na4 other 2024-03-01..2024-03-08 missed due\n"},
};

START_TEST(test_property) { check_case(&property[_i], "property-10"); }
END_TEST

START_TEST(test_property_figures) {
    static const struct {
        const char *metric, *period, *category, *stage, *expected;
    } figure[] = {
        {"visit_rate", "2024-03", "complaint", "", "5/7"},
        /* c1 c2 c3 c6 m1 of these and c4 c8; c5 exempt, c7 not due */
        {"visit_rate", "2024-03", "", "complaint", "5/7"},
        {"visit_rate", "2024-W10", "complaint", "", "5/6"}, /* the week of 03-07: without c8 */
        {"timely_rate", "2024-03", "", "", "3/7"},          /* c1 c6 m1 */
        {"missed", "2024-Q1", "complaint", "complaint", "2/0"},
        {"early", "2024-H1", "complaint", "", "1/0"},
        {"late", "2024", "", "", "1/0"},
        {"exempt", "2024-03", "complaint", "complaint", "1/0"},
        {"visit_rate", "2024-04", "", "", ""},              /* c7 is not due yet */
        {"complaints", "2024-03", "complaint", "", "10/0"}, /* eleven, one merged */
        {"complaints", "2024-03", "", "", ""},              /* of one category: no pooled row */
        {"merged", "2024-03", "complaint", "", "1/0"},
        {"events", "2024-03", "", "", "10/0"},
    };
    struct kit k;
    kit_init(&k, NULL, "2024-03-31");
    kit_use(&k, kit_policy(&k, "property-10"), NULL, NULL, NULL);
    kit_story(&k, property[0].events, property[0].visits);
    kit_tell(&k);
    for (size_t i = 0; i < sizeof figure / sizeof *figure; i++)
        ck_assert_str_eq(kit_cell(&k, figure[i].metric, figure[i].period, "", figure[i].category, figure[i].stage),
                         figure[i].expected);
    ck_assert_str_eq(kit_cell(&k, "merged", "2024-03", "/D2", "complaint", ""), "1/0");
    ck_assert_str_eq(kit_cell(&k, "visit_rate", "2024-03", "/D1", "complaint", ""), "1/1");
    ck_assert_str_eq(kit_merged(&k), "m2>m1\n");
    kit_release(&k);
}
END_TEST

/* ---- decoration ---- */

#define PROJECT "id=p1|cat=project|acc=2024-02-20|cust=K|sta=2024-03-01|plan=2024-05-10"

static const struct tell_case decoration[] = {
    {"R-decoration-4 to -6: start + 10 d ± 3 d; 70 days, half is 35, 15 % is 10.5 rounded down; end ± 3 d",
     "2024-06-30", PROJECT "|fin=2024-05-10|war=2026-05-10|form=2024-05-20\n",
     "id=v1|of=p1|at=2024-03-08|how=phone\nid=v2|of=p1|at=2024-04-15 23:59:59|how=phone\n"
     "id=v3|of=p1|at=2024-05-07|how=phone|during=1\n",
     "p1 start 2024-03-08..2024-03-14 met due v1\np1 mid 2024-03-26..2024-04-15 met due v2\n"
     "p1 end 2024-05-07..2024-05-13 met due v3\n"},
    {"R-decoration-4: a day before the window is early, a day after is late", "2024-06-30",
     PROJECT "|fin=2024-05-10|form=2024-05-20\n",
     "id=v1|of=p1|at=2024-03-07 23:59:59|how=phone|stage=start\nid=v2|of=p1|at=2024-04-16|how=phone|stage=mid\n",
     "p1 start 2024-03-08..2024-03-14 early due v1\np1 mid 2024-03-26..2024-04-15 late due v2\n"
     "p1 end 2024-05-07..2024-05-13 missed due\n"},
    {"R-decoration-7: finished the day after the plan, one more visit; on the planned day none", "2024-06-30",
     PROJECT "|fin=2024-05-11\n", "", /* the end opens 05-08 */
     "p1 start 2024-03-08..2024-03-14 missed due\np1 mid 2024-03-26..2024-04-15 missed due\n"
     "p1 end 2024-05-08..2024-05-14 missed due\np1 late 2024-05-11.. open due\n"},
    {"R-decoration-13: warranty over and no form: one more visit; not yet due before that day", "2024-06-30",
     "id=p1|cat=project|acc=2022-02-20|cust=K|war=2024-06-30\nid=p2|cat=project|acc=2022-02-20|cust=K|war=2024-07-01\n"
     "id=p3|cat=project|acc=2022-02-20|cust=K|war=2024-06-30|form=2024-06-30\n",
     "", "p1 feedback 2024-06-30.. open due\np2 feedback 2024-07-01.. open\n"},
    {"metrics 3, anchors: no middle when the plan ends before the start", "2024-06-30",
     "id=p1|cat=project|acc=2024-02-20|cust=K|sta=2024-03-01|plan=2024-02-28\n", "",
     "p1 start 2024-03-08..2024-03-14 missed due\n"},
    {"metrics 1: what happens after as-of is empty, the form too", "2024-05-09",
     PROJECT "|fin=2024-05-10|war=2024-05-09|form=2024-05-10\n", "",
     "p1 start 2024-03-08..2024-03-14 missed due\np1 mid 2024-03-26..2024-04-15 missed due\n"
     "p1 feedback 2024-05-09.. open due\n"},
    {"metrics 3, matching (1): a second visit that names a taken stage serves none, also not the next stage",
     "2024-06-30", PROJECT "\n",
     "id=v1|of=p1|at=2024-03-10|how=phone|stage=start\nid=v2|of=p1|at=2024-04-05|how=phone|stage=start\n",
     "p1 start 2024-03-08..2024-03-14 met due v1\np1 mid 2024-03-26..2024-04-15 missed due\n"},
    {"metrics 3, matching (1): a visit that names a stage without anchor serves none", "2024-06-30", PROJECT "\n",
     "id=v1|of=p1|at=2024-04-05|how=phone|stage=end\n",
     "p1 start 2024-03-08..2024-03-14 missed due\np1 mid 2024-03-26..2024-04-15 missed due\n"},
    {"metrics 3, matching (1): a stage that the event does not have is as if unnamed", "2024-06-30", PROJECT "\n",
     "id=v1|of=p1|at=2024-04-05|how=phone|stage=repair\n",
     "p1 start 2024-03-08..2024-03-14 missed due\np1 mid 2024-03-26..2024-04-15 met due v1\n"},
    {"metrics 3, matching (2): a window that holds the visit comes before an earlier stage that is over", "2024-06-30",
     PROJECT "\n", "id=v1|of=p1|at=2024-03-27|how=phone\nid=v2|of=p1|at=2024-03-28|how=phone\n",
     "p1 start 2024-03-08..2024-03-14 late due v2\np1 mid 2024-03-26..2024-04-15 met due v1\n"},
    {"metrics 3, matching (3): between the windows late for the first; with that taken early for the next",
     "2024-06-30", PROJECT "\n",
     "id=v1|of=p1|at=2024-03-20|how=phone\nid=v2|of=p1|at=2024-03-21|how=phone\n"
     "id=v3|of=p1|at=2024-03-22|how=phone\n",
     "p1 start 2024-03-08..2024-03-14 late due v1\np1 mid 2024-03-26..2024-04-15 early due v2\n"},
    {"metrics 3: a visit before the day of acceptance serves no stage, on that day it may", "2024-06-30",
     "id=p1|cat=project|acc=2024-03-11 12:00:00|cust=K|sta=2024-03-01|plan=2024-05-10\n",
     "id=v1|of=p1|at=2024-03-10|how=phone|stage=start\nid=v2|of=p1|at=2024-03-11 08:00:00|how=phone\n",
     "p1 start 2024-03-08..2024-03-14 met due v2\np1 mid 2024-03-26..2024-04-15 missed due\n"},
    {"metrics 3: a visit that lists several events serves one stage of each", "2024-06-30",
     PROJECT "\nid=p2|cat=project|acc=2024-03-20|cust=K|sta=2024-03-28|plan=2024-12-31\n",
     "id=v1|of=p1;p2;p9|at=2024-04-07|how=phone\n",
     "p1 start 2024-03-08..2024-03-14 missed due\np1 mid 2024-03-26..2024-04-15 met due v1\n"
     /* 278 days, half is 139: 08-14; 15 % is 41.7, rounded down 41 */
     "p2 start 2024-04-04..2024-04-10 met due v1\np2 mid 2024-07-04..2024-09-24 pending\n"},
};

START_TEST(test_decoration) { check_case(&decoration[_i], "decoration"); }
END_TEST

/* ---- windows of other regulations: one stage on finished_at, made here ---- */

#define D(n)                                                                                                           \
    { true, n, SPAN_DAY }
#define M(n)                                                                                                           \
    { true, n, SPAN_MONTH }
#define H(n)                                                                                                           \
    { true, n, SPAN_HOUR }
#define W(n)                                                                                                           \
    { true, n, SPAN_WORKDAY }
#define NOT_SET                                                                                                        \
    { 0 }

static const struct {
    const char *cites;
    struct span earliest, latest;
    bool skip_holidays, weekend_off, optional;
    const char *finished, *visit, *expected;
} windows[] = {
    {"9.1: handled 2023-01-31, 1 m: until 2023-02-28", D(0), M(1), false, false, false, "2023-01-31",
     "at=2023-02-28 23:59:59", "e s 2023-01-31..2023-02-28 met due v\n"},
    {"9.1: [7 d, 10 d] after 2024-05-01, visit 05-03 is early", D(7), D(10), false, false, false, "2024-05-01",
     "at=2024-05-03", "e s 2024-05-08..2024-05-11 early due v\n"},
    {"9.1: 72 h elapsed from 2024-02-27 23:50, the last second inside", D(0), H(72), false, false, false,
     "2024-02-27 23:50:00", "at=2024-03-01 23:50:00", "e s 2024-02-27..2024-03-01 met due v\n"},
    {"9.1: 72 h elapsed, one second after", D(0), H(72), false, false, false, "2024-02-27 23:50:00",
     "at=2024-03-01 23:50:01", "e s 2024-02-27..2024-03-01 late due v\n"},
    {"9.1: discharge 2024-09-24 + 7 d falls on 1 October, holidays 1-7: first day 10-08", D(7), NOT_SET, true, false,
     false, "2024-09-24", "at=2024-10-08 10:00:00", "e s 2024-10-08.. met due v\n"},
    {"9.1: on 10-07 it is early", D(7), NOT_SET, true, false, false, "2024-09-24", "at=2024-10-07",
     "e s 2024-10-08.. early due v\n"},
    {"9.1: 24 m after 2022-02-28, one month: 2024-02-28 to 2024-03-28", M(24), M(25), false, false, false, "2022-02-28",
     "at=2024-03-28", "e s 2024-02-28..2024-03-28 met due v\n"},
    {"metrics 3: an end on Saturday 2024-06-01 moves to Monday only with weekend_off", D(0), D(1), true, true, false,
     "2024-05-31", "at=2024-06-03", "e s 2024-05-31..2024-06-03 met due v\n"},
    {"metrics 3: without weekend_off it stays", D(0), D(1), true, false, false, "2024-05-31", "at=2024-06-03",
     "e s 2024-05-31..2024-06-01 late due v\n"},
    {"metrics 3: Saturday 2024-09-14 is a make-up working day", D(0), D(1), true, true, false, "2024-09-13",
     "at=2024-09-16", "e s 2024-09-13..2024-09-14 late due v\n"},
    {"metrics 1: one month after 31 May is 30 June", M(1), M(2), false, false, false, "2024-05-31", "at=2024-07-31",
     "e s 2024-06-30..2024-07-31 met due v\n"},
    {"working days: three after Thursday 2024-09-12 with the Saturday worked are 13, 14, 16", D(0), W(3), false, false,
     false, "2024-09-12", "at=2024-09-16", "e s 2024-09-12..2024-09-16 met due v\n"},
    {"metrics 3: an optional stage obliges nobody; outside its window a visit serves it only by name", D(0), D(3),
     false, false, true, "2024-05-01", "at=2024-05-05", ""},
    {"metrics 3: an optional stage inside its window", D(0), D(3), false, false, true, "2024-05-01",
     "at=2024-05-04 23:59:59", "e s 2024-05-01..2024-05-04 met optional v\n"},
    {"metrics 3: an optional stage by name", D(0), D(3), false, false, true, "2024-05-01", "at=2024-05-05|stage=s",
     "e s 2024-05-01..2024-05-04 late optional v\n"},
};

static struct stage *one_stage(struct kit *k, struct policy *p, const char *category) {
    struct stage *st = arena_zero(&k->a, sizeof *st);
    st->name = "s";
    st->anchor = ANCHOR_FINISHED;
    st->categories.name = arena_alloc(&k->a, sizeof *st->categories.name);
    st->categories.name[0] = category;
    st->categories.n = 1;
    p->stage = st;
    p->n_stages = 1;
    return st;
}

static void holidays(struct kit *k) {
    static int32_t off[7], work[1];
    for (int i = 0; i < 7; i++) off[i] = kit_day("2024-10-01") + i;
    work[0] = kit_day("2024-09-14");
    k->w.day_off = off;
    k->w.n_days_off = 7;
    k->w.workday = work;
    k->w.n_workdays = 1;
}

START_TEST(test_windows) {
    struct kit k;
    char event[128], visit[128];
    kit_init(&k, NULL, "2025-12-31");
    struct policy *p = kit_bare(&k);
    struct stage *st = one_stage(&k, p, "stay");
    st->earliest = windows[_i].earliest;
    st->latest = windows[_i].latest;
    st->skip_holidays = windows[_i].skip_holidays;
    st->optional = windows[_i].optional;
    p->weekend_off = windows[_i].weekend_off;
    kit_use(&k, p, NULL, NULL, NULL);
    holidays(&k);
    snprintf(event, sizeof event, "id=e|cat=stay|acc=2022-01-01|cust=K|fin=%s", windows[_i].finished);
    snprintf(visit, sizeof visit, "id=v|of=e|how=phone|%s", windows[_i].visit);
    kit_story(&k, event, visit);
    kit_tell(&k);
    ck_assert_msg(!strcmp(kit_obligations(&k), windows[_i].expected), "%s: %s", windows[_i].cites, kit_obligations(&k));
    kit_release(&k);
}
END_TEST

START_TEST(test_unjudgeable_window) { /* metrics 1: hours need clock times on both sides */
    struct kit k;
    kit_init(&k, NULL, "2024-12-31");
    struct policy *p = kit_bare(&k);
    one_stage(&k, p, "stay")->latest = (struct span)H(24);
    kit_use(&k, p, NULL, NULL, NULL);
    kit_story(&k,
              "id=a|cat=stay|acc=2024-01-01|cust=K|fin=2024-02-01 10:00:00\n"
              "id=b|cat=stay|acc=2024-01-01|cust=K|fin=2024-02-01\n"
              "id=c|cat=stay|acc=2024-01-01|cust=K|fin=2024-02-01 10:00:00\n",
              "id=v1|of=a|at=2024-02-01|how=phone\nid=v2|of=b|at=2024-02-01 10:00:00|how=phone\n"
              "id=v3|of=c|at=2024-02-02 10:00:00|how=phone\n");
    kit_tell(&k);
    ck_assert_str_eq(kit_cell(&k, "visit_rate", "2024-02", "", "stay", ""), "3/3");
    ck_assert_str_eq(kit_cell(&k, "timely_rate", "2024-02", "", "stay", ""), "1/1"); /* c only, to the second */
    ck_assert_str_eq(kit_cell(&k, "not_judgeable", "2024-02", "", "", "timely_rate"), "2/0");
    ck_assert_str_eq(kit_cell(&k, "not_judgeable", "2024-02", "", "", ""), "2/0");
    kit_release(&k);
}
END_TEST

START_TEST(test_cohort_anchor) { /* metrics 3, period: cohort anchor holds the anchor, due all the same by the
    deadline */
    struct kit k;
    kit_init(&k, NULL, "2024-03-02");
    struct policy *p = kit_bare(&k);
    p->cohort = COHORT_ANCHOR;
    one_stage(&k, p, "stay")->latest = (struct span)D(3);
    kit_use(&k, p, NULL, NULL, NULL);
    kit_story(&k,
              "id=a|cat=stay|acc=2024-01-01|cust=K|fin=2024-02-28\n"
              "id=b|cat=stay|acc=2024-01-01|cust=K|fin=2024-02-29\n",
              "");
    kit_tell(&k); /* a ends 03-02, b 03-03 */
    ck_assert_str_eq(kit_cell(&k, "visit_rate", "2024-02", "", "", ""), "0/1");
    ck_assert_str_eq(kit_cell(&k, "visit_rate", "2024-03", "", "", ""), "");
    ck_assert_int_eq(k.tale.obligation[0].month_day, kit_day("2024-02-28"));
    kit_release(&k);
}
END_TEST

/* metrics 3, counted visits: a stage may say that any phase will do; then the visit counts in the rates of visits too, but not one to
 * an event of another category */
START_TEST(test_phases) {
    static const struct {
        bool set;
        enum phases phases;
        const char *expected, *counted;
    } row[] = {
        {false, PHASES_AFTER, "e s 2024-05-01..2024-05-04 missed due\n", ""},
        {true, PHASES_ANY, "e s 2024-05-01..2024-05-04 met due v\n", "1/1"},
    };
    for (size_t i = 0; i < 2; i++) {
        struct kit k;
        kit_init(&k, NULL, "2024-12-31");
        struct policy *p = kit_bare(&k);
        struct stage *st = one_stage(&k, p, "stay");
        st->latest = (struct span)D(3);
        st->phases_set = row[i].set;
        st->phases = row[i].phases;
        kit_use(&k, p, NULL, NULL, NULL);
        kit_story(&k, "id=e|cat=stay|acc=2024-01-01|cust=K|fin=2024-05-01\nid=f|cat=repair|acc=2024-01-01|cust=K\n",
                  "id=v|of=e|at=2024-05-02|how=phone|during=1|out=pass\n"
                  "id=w|of=f|at=2024-05-02|how=phone|during=1|out=pass\n");
        kit_tell(&k);
        ck_assert_str_eq(kit_obligations(&k), row[i].expected);
        ck_assert_str_eq(kit_cell(&k, "pass_rate", "2024-05", "", "", ""), row[i].counted);
        kit_release(&k);
    }
}
END_TEST

START_TEST(test_optional_visits) { /* metrics 3: by the period of the visit; no part of the rates */
    struct kit k;
    kit_init(&k, NULL, "2024-12-31");
    struct policy *p = kit_bare(&k);
    struct stage *st = one_stage(&k, p, "stay");
    st->latest = (struct span)D(60);
    st->optional = true;
    kit_use(&k, p, NULL, NULL, NULL);
    kit_story(&k,
              "id=e|cat=stay|acc=2024-01-01|cust=K|fin=2024-05-01\n"
              "id=f|cat=stay|acc=2024-01-01|cust=K|fin=2024-05-01\n",
              "id=v|of=e|at=2024-06-02|how=phone\n");
    kit_tell(&k);
    ck_assert_str_eq(kit_cell(&k, "optional_visits", "2024-06", "", "stay", "s"), "1/0");
    ck_assert_str_eq(kit_cell(&k, "optional_visits", "2024-06", "", "", ""), "1/0");
    ck_assert_str_eq(kit_cell(&k, "visit_rate", "2024", "", "", ""), "");
    kit_release(&k);
}
END_TEST

/* ---- count_from, editions, sites ---- */

START_TEST(test_count_from) { /* data.md: nothing older is owed, missed or late; a visit made for it serves no other */
    struct kit k;
    kit_init(&k, NULL, "2024-06-30");
    kit_use(&k, kit_policy(&k, "decoration"), NULL, NULL, NULL);
    k.w.count_from = kit_day("2024-03-02");
    kit_story(&k, PROJECT "|fin=2024-05-10|form=2024-05-20\n", "id=v1|of=p1|at=2024-03-10|how=phone\n");
    kit_tell(&k);
    ck_assert_str_eq(kit_obligations(&k), "p1 mid 2024-03-26..2024-04-15 missed due\n"
                                          "p1 end 2024-05-07..2024-05-13 missed due\n");
    k.w.count_from = kit_day("2024-03-01"); /* the day itself is not older */
    kit_tell(&k);
    ck_assert_str_eq(kit_obligations(&k), "p1 start 2024-03-08..2024-03-14 met due v1\n"
                                          "p1 mid 2024-03-26..2024-04-15 missed due\n"
                                          "p1 end 2024-05-07..2024-05-13 missed due\n");
    kit_release(&k);
}
END_TEST

START_TEST(test_editions) { /* data.md: judged under the edition in force at its site on the anchor's day */
    struct kit k;
    kit_init(&k, NULL, "2024-12-31");
    struct policy *old = kit_policy(&k, "property-10"), *new = arena_alloc(&k.a, sizeof *new);
    *new = *old;
    new->id = "property-11";
    kit_use(&k, old, "A", NULL, "2024-03-31");
    kit_use(&k, new, "A", "2024-04-01", NULL);
    kit_story(&k,
              "id=c1|cat=complaint|site=A|acc=2024-03-20|cust=K|fin=2024-03-31\n"
              "id=c2|cat=complaint|site=A|acc=2024-03-21|cust=K|fin=2024-04-01\n"
              "id=c3|cat=complaint|site=B|acc=2024-03-22|cust=K|fin=2024-04-01\n"
              "id=r1|cat=repair|site=A|acc=2024-03-23|cust=K|fin=2024-04-01|again=1\n",
              "id=v1|of=c2|at=2024-04-02|how=phone|sat=5\n");
    kit_tell(&k);
    ck_assert_str_eq(kit_obligations(&k), "c1 complaint 2024-03-31..2024-04-03 missed due\n"
                                          "c2 complaint 2024-04-01..2024-04-04 met due v1\n"
                                          "r1 repair 2024-04-01..2024-04-03 missed due\n"
                                          "r1 repair2 2024-05-01..2024-06-01 missed due\n");
    ck_assert_uint_eq(k.tale.obligation[0].policy, 0);
    ck_assert_uint_eq(k.tale.obligation[1].policy, 1);
    for (size_t i = 0; i < k.tale.n_tallies; i++) { /* accepted in March: counted under the old one; visited under
        the new */
        const struct tally *y = &k.tale.tally[i];
        if (y->metric == METRIC_complaints) ck_assert_uint_eq(y->policy, 0);
        if (y->metric == METRIC_satisfaction_rate) ck_assert_uint_eq(y->policy, 1);
    }
    ck_assert_str_eq(kit_cell(&k, "complaints", "2024-03", "", "complaint", ""), "2/0"); /* nothing is in force at B */
    kit_release(&k);
}
END_TEST

START_TEST(test_editions_share_visits) { /* one visit serves one stage, also when an edition begins between two
    stages */
    struct kit k;
    kit_init(&k, NULL, "2024-06-30");
    struct policy *old = kit_policy(&k, "decoration"), *new = arena_alloc(&k.a, sizeof *new);
    *new = *old;
    new->id = "decoration-2";
    kit_use(&k, old, NULL, NULL, "2024-03-31");
    kit_use(&k, new, NULL, "2024-04-01", NULL);
    kit_story(&k, PROJECT "|fin=2024-05-10|form=2024-05-20\n", "id=v1|of=p1|at=2024-03-10|how=phone\n");
    kit_tell(&k);
    ck_assert_str_eq(kit_obligations(&k), "p1 start 2024-03-08..2024-03-14 met due v1\n"
                                          "p1 mid 2024-03-26..2024-04-15 missed due\n"
                                          "p1 end 2024-05-07..2024-05-13 missed due\n");
    kit_release(&k);
}
END_TEST

START_TEST(test_policies_apart) { /* two regulations in force side by side: each judges for itself */
    struct kit k;
    kit_init(&k, NULL, "2024-06-30");
    struct policy *one = kit_policy(&k, "property-10"), *two = arena_alloc(&k.a, sizeof *two);
    *two = *one;
    two->id = "second";
    kit_use(&k, one, NULL, NULL, NULL);
    kit_use(&k, two, NULL, NULL, NULL);
    kit_use(&k, one, "A", NULL, NULL); /* the same policy again adds nothing */
    kit_story(&k, "id=c1|cat=complaint|site=A|acc=2024-03-20|cust=K|fin=2024-03-31\n",
              "id=v1|of=c1|at=2024-04-02|how=phone\n");
    kit_tell(&k);
    ck_assert_str_eq(kit_obligations(&k), "c1 complaint 2024-03-31..2024-04-03 met due v1\n"
                                          "c1 complaint 2024-03-31..2024-04-03 met due v1\n");
    ck_assert_str_eq(kit_cell(&k, "events", "2024-03", "A", "", ""), "2/0"); /* one of each policy */
    kit_release(&k);
}
END_TEST

/* ---- merging ---- */

static const struct {
    const char *cites, *events, *expected;
} merging[] = {
    {"metrics 2: seven days after the first, not eight; counted by day",
     "id=a|cust=K|issue=x|dept=1|acc=2024-03-01 23:59:59\nid=b|cust=K|issue=x|dept=2|acc=2024-03-08 23:59:59\n"
     "id=c|cust=K|issue=x|dept=3|acc=2024-03-09 00:00:00\n",
     "b>a\n"},
    {"metrics 2: the same department is a repeat, not a duplicate",
     "id=a|cust=K|issue=x|dept=1|acc=2024-03-01\nid=b|cust=K|issue=x|dept=1|acc=2024-03-02\n", ""},
    {"metrics 2: the oldest group that can take it; order by acceptance, then id",
     "id=a|cust=K|issue=x|dept=1|acc=2024-03-01\nid=b|cust=K|issue=x|dept=1|acc=2024-03-02\n"
     "id=d|cust=K|issue=x|dept=2|acc=2024-03-03\nid=c|cust=K|issue=x|dept=2|acc=2024-03-03\n"
     "id=e|cust=K|issue=x|dept=2|acc=2024-03-03\n",
     "c>a\nd>b\n"},
    {"metrics 2: the window runs from the first of the group, so the second group takes what the first cannot",
     "id=a|cust=K|issue=x|dept=1|acc=2024-03-01\nid=b|cust=K|issue=x|dept=1|acc=2024-03-05\n"
     "id=c|cust=K|issue=x|dept=2|acc=2024-03-10\n",
     "c>b\n"},
    {"metrics 2: another issue, no issue, no department, no customer, anonymous: never",
     "id=a|cust=K|issue=x|dept=1|acc=2024-03-01\nid=b|cust=K|issue=y|dept=2|acc=2024-03-02\n"
     "id=c|cust=K|dept=2|acc=2024-03-02\n"
     "id=d|cust=K|issue=x|acc=2024-03-02\nid=e|issue=x|dept=2|acc=2024-03-02\n"
     "id=f|cust=K|issue=x|dept=2|acc=2024-03-02|anon=1\n",
     ""},
};

START_TEST(test_merging) {
    struct kit k;
    struct buf b;
    kit_init(&k, NULL, "2024-12-31");
    kit_use(&k, kit_policy(&k, "property-10"), NULL, NULL, NULL);
    buf_init(&b);
    struct str lines = str_of(merging[_i].events);
    for (struct str l; str_split(&lines, '\n', &l);)
        if (l.n) buf_printf(&b, "cat=complaint|%.*s\n", STR_ARG(l));
    kit_story(&k, b.p, "");
    kit_tell(&k);
    ck_assert_msg(!strcmp(kit_merged(&k), merging[_i].expected), "%s: %s", merging[_i].cites, kit_merged(&k));
    kit_release(&k);
    buf_release(&b);
}
END_TEST

START_TEST(test_order) { /* metrics 1: a date sorts as 00:00:00; then by id, however the rows come */
    struct kit k;
    kit_init(&k, NULL, "2024-12-31");
    kit_use(&k, kit_policy(&k, "property-10"), NULL, NULL, NULL);
    kit_story(&k,
              "id=b|cat=complaint|cust=K|issue=x|dept=1|acc=2024-03-01\n"
              "id=a|cat=complaint|cust=K|issue=x|dept=2|acc=2024-03-01 00:00:00|fin=2024-03-02\n",
              "id=w|of=b|at=2024-03-03|how=phone\nid=v|of=b|at=2024-03-03 00:00:00|how=phone\n");
    struct event_row first = k.s.event[0];
    k.s.event[0] = k.s.event[1];
    k.s.event[1] = first;
    struct visit_row earlier = k.s.visit[0];
    k.s.visit[0] = k.s.visit[1];
    k.s.visit[1] = earlier;
    kit_tell(&k);
    ck_assert_str_eq(kit_merged(&k), "b>a\n");
    ck_assert_str_eq(kit_obligations(&k), "a complaint 2024-03-02..2024-03-05 met due v\n");
    kit_release(&k);
}
END_TEST

START_TEST(test_merged_count_nowhere) { /* metrics 2: no obligation, not exempt, counts only as merged; off: two
    complaints */
    for (int on = 0; on < 2; on++) {
        struct kit k;
        kit_init(&k, NULL, "2024-12-31");
        struct policy *p = kit_policy(&k, "property-10");
        p->merge.on = on;
        kit_use(&k, p, NULL, NULL, NULL);
        kit_story(&k,
                  "id=a|cat=complaint|cust=K|issue=x|dept=1|acc=2024-03-01|fin=2024-03-02\n"
                  "id=b|cat=complaint|cust=K|issue=x|dept=2|acc=2024-03-02|fin=2024-03-02|letter=1\n",
                  "id=v|of=a;b|at=2024-03-03|how=phone\n");
        kit_tell(&k);
        ck_assert_str_eq(kit_obligations(&k), on ? "a complaint 2024-03-02..2024-03-05 met due v\n"
                                                 : "a complaint 2024-03-02..2024-03-05 met due v\n"
                                                   "b complaint 2024-03-02..2024-03-05 met due v\n");
        ck_assert_str_eq(kit_cell(&k, "complaints", "2024-03", "", "complaint", ""), on ? "1/0" : "2/0");
        ck_assert_str_eq(kit_cell(&k, "merged", "2024-03", "", "complaint", ""), on ? "1/0" : "");
        ck_assert_str_eq(kit_cell(&k, "exempt", "2024-03", "", "complaint", ""), "");
        ck_assert_str_eq(kit_repeats(&k), on ? "" : "b x 2 a;b\n");
        kit_release(&k);
    }
}
END_TEST

START_TEST(test_breakdowns) { /* metrics 5: stages validity:valid …, blank ones without a row */
    struct kit k;
    kit_init(&k, NULL, "2024-12-31");
    kit_use(&k, kit_policy(&k, "property-10"), NULL, NULL, NULL);
    kit_story(&k,
              "id=a|cat=complaint|site=A|cust=K|acc=2024-03-01|valid=valid|class=quality|sev=major|channel=phone\n"
              "id=b|cat=complaint|site=A|cust=K|acc=2024-03-02|valid=communicative|kind=help\n"
              "id=c|cat=repair|site=A|cust=K|acc=2024-03-02|channel=phone\n",
              "");
    kit_tell(&k);
    ck_assert_str_eq(kit_cell(&k, "complaints", "2024-03", "A", "complaint", ""), "2/0");
    ck_assert_str_eq(kit_cell(&k, "complaints", "2024-03", "A", "complaint", "validity:valid"), "1/0");
    ck_assert_str_eq(kit_cell(&k, "complaints", "2024-03", "A", "complaint", "validity_kind:help"), "1/0");
    ck_assert_str_eq(kit_cell(&k, "complaints", "2024-03", "A", "complaint", "content_class:quality"), "1/0");
    ck_assert_str_eq(kit_cell(&k, "complaints", "2024-03", "A", "complaint", "severity:major"), "1/0");
    ck_assert_str_eq(kit_cell(&k, "complaints", "2024-03", "A", "complaint", "channel:phone"), "1/0");
    ck_assert_str_eq(kit_cell(&k, "events", "2024-03", "A", "", "channel:phone"), "2/0");
    ck_assert_str_eq(kit_cell(&k, "events", "2024-03", "A", "", ""), "3/0");
    kit_release(&k);
}
END_TEST

START_TEST(test_explain) { /* what is left out says why, and adds nothing */
    struct kit k;
    kit_init(&k, NULL, "2024-03-31");
    kit_use(&k, kit_policy(&k, "property-10"), NULL, NULL, NULL);
    k.w.explain = true;
    kit_story(&k, property[0].events, property[0].visits);
    kit_tell(&k);
    struct {
        const char *event, *why;
    } row[] = {{"c1", "counted"}, {"c5", "exempt"}, {"c7", "not_due"}, {"m2", "merged"}};
    size_t found = 0;
    for (size_t i = 0; i < k.tale.n_tallies; i++) {
        const struct tally *y = &k.tale.tally[i];
        if (y->metric != METRIC_visit_rate || y->scope_kind != SCOPE_ALL) continue;
        for (size_t r = 0; r < 4; r++)
            if (str_is(y->event->event_id, row[r].event)) {
                ck_assert_str_eq(y->why, row[r].why);
                found++;
            }
    }
    ck_assert_uint_eq(found, 4);
    ck_assert_str_eq(kit_cell(&k, "visit_rate", "2024-03", "", "complaint", ""), "5/7");
    kit_release(&k);
}
END_TEST

Suite *tell_suite(void) {
    Suite *s = suite_create("tell");
    TCase *c = tcase_create("obligations");
    LOOP_TEST(c, test_property, property);
    tcase_add_test(c, test_property_figures);
    LOOP_TEST(c, test_decoration, decoration);
    LOOP_TEST(c, test_windows, windows);
    tcase_add_test(c, test_unjudgeable_window);
    tcase_add_test(c, test_cohort_anchor);
    tcase_add_test(c, test_phases);
    tcase_add_test(c, test_optional_visits);
    tcase_add_test(c, test_count_from);
    tcase_add_test(c, test_editions);
    tcase_add_test(c, test_editions_share_visits);
    tcase_add_test(c, test_policies_apart);
    LOOP_TEST(c, test_merging, merging);
    tcase_add_test(c, test_order);
    tcase_add_test(c, test_merged_count_nowhere);
    tcase_add_test(c, test_breakdowns);
    tcase_add_test(c, test_explain);
    suite_add_tcase(s, c);
    tell_limits(s);
    tell_repeats(s);
    tell_visits(s);
    tell_days(s);
    return s;
}
