/* Pareto: bars from the largest down and the share that they make up together. Both axes have one height: 100 % on the
 * right is the sum on the left, so the line starts at the top of the first bar. */
#include "charts/layouts.h"
#include "charts/chart_words.h"
#include <math.h>

static double pareto_sum(const struct chart *c) {
    double sum = 0;
    for (int i = 0; i < c->n_categories; i++)
        if (!isnan(chart_at(c, 0, i))) sum += chart_at(c, 0, i);
    return sum;
}

/* The axis ends at the sum, whatever its last tick. */
static void pareto_scale(struct place *p, double sum) {
    frame_scale(p, 0, sum, true);
    if (p->y.hi > sum) p->y.n = (int)floor(sum / p->y.step + 1e-9);
}

static void pareto_shares(struct place *p, double sum) {
    for (int share = 0; share <= 100; share += p->bottom - p->top < 110 ? 50 : 20) {
        double y = axis_px(&p->y, sum * share / 100);
        struct str text = str_of(arena_printf(p->a, share == 100 ? "%d %%" : "%d", share));
        struct mark *t = frame_text(p, PART_TICK, ROLE_INK2, p->right + 6, y + 4, ANCHOR_START, FS, false, text);
        t->value = share;
        t->series = 1; /* ticks of the second axis */
    }
    double y80 = axis_px(&p->y, sum * 0.8);
    struct mark *l = frame_line(p, PART_DECO, ROLE_INK2, p->left, y80, p->right, y80, 1);
    l->dash = DASH_SHORT;
}

static void pareto_line(struct place *p, double sum) {
    const struct chart *c = p->c;
    struct mark *k = marks_add(p->m, MARK_PATH, PART_CUMULATIVE, ROLE_INK2);
    k->pt = arena_alloc(p->a, (size_t)(c->n_categories + 1) * 2 * sizeof *k->pt);
    k->stroke = 1.75;
    k->series = 0;
    k->cat = 0;
    double part = 0;
    for (int i = 0; i < c->n_categories && sum > 0; i++) {
        double v = chart_at(c, 0, p->order[i]);
        if (isnan(v)) break; /* gaps come last */
        part += v;
        k->pt[2 * i] = marks_snap(frame_x(p, i));
        k->pt[2 * i + 1] = marks_snap(axis_px(&p->y, part));
        if (i) spots_segment(p, k->pt[2 * i - 2], k->pt[2 * i - 1], k->pt[2 * i], k->pt[2 * i + 1]);
        k->n_pt = i + 1;
    }
    const double *pt = k->pt;
    int n = k->n_pt;
    for (int i = 0; i < n && p->slot >= 9; i++) {
        frame_point(p, MARK_SQUARE, PART_DECO, ROLE_INK2, pt[2 * i], pt[2 * i + 1], 2.25);
        spots_box(p, (struct box){pt[2 * i] - 3, pt[2 * i + 1] - 3, pt[2 * i] + 3, pt[2 * i + 1] + 3});
    }
}

static void pareto_number(struct place *p, int i, double bar_w) {
    int cat = p->order[i];
    double v = chart_at(p->c, 0, cat), x = frame_x(p, i), y = axis_px(&p->y, v);
    if (isnan(v)) {
        if (p->slot >= FS)
            frame_text(p, PART_EMPTY, ROLE_INK2, x, p->bottom - 4, ANCHOR_MIDDLE, FS, false, STR_LIT("—"))->cat = cat;
        return;
    }
    bool bad = p->c->series[0].value[cat].bad;
    struct str text = frame_number(p, v, false);
    double w = fonts_width(p->f, text, FS, bad);
    bool inside = p->bottom - y >= FS + 8 && w + 4 <= bar_w && !p->c->series[0].value[cat].provisional;
    if (bad && p->bottom - y >= FS + 22 && bar_w >= 14)
        frame_point(p, MARK_DIAMOND, PART_DECO, ROLE_PAPER, x, p->bottom - 8, 4);
    if (!inside && w + 2 > p->slot) return;
    struct box above = {x - w / 2 - 1, y - FS - 3, x + w / 2 + 1, y - 2};
    if (!inside && !spots_free(p, above)) return;
    struct mark *t = frame_text(p, PART_VALUE_TEXT,
                                inside ? ROLE_PAPER
                                : bad  ? ROLE_BAD
                                       : ROLE_INK,
                                x, inside ? y + FS + 2 : y - 4, ANCHOR_MIDDLE, FS, bad, text);
    t->series = 0;
    t->cat = cat;
}

void pareto_place(struct place *p) {
    const struct chart *c = p->c;
    double sum = c->n_series ? pareto_sum(c) : 0;
    if (!frame_any(c)) {
        frame_empty(p);
        return;
    }
    pareto_scale(p, sum);
    frame_sides(p);
    p->right = p->w - ceil(fonts_width(p->f, STR_LIT("100 %"), FS, false) * 1.04) - 14;
    p->slot = (p->right - p->left) / c->n_categories;
    flags_lanes(p);
    frame_bottom(p, p->y.hi, 0);
    if (sum > 0) p->y.hi = sum;
    frame_grid(p);
    if (sum > 0) pareto_shares(p, sum);
    double bar_w = fmin(p->slot * 0.86, 60);
    for (int i = 0; i < c->n_categories; i++) {
        double v = chart_at(c, 0, p->order[i]), x = frame_x(p, i);
        if (!isnan(v)) frame_bar(p, 0, p->order[i], x - bar_w / 2, p->bottom, x + bar_w / 2, axis_px(&p->y, v));
    }
    flags_lines(p);
    pareto_line(p, sum);
    for (int i = 0; i < c->n_categories; i++) pareto_number(p, i, bar_w);
}
