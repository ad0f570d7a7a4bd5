/* The parts that pages stand on: paths and links, the layout's tags, the manifest, the link checker. */
#include "site/layout.h"
#include "site/link_check.h"
#include "site/manifest.h"
#include "site/url.h"
#include "tests/site/kit.h"

/* ---- url ---- */

START_TEST(paths_that_may_be_written) {
    static const struct {
        const char *path;
        bool ok;
    } cases[] = {{"index.html", true},
                 {"departments/工程部.html", true},
                 {"data/2026-10/obligations.csv", true},
                 {"", false},
                 {"/etc/passwd", false},
                 {"../x.html", false},
                 {"a/../b.html", false},
                 {"a//b.html", false},
                 {"a/./b.html", false},
                 {"a\\b.html", false},
                 {"c:x.html", false},
                 {"a?b.html", false},
                 {"a#b.html", false},
                 {"a%2fb.html", false},
                 {"a\nb.html", false},
                 {"a /b.html", false},
                 {"a./b.html", false},
                 {"a|b", false}};
    ck_assert_int_eq(url_path_ok(str_of(cases[_i].path)), cases[_i].ok);
}
END_TEST

START_TEST(values_in_paths) {
    static const struct {
        const char *value, *part;
    } cases[] = {{"工程部", "工程部"}, {"A/B", "A／B"},       {"..", "_.."},  {"", "_"},
                 {" x ", "x"},         {"50%#?", "50％＃？"}, {"a:b", "a：b"}};
    struct buf b;
    buf_init(&b);
    url_part(&b, str_of(cases[_i].value));
    ck_assert_str_eq(b.p, cases[_i].part);
    buf_release(&b);
}
END_TEST

START_TEST(relative_links_lead_back) {
    static const struct {
        const char *from, *to, *href;
    } cases[] = {{"index.html", "months/2026-10.html#missed", "months/2026-10.html#missed"},
                 {"months/2026-10.html", "index.html", "../index.html"},
                 {"months/2026-10.html", "months/2026-09.html", "2026-09.html"},
                 {"months/2026-10.html", "departments/工程部.html", "../departments/%E5%B7%A5%E7%A8%8B%E9%83%A8.html"},
                 {"a/b/c.html", "a/d.html", "../d.html"},
                 {"a/b.html", "a/b.html", "b.html"},
                 {"a/b.html", "a/b.html#x y", "#x%20y"},
                 {"a/b.html", "#欠访", "#%E6%AC%A0%E8%AE%BF"},
                 {"ab/x.html", "abc/y.html", "../abc/y.html"},
                 {"index.html", "a b&c.html", "a%20b%26c.html"}};
    struct buf href, back;
    buf_init(&href);
    buf_init(&back);
    url_relative(&href, str_of(cases[_i].from), str_of(cases[_i].to));
    ck_assert_str_eq(href.p, cases[_i].href);
    ck_assert(url_resolve(&back, str_of(cases[_i].from), buf_view(&href)));
    struct str whole = str_of(cases[_i].to);
    const char *want = str_starts(whole, "#") ? "a/b.html#欠访" : cases[_i].to;
    ck_assert_str_eq(back.p, want);
    buf_release(&href);
    buf_release(&back);
}
END_TEST

START_TEST(references_that_leave_the_site) {
    static const char *const cases[] = {"../x.html", "a/../../x.html", "a//b.html", "%zz.html", "%4"};
    struct buf b;
    buf_init(&b);
    ck_assert(!url_resolve(&b, STR_LIT("index.html"), str_of(cases[_i])));
    buf_release(&b);
}
END_TEST

START_TEST(schemes) {
    static const struct {
        const char *ref, *scheme;
        bool ok;
    } cases[] = {{"https://example.org", "https", true},
                 {"HTTP://x", "HTTP", true},
                 {"mailto:a@b", "mailto", true},
                 {"javascript:alert(1)", "javascript", false},
                 {" \tjavascript:x", "javascript", false},
                 {"data:text/html,x", "data", false},
                 {"//host/x", "//", false},
                 {"months/2026-10.html", NULL, false},
                 {"a/b:c.html", NULL, false},
                 {"#x:y", NULL, false}};
    struct str s = url_scheme(str_of(cases[_i].ref));
    if (!cases[_i].scheme) ck_assert_ptr_null(s.p);
    else ck_assert(str_is(s, cases[_i].scheme));
    ck_assert_int_eq(url_scheme_ok(s), cases[_i].ok);
}
END_TEST

/* ---- layout ---- */

