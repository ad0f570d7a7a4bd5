/* Lines over time: values with target, normal range, running period and flags; and the sparkline. */
#include "charts/layouts.h"
#include "charts/chart_words.h"
#include <math.h>

enum { SERIES_IN_GUTTER = 5 };

static bool present(const struct place *p, int s, int i) {
    return i >= 0 && i < p->c->n_categories && !isnan(chart_at(p->c, s, i));
}

static bool same_band(const struct chart_band *a, const struct chart_band *b) {
    return a->lower <= b->lower && a->lower >= b->lower && a->upper <= b->upper && a->upper >= b->upper;
}

/* One rectangle, and a line for the centre, for each stretch of categories with the same limits. */
static void line_band(struct place *p) {
    const struct chart *c = p->c;
    for (int i = 0; c->band && i < c->n_categories;) {
        const struct chart_band *b = &c->band[i];
        int to = i + 1;
        while (to < c->n_categories && same_band(b, &c->band[to])) to++;
        double x0 = p->left + i * p->slot, x1 = p->left + to * p->slot;
        if (isfinite(b->lower) && isfinite(b->upper))
            frame_rect(p, MARK_RECT, PART_BAND, ROLE_BAND, x0, axis_px(&p->y, b->upper), x1, axis_px(&p->y, b->lower))
                ->cat = i;
        i = to;
    }
}

static void line_centre(struct place *p) {
    const struct chart *c = p->c;
    for (int i = 0; c->band && i < c->n_categories;) {
        double v = c->band[i].centre;
        int to = i + 1;
        while (to < c->n_categories && c->band[to].centre >= v && c->band[to].centre <= v) to++;
        if (isfinite(v))
            frame_line(p, PART_BAND, ROLE_CALM, p->left + i * p->slot, axis_px(&p->y, v), p->left + to * p->slot,
                       axis_px(&p->y, v), 1)
                ->cat = i;
        i = to;
    }
}

static void line_running(struct place *p) {
    for (int i = 0; i < p->c->n_categories;) {
        if (!chart_running(p->c, i)) {
            i++;
            continue;
        }
        int to = i;
        while (to < p->c->n_categories && chart_running(p->c, to)) to++;
        struct mark *h = frame_rect(p, MARK_HATCH, PART_RUNNING, ROLE_RUN, p->left + i * p->slot, p->top,
                                    p->left + to * p->slot, p->bottom);
        h->cat = i;
        h->stroke = 0.75;
        i = to;
    }
}

/* The stretch from category `from` on whose segments are alike (running or not); returns its last category. */
static int stretch_end(const struct place *p, int s, int from) {
    const struct chart_value *v = p->c->series[s].value;
    int to = from;
    while (present(p, s, to + 1) && (to == from || v[to + 1].provisional == v[from + 1].provisional)) to++;
    return to;
}

static void line_stretch(struct place *p, int s, int from, int to, double stroke) {
    struct look look = theme_look(s);
    struct mark *k = marks_add(p->m, MARK_PATH, PART_VALUE, look.line);
    k->series = s;
    k->cat = from;
    k->stroke = stroke;
    k->dash = p->c->series[s].value[to].provisional ? DASH_SHORT : look.dash;
    k->n_pt = to - from + 1;
    k->pt = arena_alloc(p->a, (size_t)k->n_pt * 2 * sizeof *k->pt);
    for (int i = from; i <= to; i++) {
        k->pt[2 * (i - from)] = marks_snap(frame_x(p, i));
        k->pt[2 * (i - from) + 1] = marks_snap(axis_px(&p->y, chart_at(p->c, s, i)));
    }
    for (int i = 0; i + 1 < k->n_pt; i++)
        spots_segment(p, k->pt[2 * i], k->pt[2 * i + 1], k->pt[2 * i + 2], k->pt[2 * i + 3]);
}

static void line_series(struct place *p, int s, double stroke) {
    for (int i = 0; i < p->c->n_categories;) {
        if (!present(p, s, i)) {
            i++;
            continue;
        }
        int to = stretch_end(p, s, i);
        if (to > i) line_stretch(p, s, i, to, stroke);
        i = to > i && present(p, s, to + 1) ? to : to + 1;
    }
}

static int last_present(const struct place *p, int s) {
    int i = p->c->n_categories - 1;
    while (i >= 0 && !present(p, s, i)) i--;
    return i;
}

/* A point of its own for each value while there is room; always for what a line cannot show. */
static void line_points(struct place *p, int s) {
    const struct chart *c = p->c;
    struct look look = theme_look(s);
    double r = p->slot >= 16 ? 3 : 2;
    for (int i = 0; i < c->n_categories; i++) {
        if (!present(p, s, i)) continue;
        bool alone = !present(p, s, i - 1) && !present(p, s, i + 1);
        const struct chart_value *v = &c->series[s].value[i];
        if (p->slot < 9 && !alone && !v->bad && i != last_present(p, s)) continue;
        enum mark_kind kind = v->bad ? MARK_DIAMOND : v->provisional ? MARK_RING : (enum mark_kind)look.marker;
        double x = frame_x(p, i), y = axis_px(&p->y, chart_at(c, s, i)), size = v->bad ? 5.5 : r;
        struct mark *k = frame_point(p, kind, PART_VALUE, v->bad ? ROLE_BAD : look.line, x, y, size);
        k->series = s;
        k->cat = i;
        spots_box(p, (struct box){x - size, y - size, x + size, y + size});
    }
}

