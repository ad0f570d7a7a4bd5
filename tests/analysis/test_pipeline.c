/* Nights against full runs (architecture.md, decision 3; issue 2, section 5): logs of random rows that arrive late,
 * change, move to another customer and are taken back, told night by night with a rising as-of. After every night the
 * result tables have to be the same, byte by byte, as those of one full run over a copy of the store, and every month
 * that shows otherwise than the night before stands in `month_change`. What a night changed of periods that were over
 * stands in the ledger of restatements (issue 4, section 6), and what it gives as reason sums up. */
#include "tests/analysis/changes_kit.h"
#include "tests/analysis/restate_kit.h"
#include "base/file.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

Suite *pipeline_suite(void);

/* ---- random rows ---- */

struct dice {
    uint64_t s;
};

static uint32_t roll(struct dice *d, uint32_t n) {
    d->s = d->s * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((d->s >> 33) % n);
}

static const char *pick(struct dice *d, const char *const *list) {
    uint32_t n = 0;
    while (list[n]) n++;
    return list[roll(d, n)];
}

static const char *day(struct kit_store *k, int32_t d) {
    char text[MOMENT_TEXT];
    return arena_printf(&k->a, "%s", civil_day_text(d, text));
}

/* Within the days around `today`, some ahead of it; now and then only a date, now and then nothing. */
static const char *when(struct kit_store *k, struct dice *d, int32_t from, int span, int none_in_ten) {
    if ((int)roll(d, 10) < none_in_ten) return "-";
    const char *text = day(k, from + (int32_t)roll(d, (uint32_t)span));
    if (roll(d, 5) == 0) return text;
    return arena_printf(&k->a, "%s %02u:%02u:00", text, roll(d, 24), roll(d, 4) * 15);
}

#define LIST(...)                                                                                                      \
    (const char *const[]) { __VA_ARGS__, NULL }

static const char *event(struct kit_store *k, struct dice *d, int32_t today) {
    int32_t at = today - (int32_t)roll(d, 25) + (roll(d, 12) == 0 ? 4 : 0);
    return arena_printf(
        &k->a,
        "event|event_id=E%u|category=%s|customer_id=%s|site=%s|department=%s|about_staff=%s|severity=%s|validity=%s|"
        "issue=%s|channel=%s|anonymous=%s|follow_up_needed=%s|accepted_at=%s|contacted_at=%s|started_at=%s|planned_end_at=%s|"
        "finished_at=%s|warranty_end_at=%s|escalated_at=%s|feedback_form_at=%s|related_event_id=E%u|description=%s|withdrawn=%u",
        roll(d, 60),
        pick(d, LIST("complaint", "complaint", "complaint", "repair", "repair", "special_service", "activity",
                     "project", "help", "other")),
        pick(d, LIST("K1", "K1", "K2", "K3", "K4", "-")), pick(d, LIST("甲苑", "乙苑", "-")),
        pick(d, LIST("工程部", "客服部", "保洁部", "-")),
        pick(d, LIST("-", "-", "S1", "S2;王五", "张三", "李四", "S9")),
        pick(d, LIST("ordinary", "important", "major", "-")),
        pick(d, LIST("valid", "valid", "invalid", "communicative", "-")), pick(d, LIST("漏水", "电梯", "-")),
        pick(d, LIST("phone", "app")), pick(d, LIST("0", "0", "0", "1", "-")), pick(d, LIST("0", "1", "-")),
        when(k, d, at, 1, 0), when(k, d, at, 2, 3), when(k, d, at, 4, 3), when(k, d, at + 10, 20, 3),
        when(k, d, at, 30, 3), when(k, d, at + 40, 30, 5), when(k, d, at + 3, 3, 6), when(k, d, at + 20, 9, 7),
        roll(d, 60), pick(d, LIST("水管漏水三天了没有人来", "水管漏水三天了没有人来修", "楼道灯不亮", "-")),
        roll(d, 12) == 0);
}