static struct err expand(const char *source, struct buf *out) {
    struct err e = {0};
    struct arena a;
    arena_init(&a);
    struct word_list words;
    word_list_read(&words, &a, STR_LIT("home: 首页 <b>\n"), STR_LIT("home: Home\n"), &e);
    struct layout_key key[] = {
        {"title", STR_LIT("a<b>&\""), false}, {"body", STR_LIT("<p>x</p>"), true}, {"empty", STR_LIT(""), false}};
    layout_expand(out, "layout.html", str_of(source), key, 3, &words, LANG_ZH, &e);
    arena_release(&a);
    return e;
}

START_TEST(layout_tags) {
    static const struct {
        const char *source, *want;
    } cases[] = {{"<title>{{title}}</title>", "<title>a&lt;b&gt;&amp;&quot;</title>"},
                 {"{{&body}}", "<p>x</p>"},
                 {"{{body}}", "&lt;p&gt;x&lt;/p&gt;"},
                 {"{{w.home}}", "首页 &lt;b&gt;"},
                 {"[{{#title}}{{title}}{{/title}}]", "[a&lt;b&gt;&amp;&quot;]"},
                 {"[{{#empty}}x {{title}}{{/empty}}]", "[]"},
                 {"[{{^empty}}none{{/empty}}]", "[none]"},
                 {"[{{^title}}none{{/title}}]", "[]"},
                 {"{ }} {", "{ }} {"}};
    struct buf b;
    buf_init(&b);
    struct err e = expand(cases[_i].source, &b);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    ck_assert_str_eq(b.p, cases[_i].want);
    buf_release(&b);
}
END_TEST

START_TEST(layout_errors) {
    static const struct {
        const char *source, *want;
    } cases[] = {{"\n\n{{titel}}", "layout.html:3: unknown key {{titel}}"},
                 {"{{&title}}", "layout.html:1: {{&title}} is text"},
                 {"{{w.none}}", "the words files have no «none»"},
                 {"a\n{{title", "layout.html:2: found {{ without }}"},
                 {"{{#empty}}x", "{{#empty}} is not closed"}};
    struct buf b;
    buf_init(&b);
    struct err e = expand(cases[_i].source, &b);
    ck_assert_int_eq(e.code, ERR_CONFIG);
    ck_assert_msg(strstr(e.text, cases[_i].want) != NULL, "%s", e.text);
    buf_release(&b);
}
END_TEST

/* ---- manifest ---- */

START_TEST(manifest_reads_back) {
    struct manifest m = {0}, back;
    m.head = (struct manifest_head){.audience = STR_LIT("management"),
                                    .language = STR_LIT("zh-CN"),
                                    .as_of = STR_LIT("2026-10-31"),
                                    .started_at = STR_LIT("a \"quoted\" \\ \n\x01 line"),
                                    .analysis_run = 12,
                                    .run = 13,
                                    .failed = 2};
    memset(m.head.config, 'c', 64);
    memset(m.head.template_digest, 'd', 64);
    struct str uses[] = {STR_LIT("charts/a-1x2.svg"), STR_LIT("charts/b-1x2.svg")};
    struct manifest_file *f = manifest_add(&m);
    *f = (struct manifest_file){.path = STR_LIT("z/工程部.html"),
                                .size = 123456789012,
                                .page = STR_LIT("department"),
                                .uses = uses,
                                .n_uses = 2};
    memset(f->sha256, '1', 64);
    memset(f->input, '2', 64);
    f = manifest_add(&m);
    *f = (struct manifest_file){.path = STR_LIT("a.css"), .size = 0};
    memset(f->sha256, '3', 64);
    struct buf b, again;
    buf_init(&b);
    buf_init(&again);
    struct arena a;
    arena_init(&a);
    manifest_sort(&m);
    manifest_write(&m, &b);
    ck_assert(manifest_read(&back, &a, buf_view(&b)));
    manifest_write(&back, &again);
    ck_assert_str_eq(b.p, again.p);
    const struct manifest_file *z = manifest_find(&back, STR_LIT("z/工程部.html"));
    ck_assert_ptr_nonnull(z);
    ck_assert_int_eq(z->size, 123456789012);
    ck_assert_uint_eq(z->n_uses, 2);
    ck_assert_ptr_null(manifest_find(&back, STR_LIT("z")));
    manifest_release(&back);
    for (size_t n = 0; n + 2 < b.n; n += 1) { /* «exists» never means «complete»: no cut-off manifest reads */
        ck_assert(!manifest_read(&back, &a, str_n(b.p, n)));
    }
    manifest_release(&m);
    buf_release(&b);
    buf_release(&again);
    arena_release(&a);
}
END_TEST

