/* Issue 2, section 6: nothing clips, nothing overlaps. All words of a chart lie on the canvas and no two of them touch,
 * over many shapes of chart: kinds × categories × label lengths × sizes, with targets, limits, notes, gaps, running
 * periods, bad values and large numbers drawn from a fixed sequence. design/README.md: no word under 11 px. */
#include "tests/charts/sample.h"
#include "tests/charts/suites.h"
#include <stdio.h>

enum { ROUNDS = 150 };

static unsigned draw(unsigned *state, unsigned n) {
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 10) % n;
}

static void draw_values(struct sample *s, unsigned *at) {
    static const double scale[] = {1, 0.01, 100, 12345, 0};
    bool percent = s->chart.unit == CHART_PERCENT;
    double by = percent ? 1 : scale[draw(at, 5)];
    for (int k = 0; k < s->chart.n_series; k++)
        for (int i = 0; i < s->chart.n_categories; i++) {
            struct chart_value *v = &s->value[k][i];
            v->v = percent ? 100 - draw(at, 300) / 10.0 : by * draw(at, 50);
            if (draw(at, 9) == 0) v->v = CHART_GAP;
            v->bad = draw(at, 12) == 0;
            v->provisional = i == s->chart.n_categories - 1 && draw(at, 2);
            bool parts = s->chart.kind == CHART_STACK || s->chart.kind == CHART_LEVELS || s->chart.kind == CHART_PARETO;
            if (!parts && !percent && draw(at, 30) == 0) v->v = -v->v;
        }
}

static void draw_extras(struct sample *s, unsigned *at) {
    static const char *const text[] = {"6-01 三号院换班组", "换系统", "9-10 新系统上线，报修改走小程序，电话仍可用",
                                       "a"};
    int n = s->chart.n_categories;
    if (draw(at, 2)) s->chart.target = s->target;
    if (draw(at, 3) == 0) s->chart.band = s->band;
    double level = s->chart.unit == CHART_PERCENT ? 90 + draw(at, 11) : draw(at, 60),
           later = draw(at, 3) ? level : level / 2;
    for (int i = 0; i < n; i++) {
        s->target[i] = i < n / 2 ? level : later;
        s->band[i] = (struct chart_band){level * 0.8, level * 0.9, level};
    }
    s->chart.note = s->note;
    for (s->chart.n_notes = 0; n && s->chart.n_notes < (int)draw(at, 6); s->chart.n_notes++)
        s->note[s->chart.n_notes] = (struct chart_note){(int)draw(at, (unsigned)n), str_of(text[draw(at, 4)])};
}

static void draw_chart(struct sample *s, enum chart_kind kind, unsigned *at) {
    static const int sizes[] = {0, 1, 2, 3, 5, 8, 12, 13, 24, 36, 60};
    static const int widths[] = {520, 320, 760, 320};
    int n = sizes[draw(at, 11)], series = kind == CHART_PARETO || kind == CHART_SPARK ? 1 : 1 + (int)draw(at, 6);
    if (kind == CHART_LEVELS && series < 2) series = 5;
    sample_init(s, kind, n, series, (enum labels)draw(at, 3));
    s->chart.lang = draw(at, 4) ? CHART_ZH : CHART_EN;
    s->chart.unit = (enum chart_unit)draw(at, CHART_UNITS);
    if (s->chart.unit != CHART_COUNT) s->chart.unit_name = str_none();
    s->chart.decimals = s->chart.unit == CHART_COUNT ? 0 : 1;
    s->chart.width = widths[draw(at, 4)];
    s->chart.height = draw(at, 4) ? 0 : 220;
    s->chart.heading = draw(at, 3) == 0;
    s->chart.title =
        draw(at, 2) ? STR_LIT("维修回访率跌出正常范围，三号院工程部欠访最多，已连续三个月低于下限") : STR_LIT("平稳");
    draw_values(s, at);
    draw_extras(s, at);
}

static bool touch(struct box a, struct box b) {
    return a.x0 < b.x1 - 0.3 && b.x0 < a.x1 - 0.3 && a.y0 < b.y1 - 0.3 && b.y0 < a.y1 - 0.3;
}

