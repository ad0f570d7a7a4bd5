/* Issue 2, section 6: «A test reads the positions of the marks back into the table's numbers, for every kind, also with
 * 0 points, 1 point, a gap, 60 categories and 20-character labels.» Each case runs at desktop and at phone width. */
#include "tests/charts/sample.h"
#include "tests/charts/suites.h"
#include <stdio.h>

struct shape {
    int n;
    enum labels labels;
    int gap; /* category without a value, −1 = none */
    int width;
};

static const struct shape shapes[] = {
    {0, LABELS_MONTHS, -1, 520}, {1, LABELS_MONTHS, -1, 520}, {1, LABELS_LONG, 0, 520},    {13, LABELS_MONTHS, -1, 520},
    {13, LABELS_MONTHS, 4, 520}, {5, LABELS_NAMES, 2, 520},   {7, LABELS_LONG, 1, 520},    {60, LABELS_MONTHS, 17, 520},
    {60, LABELS_LONG, 59, 520},  {0, LABELS_LONG, -1, 320},   {1, LABELS_MONTHS, -1, 320}, {13, LABELS_MONTHS, 12, 320},
    {5, LABELS_LONG, 0, 320},    {60, LABELS_MONTHS, 3, 320}, {60, LABELS_LONG, -1, 320},  {24, LABELS_MONTHS, 7, 320},
};
enum { N_SHAPES = sizeof shapes / sizeof *shapes };

static void make(struct sample *s, enum chart_kind kind, int n_series, const struct shape *sh) {
    sample_init(s, kind, sh->n, n_series, sh->labels);
    sample_fill(s);
    s->chart.width = sh->width;
    for (int k = 0; k < n_series && sh->gap >= 0; k++) s->value[k][sh->gap].v = CHART_GAP;
    if (n_series > 1 && sh->n > 3) s->value[1][3].v = CHART_GAP; /* a gap in one series only */
}

static bool is_empty(const struct sample *s) {
    for (int k = 0; k < s->chart.n_series; k++)
        for (int i = 0; i < s->chart.n_categories; i++)
            if (!isnan(chart_at(&s->chart, k, i))) return false;
    return true;
}

/* Without any value: words that say so, and no mark that stands for a value. */
static void expect_empty(const struct marks *m) {
    bool told = false;
    for (int i = 0; i < m->n; i++) {
        ck_assert(m->m[i].part != PART_VALUE);
        told = told || (m->m[i].part == PART_EMPTY && str_is(m->m[i].text, "无数据"));
    }
    ck_assert(told);
}

/* Every vertex and point of a line is the value of its category; every value has one; a gap has none. */
static void expect_line(const struct sample *s, const struct marks *m, const struct ruler *r) {
    int seen[SAMPLE_SERIES][SAMPLE_CATEGORIES] = {{0}};
    double x_of[SAMPLE_CATEGORIES] = {0};
    for (int i = 0; i < m->n; i++) {
        const struct mark *k = &m->m[i];
        if (k->part != PART_VALUE) continue;
        int n = k->kind == MARK_PATH ? k->n_pt : 1;
        for (int j = 0; j < n; j++) {
            double x = k->kind == MARK_PATH ? k->pt[2 * j] : k->x, y = k->kind == MARK_PATH ? k->pt[2 * j + 1] : k->y;
            double v = chart_at(&s->chart, k->series, k->cat + j);
            ck_assert_msg(!isnan(v), "a mark stands in a gap");
            ck_assert_double_eq_tol(ruler_read(r, y), v, ruler_slack(r));
            if (x_of[k->cat + j] > 0) ck_assert_double_eq_tol(x, x_of[k->cat + j], 0.01);
            x_of[k->cat + j] = x;
            seen[k->series][k->cat + j]++;
        }
    }
    double last = 0;
    for (int i = 0; i < s->chart.n_categories; i++) {
        for (int k = 0; k < s->chart.n_series; k++)
            if (!isnan(chart_at(&s->chart, k, i))) ck_assert_int_ge(seen[k][i], 1);
        if (x_of[i] > 0) ck_assert(x_of[i] > last);
        if (x_of[i] > 0) last = x_of[i];
    }
}

START_TEST(line) {
    struct sample s;
    struct arena a;
    arena_init(&a);
    for (int n_series = 1; n_series <= 6; n_series += 2) {
        make(&s, CHART_LINE, n_series, &shapes[_i]);
        if (s.chart.n_categories > 2) s.value[0][s.chart.n_categories - 1].provisional = true;
        struct marks *m = sample_place(&s.chart, &a);
        if (is_empty(&s)) {
            expect_empty(m);
            continue;
        }
        struct ruler r = ruler_y(m, -1);
        expect_line(&s, m, &r);
    }
    arena_release(&a);
}
END_TEST

