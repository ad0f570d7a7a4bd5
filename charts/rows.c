/* Horizontal bars, for categories with names: each row has its name at the left and its number at its end, so no axis
 * is needed unless the rows are too low for words. */
#include "charts/layouts.h"
#include "charts/chart_words.h"
#include <math.h>

enum { ROW = 26, ROW_TWO = 34, BAR = 16, THIN_ROW = 15 };

struct rows {
    double name_w, number_w; /* widths of the columns of names and numbers */
    int lines;               /* of a name */
    int every;               /* only every n-th row has words */
    double low_w;            /* room for numbers left of the zero line */
    bool told;               /* each bar has its number */
};

static struct str *row_names(struct place *p) {
    struct str *name = arena_alloc(p->a, (size_t)(p->c->n_categories + 1) * sizeof *name);
    for (int i = 0; i < p->c->n_categories; i++) name[i] = p->c->category[p->order[i]].name;
    return name;
}

static double names_max(const struct place *p) { return p->w * (frame_narrow(p) ? 0.4 : 0.36); }

static int names_lines(struct place *p) {
    double max = names_max(p);
    for (int i = 0; i < p->c->n_categories; i++)
        if (fonts_width(p->f, p->c->category[i].name, FS, false) > max) return 2;
    return 1;
}

static double row_natural(struct place *p) {
    double row = names_lines(p) == 2 ? ROW_TWO : ROW;
    return fmax(row, p->c->n_series * BAR + 10);
}

static bool same_target(const struct chart *c) {
    for (int i = 0; c->target && i < c->n_categories; i++)
        if (!(c->target[i] >= c->target[0] && c->target[i] <= c->target[0])) return false;
    return c->target && c->n_categories;
}

double rows_height(struct place *p) {
    double h = p->top + p->c->n_categories * row_natural(p) + (p->c->n_series > 1 ? frame_legend(p, false, false) : 0) +
               (p->c->target ? LINE_H + 4 : 0) + 10;
    return fmax(60, ceil(h));
}

static double row_bar(const struct place *p, double row) {
    return fmin(p->c->n_series == 1 ? BAR + 4 : BAR, row * 0.8 / p->c->n_series);
}

/* Decides which words have room; without numbers at the bars a few ticks take some of the height. */
static struct rows rows_prepare(struct place *p) {
    const struct chart *c = p->c;
    struct rows r = {.every = 1};
    double row = (p->bottom - p->top) / c->n_categories;
    r.told = row >= THIN_ROW && (c->n_series == 1 || row_bar(p, row) >= FS);
    if (!r.told) p->bottom -= LINE_H + 4;
    p->slot = row = (p->bottom - p->top) / c->n_categories;
    r.lines = row >= 2 * LINE_H + 2 ? 2 : 1;
    if (row < THIN_ROW) r.every = (int)ceil(THIN_ROW / row);
    r.name_w = frame_names_width(p, row_names(p), c->n_categories, r.lines, names_max(p));
    for (int s = 0; s < c->n_series; s++)
        for (int i = 0; i < c->n_categories; i++) {
            double v = chart_at(c, s, i);
            double w =
                fonts_width(p->f, frame_number(p, v, false), FS, true) + 6 + (c->series[s].value[i].bad ? 12 : 0);
            if (v < 0) r.low_w = fmax(r.low_w, w);
            else r.number_w = fmax(r.number_w, w);
        }
    return r;
}

static void row_name(struct place *p, const struct rows *r, int i) {
    struct str line[2];
    int cat = p->order[i],
        n = fonts_wrap(p->f, p->c->category[cat].name, FS, false, names_max(p), r->lines, line, p->a);
    double y = p->top + (i + 0.5) * p->slot - (n - 1) * LINE_H / 2.0 + 4;
    for (int k = 0; k < n; k++)
        frame_text(p, PART_CATEGORY, ROLE_INK, 8 + r->name_w, y + k * LINE_H, ANCHOR_END, FS, false, line[k])->cat =
            cat;
}

static void row_number(struct place *p, int s, int cat, double v, double y) {
    bool bad = p->c->series[s].value[cat].bad, left = v < 0;
    double x = axis_px(&p->y, v), dir = left ? -1 : 1;
    if (bad) {
        struct mark *d = frame_point(p, MARK_DIAMOND, PART_DECO, ROLE_BAD, x + dir * 8, y, 4);
        d->series = s;
        d->cat = cat;
        x += dir * 10;
    }
    struct str text = frame_number(p, v, false);
    x += dir * 5;
    double w = fonts_width(p->f, text, FS, bad), limit = p->c->target ? axis_px(&p->y, p->c->target[cat]) : CHART_GAP;
    if (!left && limit > x - 3 && limit < x + w + 3 && limit + 5 + w < p->w - 2)
        x = limit + 5; /* beside the target's line */
    struct mark *t = frame_text(p, PART_VALUE_TEXT, bad ? ROLE_BAD : ROLE_INK, x, y + 4.5,
                                left ? ANCHOR_END : ANCHOR_START, FS, bad, text);
    t->series = s;
    t->cat = cat;
}

