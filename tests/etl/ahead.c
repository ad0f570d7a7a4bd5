/* Reading ahead (etl/ahead.h; docs/architecture.md, decision 16): tables around and above what waits between the two
 * threads come in row by row as they stand, whoever is faster, and an error ends both. */
#include "etl/encoding.h"
#include "tests/etl/cases.h"
#include "tests/etl/kit.h"
#include <pthread.h>

#define EVENTS "sources:\n  - {table: events, name: e, files: 'e*.csv'}\n"
#define HEAD "编号,类别,受理时间,问题代码\n"
#define TURNED "问题代码,受理时间,类别,编号\n"

enum { BATCH = 256, WAITING = 8 * BATCH };

/* Line i + 1 holds row i: every 7th a text with quotes within, every 11th a date that is none, every 13th nothing; in the
 * middle the columns turn round. */
static const char *row_text(struct kit *k, int i, bool turned) {
    const char *what = i % 7 ? "甲,乙" : "他说\"\"好\"\"";
    if (i % 13 == 0) return "\n";
    if (i % 11 == 0) return turned ? "甲,坏,投诉,1\n" : "1,投诉,坏,甲\n";
    return turned ? arena_printf(&k->a, "\"%s%d\",2026-10-03,投诉,%d\n", what, i, i)
                  : arena_printf(&k->a, "%d,投诉,2026-10-03,\"%s%d\"\n", i, what, i);
}

static void write_table(struct kit *k, int rows, enum encoding to) {
    struct buf b, coded;
    buf_init(&b);
    buf_init(&coded);
    buf_puts(&b, HEAD);
    for (int i = 1; i <= rows; i++) buf_puts(&b, i == rows / 2 ? TURNED : row_text(k, i, i > rows / 2));
    ck_assert(encoding_encode(to, buf_view(&b), &coded));
    kit_bytes(k, "e.csv", buf_view(&coded));
    buf_release(&coded);
    buf_release(&b);
}

/* What the table has to be, by the rule of row_text. */
static void check_table(struct kit *k, int rows) {
    struct buf events, refused;
    buf_init(&events);
    buf_init(&refused);
    for (int i = 1; i <= rows; i++) {
        if (i == rows / 2 || i % 13 == 0) continue;
        if (i % 11 == 0) buf_printf(&refused, "%d\n", i + 1);
        else buf_printf(&events, "%d|%d|%s%d\n", i, i + 1, i % 7 ? "甲,乙" : "他说\"好\"", i);
    }
    kit_same(kit_query(k, "SELECT event_id, line, issue FROM event ORDER BY line"), events.p);
    kit_same(kit_query(k, "SELECT line FROM quarantine ORDER BY line"), refused.p);
    buf_release(&events);
    buf_release(&refused);
}

static const int lengths[] = {2, BATCH - 2, BATCH - 1, BATCH, BATCH + 1, WAITING, WAITING + 1, 3 * WAITING + 5};

START_TEST(long_tables) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    for (int gb = 0; gb < 2; gb++) {
        kit_forget(&k);
        write_table(&k, lengths[_i], gb ? ENC_GB18030 : ENC_UTF8);
        kit_import(&k);
        check_table(&k, lengths[_i]);
    }
    kit_close(&k);
}
END_TEST

/* Where the system has no thread to give, the caller reads for itself. */
START_TEST(without_a_thread) {
    struct kit k;
    pthread_attr_t huge;
    kit_open(&k);
    kit_config(&k, EVENTS);
    ck_assert_int_eq(pthread_attr_init(&huge), 0);
    ck_assert_int_eq(pthread_attr_setstacksize(&huge, (size_t)1 << 46), 0);
    ck_assert_int_eq(pthread_setattr_default_np(&huge), 0);
    write_table(&k, 3 * WAITING, ENC_UTF8);
    kit_import(&k);
    check_table(&k, 3 * WAITING);
    kit_close(&k);
}
END_TEST

static const int failing[] = {2, BATCH, BATCH + 2, WAITING + 2, 3 * WAITING};

/* The store fails at some row while the reading is ahead: the import ends with that error and nothing of the file is
 * kept; the next one has all of it. */
START_TEST(an_error_ends_both) {
    struct kit k;
    kit_open(&k);
    kit_config(&k, EVENTS);
    write_table(&k, 4 * WAITING, ENC_UTF8);
    kit_query(&k, arena_printf(&k.a,
                               "CREATE TRIGGER full BEFORE INSERT ON event WHEN NEW.line >= %d BEGIN SELECT "
                               "raise(ABORT, 'it is full'); END",
                               failing[_i]));
    kit_import_with(&k, NULL);
    ck_assert_msg(err_is(&k.e) && strstr(k.e.text, "it is full"), "%s", k.e.text);
    k.e = (struct err){0};
    ck_assert_str_eq(kit_query(&k, "SELECT count(*) FROM event UNION ALL SELECT count(*) FROM file"), "0\n0\n");
    kit_query(&k, "DROP TRIGGER full");
    kit_import(&k);
    check_table(&k, 4 * WAITING);
    kit_close(&k);
}
END_TEST

/* Keys that are known stand among new ones in every batch: e1.csv holds every third row, every 15th with another text,
 * and e2.csv all of them, the first 9 of each hundred twice. */
START_TEST(known_among_new) {
    enum { ROWS = 3 * WAITING };
    struct kit k;
    struct buf one, all, want;
    kit_open(&k);
    kit_config(&k, EVENTS);
    buf_init(&one);
    buf_init(&all);
    buf_init(&want);
    buf_puts(&one, HEAD);
    buf_puts(&all, HEAD);
    int line = 1, twice = 0, third = 0, changed = 0;
    for (int i = 0; i < ROWS; i++) {
        if (i % 3 == 0) buf_printf(&one, "%d,投诉,2026-10-03,%s\n", i, i % 15 ? "甲" : "乙");
        third += i % 3 == 0, changed += i % 15 == 0;
        for (int copy = 0; copy <= (i % 100 < 9); copy++, line++) buf_printf(&all, "%d,投诉,2026-10-03,甲\n", i);
        twice += i % 100 < 9;
        buf_printf(&want, "%d|e2.csv|%d|甲\n", i, line);
    }
    kit_bytes(&k, "e1.csv", buf_view(&one));
    kit_bytes(&k, "e2.csv", buf_view(&all));
    kit_import(&k);
    kit_counts(&k, "e2.csv", ROWS + twice, ROWS - third, changed, third - changed, twice, 0);
    kit_same(kit_query(&k, "SELECT event_id, path, line, issue FROM event JOIN file USING (file) WHERE run_out IS NULL "
                           "ORDER BY CAST(event_id AS INTEGER)"),
             want.p);
    buf_release(&want);
    buf_release(&all);
    buf_release(&one);
    kit_close(&k);
}
END_TEST

TCase *ahead_case(void) {
    TCase *c = tcase_create("ahead");
    tcase_set_timeout(c, 60);
    tcase_add_loop_test(c, long_tables, 0, sizeof lengths / sizeof *lengths);
    tcase_add_test(c, without_a_thread);
    tcase_add_test(c, known_among_new);
    tcase_add_loop_test(c, an_error_ends_both, 0, sizeof failing / sizeof *failing);
    return c;
}
