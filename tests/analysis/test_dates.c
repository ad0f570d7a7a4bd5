/* Every date case of requirements.md 9.1 that concerns stages, limits, hours, hand-in and targets, in the table's order,
 * each with a policy of nothing but the rule. The others: week pack and ratio report in test_reports.c; the sample of
 * a month without repairs in test_samples.c. Where 9.1 and metrics.md differ, metrics.md wins (said at the case). */
#include "base/file.h"
#include "tests/analysis/store_kit.h"
#include "tests/analysis/tell_kit.h"
#include <stdio.h>
#include <unistd.h>

Suite *dates_suite(void);

static const char head[] =
    "policy: p\ntitle: t\ncategories: {complaint: 投诉, repair: 报修, inpatient: 住院, contract: 合同}\nrepeats: []\nrework: []\n";

static struct policy *policy_of(struct kit *k, const char *sections) {
    struct err e = {0};
    const char *path = arena_printf(&k->a, "/tmp/huifang-dates-%d.yaml", (int)getpid());
    file_write(path, str_of(arena_printf(&k->a, "%s%s", head, sections)), false, &e);
    struct policy *p = policy_read(&k->a, path, NULL, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    unlink(path);
    return p;
}

#define STAGE(category, anchor, window)                                                                                \
    "stages:\n  - {name: s, categories: " category ", anchor: " anchor ", " window ", clause: 1}\n"
#define HOURS "visits: {hours: {ranges: ['10:00-12:00', '15:00-17:00'], methods: phone, clause: 4}}\n"
#define DONE(id, category, day) "id=" id "|cat=" category "|cust=K|acc=2022-01-01|fin=" day "\n"
#define CALL(id, of, at) "id=" id "|of=" of "|at=" at "|how=phone\n"

static const struct {
    const char *cites, *policy, *as_of, *events, *visits, *obligations, *breaches, *limits;
} cases[] = {
    {"complaint handled 2024-02-27 23:50, 3 d: on time until 2024-03-01 24:00 (leap year)",
     STAGE("complaint", "finished_at", "latest: 3 d"), "2024-03-31",
     DONE("a", "complaint", "2024-02-27 23:50:00") DONE("b", "complaint", "2024-02-27 23:50:00"),
     CALL("v1", "a", "2024-03-01 23:59:59") CALL("v2", "b", "2024-03-02 00:00:00"),
     "a s 2024-02-27..2024-03-01 met due v1\nb s 2024-02-27..2024-03-01 late due v2\n", "", ""},
    {"the same with elapsed time: until 2024-03-01 23:50", STAGE("complaint", "finished_at", "latest: 72 h"),
     "2024-03-31", DONE("a", "complaint", "2024-02-27 23:50:00") DONE("b", "complaint", "2024-02-27 23:50:00"),
     CALL("v1", "a", "2024-03-01 23:50:00") CALL("v2", "b", "2024-03-01 23:50:01"),
     "a s 2024-02-27..2024-03-01 met due v1\nb s 2024-02-27..2024-03-01 late due v2\n", "", ""},
    {"repair handled 2023-01-31, 1 m (liyuan): until 2023-02-28 24:00", STAGE("repair", "finished_at", "latest: 1 m"),
     "2023-03-31", DONE("a", "repair", "2023-01-31") DONE("b", "repair", "2023-01-31"),
     CALL("v1", "a", "2023-02-28 23:59:59") CALL("v2", "b", "2023-03-01"),
     "a s 2023-01-31..2023-02-28 met due v1\nb s 2023-01-31..2023-02-28 late due v2\n", "", ""},
    {"repair handled 2023-01-31, second stage [1 m, 2 m] (property-10): 2023-02-28 to 2023-03-31",
     STAGE("repair", "finished_at", "earliest: 1 m, latest: 2 m"), "2023-04-30",
     DONE("a", "repair", "2023-01-31") DONE("b", "repair", "2023-01-31"),
     CALL("v1", "a", "2023-02-27 23:59:59") CALL("v2", "b", "2023-03-31 23:59:59"),
     "a s 2023-02-28..2023-03-31 early due v1\nb s 2023-02-28..2023-03-31 met due v2\n", "", ""},
    {"repair handled 2024-05-01, [7 d, 10 d] (textbook-visit-guide): 05-08 to 05-11; on 05-03 early",
     STAGE("repair", "finished_at", "earliest: 7 d, latest: 10 d"), "2024-05-31",
     DONE("a", "repair", "2024-05-01") DONE("b", "repair", "2024-05-01") DONE("c", "repair", "2024-05-01"),
     CALL("v1", "a", "2024-05-03") CALL("v2", "b", "2024-05-08") CALL("v3", "c", "2024-05-12"),
     "a s 2024-05-08..2024-05-11 early due v1\nb s 2024-05-08..2024-05-11 met due v2\nc s 2024-05-08..2024-05-11 late due v3\n",
     "", ""},
    {"discharge 2024-09-24, 7 d, holidays 1 to 7 October (hospital): first on 2024-10-08, at 10:00",
     STAGE("inpatient", "finished_at", "earliest: 7 d, latest: not_set, skip_holidays: true") HOURS, "2024-10-31",
     DONE("a", "inpatient", "2024-09-24") DONE("b", "inpatient", "2024-09-24"),
     CALL("v1", "a", "2024-10-08 10:00:00") CALL("v2", "b", "2024-10-08 09:59:59"),
     "a s 2024-10-08.. met due v1\nb s 2024-10-08.. met due v2\n", "v2 hours 4\n", ""},
    {"call at 12:00:00 / 12:01 (hospital): inside, outside", HOURS, "2024-10-31", DONE("a", "inpatient", "2024-09-24"),
     CALL("v1", "a", "2024-10-08 12:00:00") CALL("v2", "a", "2024-10-09 12:01:00")
         CALL("v3", "a", "2024-10-09 15:00:00"),
     "", "v2 hours 4\n", ""},
    {"received Friday 17:00, open Monday 17:01 (mall, 72 h): escalated; at 17:00 exactly not",
     "escalation: {after: 72 h, to: x, clause: 5}\n", "2024-03-31",
     "id=a|cat=complaint|cust=K|acc=2024-03-01 17:00:00|fin=2024-03-04 17:01:00\nid=b|cat=complaint|cust=K|acc=2024-03-01 17:00:00|fin=2024-03-04 17:00:00\n",
     "", "", "", "a escalation open\n"},
    {"received 09:00, first contact 12:00 / 12:01 (mall): in limit, breach",
     "limits: {contact: {within: 3 h, clause: 7}}\n", "2024-03-31",
     "id=a|cat=complaint|cust=K|acc=2024-03-01 09:00:00|con=2024-03-01 12:00:00\nid=b|cat=complaint|cust=K|acc=2024-03-01 09:00:00|con=2024-03-01 12:01:00\n",
     "", "", "", "b contact over\n"},
    {"forms of February 2023 handed in on the 28th (property-10): in time: min(30, last day)",
     "visits: {filed: {day: 30, clause: 4.7}}\n", "2023-03-31", DONE("a", "repair", "2023-02-01"),
     "id=v1|of=a|at=2023-02-10|how=phone|filed=2023-02-28\nid=v2|of=a|at=2023-02-10|how=phone|filed=2023-03-01\nid=v3|of=a|at=2023-02-28|how=phone|filed=2023-02-28\n",
     "", "v2 filed 4.7\n", ""},
    {"complaint received 2024-01-31, open on 2024-02-29 / 2024-03-01 (textbook-complaints, one month): not yet, over",
     "escalation: {after: 1 m, to: x, clause: 5}\n", "2024-03-31",
     "id=a|cat=complaint|cust=K|acc=2024-01-31 10:00:00|fin=2024-02-29 23:59:59\nid=b|cat=complaint|cust=K|acc=2024-01-31 10:00:00|fin=2024-03-01 00:00:00\n",
     "", "", "", "b escalation open\n"},
    {"the same, still open: a day's deadline has passed at its 24:00, so with as-of 2024-02-29 (metrics.md 1)",
     "escalation: {after: 1 m, to: x, clause: 5}\n", "2024-02-29",
     "id=a|cat=complaint|cust=K|acc=2024-01-31 10:00:00\n", "", "", "", "a escalation open\n"},
    {"and not with as-of the day before", "escalation: {after: 1 m, to: x, clause: 5}\n", "2024-02-28",
     "id=a|cat=complaint|cust=K|acc=2024-01-31 10:00:00\n", "", "", "", "a escalation running\n"},
    {"warranty from 2022-02-28, stage of 24 months (power-equipment): 2024-02-28 to 2024-03-28",
     STAGE("contract", "delivered_at", "earliest: 24 m, latest: 25 m"), "2024-04-30",
     "id=a|cat=contract|cust=K|acc=2022-01-01|del=2022-02-28\n", CALL("v1", "a", "2024-03-28 23:59:59"),
     "a s 2024-02-28..2024-03-28 met due v1\n", "", ""},
};
START_TEST(test_date) {
    static int32_t october[7];
    struct kit k;
    kit_init(&k, NULL, cases[_i].as_of);
    for (int i = 0; i < 7; i++) october[i] = kit_day("2024-10-01") + i;
    k.w.day_off = october;
    k.w.n_days_off = 7;
    kit_use(&k, policy_of(&k, cases[_i].policy), NULL, NULL, NULL);
    kit_story(&k, cases[_i].events, cases[_i].visits);
    kit_tell(&k);
    const char *is = kit_obligations(&k);
    ck_assert_msg(!strcmp(is, cases[_i].obligations), "%s\n%s", cases[_i].cites, is);
    is = kit_breaches(&k);
    ck_assert_msg(!strcmp(is, cases[_i].breaches), "%s\n%s", cases[_i].cites, is);
    is = kit_limits(&k);
    ck_assert_msg(!strcmp(is, cases[_i].limits), "%s\n%s", cases[_i].cites, is);
    kit_release(&k);
}
END_TEST

/* Rates against a target, in integers: 17 of 20 is exactly 85 %; of 144, 85 % are 122.4, so 123 are needed. Bands of 5 %
 * below 100 % (hospital, whole bands): 19 of 20 = 95.0 % one, 37 of 39 = 94.9 % one, 18 of 20 = 90.0 % two, none missed none. */
static const struct {
    const char *cites, *share;
    int due, visited, compliant, shortfall;
    const char *points;
} rates[] = {
    {"17 of 20 is 85 %", "85 %", 20, 17, 1, 0, "0"}, {"16 of 20 is not", "85 %", 20, 16, 0, 1, "-1"},
    {"122 of 144", "85 %", 144, 122, 0, 1, "0"},     {"123 of 144", "85 %", 144, 123, 1, 0, "0"},
    {"95.0 %", "100 %", 20, 19, 0, 1, "-1"},         {"94.9 %", "100 %", 39, 37, 0, 2, "-1"},
    {"90.0 %", "100 %", 20, 18, 0, 2, "-2"},         {"100 %", "100 %", 20, 20, 1, 0, "0"},
};
START_TEST(test_rate) {
    struct kit_store k;
    struct err e = {0};
    char path[64], text[1024], config[128];
    snprintf(path, sizeof path, "/tmp/huifang-dates-%d.yaml", (int)getpid());
    snprintf(text, sizeof text,
             "%sstages:\n  - {name: s, categories: repair, anchor: finished_at, latest: 3 d, target: %s, clause: 1}\n"
             "bands:\n  - {metric: visit_rate, category: repair, width: 5 %%, points: 1, clause: 8}\n",
             head, rates[_i].share);
    file_write(path, str_of(text), false, &e);
    snprintf(config, sizeof config, "policy: %s\n", path);
    store_kit_init(&k, config);
    unlink(path);
    for (int i = 0; i < rates[_i].due; i++) {
        store_kit_put(
            &k, arena_printf(
                    &k.a,
                    "event|event_id=R%d|category=repair|customer_id=K%d|accepted_at=2024-03-01|finished_at=2024-03-02",
                    i, i));
        if (i < rates[_i].visited)
            store_kit_put(&k, arena_printf(&k.a, "visit|visit_id=V%d|event_ids=R%d|visited_at=2024-03-04", i, i));
    }
    store_kit_analyse(&k, "2024-03-31", false);
#define AT " AND period = '2024-03' AND scope_kind = 'all' AND category = 'repair' AND stage = ''"
    ck_assert_msg(store_kit_int(&k, "SELECT compliant FROM metric WHERE metric = 'visit_rate'" AT) ==
                      rates[_i].compliant,
                  "%s", rates[_i].cites);
    ck_assert_int_eq(store_kit_int(&k, "SELECT coalesce(sum(numerator), 0) FROM metric WHERE metric = 'shortfall'" AT),
                     rates[_i].shortfall);
    ck_assert_str_eq(store_kit_ask(&k, "SELECT value_micro / 1000000 FROM metric WHERE metric = 'score_rate_band'" AT),
                     arena_printf(&k.a, "%s\n", rates[_i].points));
    store_kit_release(&k);
}
END_TEST

Suite *dates_suite(void) {
    Suite *s = suite_create("dates");
    TCase *c = tcase_create("dates");
    tcase_set_timeout(c, 60);
    LOOP_TEST(c, test_date, cases);
    LOOP_TEST(c, test_rate, rates);
    suite_add_tcase(s, c);
    return s;
}
