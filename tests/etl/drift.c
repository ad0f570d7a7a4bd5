/* Drift and silence: issue 4 section 7; reliability.md B6, C6, D9, D10. The usual range is worked out by hand. */
#include "base/file.h"
#include "etl/drift.h"
#include "tests/etl/cases.h"
#include "tests/etl/kit.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define EVENTS "sources:\n  - {table: events, name: e, files: 'e*.csv'}\n"
#define FOUND "SELECT kind, path, what, found, expected FROM drift ORDER BY run, kind, what"

/* A second file of the source with a column renamed in place, one new at the end, one gone; the order of columns alone
 * is no finding, and the first run finds nothing. */
START_TEST(columns) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "e1.csv", "编号,类别,受理时间,责任部门,备用\n1,投诉,2026-10-01,甲,x\n");
    kit_import(&k);
    ck_assert_uint_eq(k.report.n_drift, 0);
    kit_file(&k, "e2.csv", "类别,编号,受理时间,责任部门,备用\n投诉,2,2026-10-02,甲,x\n");
    kit_import(&k);
    ck_assert_uint_eq(k.report.n_drift, 0);
    kit_file(&k, "e3.csv", "类别,编号,受理时间,负责单位,小区\n投诉,3,2026-10-03,甲,乙\n");
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, FOUND), "column_renamed|e3.csv|小区|feeds site|备用\n"
                                           "column_renamed|e3.csv|负责单位|feeds nothing|责任部门\n");
    ck_assert_str_eq(k.report.drift[0].text, "the column `负责单位` stands where `责任部门` stood, and feeds nothing");
    kit_file(&k, "e4.csv", "类别,编号,受理时间,负责单位,小区,来源\n投诉,4,2026-10-03,甲,乙,电话\n");
    kit_file(&k, "e5.csv", "类别,编号,受理时间\n投诉,5,2026-10-03\n");
    kit_import(&k);
    ck_assert_str_eq(
        kit_query(&k, "SELECT kind, path, what, found FROM drift WHERE run = 4 ORDER BY path, kind, what"),
        "column_new|e4.csv|来源|feeds channel\ncolumn_gone|e5.csv|小区|-\ncolumn_gone|e5.csv|负责单位|-\n");
    kit_close(&k);
}
END_TEST

/* A word of an open list that the source never brought; once. A file that is rolled back brings none. */
START_TEST(words) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "e1.csv", "编号,类别,受理时间,来源\n1,投诉,2026-10-01,电话\n2,报修,2026-10-01,电话\n");
    kit_import(&k);
    ck_assert_uint_eq(k.report.n_drift, 0);
    kit_file(&k, "e2.csv",
             "编号,类别,受理时间,来源\n3,投诉,2026-10-01,邮箱\n4,求助,2026-10-01,电话\n5,投诉,2026-10-01,邮箱\n");
    kit_import(&k);
    ck_assert_str_eq(kit_query(&k, FOUND), "word_new|e2.csv|category: help|-|-\nword_new|e2.csv|channel: 邮箱|-|-\n");
    kit_file(&k, "e3.csv", "编号,类别,受理时间,来源\n6,求助,2026-10-01,邮箱\n");
    kit_import(&k);
    ck_assert_uint_eq(k.report.n_drift, 0);
    kit_config(&k, "sources:\n  - {table: events, name: e, files: 'e*.csv', reject_above: 10%}\n");
    kit_file(&k, "e4.csv", "编号,类别,受理时间,来源\n7,急救,2026-10-01,邮箱\n8,急救,,\n");
    kit_import(&k);
    ck_assert_uint_eq(k.report.n_drift, 0);
    ck_assert_str_eq(kit_query(&k, "SELECT count(*) FROM source_word WHERE word = 'first_aid'"), "0\n");
    kit_file(&k, "e4.csv", "编号,类别,受理时间,来源\n7,急救,2026-10-01,邮箱\n8,急救,2026-10-01,\n");
    kit_import(&k);
    ck_assert_uint_eq(k.report.n_drift, 1);
    ck_assert_str_eq(k.report.drift[0].text, "a word that never came before: category: first_aid");
    kit_close(&k);
}
END_TEST

/* D10. Nine nights of 40, 41 … 48 rows: median 44, median distance 2, five times that 10; so 44 - 10 = 34 is inside the
 * wider 22 to 88. */
static void night(struct kit *k, int no, int rows) {
    struct buf b;
    buf_init(&b);
    buf_puts(&b, "编号,类别,受理时间\n");
    for (int i = 0; i < rows; i++) buf_printf(&b, "N%d-%d,投诉,2026-10-%02d\n", no, i, no);
    kit_bytes(k, arena_printf(&k->a, "e%02d.csv", no), buf_view(&b));
    kit_import(k);
    buf_release(&b);
}

static const struct {
    int rows;
    const char *want;
} volumes[] = {{22, ""},
               {88, ""},
               {21, "volume_low|||21 new rows|22 to 88\n"},
               {89, "volume_high|||89 new rows|22 to 88\n"},
               {0, "volume_low|||0 new rows|22 to 88\n"}};

START_TEST(volume) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    for (int i = 0; i < 9; i++) night(&k, i + 1, 40 + (i * 5) % 9);
    ck_assert_uint_eq(k.report.n_drift, 0);
    night(&k, 10, volumes[_i].rows);
    ck_assert_str_eq(kit_query(&k, FOUND), volumes[_i].want);
    kit_import(&k); /* nothing new to read is no volume */
    ck_assert_uint_eq(k.report.n_drift, 0);
    kit_close(&k);
}
END_TEST

