/* Satisfaction levels as diverging bars: every row shows the shares of its answers, the better levels right of a line
 * and the worse ones left of it; the neutral level lies across the line. The order tells the levels apart, so the
 * chart reads without colour. A row with fewer than ten answers has no colour. */
#include "charts/layouts.h"
#include "charts/chart_words.h"
#include <math.h>

enum { ROW = 28, ROW_TWO = 36, BAR = 20, LEVEL_FEW = 10, LEVELS_MAX = 16 };

/* Side of level s of n: > 0 better, 0 neutral, < 0 worse. */
static int level_side(int s, int n) {
    int twice = n - 1 - 2 * s;
    return (twice > 0) - (twice < 0);
}

static enum role level_role(int s, int n) {
    int side = level_side(s, n);
    if (side == 0) return ROLE_NEUTRAL;
    if (side > 0) return s == 0 ? ROLE_GOOD : ROLE_GOOD_TINT;
    return s == n - 1 ? ROLE_BAD : ROLE_BAD_TINT;
}

static enum role level_grey(int s, int n) {
    int side = level_side(s, n);
    if (side == 0) return ROLE_NEUTRAL;
    return s == 0 || s == n - 1 ? ROLE_CALM : ROLE_MUTE;
}

static double names_max(const struct place *p) { return p->w * 0.3; }

static bool two_lines(struct place *p) {
    for (int i = 0; i < p->c->n_categories; i++)
        if (fonts_width(p->f, p->c->category[i].name, FS, false) > names_max(p)) return true;
    return false;
}

/* The legend, worst to best as the bars run; returns its height. Measures only when `draw` is false. */
static double levels_legend(struct place *p, bool draw) {
    double x = 8, y = p->top + 10;
    for (int s = p->c->n_series - 1; s >= 0; s--) {
        struct str name = fonts_elide(p->f, p->c->series[s].name, FS, false, p->w / 2 - 40, p->a);
        double w = 18 + fonts_width(p->f, name, FS, false) * 1.05;
        if (x > 8 && x + w > p->w - 8) x = 8, y += LINE_H + 2;
        if (draw) {
            frame_rect(p, MARK_RECT, PART_LEGEND, level_role(s, p->c->n_series), x, y - 9, x + 13, y + 1)->series = s;
            frame_text(p, PART_LEGEND, ROLE_INK2, x + 18, y, ANCHOR_START, FS, false, name)->series = s;
        }
        x += w + 14;
    }
    return y + 12 - p->top;
}

double levels_height(struct place *p) {
    double rows = p->c->n_categories * (two_lines(p) ? ROW_TWO : ROW);
    return fmax(80, ceil(p->top + levels_legend(p, false) + rows + LINE_H + 12));
}

/* Share in per cent of level s in a row; 0 for a gap. */
static double share(const struct chart *c, int s, int cat) {
    double v = chart_at(c, s, cat), sum = chart_sum(c, cat);
    return isnan(v) || !(sum > 0) ? 0 : 100 * v / sum;
}

/* How far the row reaches to the worse side (negative). */
static double row_start(const struct chart *c, int cat) {
    double at = 0;
    for (int s = 0; s < c->n_series; s++) {
        int side = level_side(s, c->n_series);
        at -= side < 0 ? share(c, s, cat) : side == 0 ? share(c, s, cat) / 2 : 0;
    }
    return at;
}

static void level_words(struct place *p, int s, int cat, double x0, double x1, double y, enum role fill) {
    struct buf b;
    buf_init(&b);
    chart_number(&b, share(p->c, s, cat), 0);
    struct str text = arena_str(p->a, buf_view(&b));
    buf_release(&b);
    if (fonts_width(p->f, text, FS, false) + 4 > x1 - x0) return;
    bool dark = fill == ROLE_GOOD || fill == ROLE_BAD || fill == ROLE_CALM;
    struct mark *t = frame_text(p, PART_VALUE_TEXT, dark ? ROLE_PAPER : ROLE_INK, (x0 + x1) / 2, y + 4.5, ANCHOR_MIDDLE,
                                FS, false, text);
    t->series = s;
    t->cat = cat;
}

static void levels_row(struct place *p, const struct axis *x, int i, bool words) {
    const struct chart *c = p->c;
    int cat = p->order[i];
    double at = row_start(c, cat), mid = p->top + (i + 0.5) * p->slot, half = fmin(BAR, p->slot * 0.78) / 2;
    bool few = chart_sum(c, cat) < LEVEL_FEW;
    for (int s = c->n_series - 1; s >= 0; s--) {
        double part = share(c, s, cat), x0 = axis_px(x, at), x1 = axis_px(x, at + part);
        at += part;
        if (!(part > 0)) continue;
        enum role role = few ? level_grey(s, c->n_series) : level_role(s, c->n_series);
        if (words) {
            if (half * 2 >= FS) level_words(p, s, cat, x0, x1, mid, role);
            continue;
        }
        struct mark *r = frame_rect(p, MARK_RECT, PART_VALUE, role, x0, mid - half, x1, mid + half);
        r->series = s;
        r->cat = cat;
        if (at - part > row_start(c, cat)) frame_line(p, PART_DECO, ROLE_PAPER, x0, mid - half, x0, mid + half, 1);
    }
}

