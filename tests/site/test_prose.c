/* site/prose.c: Markdown with values in it (architecture.md decision 4, ecosystem.md 7). Expected HTML follows from
 * CommonMark and docs/pages.md. No value may become markup. */
#include "base/mem.h"
#include "site/prose.h"
#include "tests/site/kit.h"

static struct arena a;
static struct word_list words;

static void setup(void) {
    arena_init(&a);
    words = (struct word_list){0};
}
static void teardown(void) { arena_release(&a); }

static void put_block(void *ctx, struct str name, struct buf *out) {
    (void)ctx;
    buf_printf(out, "<block %.*s>\n", STR_ARG(name));
}

static bool put_link(void *ctx, struct str target, struct buf *href) {
    (void)ctx;
    if (str_starts(target, "missing")) return false;
    buf_str(href, target);
    return true;
}

/* The values that the texts below name: q.v = `value`, q.zero = 0, q.none = NULL, q.n = 12. */
static const char *html(const char *markdown, const char *value, struct err *e) {
    static const char *known_names[] = {"q"};
    struct names known = {known_names, 1};
    struct prose *p = prose_read(&a, "test.md", str_of(markdown), &known, e);
    const char *const col[] = {"v", "zero", "none", "n"};
    const char **own = arena_alloc(&a, sizeof col);
    memcpy(own, col, sizeof col);
    const struct str cell[] = {str_of(value), STR_LIT("0"), str_none(), STR_LIT("12")};
    struct scope_item item = {"q", answer_single(&a, "q", own, cell, 4), 0};
    struct scope scope = {&item, 1};
    struct format_context c = {LANG_ZH, &words, 0, 0};
    struct prose_host host = {NULL, put_block, put_link};
    struct buf b;
    buf_init(&b);
    if (!err_is(e)) prose_html(&b, p, &scope, &c, &host, e);
    const char *out = arena_cstr(&a, buf_view(&b));
    buf_release(&b);
    prose_release(p);
    return out;
}

static const struct {
    const char *markdown, *want;
} cases[] = {
    {"# 标题", "<h1 id=\"s1\">标题</h1>\n"},
    {"## 应访未访 {#missed}", "<h2 id=\"missed\">应访未访</h2>\n"},
    {"a\n\nb", "<p>a</p>\n<p>b</p>\n"},
    {"a **b** *c* `d`", "<p>a <strong>b</strong> <em>c</em> <code>d</code></p>\n"},
    {"- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"},
    {"3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"},
    {"> a", "<blockquote><p>a</p>\n</blockquote>"},
    {"---", "<hr>\n"},
    {"    code <b>", "<pre><code>code &lt;b&gt;\n</code></pre>\n"},
    /* values */
    {"应回访 {q.n|int} 件", "<p>应回访 12 件</p>\n"},
    {"**{q.n|int}** 件", "<p><strong>12</strong> 件</p>\n"},
    {"**{q.n|int}**件", "<p><strong>12</strong>件</p>\n"},
    {"{q.none} 件", "<p>— 件</p>\n"},
    {"\\{q.n\\}", "<p>{q.n}</p>\n"},
    {"[{q.n} 件](months/{q.n}.html#a)", "<p><a href=\"months/12.html#a\">12 件</a></p>\n"},
    /* emphasis beside Chinese punctuation, commonmark-spec#650 */
    {"**重要：**请回访", "<p><strong>重要：</strong>请回访</p>\n"},
    {"请看**“三号院”**的", "<p>请看<strong>“三号院”</strong>的</p>\n"},
    {"请看：**重要**的", "<p>请看：<strong>重要</strong>的</p>\n"},
    {"**91.4 %**的", "<p><strong>91.4 %</strong>的</p>\n"},
    {"*（注）*后", "<p><em>（注）</em>后</p>\n"},
    {"`**（注）**后`", "<p><code>**（注）**后</code></p>\n"},
    {"2 \\* 3", "<p>2 * 3</p>\n"},
    {"* 一\n* 二", "<ul>\n<li>一</li>\n<li>二</li>\n</ul>\n"},
    /* raw HTML is dropped, links are looked at */
    {"<script>alert(1)</script>", ""},
    {"a <b onclick=\"x\">c</b>", "<p>a c</p>\n"},
    {"[x](javascript:alert(1))", "<p>x</p>\n"},
    {"[x](<data:text/html,y>)", "<p>x</p>\n"},
    {"[x](https://example.org/?a=1&b=2)",
     "<p><a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noreferrer\">x</a></p>\n"},
    {"[x](missing.html)", "<p>x</p>\n"},
    {"![words](http://example.org/x.png)", "<p>words</p>\n"},
    /* blocks */
    {"[[one]]", "<block one>\n"},
    {"[[one]] [[two]]", "<div class=\"two\">\n<block one>\n<block two>\n</div>\n"},
    {"[[one]]\n[[two]]", "<div class=\"two\">\n<block one>\n<block two>\n</div>\n"},
    /* conditions */
    {"[?q.n] has", "<p>has</p>\n"},
    {"[?q.zero] has", ""},
    {"[?q.none] has", ""},
    {"[!q.zero] none", "<p>none</p>\n"},
    {"[!q.n] none", ""},
    {"[?q.n] [!q.zero] both", "<p>both</p>\n"},
    {"[?q.n] [?q.zero] both", ""},
    {"- [?q.zero] a\n- [?q.n] b", "<ul>\n<li>b</li>\n</ul>\n"},
    {"## [?q.zero] A\n\ntext\n\n### B\n\n[[one]]\n\n## C", "<h2 id=\"s1\">C</h2>\n"},
    {"## [?q.n] A {#a}\n\ntext", "<h2 id=\"a\">A</h2>\n<p>text</p>\n"},
    {"see [1] and [a](b.html)", "<p>see [1] and <a href=\"b.html\">a</a></p>\n"},
};