static const char *visit(struct kit_store *k, struct dice *d, int32_t today) {
    static const char *const shapes[] = {"E%u", "E%u", "E%u", "E%u;E%u", "E%u;E%u;E%u", "-"};
    uint32_t shape = roll(d, 6), a = roll(d, 70), b = roll(d, 70), c = roll(d, 70); /* E60 … E69 are unknown for ever */
    const char *events = shape < 3    ? arena_printf(&k->a, "E%u", a)
                         : shape == 3 ? arena_printf(&k->a, "E%u;E%u", a, b)
                         : shape == 4 ? arena_printf(&k->a, "E%u;E%u;E%u", a, b, c)
                                      : shapes[5];
    int32_t at = today - (int32_t)roll(d, 12) + (roll(d, 12) == 0 ? 5 : 0);
    return arena_printf(
        &k->a,
        "visit|visit_id=V%u|event_ids=%s|customer_id=%s|site=%s|department=%s|category=%s|stage=%s|visited_at=%s|phase=%s|method=%s|visitor=%s|"
        "visitor_role=%s|signed=%s|outcome=%s|satisfaction=%s|issue_raised=%s|raised_event_id=%s|opinion=%s|reported_at=%s|"
        "reviewed_by=%s|reviewed_at=%s|review_note=%s|filed_at=%s|withdrawn=%u",
        roll(d, 80), events, pick(d, LIST("-", "K1", "K2", "K9")), pick(d, LIST("-", "-", "甲苑")),
        pick(d, LIST("-", "-", "客服部")), pick(d, LIST("-", "repair", "complaint")),
        pick(d, LIST("-", "-", "-", "complaint", "repair", "repair2", "start", "mid", "end", "sample", "sample",
                     "routine")),
        when(k, d, at, 1, 0), pick(d, LIST("-", "after", "during")), pick(d, LIST("onsite", "phone", "letter", "sms")),
        pick(d, LIST("S1", "S1;S2", "S3", "-")),
        pick(d, LIST("area_manager", "director", "area_manager;director", "-")), pick(d, LIST("0", "1", "-")),
        pick(d, LIST("pass", "pass", "fail", "unreachable", "-")), pick(d, LIST("1", "2", "3", "4", "5", "-")),
        pick(d, LIST("0", "1", "-")), pick(d, LIST("-", "-", "-", "E7", "E21", "E66")),
        pick(d, LIST("好", "一般", "-")), when(k, d, at, 3, 5), pick(d, LIST("S3", "-")), when(k, d, at, 6, 4),
        pick(d, LIST("已阅", "-")), when(k, d, at + 3, 30, 4), roll(d, 12) == 0);
}

static const char *other(struct kit_store *k, struct dice *d, int32_t today) {
    switch (roll(d, 14)) {
    case 12:
    case 13:
        return arena_printf(&k->a, "submission|report=%s|period=%s|step=%s|at=%s|withdrawn=%u",
                            pick(d, LIST("monthly", "weekly", "visit_records")),
                            pick(d, LIST("2026-01", "2026-02", "2026-W06", "2026-W07")),
                            pick(d, LIST("submit", "submit", "review")), when(k, d, today - 4, 9, 0), roll(d, 3) == 0);
    case 0:
    case 1:
    case 2:
        return arena_printf(&k->a, "step|event_id=E%u|at=%s|kind=%s|withdrawn=%u", roll(d, 60),
                            when(k, d, today - 5, 9, 0), pick(d, LIST("contact", "escalate", "track")),
                            roll(d, 5) == 0);
    case 3:
    case 4:
    case 5:
    case 6:
    case 7:
        return arena_printf(&k->a, "assignment|event_id=E%u|role=%s|staff=%s|withdrawn=%u", roll(d, 60),
                            pick(d, LIST("repairer", "designer")), pick(d, LIST("S1", "S2", "S3", "S9")),
                            roll(d, 5) == 0);
    case 8:
        return arena_printf(&k->a, "exposure|site=%s|from_on=%s|households=%s|withdrawn=%u",
                            pick(d, LIST("甲苑", "乙苑", "丙苑")), day(k, today - 30 + (int32_t)roll(d, 40)),
                            pick(d, LIST("100", "250", "-", "0")), roll(d, 5) == 0);
    case 9:
        return arena_printf(&k->a, "target|category=%s|metric=%s|period=%s|value=%s|withdrawn=%u",
                            pick(d, LIST("other", "help", "activity", "repair")),
                            pick(d, LIST("visit_rate", "visit_rate", "on_time_rate")),
                            pick(d, LIST("2026-01", "2026-02", "2026-Q1", "2026-W06")),
                            pick(d, LIST("0.5", "0.9", "1")), roll(d, 5) == 0);
    case 10:
        return arena_printf(&k->a, "staff|staff=%s|name=%s|role=%s|department=%s|withdrawn=%u",
                            pick(d, LIST("S1", "S2", "S3", "S4")), pick(d, LIST("张三", "李四", "王五")),
                            pick(d, LIST("repairer", "inspector", "-")), pick(d, LIST("工程部", "客服部")),
                            roll(d, 8) == 0);
    default:
        return arena_printf(&k->a, "holiday|on_day=%s|kind=%s|withdrawn=%u", day(k, today - 10 + (int32_t)roll(d, 30)),
                            pick(d, LIST("off", "workday")), roll(d, 5) == 0);
    }
}

