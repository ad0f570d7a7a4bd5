/* Time limits and escalation (metrics.md, section 4; requirements.md 9.1). */
#include "tests/analysis/tell_kit.h"
#include <stdio.h>

void tell_limits(Suite *s);

#define H(n)                                                                                                           \
    { true, n, SPAN_HOUR }
#define D(n)                                                                                                           \
    { true, n, SPAN_DAY }

/* One event against one limit: what the metric counts and which row is listed. */
static const struct {
    const char *cites, *event, *as_of;
    struct span within;
    const char *metric, *period, *counts, *row;
} limit[] = {
    {"9.1: received 09:00, first contact 12:00: in the limit of 3 h", "acc=2024-05-06 09:00:00|con=2024-05-06 12:00:00",
     "2024-05-31", H(3), "contact_rate", "2024-05", "1/1", ""},
    {"metrics 1: one second over 3 h", "acc=2024-05-06 09:00:00|con=2024-05-06 12:00:01", "2024-05-31", H(3),
     "contact_rate", "2024-05", "0/1", "e contact over\n"},
    {"9.1: contact 12:01 is a breach", "acc=2024-05-06 09:00:00|con=2024-05-06 12:01:00", "2024-05-31", H(3),
     "contact_rate", "2024-05", "0/1", "e contact over\n"},
    {"not contacted, limit passed", "acc=2024-05-06 09:00:00", "2024-05-31", H(3), "contact_rate", "2024-05", "0/1",
     "e contact open\n"},
    {"not contacted; at 24:00 exactly three hours have passed: within", "acc=2024-05-31 21:00:00", "2024-05-31", H(3),
     "contact_rate", "2024-05", "", "e contact running\n"},
    {"one second more: over", "acc=2024-05-31 20:59:59", "2024-05-31", H(3), "contact_rate", "2024-05", "0/1",
     "e contact open\n"},
    {"contacted before the limit has passed counts at once", "acc=2024-05-31 23:00:00|con=2024-05-31 23:10:00",
     "2024-05-31", H(3), "contact_rate", "2024-05", "1/1", ""},
    {"a contact after as-of is empty", "acc=2024-05-31 20:00:00|con=2024-06-01 01:00:00", "2024-05-31", H(3),
     "contact_rate", "2024-05", "0/1", "e contact open\n"},
    {"date-only contact cannot be judged against hours", "acc=2024-05-06 09:00:00|con=2024-05-06", "2024-05-31", H(3),
     "not_judgeable", "2024-05", "1/0", "e contact not_judgeable\n"},
    {"date-only acceptance neither", "acc=2024-05-06|con=2024-05-06 09:00:00", "2024-05-31", H(3), "not_judgeable",
     "2024-05", "1/0", "e contact not_judgeable\n"},
    {"a limit in days is judged by day: contacted on the second day", "acc=2024-05-06 23:00:00|con=2024-05-08 23:59:59",
     "2024-05-31", D(2), "contact_rate", "2024-05", "1/1", ""},
    {"and on the third not, date-only or not", "acc=2024-05-06|con=2024-05-09", "2024-05-31", D(2), "contact_rate",
     "2024-05", "0/1", "e contact over\n"},
    {"9.1: received Friday 17:00, Monday 17:00 exactly is not over 72 h",
     "acc=2024-05-03 17:00:00|fin=2024-05-06 17:00:00", "2024-05-31", H(72), "unresolved_limit", "2024-05", "", ""},
    {"9.1: open Monday 17:01 is", "acc=2024-05-03 17:00:00|fin=2024-05-06 17:01:00", "2024-05-31", H(72),
     "unresolved_limit", "2024-05", "1/0", "e unresolved over\n"},
    {"no longer open", "acc=2024-05-03 17:00:00|fin=2024-05-06 17:01:00", "2024-05-31", H(72), "open_over_limit",
     "2024-05", "", "e unresolved over\n"},
    {"still open; the period is that of accepted + limit", "acc=2024-04-29 17:00:00", "2024-05-31", H(72),
     "open_over_limit", "2024-05", "1/0", "e unresolved open\n"},
    {"and not that of acceptance", "acc=2024-04-29 17:00:00", "2024-05-31", H(72), "unresolved_limit", "2024-04", "",
     "e unresolved open\n"},
};

