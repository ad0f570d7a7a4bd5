/* The ledger of restatements (issue 4, section 6): what was issued for a period that was over, what it is now, and which
 * rows made it so; by hand. That no figure is missing and that reasons sum up is tested with random nights in
 * test_pipeline.c. `property-10`: repairs are visited within 2 days. */
#include "tests/analysis/store_kit.h"

Suite *restate_suite(void);

#define EVENT(id, department, on, end)                                                                                 \
    "event|event_id=" id "|category=repair|customer_id=K" id "|site=甲苑|department=" department "|accepted_at=" on    \
    " 09:00:00|finished_at=" end " 10:00:00\n"
#define VISIT(id, of, at)                                                                                              \
    "visit|visit_id=" id "|event_ids=" of "|visited_at=" at                                                            \
    " 10:00:00|method=onsite|signed=1|outcome=pass|filed_at=" at "\n"

/* Two repairs of January, the second of which nobody visited; issued on 31 January: 1 of 2. */
static const char january[] = EVENT("E1", "工程部", "2026-01-05", "2026-01-06") VISIT("V1", "E1", "2026-01-07")
    EVENT("E2", "工程部", "2026-01-12", "2026-01-13");

static const struct restatement {
    const char *what, *rows, *next;
    const char *figures; /* visit rates of January's repairs: scope, issued, now */
    const char *reasons; /* log, key, what, run that brought it */
} cases[] = {
    {"nothing new", "", "2026-02-01", "", ""},
    {"a visit of January becomes known", VISIT("V2", "E2", "2026-01-14"), "2026-02-01", "all|1/2|2/2\n",
     "visits|V2|late|2\n"},
    {"a visit is made after the period", VISIT("V2", "E2", "2026-02-01"), "2026-02-01", "all|1/2|2/2\n",
     "visits|V2|after|2\n"},
    {"a repair of January becomes known", EVENT("E3", "客服部", "2026-01-20", "2026-01-21"), "2026-02-01",
     "all|1/2|1/3\n", "events|E3|late|2\n"},
    {"the only visit is withdrawn", "visit|visit_id=V1|event_ids=E1|visited_at=2026-01-07 10:00:00|withdrawn=1\n",
     "2026-02-01", "all|1/2|0/2\n", "visits|V1|withdrawn|2\n"},
    {"a repair moves to another department, and no pooled rate changes",
     EVENT("E2", "客服部", "2026-01-12", "2026-01-13"), "2026-02-01", "", "events|E2|changed|2\n"},
    {"a repair of February changes nothing of January", EVENT("E3", "工程部", "2026-02-01", "2026-02-01"), "2026-02-01",
     "", ""},
    {"January is still open when its row comes, its third week is over", VISIT("V2", "E2", "2026-01-14"), "2026-01-30",
     NULL, "visits|V2|late|2\n"},
};

#define FIGURES                                                                                                           \
    "SELECT scope_kind, issued_numerator || '/' || issued_denominator, numerator || '/' || denominator FROM restatement " \
    "WHERE metric = 'visit_rate' AND period = '2026-01' AND scope_kind = 'all' AND category = 'repair' AND stage = ''"

START_TEST(issued_and_now) {
    const struct restatement *c = &cases[_i];
    struct kit_store k;
    store_kit_init(&k, "policy: property-10\n");
    store_kit_put_all(&k, january);
    store_kit_analyse(&k, c->figures ? "2026-01-31" : "2026-01-29", false);
    store_kit_put_all(&k, c->rows);
    store_kit_analyse(&k, c->next, false);
    const char *figures = store_kit_ask(&k, FIGURES);
    ck_assert_msg(!strcmp(figures, c->figures ? c->figures : ""), "%s: %s", c->what, figures);
    const char *reasons = store_kit_ask(
        &k,
        "SELECT DISTINCT y.log, y.record_key, y.what, y.brought_run FROM restated_part p JOIN restated_by y ON y.run = p.run AND y.part = p.part "
        "WHERE p.metric = 'visit_rate' AND p.first_day BETWEEN '2026-01-01' AND '2026-01-31' ORDER BY 1, 2");
    ck_assert_msg(!strcmp(reasons, c->reasons ? c->reasons : ""), "%s: %s", c->what, reasons);
    store_kit_release(&k);
}
END_TEST

