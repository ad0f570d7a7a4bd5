/* Upright bars: side by side, and one on the other. Bars always stand on zero. */
#include "charts/layouts.h"
#include "charts/chart_words.h"
#include <math.h>

enum { BAR_MAX = 34, HEAD_PX = 17, DIAMOND = 4 };

struct bars {
    double group, each; /* width of all bars of a category, of one */
    bool told;          /* every bar's number has room over it */
    bool bad;           /* some bar carries a diamond */
};

static struct bars bars_measure(struct place *p, int per_category) {
    const struct chart *c = p->c;
    struct bars b = {.group = fmin(p->slot * 0.76, per_category * BAR_MAX), .told = true};
    b.each = per_category ? b.group / per_category : 0;
    double room = per_category == 1 ? p->slot - 3 : b.each - 1;
    for (int s = 0; s < c->n_series; s++)
        for (int i = 0; i < c->n_categories; i++) {
            double v = chart_at(c, s, i);
            if (isnan(v)) continue;
            b.bad = b.bad || c->series[s].value[i].bad;
            if (fonts_width(p->f, frame_number(p, v, false), FS, c->series[s].value[i].bad) > room) b.told = false;
        }
    return b;
}

/* The parts that come before the bars: flags, labels, grid. */
static void bars_frame(struct place *p, double peak, double low, double head_px) {
    flags_lanes(p);
    frame_bottom(p, peak, head_px);
    double spare = (low - p->y.lo) / (p->y.hi - p->y.lo) * (p->bottom - p->top);
    if (low < 0 && spare < head_px) { /* words under the lowest bar */
        p->bottom = marks_snap(p->bottom - (head_px - spare * 0.8)) + 0.5;
        p->y.px_lo = p->bottom;
    }
    frame_grid(p);
}

/* A gap must not look like a zero: a dash stands in its place, a zero is a line on the base. */
static void bars_gap(struct place *p, int s, int cat, double x) {
    if (p->slot < 12) return;
    struct mark *t =
        frame_text(p, PART_EMPTY, ROLE_INK2, x, axis_px(&p->y, 0) - 4, ANCHOR_MIDDLE, FS, false, STR_LIT("—"));
    t->series = s;
    t->cat = cat;
}

static void bars_number(struct place *p, int s, int cat, double v, double x, double y, bool bad) {
    bool up = v >= 0;
    if (bad) {
        struct mark *d =
            frame_point(p, MARK_DIAMOND, PART_DECO, ROLE_BAD, x, up ? y - DIAMOND - 2 : y + DIAMOND + 2, DIAMOND);
        d->series = s;
        d->cat = cat;
        y += up ? -2 * DIAMOND - 1 : 2 * DIAMOND + 1;
    }
    double limit = p->c->target ? axis_px(&p->y, p->c->target[cat]) : CHART_GAP;
    if (up && limit > y - FS - 5 && limit < y - 1) y = limit; /* not through the target's line */
    struct mark *t = frame_text(p, PART_VALUE_TEXT, bad ? ROLE_BAD : ROLE_INK, x, up ? y - 4 : y + 13, ANCHOR_MIDDLE,
                                FS, bad, frame_number(p, v, false));
    t->series = s;
    t->cat = cat;
}

static void bars_one(struct place *p, const struct bars *b, int s, int i) {
    const struct chart *c = p->c;
    int cat = p->order[i];
    double v = chart_at(c, s, cat), x0 = frame_x(p, i) - b->group / 2 + s * b->each;
    double x1 = x0 + b->each - (b->each >= 6 && c->n_series > 1 ? 1 : 0), y0 = axis_px(&p->y, 0);
    if (isnan(v)) {
        if (b->each >= FS + 2 || c->n_series == 1) bars_gap(p, s, cat, (x0 + x1) / 2);
        return;
    }
    double y = axis_px(&p->y, v);
    frame_bar(p, s, cat, x0, y0, x1, y);
    if (fabs(y - y0) < 1) frame_line(p, PART_DECO, theme_look(s).line, x0, y0, x1, y0, 2);
}

static void bars_words(struct place *p, const struct bars *b) {
    const struct chart *c = p->c;
    for (int s = 0; s < c->n_series; s++)
        for (int i = 0; i < c->n_categories; i++) {
            int cat = p->order[i];
            double v = chart_at(c, s, cat), x = frame_x(p, i) - b->group / 2 + (s + 0.5) * b->each;
            if (isnan(v)) continue;
            bool bad = c->series[s].value[cat].bad;
            double y = axis_px(&p->y, v);
            if (b->told) bars_number(p, s, cat, v, x, y, bad);
            else if (bad) {
                struct mark *d = frame_point(p, MARK_DIAMOND, PART_DECO, ROLE_BAD, x, y - DIAMOND - 2, DIAMOND);
                d->series = s;
                d->cat = cat;
            }
        }
}

