/* base/: civil time against the calendar, strings, buffers, interning, files. Expected values from the calendar and
 * from the cited sections, by hand. */
#include "base/buf.h"
#include "base/civil.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/intern.h"
#include "base/scratch.h"
#include "base/thread.h"
#include "tests/check_main.h"
#include <stdio.h>
#include <stdlib.h>

const char suites_name[] = "base";
const int suites_floor = 89;

static int32_t day(const char *s) {
    int32_t d;
    ck_assert_msg(civil_parse_day(str_of(s), &d), "%s", s);
    return d;
}

/* metrics.md 1: month arithmetic clamps; requirements.md 9.1 and A-40. */
static const struct {
    const char *from;
    int n;
    const char *to;
} months[] = {{"2023-01-31", 1, "2023-02-28"},  {"2024-01-31", 1, "2024-02-29"},  {"2023-01-31", 2, "2023-03-31"},
              {"2023-12-31", 2, "2024-02-29"},  {"2024-02-29", 12, "2025-02-28"}, {"2024-02-29", 48, "2028-02-29"},
              {"2024-03-31", -1, "2024-02-29"}, {"2024-01-15", -1, "2023-12-15"}, {"2026-10-31", 1, "2026-11-30"},
              {"2022-02-28", 24, "2024-02-28"}};
START_TEST(add_months) {
    char out[MOMENT_TEXT];
    ck_assert_str_eq(civil_day_text(civil_add_months(day(months[_i].from), months[_i].n), out), months[_i].to);
}
END_TEST

/* metrics.md 1: periods; week numbers are those of the Thursday; ISO weeks of the year's turn from the calendar. */
static const struct {
    const char *day;
    enum period_kind kind;
    int week_start;
    const char *name, *first, *last;
} periods[] = {{"2026-10-31", PERIOD_MONTH, 0, "2026-10", "2026-10-01", "2026-10-31"},
               {"2024-02-10", PERIOD_MONTH, 0, "2024-02", "2024-02-01", "2024-02-29"},
               {"2026-10-31", PERIOD_QUARTER, 0, "2026-Q4", "2026-10-01", "2026-12-31"},
               {"2026-03-31", PERIOD_QUARTER, 0, "2026-Q1", "2026-01-01", "2026-03-31"},
               {"2026-10-31", PERIOD_HALF, 0, "2026-H2", "2026-07-01", "2026-12-31"},
               {"2026-06-30", PERIOD_HALF, 0, "2026-H1", "2026-01-01", "2026-06-30"},
               {"2026-10-31", PERIOD_YEAR, 0, "2026", "2026-01-01", "2026-12-31"},
               {"2026-11-22", PERIOD_WEEK, 0, "2026-W47", "2026-11-16", "2026-11-22"},
               {"2026-11-22", PERIOD_WEEK, 6, "2026-W48", "2026-11-22", "2026-11-28"},
               {"2026-11-21", PERIOD_WEEK, 6, "2026-W47", "2026-11-15", "2026-11-21"},
               {"2027-01-01", PERIOD_WEEK, 0, "2026-W53", "2026-12-28", "2027-01-03"},
               {"2024-12-30", PERIOD_WEEK, 0, "2025-W01", "2024-12-30", "2025-01-05"},
               {"2021-01-03", PERIOD_WEEK, 0, "2020-W53", "2020-12-28", "2021-01-03"},
               {"2021-01-03", PERIOD_WEEK, 6, "2021-W01", "2021-01-03", "2021-01-09"},
               {"1969-12-31", PERIOD_WEEK, 0, "1970-W01", "1969-12-29", "1970-01-04"},
               {"1970-01-01", PERIOD_WEEK, 3, "1970-W01", "1970-01-01", "1970-01-07"}};
START_TEST(period_names) {
    char out[PERIOD_TEXT], d[MOMENT_TEXT];
    int ws = periods[_i].week_start;
    struct period p = period_of(periods[_i].kind, day(periods[_i].day), ws), q;
    ck_assert_str_eq(period_text(p, ws, out), periods[_i].name);
    ck_assert_str_eq(civil_day_text(period_first(p, ws), d), periods[_i].first);
    ck_assert_str_eq(civil_day_text(period_last(p, ws), d), periods[_i].last);
    ck_assert(period_parse(str_of(periods[_i].name), ws, &q));
    ck_assert_int_eq(q.kind, p.kind);
    ck_assert_int_eq(q.no, p.no);
}
END_TEST