/* Too few nights to know what is usual. */
START_TEST(volume_unknown) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    for (int i = 0; i < 7; i++) night(&k, i + 1, 40);
    night(&k, 8, 400);
    ck_assert_uint_eq(k.report.n_drift, 0);
    kit_close(&k);
}
END_TEST

/* D9: nothing for longer than expected; a pattern without a file. */
START_TEST(silence) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, "sources:\n  - {table: events, name: e, files: 'e*.csv', expected_every: 2d}\n"
                   "  - {table: visits, name: v, files: 'v*.csv', expected_every: 2d}\n");
    kit_file(&k, "e1.csv", "编号,类别,受理时间\n1,投诉,2026-10-03\n");
    kit_import(&k);
    struct config *cfg = config_read(&k.a, file_join(&k.a, k.dir, "huifang.yaml"), &k.e);
    struct store *s = store_open(file_join(&k.a, k.dir, "huifang.db"), STORE_WRITE, &k.e);
    import_silence(s, cfg, 1, civil_day(2026, 10, 5), &k.report, &k.e);
    ck_assert_uint_eq(k.report.n_drift, 1);
    import_silence(s, cfg, 2, civil_day(2026, 10, 6), &k.report, &k.e);
    store_close(s, &k.e);
    ck_assert_msg(!err_is(&k.e), "%s", k.e.text);
    ck_assert_str_eq(
        kit_query(&k, "SELECT run, source, kind, found, expected FROM drift ORDER BY run, source, kind"),
        "1|v|missing|-|-\n1|v|silent|-|every 2 days\n2|e|silent|2026-10-03|every 2 days\n2|v|silent|-|every 2 "
        "days\n");
    ck_assert_str_eq(k.report.drift[1].text, "silent: the latest row is of 2026-10-03, expected every 2 days");
    kit_close(&k);
}
END_TEST

/* `check` says what is new and writes nothing. */
START_TEST(trial) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    kit_file(&k, "e1.csv", "编号,类别,受理时间\n1,投诉,2026-10-03\n");
    kit_import(&k);
    kit_file(&k, "e2.csv", "编号,类别,受理时间,新列\n2,求助,2026-10-03,\n");
    const char *file = file_join(&k.a, k.dir, "e2.csv");
    struct config *cfg = config_read(&k.a, file_join(&k.a, k.dir, "huifang.yaml"), &k.e);
    struct store *s = store_open(file_join(&k.a, k.dir, "huifang.db"), STORE_READ, &k.e);
    import_check(cfg, s, &file, 1, NULL, &k.report, &k.e);
    store_close(s, &k.e);
    ck_assert_msg(!err_is(&k.e), "%s", k.e.text);
    ck_assert_uint_eq(k.report.n_drift, 2);
    ck_assert_str_eq(k.report.drift[0].text, "a new column, `新列`, which feeds nothing");
    ck_assert_str_eq(k.report.drift[1].text, "a word that never came before: category: help");
    ck_assert_str_eq(kit_query(&k, "SELECT count(*) FROM drift"), "0\n");
    kit_close(&k);
}
END_TEST

/* A file that somebody is still writing to is left, the others are read; the next run takes it. */
START_TEST(still_written) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, "sources:\n  - {table: events, name: e, files: '*e*.csv*'}\n");
    kit_file(&k, "e1.csv", "编号,类别,受理时间\n1,投诉,2026-10-03\n");
    kit_file(&k, "e2.csv", "编号,类别,受理时间\n2,投诉,2026-10-03\n");
    kit_file(&k, "~$e3.csv", "x");
    kit_file(&k, "e4.csv.part", "编号,类别,受理时间\n4,投诉,2026-10-03\n");
    pid_t child = fork();
    if (child == 0) {
        int fd = open(file_join(&k.a, k.dir, "e2.csv"), O_WRONLY | O_APPEND);
        for (int i = 0; i < 30; i++) {
            if (write(fd, "3,投诉,2026-10-03\n", 20) < 0) break;
            usleep(100000);
        }
        _exit(0);
    }
    struct import_options o = {.now = (int64_t)time(NULL)};
    kit_import_with(&k, &o);
    ck_assert_int_eq(waitpid(child, NULL, 0), child);
    kit_counts(&k, "e1.csv", 1, 1, 0, 0, 0, 0);
    ck_assert_int_eq(kit_report(&k, "e2.csv")->status, IMPORT_LEFT);
    ck_assert_str_eq(kit_report(&k, "e2.csv")->warning, "is still being written; left for the next run");
    ck_assert_int_eq(kit_report(&k, "~$e3.csv")->status, IMPORT_LEFT);
    ck_assert_int_eq(kit_report(&k, "e4.csv.part")->status, IMPORT_LEFT);
    ck_assert_int_eq(k.report.n_left, 3);
    kit_import_with(&k, &o);
    ck_assert_int_eq(kit_report(&k, "e2.csv")->status, IMPORT_READ);
    kit_close(&k);
}
END_TEST

TCase *drift_case(void) {
    TCase *t = tcase_create("drift");
    tcase_set_timeout(t, 60);
    tcase_add_test(t, columns);
    tcase_add_test(t, words);
    tcase_add_loop_test(t, volume, 0, sizeof volumes / sizeof *volumes);
    tcase_add_test(t, volume_unknown);
    tcase_add_test(t, silence);
    tcase_add_test(t, trial);
    tcase_add_test(t, still_written);
    return t;
}
