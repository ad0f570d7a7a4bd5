/* What `huifang explain` says of figures that no tally adds up to (issue 2, section 2): percentiles and staff complaint
 * ratios. Every line is derived by hand; the closing line is what metrics.md computes from the lines above it. */
#include "tests/analysis/store_kit.h"
#include <stdio.h>

Suite *explain_suite(void);

/* Hours from acceptance to finish: 1, 2, 3, 10 in March; E5 is not finished, E6 was finished in April, C2 is a duplicate. */
#define REPAIR(id, site, from, to)                                                                                     \
    "event|event_id=" id "|category=repair|customer_id=K" id "|site=" site "|accepted_at=" from "|finished_at=" to "\n"
static const char repairs[] = REPAIR("E1", "甲苑", "2024-03-04 08:00:00", "2024-03-04 09:00:00")
    REPAIR("E2", "甲苑", "2024-03-05 08:00:00", "2024-03-05 10:00:00")
        REPAIR("E3", "乙苑", "2024-03-06 08:00:00", "2024-03-06 11:00:00")
            REPAIR("E4", "甲苑", "2024-03-07 08:00:00", "2024-03-07 18:00:00")
                REPAIR("E5", "甲苑", "2024-03-08 08:00:00", "-")
                    REPAIR("E6", "甲苑", "2024-03-31 23:00:00", "2024-04-01 01:00:00");

/* `decoration`: two designers. S1 has J1 (complained about by C1) and J2; S2 has J3; C2 names S2 without a job; C3 is
 * invalid; J4 was finished in May. */
#define JOB(id, from, to)                                                                                              \
    "event|event_id=" id "|category=project|customer_id=P" id "|site=甲苑|accepted_at=" from "|finished_at=" to "\n"
#define HAND(id, staff) "assignment|event_id=" id "|role=designer|staff=" staff "\n"
#define COMPLAINT(id, about, job, validity)                                                                            \
    "event|event_id=" id "|category=complaint|customer_id=K" id "|site=甲苑|accepted_at=2024-06-10"                  \
    "|about_staff=" about "|related_event_id=" job "|validity=" validity "\n"
static const char jobs[] =
    "staff|staff=S1|name=甲|role=designer\nstaff|staff=S2|name=乙|role=designer\n" JOB("J1", "2024-06-03", "-")
        JOB("J2", "2024-05-04", "-") JOB("J3", "2024-06-05", "-") JOB("J4", "2024-05-05", "2024-05-20") HAND("J1", "S1")
            HAND("J2", "S1") HAND("J3", "S2") HAND("J4", "S2") COMPLAINT("C1", "-", "J1", "valid")
                COMPLAINT("C2", "S2", "-", "-") COMPLAINT("C3", "S2", "-", "invalid");

static const struct explained {
    const char *what, *policy, *rows, *as_of, *metric, *period, *scope_kind, *scope, *category, *text;
} cases[] = {
    {"the median of four is the second (ceil(50 × 4 / 100)); what is not finished has no duration", "property-10",
     repairs, "2024-04-30", "resolution_hours_p50", "2024-03", "all", "", "repair",
     "resolution_hours_p50 2024-03, all, category repair: 7200 / 4 = 2.000000\ncounted: 4\n  E1: 3600 s (counted)\n  E2: 7200 s (counted)\n"
     "  E3: 10800 s (counted)\n  E4: 36000 s (counted)\nleft out: 1\n  E5 (not_finished)\nplace 2 of 4, the shortest first: 7200 s\n"},
    {"the 90th percentile of a site's three is the third; pooled over categories", "property-10", repairs, "2024-04-30",
     "resolution_hours_p90", "2024-03", "site", "甲苑", "",
     "resolution_hours_p90 2024-03, site 甲苑: 36000 / 3 = 10.000000\ncounted: 3\n  E1: 3600 s (counted)\n  E2: 7200 s (counted)\n"
     "  E4: 36000 s (counted)\nleft out: 1\n  E5 (not_finished)\nplace 3 of 3, the shortest first: 36000 s\n"},
    {"finished in April counts in April", "property-10", repairs, "2024-04-30", "resolution_hours_p50", "2024-04",
     "all", "", "",
     "resolution_hours_p50 2024-04, all: 7200 / 1 = 2.000000\ncounted: 1\n  E6: 7200 s (counted)\nleft out: 0\n"
     "place 1 of 1, the shortest first: 7200 s\n"},
    {"a percentile that nothing has: no row", "property-10", repairs, "2024-04-30", "resolution_hours_p50", "2024-02",
     "all", "", "", "resolution_hours_p50 2024-02, all: no row\ncounted: 0\nleft out: 0\n"},
    {"a designer with two jobs going on in June, one of them complained about", "decoration", jobs, "2024-06-30",
     "staff_complaint_ratio", "2024-06", "staff", "S1", "designer",
     "staff_complaint_ratio 2024-06, staff S1, category designer: 1 / 2 = 0.500000\ncounted: 3\n  S1: complaint C1 about J1 (counted)\n"
     "  S1: job J1 (counted)\n  S1: job J2 (counted)\nleft out: 0\nsum: 1 / 2\n"},
    {"the role is the sum of its persons; J4 ended before June; an invalid complaint is left out", "decoration", jobs,
     "2024-06-30", "staff_complaint_ratio", "2024-06", "role", "designer", "",
     "staff_complaint_ratio 2024-06, role designer, category designer: 2 / 3 = 0.666667\ncounted: 5\n  S2: complaint C2 (counted)\n"
     "  S1: complaint C1 about J1 (counted)\n  S1: job J1 (counted)\n  S1: job J2 (counted)\n  S2: job J3 (counted)\nleft out: 1\n"
     "  S2: complaint C3 (invalid)\nsum: 2 / 3\n"},
};

START_TEST(explained) {
    const struct explained *c = &cases[_i];
    struct kit_store k;
    char yaml[64];
    snprintf(yaml, sizeof yaml, "policy: %s\n", c->policy);
    store_kit_init(&k, yaml);
    store_kit_put_all(&k, c->rows);
    store_kit_analyse(&k, c->as_of, true);
    struct figure f = {str_of(c->policy), str_of(c->metric),   str_of(c->period), str_of(c->scope_kind),
                       str_of(c->scope),  str_of(c->category), STR_LIT("")};
    struct buf out;
    buf_init(&out);
    analysis_explain(k.store, k.config, &f, &out, &k.e);
    ck_assert_msg(!err_is(&k.e), "%s: %s\n%s", c->what, k.e.text, out.p);
    ck_assert_msg(str_is(buf_view(&out), c->text), "%s:\n%s\nexpected:\n%s", c->what, out.p, c->text);
    buf_release(&out);
    store_kit_release(&k);
}
END_TEST

Suite *explain_suite(void) {
    Suite *s = suite_create("explain");
    TCase *t = tcase_create("figures");
    tcase_add_loop_test(t, explained, 0, (int)(sizeof cases / sizeof *cases));
    suite_add_tcase(s, t);
    return s;
}
