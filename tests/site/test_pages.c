/* Pages from declaration to HTML: every kind of block, escaping, links, caps, pages per row; and the checks that refuse
 * a wrong declaration with file and line (issue 2 section 7, architecture.md decision 4). */
#include "tests/site/kit.h"

static struct kit k;
static void setup(void) { kit_open(&k); }
static void teardown(void) { kit_close(&k); }

/* ---- wrong declarations ---- */

START_TEST(wrong_declarations) {
    static const struct {
        const char *yaml, *zh, *en, *want;
    } cases[] = {
        {"path: x.html\ntitel: a\n", "a", "a", "pages/x.yaml:5:"},
        {"path: x.html\nblocks: {one: {kind: tabel, query: q}}\n", "[[one]]", "[[one]]", "table"},
        {"path: x.html\nblocks:\n  one: {kind: table, query: nothing, empty: e, columns: [{column: a, title: A}]}\n",
         "[[one]]", "[[one]]", "there is no file site-template/sql/nothing.sql"},
        {"path: x.html\nblocks:\n  one: {kind: table, query: q, columns: [{column: a, title: A}]}\n", "[[one]]",
         "[[one]]", "lacks the key «empty»"},
        {"path: x.html\nblocks:\n  one: {kind: table, query: q, empty: e, columns: [{column: a, title: A, format: "
         "precent}]}\n",
         "[[one]]", "[[one]]", "did you mean «percent»"},
        {"path: x.html\nblocks:\n  one: {kind: list, query: q, empty: e, text: '{r.a}'}\n", "[[one]]", "[[one]]",
         "pages/x.yaml:6: {r.a}: there is no query «r» here"},
        {"path: x.html\nblocks:\n  one: {kind: chart, query: q, chart: pie, what: w}\n", "[[one]]", "[[one]]",
         "found «pie», expected a kind of chart"},
        {"path: x.html\nblocks:\n  one: {kind: list, query: q, empty: e, text: t}\n", "[[one]]", "a",
         "pages/x.yaml:6: block «one» is not placed in site-template/pages/x.en.md"},
        {"path: x.html\n", "[[two]]", "a",
         "pages/x.zh-CN.md:1: [[two]]: site-template/pages/x.yaml declares no such block"},
        {"path: x.html\nblocks:\n  one: {kind: list, query: q, empty: e, text: t}\n", "[[one]]\n\n[[one]]", "[[one]]",
         "[[one]] is placed twice"},
        {"path: x.html\nblocks:\n  one: {kind: list, query: q, empty: e, text: t}\n  two: {kind: list, query: q, "
         "empty: e, text: t}\n",
         "[[one]]\n\n[[two]]", "[[two]]\n\n[[one]]",
         "pages/x.en.md:1: places [[two]] where site-template/pages/x.zh-CN.md:1 places [[one]]"},
        {"path: x.html\nqueries: {site: q}\n", "a", "a", "«site» is taken"},
        {"path: x.html\nqueries: {h: nothing}\n", "a", "a", "there is no file site-template/sql/nothing.sql"},
        {"path: x.html\neach: nothing\n", "a", "a", "there is no file site-template/sql/nothing.sql"},
        {"path: x.html\n", "{h.a}", "a", "pages/x.zh-CN.md:1: {h.a}: there is no query «h» here; known: site, row"},
        {"path: x.html\ntitle2: [\n", "a", "a", "not valid YAML"},
    };
    kit_file(&k, "sql/q.sql", "SELECT 1 AS a");
    kit_file(&k, "pages/x.yaml", arena_printf(&k.a, "page: x\naudience: [management]\ntitle: t\n%s", cases[_i].yaml));
    kit_file(&k, "pages/x.zh-CN.md", cases[_i].zh);
    kit_file(&k, "pages/x.en.md", cases[_i].en);
    struct err e = kit_render(&k);
    ck_assert_int_eq(e.code, ERR_CONFIG);
    ck_assert_msg(strstr(e.text, cases[_i].want) != NULL, "%s", e.text);
    ck_assert(!kit_has(&k, "index.html"));
}
END_TEST

START_TEST(a_language_must_be_there) {
    kit_remove(&k, "pages/home.en.md");
    struct err e = kit_render(&k);
    ck_assert_msg(strstr(e.text, "there is no file site-template/pages/home.en.md") != NULL, "%s", e.text);
}
END_TEST

