/* Publishing and what a night costs (architecture.md decisions 3, 6, 8; issue 2 section 7): one step from the old site
 * to the new one, nothing half done ever visible, nothing made again that did not change, a page that fails keeps
 * yesterday's. */
#include "site/month_lines.h"
#include "site/publish.h"
#include "tests/site/kit.h"
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static struct kit k;
static void setup(void) { kit_open(&k); }
static void teardown(void) { kit_close(&k); }

static ino_t inode(const char *path) {
    struct stat st;
    ck_assert_int_eq(stat(arena_printf(&k.a, "%s/site/%s", k.dir, path), &st), 0);
    return st.st_ino;
}

static void use_metric(void) {
    kit_file(&k, "sql/m.sql", "SELECT numerator AS n FROM metric WHERE metric = 'missed'");
    kit_page(&k, "m", "queries: {m: m}\n", "{m.n|int}");
    kit_sql(&k, "INSERT INTO metric VALUES ('test', 'missed', 'month', '2026-10', 'all', '', '', '', 3, NULL, 3000000, "
                "NULL, NULL)");
}

START_TEST(the_same_results_cost_nothing) {
    kit_render_ok(&k);
    ck_assert(!k.report.unchanged);
    ck_assert_int_eq(k.report.pages_rendered, 1);
    ino_t manifest = inode("site.json"), page = inode("index.html");
    kit_render_ok(&k);
    ck_assert(k.report.unchanged);
    ck_assert_int_eq(k.report.pages_rendered + k.report.pages_kept + k.report.charts_drawn + k.report.csv_written, 0);
    ck_assert_uint_eq(inode("site.json"), manifest);
    ck_assert_uint_eq(inode("index.html"), page);
    ck_assert_ptr_nonnull(strstr(k.report.index, "/site/index.html"));
}
END_TEST

/* Another run with other results, but this page's own inputs are what they were. */
START_TEST(only_what_changed_is_rendered) {
    use_metric();
    kit_render_ok(&k);
    ino_t home = inode("index.html");
    kit_sql(&k, "UPDATE metric SET numerator = 4; UPDATE analysis SET run = 8");
    kit_render_ok(&k);
    ck_assert_int_eq(k.report.pages_rendered, 1);
    ck_assert_int_eq(k.report.pages_kept, 1);
    ck_assert_uint_eq(inode("index.html"), home); /* hard-linked */
    kit_contains(&k, "m.html", "<p>4</p>");
}
END_TEST

START_TEST(an_unchanged_chart_is_not_drawn) {
    use_metric();
    kit_file(&k, "sql/c.sql", "SELECT '2026-10' AS x, 5 AS value");
    kit_page(&k, "m", "queries: {m: m}\nblocks:\n  one: {kind: chart, query: c, chart: bars, what: w}\n",
             "{m.n|int}\n\n[[one]]");
    kit_render_ok(&k);
    ck_assert_int_eq(k.report.charts_drawn, 2);
    kit_sql(&k, "UPDATE metric SET numerator = 4; UPDATE analysis SET run = 8");
    kit_render_ok(&k);
    ck_assert_int_eq(k.report.pages_rendered, 1);
    ck_assert_int_eq(k.report.charts_drawn, 0);
    ck_assert_int_eq(k.report.charts_kept, 2);
    kit_sql(&k, "UPDATE analysis SET run = 9");
    kit_render_ok(&k); /* kept pages bring their drawings along */
    ck_assert_int_eq(k.report.pages_kept, 2);
    kit_contains(&k, "m.html", "charts/");
}
END_TEST

START_TEST(another_day_template_language_or_configuration) {
    kit_render_ok(&k);
    if (_i == 0) kit_sql(&k, "UPDATE analysis SET as_of = '2026-11-01'");
    if (_i == 1) kit_file(&k, "pages/home.zh-CN.md", "# 新\n");
    if (_i == 2) k.options.language_set = true, k.options.language = LANG_EN;
    if (_i == 3) k.config.organisation = "B", k.config.digest[0] = 1;
    if (_i == 4) k.options.force = true;
    kit_render_ok(&k);
    ck_assert(!k.report.unchanged);
    ck_assert_int_eq(k.report.pages_rendered, 1);
}
END_TEST

