/* What a night takes from the one before it, by what the analysis says it changed (`row_change`, store/schema/results.sql):
 * row files are merged (row_merge.h), editions fill the lists that changed (docs/pages.md, "The edition"). A file merged is
 * the file made anew, byte for byte; what the analysis does not name is not read. */
#include "tests/site/kit.h"

static struct kit k;

static void setup(void) { kit_open(&k); }
static void teardown(void) { kit_close(&k); }

/* ---- row files ---- */

#define ROW(story, id, state, month)                                                                                   \
    "('" story "', 'test', '" id "', 'contact', '" state "', 'c', '2026-09-01', NULL, NULL, NULL, NULL, '" month "')"
static const char months[] = "INSERT OR REPLACE INTO month_change VALUES ('', 7);"
                             "INSERT OR REPLACE INTO row_change VALUES ('', '', '', '', 7);";

/* Two months with ids that need quotes, of two stories. */
static void use_rows(void) {
    kit_file(&k, "csv/limits.sql",
             "SELECT month, state, event_id FROM limit_case"
             " WHERE story BETWEEN :from AND :to AND policy = :policy AND instr(:months, month)");
    kit_sql(&k, months);
    kit_sql(&k, "INSERT INTO limit_case VALUES " ROW("s1", "e1", "open", "2026-09") "," ROW(
                    "s1", "e2", "over", "2026-09") "," ROW("s1", "e,3", "over",
                                                           "2026-09") "," ROW("s2", "e\"4", "open",
                                                                              "2026-10") "," ROW("s2", "e\n5", "open",
                                                                                                 "2026-10"));
    kit_render_ok(&k);
    ck_assert_str_eq(kit_read(&k, "data/2026-09/limits.csv").p,
                     "\xEF\xBB\xBF状态,event_id\r\nopen,e1\r\nover,\"e,3\"\r\nover,e2\r\n");
    ck_assert_str_eq(kit_read(&k, "data/2026-10/limits.csv").p,
                     "\xEF\xBB\xBF状态,event_id\r\nopen,\"e\n5\"\r\nopen,\"e\"\"4\"\r\n");
}

#define SAYS(month, id, story)                                                                                         \
    "INSERT OR REPLACE INTO row_change VALUES ('limit_case', '" month "', '" id "', '" story "', 8);"
static const struct {
    const char *what, *sql;
    int merged; /* files whose bytes are others */
} changes[] = {
    {"nothing", "", 0},
    {"a new row, first of its file",
     "INSERT INTO limit_case VALUES " ROW("s3", "e0", "open", "2026-09") ";" SAYS("2026-09", "e0", "s3"), 1},
    {"a new row, last of its file",
     "INSERT INTO limit_case VALUES " ROW("s1", "z", "over", "2026-09") ";" SAYS("2026-09", "z", "s1"), 1},
    {"a row changed", "UPDATE limit_case SET state = 'over' WHERE event_id = 'e1';" SAYS("2026-09", "e1", "s1"), 1},
    {"a row was withdrawn", "DELETE FROM limit_case WHERE event_id = 'e2';" SAYS("2026-09", "e2", "s1"), 1},
    {"rows with quotes, a comma and a line end in their ids changed",
     "UPDATE limit_case SET state = 'done' WHERE event_id IN ('e,3', 'e\"4', 'e\n5');" SAYS("2026-09", "e,3", "s1")
         SAYS("2026-10", "e\"4", "s2") SAYS("2026-10", "e\n5", "s2"),
     2},
    {"another name of the customer: the row is another story's",
     "UPDATE limit_case SET story = 's2' WHERE event_id = 'e1';" SAYS("2026-09", "e1", "s1")
         SAYS("2026-09", "e1", "s2"),
     0},
    {"the deadline lies in the next month now",
     "UPDATE limit_case SET month = '2026-10' WHERE event_id = 'e2';" SAYS("2026-09", "e2", "s1")
         SAYS("2026-10", "e2", "s1"),
     2},
    {"the last rows of a month went",
     "DELETE FROM limit_case WHERE month = '2026-10';" SAYS("2026-10", "e\"4", "s2") SAYS("2026-10", "e\n5", "s2"), 1},
    {"a row is named that did not change", SAYS("2026-09", "e1", "s1"), 0},
    {"a new month begins",
     "UPDATE analysis SET as_of = '2026-11-01'; INSERT INTO limit_case VALUES " ROW(
         "s1", "e9", "open", "2026-11") ";" SAYS("2026-11", "e9", "s1"),
     1},
};