static void new_rows(struct kit_store *k, struct dice *d, int32_t today) {
    for (uint32_t n = roll(d, 4); n > 0; n--) store_kit_put(k, event(k, d, today));
    for (uint32_t n = roll(d, 4); n > 0; n--) store_kit_put(k, visit(k, d, today));
    if (roll(d, 3) == 0) store_kit_put(k, other(k, d, today));
}

/* ---- comparing ---- */

/* The first line in which two dumps differ, with its table. */
static const char *difference(struct kit_store *k, const char *a, const char *b) {
    struct str x = str_of(a), y = str_of(b), lx, ly, table = STR_LIT("");
    while (str_split(&x, '\n', &lx) && str_split(&y, '\n', &ly)) {
        if (str_starts(lx, "== ")) table = lx;
        if (!str_eq(lx, ly))
            return arena_printf(&k->a, "%.*s\nnight: %.*s\nfull:  %.*s", STR_ARG(table), STR_ARG(lx), STR_ARG(ly));
    }
    return "one is longer";
}

/* A copy of the store, told in full, must hold the same. */
static void check_against_full(struct kit_store *k, const char *as_of, uint64_t seed, int night) {
    char path[sizeof k->path];
    strcpy(path, k->path);
    int64_t run = k->run;
    const char *nights = store_kit_results(k);
    store_kit_reopen(k, "-full");
    k->run--;
    store_kit_analyse(k, as_of, true);
    const char *full = store_kit_results(k);
    ck_assert_msg(!strcmp(nights, full), "seed %llu, night %d, as of %s: %s", (unsigned long long)seed, night, as_of,
                  difference(k, nights, full));
    store_close(k->store, &k->e);
    file_remove_tree(k->path, &k->e);
    strcpy(k->path, path);
    k->run = run;
    k->store = store_open(k->path, STORE_WRITE, &k->e);
    store_exec(k->store, "PRAGMA synchronous = OFF", &k->e);
}

