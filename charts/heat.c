/* Heat map: a row per series (site), a column per category (month). Five steps of one colour, light to dark, so it
 * reads in grey; the number stands in each cell where there is room; a cell without a value is a dash on nothing, a
 * cell to be noticed has a frame and a diamond. */
#include "charts/layouts.h"
#include "charts/chart_words.h"
#include <math.h>

enum { ROW = 26, ROW_TWO = 34, STEPS = 5 };

struct heat {
    double lo, step; /* of the scale: step i covers lo + i × step up to the next */
    int decimals;
    bool told; /* numbers in the cells */
};

static double names_max(const struct place *p) { return p->w * (frame_narrow(p) ? 0.3 : 0.28); }

static struct str *site_names(struct place *p) {
    struct str *name = arena_alloc(p->a, (size_t)(p->c->n_series + 1) * sizeof *name);
    for (int i = 0; i < p->c->n_series; i++) name[i] = p->c->series[i].name;
    return name;
}

double heat_height(struct place *p) {
    bool two = false, running = false;
    for (int s = 0; s < p->c->n_series; s++)
        two = two || fonts_width(p->f, p->c->series[s].name, FS, false) > names_max(p);
    for (int i = 0; i < p->c->n_categories; i++) running = running || chart_running(p->c, i);
    double legend = (LINE_H + 6) * (frame_narrow(p) ? 2 : 1), rows = p->c->n_series * (two ? ROW_TWO : ROW);
    return fmax(80, ceil(p->top + legend + rows + LINE_H * (running ? 2 : 1) + 12));
}

/* Five even steps that cover the values; a step comes from the table of axis steps. */
static struct heat heat_scale(const struct chart *c) {
    double lo, hi;
    frame_range(c, true, &lo, &hi);
    struct axis x = axis_choose(lo, hi, c->unit, STEPS, false);
    return (struct heat){.lo = x.lo, .step = x.step, .decimals = x.decimals};
}

static int heat_step(const struct heat *h, double v) {
    int i = (int)floor((v - h->lo) / h->step + 1e-9);
    return i < 0 ? 0 : i >= STEPS ? STEPS - 1 : i;
}

static enum role heat_role(int step) { return (enum role)(ROLE_HEAT1 + step); }

/* Swatches with the value at which each step begins: "80–", "85–" … */
static void heat_legend(struct place *p, const struct heat *h) {
    double lo, hi, x = 8, y = p->top + 10;
    frame_range(p->c, true, &lo, &hi);
    int last = heat_step(h, hi);
    for (int i = 0; i <= last; i++) {
        struct buf b;
        buf_init(&b);
        chart_number(&b, h->lo + i * h->step, h->decimals);
        buf_puts(&b, "–");
        chart_number(&b, h->lo + (i + 1) * h->step, h->decimals);
        struct str unit = chart_unit_name(p->c);
        if (i == last && unit.n) buf_printf(&b, " %.*s", STR_ARG(unit));
        struct str text = fonts_elide(p->f, arena_str(p->a, buf_view(&b)), FS, false, p->w / 2 - 40, p->a);
        buf_release(&b);
        double w = 18 + fonts_width(p->f, text, FS, false) * 1.05;
        if (x > 8 && x + w > p->w - 8) x = 8, y += LINE_H + 2;
        struct mark *r = frame_rect(p, MARK_RECT, PART_LEGEND, heat_role(i), x, y - 9, x + 13, y + 1);
        r->value = h->lo + i * h->step;
        frame_rect(p, MARK_FRAME, PART_LEGEND, ROLE_AXIS, x + 0.5, y - 8.5, x + 12.5, y + 0.5)->stroke = 0.75;
        frame_text(p, PART_LEGEND, ROLE_INK2, x + 18, y, ANCHOR_START, FS, false, text)->value = h->lo + i * h->step;
        x += w + 12;
    }
    p->top = y + 10;
}

