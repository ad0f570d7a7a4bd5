/* Duties that come back with the calendar: every fault with its place, and what is bound. Each case of a fault is what
 * follows the four lines of a right policy; ^ marks the place that the message must name. */
#include "base/civil.h"
#include "policies/policy.h"
#include "tests/policies/parts.h"

static const char head[] = "policy: p\ntitle: t\ncategories: {complaint: 投诉, repair: 报修}\nroles: {director: 主任}\n";
#define STAGE "stages:\n  - {name: s, categories: repair, anchor: started_at, clause: 1"

static const struct { const char *text, *error; } faults[] = {
    {STAGE ", every: ^week}\n", "every: found «week», expected a calendar period; known: month, quarter, half, year"},
    {STAGE ", every: ^months}\n", "every: found «months», expected a calendar period; did you mean «month»?"},
    {STAGE ", every: month, until: ^finished}\n",
     "until: found «finished», expected a time of the event; did you mean «finished_at»?"},
    {STAGE ", every: month, until: ^amount}\n", "until: found «amount», expected a time of the event"},
    {STAGE ", latest: 2 d, until: ^finished_at}\n", "until belongs to a stage that recurs, with «every»"},
    {STAGE ", every: month, earliest: ^1 d}\n", "a stage that recurs has its periods as windows, and no earliest"},
    {STAGE ", every: month, latest: ^1 m}\n", "a stage that recurs has its periods as windows, and no latest"},
    {STAGE ", every: month, latest: ^not_set}\n", "a stage that recurs has its periods as windows, and no latest"},
    {STAGE ", every: month, tolerance: ^3 d}\n", "a stage that recurs has its periods as windows, and no tolerance"},
    {STAGE ", every: month, skip_holidays: ^true}\n",
     "a stage that recurs has its periods as windows, and no skip_holidays"},
    {STAGE ", every: month, optional: true, target: ^30 %}\n", "an optional stage obliges nobody and has no target"},
    {STAGE ", every: month}\npopulations:\n  - {metric: r, population: running, category: repair, stage: ^s, clause: 1}\n",
     "the stage «s» recurs: it has no single deadline"},
};

START_TEST(fault) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    const char *place, *text = unmark(&a, arena_printf(&a, "%s%s", head, faults[_i].text), &place);
    const char *path = scratch(&a, "case.yaml", text);
    ck_assert_ptr_null(policy_read(&a, path, NULL, &e));
    const char *want = arena_printf(&a, "%s:%s: %s", path, place, faults[_i].error);
    ck_assert_msg(str_starts(str_of(e.text), want), "«%s»\nwanted «%s»", e.text, want);
    arena_release(&a);
}
END_TEST

static const struct policy *bound(struct arena *a, const char *text) {
    struct err e = {0};
    arena_init(a);
    const struct policy *p = policy_read(a, scratch(a, "duties.yaml", arena_printf(a, "%s%s", head, text)), NULL, &e);
    ck_assert_msg(p != NULL, "%s", e.text);
    return p;
}

START_TEST(recurring) { /* a month without an end named: until finished_at; timely_rate may have a target */
    struct arena a;
    const struct policy *p = bound(&a, "target_metric: timely_rate\n" STAGE ", every: quarter, target: 90 %}\n"
        "  - {name: o, categories: repair, anchor: accepted_at, every: month, until: warranty_end_at, clause: 2}\n"
        "  - {name: n, categories: repair, anchor: accepted_at, latest: 3 d, clause: 2}\n");
    ck_assert(p->stage[0].recurs && p->stage[0].every == PERIOD_QUARTER && p->stage[0].until == EVENT_finished_at);
    ck_assert(!p->stage[0].latest.set && p->stage[0].target.num == 90);
    ck_assert(p->stage[1].recurs && p->stage[1].every == PERIOD_MONTH && p->stage[1].until == EVENT_warranty_end_at);
    ck_assert(!p->stage[2].recurs && p->stage[2].latest.set);
    arena_release(&a);
}
END_TEST

TCase *duties_part(void) {
    TCase *t = tcase_create("duties");
    tcase_add_loop_test(t, fault, 0, sizeof faults / sizeof *faults);
    tcase_add_test(t, recurring);
    return t;
}