/* Every day of 400 years: day → civil → day, weekday steps by one, text order is time order. */
START_TEST(calendar_round_trip) {
    char a[MOMENT_TEXT], b[MOMENT_TEXT];
    int32_t first = day("1800-01-01"), last = day("2200-12-31");
    ck_assert_int_eq(civil_weekday(day("2026-11-22")), 6);
    for (int32_t d = first; d < last; d++) {
        struct civil c = civil_of(d);
        ck_assert_int_eq(civil_day(c.year, c.month, c.mday), d);
        ck_assert_int_eq((civil_weekday(d) + 1) % 7, civil_weekday(d + 1));
        ck_assert_str_lt(civil_day_text(d, a), civil_day_text(d + 1, b));
    }
}
END_TEST

/* The stored form is read strictly. */
static const struct {
    const char *text;
    bool ok;
    int kind;
} moments[] = {{"2026-10-03", true, MOMENT_DATE}, {"2026-10-03 14:05:09", true, MOMENT_TIME},
               {"", true, MOMENT_NONE},           {"2024-02-29", true, MOMENT_DATE},
               {"2023-02-29", false, 0},          {"2026-13-01", false, 0},
               {"2026-00-10", false, 0},          {"2026-10-00", false, 0},
               {"2026-10-03 24:00:00", false, 0}, {"2026-10-03 14:05", false, 0},
               {"2026/10/03", false, 0},          {"2026-10-03 14:60:00", false, 0},
               {"2026-10-03T14:05:09", false, 0}, {" 2026-10-03", false, 0}};
START_TEST(moment_reading) {
    struct moment m;
    char out[MOMENT_TEXT];
    ck_assert_int_eq(moment_parse(str_of(moments[_i].text), &m), moments[_i].ok);
    if (!moments[_i].ok) return;
    ck_assert_int_eq((int)m.kind, moments[_i].kind);
    ck_assert_str_eq(moment_text(m, out), moments[_i].text);
}
END_TEST

/* RFC 4180 quoting; ecosystem.md 17: cells that a spreadsheet would run get an apostrophe, numbers do not. */
static const struct {
    const char *in, *out;
} csv[] = {{"abc", "abc"},
           {"", ""},
           {"a,b", "\"a,b\""},
           {"a\"b", "\"a\"\"b\""},
           {"a\nb", "\"a\nb\""},
           {"=1+1", "'=1+1"},
           {"-5", "-5"},
           {"-5.25", "-5.25"},
           {"+8613800000000", "+8613800000000"},
           {"-a", "'-a"},
           {"@x", "'@x"},
           {"=a,b", "\"'=a,b\""},
           {"\xEF\xBC\x9D"
            "1",
            "'\xEF\xBC\x9D"
            "1"},
           {"-", "'-"}};
START_TEST(csv_fields) {
    struct buf b;
    buf_init(&b);
    buf_csv(&b, str_of(csv[_i].in));
    ck_assert_str_eq(b.p, csv[_i].out);
    buf_release(&b);
}
END_TEST

static const struct {
    const char *in, *out;
} html[] = {{"a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;"},
            {"\x01x\x7f", "x"},
            {"a\xE2\x80\xAE"
             "b",
             "ab"},
            {"王\n", "王\n"},
            {"", ""}};
START_TEST(html_text) {
    struct buf b;
    buf_init(&b);
    buf_html(&b, str_of(html[_i].in));
    ck_assert_str_eq(b.p, html[_i].out);
    buf_release(&b);
}
END_TEST

static const struct {
    const char *text;
    bool ok;
    int64_t v;
} ints[] = {{"0", true, 0},
            {"-12", true, -12},
            {"+7", true, 7},
            {"9223372036854775807", true, INT64_MAX},
            {"-9223372036854775808", true, INT64_MIN},
            {"9223372036854775808", false, 0},
            {"", false, 0},
            {"-", false, 0},
            {"1 ", false, 0},
            {"1.0", false, 0}};