void bars_place(struct place *p) {
    const struct chart *c = p->c;
    if (c->n_series > 1) frame_legend(p, false, true);
    if (!frame_any(c)) {
        frame_empty(p);
        return;
    }
    double lo, hi;
    frame_range(c, false, &lo, &hi);
    frame_scale(p, lo, hi, true);
    gutter_target(p);
    frame_sides(p);
    struct bars b = bars_measure(p, c->n_series);
    double top_value, low_value;
    frame_range(c, true, &low_value, &top_value);
    double head = (b.told ? HEAD_PX : 0) + (b.bad ? 2 * DIAMOND + 2 : 0);
    /* Numbers near the target move above its line, so that has to have room over it, too. */
    bars_frame(p, fmax(0, b.told && c->target ? hi : top_value), low_value, head);
    for (int s = 0; s < c->n_series; s++)
        for (int i = 0; i < c->n_categories; i++) bars_one(p, &b, s, i);
    frame_target(p);
    flags_lines(p);
    bars_words(p, &b);
    gutter_place(p);
}

/* Words on a fill: dark on light fills, paper on dark ones. */
static enum role on_fill(int s, bool bad, bool hatched) {
    enum role fill = theme_look(s).fill;
    if (hatched) return ROLE_INK;
    return bad || fill == ROLE_BRAND || fill == ROLE_INK ? ROLE_PAPER : ROLE_INK;
}

static void stack_part_words(struct place *p, int s, int cat, double v, double x, double y0, double y1, double w) {
    const struct chart_value *val = &p->c->series[s].value[cat];
    struct str text = frame_number(p, v, false);
    if (y0 - y1 < FS + 2 || fonts_width(p->f, text, FS, val->bad) + 4 > w || val->provisional) return;
    struct mark *t = frame_text(p, PART_VALUE_TEXT, on_fill(s, val->bad, val->provisional), x, (y0 + y1) / 2 + 4.5,
                                ANCHOR_MIDDLE, FS, val->bad, text);
    t->series = s;
    t->cat = cat;
}

static void stack_one(struct place *p, const struct bars *b, int i, bool words) {
    const struct chart *c = p->c;
    int cat = p->order[i];
    double x0 = frame_x(p, i) - b->group / 2, x1 = x0 + b->group, sum = 0;
    for (int s = 0; s < c->n_series; s++) {
        double v = chart_at(c, s, cat);
        if (isnan(v)) continue;
        double y0 = axis_px(&p->y, sum), y1 = axis_px(&p->y, sum + v);
        sum += v;
        if (words) {
            stack_part_words(p, s, cat, v, (x0 + x1) / 2, y0, y1, x1 - x0);
            continue;
        }
        frame_bar(p, s, cat, x0, y0, x1, y1);
        if (!c->series[s].value[cat].bad) continue;
        double text_w = fonts_width(p->f, frame_number(p, v, false), FS, true);
        bool inside = y0 - y1 >= 13 && b->group >= text_w + 26; /* left of the number */
        frame_point(p, MARK_DIAMOND, PART_DECO, inside ? ROLE_PAPER : ROLE_BAD, inside ? x0 + 6 : x1 + 3, (y0 + y1) / 2,
                    3.5);
    }
    if (words && isnan(chart_sum(c, cat))) bars_gap(p, -1, cat, (x0 + x1) / 2);
}

/* Lines of paper between the parts, so that neighbours stay apart in grey. */
static void stack_seams(struct place *p, const struct bars *b, int i) {
    double x0 = frame_x(p, i) - b->group / 2, sum = 0;
    bool any = false;
    for (int s = 0; s < p->c->n_series; s++) {
        double v = chart_at(p->c, s, p->order[i]);
        if (isnan(v) || v <= 0) continue;
        double y = axis_px(&p->y, sum);
        if (any) frame_line(p, PART_DECO, ROLE_PAPER, x0, y, x0 + b->group, y, 1);
        any = true;
        sum += v;
    }
}

static bool stack_sums_fit(struct place *p, double *peak) {
    bool fit = p->c->n_series > 1;
    *peak = 0;
    for (int i = 0; i < p->c->n_categories; i++) {
        double v = chart_sum(p->c, i);
        if (isnan(v)) continue;
        *peak = fmax(*peak, v);
        if (fonts_width(p->f, frame_number(p, v, false), FS, true) > p->slot - 3) fit = false;
    }
    return fit;
}

void stack_place(struct place *p) {
    const struct chart *c = p->c;
    if (c->n_series > 1) frame_legend(p, false, true);
    if (!frame_any(c)) {
        frame_empty(p);
        return;
    }
    double peak = 0, hi = 0;
    stack_sums_fit(p, &peak);
    hi = peak;
    for (int i = 0; c->target && i < c->n_categories; i++)
        if (isfinite(c->target[i])) hi = fmax(hi, c->target[i]);
    frame_scale(p, 0, hi, true);
    gutter_target(p);
    frame_sides(p);
    bool sums = stack_sums_fit(p, &peak);
    struct bars b = bars_measure(p, 1);
    bars_frame(p, peak, 0, sums ? HEAD_PX : 0);
    for (int i = 0; i < c->n_categories; i++) stack_one(p, &b, i, false);
    for (int i = 0; i < c->n_categories; i++) stack_seams(p, &b, i);
    frame_target(p);
    flags_lines(p);
    for (int i = 0; i < c->n_categories; i++) {
        stack_one(p, &b, i, true);
        double v = chart_sum(c, p->order[i]);
        if (!sums || isnan(v)) continue;
        struct mark *t = frame_text(p, PART_VALUE_TEXT, ROLE_INK, frame_x(p, i), axis_px(&p->y, v) - 4, ANCHOR_MIDDLE,
                                    FS, true, frame_number(p, v, false));
        t->cat = p->order[i];
    }
    gutter_place(p);
}
