/* Duties that come back with the calendar: stages that recur (docs/policy-format.md «Stages that recur», requirements.md
 * P-61). Policies are written as a file would be, so that a case goes from the key to the row. Every expected line is
 * derived by hand; the comment says how. */
#include "base/file.h"
#include "tests/analysis/tell_kit.h"
#include <stdio.h>
#include <unistd.h>

Suite *duties_suite(void);

/* The policy whose sections these are. */
static struct policy *policy_of(struct kit *k, const char *sections) {
    struct err e = {0};
    const char *path = arena_printf(&k->a, "/tmp/huifang-duties-%d.yaml", (int)getpid());
    file_write(path,
               str_of(arena_printf(&k->a,
                                   "policy: p\ntitle: t\ncategories: {complaint: 投诉, repair: 报修, contract: 合同}\n"
                                   "roles: {clerk: 文员, assistant: 助理, supervisor: 主管, manager: 经理}\n%s",
                                   sections)),
               false, &e);
    struct policy *p = policy_read(&k->a, path, NULL, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    unlink(path);
    return p;
}

#define ROUTINE(every)                                                                                                 \
    "stages:\n  - {name: routine, categories: contract, anchor: started_at, every: " every ", clause: 1}\n"
#define CONTRACT "id=e|cat=contract|cust=K|acc=2024-01-02|sta=2024-01-20"

static const struct recurring {
    const char *cites, *policy, *as_of, *events, *visits, *expected;
} recurring[] = {
    {"each month from the anchor's to the one that holds the end; a visit in its month is in time, none is missed",
     ROUTINE("month"), "2024-04-30", CONTRACT "|fin=2024-03-10\n",
     "id=v1|of=e|at=2024-01-31 23:59:59|how=phone\nid=v2|of=e|at=2024-03-31|how=phone\n",
     "e routine 2024-01-20..2024-01-31 met due v1\ne routine 2024-02-01..2024-02-29 missed due\n"
     "e routine 2024-03-01..2024-03-31 met due v2\n"},
    {"still running: the month that holds as-of is the last, and is not due yet", ROUTINE("month"), "2024-02-10",
     CONTRACT "\n", "", "e routine 2024-01-20..2024-01-31 missed due\ne routine 2024-02-01..2024-02-29 pending\n"},
    {"an end after as-of is not known yet", ROUTINE("month"), "2024-02-10", CONTRACT "|fin=2024-02-11\n", "",
     "e routine 2024-01-20..2024-01-31 missed due\ne routine 2024-02-01..2024-02-29 pending\n"},
    {"ended on the first: its month is still touched", ROUTINE("month"), "2024-03-31", CONTRACT "|fin=2024-02-01\n", "",
     "e routine 2024-01-20..2024-01-31 missed due\ne routine 2024-02-01..2024-02-29 missed due\n"},
    {"ended before it began: no duty", ROUTINE("month"), "2024-03-31", CONTRACT "|fin=2024-01-19\n", "", ""},
    {"not begun: no duty yet", ROUTINE("month"), "2024-03-31", "id=e|cat=contract|cust=K|acc=2024-01-02\n", "", ""},
    {"the second visit of February is late for January, which had none", ROUTINE("month"), "2024-02-29", CONTRACT "\n",
     "id=v1|of=e|at=2024-02-03|how=phone\nid=v2|of=e|at=2024-02-20|how=phone\n",
     "e routine 2024-01-20..2024-01-31 late due v2\ne routine 2024-02-01..2024-02-29 met due v1\n"},
    {"one visit too many in February is early for March, once March is there", ROUTINE("month"), "2024-03-15",
     CONTRACT "\n",
     "id=v1|of=e|at=2024-01-25|how=phone\nid=v2|of=e|at=2024-02-03|how=phone\nid=v3|of=e|at=2024-02-20|how=phone\n",
     "e routine 2024-01-20..2024-01-31 met due v1\ne routine 2024-02-01..2024-02-29 met due v2\n"
     "e routine 2024-03-01..2024-03-31 early v3\n"},
    {"but the visit made in March takes March", ROUTINE("month"), "2024-03-15", CONTRACT "\n",
     "id=v1|of=e|at=2024-01-25|how=phone\nid=v2|of=e|at=2024-02-03|how=phone\nid=v3|of=e|at=2024-02-20|how=phone\n"
     "id=v4|of=e|at=2024-03-15|how=phone\n",
     "e routine 2024-01-20..2024-01-31 met due v1\ne routine 2024-02-01..2024-02-29 met due v2\n"
     "e routine 2024-03-01..2024-03-31 met v4\n"},
    {"a visit that names the stage takes its month before one that does not", ROUTINE("month"), "2024-02-29",
     CONTRACT "\n", "id=v1|of=e|at=2024-02-03|how=phone\nid=v2|of=e|at=2024-02-20|how=phone|stage=routine\n",
     "e routine 2024-01-20..2024-01-31 late due v1\ne routine 2024-02-01..2024-02-29 met due v2\n"},
    {"one that names the stage serves no other stage",
     ROUTINE("month") "  - {name: start, categories: contract, anchor: started_at, latest: 90 d, clause: 2}\n",
     "2024-02-29", CONTRACT "\n",
     "id=v1|of=e|at=2024-01-25|how=phone|stage=routine\nid=v2|of=e|at=2024-02-03|how=phone|stage=routine\n"
     "id=v3|of=e|at=2024-02-04|how=phone|stage=routine\n",
     "e routine 2024-01-20..2024-01-31 met due v1\ne routine 2024-02-01..2024-02-29 met due v2\n"
     "e start 2024-01-20..2024-04-19 pending\n"}, /* v3 is left over */
    {"a quarter, half a year, a year: the first from the anchor on", ROUTINE("quarter"), "2024-07-01",
     "id=e|cat=contract|cust=K|acc=2024-01-02|sta=2024-05-15\n", "",
     "e routine 2024-05-15..2024-06-30 missed due\ne routine 2024-07-01..2024-09-30 pending\n"},
    {"a half", ROUTINE("half"), "2024-01-01", "id=e|cat=contract|cust=K|acc=2023-01-02|sta=2023-12-31\n", "",
     "e routine 2023-12-31..2023-12-31 missed due\ne routine 2024-01-01..2024-06-30 pending\n"},
    {"a year", ROUTINE("year"), "2024-12-31", "id=e|cat=contract|cust=K|acc=2023-01-02|sta=2023-12-31\n", "",
     "e routine 2023-12-31..2023-12-31 missed due\ne routine 2024-01-01..2024-12-31 missed due\n"},
    {"until a plan, which stays visible: a warranty to 2024-02-29",
     "stages:\n  - {name: w, categories: repair, anchor: finished_at, until: warranty_end_at, every: month, clause: 1}\n",
     "2024-06-30", "id=e|cat=repair|cust=K|acc=2024-01-02|fin=2024-01-31|war=2024-02-29\n", "",
     "e w 2024-01-31..2024-01-31 missed due\ne w 2024-02-01..2024-02-29 missed due\n"},
    {"optional: what was done is listed, nothing is missed",
     "stages:\n  - {name: o, categories: contract, anchor: started_at, every: month, optional: true, clause: 1}\n",
     "2024-03-31", CONTRACT "\n", "id=v1|of=e|at=2024-02-03|how=phone\nid=v2|of=e|at=2024-02-04|how=phone\n",
     "e o 2024-02-01..2024-02-29 met optional v1\n"},
    {"exempt occurrences are exempt each", ROUTINE("month"), "2024-02-29", CONTRACT "|letter=1\n", "",
     "e routine 2024-01-20..2024-01-31 exempt due letter_reply_only\n"
     "e routine 2024-02-01..2024-02-29 exempt due letter_reply_only\n"},
    {"a condition that does not hold: none",
     "stages:\n  - {name: c, categories: contract, anchor: started_at, every: month, condition: {follow_up_needed: true}, clause: 1}\n",
     "2024-03-31", CONTRACT "\n", "", ""},
};

START_TEST(test_recurring) {
    const struct recurring *c = &recurring[_i];
    struct kit k;
    kit_init(&k, NULL, c->as_of);
    kit_use(&k, policy_of(&k, c->policy), NULL, NULL, NULL);
    kit_story(&k, c->events, c->visits);
    kit_tell(&k);
    const char *is = kit_obligations(&k);
    ck_assert_msg(!strcmp(is, c->expected), "%s\nis\n%sexpected\n%s", c->cites, is, c->expected);
    kit_release(&k);
}
END_TEST

/* metrics.md 9: `count_from` is 2024-02-15: January was over by then, February was not. The visit of January serves it
 * all the same, and none of those that are owed. */
START_TEST(test_recurring_from_a_day) {
    struct kit k;
    kit_init(&k, NULL, "2024-03-31");
    kit_use(&k, policy_of(&k, ROUTINE("month")), NULL, NULL, NULL);
    k.w.count_from = kit_day("2024-02-15");
    kit_story(&k, CONTRACT "\n", "id=v1|of=e|at=2024-01-25|how=phone\nid=v2|of=e|at=2024-03-02|how=phone\n");
    kit_tell(&k);
    ck_assert_str_eq(kit_obligations(&k),
                     "e routine 2024-02-01..2024-02-29 missed due\ne routine 2024-03-01..2024-03-31 met due v2\n");
    ck_assert_str_eq(kit_cell(&k, "visit_rate", "2024-01", "", "contract", "routine"), "");
    ck_assert_str_eq(kit_cell(&k, "visit_rate", "2024-02", "", "contract", "routine"), "0/1");
    ck_assert_str_eq(kit_cell(&k, "timely_rate", "2024-Q1", "", "", ""), "1/2");
    ck_assert_str_eq(kit_cell(&k, "missed", "2024", "", "contract", ""), "1/0");
    kit_release(&k);
}
END_TEST

/* data.md: the edition in force on the day on which an occurrence opens rules it. Until 2024-02-10 monthly, from then on
 * by the quarter: the second quarter is the first that opens under the new one. */
START_TEST(test_recurring_editions) {
    struct kit k;
    kit_init(&k, NULL, "2024-06-30");
    struct policy *old = policy_of(&k, ROUTINE("month")), *new = policy_of(&k, ROUTINE("quarter"));
    new->id = "q";
    kit_use(&k, old, NULL, NULL, "2024-02-10");
    kit_use(&k, new, NULL, "2024-02-11", NULL);
    kit_story(&k, CONTRACT "\n", "");
    kit_tell(&k);
    ck_assert_str_eq(kit_obligations(&k), "e routine 2024-01-20..2024-01-31 missed due\n"
                                          "e routine 2024-02-01..2024-02-29 missed due\n"
                                          "e routine 2024-04-01..2024-06-30 missed due\n");
    kit_release(&k);
}
END_TEST

/* With `cohort: anchor` an occurrence belongs to its own period, not to that of the event's start. */
START_TEST(test_recurring_cohort) {
    struct kit k;
    kit_init(&k, NULL, "2024-03-31");
    kit_use(&k, policy_of(&k, "cohort: anchor\n" ROUTINE("month")), NULL, NULL, NULL);
    kit_story(&k, CONTRACT "\n", "id=v1|of=e|at=2024-03-02|how=phone\n");
    kit_tell(&k);
    ck_assert_str_eq(kit_cell(&k, "visit_rate", "2024-02", "", "", ""), "0/1");
    ck_assert_str_eq(kit_cell(&k, "visit_rate", "2024-03", "", "", ""), "1/1");
    kit_release(&k);
}
END_TEST

/* A running duty changes when its period is over and when the next begins, and no earlier. */
static const struct {
    const char *as_of, *events, *next;
} wakes[] = {
    {"2024-02-10", CONTRACT "\n", "2024-02-29"},
    {"2024-02-29", CONTRACT "\n", "2024-03-01"},
    {"2024-01-05", CONTRACT "\n", "2024-01-20"}, /* the start is not known yet */
    {"2024-02-29", CONTRACT "|fin=2024-02-20\n", ""},
};
START_TEST(test_recurring_wakes) {
    struct kit k;
    char day[MOMENT_TEXT];
    kit_init(&k, NULL, wakes[_i].as_of);
    kit_use(&k, policy_of(&k, ROUTINE("month")), NULL, NULL, NULL);
    kit_story(&k, wakes[_i].events, "");
    kit_tell(&k);
    ck_assert_str_eq(k.tale.changes ? civil_day_text(k.tale.next_day, day) : "", wakes[_i].next);
    kit_release(&k);
}
END_TEST

/* ---- who visits, whose visits are reviewed, which grade ---- */

#define COMPLAINT(id, severity) "id=" id "|cat=complaint|cust=K|acc=2024-03-01|fin=2024-03-08|sev=" severity "\n"
#define LADDER "ladder: [assistant, supervisor, manager]\n"
static const struct {
    const char *cites, *policy, *events, *visits, *breaches, *limits;
} who[] = {
    {"P-92: the supervisor or a higher post; a clerk stands on no ladder; one of several is enough",
     LADDER "visitors:\n  - {categories: complaint, at_least: supervisor, clause: 1}\n", COMPLAINT("a", "major"),
     "id=v1|of=a|at=2024-03-09|how=phone|role=assistant\nid=v2|of=a|at=2024-03-09|how=phone|role=supervisor\n"
     "id=v3|of=a|at=2024-03-09|how=phone|role=manager\nid=v4|of=a|at=2024-03-09|how=phone|role=clerk\n"
     "id=v5|of=a|at=2024-03-09|how=phone|role=clerk;manager\n",
     "v1 visitor_role 1\nv4 visitor_role 1\n", ""},
    {"A-67: only assistants' visits are reviewed", "visits: {review: {roles: assistant, clause: 5}}\n",
     COMPLAINT("a", "major"),
     "id=v1|of=a|at=2024-03-09|how=phone|role=assistant\nid=v2|of=a|at=2024-03-09|how=phone|role=manager\nid=v3|of=a|at=2024-03-09|how=phone\n"
     "id=v4|of=a|at=2024-03-09|how=phone|role=manager;assistant\n"
     "id=v5|of=a|at=2024-03-09|how=phone|role=assistant|by=Z|reviewed=2024-03-10|note=ok\n",
     "v1 review 5\nv4 review 5\n", ""},
    {"A-67: without roles all of them", "visits: {review: {clause: 5}}\n", COMPLAINT("a", "major"),
     "id=v1|of=a|at=2024-03-09|how=phone|role=assistant\nid=v2|of=a|at=2024-03-09|how=phone|role=manager\n",
     "v1 review 5\nv2 review 5\n", ""},
    {"A-5: an important complaint is read as an ordinary one: the assistant visits it, and it has five days; a major one two",
     "severity_map: {important: ordinary}\n"
     "visitors:\n  - {condition: {severity: ordinary}, roles: assistant, clause: 1}\n  - {condition: {severity: major}, roles: manager, clause: 2}\n"
     "limits: {resolution: {categories: complaint, by_severity: [{severity: ordinary, within: 7 d, clause: 1}, {severity: major, within: 6 d, clause: 2}]}}\n",
     COMPLAINT("i", "important") COMPLAINT("m", "major")
         COMPLAINT("o", "ordinary") "id=n|cat=complaint|cust=K|acc=2024-03-01|fin=2024-03-20\n",
     "id=v1|of=i|at=2024-03-09|how=phone|role=manager\nid=v2|of=i|at=2024-03-09|how=phone|role=assistant\n"
     "id=v3|of=m|at=2024-03-09|how=phone|role=assistant\nid=v4|of=o|at=2024-03-09|how=phone|role=assistant\nid=v5|of=n|at=2024-03-09|how=phone\n",
     "v1 visitor_role 1\nv3 visitor_role 2\n", "m resolution over\n"},
};
START_TEST(test_who) {
    struct kit k;
    kit_init(&k, NULL, "2024-03-31");
    kit_use(&k, policy_of(&k, who[_i].policy), NULL, NULL, NULL);
    kit_story(&k, who[_i].events, who[_i].visits);
    kit_tell(&k);
    const char *is = kit_breaches(&k);
    ck_assert_msg(!strcmp(is, who[_i].breaches), "%s: %s", who[_i].cites, is);
    is = kit_limits(&k);
    ck_assert_msg(!strcmp(is, who[_i].limits), "%s: %s", who[_i].cites, is);
    kit_release(&k);
}
END_TEST

/* ---- several categories together ---- */

#define GROUPS                                                                                                         \
    "targets:\n  - {metric: remote_share, name: others, exclude_categories: repair, at_most: 60 %, clause: 1}\n"       \
    "  - {metric: visit_rate, name: both, categories: [complaint, repair], at_least: 90 %, clause: 1}\n"               \
    "stages:\n  - {name: c, categories: [complaint, contract], anchor: finished_at, latest: 3 d, clause: 1}\n"         \
    "  - {name: r, categories: repair, anchor: finished_at, latest: 3 d, clause: 1}\n"

/* P-78, A-74: v1 and v4 are repairs' only; v2 on site; v3 by phone; so 1 of 2 without them, 3 of 4 with. Two of three
 * duties of complaints and repairs are visited, the contract's is not among them. */
START_TEST(test_groups) {
    struct kit k;
    kit_init(&k, NULL, "2024-03-31");
    kit_use(&k, policy_of(&k, GROUPS), NULL, NULL, NULL);
    kit_story(
        &k,
        "id=r|cat=repair|cust=K|site=A|acc=2024-03-01|fin=2024-03-02\nid=c|cat=complaint|cust=K|site=A|acc=2024-03-01|fin=2024-03-02\n"
        "id=d|cat=complaint|cust=K|site=B|acc=2024-03-01|fin=2024-03-02\nid=t|cat=contract|cust=K|site=A|acc=2024-03-01|fin=2024-03-02\n",
        "id=v1|of=r|at=2024-03-03|how=phone\nid=v2|of=c|at=2024-03-03|how=onsite\nid=v3|of=c|at=2024-03-04|how=phone\n"
        "id=v4|of=r|at=2024-03-05|how=letter\n");
    kit_tell(&k);
    ck_assert_str_eq(kit_cell(&k, "remote_share", "2024-03", "", "", ""), "3/4");
    ck_assert_str_eq(kit_cell(&k, "remote_share", "2024", "", "others", ""), "1/2");
    ck_assert_str_eq(kit_cell(&k, "remote_share", "2024-03", "A", "others", ""), "1/2");
    ck_assert_str_eq(kit_cell(&k, "visit_rate", "2024-03", "", "both", ""), "2/3");
    ck_assert_str_eq(kit_cell(&k, "visit_rate", "2024-03", "B", "both", ""), "0/1");
    ck_assert_str_eq(kit_cell(&k, "visit_rate", "2024-03", "", "both", "c"), "1/2");
    ck_assert_str_eq(kit_cell(&k, "visit_rate", "2024-03", "", "", ""), "2/4");
    ck_assert_str_eq(kit_cell(&k, "visit_rate", "2024-03", "", "others", ""), "");
    kit_release(&k);
}
END_TEST

/* A visit to several events counts once in the group, at each site once, when one of its categories is of the group. */
START_TEST(test_groups_of_several) {
    struct kit k;
    kit_init(&k, NULL, "2024-03-31");
    kit_use(&k, policy_of(&k, GROUPS), NULL, NULL, NULL);
    static const char events[] =
        "id=r|cat=repair|cust=K|site=A|acc=2024-03-01\nid=c|cat=complaint|cust=L|site=A|acc=2024-03-01\n"
        "id=d|cat=contract|cust=M|site=A|acc=2024-03-01\nid=s|cat=repair|cust=N|site=B|acc=2024-03-01\n";
    kit_visit_story(&k, events, "id=v|of=r;c;d;s|at=2024-03-03|how=phone\n");
    kit_tell(&k);
    ck_assert_str_eq(kit_cell(&k, "remote_share", "2024-03", "", "others", ""), "1/1");
    ck_assert_str_eq(kit_cell(&k, "remote_share", "2024-03", "A", "others", ""), "1/1");
    ck_assert_str_eq(kit_cell(&k, "remote_share", "2024-03", "B", "others", ""), ""); /* a repair only there */
    kit_visit_story(&k, "", "id=v|at=2024-03-03|how=phone\n"); /* without a category: not among the excluded */
    kit_tell(&k);
    ck_assert_str_eq(kit_cell(&k, "remote_share", "2024-03", "", "others", ""), "1/1");
    kit_release(&k);
}
END_TEST

Suite *duties_suite(void) {
    Suite *s = suite_create("duties");
    TCase *c = tcase_create("recurring");
    LOOP_TEST(c, test_recurring, recurring);
    LOOP_TEST(c, test_recurring_wakes, wakes);
    tcase_add_test(c, test_recurring_from_a_day);
    tcase_add_test(c, test_recurring_editions);
    tcase_add_test(c, test_recurring_cohort);
    suite_add_tcase(s, c);
    c = tcase_create("who");
    LOOP_TEST(c, test_who, who);
    tcase_add_test(c, test_groups);
    tcase_add_test(c, test_groups_of_several);
    suite_add_tcase(s, c);
    return s;
}