/* One bar for each value, none for a gap; its end is the value, its foot zero. */
static void expect_bars(const struct sample *s, const struct marks *m, const struct ruler *r) {
    for (int k = 0; k < s->chart.n_series; k++)
        for (int i = 0; i < s->chart.n_categories; i++) {
            const struct mark *bar = find_mark(m, PART_VALUE, k, i, 0);
            double v = chart_at(&s->chart, k, i);
            ck_assert_int_eq(bar != NULL, !isnan(v));
            if (!bar) continue;
            ck_assert_ptr_null(find_mark(m, PART_VALUE, k, i, 1));
            ck_assert_double_eq_tol(ruler_read(r, v >= 0 ? bar->y : bar->y + bar->h), v, ruler_slack(r));
            ck_assert_double_eq_tol(ruler_read(r, v >= 0 ? bar->y + bar->h : bar->y), 0, ruler_slack(r));
            ck_assert(bar->w > 0);
        }
}

START_TEST(bars) {
    struct sample s;
    struct arena a;
    arena_init(&a);
    for (int n_series = 1; n_series <= 3; n_series++) {
        make(&s, CHART_BARS, n_series, &shapes[_i]);
        if (s.chart.n_categories > 5) s.value[0][5].v = -12, s.value[0][2].bad = true, s.value[0][1].provisional = true;
        struct marks *m = sample_place(&s.chart, &a);
        if (is_empty(&s)) {
            expect_empty(m);
            continue;
        }
        struct ruler r = ruler_y(m, -1);
        expect_bars(&s, m, &r);
    }
    arena_release(&a);
}
END_TEST

/* Parts are as high as their values and stand on one another. */
START_TEST(stack) {
    struct sample s;
    struct arena a;
    arena_init(&a);
    make(&s, CHART_STACK, 3, &shapes[_i]);
    struct marks *m = sample_place(&s.chart, &a);
    if (is_empty(&s)) {
        expect_empty(m);
    } else {
        struct ruler r = ruler_y(m, -1);
        for (int i = 0; i < s.chart.n_categories; i++) {
            double sum = 0;
            for (int k = 0; k < 3; k++) {
                double v = chart_at(&s.chart, k, i);
                const struct mark *part = find_mark(m, PART_VALUE, k, i, 0);
                ck_assert_int_eq(part != NULL, !isnan(v));
                if (!part) continue;
                ck_assert_double_eq_tol(ruler_read(&r, part->y + part->h), sum, ruler_slack(&r));
                ck_assert_double_eq_tol(ruler_read(&r, part->y), sum + v, ruler_slack(&r));
                sum += v;
            }
        }
    }
    arena_release(&a);
}
END_TEST

/* Rows with words: each number at its bar's end is the value, and lengths are in proportion to them. Rows too low for
 * words: the ticks below give the scale. */
static void expect_rows(const struct sample *s, const struct marks *m) {
    bool ticks = false;
    for (int i = 0; i < m->n; i++) ticks = ticks || m->m[i].part == PART_TICK;
    double px_per = 0;
    struct ruler r = {0};
    if (ticks) r = ruler_x(m);
    for (int k = 0; k < s->chart.n_series; k++)
        for (int i = 0; i < s->chart.n_categories; i++) {
            const struct mark *bar = find_mark(m, PART_VALUE, k, i, 0), *text = find_mark(m, PART_VALUE_TEXT, k, i, 0);
            double v = chart_at(&s->chart, k, i), told;
            ck_assert_int_eq(bar != NULL, !isnan(v));
            if (!bar) continue;
            if (ticks) {
                ck_assert_double_eq_tol(ruler_read(&r, bar->x + bar->w), v, ruler_slack(&r));
                continue;
            }
            ck_assert(text && read_number(text->text, &told));
            ck_assert_double_eq_tol(told, v, 1e-9);
            ck_assert(fabs((text->y - 4.5) - (bar->y + bar->h / 2)) < 1.5);
            if (v > 0 && px_per <= 0) px_per = bar->w / v;
            if (v > 0) ck_assert_double_eq_tol(bar->w, v * px_per, 0.13 + v * 0.13 / 5);
        }
}

START_TEST(rows) {
    struct sample s;
    struct arena a;
    arena_init(&a);
    for (int n_series = 1; n_series <= 2; n_series++)
        for (int height = 0; height <= 220; height += 220) {
            make(&s, CHART_ROWS, n_series, &shapes[_i]);
            s.chart.height = height;
            struct marks *m = sample_place(&s.chart, &a);
            if (is_empty(&s)) expect_empty(m);
            else expect_rows(&s, m);
        }
    arena_release(&a);
}
END_TEST