START_TEST(int_reading) {
    int64_t v = 0;
    ck_assert_int_eq(str_to_int(str_of(ints[_i].text), &v), ints[_i].ok);
    if (ints[_i].ok) ck_assert_int_eq(v, ints[_i].v);
}
END_TEST

START_TEST(trimming_and_lists) {
    ck_assert(str_is(str_trim(str_of("\xE3\x80\x80 a\xC2\xA0\t")), "a"));
    ck_assert_uint_eq(str_trim(str_of("  ")).n, 0);
    ck_assert(str_list_has(str_of("a; b;c"), ';', str_of("b")));
    ck_assert(!str_list_has(str_of("ab;c"), ';', str_of("b")));
    struct str rest = str_of("a;;b"), part;
    int n = 0;
    while (str_split(&rest, ';', &part)) n++;
    ck_assert_int_eq(n, 3);
    ck_assert_uint_eq(str_distance(str_of("colums"), str_of("columns"), 4), 1);
}
END_TEST

START_TEST(interning) {
    struct intern t;
    intern_init(&t);
    char name[16];
    for (int i = 0; i < 5000; i++) {
        snprintf(name, sizeof name, "n%d", i);
        ck_assert_uint_eq(intern_add(&t, str_of(name)), (uint32_t)i);
    }
    ck_assert_uint_eq(intern_add(&t, str_of("n42")), 42);
    ck_assert_uint_eq(intern_find(&t, str_of("n4999")), 4999);
    ck_assert_uint_eq(intern_find(&t, str_of("no")), INTERN_NONE);
    intern_release(&t);
}
END_TEST

