/* Duties that come back with the calendar: every fault with its place, and what is bound. Each case of a fault is what
 * follows the four lines of a right policy; ^ marks the place that the message must name. */
#include "base/civil.h"
#include "policies/policy.h"
#include "tests/policies/parts.h"

static const char head[] =
    "policy: p\ntitle: t\ncategories: {complaint: 投诉, repair: 报修}\nroles: {director: 主任}\n";
#define STAGE "stages:\n  - {name: s, categories: repair, anchor: started_at, clause: 1"
#define SAMPLE "samples:\n  - {name: "
#define TARGET "targets:\n  - {metric: "
#define REPORT "reports:\n  - {report: r, title: t, "

static const struct {
    const char *text, *error;
} faults[] = {
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
    {STAGE
     ", every: month}\npopulations:\n  - {metric: r, population: running, category: repair, stage: ^s, clause: 1}\n",
     "the stage «s» recurs: it has no single deadline"},
    /* samples */
    {"samples:\n  - ^{name: s, population: events, clause: 1}\n", "a sample needs one of share and at_least"},
    {"samples:\n  - ^{name: s, population: events, share: 5 %, at_least: 3, clause: 1}\n",
     "a sample needs one of share and at_least"},
    {SAMPLE "s, population: ^orders, share: 5 %, clause: 1}\n",
     "population: found «orders», expected what is sampled; known: events, households, visits"},
    {SAMPLE "s, population: ^event, share: 5 %, clause: 1}\n",
     "population: found «event», expected what is sampled; did you mean «events»?"},
    {SAMPLE "s, population: events, share: ^5, clause: 1}\n", "share: found «5», expected a share from 0 to 1"},
    {SAMPLE "s, population: events, share: ^0 %, clause: 1}\n", "share: found «0 %», expected a share above 0"},
    {SAMPLE "s, population: events, at_least: ^0, clause: 1}\n", "at_least: found «0», expected a whole number from 1"},
    {SAMPLE "s, population: events, at_least: 3, at_most: ^2, clause: 1}\n", "at_most is less than at_least"},
    {SAMPLE "s, population: events, at_least: 3, cap_of: ^visits, clause: 1}\n",
     "cap_of says of what cap_share is a share"},
    {SAMPLE "s, population: events, at_least: 3, cap_share: ^not_set, clause: 1}\n",
     "cap_share: found «not_set», expected a share above 0"},
    {SAMPLE "s, population: events, at_least: 3, categories: ^x, clause: 1}\n",
     "categories: found «x», expected a category"},
    {SAMPLE "s, population: events, at_least: 3, roles: ^x, clause: 1}\n",
     "roles: found «x», expected a role that the policy declares"},
    {SAMPLE "s, population: events, at_least: 3, methods: ^x, clause: 1}\n",
     "methods: found «x», expected a method of visiting"},
    {SAMPLE "s, population: events, at_least: 3, period: ^day, clause: 1}\n",
     "period: found «day», expected a kind of period"},
    {"samples:\n  - ^{name: s, population: visits, share: 5 %, clause: 1}\n",
     "a sample of visits needs stage, methods or roles"},
    {"samples:\n  - ^{name: s, population: events, share: 5 %}\n", "a sample lacks the key «clause»"},
    {SAMPLE
     "s, population: events, share: 5 %, clause: 1}\n  - {name: ^s, population: events, share: 5 %, clause: 1}\n",
     "name: found «s» twice, first in line 6"},
    /* reports */
    {REPORT "due: ^day 0, clause: 1}\n", "due: found «day 0», expected day 1 to day 31, next day 1"},
    {REPORT "due: ^next day 32, clause: 1}\n", "due: found «next day 32», expected day 1 to day 31"},
    {REPORT "due: ^next day, clause: 1}\n", "due: found «next day»"},
    {REPORT "period: week, due: ^day 3, clause: 1}\n", "a report on a week is due on a weekday, or not_set"},
    {REPORT "period: week, due: ^last_day, clause: 1}\n", "a report on a week is due on a weekday, or not_set"},
    {REPORT "period: month, due: ^sunday, clause: 1}\n", "a report due on a weekday is about a week"},
    {REPORT "period: quarter, due: last_day, cutoff: ^day 25, clause: 1}\n", "a cutoff belongs to reports on a month"},
    {REPORT "due: sunday, cutoff: ^day 25, clause: 1}\n", "a cutoff belongs to reports on a month"},
    {REPORT "due: day 25, cutoff: ^25, clause: 1}\n", "cutoff: found «25», expected day 1 to day 31, or not_set"},
    {REPORT "due: day 25, period: ^day, clause: 1}\n", "period: found «day», expected a kind of period"},
    {REPORT "due: day 25, steps: ^[], clause: 1}\n", "steps: the list is empty"},
    {REPORT "due: day 25, steps: [submit, ^aprove], clause: 1}\n",
     "found «aprove», expected a step of the submissions log; did you mean «approve»?"},
    {REPORT "due: day 25, form: ^f, clause: 1}\n", "form: found «f», expected a form that the policy names"},
    {"reports:\n  - ^{report: r, title: t, clause: 1}\n", "a report duty lacks the key «due»"},
    /* targets over several categories, of means */
    {TARGET "remote_share, name: ^x, at_most: 60 %, clause: 1}\n", "name belongs to a target over several categories"},
    {"targets:\n  - ^{metric: remote_share, exclude_categories: repair, at_most: 60 %, clause: 1}\n",
     "a target over several categories lacks the key «name»"},
    {TARGET "remote_share, name: ^repair, exclude_categories: repair, at_most: 60 %, clause: 1}\n",
     "«repair» is a category already"},
    {"targets:\n  - ^{metric: remote_share, name: x, category: repair, categories: complaint, at_most: 60 %, clause: 1}\n",
     "a target needs one of category, categories and exclude_categories at most"},
    {TARGET "remote_share, name: x, exclude_categories: ^y, at_most: 60 %, clause: 1}\n",
     "exclude_categories: found «y», expected a category"},
    {"populations:\n  - {metric: w, population: warranty, category: repair, clause: 1}\n"
     "targets:\n  - ^{metric: w, name: x, exclude_categories: repair, at_most: 60 %, clause: 1}\n",
     "«w» is of one category"},
    {TARGET "satisfaction_mean, at_least: ^good, clause: 1}\n",
     "at_least: found «good», expected a number such as 4.5"},
    {TARGET "satisfaction_rate, at_least: ^4.5, clause: 1}\n", "at_least: found «4.5», expected a share from 0 to 1"},
    {TARGET "satisfaction_mean, at_least: ^not_set, clause: 1}\n", "at_least: found «not_set», expected a share"},
    {"targets:\n  - {metric: remote_share, name: x, categories: repair, at_most: 60 %, clause: 1}\n"
     "  - ^{metric: remote_share, name: x, categories: complaint, at_most: 50 %, clause: 1}\n",
     "a second target on the same figures"},
    /* ladder, grades */
    {"ladder: [^clerk]\n", "found «clerk», expected a role that the policy declares; known: director"},
    {"ladder: [director, ^director]\n", "ladder: found «director» twice"},
    {"ladder: ^[]\n", "ladder: the list is empty"},
    {"visitors:\n  - {at_least: ^director, clause: 1}\n",
     "at_least: found «director», expected a role of the policy's ladder"},
    {"ladder: director\nvisitors:\n  - {at_least: ^directr, clause: 1}\n",
     "at_least: found «directr», expected a role of the policy's ladder; did you mean «director»?"},
    {"visits: {review: {roles: ^clerk, clause: 1}}\n",
     "roles: found «clerk», expected a role that the policy declares"},
    {"severity_map: ^major\n", "severity_map: found «major», expected a mapping"},
    {"severity_map: {^great: major}\n", "found «great», expected a severity"},
    {"severity_map: {important: ^great}\n", "important: found «great», expected a severity"},
    {"severity_map: {important: ^important}\n", "«important» is read as another severity itself"},
    {"severity_map: {important: ordinary, major: ^important}\n", "«important» is read as another severity itself"},
    {"severity_map: {important: ordinary}\nvisitors:\n  - ^{roles: director, condition: {severity: important}, clause: 1}\n",
     "the severity «important» is read as «ordinary» by severity_map"},
    {"severity_map: {important: ordinary}\nlimits:\n  resolution:\n    ^by_severity: [{severity: important, within: 1 d, clause: 1}]\n",
     "the severity «important» is read as «ordinary» by severity_map"},
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
    const struct policy *p = bound(
        &a, "target_metric: timely_rate\n" STAGE ", every: quarter, target: 90 %}\n"
            "  - {name: o, categories: repair, anchor: accepted_at, every: month, until: warranty_end_at, clause: 2}\n"
            "  - {name: n, categories: repair, anchor: accepted_at, latest: 3 d, clause: 2}\n");
    ck_assert(p->stage[0].recurs && p->stage[0].every == PERIOD_QUARTER && p->stage[0].until == EVENT_finished_at);
    ck_assert(!p->stage[0].latest.set && p->stage[0].target.num == 90);
    ck_assert(p->stage[1].recurs && p->stage[1].every == PERIOD_MONTH && p->stage[1].until == EVENT_warranty_end_at);
    ck_assert(!p->stage[2].recurs && p->stage[2].latest.set);
    arena_release(&a);
}
END_TEST

