/* Cases of reliability.md, section 3, groups A to D that concern imports and have no place in another test; the table
 * of all of them stands in tests/etl/README.md. Each is an import from end to end. */
#include "base/file.h"
#include "etl/input.h"
#include "tests/etl/cases.h"
#include "tests/etl/kit.h"
#include <fcntl.h>
#include <unistd.h>

#define EVENTS "sources:\n  - {table: events, name: e, files: 'e*.csv'}\n"
#define HEAD "编号,类别,受理时间,问题代码\n"
#define GB_HEAD "\xB1\xE0\xBA\xC5,\xC0\xE0\xB1\xF0,\xCA\xDC\xC0\xED\xCA\xB1\xBC\xE4\n" /* 编号,类别,受理时间 */
#define GB_ROW(id) id ",\xCD\xB6\xCB\xDF,2026-10-03\n"                                 /* 投诉 */

/* A5: a file that goes on in another encoding. Nobody guesses which half is right: it is refused, and where the source
 * says the encoding the rows that are none in it are set aside, each with its place, and the others come in. */
START_TEST(a5_encoding_switches_midway) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    static const char text[] = GB_HEAD GB_ROW("1") GB_ROW("2") "3,投诉电梯停运编号内容,2026-10-03\n" GB_ROW("4");
    kit_file(&k, "e.csv", text);
    kit_import(&k);
    ck_assert_int_eq(kit_report(&k, "e.csv")->status, IMPORT_REFUSED);
    kit_config(&k, "sources:\n  - {table: events, name: e, files: 'e*.csv', encoding: gb18030}\n");
    kit_import(&k);
    kit_counts(&k, "e.csv", 4, 3, 0, 0, 0, 1);
    ck_assert_str_eq(kit_query(&k, "SELECT line, at_byte FROM quarantine"),
                     arena_printf(&k.a, "4|%zu\n", sizeof(GB_HEAD GB_ROW("1") GB_ROW("2")) - 1));
    kit_close(&k);
}
END_TEST

/* A6, A7: a character cut by the delimiter, a quote, the line end or the file's end costs its row; what cut it is kept.
 */
START_TEST(a6_a7_cut_characters) {
    static const char *const rows[] = {"1,\xCD,2026-10-03\n", "1,\"\xCD\",2026-10-03\n", "1,\xCD\xB6\xCB\n",
                                       "1,\x81\x30\x81,2026-10-03\n"};
    struct kit k;
    kit_open(&k);
    kit_config(&k, "sources:\n  - {table: events, name: e, files: 'e*.csv', encoding: gb18030}\n");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kit_forget(&k);
        kit_file(&k, "e.csv", arena_printf(&k.a, "%s%s%s", GB_HEAD, rows[i], GB_ROW("2")));
        kit_import(&k);
        kit_counts(&k, "e.csv", 2, 1, 0, 0, 0, 1);
        ck_assert_str_eq(kit_query(&k, "SELECT line FROM quarantine"), "2\n");
    }
    kit_forget(&k); /* four bytes, of which the file's end takes the last */
    kit_file(&k, "e.csv", GB_HEAD GB_ROW("2") "1,\xCD\xB6\xCB\xDF,2026-10-03\x81\x30\x81");
    kit_import(&k);
    kit_counts(&k, "e.csv", 2, 1, 0, 0, 0, 1);
    ck_assert_str_eq(kit_query(&k, "SELECT line, reason FROM quarantine"), "3|encoding\n");
    kit_close(&k);
}
END_TEST

/* B4: every kind of line end in one file; lines are counted as they are seen. */
START_TEST(b4_mixed_line_ends) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "e.csv", "编号,类别,受理时间\r\n1,投诉,2026-10-03\n2,投诉,2026-10-03\r3,投诉,坏\r\n4,投诉,2026-10-03");
    kit_import(&k);
    kit_counts(&k, "e.csv", 4, 3, 0, 0, 0, 1);
    ck_assert_str_eq(kit_query(&k, "SELECT event_id, line FROM event ORDER BY 1"), "1|2\n2|3\n4|5\n");
    ck_assert_str_eq(kit_query(&k, "SELECT line FROM quarantine"), "4\n");
    kit_close(&k);
}
END_TEST