START_TEST(markdown) {
    struct err e = {0};
    const char *out = html(cases[_i].markdown, "x", &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    ck_assert_str_eq(out, cases[_i].want);
}
END_TEST

/* Whatever a customer, a department or a complaint is called, it stands on the page as these characters. */
static const struct {
    const char *value, *text, *path;
} hostile[] = {
    {"**bold**", "**bold**", "a/＊＊bold＊＊.html"},
    {"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;", "a/＜script＞alert(1)＜／script＞.html"},
    {"](javascript:alert(1))", "](javascript:alert(1))", "a/](javascript：alert(1)).html"},
    {"[x](http://e)", "[x](http://e)", "a/[x](http：／／e).html"},
    {"\" onmouseover=\"x", "&quot; onmouseover=&quot;x", "a/＂ onmouseover=＂x.html"},
    {"{q.n|int}", "{q.n|int}", "a/{q.n｜int}.html"},
    {"[[one]]", "[[one]]", "a/[[one]].html"},
    {"# h\n\n- x", "# h\n\n- x", "a/＃ h- x.html"},
    {"\xEE\x80\x80", "\xEE\x80\x80", "a/\xEE\x80\x80.html"}, /* U+E000, the first character that stands for a value */
    {"&lt;b&gt;", "&amp;lt;b&amp;gt;", "a/&amp;lt;b&amp;gt;.html"},
    {"\\", "\\", "a/＼.html"},
    {"../../x", "../../x", "a/..／..／x.html"},
};

START_TEST(values_are_never_markup) {
    struct err e = {0};
    const char *out = html("**{q.v}**\n\n[t](a/{q.v}.html)", hostile[_i].value, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    ck_assert_str_eq(out, arena_printf(&a, "<p><strong>%s</strong></p>\n<p><a href=\"%s\">t</a></p>\n",
                                       hostile[_i].text, hostile[_i].path));
}
END_TEST

START_TEST(values_are_no_addresses) {
    static const char *const cases_[] = {"javascript:alert(1)", "https://example.org", "data:x,y", "//example.org/x",
                                         " javascript:x"};
    struct err e = {0};
    ck_assert_str_eq(html("[t]({q.v})", cases_[_i], &e), "<p>t</p>\n");
}
END_TEST

START_TEST(mistakes_name_their_line) {
    static const struct {
        const char *markdown, *want;
    } cases_[] = {{"a\n\n{r.x}", "test.md:3: {r.x}: there is no query «r» here; known: q"},
                  {"{q.n|percents}", "test.md:1: {q.n|percents}: unknown format «percents»; known: text, int"},
                  {"a\n{q.n", "test.md:2: found { without }"},
                  {"{q}", "expected {query.column}"},
                  {"[?r.x] a", "there is no query «r»"},
                  {"text [[one]]", "gets its own paragraph"},
                  {"- [[one]]", "gets its own paragraph"},
                  {"a \xEE\x80\x80", "U+E000"},
                  {"{q.unknown}", "the query q has no column «unknown»"}};
    struct err e = {0};
    html(cases_[_i].markdown, "x", &e);
    ck_assert_int_eq(e.code, ERR_CONFIG);
    const char *want =
        strcmp(cases_[_i].want, "gets its own paragraph") == 0 ? "give it a paragraph of its own" : cases_[_i].want;
    ck_assert_msg(strstr(e.text, want) != NULL, "%s", e.text);
}
END_TEST

Suite *suite_prose(void) {
    Suite *s = suite_create("prose");
    TCase *t = tcase_create("prose");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, markdown, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_loop_test(t, values_are_never_markup, 0, (int)(sizeof hostile / sizeof *hostile));
    tcase_add_loop_test(t, values_are_no_addresses, 0, 5);
    tcase_add_loop_test(t, mistakes_name_their_line, 0, 9);
    suite_add_tcase(s, t);
    return s;
}
