/* Words and tables made from a chart's numbers (issue 2, section 6: what, unit, period; alternative text from the
 * numbers; data as a table), and texts made fit to be drawn (glyphs, 〓). Expected strings are written by hand. */
#include "charts/chart_words.h"
#include "tests/charts/sample.h"
#include "tests/charts/suites.h"

START_TEST(numbers) {
    static const struct {
        double v;
        int decimals;
        const char *want;
    } c[] = {
        {91.4, 1, "91.4"}, {100, 1, "100.0"},         {12.35, 1, "12.4"}, /* half away from zero */
        {0.05, 1, "0.1"},  {-0.05, 1, "−0.1"},        {-0.04, 1, "0.0"},
        {3120, 0, "3120"}, {10000, 0, "10\u2009000"}, {1234567.5, 1, "1\u2009234\u2009567.5"},
        {NAN, 1, "—"},     {INFINITY, 0, "—"},        {0, 0, "0"},
        {2.5, 0, "3"},     {-12, 0, "−12"},
    };
    struct buf b;
    buf_init(&b);
    chart_number(&b, c[_i].v, c[_i].decimals);
    ck_assert_str_eq(b.p, c[_i].want);
    buf_release(&b);
}
END_TEST
enum { N_NUMBERS = 14 };

START_TEST(limits_have_no_more_decimals_than_needed) {
    struct chart c = {.unit = CHART_PERCENT, .decimals = 1};
    struct buf b;
    buf_init(&b);
    chart_limit(&c, &b, 100, true);
    buf_byte(&b, '|');
    chart_limit(&c, &b, 97.5, false);
    ck_assert_str_eq(b.p, "100 %|97.5");
    buf_release(&b);
}
END_TEST

/* The sketch's line: 13 months, the last one running and bad, a gap in month 6. */
static void sketch(struct sample *s) {
    static const double v[] = {95, 95.8, 94.6, 95.2, 96.8, 96, 95.4, 97, 96.2, 98, 96, 96.9, 91.4};
    sample_init(s, CHART_LINE, 13, 1, LABELS_MONTHS);
    s->chart.unit = CHART_PERCENT;
    s->chart.unit_name = str_none();
    s->chart.decimals = 1;
    s->chart.target = s->target;
    s->chart.band = s->band;
    for (int i = 0; i < 13; i++) {
        s->value[0][i].v = v[i];
        s->target[i] = 100;
        s->band[i] = (struct chart_band){92.6, 96, 99.4};
    }
    s->series[0].name = str_none();
    s->value[0][5].v = CHART_GAP;
    s->value[0][12].bad = s->value[0][12].provisional = true;
    s->value[0][12].num = 352;
    s->value[0][12].den = 385;
    s->chart.note = s->note;
    s->chart.n_notes = 1;
    s->note[0] = (struct chart_note){8, STR_LIT("6-01 三号院换班组")};
    s->chart.category_head = STR_LIT("月份");
}

START_TEST(subtitle_says_what_unit_period) {
    struct sample s;
    struct buf b;
    buf_init(&b);
    sketch(&s);
    chart_subtitle(&s.chart, &b);
    ck_assert_str_eq(b.p, "维修回访率，%；每月，2025年10月至2026年10月");
    buf_reset(&b);
    s.chart.by = str_none();
    chart_subtitle(&s.chart, &b);
    ck_assert_str_eq(b.p, "维修回访率，%；2025年10月至2026年10月");
    buf_reset(&b);
    s.chart.kind = CHART_ROWS;
    s.chart.timeline = false;
    s.chart.by = STR_LIT("按部门");
    chart_subtitle(&s.chart, &b);
    ck_assert_str_eq(b.p, "维修回访率，%；按部门");
    buf_reset(&b);
    s.chart.by = str_none();
    chart_subtitle(&s.chart, &b);
    ck_assert_str_eq(b.p, "维修回访率，%");
    buf_release(&b);
}
END_TEST

