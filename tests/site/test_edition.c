/* Editions (architecture.md decision 5): a page's queries see the audience's own database and nothing else; what the
 * engine fills into it; the days on which reports are due. */
#include "site/answer.h"
#include "site/policy_rows.h"
#include "site/visit_tally.h"
#include "tests/site/kit.h"

static struct kit k;
static void setup(void) { kit_open(&k); }
static void teardown(void) { kit_close(&k); }

/* Each of these would show what the edition does not hold, or change it. */
START_TEST(the_fence_refuses) {
    static const char *const sql[] = {"SELECT * FROM store.event",
                                      "SELECT * FROM event",
                                      "SELECT name FROM sqlite_schema",
                                      "ATTACH 'x' AS y",
                                      "PRAGMA table_info(metric)",
                                      "DELETE FROM metric",
                                      "CREATE TABLE x (a)",
                                      "WITH metric AS (SELECT * FROM store.event) SELECT * FROM metric",
                                      "SELECT load_extension('x')",
                                      "INSERT INTO param VALUES ('a', 'b')",
                                      "SELECT * FROM pragma_database_list",
                                      "VACUUM INTO '/tmp/huifang-leak'"};
    kit_file(&k, "sql/bad.sql", sql[_i]);
    kit_page(&k, "bad", "blocks:\n  leak: {kind: list, query: bad, empty: e, text: x}\n", "[[leak]]");
    struct err e = kit_render(&k);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    ck_assert_uint_eq(k.report.failed.n, 1);
    ck_assert_str_eq(k.report.failed.item[0].where, "bad.html");
    const char *text = k.report.failed.item[0].text;
    ck_assert_msg(strstr(text, "site-template/pages/bad.yaml:6: block leak: site-template/sql/bad.sql") != NULL, "%s",
                  text);
    kit_contains(&k, "index.html", "首页"); /* the other pages are made */
    ck_assert(!file_exists("/tmp/huifang-leak"));
}
END_TEST

START_TEST(an_unknown_parameter) {
    kit_file(&k, "sql/bad.sql", "SELECT :day AS a");
    kit_page(&k, "bad", "queries: {bad: bad}\n", "{bad.a}");
    struct err e = kit_render(&k);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    ck_assert_uint_eq(k.report.failed.n, 1);
    ck_assert_ptr_nonnull(
        strstr(k.report.failed.item[0].text, "sql/bad.sql: unknown parameter :day; known here: :as_of"));
}
END_TEST

START_TEST(a_query_of_the_prose_yields_one_row) {
    kit_file(&k, "sql/two.sql", "SELECT 1 AS a UNION ALL SELECT 2");
    kit_page(&k, "two", "queries: {t: two}\n", "{t.a}");
    struct err e = kit_render(&k);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    ck_assert_uint_eq(k.report.failed.n, 1);
    ck_assert_ptr_nonnull(strstr(k.report.failed.item[0].text, "yields 2 rows, expected one"));
}
END_TEST

START_TEST(a_wrong_script_names_itself) {
    kit_file(&k, "edition/night.sql", "CREATE TABLE x AS SELECT * FROM store.nothing;");
    struct err e = kit_render(&k);
    ck_assert(err_is(&e));
    ck_assert_msg(strstr(e.text, "site-template/edition/night.sql") != NULL, "%s", e.text);
    ck_assert(!file_exists(kit_path(&k, "store.db.management")));
}
END_TEST

START_TEST(masked_rows_only) {
    kit_sql(&k, "INSERT INTO event (event_id, category, story, customer_name, phone, unit, accepted_at, source, file, "
                "line, rank, digest, run) "
                "VALUES ('e1', 'complaint', 'e:e1', '王小明', '13812341234', '3-2-1201', '2026-10-01', 's', 1, 2, '', "
                "x'00', 7)");
    kit_file(&k, "edition/night.sql",
             "CREATE TABLE event AS SELECT event_id, mask_name(customer_name) AS name, mask_phone(phone) AS phone, "
             "mask_unit(unit) AS unit FROM store.event;");
    kit_file(&k, "sql/e.sql", "SELECT name, phone, unit FROM event");
    kit_page(&k, "e", "queries: {e: e}\n", "{e.name} {e.phone} {e.unit}");
    kit_render_ok(&k);
    kit_contains(&k, "e.html", "<p>王** 138****1234 3-2-***</p>");
    kit_file(&k, "pages/home.yaml",
             "page: home\naudience: [management, audit]\ntitle: 首页\npath: index.html\nnav: home\n");
    k.options.audience = "audit"; /* who may see all of it does, on pages for the audience only */
    kit_render_ok(&k);
    ck_assert(!kit_has(&k, "e.html"));
    kit_file(&k, "pages/e.yaml", "page: e\naudience: [management, audit]\ntitle: e\npath: e.html\nqueries: {e: e}\n");
    kit_render_ok(&k);
    kit_contains(&k, "e.html", "<p>王小明 13812341234 3-2-1201</p>");
}
END_TEST