/* What a department was given appears as not issued there, and is gone where it was. */
START_TEST(moved) {
    struct kit_store k;
    store_kit_init(&k, "policy: property-10\n");
    store_kit_put_all(&k, january);
    store_kit_analyse(&k, "2026-01-31", false);
    store_kit_put_all(&k, EVENT("E1", "客服部", "2026-01-05", "2026-01-06")
                              EVENT("E2", "客服部", "2026-01-12", "2026-01-13"));
    store_kit_analyse(&k, "2026-02-01", false);
    ck_assert_str_eq(
        store_kit_ask(
            &k,
            "SELECT scope, coalesce(issued_numerator || '/' || issued_denominator, '-'), coalesce(numerator || '/' || denominator, '-') FROM restatement "
            "WHERE metric = 'visit_rate' AND period = '2026-01' AND scope_kind = 'department' AND category = 'repair' AND stage = '' ORDER BY scope"),
        "客服部|-|1/2\n工程部|1/2|-\n");
    store_kit_release(&k);
}
END_TEST

/* Issued three times; the first counts. What returns to what was issued is no restatement, though the ledger keeps it. */
START_TEST(issued_again) {
    struct kit_store k;
    store_kit_init(&k, "policy: property-10\n");
    store_kit_put_all(&k, january);
    store_kit_analyse(&k, "2026-01-31", false);
    store_kit_put_all(&k, VISIT("V2", "E2", "2026-01-14"));
    store_kit_analyse(&k, "2026-02-01", false);
    store_kit_put_all(&k, EVENT("E3", "客服部", "2026-01-20", "2026-01-21"));
    store_kit_analyse(&k, "2026-02-02", false);
    ck_assert_str_eq(store_kit_ask(&k, FIGURES), "all|1/2|2/3\n");
    ck_assert_str_eq(
        store_kit_ask(
            &k,
            "SELECT issued_run, changes, changed_run FROM restatement WHERE metric = 'visit_rate' AND period = '2026-01' AND scope_kind = 'all' AND category = 'repair' AND stage = ''"),
        "1|2|3\n");
    store_kit_put_all(
        &k, "visit|visit_id=V2|event_ids=E2|visited_at=2026-01-14 10:00:00|withdrawn=1\n"
            "event|event_id=E3|category=repair|customer_id=KE3|accepted_at=2026-01-20 09:00:00|withdrawn=1\n");
    store_kit_analyse(&k, "2026-02-03", false);
    ck_assert_str_eq(store_kit_ask(&k, FIGURES), "");
    ck_assert_int_eq(
        store_kit_int(
            &k,
            "SELECT count(*) FROM restated WHERE metric = 'visit_rate' AND period = '2026-01' AND scope_kind = 'all' AND category = 'repair' AND stage = ''"),
        3);
    store_kit_release(&k);
}
END_TEST

/* Everything told again: the rows that came since speak for the days that they name. Without any, nothing is restated. */
START_TEST(told_whole) {
    struct kit_store k;
    store_kit_init(&k, "policy: property-10\n");
    store_kit_put_all(&k, january);
    store_kit_analyse(&k, "2026-01-31", false);
    store_kit_analyse(&k, "2026-02-01", true);
    ck_assert_int_eq(store_kit_int(&k, "SELECT (SELECT count(*) FROM restated) + (SELECT count(*) FROM restating)"), 0);
    store_kit_put_all(&k, VISIT("V2", "E2", "2026-01-14"));
    store_kit_analyse(&k, "2026-02-02", true);
    ck_assert_str_eq(store_kit_ask(&k, FIGURES), "all|1/2|2/2\n");
    ck_assert_str_eq(
        store_kit_ask(&k, "SELECT g.cause, y.record_key, y.what FROM restating g JOIN restated_by y ON y.run = g.run"),
        "whole|V2|late\n");
    struct buf out;
    buf_init(&out);
    analysis_export(k.store, k.config, STR_LIT("restatements"), &out, NULL, NULL, &k.e);
    ck_assert_msg(
        strstr(
            out.p,
            "property-10,visit_rate,month,2026-01,all,,repair,,1,2026-01-31,1,2,0.500000,2,2,1.000000,1,3,2026-02-02,whole,1,"
            "visits V2 late") != NULL,
        "%s %s", k.e.text, out.p);
    buf_reset(&out);
    analysis_export(k.store, k.config, STR_LIT("restated_rows"), &out, NULL, NULL, &k.e);
    ck_assert_msg(strstr(out.p, "3,2026-02-02,visits,V2,late,2026-01-14 10:00:00,") != NULL, "%s", out.p);
    buf_release(&out);
    store_kit_release(&k);
}
END_TEST

Suite *restate_suite(void) {
    Suite *s = suite_create("restate");
    TCase *t = tcase_create("ledger");
    tcase_set_timeout(t, 60);
    tcase_add_loop_test(t, issued_and_now, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_test(t, moved);
    tcase_add_test(t, issued_again);
    tcase_add_test(t, told_whole);
    suite_add_tcase(s, t);
    return s;
}