START_TEST(a_merged_row_file_is_one_made_anew) {
    use_rows();
    kit_sql(&k, arena_printf(&k.a,
                             "%s UPDATE analysis SET run = 8; INSERT OR REPLACE INTO month_change SELECT DISTINCT"
                             " month, run FROM row_change WHERE list <> '';",
                             changes[_i].sql));
    kit_render_ok(&k);
    ck_assert_msg(k.report.csv_written == changes[_i].merged, "%s: %d files written", changes[_i].what,
                  (int)k.report.csv_written);
    const char *path[] = {"data/2026-09/limits.csv", "data/2026-10/limits.csv"};
    struct str night[2];
    for (int i = 0; i < 2; i++) night[i] = kit_read(&k, path[i]);
    k.options.force = true;
    kit_render_ok(&k);
    for (int i = 0; i < 2; i++)
        ck_assert_msg(str_eq(night[i], kit_read(&k, path[i])), "%s: %s\n%s", changes[_i].what, path[i], night[i].p);
}
END_TEST

/* A row that changed without being named stays as it was: the store was not asked. Where it cannot be known what
 * changed, or the old file is not the one that was published, everything is read. */
START_TEST(only_rows_that_are_named_are_read) {
    use_rows();
    kit_sql(
        &k,
        "UPDATE limit_case SET state = 'seen'; UPDATE analysis SET run = 8; INSERT INTO month_change VALUES ('2026-09', 8);" SAYS(
            "2026-09", "e1", "s1"));
    struct err e = {0};
    if (_i == 1) kit_sql(&k, "UPDATE row_change SET run = 8 WHERE list = ''"); /* the site was not made for too long */
    if (_i == 2) kit_sql(&k, "DELETE FROM row_change WHERE list = ''");
    if (_i == 3) kit_sql(&k, "UPDATE month_change SET run = 8 WHERE month = ''"); /* a full run */
    if (_i == 4)
        file_write(kit_path(&k, "site/data/2026-09/limits.csv"),
                   STR_LIT("\xEF\xBB\xBF状态,event_id\r\nopen,x1\r\nover,\"e,3\"\r\nover,e2\r\n"), false, &e);
    if (_i == 5)
        kit_file(&k, "csv/limits.sql",
                 "SELECT month, state, event_id FROM limit_case WHERE policy = :policy AND instr(:months, month)");
    ck_assert(!err_is(&e));
    kit_render_ok(&k);
    kit_contains(&k, "data/2026-09/limits.csv", "seen,e1");
    if (_i == 0) kit_contains(&k, "data/2026-09/limits.csv", "over,e2");
    else kit_contains(&k, "data/2026-09/limits.csv", "seen,e2");
}
END_TEST

/* ---- editions ---- */

/* Each list's script leaves a mark for each time that it ran. */
static void use_lists(void) {
    kit_sql(&k, months);
    kit_sql(&k, "INSERT INTO limit_case VALUES " ROW("s1", "e1", "open", "2026-08"));
    kit_file(&k, "edition/tables.sql", "CREATE TABLE ran (month TEXT, list TEXT);");
    kit_file(&k, "edition/gather.sql", "INSERT INTO ran VALUES ('all', 'gather');");
    kit_file(&k, "edition/renew.sql", "INSERT INTO ran SELECT month, 'renew ' || list FROM edition_list;");
    kit_file(&k, "edition/list/limit_case.sql",
             "INSERT INTO ran SELECT value, 'limit_case' FROM param WHERE name = 'edition_month';");
    kit_file(&k, "edition/list/metric.sql",
             "INSERT INTO ran SELECT value, 'metric' FROM param WHERE name = 'edition_month';");
    kit_file(&k, "edition/month.sql", "INSERT INTO ran SELECT value, 'month' FROM param WHERE name = 'edition_month';");
    kit_file(&k, "edition/night.sql", "CREATE TABLE night AS SELECT 1;");
    kit_file(&k, "sql/n.sql",
             "SELECT group_concat(month || ' ' || list, ', ') AS ran FROM (SELECT * FROM ran ORDER BY month, list)");
    kit_page(&k, "n", "queries: {n: n}\n", "{n.ran}");
    kit_render_ok(&k);
    kit_contains(
        &k, "n.html",
        "<p>2026-08 limit_case, 2026-08 metric, 2026-08 month, 2026-09 limit_case, 2026-09 metric, 2026-09 month,"
        " 2026-10 limit_case, 2026-10 metric, 2026-10 month, all gather</p>");
    struct err e = {0};
    struct store *s = store_open(kit_path(&k, "store.db.management"), STORE_SCRATCH, &e);
    store_exec(s, "DELETE FROM ran", &e);
    store_close(s, &e);
    ck_assert(!err_is(&e));
}