START_TEST(test_limit) {
    struct kit k;
    char event[160];
    kit_init(&k, NULL, limit[_i].as_of);
    struct policy *p = kit_bare(&k);
    bool contact = strstr(limit[_i].row, "unresolved") == NULL && strcmp(limit[_i].metric, "unresolved_limit");
    *(contact ? &p->contact.within : &p->unresolved.within) = limit[_i].within;
    kit_use(&k, p, NULL, NULL, NULL);
    snprintf(event, sizeof event, "id=e|cat=repair|cust=K|%s", limit[_i].event);
    kit_story(&k, event, "");
    kit_tell(&k);
    const char *stage = strcmp(limit[_i].metric, "not_judgeable") ? "" : "contact_rate";
    const char *is = kit_cell(&k, limit[_i].metric, limit[_i].period, "", "", stage);
    ck_assert_msg(!strcmp(is, limit[_i].counts), "%s: %s", limit[_i].cites, is);
    ck_assert_msg(!strcmp(kit_limits(&k), limit[_i].row), "%s: %s", limit[_i].cites, kit_limits(&k));
    kit_release(&k);
}
END_TEST

START_TEST(test_limit_categories) { /* metrics 4: applies to the categories that the policy names, by default to all */
    static const char *only[] = {"complaint"};
    struct kit k;
    kit_init(&k, NULL, "2024-05-31");
    struct policy *p = kit_bare(&k);
    p->contact.within = (struct span)H(3);
    p->contact.categories = (struct names){only, 1};
    p->merge.on = true;
    p->merge.window = (struct span)D(7);
    kit_use(&k, p, NULL, NULL, NULL);
    kit_story(&k,
              "id=a|cat=complaint|cust=K|issue=x|dept=1|site=A|acc=2024-05-06 09:00:00|con=2024-05-06 10:00:00\n"
              "id=b|cat=complaint|cust=K|issue=x|dept=2|site=B|acc=2024-05-07 09:00:00\n"
              "id=c|cat=repair|cust=K|acc=2024-05-06 09:00:00\n",
              "");
    kit_tell(&k);
    ck_assert_str_eq(kit_cell(&k, "contact_rate", "2024-05", "", "", ""), "1/1"); /* b is merged, c another category */
    ck_assert_str_eq(kit_cell(&k, "contact_rate", "2024-05", "A", "complaint", ""), "1/1");
    ck_assert_str_eq(kit_cell(&k, "contact_rate", "2024-05", "B", "", ""), "");
    kit_release(&k);
}
END_TEST

START_TEST(test_escalation) { /* metrics 4: over the limit or repeated; period accepted + limit, only repeated:
    accepted_at */
    struct kit k;
    kit_init(&k, NULL, "2024-06-30");
    struct policy *p = kit_bare(&k);
    p->escalation.after = (struct span)H(72);
    p->escalation.at_count = 3;
    kit_use(&k, p, NULL, NULL, NULL);
    kit_story(&k,
              "id=a|cat=repair|cust=K|issue=x|acc=2024-04-30 09:00:00|esc=2024-05-04\n"
              /* over, 05-03 */
              "id=b|cat=repair|cust=K|issue=x|acc=2024-05-10 09:00:00|fin=2024-05-10 10:00:00\n"
              /* second, in time */
              "id=c|cat=repair|cust=K|issue=x|acc=2024-05-31 09:00:00|fin=2024-05-31 10:00:00|esc=2024-05-31\n"
              /* third: repeated */
              "id=d|cat=repair|cust=K|issue=y|acc=2024-06-28 09:00:00\n"
              /* 72 h end on 07-01 */
              "id=e|cat=repair|cust=K|issue=x|acc=2024-06-20 09:00:00\n",
              "");
    /* over and fourth */
    kit_tell(&k);
    ck_assert_str_eq(kit_cell(&k, "escalated_rate", "2024-04", "", "", ""), "");
    ck_assert_str_eq(kit_cell(&k, "escalated_rate", "2024-05", "", "", ""), "2/2");
    ck_assert_str_eq(kit_cell(&k, "escalated_rate", "2024-06", "", "", ""), "0/1");
    ck_assert_str_eq(kit_limits(&k), "a escalation over\nc escalation over\ne escalation open\nd escalation running\n");
    kit_release(&k);
}
END_TEST

/* docs/policy-format.md «escalation»: x, x, y, x, x, x of one customer. In the window they are the first, second, third, fourth
 * and fifth of x; in a row the first, second, and behind y the first, second and third again. */
enum { NO_RULE, IN_WINDOW, IN_A_ROW };
static const struct {
    const char *what;
    int rule;
    bool set, consecutive;
    int at_count;
    const char *cell;
} often[] = {
    {"no rule of repeats: in the window", NO_RULE, false, false, 3, "0/3"},
    {"the rule is about the window", IN_WINDOW, false, false, 3, "0/3"},
    {"the rule says in a row", IN_A_ROW, false, false, 3, "0/1"},
    {"the second in a row", IN_A_ROW, false, false, 2, "0/3"},
    {"the escalation says in the window", IN_A_ROW, true, false, 3, "0/3"},
    {"the escalation says in a row", IN_WINDOW, true, true, 3, "0/1"},
};