/* FIPS 180-4, the digests of "abc" and of the empty message. */
START_TEST(sha256) {
    unsigned char d[HASH_BYTES];
    char hex[HASH_HEX];
    hash_once(STR_LIT("abc"), d);
    ck_assert_str_eq(hash_hex(d, hex), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    hash_once(str_none(), d);
    ck_assert_str_eq(hash_hex(d, hex), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}
END_TEST

START_TEST(errors_stick) {
    struct err e = {0};
    err_set(&e, ERR_DATA, "a %d", 1);
    err_set(&e, ERR_IO, "b");
    err_context(&e, "file %s", "x");
    ck_assert_int_eq(e.code, ERR_DATA);
    ck_assert_str_eq(e.text, "file x: a 1");
}
END_TEST

/* file.h: a pattern in any part of a path, hidden names only where asked for, and no match that is not one. */
static const struct {
    const char *pattern, *found;
} globs[] = {{"logs/*.csv", "logs/a.csv logs/b.csv"},
             {"logs/a.csv", "logs/a.csv"},
             {"logs//a.csv", "logs//a.csv"},
             {"l*/[ab].csv", "logs/a.csv logs/b.csv"},
             {"*/*/c.csv", "logs/2026/c.csv"},
             {"logs/?.csv", "logs/a.csv logs/b.csv"},
             {"logs/*.xlsx", ""},
             {"none/*.csv", ""},
             {"logs/none.csv", ""},
             {"logs/a.csv/*", ""},
             {"logs/.*.csv", "logs/.d.csv"},
             {"logs/\\a.csv", "logs/a.csv"}};
START_TEST(patterns) {
    static const char *const there[] = {"logs/b.csv", "logs/a.csv", "logs/2026/c.csv", "logs/.d.csv"};
    struct err e = {0};
    struct arena a;
    arena_init(&a);
    char dir[] = "/tmp/huifang-base-XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(dir));
    file_mkdirs_durable(file_join(&a, dir, "logs/2026"), &e);
    for (size_t i = 0; i < sizeof there / sizeof *there; i++)
        file_write(file_join(&a, dir, there[i]), STR_LIT("x"), false, &e);
    size_t n;
    char **found = file_glob(&a, file_join(&a, dir, globs[_i].pattern), &n, &e);
    char *list = arena_cstr(&a, STR_LIT(""));
    for (size_t i = 0; i < n; i++) list = arena_printf(&a, "%s%s%s", list, i ? " " : "", found[i] + strlen(dir) + 1);
    ck_assert_str_eq(list, globs[_i].found);
    file_remove_tree(dir, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    arena_release(&a);
}
END_TEST

START_TEST(files) {
    struct err e = {0};
    struct arena a;
    struct buf b;
    arena_init(&a);
    buf_init(&b);
    char dir[] = "/tmp/huifang-base-XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(dir));
    char *sub = file_join(&a, dir, "客户 x/y");
    file_mkdirs(sub, &e);
    char *path = file_join(&a, sub, "f.txt");
    file_write(path, STR_LIT("one"), true, &e);
    file_write(path, STR_LIT("two"), true, &e);
    file_read(path, 100, &b, &e);
    ck_assert_str_eq(b.p, "two");
    size_t n;
    char **list = file_walk(&a, dir, &n, &e);
    ck_assert_uint_eq(n, 1);
    ck_assert_str_eq(list[0], "客户 x/y/f.txt");
    ck_assert(!err_is(&e));
    file_read(path, 2, &b, &e);
    ck_assert_int_eq(e.code, ERR_DATA);
    e = (struct err){0};
    file_read(file_join(&a, dir, "none"), 100, &b, &e);
    ck_assert_int_eq(e.code, ERR_NOINPUT);
    e = (struct err){0};
    file_remove_tree(dir, &e);
    ck_assert(!file_exists(dir));
    buf_release(&b);
    arena_release(&a);
}
END_TEST

/* What does not fit into memory is read again by its place, and leaves nothing behind in the folder. */
START_TEST(scratch_files) {
    struct err e = {0};
    struct arena a;
    struct buf b;
    arena_init(&a);
    buf_init(&b);
    char dir[] = "/tmp/huifang-base-XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(dir));
    struct scratch *s = scratch_open(dir, &e);
    ck_assert_int_eq(scratch_add(s, STR_LIT("first"), &e), 0);
    ck_assert_int_eq(scratch_add(s, STR_LIT("second"), &e), 5);
    scratch_read(s, 5, 6, &b, &e);
    scratch_read(s, 0, 5, &b, &e);
    ck_assert_str_eq(b.p, "secondfirst");
    ck_assert(!err_is(&e));
    size_t n;
    file_walk(&a, dir, &n, &e);
    ck_assert_uint_eq(n, 0);
    scratch_read(s, 5, 7, &b, &e); /* behind the end */
    ck_assert_int_eq(e.code, ERR_IO);
    scratch_close(s);
    e = (struct err){0};
    file_remove_tree(dir, &e);
    ck_assert_ptr_null(scratch_open(dir, &e));
    ck_assert_int_eq(e.code, ERR_CANTCREATE);
    buf_release(&b);
    arena_release(&a);
}
END_TEST

static void add_up(void *ctx) {
    int *v = ctx;
    v[2] = v[0] + v[1];
}

START_TEST(threads) {
    int v[2][3] = {{1, 2, 0}, {30, 4, 0}};
    struct thread *t = thread_start(add_up, v[0]), *u = thread_start(add_up, v[1]);
    thread_join(t);
    thread_join(u);
    thread_join(NULL);
    ck_assert_int_eq(v[0][2], 3);
    ck_assert_int_eq(v[1][2], 34);
}
END_TEST

#define LOOP(tc, f, table) tcase_add_loop_test(tc, f, 0, (int)(sizeof table / sizeof *table))

void suites(SRunner *runner) {
    Suite *s = suite_create("base");
    TCase *tc = tcase_create("base");
    LOOP(tc, add_months, months);
    LOOP(tc, period_names, periods);
    LOOP(tc, moment_reading, moments);
    LOOP(tc, csv_fields, csv);
    LOOP(tc, html_text, html);
    LOOP(tc, int_reading, ints);
    tcase_add_test(tc, calendar_round_trip);
    tcase_add_test(tc, trimming_and_lists);
    tcase_add_test(tc, interning);
    tcase_add_test(tc, sha256);
    tcase_add_test(tc, errors_stick);
    tcase_add_test(tc, files);
    LOOP(tc, patterns, globs);
    tcase_add_test(tc, scratch_files);
    tcase_add_test(tc, threads);
    suite_add_tcase(s, tc);
    srunner_add_suite(runner, s);
}