/* ---- blocks ---- */

START_TEST(table) {
    kit_file(&k, "sql/t.sql",
             "SELECT '<b>名</b>' AS name, 914286 AS rate, '352/385' AS frac, 'bad:worse' AS mark, 'index.html' AS "
             "href, NULL AS gap, 'r1' AS id "
             "UNION ALL SELECT '二', NULL, NULL, NULL, NULL, '', NULL");
    kit_page(&k, "t",
             "blocks:\n"
             "  one:\n"
             "    kind: table\n"
             "    query: t\n"
             "    empty: e\n"
             "    caption: {zh: 指标表, en: Indicators}\n"
             "    row_id: id\n"
             "    columns:\n"
             "      - {column: name, title: {zh: 指标, en: Indicator}}\n"
             "      - {column: rate, title: {zh: 率, en: Rate}, format: percent, sub: frac, sub_format: fraction, "
             "link: href, big: true}\n"
             "      - {column: mark, title: {zh: 波动, en: Change}, format: badge, phone: hide}\n"
             "      - {column: gap, title: 空, sub_text: {zh: '共 {row.rate|percent}', en: all}}\n",
             "[[one]]");
    kit_render_ok(&k);
    kit_contains(&k, "t.html", "<section class=\"block table\" id=\"one\">");
    kit_contains(&k, "t.html", "<caption class=\"vh\">指标表</caption>");
    kit_contains(
        &k, "t.html",
        "<th scope=\"col\">指标</th><th scope=\"col\" class=\"n\">率</th><th scope=\"col\" class=\"opt\">波动</th>");
    kit_contains(&k, "t.html", "<tr id=\"r1\"><td data-label=\"指标\">&lt;b&gt;名&lt;/b&gt;</td>");
    kit_contains(&k, "t.html",
                 "<td class=\"n\" data-label=\"率\"><a class=\"big\" href=\"index.html\">91.4\xE2\x80\xAF%</a>"
                 "<span class=\"sub\">352\xE2\x80\xAF/\xE2\x80\xAF"
                 "385</span></td>");
    kit_contains(&k, "t.html", "<td class=\"opt\" data-label=\"波动\"><span class=\"mark bad\">▼ 变差</span></td>");
    kit_contains(&k, "t.html", "<td data-label=\"空\">—<span class=\"sub\">共 91.4\xE2\x80\xAF%</span></td>");
    kit_contains(
        &k, "t.html",
        "<span class=\"big\">—</span></td><td class=\"opt\" data-label=\"波动\"></td><td data-label=\"空\"><span");
}
END_TEST

START_TEST(a_cap_is_never_silent) {
    kit_file(&k, "sql/t.sql",
             "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60) SELECT i FROM n ORDER BY i");
    kit_sql(&k, "INSERT INTO limit_case VALUES ('s', 'test', 'e', 'contact', 'over', 'c', '2026-10-01', NULL, NULL, "
                "NULL, NULL, '2026-10')");
    kit_file(&k, "csv/limits.sql", "SELECT month, event_id, state FROM limit_case WHERE policy = :policy");
    kit_page(&k, "t",
             "blocks:\n  one: {kind: table, query: t, empty: e, cap: 50, csv: 'data/{site.month}/limits.csv', columns: "
             "[{column: i, title: i, format: int}]}\n",
             "[[one]]");
    kit_render_ok(&k);
    kit_contains(&k, "t.html", "显示 50 行，共 60 行");
    kit_contains(&k, "t.html", "<a href=\"data/2026-10/limits.csv\">全部</a>");
    kit_contains(&k, "t.html", ">50</td>");
    kit_lacks(&k, "t.html", ">51</td>");
    ck_assert_str_eq(kit_read(&k, "data/2026-10/limits.csv").p, "\xEF\xBB\xBF"
                                                                "event_id,状态\r\ne,over\r\n");
}
END_TEST