START_TEST(what_the_engine_fills) {
    static struct stage stage = {.name = "repair",
                                 .title = {"维修回访", "Repair visit"},
                                 .anchor = ANCHOR_FINISHED,
                                 .latest = {true, 2, SPAN_DAY},
                                 .target = {true, 100, 100},
                                 .clause = {.no = "4.1.1 2)"},
                                 .target_clause = {.no = "4.1.2 2)"}};
    static const char *categories[] = {"repair"};
    stage.categories = (struct names){categories, 1};
    static struct report_duty duty = {.report = "monthly",
                                      .title = {"月报", "Monthly report"},
                                      .kind = DUTY_MONTH_DAY,
                                      .day = 5,
                                      .clause = {.no = "4.7"}};
    k.policy.stage = &stage, k.policy.n_stages = 1;
    k.policy.duty = &duty, k.policy.n_duties = 1;
    k.policy.visit.sign_methods = (struct names){categories, 1};
    k.policy.visit.sign_clause = (struct clause){.no = "5.2"};
    kit_file(
        &k, "sql/f.sql",
        "SELECT (SELECT value FROM param WHERE name = 'as_of') AS as_of, (SELECT zh FROM word WHERE key = 'home') "
        "AS home,"
        " (SELECT zh || ' ' || latest || ' ' || target_micro || ' ' || clause || ' ' || categories FROM "
        "policy_stage) AS stage,"
        " (SELECT report || ' ' || zh || ' ' || clause FROM policy_report) AS duty, (SELECT clause FROM policy_rule WHERE "
        "rule = 'signature') AS sign,"
        " (SELECT count(*) > 0 FROM statement WHERE path = 'analysis/sql/metric_put.sql') AS has_sql,"
        " (SELECT title_zh FROM policy) AS policy");
    kit_page(&k, "f", "queries: {f: f}\n", "{f.as_of}|{f.home}|{f.stage}|{f.duty}|{f.sign}|{f.has_sql}|{f.policy}");
    kit_render_ok(&k);
    kit_contains(&k, "f.html",
                 "<p>2026-10-31|首页|维修回访 2d 1000000 4.1.1 2) repair|monthly 月报 4.7|5.2|1|测试规程</p>");
}
END_TEST

/* ---- from night to night (architecture.md decision 3) ---- */

/* The month script leaves a mark for each time that it ran: a row that the next run of the same month does not remove.
 */
static void use_months(void) {
    kit_file(&k, "edition/tables.sql",
             "CREATE TABLE limit_case (event_id TEXT, month TEXT); CREATE TABLE ran (month TEXT);");
    kit_file(&k, "edition/month.sql",
             "DELETE FROM limit_case WHERE month = (SELECT value FROM param WHERE name = 'edition_month');"
             "INSERT INTO limit_case SELECT event_id, month FROM store.limit_case WHERE month = (SELECT value FROM "
             "param WHERE name = 'edition_month');"
             "INSERT INTO ran SELECT value FROM param WHERE name = 'edition_month';");
    kit_file(&k, "edition/night.sql", "CREATE TABLE night AS SELECT count(*) AS n FROM limit_case;");
    kit_file(&k, "sql/n.sql",
             "SELECT (SELECT n FROM night) AS n, (SELECT group_concat(event_id, ' ') FROM (SELECT event_id FROM "
             "limit_case ORDER BY 1)) AS ids,"
             " (SELECT group_concat(month || ' ' || c, ', ') FROM (SELECT month, count(*) AS c FROM ran GROUP BY 1 "
             "ORDER BY 1)) AS ran");
    kit_page(&k, "n", "queries: {n: n}\n", "{n.n}: {n.ids}; {n.ran}");
    kit_sql(&k, "CREATE TABLE IF NOT EXISTS month_change (month TEXT PRIMARY KEY, run INTEGER NOT NULL) WITHOUT ROWID;"
                "INSERT OR REPLACE INTO month_change VALUES ('', 7);"
                "INSERT OR REPLACE INTO row_change VALUES ('', '', '', '', 7);"
                "INSERT INTO limit_case VALUES ('s', 'test', 'e1', 'contact', 'over', 'c', '2026-09-01', NULL, NULL, "
                "NULL, NULL, '2026-09'),"
                " ('s', 'test', 'e2', 'contact', 'over', 'c', '2026-10-01', NULL, NULL, NULL, NULL, '2026-10')");
}

