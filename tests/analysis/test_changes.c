/* `month_change` (store/schema/results.sql; docs/pages.md, "The edition"): which months a night changed. That none is
 * missing is tested with random nights in test_pipeline.c; here that the others are left alone, by hand. */
#include "tests/analysis/changes_kit.h"

Suite *changes_suite(void);

/* Four months of a customer with the same leak in each, so that all of them are one strand of one story, every repair
 * visited in time; and another customer. `property-10`: repairs are visited within 2 days, three in a year repeat. */
#define REPAIR(id, who, on, end)                                                                                       \
    "event|event_id=" id "|category=repair|customer_id=" who "|site=甲苑|department=工程部|issue=leak|accepted_at=" on \
    " 09:00:00|finished_at=" end " 10:00:00\n"
#define VISIT(id, of, at)                                                                                              \
    "visit|visit_id=" id "|event_ids=" of "|visited_at=" at                                                            \
    " 10:00:00|method=onsite|signed=1|visitor=S1|visitor_role=area_manager|outcome=pass|filed_at=" at "\n"
static const char history[] = REPAIR("E1", "K1", "2026-01-05", "2026-01-06") VISIT("V1", "E1", "2026-01-07")
    REPAIR("E2", "K1", "2026-02-05", "2026-02-06") VISIT("V2", "E2", "2026-02-07")
        REPAIR("E3", "K1", "2026-03-05", "2026-03-06") VISIT("V3", "E3", "2026-03-07")
            REPAIR("E4", "K1", "2026-04-05", "2026-04-06") VISIT("V4", "E4", "2026-04-07")
                REPAIR("E8", "K2", "2026-02-27",
                       "2026-02-28") "visit|visit_id=V9|event_ids=E1;E3|visited_at=2026-03-20|outcome=pass\n";

static const struct night {
    const char *what, *before, *first, *rows, *next, *months;
} nights[] = {
    {"nothing new, the same day", "", "2026-04-20", "", "2026-04-20", ""},
    {"nothing new, the next day: the month that it lies in", "", "2026-04-20", "", "2026-04-21", "2026-04\n"},
    {"three days of two months came into sight", "", "2026-04-28", "", "2026-05-01", "2026-04\n2026-05\n"},
    {"a new event of the same strand: its own month; earlier repeats stay", "", "2026-04-20",
     REPAIR("E5", "K1", "2026-04-21", "2026-04-22"), "2026-04-23", "2026-04\n"},
    {"a repair of February becomes known: its month, and those whose windows hold it now", "", "2026-04-20",
     REPAIR("E6", "K1", "2026-02-10", "2026-02-11"), "2026-04-20", "2026-02\n2026-03\n2026-04\n"},
    {"a repair of another customer becomes known: its month alone", "", "2026-04-20",
     REPAIR("E7", "K3", "2026-02-10", "2026-02-11") VISIT("V7", "E7", "2026-02-12"), "2026-04-20", "2026-02\n"},
    {"the obligation of 28 February was to be met by 2 March: the visit's month, the event's, the deadline's", "",
     "2026-04-20", VISIT("V8", "E8", "2026-04-19"), "2026-04-20", "2026-03\n2026-04\n"},
    {"a pending obligation is missed by itself: the month of its deadline, not that of its event",
     REPAIR("E9", "K4", "2026-03-30", "2026-04-30"), "2026-05-01", "", "2026-05-03", "2026-05\n"},
    {"another name of the customer changes no figure: the month of the event, which also is its visit's", "",
     "2026-04-20",
     "event|event_id=E2|category=repair|customer_id=K1|customer_name=王|site=甲苑|department=工程部|issue=leak|"
     "accepted_at=2026-02-05 09:00:00|finished_at=2026-02-06 10:00:00\n",
     "2026-04-20", "2026-02\n"},
    {"the same of an event with a visit of another month", VISIT("V6", "E2", "2026-04-02"), "2026-04-20",
     "event|event_id=E2|category=repair|customer_id=K1|customer_name=王|site=甲苑|department=工程部|issue=leak|"
     "accepted_at=2026-02-05 09:00:00|finished_at=2026-02-06 10:00:00\n",
     "2026-04-20", "2026-02\n2026-04\n"},
    {"the same of an event whose obligation belongs to the next month, by its deadline", "", "2026-04-20",
     "event|event_id=E8|category=repair|customer_id=K2|customer_name=王|site=甲苑|department=工程部|issue=leak|"
     "accepted_at=2026-02-27 09:00:00|finished_at=2026-02-28 10:00:00\n",
     "2026-04-20", "2026-02\n2026-03\n"},
    {"another visitor's name: the month of the visit", "", "2026-04-20",
     "visit|visit_id=V9|event_ids=E1;E3|visited_at=2026-03-20|outcome=pass|visitor=S2\n", "2026-04-20", "2026-03\n"},
    {"a visit without an event: its month", "", "2026-04-20", "visit|visit_id=V10|visited_at=2026-03-25|outcome=pass\n",
     "2026-04-20", "2026-03\n"},
    {"a target for a quarter: no month's figure, so all of its months",
     "event|event_id=E10|category=repair|customer_id=K5|accepted_at=2026-02-05|planned_end_at=2026-02-09|finished_at=2026-02-08\n",
     "2026-04-20", "target|category=repair|metric=on_time_rate|period=2026-Q1|value=0.5\n", "2026-04-20",
     "2026-01\n2026-02\n2026-03\n"},
};