START_TEST(manifest_refuses) {
    static const char *const cases[] = {"",
                                        "{}",
                                        "{\"format\":2,\"files\":[]}",
                                        "{\"format\":1,\"files\":[{}]}",
                                        "{\"format\":1,\"files\":[{\"path\":\"a\",\"size\":1}]}",
                                        "{\"format\":1,\"more\":1}",
                                        "[]",
                                        "{\"format\":1} x"};
    struct manifest m;
    struct arena a;
    arena_init(&a);
    ck_assert(!manifest_read(&m, &a, str_of(cases[_i])));
    ck_assert_uint_eq(m.n, 0);
    arena_release(&a);
}
END_TEST

/* ---- link checker ---- */

struct dead {
    int files, places;
};

static void count_dead(void *ctx, struct str page, struct str target, bool file) {
    (void)page, (void)target;
    struct dead *d = ctx;
    if (file) d->files++;
    else d->places++;
}

static bool has(void *ctx, struct str path) {
    (void)ctx;
    return str_is(path, "a/p.html") || str_is(path, "a/工 程.html") || str_is(path, "assets/style.css");
}

START_TEST(links_are_found) {
    static const struct {
        const char *html;
        int files, places;
    } cases[] = {{"<p id=\"x\">a</p><a href=\"#x\">x</a>", 0, 0},
                 {"<a href=\"#y\">x</a>", 0, 1},
                 {"<a href=\"%E5%B7%A5%20%E7%A8%8B.html\">x</a>", 0, 0},
                 {"<a href=\"missing.html\">x</a>", 1, 0},
                 {"<a class=\"n\" href=\"../b/missing.html#z\">x</a>", 1, 0},
                 {"<link rel=\"stylesheet\" href=\"../assets/style.css\"><img src=\"../charts/x.svg\">", 1, 0},
                 {"<picture><source media=\"(max-width: 640px)\" srcset=\"../charts/x.svg\"></picture>", 1, 0},
                 {"<a href=\"https://example.org/a\" rel=\"noreferrer\">x</a><a href=\"mailto:a@b\">m</a>", 0, 0},
                 {"a < b and href=\"missing.html\" in text", 0, 0},
                 {"<img src=\"data:image/svg+xml,x\">", 0, 0}};
    struct link_check l;
    struct err e = {0};
    struct dead d = {0, 0};
    link_check_init(&l);
    link_check_page(&l, STR_LIT("a/p.html"), str_of(cases[_i].html), &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    link_check_finish(&l, has, count_dead, &d);
    ck_assert_int_eq(d.files, cases[_i].files);
    ck_assert_int_eq(d.places, cases[_i].places);
    link_check_release(&l);
}
END_TEST

START_TEST(outside_requests_are_refused) {
    static const char *const cases[] = {
        "<img src=\"https://example.org/x.png\">",  "<script src=\"//example.org/x.js\"></script>",
        "<link href=\"http://example.org/x.css\">", "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"../../x.html\">x</a>",           "<a href=\"data:text/html,x\">x</a>",
        "<a href=\"file:///etc/passwd\">x</a>"};
    struct link_check l;
    struct err e = {0};
    link_check_init(&l);
    link_check_page(&l, STR_LIT("a/p.html"), str_of(cases[_i]), &e);
    ck_assert_int_eq(e.code, ERR_VERIFY);
    link_check_release(&l);
}
END_TEST

START_TEST(stylesheets_load_nothing) {
    static const struct {
        const char *css;
        bool ok;
    } cases[] = {{"body{color:red}", true},
                 {"a{background:url(data:image/png;base64,x)}", true},
                 {"a{background:url(\"data:x\")}", true},
                 {"@import \"x.css\";", false},
                 {"a{background:url(x.png)}", false},
                 {"a{background:url('https://e/x')}", false}};
    struct err e = {0};
    link_check_style(STR_LIT("assets/style.css"), str_of(cases[_i].css), &e);
    ck_assert_int_eq(!err_is(&e), cases[_i].ok);
}
END_TEST

Suite *suite_pieces(void) {
    Suite *s = suite_create("pieces");
    TCase *t = tcase_create("pieces");
    tcase_add_loop_test(t, paths_that_may_be_written, 0, 18);
    tcase_add_loop_test(t, values_in_paths, 0, 7);
    tcase_add_loop_test(t, relative_links_lead_back, 0, 10);
    tcase_add_loop_test(t, references_that_leave_the_site, 0, 5);
    tcase_add_loop_test(t, schemes, 0, 10);
    tcase_add_loop_test(t, layout_tags, 0, 9);
    tcase_add_loop_test(t, layout_errors, 0, 5);
    tcase_add_test(t, manifest_reads_back);
    tcase_add_loop_test(t, manifest_refuses, 0, 8);
    tcase_add_loop_test(t, links_are_found, 0, 10);
    tcase_add_loop_test(t, outside_requests_are_refused, 0, 7);
    tcase_add_loop_test(t, stylesheets_load_nothing, 0, 6);
    suite_add_tcase(s, t);
    return s;
}