START_TEST(months_that_did_not_change_are_kept) {
    use_months();
    kit_render_ok(&k);
    kit_contains(&k, "n.html", "<p>2: e1 e2; 2026-09 1, 2026-10 1</p>");
    kit_sql(&k, "INSERT INTO limit_case VALUES ('s', 'test', 'e3', 'contact', 'over', 'c', '2026-10-01', NULL, NULL, "
                "NULL, NULL, '2026-10');"
                "INSERT INTO month_change VALUES ('2026-10', 8); UPDATE analysis SET run = 8");
    kit_render_ok(&k);
    kit_contains(&k, "n.html", "<p>3: e1 e2 e3; 2026-09 1, 2026-10 2</p>");
    kit_sql(&k, "UPDATE analysis SET run = 9, as_of = '2026-11-01'"); /* a new month begins */
    kit_render_ok(&k);
    kit_contains(&k, "n.html", "<p>3: e1 e2 e3; 2026-09 1, 2026-10 2, 2026-11 1</p>");
}
END_TEST

START_TEST(an_edition_that_cannot_be_carried_on_is_made_anew) {
    use_months();
    kit_render_ok(&k);
    kit_sql(&k, "UPDATE limit_case SET event_id = 'x1' WHERE event_id = 'e1'; UPDATE analysis SET run = 8");
    struct err e = {0};
    if (_i == 0) kit_sql(&k, "UPDATE month_change SET run = 8");
    if (_i == 1) k.config.digest[0]++;
    if (_i == 2) kit_file(&k, "sql/other.sql", "SELECT 1");
    if (_i == 3) file_write(kit_path(&k, "store.db.management"), STR_LIT("not a database"), false, &e);
    if (_i == 4) kit_sql(&k, "DROP TABLE month_change");
    if (_i == 5) k.options.force = true;
    if (_i == 6) { /* a run was killed while it worked on the edition */
        e = (struct err){0};
        file_remove_tree(kit_path(&k, "store.db.management"), &e);
        file_write(kit_path(&k, "store.db.management.tmp"), STR_LIT("half"), false, &e);
    }
    ck_assert(!err_is(&e));
    kit_render_ok(&k);
    kit_contains(&k, "n.html", "<p>2: e2 x1; 2026-09 1, 2026-10 1</p>");
    ck_assert(!file_exists(kit_path(&k, "store.db.management.tmp")));
}
END_TEST

/* A night's edition holds what one made anew holds: the pages are the same to the byte. */
START_TEST(a_night_gives_what_a_full_run_gives) {
    use_months();
    kit_file(&k, "csv/limits.sql",
             "SELECT month, event_id FROM limit_case WHERE policy = :policy AND instr(:months, month)");
    kit_file(&k, "sql/ids.sql",
             "SELECT group_concat(event_id, ' ') AS ids FROM (SELECT event_id FROM limit_case ORDER BY 1)");
    kit_page(&k, "n", "queries: {n: ids}\n", "{n.ids}");
    kit_render_ok(&k);
    kit_sql(
        &k,
        "UPDATE limit_case SET event_id = 'x2' WHERE event_id = 'e2'; INSERT INTO month_change VALUES ('2026-10', 8);"
        "UPDATE analysis SET run = 8");
    kit_render_ok(&k);
    ck_assert_int_eq(k.report.csv_written, 1);
    ck_assert_int_eq(k.report.csv_kept, 1);
    struct str night = kit_read(&k, "site.json");
    k.options.force = true;
    kit_render_ok(&k);
    ck_assert_str_eq(night.p, kit_read(&k, "site.json").p);
}
END_TEST