START_TEST(test_escalation_in_a_row) {
    struct repeat_rule rule = {.category = "complaint", .min_count = 2, .window_days = 365};
    struct kit k;
    rule.consecutive = often[_i].rule == IN_A_ROW;
    kit_init(&k, NULL, "2024-06-30");
    struct policy *p = kit_bare(&k);
    p->repeat = &rule;
    p->n_repeats = often[_i].rule != NO_RULE;
    p->escalation.at_count = often[_i].at_count;
    p->escalation.consecutive_set = often[_i].set;
    p->escalation.consecutive = often[_i].consecutive;
    kit_use(&k, p, NULL, NULL, NULL);
    kit_story(&k,
              "id=a|cat=complaint|cust=K|issue=x|acc=2024-06-01\nid=b|cat=complaint|cust=K|issue=x|acc=2024-06-02\n"
              "id=c|cat=complaint|cust=K|issue=y|acc=2024-06-03\nid=d|cat=complaint|cust=K|issue=x|acc=2024-06-04\n"
              "id=e|cat=complaint|cust=K|issue=x|acc=2024-06-05\nid=f|cat=complaint|cust=K|issue=x|acc=2024-06-06\n",
              "");
    kit_tell(&k);
    ck_assert_str_eq(kit_cell(&k, "escalated_rate", "2024-06", "", "", ""), often[_i].cell);
    kit_release(&k);
}
END_TEST

START_TEST(test_resolution) { /* metrics 4: by severity; nothing without a limit of that severity */
    static struct severity_limit by[] = {{"major", D(7), {0}}, {"ordinary", H(48), {0}}};
    struct kit k;
    kit_init(&k, NULL, "2024-06-30");
    struct policy *p = kit_bare(&k);
    p->resolution = by;
    p->n_resolutions = 2;
    kit_use(&k, p, NULL, NULL, NULL);
    kit_story(&k,
              "id=a|cat=complaint|cust=K|sev=major|acc=2024-06-01 09:00:00|fin=2024-06-08 23:59:59\n"
              "id=b|cat=complaint|cust=K|sev=major|acc=2024-06-02|fin=2024-06-10\n"
              "id=c|cat=complaint|cust=K|sev=ordinary|acc=2024-06-03 09:00:00|fin=2024-06-05 09:00:00\n"
              "id=d|cat=complaint|cust=K|sev=ordinary|acc=2024-06-03 09:00:00|fin=2024-06-05\n"
              "id=e|cat=complaint|cust=K|sev=important|acc=2024-06-03\n"
              "id=f|cat=complaint|cust=K|sev=major|acc=2024-06-24\n" /* 07-01: not yet */
              "id=g|cat=complaint|cust=K|sev=major|acc=2024-06-23\n",
              ""); /* 06-30: passed */
    kit_tell(&k);
    ck_assert_str_eq(kit_cell(&k, "resolution_rate", "2024-06", "", "complaint", "severity:major"), "1/3");
    ck_assert_str_eq(kit_cell(&k, "resolution_rate", "2024-06", "", "complaint", "severity:ordinary"), "1/1");
    ck_assert_str_eq(kit_cell(&k, "resolution_rate", "2024-06", "", "", ""), "2/4");
    ck_assert_str_eq(kit_cell(&k, "not_judgeable", "2024-06", "", "", "resolution_rate"), "1/0");
    ck_assert_str_eq(kit_limits(&k),
                     "b resolution over\nd resolution not_judgeable\ng resolution open\nf resolution running\n");
    kit_release(&k);
}
END_TEST

static const struct {
    const char *cites, *event, *counts, *row;
} on_time[] = {
    {"to the second when both are timed", "plan=2024-06-10 12:00:00|fin=2024-06-10 12:00:00", "1/1", ""},
    {"one second late", "plan=2024-06-10 12:00:00|fin=2024-06-10 12:00:01", "0/1", "e on_time over\n"},
    {"by day when the plan is a date", "plan=2024-06-10|fin=2024-06-10 23:59:59", "1/1", ""},
    {"by day when the finish is a date", "plan=2024-06-10 12:00:00|fin=2024-06-10", "1/1", ""},
    {"the day after", "plan=2024-06-10|fin=2024-06-11", "0/1", "e on_time over\n"},
    {"open, the plan has passed", "plan=2024-06-30 23:59:59", "0/1", "e on_time open\n"},
    {"finished before acceptance stays in", "plan=2024-06-10|fin=2024-05-01", "1/1", ""},
    {"no plan, no row", "fin=2024-06-11", "", ""},
};