/* Duties that come back with the calendar, and samples of every sort. */
static const char calendar[] =
    "policy: nights\nextends: property-10\n"
    "stages:\n"
    "  - {name: routine, categories: [special_service, activity, help], anchor: started_at, every: month, clause: 1}\n"
    "  - {name: tour, categories: [repair, opinion], anchor: accepted_at, until: warranty_end_at, every: quarter, optional: true, clause: 1}\n"
    "samples:\n"
    "  - {name: orders, population: events, categories: [repair, complaint], share: 40 %, cap_share: 3 %, stage: sample, clause: 2}\n"
    "  - {name: homes, population: households, at_least: 2, at_most: 3, clause: 2}\n"
    "  - {name: calls, population: visits, share: 1/5, methods: phone, period: week, clause: 2}\n"
    "  - {name: seen, population: households, share: 1 %, stage: sample, period: quarter, clause: 2}\n"
    "targets:\n"
    "  - {metric: remote_share, name: rest, exclude_categories: repair, at_most: 60 %, clause: 4}\n"
    "  - {metric: visit_rate, name: both, categories: [complaint, repair], at_least: 60 %, clause: 4}\n"
    "reports:\n"
    "  - {report: monthly, title: m, due: next day 5, steps: [submit, review], clause: 3}\n"
    "  - {report: weekly, title: w, due: 'sunday 12:00', clause: 3}\n"
    "  - {report: yearly, title: y, due: not_set, period: year, clause: 3}\n";

static const char *calendar_path(struct kit_store *k) {
    static char path[64];
    snprintf(path, sizeof path, "/tmp/huifang-nights-%d.yaml", (int)getpid());
    file_write(path, str_of(calendar), false, &k->e);
    return path;
}

static const char *const configs[] = {
    "policy: property-10\n",
    "policy: decoration\ncount_from: 2026-01-05\n",
    "policies: [{policy: property-10}, {policy: decoration}]\ncount_from: 2026-01-01\n",
    "policies: [{policy: property-10, sites: [甲苑]}, {policy: decoration, sites: [乙苑], until: 2026-02-10}, {policy: property-10, sites: [乙苑], from: 2026-02-11}]\n",
    "policies: [{policy: %s}, {policy: decoration, sites: [乙苑]}]\n",
};
enum { SEEDS = 15, NIGHTS = 40 };

START_TEST(nights_end_like_a_full_run) {
    uint64_t seed = (uint64_t)_i;
    struct kit_store k;
    struct dice d = {seed * 977 + 5};
    char config[256];
    struct kit_store files = {0};
    snprintf(config, sizeof config, configs[_i % 5], calendar_path(&files));
    store_kit_init(&k, config);
    unlink(calendar_path(&files));
    int32_t today = civil_day(2026, 1, 10);
    for (int i = 0; i < 25; i++) store_kit_put(&k, event(&k, &d, today));
    for (int i = 0; i < 25; i++) store_kit_put(&k, visit(&k, &d, today));
    for (int i = 0; i < 12; i++) store_kit_put(&k, other(&k, &d, today));
    for (int night = 0; night < NIGHTS; night++) {
        const char *as_of = day(&k, today);
        struct analysis_report r = store_kit_analyse(&k, as_of, false);
        ck_assert(night > 0 || r.full);
        if (!r.full) changes_kit_check(&k, arena_printf(&k.a, "seed %d, night %d, as of %s", _i, night, as_of));
        if (getenv("SHOW"))
            printf("seed %d night %d full %d stories %d periods %d\n", _i, night, r.full, (int)r.stories_told,
                   (int)r.periods_summed);
        restate_kit_check(&k, as_of, night % 8 == 7,
                          arena_printf(&k.a, "seed %d, night %d, as of %s", _i, night, as_of));
        check_against_full(&k, as_of, seed, night);
        changes_kit_keep(&k, "kit_was");
        today += (int32_t)roll(&d, 3) + (roll(&d, 10) == 0 ? 9 : 0);
        new_rows(&k, &d, today);
    }
    store_kit_release(&k);
}
END_TEST

/* A story of more than 256 rows is known by months: a night that changes one, empties one, or makes the story short
 * again ends as a full run does. 100 repairs in each of four months. */
static void put_long(struct kit_store *k, int from, int to, const char *more) {
    for (int i = from; i < to; i++)
        store_kit_put(
            k, arena_printf(
                   &k->a,
                   "event|event_id=L%03d|category=repair|customer_id=K1|site=甲苑|"
                   "department=工程部|issue=leak%d|accepted_at=2026-%02d-%02d 09:00:00|finished_at=2026-%02d-%02d%s",
                   i, i % 7, 1 + i / 100, 1 + i % 27, 1 + i / 100, 2 + i % 27, more));
}