/* What the analysis says did not change is not even looked at. */
START_TEST(row_files_of_unchanged_months_are_not_read) {
    use_months();
    kit_file(&k, "csv/limits.sql",
             "SELECT month, event_id FROM limit_case WHERE policy = :policy AND instr(:months, month)");
    kit_render_ok(&k);
    kit_sql(&k, "UPDATE limit_case SET event_id = 'unseen' WHERE event_id = 'e1'; UPDATE analysis SET run = 8");
    kit_render_ok(&k);
    ck_assert_int_eq(k.report.csv_written, 0);
    kit_contains(&k, "data/2026-09/limits.csv", "e1");
    kit_file(&k, "csv/limits.sql",
             "SELECT month, event_id, :as_of AS d FROM limit_case WHERE policy = :policy AND instr(:months, month)");
    kit_render_ok(&k);
    ck_assert_int_eq(k.report.csv_written, 2); /* another template */
    kit_sql(&k, "UPDATE analysis SET as_of = '2026-10-30', run = 9");
    kit_render_ok(&k);
    ck_assert_int_eq(k.report.csv_written, 2); /* it shows the day */
}
END_TEST

/* Somebody reads the store while the edition is made: the edition's transaction locks the edition alone. */
START_TEST(a_reader_of_the_store_does_not_wait) {
    struct err e = {0};
    kit_sql(&k, "INSERT INTO month_change VALUES ('2026-10', 1)");
    struct store *s = store_open(kit_path(&k, "store.db"), STORE_READ, &e);
    struct stmt *q = store_stmt(s, "SELECT run FROM analysis UNION ALL SELECT run FROM month_change", &e);
    ck_assert(stmt_step(q, &e)); /* under way */
    kit_render_ok(&k);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    stmt_reset(q);
    store_close(s, &e);
}
END_TEST

/* ---- visits, counted by the engine (visit_tally.h) ---- */

static void add_event(const char *id, const char *category, const char *at) {
    kit_sql(&k, arena_printf(
                    &k.a,
                    "INSERT INTO event (event_id, category, story, accepted_at, source, file, line, rank, digest, run)"
                    " VALUES ('%s', '%s', 'e:%s', '%s', 's', 1, 1, '', x'', 1)",
                    id, category, id, at));
}

/* rest: event_ids, category, satisfaction, opinion, outcome, filed_at, withdrawn as SQL. */
static void add_visit(const char *id, const char *at, const char *rest) {
    kit_sql(&k, arena_printf(
                    &k.a,
                    "INSERT INTO visit (visit_id, visited_at, method, n_events, source, file, line, rank, digest, run,"
                    " event_ids, category, satisfaction, opinion, outcome, filed_at, withdrawn)"
                    " VALUES ('%s', '%s', 'phone', 1, 's', 1, 1, '', x'', 1, %s)",
                    id, at, rest));
}

static const char *counted(const struct visit_tally *t, const char *sql) {
    struct err e = {0};
    const char *path = kit_path(&k, "counts.db");
    file_remove_tree(path, &e);
    struct store *s = store_open(path, STORE_SCRATCH, &e);
    store_exec(
        s,
        "CREATE TABLE visit_month (month, category, method, level, n, no_opinion); CREATE TABLE filed_day (month, "
        "filed_on, n); INSERT INTO visit_month VALUES ('2026-10', 'stale', '', 1, 1, 1), ('2026-01', 'kept', '', 1, 1, 1)",
        &e);
    visit_tally_put(t, s, &e);
    struct stmt *q = store_stmt(s, sql, &e);
    ck_assert_msg(stmt_step(q, &e), "%s", e.text);
    const char *text = arena_cstr(&k.a, stmt_str(q, 0));
    store_close(s, &e);
    return text;
}

/* September and October of 2026 as of the 31st. A visit counts under the category of its event, however old that is
 * (e-old: accepted ten months before), else under its own; visits of two events have no category of theirs. Withdrawn and
 * unreachable ones count nowhere, but their records were filed. The visit of November is not there yet. */