/* docs/pages.md: an optional column stands where one row has a value in it, and nowhere else. */
START_TEST(an_optional_column) {
    kit_file(&k, "sql/t.sql", "SELECT 1 AS i, NULL AS a, NULL AS b UNION ALL SELECT 2, NULL, 'x'");
    kit_page(
        &k, "t",
        "blocks:\n  one: {kind: table, query: t, empty: e, columns: [{column: i, title: i}, {column: a, title: 甲, "
        "optional: true}, {column: b, title: 乙, optional: true}]}\n",
        "[[one]]");
    kit_render_ok(&k);
    kit_lacks(&k, "t.html", "甲");
    kit_contains(&k, "t.html", "<th scope=\"col\">i</th><th scope=\"col\">乙</th></tr>");
    kit_contains(&k, "t.html", "<td data-label=\"乙\">—</td></tr>");
    kit_contains(&k, "t.html", "<td data-label=\"乙\">x</td></tr>");
}
END_TEST

START_TEST(a_query_may_limit_itself) {
    kit_file(&k, "sql/t.sql", "SELECT 1 AS i, 7 AS total UNION ALL SELECT 2, 7");
    kit_page(&k, "t", "blocks:\n  one: {kind: table, query: t, empty: e, columns: [{column: i, title: i}]}\n",
             "[[one]]");
    kit_render_ok(&k);
    kit_contains(&k, "t.html", "显示 2 行，共 7 行");
}
END_TEST

START_TEST(empty_blocks_say_so) {
    static const char *const kinds[] = {"kind: table, columns: [{column: a, title: A}]", "kind: list, text: '{row.a}'",
                                        "kind: kpi, label: l, value: a",
                                        "kind: rows, group: a, heading: h, columns: [{column: a, title: A}]"};
    kit_file(&k, "sql/t.sql", "SELECT 1 AS a WHERE 0");
    kit_page(&k, "t",
             arena_printf(&k.a, "blocks:\n  one: {query: t, empty: {zh: 本月没有, en: None}, %s}\n", kinds[_i]),
             "[[one]]");
    kit_render_ok(&k);
    kit_contains(&k, "t.html", "<p class=\"empty\">本月没有</p>");
    kit_lacks(&k, "t.html", "<table");
}
END_TEST

START_TEST(list_and_figures) {
    kit_file(&k, "sql/t.sql", "SELECT 'bad:worse' AS m, 3 AS n, 't.html#one' AS href, '王**' AS who, 12345 AS v");
    kit_page(&k, "t",
             "blocks:\n"
             "  one: {kind: list, query: t, empty: e, mark: m, text: '{row.n|int} 件 <b>', link: href, after: '，最久 "
             "{row.n} 天', who: '{row.who}'}\n"
             "  two: {kind: kpi, query: t, empty: e, label: 件数, value: v, format: int, sub: '/ {row.n|int}', mark: "
             "m, link: href}\n",
             "[[one]]\n\n[[two]]");
    kit_render_ok(&k);
    kit_contains(&k, "t.html",
                 "<li><span class=\"mark bad\">▼ 变差</span><span><a href=\"#one\">3 件 &lt;b&gt;</a>，最久 3 天</span>"
                 "<span class=\"who\">王**</span></li>");
    kit_contains(
        &k, "t.html",
        "<a class=\"kpi card\" href=\"#one\"><span class=\"label\">件数</span><span class=\"big\">12\xE2\x80\xAF"
        "345</span>"
        "<span class=\"sub\">/ 3</span><span class=\"mark bad\">▼ 变差</span></a>");
}
END_TEST

START_TEST(groups) {
    kit_file(&k, "sql/t.sql",
             "SELECT 'c1' AS g, 'a' AS x UNION ALL SELECT 'c1', 'b' UNION ALL SELECT 'c2', 'c' UNION ALL SELECT 'c3', "
             "'d' ORDER BY 1, 2");
    kit_page(&k, "t",
             "blocks:\n  one: {kind: rows, query: t, empty: e, cap: 2, group: g, heading: '户 {row.g}', columns: "
             "[{column: x, title: X}]}\n",
             "[[one]]");
    kit_render_ok(&k);
    kit_contains(&k, "t.html", "<h3>户 c1</h3>");
    kit_contains(&k, "t.html", "<h3>户 c2</h3>");
    kit_lacks(&k, "t.html", "<h3>户 c3</h3>");
    kit_contains(&k, "t.html", "显示 2 行，共 3 行");
}
END_TEST