START_TEST(test_on_time) {
    struct kit k;
    char event[160];
    kit_init(&k, NULL, "2024-06-30");
    kit_use(&k, kit_bare(&k), NULL, NULL, NULL);
    snprintf(event, sizeof event, "id=e|cat=repair|cust=K|acc=2024-06-01|%s", on_time[_i].event);
    kit_story(&k, event, "");
    kit_tell(&k);
    const char *is = kit_cell(&k, "on_time_rate", "2024-06", "", "", "");
    ck_assert_msg(!strcmp(is, on_time[_i].counts), "%s: %s", on_time[_i].cites, is);
    ck_assert_msg(!strcmp(kit_limits(&k), on_time[_i].row), "%s: %s", on_time[_i].cites, kit_limits(&k));
    kit_release(&k);
}
END_TEST

START_TEST(test_on_time_waits) { /* an open event with the plan after as-of: not yet */
    struct kit k;
    kit_init(&k, NULL, "2024-06-30");
    kit_use(&k, kit_bare(&k), NULL, NULL, NULL);
    kit_story(&k,
              "id=e|cat=repair|cust=K|acc=2024-06-01|plan=2024-07-01\n"
              "id=f|cat=repair|cust=K|acc=2024-06-01|plan=2024-07-01|fin=2024-06-30\n",
              "");
    kit_tell(&k);
    ck_assert_str_eq(kit_cell(&k, "on_time_rate", "2024-07", "", "", ""), "1/1"); /* f is finished */
    ck_assert_int_eq(k.tale.next_day, kit_day("2024-07-01"));
    kit_release(&k);
}
END_TEST

START_TEST(test_durations) { /* metrics 4: finished − accepted of every finished event, negative ones stay; dates
    stand at 00:00:00 */
    struct kit k;
    kit_init(&k, NULL, "2024-06-30");
    kit_use(&k, kit_bare(&k), NULL, NULL, NULL);
    kit_story(&k,
              "id=a|cat=repair|cust=K|site=A|acc=2024-06-01 10:00:00|fin=2024-06-02 11:00:00\n"
              "id=b|cat=repair|cust=K|acc=2024-06-03 10:00:00|fin=2024-06-03 09:00:00\n"
              "id=c|cat=repair|cust=K|acc=2024-06-04|fin=2024-06-05 09:00:00\n",
              "");
    kit_tell(&k);
    ck_assert_uint_eq(k.tale.n_spans, 3);
    ck_assert_int_eq(k.tale.span[0].seconds, 25 * 3600);
    ck_assert_int_eq(k.tale.span[0].day, kit_day("2024-06-02"));
    ck_assert_int_eq(k.tale.span[1].seconds, -3600);
    ck_assert_int_eq(k.tale.span[2].seconds, 33 * 3600);
    ck_assert_str_eq(kit_contradictions(&k), "finished_before_accepted b -\n");
    kit_release(&k);
}
END_TEST

START_TEST(test_limits_from_count_from) { /* data.md: nothing older is late; it still counts as an event */
    struct kit k;
    kit_init(&k, NULL, "2024-06-30");
    struct policy *p = kit_bare(&k);
    p->contact.within = p->unresolved.within = (struct span)H(3);
    kit_use(&k, p, NULL, NULL, NULL);
    k.w.count_from = kit_day("2024-06-02");
    kit_story(&k,
              "id=a|cat=repair|cust=K|acc=2024-06-01 10:00:00|plan=2024-06-03\n"
              "id=b|cat=repair|cust=K|acc=2024-06-02 10:00:00|plan=2024-06-03\n",
              "");
    kit_tell(&k);
    ck_assert_str_eq(kit_limits(&k), "b contact open\nb unresolved open\nb on_time open\n");
    ck_assert_str_eq(kit_cell(&k, "events", "2024-06", "", "", ""), "2/0");
    kit_release(&k);
}
END_TEST

void tell_limits(Suite *s) {
    TCase *c = tcase_create("limits");
    LOOP_TEST(c, test_limit, limit);
    tcase_add_test(c, test_limit_categories);
    tcase_add_test(c, test_escalation);
    LOOP_TEST(c, test_escalation_in_a_row, often);
    tcase_add_test(c, test_resolution);
    LOOP_TEST(c, test_on_time, on_time);
    tcase_add_test(c, test_on_time_waits);
    tcase_add_test(c, test_durations);
    tcase_add_test(c, test_limits_from_count_from);
    suite_add_tcase(s, c);
}
