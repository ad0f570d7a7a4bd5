/* Reports by a day (docs/policy-format.md «Reports»; requirements.md P-133 to P-136, section 8, the report cases of 9.1,
 * when each is due, what it covers, and what the submissions log says became of it. */
#include "analysis/reports.h"
#include "base/file.h"
#include "tests/analysis/store_kit.h"
#include <stdio.h>
#include <unistd.h>

Suite *reports_suite(void);

static int32_t day_of(const char *text) {
    int32_t d;
    ck_assert(civil_parse_day(str_of(text), &d));
    return d;
}

/* The day, and what the report covers, of the period that holds `within`. */
static const struct {
    const char *cites;
    struct report_duty duty;
    int week_start, meeting;
    const char *within, *due, *covers;
} dues[] = {
    {"9.1, decoration 6: the week from Sunday 06-23 to Saturday 06-29 is reported on Sunday 06-30",
     {.kind = DUTY_WEEKDAY, .day = 6, .period_kind = PERIOD_WEEK},
     6,
     0,
     "2024-06-25",
     "2024-06-30",
     "2024-06-23 2024-06-29"},
    {"a week that begins on Monday ends on that Sunday itself",
     {.kind = DUTY_WEEKDAY, .day = 6, .period_kind = PERIOD_WEEK},
     0,
     0,
     "2024-06-25",
     "2024-06-30",
     "2024-06-24 2024-06-30"},
    {"9.1, decoration 7: Mondays of June 2024 end with 06-24: before it",
     {.kind = DUTY_BEFORE_LAST_MEETING},
     0,
     0,
     "2024-06-25",
     "2024-06-23",
     "2024-06-01 2024-06-30"},
    {"the last day of the month is the meeting",
     {.kind = DUTY_BEFORE_LAST_MEETING},
     0,
     6,
     "2024-06-01",
     "2024-06-29",
     "2024-06-01 2024-06-30"},
    {"9.1, property-10 4.7: the 30th of February is its last day",
     {.kind = DUTY_MONTH_DAY, .day = 30},
     0,
     -1,
     "2023-02-10",
     "2023-02-28",
     "2023-02-01 2023-02-28"},
    {"in a leap year", {.kind = DUTY_MONTH_DAY, .day = 30}, 0, -1, "2024-02-10", "2024-02-29", "2024-02-01 2024-02-29"},
    {"property-10 4.6: month end",
     {.kind = DUTY_MONTH_END},
     0,
     -1,
     "2024-02-10",
     "2024-02-29",
     "2024-02-01 2024-02-29"},
    {"A-65, textbook-complaints 15: due on the 25th, from the 26th of the month before to the 25th",
     {.kind = DUTY_MONTH_DAY, .day = 25, .cutoff = 25},
     0,
     -1,
     "2024-03-01",
     "2024-03-25",
     "2024-02-26 2024-03-25"},
    {"a cutoff on the 30th: February ends with its last day, March begins after it",
     {.kind = DUTY_NEXT_DAY, .day = 5, .cutoff = 30},
     0,
     -1,
     "2023-03-15",
     "2023-04-05",
     "2023-03-01 2023-03-30"},
    {"that February",
     {.kind = DUTY_NEXT_DAY, .day = 5, .cutoff = 30},
     0,
     -1,
     "2023-02-15",
     "2023-03-05",
     "2023-01-31 2023-02-28"},
    {"A-11: the fifth of the next month, over the turn of the year",
     {.kind = DUTY_NEXT_DAY, .day = 5},
     0,
     -1,
     "2023-12-15",
     "2024-01-05",
     "2023-12-01 2023-12-31"},
    {"the 31st of the month after a January",
     {.kind = DUTY_NEXT_DAY, .day = 31},
     0,
     -1,
     "2024-01-15",
     "2024-02-29",
     "2024-01-01 2024-01-31"},
    {"a quarter: a day of its last month",
     {.kind = DUTY_MONTH_DAY, .day = 31, .period_kind = PERIOD_QUARTER},
     0,
     -1,
     "2024-05-15",
     "2024-06-30",
     "2024-04-01 2024-06-30"},
    {"half a year: the tenth of July",
     {.kind = DUTY_NEXT_DAY, .day = 10, .period_kind = PERIOD_HALF},
     0,
     -1,
     "2024-01-01",
     "2024-07-10",
     "2024-01-01 2024-06-30"},
    {"a year",
     {.kind = DUTY_MONTH_END, .period_kind = PERIOD_YEAR},
     0,
     -1,
     "2024-05-15",
     "2024-12-31",
     "2024-01-01 2024-12-31"},
    {"2026-11-30 is the last Monday of November",
     {.kind = DUTY_BEFORE_LAST_MEETING},
     0,
     0,
     "2026-11-20",
     "2026-11-29",
     "2026-11-01 2026-11-30"},
    {"2026-10-30 is the last Friday of October, which ends on a Saturday",
     {.kind = DUTY_BEFORE_LAST_MEETING},
     0,
     4,
     "2026-10-20",
     "2026-10-29",
     "2026-10-01 2026-10-31"},
    {"no day given",
     {.kind = DUTY_NOT_SET, .period_kind = PERIOD_QUARTER},
     0,
     -1,
     "2024-05-15",
     "",
     "2024-04-01 2024-06-30"},
};
START_TEST(test_due_day) {
    struct policy p = {.week_start = dues[_i].week_start, .meeting_weekday = dues[_i].meeting};
    const struct report_duty *d = &dues[_i].duty;
    struct period q = period_of((enum period_kind)d->period_kind, day_of(dues[_i].within), p.week_start);
    int32_t first, last, day = 0;
    char text[MOMENT_TEXT] = "", a[MOMENT_TEXT], b[MOMENT_TEXT], covers[64];
    if (reports_due_day(&p, d, q, &day)) civil_day_text(day, text);
    ck_assert_msg(!strcmp(text, dues[_i].due), "%s: %s", dues[_i].cites, text);
    reports_covers(&p, d, q, &first, &last);
    snprintf(covers, sizeof covers, "%s %s", civil_day_text(first, a), civil_day_text(last, b));
    ck_assert_msg(!strcmp(covers, dues[_i].covers), "%s: %s", dues[_i].cites, covers);
}
END_TEST