/* B5: a last line without a line end is a row when it is whole, and set aside when it is not. */
START_TEST(b5_last_line) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "e1.csv", HEAD "1,投诉,2026-10-03,甲");
    kit_file(&k, "e2.csv", HEAD "2,投诉,2026-10-03");
    kit_file(&k, "e3.csv", HEAD "3,投诉,2026-10-03,\"甲");
    kit_import(&k);
    kit_counts(&k, "e1.csv", 1, 1, 0, 0, 0, 0);
    kit_counts(&k, "e2.csv", 1, 0, 0, 0, 0, 1);
    kit_counts(&k, "e3.csv", 1, 0, 0, 0, 0, 1);
    kit_close(&k);
}
END_TEST

/* B6: the columns in another order are the same rows. (Missing and doubled headers: import.c, refused_files.) */
START_TEST(b6_reordered_header) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "e1.csv", HEAD "1,投诉,2026-10-03,甲\n");
    kit_file(&k, "e2.csv", "问题代码,受理时间,类别,编号\n甲,2026-10-03,投诉,1\n");
    kit_import(&k);
    kit_counts(&k, "e2.csv", 1, 0, 0, 1, 0, 0);
    kit_close(&k);
}
END_TEST

/* B7: a header again and sums between and below the rows are no rows, are counted as what they are, and nothing else is
 * taken for one: a record whose number or text is such a word is a record. */
START_TEST(b7_totals_and_headers) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "e.csv",
             HEAD "1,投诉,2026-10-03,甲\n小计,,,1\n" HEAD "2,投诉,2026-10-03,甲\n合计:,,,1\n总计\n# 打印于十月\n"
                  "合计,投诉,2026-10-03,甲\n3,投诉,2026-10-03,合计\n合计数据,,,\n,,,\n4,,,合计\n");
    kit_import(&k);
    kit_counts(&k, "e.csv", 6, 4, 0, 0, 0, 2);
    ck_assert_str_eq(kit_report(&k, "e.csv")->besides, "2 headers, 1 blank, 3 totals, 1 comment");
    ck_assert_str_eq(kit_query(&k, "SELECT event_id, issue FROM event ORDER BY line"), "1|甲\n2|甲\n合计|甲\n3|合计\n");
    ck_assert_str_eq(kit_query(&k, "SELECT CAST(raw AS TEXT) FROM quarantine"), "合计数据,,,\n4,,,合计\n");
    kit_close(&k);
}
END_TEST

/* C7: whatever a file is called, it is read, its account stands under a name that any terminal, page and list can show,
 * and two names stay two. */
static void put(struct kit *k, const char *name, const char *text) {
    int fd = open(arena_printf(&k->a, "%s/%s", k->dir, name), O_CREAT | O_WRONLY, 0600);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
}

static const struct {
    const char *name, *shown;
} names[] = {
    {"e-x.csv", "e-x.csv"},
    {"e\n2.csv", "e\\x0a2.csv"},
    {"e\"<b>&'.csv", "e\"<b>&'.csv"},
    {"e\x1B[31m.csv", "e\\x1b[31m.csv"},
    {"e\\x1b[31m.csv", "e\\x5cx1b[31m.csv"},
    {"e\xFF\xC3.csv", "e\\xff\\xc3.csv"},
    {"e\xE2\x80\xAEvsc.csv", "e\\xe2\\x80\\xaevsc.csv"},
    {"e十月 １.csv", "e十月 １.csv"},
    {"e\xC2\x85.csv", "e\\xc2\\x85.csv"},
};

START_TEST(c7_file_names) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    struct import_options o = {.refused_dir = file_join(&k.a, k.dir, "var/refused")};
    char longest[256] = "e";
    for (int i = 1; i < 250; i += 3) strcpy(longest + i, "长");
    strcpy(longest + 250, "a.csv");
    enum { N = sizeof names / sizeof *names };
    for (int i = 0; i < N; i++)
        kit_file(&k, names[i].name, arena_printf(&k.a, HEAD "%d,投诉,2026-10-03,甲\n9%d,投诉,坏,甲\n", i, i));
    put(&k, longest, HEAD "8,投诉,坏,甲\n");
    kit_import_with(&k, &o);
    ck_assert_msg(!err_is(&k.e), "%s", k.e.text);
    for (int i = 0; i < N; i++) ck_assert_int_eq((int)kit_report(&k, names[i].shown)->count.n_new, 1);
    ck_assert_int_eq((int)kit_report(&k, longest)->count.n_quarantined, 1);
    ck_assert_int_eq((int)k.report.n_read, N + 1);
    size_t n;
    struct err e = {0};
    char **csv = file_walk(&k.a, o.refused_dir, &n, &e);
    ck_assert_uint_eq(n, N + 1);
    for (size_t i = 0; i < n; i++) {
        size_t bad;
        ck_assert(encoding_utf8(str_of(csv[i]), &bad) && !strpbrk(csv[i], "\n\033"));
    }
    kit_import_with(&k, &o);
    ck_assert_int_eq(k.report.n_same, N + 1);
    kit_close(&k);
}
END_TEST