START_TEST(visits_are_counted) {
    add_event("e-old", "project", "2025-12-30 09:00:00");
    add_event("e-new", "repair", "2026-10-02 09:00:00");
    add_visit("v1", "2026-09-01 08:00:00", "'e-old', 'complaint', 5, 'good', NULL, '2026-09-02 10:00:00', 0");
    add_visit("v2", "2026-10-01 08:00:00", "'e-old', NULL, 5, NULL, 'pass', '2026-10-02', 0");
    add_visit("v3", "2026-10-31 23:59:59", "'e-new', NULL, NULL, NULL, NULL, NULL, 0");
    add_visit("v4", "2026-10-31", "'e-new', NULL, NULL, 'x', 'fail', NULL, 0");
    add_visit("v5", "2026-10-05", "NULL, 'visit', 3, 'x', NULL, NULL, 0");
    add_visit("v6", "2026-10-05", "'e-new;e-old', NULL, 3, 'x', NULL, NULL, 0");
    add_visit("v7", "2026-10-05", "'e-new', NULL, 3, 'x', 'unreachable', '2026-10-02 11:00:00', 0");
    add_visit("v8", "2026-10-05", "'e-new', NULL, 3, 'x', NULL, '2026-10-06', 1");
    add_visit("v9", "2026-11-01", "'e-new', NULL, 3, 'x', NULL, '2026-11-06', 0");
    const struct str months[] = {STR_LIT("2026-09"), STR_LIT("2026-10")};
    struct visit_tally t = {.store_path = kit_path(&k, "store.db"),
                            .files = embed_site,
                            .as_of = civil_day(2026, 10, 31),
                            .month = months,
                            .n_months = 2};
    visit_tally_run(&t);
    ck_assert_str_eq(
        counted(&t, "SELECT group_concat(month || ' ' || category || ' ' || coalesce(level, '-') || ' ' || n || ' ' || "
                    "no_opinion, ', ') FROM (SELECT * FROM visit_month ORDER BY month, category, level)"),
        "2026-01 kept 1 1 1, 2026-09 project 5 1 0, 2026-10  3 1 0, 2026-10 project 5 1 1, 2026-10 repair - 2 1, "
        "2026-10 visit 3 1 0");
    ck_assert_str_eq(
        counted(&t, "SELECT group_concat(month || ' ' || filed_on || ' ' || n, ', ') FROM (SELECT * FROM filed_day "
                    "ORDER BY month, filed_on)"),
        "2026-09 2026-09-02 1, 2026-10 2026-10-02 2, 2026-10 2026-10-06 1");
    ck_assert_str_eq(counted(&t, "SELECT group_concat(month || ' ' || visit_id) FROM look"), "2026-10 v4");
    visit_tally_release(&t);
    t.store_path = kit_path(&k, "none.db");
    t.files = embed_site;
    visit_tally_run(&t);
    struct err e = {0};
    visit_tally_put(&t, NULL, &e);
    ck_assert_int_eq(e.code, ERR_NOINPUT);
    visit_tally_release(&t);
}
END_TEST

/* ---- a page's answers are kept while its version answers the same (recall.h) ---- */

static void use_version(void) {
    use_months();
    kit_file(&k, "sql/periods.sql",
             "SELECT period, period = :month AS last FROM (SELECT '2026-09' AS period UNION ALL SELECT '2026-10')");
    kit_file(
        &k, "sql/v.sql",
        "SELECT CASE WHEN NOT :each_last THEN (SELECT run FROM edition_month WHERE month = :each_period) END AS v");
    kit_file(&k, "sql/rows.sql",
             "SELECT event_id, NULL AS missing, 5 AS five FROM limit_case WHERE month = :each_period");
    kit_file(&k, "sql/count.sql", "SELECT count(*) AS n FROM limit_case WHERE month = :each_period");
    kit_page(&k, "m",
             "each: periods\nversion: v\nqueries: {n: count}\npath: m/{each.period}.html\nblocks:\n  one:\n"
             "    kind: table\n    query: rows\n    empty: none\n    columns:\n"
             "      - {column: event_id, title: id}\n      - {column: missing, title: no}\n"
             "      - {column: five, title: five, format: int}\n",
             "{n.n} as of {site.as_of}\n\n[[one]]");
}