/* One report in a store: the log's rows, and the rows that are made of them. */
static const struct {
    const char *what, *report, *as_of, *log, *expected;
} lists[] = {
    {"without a submissions log: only what is to come", "due: day 25", "2024-03-10", "",
     "2024-03 submit 2024-03-25 pending\n2024-04 submit 2024-04-25 pending\n"},
    {"on its day is in time, the day after is late, the day itself has passed at its end", "due: day 25", "2024-03-25",
     "submission|report=r|period=2024-01|step=submit|at=2024-01-25 23:59:59|by_whom=甲\nsubmission|report=r|period=2024-02|step=submit|at=2024-02-26\n",
     "2024-01 submit 2024-01-25 done 2024-01-25 23:59:59 甲\n2024-02 submit 2024-02-25 late 2024-02-26\n2024-03 submit 2024-03-25 missing\n"
     "2024-04 submit 2024-04-25 pending\n"},
    {"the first submission counts; another report's, another period's and one after as-of do not", "due: day 25",
     "2024-02-26",
     "submission|report=r|period=2024-01|step=submit|at=2024-01-26\nsubmission|report=r|period=2024-01|step=submit|at=2024-01-20\n"
     "submission|report=x|period=2024-02|step=submit|at=2024-02-20\nsubmission|report=r|period=2024-03|step=submit|at=2024-02-27\n",
     "2024-01 submit 2024-01-25 done 2024-01-20\n2024-02 submit 2024-02-25 missing\n2024-03 submit 2024-03-25 pending\n"},
    {"A-54: noon of Sunday is the end; with a day only it is in time; a second later is late", "due: sunday 12:00",
     "2024-01-28",
     "submission|report=r|period=2024-W01|step=submit|at=2024-01-07 12:00:00\nsubmission|report=r|period=2024-W02|step=submit|at=2024-01-14\n"
     "submission|report=r|period=2024-W03|step=submit|at=2024-01-21 12:00:01\n",
     "2024-W01 submit 2024-01-07 12:00 done 2024-01-07 12:00:00\n2024-W02 submit 2024-01-14 12:00 done 2024-01-14\n"
     "2024-W03 submit 2024-01-21 12:00 late 2024-01-21 12:00:01\n2024-W04 submit 2024-01-28 12:00 missing\n2024-W05 submit 2024-02-04 12:00 pending\n"},
    {"steps in their order: a review before the submission is none; only the first can be late; the rest lack once the day has passed",
     "due: next day 5\n    steps: [submit, review, approve]", "2024-02-10",
     "submission|report=r|period=2024-01|step=review|at=2024-02-04|by_whom=乙\nsubmission|report=r|period=2024-01|step=submit|at=2024-02-05|by_whom=甲\n"
     "submission|report=r|period=2024-01|step=review|at=2024-02-09|by_whom=丙\n",
     "2024-01 submit 2024-02-05 done 2024-02-05 甲\n2024-01 review 2024-02-05 done 2024-02-09 丙\n2024-01 approve 2024-02-05 missing\n"
     "2024-02 submit 2024-03-05 pending\n2024-02 review 2024-03-05 pending\n2024-02 approve 2024-03-05 pending\n"
     "2024-03 submit 2024-04-05 pending\n2024-03 review 2024-04-05 pending\n2024-03 approve 2024-04-05 pending\n"},
    {"no day given: no verdict", "due: not_set\n    period: quarter", "2024-02-10",
     "submission|report=r|period=2024-Q1|step=submit|at=2024-02-04\n",
     "2024-Q1 submit done 2024-02-04\n2024-Q2 submit no_day\n"},
    {"withdrawn rows are nothing", "due: day 5", "2024-01-10",
     "submission|report=r|period=2024-02|step=submit|at=2024-01-04\nsubmission|report=r|period=2024-01|step=submit|at=2024-01-04|withdrawn=1\n",
     "2024-01 submit 2024-01-05 missing\n2024-02 submit 2024-02-05 done 2024-01-04\n"},
};

