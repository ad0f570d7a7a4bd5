/* The painters: decision 7 (words as <text>, no glyph outlines, same bytes whatever was drawn before), decision 6 (same
 * bytes), reliability.md K1 (text of the data stays text), K9 (no ids), K4 (no outside reference); golden geometry. */
#include "base/file.h"
#include "tests/charts/sample.h"
#include "tests/charts/suites.h"
#include <stdio.h>
#include <stdlib.h>

static void make(struct sample *s, enum chart_kind kind) {
    int series = kind == CHART_PARETO || kind == CHART_SPARK || kind == CHART_ROWS ? 1 : kind == CHART_LEVELS ? 5 : 2;
    bool names = kind == CHART_ROWS || kind == CHART_LEVELS || kind == CHART_PARETO;
    sample_init(s, kind, names ? 5 : 13, series, names ? LABELS_NAMES : LABELS_MONTHS);
    sample_fill(s);
    s->chart.title = STR_LIT("三号院工程部欠访最多");
    s->value[0][1].bad = true;
    s->value[0][2].v = CHART_GAP;
    s->value[0][s->chart.n_categories - 1].provisional = true;
    for (int i = 0; i < s->chart.n_categories; i++) s->target[i] = 30, s->band[i] = (struct chart_band){10, 20, 30};
    s->chart.target = s->target;
    s->chart.band = kind == CHART_LINE ? s->band : NULL;
}

static void svg(const struct chart *c, struct buf *b) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    paint_svg(sample_place(c, &a), b, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    arena_release(&a);
}

START_TEST(same_chart_same_bytes) {
    struct sample s, other;
    struct buf first, again;
    buf_init(&first);
    buf_init(&again);
    make(&s, (enum chart_kind)_i);
    svg(&s.chart, &first);
    for (int k = 0; k < CHART_KINDS; k++) { /* after every other kind, and after itself */
        make(&other, (enum chart_kind)k);
        svg(&other.chart, &again);
        buf_reset(&again);
        svg(&s.chart, &again);
        ck_assert_str_eq(first.p, again.p);
        buf_reset(&again);
    }
    struct err e = {0};
    struct fonts *fresh = fonts_open(&e); /* nothing measured yet */
    struct arena a;
    arena_init(&a);
    paint_svg(place_marks(fresh, &s.chart, &a, &e), &again, &e);
    ck_assert_str_eq(first.p, again.p);
    arena_release(&a);
    fonts_close(fresh);
    buf_release(&first);
    buf_release(&again);
}
END_TEST

/* Whether the document is well-formed, for the XML that we write: tags nest, attributes are quoted, & begins one of the
 * five entities, < stands nowhere else. */