START_TEST(the_same_night_gives_the_same_bytes) {
    use_metric();
    kit_file(&k, "sql/c.sql", "SELECT '2026-10' AS x, 5 AS value UNION ALL SELECT '2026-11', 6");
    kit_page(&k, "c", "blocks:\n  one: {kind: chart, query: c, chart: line, what: w, x_format: month}\n", "[[one]]");
    kit_render_ok(&k);
    struct str first = kit_read(&k, "site.json"); /* holds the digest of every file */
    struct err e = {0};
    file_remove_tree(kit_path(&k, "site"), &e);
    kit_render_ok(&k);
    ck_assert_str_eq(first.p, kit_read(&k, "site.json").p);
}
END_TEST

START_TEST(a_page_that_fails_keeps_yesterdays) {
    use_metric();
    kit_file(&k, "sql/c.sql", "SELECT '2026-10' AS x, 5 AS value");
    kit_page(&k, "m", "queries: {m: m}\nblocks:\n  one: {kind: chart, query: c, chart: bars, what: w}\n",
             "{m.n|int}\n\n[[one]]");
    kit_render_ok(&k);
    struct str before = kit_read(&k, "m.html");
    kit_file(&k, "sql/m.sql", "SELECT numerator AS other FROM metric");
    struct err e = kit_render(&k);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    ck_assert_uint_eq(k.report.failed.n, 1);
    ck_assert_str_eq(k.report.failed.item[0].where, "m.html");
    ck_assert_msg(strstr(k.report.failed.item[0].text, "pages/m.zh-CN.md:1: {m.n}: the query m has no column «n»") !=
                      NULL,
                  "%s", k.report.failed.item[0].text);
    ck_assert_str_eq(before.p, kit_read(&k, "m.html").p); /* with the drawing it shows */
    ck_assert_int_eq(k.report.pages_rendered, 1);         /* index.html: the template changed */
    kit_file(&k, "sql/m.sql", "SELECT numerator AS n FROM metric");
    kit_sql(&k, "UPDATE analysis SET run = 9");
    kit_render_ok(&k);
}
END_TEST

START_TEST(a_page_that_never_was_says_so) {
    use_metric();
    kit_file(&k, "sql/m.sql", "SELEC 1");
    struct err e = kit_render(&k);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    ck_assert_uint_eq(k.report.failed.n, 1);
    kit_contains(&k, "m.html", "<h1>没有做成</h1>");
    kit_contains(&k, "m.html", "site-template/sql/m.sql");
    kit_contains(&k, "index.html", "首页");
}
END_TEST

START_TEST(a_list_of_pages_that_fails_keeps_them_all) {
    kit_file(&k, "sql/d.sql", "SELECT 'a' AS name UNION ALL SELECT 'b'");
    kit_page(&k, "d", "path: 'd/{each.name}.html'\neach: d\n", "x {each.name}");
    kit_render_ok(&k);
    kit_file(&k, "sql/d.sql", "SELECT name FROM nowhere");
    struct err e = kit_render(&k);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    ck_assert_uint_eq(k.report.failed.n, 1);
    ck_assert_str_eq(k.report.failed.item[0].where, "d");
    e = kit_render(&k); /* the same results, but not all is well: it is tried and said again */
    ck_assert(!k.report.unchanged);
    ck_assert_uint_eq(k.report.failed.n, 1);
    kit_contains(&k, "d/a.html", "x a");
    kit_contains(&k, "d/b.html", "x b");
}
END_TEST

START_TEST(pages_that_are_gone_are_gone) {
    kit_file(&k, "sql/d.sql", "SELECT 'a' AS name UNION ALL SELECT 'b'");
    kit_page(&k, "d", "path: 'd/{each.name}.html'\neach: d\n", "x {each.name}");
    kit_render_ok(&k);
    ck_assert(kit_has(&k, "d/b.html"));
    kit_file(&k, "sql/d.sql", "SELECT 'a' AS name");
    kit_render_ok(&k);
    ck_assert(kit_has(&k, "d/a.html"));
    ck_assert(!kit_has(&k, "d/b.html"));
}
END_TEST