static void dump_and_fail(const struct marks *m, int a, int b, int round) {
    struct buf out;
    buf_init(&out);
    marks_dump(m, &out);
    fprintf(stderr, "%s", out.p);
    ck_abort_msg("round %d: «%.*s» and «%.*s»", round, STR_ARG(m->m[a].text), STR_ARG(m->m[b].text));
}

static void expect_room(const struct marks *m, int round) {
    for (int i = 0; i < m->n; i++) {
        if (m->m[i].kind != MARK_TEXT) continue;
        struct box a = marks_text_box(&m->m[i]);
        ck_assert_double_ge(m->m[i].size, 11);
        if (a.x0 < -0.1 || a.y0 < -0.1 || a.x1 > m->width + 0.1 || a.y1 > m->height + 0.1)
            dump_and_fail(m, i, i, round);
        for (int j = 0; j < i; j++)
            if (m->m[j].kind == MARK_TEXT && touch(a, marks_text_box(&m->m[j]))) dump_and_fail(m, i, j, round);
    }
}

START_TEST(no_word_clips_or_touches) {
    struct sample s;
    struct arena a;
    arena_init(&a);
    unsigned at = 2026u + (unsigned)_i;
    for (int round = 0; round < ROUNDS; round++) {
        draw_chart(&s, (enum chart_kind)_i, &at);
        expect_room(sample_place(&s.chart, &a), round);
        arena_reset(&a);
    }
    arena_release(&a);
}
END_TEST

/* The same over shapes: every mark lies on the canvas. */
START_TEST(no_mark_leaves_the_canvas) {
    struct sample s;
    struct arena a;
    arena_init(&a);
    unsigned at = 77u + (unsigned)_i;
    for (int round = 0; round < ROUNDS; round++) {
        draw_chart(&s, (enum chart_kind)_i, &at);
        struct marks *m = sample_place(&s.chart, &a);
        for (int i = 0; i < m->n; i++) {
            const struct mark *k = &m->m[i];
            for (int j = 0; j < k->n_pt; j++) {
                ck_assert(k->pt[2 * j] >= 0 && k->pt[2 * j] <= m->width);
                ck_assert(k->pt[2 * j + 1] >= 0 && k->pt[2 * j + 1] <= m->height);
            }
            if (k->kind != MARK_RECT && k->kind != MARK_HATCH) continue;
            ck_assert(k->x >= 0 && k->y >= 0 && k->w >= 0 && k->h >= 0);
            ck_assert(k->x + k->w <= m->width && k->y + k->h <= m->height);
        }
        arena_reset(&a);
    }
    arena_release(&a);
}
END_TEST

/* Issue 2, section 6: a name at a line's end that is too long for its place is cut, the value behind it is not. */
START_TEST(a_long_name_keeps_its_number) {
    struct sample s;
    struct arena a;
    arena_init(&a);
    sample_init(&s, CHART_LINE, 12, 2, LABELS_MONTHS);
    sample_fill(&s);
    s.chart.unit = CHART_PERCENT, s.chart.decimals = 1, s.chart.unit_name = str_none();
    s.chart.width = 520;
    s.series[0].name = STR_LIT("第三次回访（质保半年）率，客户服务中心");
    s.value[0][11] = (struct chart_value){.v = 87.5};
    struct marks *m = sample_place(&s.chart, &a);
    const struct mark *name = NULL;
    for (int i = 0; i < m->n; i++)
        if (m->m[i].part == PART_NAME && m->m[i].series == 0) name = &m->m[i];
    ck_assert_ptr_nonnull(name);
    const char *text = arena_cstr(&a, name->text);
    ck_assert_msg(strstr(text, "…") && !strcmp(text + strlen(text) - 5, " 87.5"), "%s", text);
    arena_release(&a);
}
END_TEST

Suite *suite_words(void) {
    Suite *s = suite_create("words");
    TCase *t = tcase_create("room");
    tcase_add_loop_test(t, no_word_clips_or_touches, 0, CHART_KINDS);
    tcase_add_loop_test(t, no_mark_leaves_the_canvas, 0, CHART_KINDS);
    tcase_add_test(t, a_long_name_keeps_its_number);
    suite_add_tcase(s, t);
    return s;
}