START_TEST(samples) { /* textbook-visits 8 and property-basic 4.2 */
    struct arena a;
    const struct policy *p = bound(
        &a,
        "samples:\n"
        "  - {name: orders, title: {zh: 抽样, en: Sample}, population: events, categories: repair, share: 5 %, cap_share: 5 %,\n"
        "     stage: sample, methods: phone, roles: director, period: quarter, clause: 1}\n"
        "  - {name: homes, population: households, at_least: 3, at_most: 5, clause: 2}\n"
        "  - {name: seen, population: visits, share: 1/3, cap_share: 1/2, cap_of: visits, roles: director, clause: 3}\n");
    ck_assert_uint_eq(p->n_samples, 3);
    const struct sample_rule *r = p->sample;
    ck_assert(r[0].population == SAMPLE_EVENTS && r[0].share.num == 5 && r[0].cap_share.den == 100 &&
              r[0].cap_of == SAMPLE_HOUSEHOLDS);
    ck_assert(!strcmp(r[0].stage, "sample") && r[0].methods.n == 1 && r[0].roles.n == 1 && r[0].categories.n == 1);
    ck_assert(r[0].period_kind == PERIOD_QUARTER && !r[0].at_least && !r[0].at_most &&
              !strcmp(r[0].title.en, "Sample"));
    ck_assert(r[1].population == SAMPLE_HOUSEHOLDS && r[1].at_least == 3 && r[1].at_most == 5 && !r[1].share.set);
    ck_assert(r[1].period_kind == PERIOD_MONTH && !r[1].stage && !strcmp(r[1].title.zh, "homes") &&
              !strcmp(r[1].clause.no, "2"));
    ck_assert(r[2].population == SAMPLE_VISITS && r[2].cap_of == SAMPLE_VISITS && r[2].share.den == 3);
    arena_release(&a);
}
END_TEST