START_TEST(sheets) { /* issue 3, 4: a sheet as the paper form is, with fields to fill in and boxes to sign */
    kit_file(
        &k, "sql/s.sql",
        "SELECT column1 AS sheet, column2 AS kind, column3 AS label, column4 AS value, column5 AS format FROM (VALUES "
        "('v1', 'field', '回访时间', '2026-10-03 09:05:00', 'datetime'), ('v1', 'wide', '<内容>', NULL, NULL), "
        "('v1', 'part', '审核', NULL, NULL), ('v1', 'sign', '客户签名', NULL, NULL), "
        "('v2', 'field', '回访时间', '2026-10-04 10:00:00', 'datetime'), ('v3', 'field', '回访时间', '', NULL))");
    kit_page(&k, "s",
             "blocks:\n  one:\n    kind: sheets\n    query: s\n    empty: e\n    cap: 2\n    group: sheet\n"
             "    heading: 《回访记录表》\n    heading_sub: '{row.sheet}'\n",
             "[[one]]");
    kit_render_ok(&k);
    kit_contains(&k, "s.html", "<section class=\"block sheets\" id=\"one\">");
    kit_contains(
        &k, "s.html",
        "<article class=\"sheet card\" id=\"sheet-v1\">\n<h3>《回访记录表》<span class=\"sub\">v1</span></h3>\n"
        "<dl>\n<div><dt>回访时间</dt><dd>2026-10-03 09:05</dd></div>\n"
        "<div class=\"wide\"><dt>&lt;内容&gt;</dt><dd></dd></div>\n<div class=\"part\">审核</div>\n"
        "<div class=\"sign\"><dt>客户签名</dt><dd></dd></div>\n</dl>\n</article>\n"
        "<article class=\"sheet card\" id=\"sheet-v2\">");
    kit_lacks(&k, "s.html", "sheet-v3");
    kit_contains(&k, "s.html", "<p class=\"cut\">");
}
END_TEST

START_TEST(sheets_need_their_columns) {
    kit_file(&k, "sql/s.sql", "SELECT 'v1' AS sheet, 'a' AS label");
    kit_page(&k, "s", "blocks:\n  one: {kind: sheets, query: s, empty: e, group: sheet, heading: h}\n", "[[one]]");
    kit_render(&k);
    ck_assert_int_eq((int)k.report.failed.n, 1);
    ck_assert_msg(strstr(k.report.failed.item[0].text, "the query s has no column «value»") != NULL, "%s",
                  k.report.failed.item[0].text);
}
END_TEST

START_TEST(chart) {
    kit_file(&k, "sql/t.sql",
             "SELECT '2026-08' AS x, 950000 AS value, 95 AS num, 100 AS den, 1000000 AS target, NULL AS note UNION ALL "
             "SELECT '2026-09', NULL, NULL, NULL, 1000000, NULL UNION ALL SELECT '2026-10', 914286, 352, 385, 1000000, "
             "'换班组' ORDER BY 1");
    kit_page(&k, "t",
             "blocks:\n  one: {kind: chart, query: t, chart: line, title: '维修 <回访率>', what: 维修回访率, by: 每月, "
             "format: percent, x_format: month}\n",
             "[[one]]");
    kit_render_ok(&k);
    ck_assert_int_eq(k.report.charts_drawn, 2); /* one for desktops, one for phones */
    kit_contains(&k, "t.html", "<section class=\"block chart card\" id=\"one\">");
    kit_contains(&k, "t.html", "<figcaption><b>维修 &lt;回访率&gt;</b><span>维修回访率");
    kit_contains(&k, "t.html", "<source media=\"(max-width: 640px)\" srcset=\"charts/");
    kit_contains(&k, "t.html", "<th scope=\"row\">2026年9月</th><td class=\"n\">—");
    kit_contains(&k, "t.html", "352");
    kit_contains(&k, "t.html", " alt=\"");
}
END_TEST

START_TEST(spark) {
    kit_file(&k, "sql/t.sql", "SELECT '93.1,92,,100!' AS s");
    kit_page(&k, "t",
             "blocks:\n  one: {kind: table, query: t, empty: e, columns: [{column: s, title: S, format: spark}]}\n",
             "[[one]]");
    kit_render_ok(&k);
    ck_assert_int_eq(k.report.charts_drawn, 1);
    kit_contains(&k, "t.html", "<img class=\"spark\" src=\"charts/");
    kit_contains(&k, "t.html", "alt=\"自 93.1 至 100.0，最低 92.0，最高 100.0，1 处无数据\"");
}
END_TEST

