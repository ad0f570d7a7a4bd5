/* The template that the program carries: it reads without an error, its texts can be drawn, it refers to nothing
 * outside, and a company without a single event gets a whole site (issue 2 sections 6 and 7). */
#include "charts/fonts.h"
#include "site/link_check.h"
#include "site/page.h"
#include "tests/site/kit.h"

/* A character without a glyph in a text of the template fails here. SQL carries texts, too. */
START_TEST(every_character_has_a_glyph) {
    struct err e = {0};
    struct fonts *f = fonts_open(&e);
    ck_assert_msg(f != NULL, "%s", e.text);
    int files = 0;
    for (const struct embed_file *t = embed_site; t->path; t++, files++) {
        uint32_t first = 0;
        struct str bytes = str_n(t->bytes, t->n);
        for (struct str line; str_split(&bytes, '\n', &line);)
            ck_assert_msg(fonts_missing(f, line, &first) == 0, "%s: U+%04X has no glyph: %.*s", t->path,
                          (unsigned)first, STR_ARG(line));
    }
    ck_assert_int_gt(files, 5);
    fonts_close(f);
}
END_TEST

START_TEST(it_reads) {
    struct arena a;
    struct err e = {0};
    struct page_list pages;
    arena_init(&a);
    page_read_all(&pages, embed_site, &a, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    ck_assert_uint_gt(pages.n, 0);
    page_release(&pages);
    arena_release(&a);
}
END_TEST

START_TEST(it_loads_nothing_from_outside) {
    struct err e = {0};
    struct str css = embed_find(embed_site, "site-template/style.css"),
               layout = embed_find(embed_site, "site-template/layout.html");
    link_check_style(STR_LIT("style.css"), css, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    static const char *const needed[] = {
        "<!doctype html>",   "<html lang=\"{{lang}}\">", "<meta charset=\"utf-8\">",
        "name=\"viewport\"", "Content-Security-Policy",  "default-src 'none'",
        "img-src 'self'",    "style-src 'self'",         "name=\"robots\" content=\"noindex",
        "{{as_of}}",         "{{next_update}}",          "{{regulations}}",
        "{{hash}}",          "{{organisation}}",         "{{title}}"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        ck_assert_msg(memmem(layout.p, layout.n, needed[i], strlen(needed[i])) != NULL, "the layout lacks %s",
                      needed[i]);
    static const char *const refused[] = {"unsafe-inline", "unsafe-eval", "http://",  "https://",
                                          "<script>",      " style=\"",   " onclick="};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        ck_assert_msg(memmem(layout.p, layout.n, refused[i], strlen(refused[i])) == NULL, "the layout has %s",
                      refused[i]);
}
END_TEST

/* Two languages, an empty store: nothing fails, no link leads nowhere. */
START_TEST(an_empty_company_gets_a_site) {
    struct kit k;
    kit_open(&k);
    k.options.files = NULL;
    k.options.language_set = true;
    k.options.language = _i ? LANG_EN : LANG_ZH;
    kit_render_ok(&k);
    for (size_t i = 0; i < k.report.dead.n; i++)
        ck_abort_msg("%s: dead link %s", k.report.dead.item[i].where, k.report.dead.item[i].text);
    kit_contains(&k, "index.html", _i ? "<html lang=\"en\">" : "<html lang=\"zh-CN\">");
    kit_lacks(&k, "index.html", "{{");
    kit_close(&k);
}
END_TEST

Suite *suite_template(void) {
    Suite *s = suite_create("template");
    TCase *t = tcase_create("template");
    tcase_set_timeout(t, 120);
    tcase_add_test(t, every_character_has_a_glyph);
    tcase_add_test(t, it_reads);
    tcase_add_test(t, it_loads_nothing_from_outside);
    tcase_add_loop_test(t, an_empty_company_gets_a_site, 0, 2);
    suite_add_tcase(s, t);
    return s;
}