START_TEST(long_story) {
    struct kit_store k;
    store_kit_init(&k, "policy: property-10\n");
    put_long(&k, 0, 400, "");
    store_kit_analyse(&k, "2026-05-01", false);
    ck_assert_str_eq(store_kit_ask(&k, "SELECT part FROM told"), "2026-01\n2026-02\n2026-03\n2026-04\n");
    store_kit_put(&k, "visit|visit_id=V1|event_ids=L101|visited_at=2026-02-05 10:00:00|method=onsite|outcome=pass");
    const char *march = store_kit_ask(&k, "SELECT hex(facts) FROM told WHERE part = '2026-03'");
    store_kit_analyse(&k, "2026-05-02", false);
    check_against_full(&k, "2026-05-02", 0, 1);
    ck_assert_str_eq(store_kit_ask(&k, "SELECT hex(facts) FROM told WHERE part = '2026-03'"), march);
    put_long(&k, 200, 300, "|withdrawn=1");
    store_kit_analyse(&k, "2026-05-03", false);
    ck_assert_str_eq(store_kit_ask(&k, "SELECT part FROM told"), "2026-01\n2026-02\n2026-04\n");
    check_against_full(&k, "2026-05-03", 0, 2);
    put_long(&k, 300, 360, "|withdrawn=1");
    store_kit_analyse(&k, "2026-05-04", false);
    ck_assert_int_eq(store_kit_int(&k, "SELECT count(*) FROM told WHERE part = ''"), 1);
    ck_assert_int_eq(store_kit_int(&k, "SELECT count(*) FROM told"), 1);
    check_against_full(&k, "2026-05-04", 0, 3);
    store_kit_release(&k);
}
END_TEST

/* A story of more rows than a full run holds at a time is told strand by strand; a night tells it in one. 1200 repairs in
 * twelve months, 1100 visits that name two of one problem each, and one that ties two problems together. */
START_TEST(very_long_story) {
    struct kit_store k;
    store_kit_init(&k, "policy: property-10\n");
    put_long(&k, 0, 100, "");
    store_kit_analyse(&k, "2027-01-10", false);
    put_long(&k, 100, 1200, "");
    for (int i = 0; i < 1100; i++)
        store_kit_put(&k, arena_printf(&k.a,
                                       "visit|visit_id=V%04d|event_ids=L%03d;L%03d|visited_at=2027-01-%02d 10:00:00|"
                                       "method=onsite|outcome=pass",
                                       i, i, i + 7, 1 + i % 12));
    store_kit_put(&k, "visit|visit_id=W|event_ids=L100;L1001|visited_at=2026-12-05 10:00:00|method=phone|outcome=fail");
    store_kit_analyse(&k, "2027-01-11", false);
    ck_assert_int_eq(store_kit_int(&k, "SELECT count(*) FROM event"), 1200);
    check_against_full(&k, "2027-01-11", 0, 1);
    store_kit_release(&k);
}
END_TEST

/* A problem that comes again makes the row of its earlier event another one, though nothing of that changed and no rule of
 * repeats ties the two together: the measure held on 01-15; on 01-20 the leak is back, and with it its row in the list. */