static void open_kit(struct kit_store *k, const char *report, const char *more) {
    struct err e = {0};
    char path[64], text[512], config[256];
    snprintf(path, sizeof path, "/tmp/huifang-reports-%d.yaml", (int)getpid());
    snprintf(
        text, sizeof text,
        "policy: p\ntitle: t\ncategories: {repair: 报修}\nreports:\n  - report: r\n    title: t\n    clause: 1\n    %s\n",
        report);
    file_write(path, str_of(text), false, &e);
    ck_assert(!err_is(&e));
    snprintf(config, sizeof config, "policy: %s\ncount_from: 2024-01-01\n%s", path, more);
    store_kit_init(k, config);
    unlink(path);
}

static const char *listed(struct kit_store *k) {
    return store_kit_ask(
        k,
        "SELECT period || ' ' || step || coalesce(' ' || due_on, '') || coalesce(' ' || due_time, '') || ' ' || state || coalesce(' ' || at, '')"
        " || coalesce(' ' || by_whom, '') FROM report_due ORDER BY period, place");
}

START_TEST(test_list) {
    struct kit_store k;
    open_kit(&k, lists[_i].report, "");
    store_kit_put_all(&k, lists[_i].log);
    store_kit_analyse(&k, lists[_i].as_of, false);
    const char *is = listed(&k);
    ck_assert_msg(!strcmp(is, lists[_i].expected), "%s\nis\n%sexpected\n%s", lists[_i].what, is, lists[_i].expected);
    store_kit_release(&k);
}
END_TEST

/* Night by night: what was to come passes; the first row of a submissions log says what had been lacking before; the
 * last one taken back leaves only what is to come. */
START_TEST(test_nights) {
    struct kit_store k;
    open_kit(&k, "due: day 25", "");
    store_kit_analyse(&k, "2024-02-24", false);
    ck_assert_str_eq(listed(&k), "2024-02 submit 2024-02-25 pending\n2024-03 submit 2024-03-25 pending\n");
    store_kit_analyse(&k, "2024-02-25", false);
    ck_assert_str_eq(listed(&k), "2024-03 submit 2024-03-25 pending\n");
    store_kit_put(&k, "submission|report=r|period=2024-02|step=submit|at=2024-02-26");
    store_kit_analyse(&k, "2024-03-01", false);
    ck_assert_str_eq(
        listed(&k),
        "2024-01 submit 2024-01-25 missing\n2024-02 submit 2024-02-25 late 2024-02-26\n2024-03 submit 2024-03-25 pending\n"
        "2024-04 submit 2024-04-25 pending\n");
    store_kit_put(&k, "submission|report=r|period=2024-02|step=submit|at=2024-02-26|withdrawn=1");
    store_kit_analyse(&k, "2024-03-01", false);
    ck_assert_str_eq(listed(&k), "2024-03 submit 2024-03-25 pending\n2024-04 submit 2024-04-25 pending\n");
    store_kit_release(&k);
}
END_TEST

Suite *reports_suite(void) {
    Suite *s = suite_create("reports");
    TCase *c = tcase_create("reports");
    tcase_add_loop_test(c, test_due_day, 0, sizeof dues / sizeof *dues);
    tcase_add_loop_test(c, test_list, 0, sizeof lists / sizeof *lists);
    tcase_add_test(c, test_nights);
    suite_add_tcase(s, c);
    return s;
}