START_TEST(other_months_are_left_alone) {
    const struct night *n = &nights[_i];
    struct kit_store k;
    store_kit_init(&k, "policy: property-10\n");
    store_kit_put_all(&k, history);
    store_kit_put_all(&k, n->before);
    store_kit_analyse(&k, n->first, false);
    ck_assert_str_eq(store_kit_ask(&k, "SELECT month, run FROM month_change"), "|1\n");
    changes_kit_keep(&k, "kit_was");
    store_kit_put_all(&k, n->rows);
    struct analysis_report r = store_kit_analyse(&k, n->next, false);
    ck_assert(!r.full);
    changes_kit_check(&k, n->what);
    const char *months = store_kit_ask(&k, "SELECT month FROM month_change WHERE run = 2 ORDER BY 1");
    ck_assert_msg(!strcmp(months, n->months), "%s: %s", n->what, months);
    ck_assert_str_eq(store_kit_ask(&k, "SELECT month, run FROM month_change WHERE run <> 2"), "|1\n");
    store_kit_release(&k);
}
END_TEST

/* The late visit, against a rule, serves the obligation of March: a row of each list, and the visit itself. */
START_TEST(changed_rows_are_named) {
    struct kit_store k;
    store_kit_init(&k, "policy: property-10\n");
    store_kit_put_all(&k, history);
    store_kit_analyse(&k, "2026-04-20", false);
    ck_assert_str_eq(store_kit_ask(&k, "SELECT * FROM row_change"), "||||1\n");
    store_kit_put_all(&k, VISIT("V8", "E8", "2026-04-19"));
    store_kit_analyse(&k, "2026-04-20", false);
    ck_assert_str_eq(store_kit_ask(&k, "SELECT list, month, id FROM row_change WHERE run = 2 AND list <> 'metric'"),
                     "obligation|2026-03|E8\nvisit|2026-04|V8\nvisit_breach|2026-04|V8\n");
    store_kit_release(&k);
}
END_TEST

/* Each night brings a day of April into sight; the eighth forgets what the first one noted, and says so. */
START_TEST(seven_nights_are_remembered) {
    struct kit_store k;
    store_kit_init(&k, "policy: property-10\n");
    store_kit_put_all(&k, history);
    store_kit_analyse(&k, "2026-03-20", false);
    for (int night = 0; night < 7; night++) {
        store_kit_put_all(&k,
                          arena_printf(&k.a, REPAIR("N%d", "K9", "2026-0%d-02", "2026-03-03"), night, 2 + night % 2));
        store_kit_analyse(&k, arena_printf(&k.a, "2026-04-%02d", night + 1), false);
    }
    ck_assert_str_eq(store_kit_ask(&k, "SELECT run FROM row_change WHERE list = ''"), "1\n");
    ck_assert_str_eq(store_kit_ask(&k, "SELECT count(*) FROM row_change WHERE list = 'event' AND id = 'N0'"), "1\n");
    store_kit_analyse(&k, "2026-04-08", false);
    ck_assert_str_eq(store_kit_ask(&k, "SELECT run FROM row_change WHERE list = ''"), "2\n");
    ck_assert_str_eq(store_kit_ask(&k, "SELECT count(*) FROM row_change WHERE list = 'event' AND id = 'N0'"), "0\n");
    ck_assert_str_eq(store_kit_ask(&k, "SELECT count(*) FROM row_change WHERE list = 'event' AND id = 'N1'"), "1\n");
    store_kit_release(&k);
}
END_TEST

START_TEST(a_full_run_changes_everything) {
    struct kit_store k;
    store_kit_init(&k, "policy: property-10\n");
    store_kit_put_all(&k, history);
    store_kit_analyse(&k, "2026-04-20", false);
    store_kit_analyse(&k, "2026-04-21", false);
    store_kit_analyse(&k, "2026-04-21", true);
    ck_assert_str_eq(store_kit_ask(&k, "SELECT month, run FROM month_change"), "|3\n");
    store_kit_release(&k);
}
END_TEST

Suite *changes_suite(void) {
    Suite *s = suite_create("changes");
    TCase *t = tcase_create("months");
    tcase_set_timeout(t, 60);
    tcase_add_loop_test(t, other_months_are_left_alone, 0, (int)(sizeof nights / sizeof *nights));
    tcase_add_test(t, changed_rows_are_named);
    tcase_add_test(t, seven_nights_are_remembered);
    tcase_add_test(t, a_full_run_changes_everything);
    suite_add_tcase(s, t);
    return s;
}