START_TEST(row_files_by_month) {
    kit_file(
        &k, "csv/limits.sql",
        "SELECT month, event_id, :as_of AS as_of FROM limit_case WHERE policy = :policy AND instr(:months, month)");
    kit_sql(&k, "INSERT INTO limit_case VALUES ('s', 'test', '=1+1', 'contact', 'over', 'c', '2026-09-01', NULL, NULL, "
                "NULL, NULL, '2026-09')");
    kit_render_ok(&k);
    ck_assert_int_eq(k.report.csv_written, 2);
    ck_assert_str_eq(kit_read(&k, "data/2026-09/limits.csv").p, "\xEF\xBB\xBF"
                                                                "event_id,as_of\r\n'=1+1,2026-10-31\r\n");
    ck_assert_str_eq(kit_read(&k, "data/2026-10/limits.csv").p, "\xEF\xBB\xBF"
                                                                "event_id,as_of\r\n");
    ino_t old = inode("data/2026-09/limits.csv");
    kit_sql(&k, "INSERT INTO limit_case VALUES ('s', 'test', 'e2', 'contact', 'over', 'c', '2026-10-01', NULL, NULL, "
                "NULL, NULL, '2026-10');"
                "UPDATE analysis SET run = 8");
    kit_render_ok(&k);
    ck_assert_int_eq(k.report.csv_written, 1);
    ck_assert_int_eq(k.report.csv_kept, 1);
    ck_assert_uint_eq(inode("data/2026-09/limits.csv"), old);
}
END_TEST

/* site/row_files.h: byte order, whatever the order of the table: event ids 12, 3, 1 as text are 1, 12, 3. The month that a
 * row names has no file: it is left out. */
START_TEST(rows_stand_in_byte_order) {
    kit_file(&k, "csv/limits.sql",
             "SELECT month, event_id FROM limit_case WHERE policy = :policy ORDER BY event_id DESC");
    for (int i = 0; i < 4; i++) {
        static const char *const id[] = {"3", "12", "1", "0"};
        kit_sql(&k,
                arena_printf(&k.a,
                             "INSERT INTO limit_case VALUES ('s', 'test', '%s', 'contact', 'over', 'c', '2026-10-01', "
                             "NULL, NULL, NULL, NULL, '%s')",
                             id[i], i < 3 ? "2026-10" : "2026-11"));
    }
    kit_render_ok(&k);
    ck_assert_str_eq(kit_read(&k, "data/2026-10/limits.csv").p, "\xEF\xBB\xBF"
                                                                "event_id\r\n1\r\n12\r\n3\r\n");
    ck_assert(!kit_has(&k, "data/2026-11/limits.csv"));
}
END_TEST

START_TEST(a_list_without_months_names_its_file) {
    kit_file(&k, "csv/limits.sql", "SELECT event_id, month FROM limit_case WHERE policy = :policy");
    kit_sql(&k,
            "INSERT INTO limit_case VALUES ('s', 'test', 'e', 'contact', 'over', 'c', '2026-10-01', NULL, NULL, NULL, "
            "NULL, '2026-10')");
    struct err e = kit_render(&k);
    ck_assert_int_eq(e.code, ERR_CONFIG);
    ck_assert_str_eq(e.text, "site-template/csv/limits.sql: the first column has to be month");
}
END_TEST

/* More lines than the buffers hold: 30 000 of month 0, put in by steps of 7919, which meets each number below 30 000 once,
 * and beside each a line of month 1. They come back in the order of their bytes, a line before those that it begins. */