START_TEST(alt_of_a_line) {
    struct sample s;
    struct buf b;
    buf_init(&b);
    sketch(&s);
    chart_alt(&s.chart, &b);
    ck_assert_str_eq(
        b.p, "维修回访率，%；每月，2025年10月至2026年10月：最低 91.4 %（2026年10月，未完），最高 98.0 %（2026年7月），"
             "最近 91.4 %（2026年10月，未完）；需注意 91.4 %（2026年10月，未完）；1 处无数据；目标 100 %；"
             "正常范围 92.6–99.4 %；2026年6月：6-01 三号院换班组。");
    buf_reset(&b);
    s.chart.lang = CHART_EN;
    s.chart.what = STR_LIT("Repair follow-up rate");
    s.chart.by = STR_LIT("monthly");
    s.chart.period = STR_LIT("Oct 2025 to Oct 2026");
    s.chart.n_notes = 0;
    s.chart.band = NULL;
    s.category[9].name = STR_LIT("Jul 2026");
    s.category[12].name = STR_LIT("Oct 2026");
    chart_alt(&s.chart, &b);
    ck_assert_str_eq(b.p,
                     "Repair follow-up rate, %; monthly, Oct 2025 to Oct 2026: lowest 91.4 % (Oct 2026, to date), "
                     "highest 98.0 % (Jul 2026), latest 91.4 % (Oct 2026, to date); to notice 91.4 % (Oct 2026, to "
                     "date); 1 without data; target 100 %.");
    buf_release(&b);
}
END_TEST

START_TEST(alt_of_the_other_kinds) {
    struct sample s;
    struct buf b;
    buf_init(&b);
    sample_init(&s, CHART_ROWS, 3, 1, LABELS_NAMES);
    s.chart.by = STR_LIT("按部门");
    s.chart.what = STR_LIT("欠访件数");
    s.value[0][0].v = 21, s.value[0][1].v = 6, s.value[0][2].v = CHART_GAP;
    chart_alt(&s.chart, &b);
    ck_assert_str_eq(b.p, "欠访件数，件；按部门：1号院 21 件，2号院 6 件，3号院 无数据；1 处无数据。");
    buf_reset(&b);
    s.chart.kind = CHART_PARETO; /* 21 of 28 = 75 % */
    s.value[0][2].v = 1;
    chart_alt(&s.chart, &b);
    ck_assert_str_eq(b.p, "欠访件数，件；按部门：合计 28 件，1号院 21 件（累计 75 %），2号院 6 件（累计 96 %），3号院 "
                          "1 件（累计 100 %）。");
    buf_reset(&b);
    s.chart.n_categories = 0;
    chart_alt(&s.chart, &b);
    ck_assert_str_eq(b.p, "欠访件数，件；按部门：无数据。");
    buf_reset(&b);
    sample_init(&s, CHART_LEVELS, 1, 3, LABELS_NAMES); /* 6, 3, 1 of 10 */
    s.value[0][0].v = 6, s.value[1][0].v = 3, s.value[2][0].v = 1;
    s.chart.by = str_none();
    chart_alt(&s.chart, &b);
    ck_assert_str_eq(b.p, "维修回访率，件：1号院 n 10，第1组 60 %，第2组 30 %，第3组 10 %。");
    buf_release(&b);
}
END_TEST

static void expect_row(const struct chart_table *t, int row, const char *want) {
    struct buf b;
    buf_init(&b);
    for (int i = 0; i < t->n_cols; i++) {
        if (i) buf_byte(&b, '|');
        buf_str(&b, row < 0 ? t->head[i] : t->cell[row * t->n_cols + i]);
    }
    ck_assert_str_eq(b.p, want);
    buf_release(&b);
}

START_TEST(table_of_a_line) {
    struct sample s;
    struct arena a;
    arena_init(&a);
    sketch(&s);
    struct chart_table t = chart_table(&s.chart, &a);
    ck_assert_int_eq(t.n_rows, 13);
    expect_row(&t, -1, "月份|维修回访率（%）");
    expect_row(&t, 0, "2025年10月|95.0");
    expect_row(&t, 5, "2026年3月|—");
    expect_row(&t, 12, "2026年10月|91.4（352 / 385）（未完）");
    ck_assert_int_eq(t.n_notes, 3);
    ck_assert(str_is(t.note[0], "目标 100 %"));
    ck_assert(str_is(t.note[1], "正常范围 92.6–99.4 %"));
    ck_assert(str_is(t.note[2], "2026年6月：6-01 三号院换班组"));
    arena_release(&a);
}
END_TEST