/* C8: a folder full of files is not read by accident, and the other sources are. */
START_TEST(c8_too_many_files) {
    struct kit k;
    kit_open(&k);
    kit_config(
        &k, "sources:\n  - {table: events, name: e, files: 'in/e*.csv'}\n  - {table: events, name: f, files: f.csv}\n");
    kit_file(&k, "in/e.csv", HEAD);
    kit_file(&k, "f.csv", HEAD "1,投诉,2026-10-03,甲\n");
    for (int i = 0; i < INPUT_FILES_MAX; i++) put(&k, arena_printf(&k.a, "in/e%d.csv", i), "");
    kit_import(&k);
    struct import_file *f = kit_report(&k, "in/e*.csv");
    ck_assert_int_eq(f->status, IMPORT_REFUSED);
    ck_assert_msg(strstr(f->problem, "source e: 10001 files match, more than 10000"), "%s", f->problem);
    kit_counts(&k, "f.csv", 1, 1, 0, 0, 0, 0);
    kit_close(&k);
}
END_TEST

/* D2: a file sent again with other contents is a new state of it; what changed is kept with both runs. */
START_TEST(d2_same_name_new_content) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "e.csv", HEAD "1,投诉,2026-10-03,甲\n2,投诉,2026-10-03,乙\n");
    kit_import(&k);
    kit_file(&k, "e.csv", HEAD "1,投诉,2026-10-03,丙\n2,投诉,2026-10-03,乙\n");
    kit_import(&k);
    kit_counts(&k, "e.csv", 2, 0, 1, 1, 0, 0);
    ck_assert_str_eq(kit_query(&k, "SELECT event_id, issue, run, run_out FROM event ORDER BY 1, 3"),
                     "1|甲|1|2\n1|丙|2|-\n2|乙|1|-\n");
    ck_assert_str_eq(kit_query(&k,
                               "SELECT file, count(*), sum(to_byte - from_byte) = (SELECT bytes FROM file AS f WHERE "
                               "f.file = s.file) FROM span AS s GROUP BY file"),
                     "1|2|1\n2|3|1\n");
    kit_close(&k);
}
END_TEST

/* D4: one key with two contents in one file: the later line wins, and where both claim the same time both are named. */
START_TEST(d4_twice_in_one_file) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(
        &k, "e.csv",
        "编号,类别,受理时间,问题代码,更新时间\n1,投诉,2026-10-03,甲,2026-10-05\n1,投诉,2026-10-03,乙,2026-10-05\n");
    kit_import(&k);
    kit_counts(&k, "e.csv", 2, 1, 1, 0, 0, 0);
    ck_assert_str_eq(kit_query(&k, "SELECT issue FROM event WHERE run_out IS NULL"), "乙\n");
    ck_assert_str_eq(kit_query(&k, "SELECT kept_line, other_line FROM conflict"), "3|2\n");
    kit_close(&k);
}
END_TEST

#define N(t) (int)(sizeof(t) / sizeof *(t))

TCase *faults_case(void) {
    TCase *t = tcase_create("faults");
    tcase_set_timeout(t, 120);
    tcase_add_test(t, a5_encoding_switches_midway);
    tcase_add_test(t, a6_a7_cut_characters);
    tcase_add_test(t, b4_mixed_line_ends);
    tcase_add_test(t, b5_last_line);
    tcase_add_test(t, b6_reordered_header);
    tcase_add_test(t, b7_totals_and_headers);
    tcase_add_test(t, c7_file_names);
    tcase_add_test(t, c8_too_many_files);
    tcase_add_test(t, d2_same_name_new_content);
    tcase_add_test(t, d4_twice_in_one_file);
    return t;
}