static bool heat_told(struct place *p) {
    double widest = 0;
    for (int s = 0; s < p->c->n_series; s++)
        for (int i = 0; i < p->c->n_categories; i++)
            widest = fmax(widest, fonts_width(p->f, frame_number(p, chart_at(p->c, s, i), false), FS, false));
    return widest + 3 <= p->slot - 1;
}

static void heat_cell(struct place *p, const struct heat *h, int s, int i, double row) {
    const struct chart_value *val = &p->c->series[s].value[i];
    double v = chart_at(p->c, s, i), x0 = p->left + i * p->slot, y0 = p->top + s * row, x1 = x0 + p->slot,
           y1 = y0 + row;
    if (!isnan(v)) {
        struct mark *r =
            frame_rect(p, MARK_RECT, PART_VALUE, heat_role(heat_step(h, v)), x0 + 0.5, y0 + 0.5, x1 - 0.5, y1 - 0.5);
        r->series = s;
        r->cat = i;
    }
    if (val->provisional && !isnan(v))
        frame_rect(p, MARK_FRAME, PART_RUNNING, ROLE_INK2, x0 + 1, y0 + 1, x1 - 1, y1 - 1)->stroke = 1;
    if (!val->bad || isnan(v)) return;
    frame_rect(p, MARK_FRAME, PART_DECO, ROLE_BAD, x0 + 1.5, y0 + 1.5, x1 - 1.5, y1 - 1.5)->stroke = 2;
    if (p->slot >= 10) frame_point(p, MARK_DIAMOND, PART_DECO, ROLE_BAD, x1 - 3, y0 + 3, 4);
}

static void heat_words(struct place *p, const struct heat *h, int s, int i, double row) {
    double v = chart_at(p->c, s, i), x = p->left + (i + 0.5) * p->slot, y = p->top + (s + 0.5) * row + 4.5;
    if (row < FS + 1) return;
    if (isnan(v)) {
        if (p->slot >= FS) frame_text(p, PART_EMPTY, ROLE_INK2, x, y, ANCHOR_MIDDLE, FS, false, STR_LIT("—"))->cat = i;
        return;
    }
    if (!h->told) return;
    struct mark *t = frame_text(p, PART_VALUE_TEXT, heat_step(h, v) >= 3 ? ROLE_PAPER : ROLE_INK, x, y, ANCHOR_MIDDLE,
                                FS, p->c->series[s].value[i].bad, frame_number(p, v, false));
    t->series = s;
    t->cat = i;
}

static void heat_site(struct place *p, int s, double row, double name_w) {
    struct str line[2];
    int n = fonts_wrap(p->f, p->c->series[s].name, FS, false, names_max(p), row >= 2 * LINE_H ? 2 : 1, line, p->a);
    double y = p->top + (s + 0.5) * row - (n - 1) * LINE_H / 2.0 + 4.5;
    for (int k = 0; k < n; k++)
        frame_text(p, PART_NAME, ROLE_INK, 8 + name_w, y + k * LINE_H, ANCHOR_END, FS, false, line[k])->series = s;
}

void heat_place(struct place *p) {
    const struct chart *c = p->c;
    if (!frame_any(c)) {
        frame_empty(p);
        return;
    }
    struct heat h = heat_scale(c);
    heat_legend(p, &h);
    double name_w = frame_names_width(p, site_names(p), c->n_series, 2, names_max(p));
    p->left = 8 + name_w + 8;
    p->right = p->w - 8;
    p->slot = (p->right - p->left) / c->n_categories;
    p->y = (struct axis){.lo = 0, .hi = 1};
    frame_bottom(p, 1, 0);
    h.told = heat_told(p);
    double row = (p->bottom - p->top) / c->n_series;
    for (int s = 0; s < c->n_series; s++)
        for (int i = 0; i < c->n_categories; i++) heat_cell(p, &h, s, i, row);
    int every = row < LINE_H - 2 ? (int)ceil((LINE_H - 2) / row) : 1;
    for (int s = 0; s < c->n_series; s++) {
        if (s % every == 0) heat_site(p, s, row, name_w);
        for (int i = 0; i < c->n_categories; i++) heat_words(p, &h, s, i, row);
    }
}