START_TEST(reports) { /* P-133 to P-136 */
    struct arena a;
    const struct policy *p = bound(
        &a,
        "meeting_weekday: monday\n"
        "forms:\n  - {form: sheet, title: 月报, layout: month, clause: 1}\n"
        "reports:\n"
        "  - {report: a, title: t, due: day 25, cutoff: day 25, to: {zh: 领导, en: management}, steps: [submit, review, approve],\n"
        "     form: sheet, clause: 1}\n"
        "  - {report: b, title: t, due: 'sunday 12:00', clause: 1}\n"
        "  - {report: c, title: t, due: next day 5, period: quarter, clause: 1}\n"
        "  - {report: d, title: t, due: not_set, period: half, steps: read, clause: 1}\n"
        "  - {report: e, title: t, due: before last meeting, cutoff: not_set, clause: 1}\n"
        "  - {report: f, title: t, due: not_set, period: week, clause: 1}\n");
    const struct report_duty *d = p->duty;
    ck_assert_uint_eq(p->n_duties, 6);
    ck_assert(d[0].kind == DUTY_MONTH_DAY && d[0].day == 25 && d[0].cutoff == 25 && d[0].period_kind == PERIOD_MONTH &&
              d[0].minute == -1);
    ck_assert(d[0].steps.n == 3 && !strcmp(d[0].steps.name[2], "approve") && !strcmp(d[0].to.en, "management") &&
              !strcmp(d[0].form, "sheet"));
    ck_assert(d[1].kind == DUTY_WEEKDAY && d[1].day == 6 && d[1].minute == 720 && d[1].period_kind == PERIOD_WEEK);
    ck_assert(d[1].steps.n == 1 && !strcmp(d[1].steps.name[0], "submit") && !d[1].to.zh && !d[1].form);
    ck_assert(d[2].kind == DUTY_NEXT_DAY && d[2].day == 5 && d[2].period_kind == PERIOD_QUARTER);
    ck_assert(d[3].kind == DUTY_NOT_SET && d[3].period_kind == PERIOD_HALF && !strcmp(d[3].steps.name[0], "read"));
    ck_assert(d[4].kind == DUTY_BEFORE_LAST_MEETING && d[4].period_kind == PERIOD_MONTH && !d[4].cutoff);
    ck_assert(d[5].kind == DUTY_NOT_SET && d[5].period_kind == PERIOD_WEEK);
    arena_release(&a);
}
END_TEST