/* Numbers at what is to be noticed; at the last value, too, when the gutter does not say it. */
static void line_numbers(struct place *p, int s, bool last_told) {
    const struct chart *c = p->c;
    int last = last_present(p, s), told = 0;
    for (int i = c->n_categories - 1; i >= 0 && told < 8; i--) {
        bool bad = present(p, s, i) && c->series[s].value[i].bad;
        if (!(bad || i == last) || (i == last && last_told)) continue;
        told += spots_beside(p, frame_x(p, i), axis_px(&p->y, chart_at(c, s, i)), bad ? 5.5 : 3,
                             frame_number(p, chart_at(c, s, i), false), bad ? ROLE_BAD : ROLE_INK, s, i);
    }
}

/* Whether series s is named or its last value told in the gutter. */
static bool in_gutter(const struct place *p, int s, bool legend) {
    return !legend && last_present(p, s) == p->c->n_categories - 1;
}

/* The series' name, cut so that the number after it is whole. */
static struct str name_beside(struct place *p, int s, struct str number) {
    double room = frame_gutter(p) - (number.n ? fonts_width(p->f, number, FS, false) + FS / 2.0 : 0);
    return fonts_elide(p->f, p->c->series[s].name, FS, false, room, p->a);
}

static void line_gutter(struct place *p, bool legend) {
    const struct chart *c = p->c;
    for (int s = 0; s < c->n_series && !legend; s++) {
        int last = last_present(p, s);
        if (last < 0 || (c->n_series == 1 && !in_gutter(p, s, legend))) continue;
        bool bad = c->series[s].value[last].bad;
        struct str number = in_gutter(p, s, legend) ? frame_number(p, chart_at(c, s, last), false) : str_none();
        struct str text = c->n_series > 1 ? frame_join(p, name_beside(p, s, number), number) : number;
        enum role role = bad ? ROLE_BAD : c->n_series > 1 ? theme_look(s).line : ROLE_INK;
        gutter_add(p, (struct gutter_item){.value = chart_at(c, s, last),
                                           .text = text,
                                           .role = role,
                                           .part = c->n_series > 1 ? PART_NAME : PART_VALUE_TEXT,
                                           .bold = c->n_series == 1,
                                           .series = s,
                                           .cat = last,
                                           .weight = 3});
    }
    gutter_target(p);
    gutter_band(p);
}

/* Names at the lines' ends need a wide picture and few series. */
static bool needs_legend(const struct place *p) {
    if (p->c->n_series < 2) return false;
    return frame_narrow(p) || p->c->n_series > SERIES_IN_GUTTER || p->h - p->top < 120;
}

static bool is_amount(const struct chart *c) { return c->unit == CHART_COUNT || c->unit == CHART_HOURS; }

void line_place(struct place *p) {
    bool legend = needs_legend(p);
    if (legend) frame_legend(p, true, true);
    if (!frame_any(p->c)) {
        frame_empty(p);
        return;
    }
    double lo, hi;
    frame_range(p->c, false, &lo, &hi);
    /* Numbers that come near zero are shown from zero on. */
    frame_scale(p, lo, hi, is_amount(p->c) && lo >= 0 && lo <= hi / 2);
    line_gutter(p, legend);
    frame_sides(p);
    flags_lanes(p);
    frame_bottom(p, p->y.hi, 0);
    line_band(p);
    line_running(p);
    frame_grid(p);
    line_centre(p);
    frame_target(p);
    flags_lines(p);
    for (int s = p->c->n_series - 1; s >= 0; s--) line_series(p, s, s ? 1.75 : 2);
    for (int s = p->c->n_series - 1; s >= 0; s--) line_points(p, s);
    for (int s = 0; s < p->c->n_series; s++) line_numbers(p, s, in_gutter(p, s, legend));
    gutter_place(p);
}

void spark_place(struct place *p) {
    const struct chart *c = p->c;
    if (!frame_any(c)) return;
    double lo, hi, pad = 3.5;
    frame_range(c, true, &lo, &hi);
    if (hi - lo < 1e-9 * fmax(1, fabs(hi))) lo -= 1, hi += 1;
    p->y = (struct axis){.lo = lo, .hi = hi, .px_lo = p->h - pad, .px_hi = pad};
    p->left = 1;
    p->right = p->w - 1;
    p->slot = (p->right - p->left) / c->n_categories;
    line_series(p, 0, 1.6);
    for (int i = 0; i < c->n_categories; i++) {
        if (!present(p, 0, i)) continue;
        const struct chart_value *v = &c->series[0].value[i];
        bool last = i == last_present(p, 0), alone = !present(p, 0, i - 1) && !present(p, 0, i + 1);
        if (!last && !alone) continue;
        enum mark_kind kind = v->bad ? MARK_DIAMOND : v->provisional ? MARK_RING : MARK_DOT;
        struct mark *k = frame_point(p, kind, PART_VALUE, v->bad ? ROLE_BAD : ROLE_BRAND, frame_x(p, i),
                                     axis_px(&p->y, chart_at(c, 0, i)),
                                     !last    ? 1.2
                                     : v->bad ? 3.4
                                              : 2.4);
        k->series = 0;
        k->cat = i;
    }
}