static const char *attributes_end(const char *p) {
    while (*p == ' ') {
        p++;
        size_t name = strspn(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-:");
        if (!name || p[name] != '=' || p[name + 1] != '"') return NULL;
        p += name + 2;
        while (*p && *p != '"' && *p != '<') p++;
        if (*p++ != '"') return NULL;
    }
    return p;
}

static bool is_entity(const char *p) {
    static const char *const known[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    for (int i = 0; i < 5; i++)
        if (strncmp(p, known[i], strlen(known[i])) == 0) return true;
    return false;
}

static bool well_formed(const char *p) {
    char open[16][16];
    int depth = 0, roots = 0;
    for (; *p; p++) {
        if (*p == '&' && !is_entity(p)) return false;
        if (*p != '<') continue;
        bool close = p[1] == '/';
        const char *name = p + 1 + close;
        size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz");
        if (!n || n > 15) return false;
        if (close) {
            if (!depth || strncmp(open[--depth], name, n) != 0 || open[depth][n] || name[n] != '>') return false;
            p = name + n;
            continue;
        }
        if (!depth) roots++;
        const char *end = attributes_end(name + n);
        if (!end) return false;
        if (*end == '/') {
            end++;
        } else if (depth < 16) {
            memcpy(open[depth], name, n);
            open[depth++][n] = 0;
        }
        if (*end != '>') return false;
        p = end;
    }
    return depth == 0 && roots == 1;
}

START_TEST(svg_is_plain) {
    struct sample s;
    struct buf b;
    buf_init(&b);
    make(&s, (enum chart_kind)_i);
    svg(&s.chart, &b);
    ck_assert_msg(well_formed(b.p), "%s", b.p);
    static const char *const never[] = {"<symbol", "<use", "<image", "<script", "href",
                                        "url(",    " id=", "style=", "glyph",   "http://www.w3.org/1999"};
    for (int i = 0; i < 10; i++) ck_assert_msg(!strstr(b.p, never[i]), "%s in the file", never[i]);
    ck_assert_ptr_nonnull(strstr(b.p, "<title>三号院工程部欠访最多</title>"));
    ck_assert_ptr_nonnull(strstr(b.p, "<desc>维修回访率，件；"));
    ck_assert_ptr_nonnull(strstr(b.p, "prefers-color-scheme:dark"));
    if (_i != CHART_SPARK) ck_assert_ptr_nonnull(strstr(b.p, "</text>"));
    ck_assert_uint_lt(b.n, 12000); /* a few KB */
    buf_release(&b);
}
END_TEST

/* K1: markup in a name is a name. */
START_TEST(text_stays_text) {
    struct sample s;
    struct buf b;
    buf_init(&b);
    make(&s, CHART_ROWS);
    s.category[1].name = STR_LIT("<script>\"'&]]>");
    s.chart.title = STR_LIT("</title><svg onload=x>");
    s.category[2].name = STR_LIT("\xFF\x01\xED\xA0\x80");
    svg(&s.chart, &b);
    ck_assert_msg(well_formed(b.p), "%s", b.p);
    ck_assert_ptr_null(strstr(b.p, "<script"));
    ck_assert_ptr_nonnull(strstr(b.p, "&lt;script&gt;&quot;&#39;&amp;]]&gt;"));
    ck_assert_ptr_nonnull(strstr(b.p, "<title>&lt;/title&gt;&lt;svg onload=x&gt;</title>"));
    buf_release(&b);
}
END_TEST

START_TEST(colours_are_distinct) {
    for (int i = 0; i < ROLES; i++)
        for (int k = 0; k < i; k++) ck_assert_uint_ne(theme_light((enum role)i), theme_light((enum role)k));
}
END_TEST

/* Relative luminance and contrast of WCAG 2.1. */
static double luminance(uint32_t c) {
    static const double weight[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double v = (c >> (16 - 8 * i) & 255) / 255.0;
        sum += weight[i] * (v <= 0.03928 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(uint32_t a, uint32_t b) {
    double x = luminance(a), y = luminance(b);
    return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

/* Words: at least 4.5 to 1 on what they stand on, in light and dark; what stands for data: 3 to 1 on paper. */
START_TEST(contrast_is_enough) {
    static const enum role words[][2] = {
        {ROLE_INK, ROLE_PAPER},   {ROLE_INK2, ROLE_PAPER},  {ROLE_BAD, ROLE_PAPER},     {ROLE_BRAND, ROLE_PAPER},
        {ROLE_CALM, ROLE_PAPER},  {ROLE_PAPER, ROLE_BRAND}, {ROLE_PAPER, ROLE_BAD},     {ROLE_PAPER, ROLE_GOOD},
        {ROLE_PAPER, ROLE_CALM},  {ROLE_INK, ROLE_TINT},    {ROLE_INK, ROLE_GOOD_TINT}, {ROLE_INK, ROLE_BAD_TINT},
        {ROLE_INK, ROLE_NEUTRAL}, {ROLE_INK, ROLE_HEAT1},   {ROLE_INK, ROLE_HEAT2},     {ROLE_INK, ROLE_HEAT3},
        {ROLE_PAPER, ROLE_HEAT4}, {ROLE_PAPER, ROLE_HEAT5}, {ROLE_INK, ROLE_BAND},      {ROLE_INK, ROLE_MUTE},
    };
    static const enum role data[] = {ROLE_BRAND, ROLE_CALM, ROLE_INK, ROLE_INK2, ROLE_BAD, ROLE_GOOD};
    for (int i = 0; i < 20; i++) {
        ck_assert_double_ge(contrast(theme_light(words[i][0]), theme_light(words[i][1])), 4.5);
        ck_assert_double_ge(contrast(theme_dark(words[i][0]), theme_dark(words[i][1])), 4.5);
    }
    for (int i = 0; i < 6; i++) {
        ck_assert_double_ge(contrast(theme_light(data[i]), theme_light(ROLE_PAPER)), 3);
        ck_assert_double_ge(contrast(theme_dark(data[i]), theme_dark(ROLE_PAPER)), 3);
    }
    for (int i = ROLE_HEAT1; i < ROLE_HEAT5; i++) { /* each step is darker, and visibly */
        double step = contrast(theme_light((enum role)i), theme_light((enum role)(i + 1)));
        ck_assert(luminance(theme_light((enum role)i)) > luminance(theme_light((enum role)(i + 1))) && step > 1.15);
    }
}
END_TEST

START_TEST(png_and_pdf) {
    struct sample s;
    struct arena a;
    struct buf png, pdf, again;
    struct err e = {0};
    arena_init(&a);
    buf_init(&png);
    buf_init(&pdf);
    buf_init(&again);
    make(&s, (enum chart_kind)_i);
    s.chart.heading = true;
    struct marks *m = sample_place(&s.chart, &a);
    paint_png(sample_fonts(), m, 2, &png, &e);
    paint_png(sample_fonts(), m, 2, &again, &e);
    ck_assert(!err_is(&e) && png.n > 500 && memcmp(png.p, "\x89PNG\r\n\x1a\n", 8) == 0);
    ck_assert(png.n == again.n && memcmp(png.p, again.p, png.n) == 0);
    for (int round = 0; round < 2; round++) {
        struct buf *out = round ? &again : &pdf;
        buf_reset(out);
        struct paint_pdf *p = paint_pdf_open(595, 842, STR_LIT("简报"), "2026-11-01T02:30:00+08:00", &e);
        paint_pdf_chart(p, sample_fonts(), m, 40, 40, 515);
        paint_pdf_page(p);
        paint_pdf_close(p, out, &e);
    }
    ck_assert(!err_is(&e) && str_starts(buf_view(&pdf), "%PDF-") && pdf.n > 1000);
    ck_assert_msg(pdf.n == again.n && memcmp(pdf.p, again.p, pdf.n) == 0, "the PDF differs from itself");
    buf_release(&png);
    buf_release(&pdf);
    buf_release(&again);
    arena_release(&a);
}
END_TEST

static const char *const kind_name[CHART_KINDS] = {"line",   "bars", "stack", "rows",
                                                   "levels", "heat", "spark", "pareto"};

/* The golden geometry of each kind: a change of layout shows here as a diff to be looked at and agreed to. To write the
 * files anew: CHARTS_GOLDEN=write in the environment of the test. */
START_TEST(golden_geometry) {
    struct sample s;
    struct arena a;
    struct buf got, want;
    struct err e = {0};
    char path[128];
    arena_init(&a);
    buf_init(&got);
    buf_init(&want);
    make(&s, (enum chart_kind)_i);
    marks_dump(sample_place(&s.chart, &a), &got);
    snprintf(path, sizeof path, "tests/charts/golden/%s.txt", kind_name[_i]);
    if (getenv("CHARTS_GOLDEN")) file_write(path, buf_view(&got), false, &e);
    file_read(path, 1 << 20, &want, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    ck_assert_msg(strcmp(got.p, want.p) == 0, "%s differs; now it is\n%s", path, got.p);
    buf_release(&got);
    buf_release(&want);
    arena_release(&a);
}
END_TEST

Suite *suite_paint(void) {
    Suite *s = suite_create("paint");
    TCase *t = tcase_create("paint");
    tcase_add_loop_test(t, same_chart_same_bytes, 0, CHART_KINDS);
    tcase_add_loop_test(t, svg_is_plain, 0, CHART_KINDS);
    tcase_add_test(t, text_stays_text);
    tcase_add_test(t, colours_are_distinct);
    tcase_add_test(t, contrast_is_enough);
    tcase_add_loop_test(t, png_and_pdf, 0, CHART_KINDS);
    tcase_add_loop_test(t, golden_geometry, 0, CHART_KINDS);
    suite_add_tcase(s, t);
    return s;
}