START_TEST(answers_of_a_past_month_are_recalled) {
    use_version();
    kit_render_ok(&k);
    ck_assert_int_eq(k.report.pages_recalled, 0);
    kit_contains(&k, "m/2026-09.html", "1 as of 2026-10-31");
    struct str first = kit_read(&k, "m/2026-10.html");
    kit_sql(&k, "UPDATE limit_case SET event_id = 'unseen' WHERE month = '2026-09';"
                "UPDATE analysis SET as_of = '2026-11-01', run = 8");
    kit_render_ok(&k); /* the new day stands on the page, which asked nothing */
    kit_contains(&k, "m/2026-09.html", "1 as of 2026-11-01");
    kit_contains(&k, "m/2026-09.html", "<td data-label=\"id\">e1</td><td data-label=\"no\">—</td>");
    ck_assert_int_eq(k.report.pages_recalled, 1);
    ck_assert_ptr_nonnull(strstr(first.p, "e2"));
    kit_sql(&k, "INSERT INTO month_change VALUES ('2026-09', 9); UPDATE analysis SET run = 9");
    kit_render_ok(&k); /* the month changed */
    kit_contains(&k, "m/2026-09.html", "unseen");
    ck_assert_int_eq(k.report.pages_recalled, 1); /* of October, whose answers the second night had kept */
}
END_TEST

/* What moves with the day is not for the queries of a page whose version does not know of it. */
START_TEST(a_page_with_a_version_does_not_see_the_day) {
    use_version();
    kit_file(&k, "sql/count.sql", "SELECT count(*) AS n, :as_of AS d FROM limit_case");
    struct err e = kit_render(&k);
    ck_assert(!err_is(&e));
    ck_assert_uint_eq(k.report.failed.n, 2);
    ck_assert_ptr_nonnull(strstr(k.report.failed.item[0].text, "unknown parameter :as_of; known here: :language"));
}
END_TEST

START_TEST(answers_are_packed_and_read_again) {
    use_months();
    kit_render_ok(&k);
    struct err e = {0};
    struct store *s = store_open(kit_path(&k, "store.db.management"), STORE_FENCED, &e);
    kit_file(&k, "sql/x.sql",
             "SELECT 1 AS one, '' AS empty, NULL AS none, '华' AS text UNION ALL SELECT 2, 'a', 'b', 'c'");
    struct answer *r = answer_load(s, k.file, "x", NULL, 0, 1, &k.a, &e);
    struct buf b;
    buf_init(&b);
    answer_pack(&b, r);
    struct str rest = buf_view(&b);
    struct answer *back = answer_unpack(&rest, &k.a);
    ck_assert_ptr_nonnull(back);
    ck_assert_uint_eq(rest.n, 0);
    ck_assert_uint_eq(back->n, 1);
    ck_assert_uint_eq(back->total, 2);
    ck_assert_mem_eq(back->digest, r->digest, HASH_BYTES);
    for (int c = 0; c < 4; c++) {
        ck_assert_str_eq(back->col[c], r->col[c]);
        ck_assert(answer_cell(back, 0, c).p == NULL ? c == 2 : str_eq(answer_cell(back, 0, c), answer_cell(r, 0, c)));
        ck_assert_int_eq(answer_is_integer(back, 0, c), c == 0);
    }
    for (size_t n = 0; n < b.n; n++) { /* cut off anywhere, it is none */
        struct str part = str_n(b.p, n);
        ck_assert_ptr_null(answer_unpack(&part, &k.a));
    }
    buf_release(&b);
    store_close(s, &e);
}
END_TEST

Suite *suite_edition(void) {
    Suite *s = suite_create("edition");
    TCase *t = tcase_create("edition");
    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, the_fence_refuses, 0, 12);
    tcase_add_test(t, an_unknown_parameter);
    tcase_add_test(t, a_query_of_the_prose_yields_one_row);
    tcase_add_test(t, a_wrong_script_names_itself);
    tcase_add_test(t, masked_rows_only);
    tcase_add_test(t, what_the_engine_fills);
    tcase_add_test(t, months_that_did_not_change_are_kept);
    tcase_add_loop_test(t, an_edition_that_cannot_be_carried_on_is_made_anew, 0, 7);
    tcase_add_test(t, a_night_gives_what_a_full_run_gives);
    tcase_add_test(t, a_reader_of_the_store_does_not_wait);
    tcase_add_test(t, visits_are_counted);
    tcase_add_test(t, row_files_of_unchanged_months_are_not_read);
    tcase_add_test(t, answers_of_a_past_month_are_recalled);
    tcase_add_test(t, a_page_with_a_version_does_not_see_the_day);
    tcase_add_test(t, answers_are_packed_and_read_again);
    suite_add_tcase(s, t);
    return s;
}