START_TEST(equal_charts_are_drawn_once) {
    kit_file(&k, "sql/t.sql", "SELECT '1,2,3' AS s UNION ALL SELECT '1,2,3' UNION ALL SELECT '1,2,4'");
    kit_page(&k, "t",
             "blocks:\n  one: {kind: table, query: t, empty: e, columns: [{column: s, title: S, format: spark}]}\n",
             "[[one]]");
    kit_render_ok(&k);
    ck_assert_int_eq(k.report.charts_drawn, 2);
}
END_TEST

/* ---- pages per row, links, languages ---- */

START_TEST(a_page_per_row) {
    kit_file(&k, "sql/departments.sql", "SELECT '工程部' AS name, 1 AS n UNION ALL SELECT 'A/B #1', 2 ORDER BY 1");
    kit_file(&k, "sql/one.sql",
             "SELECT :each_name AS name, :each_n + 1 AS next, :as_of AS as_of, :prev_month AS prev, :year_ago AS ago");
    kit_page(&k, "d", "path: 'departments/{each.name}.html'\neach: departments\nqueries: {one: one}\n",
             "# {each.name} {one.name} {one.next} {one.as_of} {one.prev} {one.ago}\n\n[首页](index.html)");
    kit_page(&k, "t",
             "blocks:\n  one: {kind: table, query: departments, empty: e, columns: [{column: name, title: N, link: "
             "'departments/{row.name}.html'}]}\n",
             "[[one]]");
    kit_render_ok(&k);
    kit_contains(&k, "departments/工程部.html", "工程部 工程部 2 2026-10-31 2026-09 2025-10</h1>");
    kit_contains(&k, "departments/工程部.html", "<p><a href=\"../index.html\">首页</a></p>");
    kit_contains(&k, "departments/工程部.html", "href=\"../assets/style.css\"");
    kit_contains(&k, "departments/A／B ＃1.html", "A/B #1 A/B #1 3");
    kit_contains(&k, "t.html", "<a href=\"departments/A%EF%BC%8FB%20%EF%BC%831.html\">A/B #1</a>");
}
END_TEST

/* A column without a type holds integers and text side by side; a row's number must find the number again. */
START_TEST(a_number_of_a_row_stays_one) {
    kit_file(&k, "edition/night.sql", "CREATE TABLE t (g); INSERT INTO t VALUES (7), ('8');");
    kit_file(&k, "sql/e.sql", "SELECT g FROM t ORDER BY 1");
    kit_file(&k, "sql/n.sql", "SELECT count(*) AS n, typeof(:each_g) AS type FROM t WHERE g = :each_g");
    kit_page(&k, "p", "path: 'p/{each.g}.html'\neach: e\nqueries: {n: n}\n", "{n.n} {n.type}");
    kit_render_ok(&k);
    kit_contains(&k, "p/7.html", "<p>1 integer</p>");
    kit_contains(&k, "p/8.html", "<p>1 text</p>");
}
END_TEST

START_TEST(a_link_to_no_page_is_text) {
    kit_file(&k, "sql/t.sql", "SELECT 'gone/x.html' AS href, 'x' AS a");
    kit_page(&k, "t",
             "blocks:\n  one: {kind: table, query: t, empty: e, columns: [{column: a, title: A, link: href}]}\n",
             "[[one]] \n\n[p](gone.html)");
    kit_render_ok(&k);
    kit_contains(&k, "t.html", "<td data-label=\"A\">x</td>");
    kit_contains(&k, "t.html", "<p>p</p>");
    ck_assert_uint_eq(k.report.dead.n, 2);
    ck_assert_str_eq(k.report.dead.item[0].text, "gone/x.html");
}
END_TEST