START_TEST(table_of_parts) {
    struct sample s;
    struct arena a;
    arena_init(&a);
    sample_init(&s, CHART_STACK, 2, 2, LABELS_NAMES);
    s.value[0][0].v = 3, s.value[1][0].v = 4, s.value[0][1].v = CHART_GAP, s.value[1][1].v = 5;
    struct chart_table t = chart_table(&s.chart, &a);
    expect_row(&t, -1, "项目|第1组（件）|第2组（件）|合计（件）");
    expect_row(&t, 0, "1号院|3|4|7");
    expect_row(&t, 1, "2号院|—|5|5");
    s.chart.kind = CHART_LEVELS; /* 3 of 7 = 43 % */
    t = chart_table(&s.chart, &a);
    expect_row(&t, 0, "1号院|3（43 %）|4（57 %）|7");
    s.chart.kind = CHART_PARETO;
    s.chart.n_series = 1;
    s.value[0][1].v = 9; /* 9 of 12 = 75 % */
    t = chart_table(&s.chart, &a);
    expect_row(&t, -1, "项目|第1组（件）|累计（%）");
    expect_row(&t, 0, "2号院|9|75.0");
    expect_row(&t, 1, "1号院|3|100.0");
    arena_release(&a);
}
END_TEST

/* A target that changes is told with where it begins. */
START_TEST(table_tells_changing_targets) {
    struct sample s;
    struct arena a;
    arena_init(&a);
    sketch(&s);
    for (int i = 0; i < 13; i++) s.target[i] = i < 3 ? CHART_GAP : i < 8 ? 95 : 97.5;
    struct chart_table t = chart_table(&s.chart, &a);
    ck_assert(str_is(t.note[0], "目标 95 %，2026年6月 97.5 %"));
    arena_release(&a);
}
END_TEST

START_TEST(refuses_what_cannot_be_drawn) {
    struct sample s;
    struct arena a;
    arena_init(&a);
    for (int fault = 0; fault < 6; fault++) {
        struct err e = {0};
        sample_init(&s, CHART_STACK, 3, 2, LABELS_NAMES);
        s.chart.note = s.note;
        if (fault == 0) s.value[1][2].v = -1;
        if (fault == 1) s.chart.decimals = 9;
        if (fault == 2) s.chart.width = 100000;
        if (fault == 3) s.chart.n_notes = 1, s.note[0].category = 3;
        if (fault == 4) s.chart.kind = CHART_PARETO;
        if (fault == 5) s.value[0][0].v = 1e15;
        place_marks(sample_fonts(), &s.chart, &a, &e);
        ck_assert_int_eq(e.code, ERR_DATA);
        ck_assert_ptr_nonnull(strstr(e.text, "维修回访率"));
    }
    arena_release(&a);
}
END_TEST

/* «A glyph missing in a template's text fails the build»: the check; U+2715 is not in the font, 𠮷 and 䶮 are. */
START_TEST(missing_glyphs_are_found) {
    static const struct {
        const char *text;
        int missing;
        uint32_t first;
    } c[] = {
        {"维修回访率 91.4 % ▲▼＝〓…—–×", 0, 0},
        {"𠮷野家 䶮", 0, 0},
        {"", 0, 0},
        {"a✕b", 1, 0x2715},
        {"😀😀", 2, 0x1F600},
        {"bad\xFFutf", 1, 0xFFFD},
        {"line\nend", 0, 0},
    };
    uint32_t first = 0;
    ck_assert_int_eq(fonts_missing(sample_fonts(), str_of(c[_i].text), &first), c[_i].missing);
    if (c[_i].missing) ck_assert_uint_eq(first, c[_i].first);
}
END_TEST
enum { N_GLYPHS = 7 };