START_TEST(lines_by_month_beyond_memory) {
    enum { N = 30000, STEP = 7919 };
    struct month_lines m;
    struct err e = {0};
    month_lines_init(&m, 3, k.dir);
    for (int i = 0; i < N; i++) {
        buf_printf(month_lines_begin(&m, 0), "a shared beginning %05d", i * STEP % N);
        month_lines_end(&m, 0, &e);
        buf_puts(month_lines_begin(&m, 1), i % 2 ? "ab" : "a");
        month_lines_end(&m, 1, &e);
    }
    ck_assert_ptr_nonnull(m.scratch);
    size_t n;
    const struct month_line *line = month_lines_sorted(&m, 0, &n, &e);
    ck_assert_uint_eq(n, N);
    for (int i = 0; i < N; i++)
        ck_assert_msg(str_is(str_n(line[i].p, line[i].n), arena_printf(&k.a, "a shared beginning %05d", i)), "line %d",
                      i);
    line = month_lines_sorted(&m, 1, &n, &e);
    ck_assert_uint_eq(n, N);
    ck_assert_uint_eq(line[N / 2 - 1].n, 1);
    ck_assert_uint_eq(line[N / 2].n, 2);
    month_lines_sorted(&m, 2, &n, &e);
    ck_assert_uint_eq(n, 0);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    month_lines_release(&m);
}
END_TEST

/* ---- the exchange ---- */

START_TEST(nothing_is_left_beside_the_site) {
    kit_render_ok(&k);
    kit_sql(&k, "UPDATE analysis SET run = 8");
    kit_render_ok(&k);
    struct err e = {0};
    size_t n;
    char **path = file_walk(&k.a, k.dir, &n, &e);
    for (size_t i = 0; i < n; i++)
        ck_assert_msg(strncmp(path[i], "site/", 5) == 0 || strcmp(path[i], "store.db") == 0 ||
                          strcmp(path[i], "store.db.management") == 0,
                      "%s", path[i]);
}
END_TEST

/* A run that is killed before the exchange: the staging folder stays, the site is the old one, the next run clears up.
 */