/* A level's length is its share of the row's answers; the neutral level's middle stands on zero, better ones right of
 * it, worse ones left. */
static void expect_levels(const struct sample *s, const struct marks *m) {
    struct ruler r = ruler_x(m);
    double zero = r.px0 - r.v0 / (r.v1 - r.v0) * (r.px1 - r.px0), per = (r.px1 - r.px0) / (r.v1 - r.v0);
    int n = s->chart.n_series;
    for (int i = 0; i < s->chart.n_categories; i++) {
        double sum = chart_sum(&s->chart, i);
        for (int k = 0; k < n; k++) {
            const struct mark *part = find_mark(m, PART_VALUE, k, i, 0);
            double v = chart_at(&s->chart, k, i), share = isnan(v) || !(sum > 0) ? 0 : 100 * v / sum;
            ck_assert_int_eq(part != NULL, share > 0);
            if (!part) continue;
            ck_assert_double_eq_tol(part->w / per, share, 0.3 / per);
            if (n % 2 && k == n / 2) ck_assert_double_eq_tol(part->x + part->w / 2, zero, 0.3);
            if (k < n / 2) ck_assert(part->x > zero - 0.3);
            if (2 * k > n - 1) ck_assert(part->x + part->w < zero + 0.3);
        }
    }
}

START_TEST(levels) {
    struct sample s;
    struct arena a;
    arena_init(&a);
    for (int n_series = 2; n_series <= 5; n_series++) {
        make(&s, CHART_LEVELS, n_series, &shapes[_i]);
        struct marks *m = sample_place(&s.chart, &a);
        if (is_empty(&s)) expect_empty(m);
        else expect_levels(&s, m);
    }
    arena_release(&a);
}
END_TEST

/* The interval that the legend's words give for a fill: «80–85» or «80–85 %». */
static void legend_interval(const struct marks *m, enum role fill, double *lo, double *hi) {
    for (int i = 0; i + 2 < m->n; i++) {
        if (m->m[i].part != PART_LEGEND || m->m[i].kind != MARK_RECT || m->m[i].role != fill) continue;
        struct str text = m->m[i + 2].text, first;
        size_t dash = 0;
        while (dash + 2 < text.n && !str_starts(str_n(text.p + dash, text.n - dash), "–")) dash++;
        first = str_n(text.p, dash);
        ck_assert(read_number(first, lo));
        ck_assert(read_number(str_n(text.p + dash + 3, text.n - dash - 3), hi));
        return;
    }
    ck_abort_msg("a cell has a colour that the legend does not name");
}

START_TEST(heat) {
    struct sample s;
    struct arena a;
    arena_init(&a);
    make(&s, CHART_HEAT, 3, &shapes[_i]);
    struct marks *m = sample_place(&s.chart, &a);
    double x_of[SAMPLE_CATEGORIES] = {0}, y_of[3] = {0};
    if (is_empty(&s)) expect_empty(m);
    for (int k = 0; k < 3 && !is_empty(&s); k++)
        for (int i = 0; i < s.chart.n_categories; i++) {
            const struct mark *cell = find_mark(m, PART_VALUE, k, i, 0), *text = find_mark(m, PART_VALUE_TEXT, k, i, 0);
            double v = chart_at(&s.chart, k, i), lo, hi, told;
            ck_assert_int_eq(cell != NULL, !isnan(v));
            if (!cell) continue;
            legend_interval(m, cell->role, &lo, &hi);
            ck_assert_msg(v >= lo && v <= hi, "%g not in %g–%g", v, lo, hi);
            if (text) ck_assert(read_number(text->text, &told) && fabs(told - v) < 1e-9);
            if (x_of[i] > 0) ck_assert_double_eq_tol(cell->x, x_of[i], 0.01); /* columns are categories */
            if (y_of[k] > 0) ck_assert_double_eq_tol(cell->y, y_of[k], 0.01); /* rows are series */
            x_of[i] = cell->x;
            y_of[k] = cell->y;
        }
    arena_release(&a);
}
END_TEST