static void row_bars(struct place *p, const struct rows *r, int i, bool words) {
    const struct chart *c = p->c;
    int cat = p->order[i];
    double bar = row_bar(p, p->slot);
    double y0 = p->top + (i + 0.5) * p->slot - bar * c->n_series / 2, zero = axis_px(&p->y, 0);
    for (int s = 0; s < c->n_series; s++, y0 += bar) {
        double v = chart_at(c, s, cat), mid = y0 + bar / 2;
        if (!words) {
            double gap = c->n_series > 1 && bar >= 6 ? 1 : 0;
            if (!isnan(v)) frame_bar(p, s, cat, zero, y0, axis_px(&p->y, v), y0 + bar - gap);
            continue;
        }
        if (!r->told) continue;
        if (!isnan(v)) row_number(p, s, cat, v, mid);
        else
            frame_text(p, PART_EMPTY, ROLE_INK2, zero + 5, mid + 4.5, ANCHOR_START, FS, false, STR_LIT("—"))->cat = cat;
    }
}

/* Where the words have no room a few ticks stand under the rows. */
static void rows_ticks(struct place *p) {
    double free_from = 0;
    for (int i = 0; i <= p->y.n; i++) {
        double v = axis_tick(&p->y, i), x = axis_px(&p->y, v);
        frame_line(p, PART_GRID, ROLE_GRID, x, p->top, x, p->bottom, 1)->value = v;
        struct buf b;
        buf_init(&b);
        chart_number(&b, v, p->y.decimals);
        struct str text = arena_str(p->a, buf_view(&b));
        buf_release(&b);
        double w = fonts_width(p->f, text, FS, false);
        if (x - w / 2 < free_from || x + w / 2 > p->w - 2) continue;
        frame_text(p, PART_TICK, ROLE_INK2, x, p->bottom + LINE_H, ANCHOR_MIDDLE, FS, false, text)->value = v;
        free_from = x + w / 2 + 4;
    }
}

static void rows_target(struct place *p) {
    const struct chart *c = p->c;
    if (same_target(c) && isfinite(c->target[0])) {
        double x = axis_px(&p->y, c->target[0]);
        struct mark *l = frame_line(p, PART_TARGET, ROLE_INK2, x, p->top - 4, x, p->bottom, 1.25);
        l->dash = DASH_LONG;
        l->value = c->target[0];
        return;
    }
    for (int i = 0; c->target && i < c->n_categories; i++) {
        double v = c->target[p->order[i]], y = p->top + i * p->slot;
        if (!isfinite(v)) continue;
        struct mark *l =
            frame_line(p, PART_TARGET, ROLE_INK2, axis_px(&p->y, v), y + 2, axis_px(&p->y, v), y + p->slot - 2, 2);
        l->cat = p->order[i];
        l->value = v;
    }
}

/* Words of the target over the plot; the line is drawn by rows_target. */
static void rows_target_words(struct place *p, double y) {
    const struct chart *c = p->c;
    bool same = same_target(c);
    if (!c->target || (same && !isfinite(c->target[0]))) return;
    struct str text = frame_word(p, WORD_TARGET);
    if (same) text = frame_join(p, text, frame_limit(p, c->target[0], true));
    double w = fonts_width(p->f, text, FS, false);
    double x = same ? fmin(fmax(axis_px(&p->y, c->target[0]), 4 + w / 2), p->w - 4 - w / 2) : p->right - w / 2;
    frame_text(p, PART_TARGET, ROLE_INK2, x, y, ANCHOR_MIDDLE, FS, false, text);
    if (!same) frame_line(p, PART_TARGET, ROLE_INK2, x - w / 2 - 6, y - 9, x - w / 2 - 6, y + 1, 2);
}

void rows_place(struct place *p) {
    const struct chart *c = p->c;
    if (c->n_series > 1) frame_legend(p, false, true);
    if (!frame_any(c)) {
        frame_empty(p);
        return;
    }
    double words_y = p->top + 9;
    if (c->target) p->top += LINE_H + 4;
    frame_room(p, fmax(40, c->n_categories * c->n_series * 2));
    struct rows r = rows_prepare(p);
    double lo, hi;
    frame_range(c, false, &lo, &hi);
    lo = fmin(lo, 0), hi = fmax(hi, 0);
    p->y = r.told ? (struct axis){.lo = lo, .hi = hi > lo ? hi : lo + 1} : axis_choose(lo, hi, c->unit, 5, true);
    p->left = 8 + r.name_w + 8 + r.low_w;
    p->right = p->w - 8 - r.number_w;
    p->y.px_lo = p->left;
    p->y.px_hi = p->right;
    if (!r.told) rows_ticks(p);
    for (int i = 0; i < c->n_categories; i++) row_bars(p, &r, i, false);
    double zero = axis_px(&p->y, 0);
    frame_line(p, PART_GRID, ROLE_AXIS, zero, p->top, zero, p->bottom, 1)->value = 0;
    rows_target(p);
    for (int i = 0; i < c->n_categories; i += r.every) row_name(p, &r, i);
    for (int i = 0; i < c->n_categories; i++) row_bars(p, &r, i, true);
    if (c->target) rows_target_words(p, words_y);
}