START_TEST(a_dead_link_of_the_layout_stops_the_site) {
    kit_file(&k, "layout.html", "<html><body><a href=\"{{root}}gone.html\">x</a>{{&body}}</body></html>");
    struct err e = kit_render(&k);
    ck_assert_int_eq(e.code, ERR_VERIFY);
    ck_assert_msg(strstr(e.text, "index.html: the link to gone.html leads nowhere") != NULL, "%s", e.text);
    ck_assert(!kit_has(&k, "index.html"));
}
END_TEST

START_TEST(the_layout_links_to_pages_that_are_there) {
    kit_file(&k, "layout.html",
             "<html><body>{{#page.m}}<a "
             "href=\"{{page.m}}\">m</a>{{/page.m}}{{^page.m}}none{{/page.m}}{{&body}}</body></html>");
    kit_file(&k, "sql/m.sql",
             _i ? "SELECT '2026-09' AS month UNION ALL SELECT '2026-10' ORDER BY 1" : "SELECT '' AS month WHERE 0");
    kit_page(&k, "m", "path: 'm/{each.month}.html'\neach: m\n", "x");
    kit_render_ok(&k);
    kit_contains(&k, "index.html", _i ? "<a href=\"m/2026-10.html\">m</a>" : "none");
}
END_TEST

START_TEST(a_missing_place_is_reported) {
    kit_page(&k, "t", "", "[a](index.html#nowhere)\n\n[b](index.html#s1)");
    kit_render_ok(&k);
    ck_assert_uint_eq(k.report.dead.n, 1);
    ck_assert_str_eq(k.report.dead.item[0].text, "index.html#nowhere");
}
END_TEST

START_TEST(every_page_says_where_it_is) {
    kit_render_ok(&k);
    kit_contains(&k, "index.html", "<html lang=\"zh-CN\">");
    kit_contains(&k, "index.html", "锦湖 &amp; &lt;物业&gt; 2026-10-31 next 11-02 02:30 测试规程（1）");
    kit_contains(&k, "index.html", "<a href=\"index.html\" aria-current=\"page\">首页</a>");
    k.config.next_update = NULL;
    k.config.digest[0]++;
    k.options.language_set = true;
    k.options.language = LANG_EN;
    kit_render_ok(&k);
    kit_contains(&k, "index.html", "<html lang=\"en\">");
    kit_contains(&k, "index.html", "2026-10-31  Test rule (1)");
    kit_contains(&k, "index.html", ">Home</a>");
}
END_TEST

START_TEST(two_pages_of_one_path) {
    kit_file(&k, "sql/d.sql", "SELECT 'A/B' AS name UNION ALL SELECT 'A／B'");
    kit_page(&k, "d", "path: 'd/{each.name}.html'\neach: d\n", "x");
    struct err e = kit_render(&k);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    ck_assert_uint_eq(k.report.failed.n, 1);
    ck_assert_msg(strstr(k.report.failed.item[0].text, "two pages are named «d/A／B.html»") != NULL, "%s",
                  k.report.failed.item[0].text);
}
END_TEST

Suite *suite_pages(void) {
    Suite *s = suite_create("pages");
    TCase *t = tcase_create("pages");
    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, wrong_declarations, 0, 16);
    tcase_add_test(t, a_language_must_be_there);
    tcase_add_test(t, table);
    tcase_add_test(t, a_cap_is_never_silent);
    tcase_add_test(t, an_optional_column);
    tcase_add_test(t, a_query_may_limit_itself);
    tcase_add_loop_test(t, empty_blocks_say_so, 0, 4);
    tcase_add_test(t, list_and_figures);
    tcase_add_test(t, groups);
    tcase_add_test(t, sheets);
    tcase_add_test(t, sheets_need_their_columns);
    tcase_add_test(t, chart);
    tcase_add_test(t, spark);
    tcase_add_test(t, equal_charts_are_drawn_once);
    tcase_add_test(t, a_page_per_row);
    tcase_add_test(t, a_number_of_a_row_stays_one);
    tcase_add_test(t, a_link_to_no_page_is_text);
    tcase_add_test(t, a_dead_link_of_the_layout_stops_the_site);
    tcase_add_loop_test(t, the_layout_links_to_pages_that_are_there, 0, 2);
    tcase_add_test(t, a_missing_place_is_reported);
    tcase_add_test(t, every_page_says_where_it_is);
    tcase_add_test(t, two_pages_of_one_path);
    suite_add_tcase(s, t);
    return s;
}