START_TEST(groups) { /* P-78, A-74: the cap without the repair sample; a mean of levels, a score below nought */
    struct arena a;
    const struct policy *p = bound(
        &a,
        "targets:\n"
        "  - {metric: remote_share, name: others, exclude_categories: repair, at_most: 60 %, period: year, clause: 1}\n"
        "  - {metric: visit_rate, name: both, categories: [complaint, repair], at_least: 90 %, clause: 1}\n"
        "  - {metric: satisfaction_mean, at_least: 4.5, clause: 1}\n  - {metric: satisfaction_score, at_least: -10, clause: 1}\n");
    const struct target *t = p->target;
    ck_assert(t[0].group && !strcmp(t[0].category, "others") && !policy_target_takes(&t[0], STR_LIT("repair")));
    ck_assert(policy_target_takes(&t[0], STR_LIT("complaint")) && policy_target_takes(&t[0], STR_LIT("")));
    ck_assert(policy_target_takes(&t[1], STR_LIT("repair")) && !policy_target_takes(&t[1], STR_LIT("")) && !t[2].group);
    ck_assert(t[2].value.num == 4500000 && t[2].value.den == 1000000 && t[3].value.num == -10000000);
    arena_release(&a);
}
END_TEST

START_TEST(ladder) { /* P-92, A-67: «this post or higher», reviews of some roles' visits */
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    const struct policy *p = policy_read(
        &a,
        scratch(
            &a, "ladder.yaml",
            "policy: p\ntitle: t\ncategories: {complaint: 投诉}\n"
            "roles: {clerk: 文员, assistant: 助理, supervisor: 主管, manager: 经理}\nladder: [assistant, supervisor, manager]\n"
            "visitors:\n  - {at_least: supervisor, clause: 1}\n  - {at_least: manager, roles: [clerk, manager], clause: 1}\n"
            "  - {roles: clerk, clause: 1}\n"
            "visits: {review: {roles: [clerk, assistant], clause: 1}}\n"),
        NULL, &e);
    ck_assert_msg(p != NULL, "%s", e.text);
    const struct visitor_rule *v = p->visitor;
    ck_assert(p->ladder.n == 3 && v[0].roles.n == 2 && !strcmp(v[0].roles.name[0], "supervisor") &&
              !strcmp(v[0].roles.name[1], "manager"));
    ck_assert(v[1].roles.n == 2 && !strcmp(v[1].roles.name[0], "clerk") && !strcmp(v[1].roles.name[1], "manager"));
    ck_assert(v[2].roles.n == 1 && !v[2].at_least && p->visit.review && p->visit.review_roles.n == 2);
    arena_release(&a);
}
END_TEST

START_TEST(grades) { /* important is read as ordinary, where a rule says ordinary and where it says not ordinary */
    struct arena a;
    const struct policy *p = bound(
        &a,
        "severity_map: {important: ordinary}\n"
        "visitors:\n  - {roles: director, condition: {severity: ordinary}, clause: 1}\n"
        "  - {roles: director, condition: {severity: major}, clause: 1}\n"
        "  - {roles: director, condition: {severity: {not: [ordinary]}, validity: valid}, clause: 1}\n"
        "limits: {resolution: {by_severity: [{severity: ordinary, within: 5 d, clause: 1}, {severity: major, within: 1 d, clause: 2}]}}\n");
    ck_assert(p->n_severity_maps == 1 && !strcmp(p->severity_map[0].from, "important"));
    const struct names *one = &p->visitor[0].condition.item[0].values, *two = &p->visitor[1].condition.item[0].values,
                       *three = &p->visitor[2].condition.item[0].values;
    ck_assert(one->n == 2 && !strcmp(one->name[1], "important") && two->n == 1 && three->n == 2 &&
              !strcmp(three->name[1], "important"));
    ck_assert(p->visitor[2].condition.item[1].values.n == 1);
    ck_assert(p->n_resolutions == 3 && !strcmp(p->resolution[2].severity, "important") &&
              p->resolution[2].within.n == 5);
    ck_assert(!strcmp(p->resolution[2].clause.no, "1"));
    arena_release(&a);
}
END_TEST

TCase *duties_part(void) {
    TCase *t = tcase_create("duties");
    tcase_add_loop_test(t, fault, 0, sizeof faults / sizeof *faults);
    tcase_add_test(t, recurring);
    tcase_add_test(t, samples);
    tcase_add_test(t, reports);
    tcase_add_test(t, groups);
    tcase_add_test(t, ladder);
    tcase_add_test(t, grades);
    return t;
}