static void levels_side_words(struct place *p, int i, int lines, double name_w) {
    const struct chart *c = p->c;
    int cat = p->order[i];
    struct str line[2];
    int n = fonts_wrap(p->f, c->category[cat].name, FS, false, names_max(p), lines, line, p->a);
    double mid = p->top + (i + 0.5) * p->slot, y = mid - (n - 1) * LINE_H / 2.0 + 4.5;
    for (int k = 0; k < n; k++)
        frame_text(p, PART_CATEGORY, ROLE_INK, 8 + name_w, y + k * LINE_H, ANCHOR_END, FS, false, line[k])->cat = cat;
    double sum = chart_sum(c, cat);
    struct buf b;
    buf_init(&b);
    buf_puts(&b, chart_words(c->lang, isnan(sum) ? WORD_NO_DATA : WORD_COUNT_N));
    if (!isnan(sum)) chart_number(&b, sum, 0);
    frame_text(p, PART_VALUE_TEXT, ROLE_INK2, p->w - 8, mid + 4.5, ANCHOR_END, FS, false, arena_str(p->a, buf_view(&b)))
        ->cat = cat;
    buf_release(&b);
}

static void levels_axis(struct place *p, const struct axis *x) {
    for (int i = 0; i <= x->n; i++) {
        double v = axis_tick(x, i), px = axis_px(x, v);
        bool zero = fabs(v) < 1e-9;
        frame_line(p, PART_GRID, zero ? ROLE_AXIS : ROLE_GRID, px, p->top, px, p->bottom, 1)->value = v;
        struct str text = str_of(arena_printf(p->a, "%.0f%s", fabs(v), i == x->n ? " %" : ""));
        frame_text(p, PART_TICK, ROLE_INK2, px, p->bottom + LINE_H - 1, ANCHOR_MIDDLE, FS, false, text)->value = v;
    }
}

/* From the row that reaches furthest to the worse side to the one furthest to the better. */
static struct axis levels_scale(struct place *p) {
    double lo = -1, hi = 1;
    for (int i = 0; i < p->c->n_categories; i++) {
        double from = row_start(p->c, i), all = chart_sum(p->c, i) > 0 ? 100 : 0;
        lo = fmin(lo, from);
        hi = fmax(hi, from + all);
    }
    struct axis x = axis_choose(lo, hi, CHART_NUMBER, frame_narrow(p) ? 4 : 7, true);
    x.px_lo = p->left;
    x.px_hi = p->right;
    return x;
}

static double column_of_numbers(struct place *p) {
    double w = 0;
    for (int i = 0; i < p->c->n_categories; i++) {
        double sum = chart_sum(p->c, i);
        struct buf b;
        buf_init(&b);
        buf_puts(&b, chart_words(p->c->lang, isnan(sum) ? WORD_NO_DATA : WORD_COUNT_N));
        if (!isnan(sum)) chart_number(&b, sum, 0);
        w = fmax(w, fonts_width(p->f, buf_view(&b), FS, false));
        buf_release(&b);
    }
    return w;
}

void levels_place(struct place *p) {
    const struct chart *c = p->c;
    p->top += levels_legend(p, true);
    if (!frame_any(c)) {
        frame_empty(p);
        return;
    }
    p->bottom -= LINE_H;
    frame_room(p, fmax(30, c->n_categories * 3));
    p->slot = (p->bottom - p->top) / c->n_categories;
    int lines = p->slot >= 2 * LINE_H + 2 ? 2 : 1, every = p->slot < LINE_H - 2 ? (int)ceil((LINE_H - 2) / p->slot) : 1;
    struct str *name = arena_alloc(p->a, (size_t)c->n_categories * sizeof *name);
    for (int i = 0; i < c->n_categories; i++) name[i] = c->category[i].name;
    double name_w = frame_names_width(p, name, c->n_categories, lines, names_max(p));
    p->left = 8 + name_w + 14;
    p->right = p->w - 8 - column_of_numbers(p) - 22; /* half a tick's words */
    struct axis x = levels_scale(p);
    levels_axis(p, &x);
    for (int i = 0; i < c->n_categories; i++) levels_row(p, &x, i, false);
    for (int i = 0; i < c->n_categories; i++) levels_row(p, &x, i, true);
    for (int i = 0; i < c->n_categories; i += every) levels_side_words(p, i, lines, name_w);
}