static const struct {
    const char *what, *sql, *ran;
} lists[] = {
    {"a list of one month", "INSERT INTO month_change VALUES ('2026-08', 8);" SAYS("2026-08", "e1", "s1"),
     "2026-08 limit_case, 2026-08 month, 2026-08 renew limit_case"},
    {"what no list names", "INSERT INTO month_change VALUES ('2026-08', 8);", "2026-08 month"},
    {"its figures alone",
     "INSERT INTO month_change VALUES ('2026-09', 8); INSERT INTO row_change VALUES ('metric', '2026-09', '', '', 8);",
     "2026-09 metric, 2026-09 month, 2026-09 renew metric"},
    {"a list of which the edition has nothing",
     "INSERT INTO month_change VALUES ('2026-09', 8); INSERT INTO row_change VALUES ('event', '2026-09', 'e', 's', 8);",
     "2026-09 month"},
    {"two nights ago",
     "INSERT INTO month_change VALUES ('2026-08', 8); UPDATE analysis SET run = 9;" SAYS("2026-08", "e1", "s1"),
     "2026-08 limit_case, 2026-08 month, 2026-08 renew limit_case"},
    {"a day of an earlier month came into sight: all lists",
     "INSERT INTO month_change VALUES ('2026-09', 8); INSERT INTO row_change VALUES ('day', '2026-09', '', '', 8);",
     "2026-09 limit_case, 2026-09 metric, 2026-09 month, 2026-09 renew limit_case, 2026-09 renew metric, 2026-09 renew visit"},
    {"the running month: all lists", "INSERT INTO month_change VALUES ('2026-10', 8);",
     "2026-10 limit_case, 2026-10 metric, 2026-10 month, 2026-10 renew limit_case, 2026-10 renew metric, 2026-10 renew visit"},
    {"a change that the edition has already",
     "INSERT INTO month_change VALUES ('2026-08', 8); INSERT INTO row_change VALUES ('limit_case', '2026-08', 'e1', 's1', 7);",
     "2026-08 month"},
};

START_TEST(an_edition_fills_the_lists_that_changed) {
    use_lists();
    kit_sql(&k, arena_printf(&k.a, "UPDATE analysis SET run = 8; %s", lists[_i].sql));
    kit_render_ok(&k);
    const char *want = arena_printf(&k.a, "<p>%s</p>", lists[_i].ran);
    ck_assert_msg(strstr(kit_read(&k, "n.html").p, want) != NULL, "%s: %s", lists[_i].what, kit_read(&k, "n.html").p);
}
END_TEST

/* Nobody made the site for so long that the analysis has forgotten what changed since. */
START_TEST(an_edition_too_old_is_made_anew) {
    use_lists();
    kit_sql(&k, "UPDATE analysis SET run = 9; UPDATE row_change SET run = 8 WHERE list = ''");
    kit_render_ok(&k);
    kit_contains(&k, "n.html", "2026-10 month, all gather</p>");
}
END_TEST

Suite *suite_nights(void) {
    Suite *s = suite_create("nights");
    TCase *t = tcase_create("nights");
    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, a_merged_row_file_is_one_made_anew, 0, (int)(sizeof changes / sizeof *changes));
    tcase_add_loop_test(t, only_rows_that_are_named_are_read, 0, 6);
    tcase_add_loop_test(t, an_edition_fills_the_lists_that_changed, 0, (int)(sizeof lists / sizeof *lists));
    tcase_add_test(t, an_edition_too_old_is_made_anew);
    suite_add_tcase(s, t);
    return s;
}