/* «In data it is drawn as 〓 and listed.» */
START_TEST(missing_glyphs_in_data) {
    struct sample s;
    struct arena a;
    arena_init(&a);
    sample_init(&s, CHART_ROWS, 3, 1, LABELS_NAMES);
    sample_fill(&s);
    s.category[1].name = STR_LIT("张✕工程部😀");
    s.category[2].name = STR_LIT("a\tb\x01"
                                 "c\xE2\x80\xAE"
                                 "d\xFF");
    struct marks *m = sample_place(&s.chart, &a);
    const struct mark *one = find_mark(m, PART_CATEGORY, -1, 1, 0), *two = find_mark(m, PART_CATEGORY, -1, 2, 0);
    ck_assert(str_is(one->text, "张〓工程部〓"));
    ck_assert(str_is(two->text, "a bcd〓"));
    ck_assert_int_eq(m->misses.n, 3);
    ck_assert_uint_eq(m->misses.item[0].cp, 0x2715);
    ck_assert(str_is(m->misses.item[0].text, "张〓工程部〓"));
    ck_assert_uint_eq(m->misses.item[1].cp, 0x1F600);
    ck_assert_uint_eq(m->misses.item[2].cp, 0xFFFD);
    arena_release(&a);
}
END_TEST

START_TEST(own_words_have_glyphs) {
    for (int w = 0; w < WORDS; w++)
        for (int lang = 0; lang < 2; lang++) {
            struct str text = str_of(chart_words((enum chart_lang)lang, (enum word)w));
            ck_assert_int_gt((int)text.n, 0);
            ck_assert_int_eq(fonts_missing(sample_fonts(), text, NULL), 0);
        }
}
END_TEST

/* A Han character is as wide as the font size; digits are 0.555 of it (Noto Sans CJK's design). */
START_TEST(widths) {
    struct fonts *f = sample_fonts();
    ck_assert_double_eq_tol(fonts_width(f, STR_LIT("维修回访率"), 12, false), 60, 0.01);
    ck_assert_double_eq_tol(fonts_width(f, STR_LIT("0123456789"), 12, false), 66.6, 0.2);
    ck_assert_double_eq_tol(fonts_width(f, STR_LIT("维修"), 24, true), 48, 0.01);
    ck_assert_double_eq_tol(fonts_width(f, STR_LIT(""), 12, false), 0, 0.01);
}
END_TEST

START_TEST(elide_and_wrap) {
    struct fonts *f = sample_fonts();
    struct arena a;
    struct str line[3];
    arena_init(&a);
    ck_assert(str_is(fonts_elide(f, STR_LIT("三号院工程部"), 12, false, 72, &a), "三号院工程部"));
    ck_assert(str_is(fonts_elide(f, STR_LIT("三号院工程部"), 12, false, 71, &a), "三号院工…")); /* 5 × 12 = 60 */
    ck_assert_int_eq((int)fonts_elide(f, STR_LIT("三号院"), 12, false, 5, &a).n, 0);
    ck_assert_int_eq(fonts_wrap(f, STR_LIT("三号院工程部"), 12, false, 40, 3, line, &a), 2);
    ck_assert(str_is(line[0], "三号院") && str_is(line[1], "工程部"));
    ck_assert_int_eq(fonts_wrap(f, STR_LIT("三号院工程部夜班"), 12, false, 40, 2, line, &a), 2);
    ck_assert(str_is(line[0], "三号院") && str_is(line[1], "工程…"));
    ck_assert_int_eq(fonts_wrap(f, STR_LIT("到三号院。工程"), 12, false, 50, 3, line, &a), 2);
    ck_assert_msg(!str_starts(line[1], "。"), "no stop at the start of a line");
    arena_release(&a);
}
END_TEST

Suite *suite_texts(void) {
    Suite *s = suite_create("texts");
    TCase *t = tcase_create("texts");
    tcase_add_loop_test(t, numbers, 0, N_NUMBERS);
    tcase_add_test(t, limits_have_no_more_decimals_than_needed);
    tcase_add_test(t, subtitle_says_what_unit_period);
    tcase_add_test(t, alt_of_a_line);
    tcase_add_test(t, alt_of_the_other_kinds);
    tcase_add_test(t, table_of_a_line);
    tcase_add_test(t, table_of_parts);
    tcase_add_test(t, table_tells_changing_targets);
    tcase_add_test(t, refuses_what_cannot_be_drawn);
    tcase_add_loop_test(t, missing_glyphs_are_found, 0, N_GLYPHS);
    tcase_add_test(t, missing_glyphs_in_data);
    tcase_add_test(t, own_words_have_glyphs);
    tcase_add_test(t, widths);
    tcase_add_test(t, elide_and_wrap);
    suite_add_tcase(s, t);
    return s;
}