/* A sparkline has no axis: two of its points set the scale, all others must lie on it. */
START_TEST(spark) {
    struct sample s;
    struct arena a;
    arena_init(&a);
    make(&s, CHART_SPARK, 1, &shapes[_i]);
    s.chart.width = 0;
    struct marks *m = sample_place(&s.chart, &a);
    if (is_empty(&s)) ck_assert_int_eq(m->n, 0);
    struct ruler r = {0};
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < m->n; i++) {
            const struct mark *k = &m->m[i];
            for (int j = 0; j < (k->kind == MARK_PATH ? k->n_pt : 1); j++) {
                double v = chart_at(&s.chart, 0, k->cat + j), y = k->kind == MARK_PATH ? k->pt[2 * j + 1] : k->y;
                ck_assert(!isnan(v));
                if (!r.ticks) r = (struct ruler){.px0 = y, .v0 = v, .ticks = 1};
                if (fabs(v - r.v0) > fabs(r.v1 - r.v0) || r.ticks == 1) r.px1 = y, r.v1 = v, r.ticks = 2;
                bool scale = fabs(r.px1 - r.px0) > 1;
                if (pass && scale) ck_assert_double_eq_tol(ruler_read(&r, y), v, ruler_slack(&r) * 2);
            }
        }
    if (s.chart.n_categories > 3) ck_assert(fabs(r.px1 - r.px0) > 8);
    arena_release(&a);
}
END_TEST

/* Bars fall from left to right and are their values on the left axis; the line is the cumulative share on the right. */
START_TEST(pareto) {
    struct sample s;
    struct arena a;
    arena_init(&a);
    make(&s, CHART_PARETO, 1, &shapes[_i]);
    struct marks *m = sample_place(&s.chart, &a);
    if (is_empty(&s)) {
        expect_empty(m);
        arena_release(&a);
        return;
    }
    double sum = 0, before = 0, last_x = 0, last_v = INFINITY, part = 0;
    for (int i = 0; i < s.chart.n_categories; i++)
        if (!isnan(s.value[0][i].v)) sum += s.value[0][i].v;
    struct ruler left = ruler_y(m, -1), right = ruler_y(m, 1);
    const int *order = chart_order(&s.chart, &a);
    const struct mark *line_mark = find_mark(m, PART_CUMULATIVE, 0, 0, 0);
    ck_assert_ptr_nonnull(line_mark);
    for (int i = 0; i < line_mark->n_pt; i++) {
        const struct mark *bar = find_mark(m, PART_VALUE, 0, order[i], 0);
        ck_assert_ptr_nonnull(bar);
        double v = s.value[0][order[i]].v;
        ck_assert(v <= last_v && bar->x > last_x);
        ck_assert_double_eq_tol(ruler_read(&left, bar->y), v, ruler_slack(&left));
        part += v;
        ck_assert_double_eq_tol(ruler_read(&right, line_mark->pt[2 * i + 1]), 100 * part / sum, ruler_slack(&right));
        ck_assert_double_ge(part, before);
        before = part, last_x = bar->x, last_v = v;
    }
    ck_assert_double_eq_tol(part, sum, 1e-9); /* every value, no gap */
    arena_release(&a);
}
END_TEST

/* What is painted is what stands in the marks: the line's path in the SVG file has the vertices of the mark. */
START_TEST(svg_has_the_positions) {
    struct sample s;
    struct arena a;
    struct buf b, want;
    struct err e = {0};
    arena_init(&a);
    buf_init(&b);
    buf_init(&want);
    make(&s, CHART_LINE, 1, &shapes[3]);
    struct marks *m = sample_place(&s.chart, &a);
    paint_svg(m, &b, &e);
    const struct mark *path = find_mark(m, PART_VALUE, 0, 0, 0);
    for (int i = 0; i < path->n_pt; i++) {
        buf_byte(&want, i ? 'L' : 'M');
        for (int k = 0; k < 2; k++) {
            char t[32];
            snprintf(t, sizeof t, "%g", path->pt[2 * i + k]);
            buf_puts(&want, t);
            if (!k) buf_byte(&want, ' ');
        }
    }
    ck_assert_msg(strstr(b.p, want.p) != NULL, "%s\nnot in\n%s", want.p, b.p);
    buf_release(&want);
    buf_release(&b);
    arena_release(&a);
}
END_TEST

Suite *suite_readback(void) {
    Suite *s = suite_create("readback");
    TCase *t = tcase_create("every kind");
    tcase_add_loop_test(t, line, 0, N_SHAPES);
    tcase_add_loop_test(t, bars, 0, N_SHAPES);
    tcase_add_loop_test(t, stack, 0, N_SHAPES);
    tcase_add_loop_test(t, rows, 0, N_SHAPES);
    tcase_add_loop_test(t, levels, 0, N_SHAPES);
    tcase_add_loop_test(t, heat, 0, N_SHAPES);
    tcase_add_loop_test(t, spark, 0, N_SHAPES);
    tcase_add_loop_test(t, pareto, 0, N_SHAPES);
    tcase_add_test(t, svg_has_the_positions);
    suite_add_tcase(s, t);
    return s;
}