START_TEST(what_must_not_come) {
    static const char policy[] =
        "policy: never\ntitle: t\ncategories: {repair: R}\nrepeats: []\nrework: []\nchecks:\n"
        "  - {name: c, of: action, never: repeat, from: done_at, within: not_set, clause: 1}\n";
    char path[64];
    struct kit_store k, files = {0};
    snprintf(path, sizeof path, "/tmp/huifang-never-%d.yaml", (int)getpid());
    file_write(path, str_of(policy), false, &files.e);
    store_kit_init(&k, arena_printf(&files.a, "policy: %s\n", path));
    unlink(path);
    store_kit_put(&k, "event|event_id=E1|category=repair|customer_id=K|issue=leak|accepted_at=2026-01-05");
    store_kit_put(&k, "action|action_id=A|event_id=E1|opened_at=2026-01-06|done_at=2026-01-10");
    store_kit_analyse(&k, "2026-01-15", false);
    ck_assert_str_eq(store_kit_ask(&k, "SELECT count(*) FROM check_case"), "0\n");
    store_kit_put(&k, "event|event_id=E2|category=repair|customer_id=K|issue=leak|accepted_at=2026-01-20");
    ck_assert(!store_kit_analyse(&k, "2026-01-20", false).full);
    ck_assert_str_eq(store_kit_ask(&k, "SELECT row_id || ' ' || state || ' ' || lacking FROM check_case"),
                     "A came E2\n");
    check_against_full(&k, "2026-01-20", 0, 1);
    store_kit_release(&k);
    arena_release(&files.a);
}
END_TEST

/* An approval that comes later makes another row of what was looked at, of an order and of nothing known, by code and by name;
 * one that is taken back too. */
START_TEST(approvals) {
    static const char policy[] = "policy: granted\ntitle: t\ncategories: {repair: R}\nchecks:\n"
                                 "  - {name: c, of: custody, where: {step: consult}, needs: grant to, clause: 1}\n";
    char path[64];
    struct kit_store k, files = {0};
    snprintf(path, sizeof path, "/tmp/huifang-granted-%d.yaml", (int)getpid());
    file_write(path, str_of(policy), false, &files.e);
    store_kit_init(&k, arena_printf(&files.a, "policy: %s\n", path));
    unlink(path);
    store_kit_put(&k, "event|event_id=E1|category=repair|customer_id=K|accepted_at=2026-01-05");
    store_kit_put(&k, "staff|staff=S1|name=甲");
    store_kit_put(&k, "custody|form_no=E1|step=consult|at=2026-01-08|to_whom=S1");
    store_kit_put(&k, "custody|form_no=X9|step=consult|at=2026-01-09|to_whom=甲");
    store_kit_put(&k, "access_grant|staff=S2|scope=all|from_on=2026-01-01|approved_by=Z");
    store_kit_analyse(&k, "2026-01-15", false);
    ck_assert_str_eq(store_kit_ask(&k, "SELECT row_id FROM check_case ORDER BY 1"),
                     "E1/consult/2026-01-08\nX9/consult/2026-01-09\n");
    store_kit_put(&k, "access_grant|staff=S1|scope=all|from_on=2026-01-09|approved_by=Z");
    ck_assert(!store_kit_analyse(&k, "2026-01-15", false).full);
    ck_assert_str_eq(store_kit_ask(&k, "SELECT row_id FROM check_case"), "E1/consult/2026-01-08\n");
    check_against_full(&k, "2026-01-15", 0, 1);
    store_kit_put(&k, "access_grant|staff=S1|scope=E1|from_on=2026-01-08|approved_by=Z");
    store_kit_put(&k, "access_grant|staff=S1|scope=all|from_on=2026-01-09|approved_by=Z|withdrawn=1");
    ck_assert(!store_kit_analyse(&k, "2026-01-16", false).full);
    ck_assert_str_eq(store_kit_ask(&k, "SELECT row_id FROM check_case"), "X9/consult/2026-01-09\n");
    check_against_full(&k, "2026-01-16", 0, 2);
    store_kit_release(&k);
    arena_release(&files.a);
}
END_TEST

Suite *pipeline_suite(void) {
    Suite *s = suite_create("pipeline");
    TCase *nights = tcase_create("nights");
    tcase_set_timeout(nights, 300);
    tcase_add_test(nights, long_story);
    tcase_add_test(nights, very_long_story);
    tcase_add_loop_test(nights, nights_end_like_a_full_run, 0, SEEDS);
    suite_add_tcase(s, nights);
    TCase *tied = tcase_create("tied");
    tcase_add_test(tied, what_must_not_come);
    tcase_add_test(tied, approvals);
    suite_add_tcase(s, tied);
    return s;
}