START_TEST(killed_before_the_exchange) {
    kit_render_ok(&k);
    struct str before = kit_read(&k, "index.html");
    struct publish p;
    struct err e = {0};
    publish_open(&p, k.config.output, &e);
    publish_start(&p, &e);
    publish_write(&p, STR_LIT("index.html"), STR_LIT("half"), &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    ck_assert_str_eq(before.p, kit_read(&k, "index.html").p);
    ck_assert(file_exists(kit_path(&k, "site.new")));
    struct publish next; /* without closing the first, as a killed process */
    publish_open(&next, k.config.output, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    ck_assert(!file_exists(kit_path(&k, "site.new")));
    ck_assert_str_eq(before.p, kit_read(&k, "index.html").p);
    publish_close(&next);
    publish_close(&p);
}
END_TEST

/* Without an exchange of folders: killed after the old site was moved aside and before the new one took its place. */
START_TEST(killed_between_two_renames) {
    kit_render_ok(&k);
    struct str before = kit_read(&k, "index.html");
    ck_assert_int_eq(rename(kit_path(&k, "site"), kit_path(&k, "site.old")), 0);
    struct publish p;
    struct err e = {0};
    publish_open(&p, k.config.output, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    ck_assert_str_eq(before.p, kit_read(&k, "index.html").p);
    ck_assert_uint_gt(p.old.n, 0);
    publish_close(&p);
}
END_TEST

START_TEST(an_error_leaves_the_old_site) {
    kit_render_ok(&k);
    struct str before = kit_read(&k, "site.json");
    kit_file(&k, "layout.html", "{{nothing}}");
    struct err e = kit_render(&k);
    ck_assert_int_eq(e.code, ERR_CONFIG);
    ck_assert_str_eq(before.p, kit_read(&k, "site.json").p);
    ck_assert(!file_exists(kit_path(&k, "site.new")));
}
END_TEST

START_TEST(a_folder_that_is_not_ours_is_left_alone) {
    struct err e = {0};
    file_mkdirs(kit_path(&k, "site"), &e);
    file_write(kit_path(&k, "site/thesis.txt"), STR_LIT("mine"), false, &e);
    ck_assert(!err_is(&e));
    e = kit_render(&k);
    ck_assert_int_eq(e.code, ERR_CANTCREATE);
    ck_assert_msg(strstr(e.text, "holds files that huifang did not write") != NULL, "%s", e.text);
    ck_assert_str_eq(kit_read(&k, "thesis.txt").p, "mine");
}
END_TEST

START_TEST(an_empty_folder_is_taken) {
    struct err e = {0};
    file_mkdirs(kit_path(&k, "site"), &e);
    kit_render_ok(&k);
    kit_contains(&k, "index.html", "首页");
}
END_TEST

START_TEST(a_damaged_manifest_means_everything_anew) {
    kit_render_ok(&k);
    struct err e = {0};
    file_write(kit_path(&k, "site/site.json"), STR_LIT("{\"format\":1,"), false, &e);
    kit_render_ok(&k);
    ck_assert_int_eq(k.report.pages_rendered, 1);
    kit_contains(&k, "site.json", "\"as_of\":\"2026-10-31\"");
}
END_TEST

START_TEST(a_shortened_page_is_made_again) {
    kit_render_ok(&k);
    struct str before = kit_read(&k, "index.html");
    ck_assert_int_eq(truncate(arena_printf(&k.a, "%s/site/index.html", k.dir), 10), 0);
    kit_sql(&k, "UPDATE analysis SET run = 8");
    kit_render_ok(&k);
    ck_assert_int_eq(k.report.pages_rendered, 1);
    ck_assert_str_eq(before.p, kit_read(&k, "index.html").p);
}
END_TEST

START_TEST(paths_outside_are_refused) {
    static const char *const paths[] = {"../x", "/x", "a//b", "site.json/../../x"};
    struct publish p;
    struct err e = {0};
    publish_open(&p, k.config.output, &e);
    publish_start(&p, &e);
    ck_assert(!err_is(&e));
    publish_write(&p, str_of(paths[_i]), STR_LIT("x"), &e);
    ck_assert_int_eq(e.code, ERR_CONFIG);
    publish_close(&p);
}
END_TEST

START_TEST(no_results_no_site) {
    kit_sql(&k, "DELETE FROM analysis");
    struct err e = kit_render(&k);
    ck_assert_int_eq(e.code, ERR_DATA);
    ck_assert_msg(strstr(e.text, "run `huifang analyse` first") != NULL, "%s", e.text);
}
END_TEST

Suite *suite_publish(void) {
    Suite *s = suite_create("publish");
    TCase *t = tcase_create("publish");
    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, the_same_results_cost_nothing);
    tcase_add_test(t, only_what_changed_is_rendered);
    tcase_add_test(t, an_unchanged_chart_is_not_drawn);
    tcase_add_loop_test(t, another_day_template_language_or_configuration, 0, 5);
    tcase_add_test(t, the_same_night_gives_the_same_bytes);
    tcase_add_test(t, a_page_that_fails_keeps_yesterdays);
    tcase_add_test(t, a_page_that_never_was_says_so);
    tcase_add_test(t, a_list_of_pages_that_fails_keeps_them_all);
    tcase_add_test(t, pages_that_are_gone_are_gone);
    tcase_add_test(t, row_files_by_month);
    tcase_add_test(t, rows_stand_in_byte_order);
    tcase_add_test(t, a_list_without_months_names_its_file);
    tcase_add_test(t, lines_by_month_beyond_memory);
    tcase_add_test(t, nothing_is_left_beside_the_site);
    tcase_add_test(t, killed_before_the_exchange);
    tcase_add_test(t, killed_between_two_renames);
    tcase_add_test(t, an_error_leaves_the_old_site);
    tcase_add_test(t, a_folder_that_is_not_ours_is_left_alone);
    tcase_add_test(t, an_empty_folder_is_taken);
    tcase_add_test(t, a_damaged_manifest_means_everything_anew);
    tcase_add_test(t, a_shortened_page_is_made_again);
    tcase_add_loop_test(t, paths_outside_are_refused, 0, 4);
    tcase_add_test(t, no_results_no_site);
    suite_add_tcase(s, t);
    return s;
}
