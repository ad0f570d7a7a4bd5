/* See frame.h: heading, legend, axes and their labels, what the layouts share. */
#include "charts/frame.h"
#include "charts/chart_words.h"
#include <math.h>

bool frame_narrow(const struct place *p) { return p->w < CHART_WIDE; }

bool frame_timeline(const struct chart *c) {
    return c->timeline || c->kind == CHART_LINE || c->kind == CHART_SPARK || c->kind == CHART_HEAT;
}

struct mark *frame_text(struct place *p, enum mark_part part, enum role role, double x, double y, enum anchor anchor,
                        double size, bool bold, struct str text) {
    struct mark *t = marks_add(p->m, MARK_TEXT, part, role);
    t->x = marks_snap(x);
    t->y = marks_snap(y);
    t->anchor = anchor;
    t->size = size;
    t->bold = bold;
    t->text = text;
    t->w = fonts_width(p->f, text, size, bold);
    t->h = size;
    return t;
}

struct str frame_number(struct place *p, double v, bool unit) {
    struct buf b;
    buf_init(&b);
    if (unit) chart_quantity(p->c, &b, v);
    else chart_number(&b, v, p->c->decimals);
    struct str s = arena_str(p->a, buf_view(&b));
    buf_release(&b);
    return s;
}

struct str frame_limit(struct place *p, double v, bool unit) {
    struct buf b;
    buf_init(&b);
    chart_limit(p->c, &b, v, unit);
    struct str s = arena_str(p->a, buf_view(&b));
    buf_release(&b);
    return s;
}

struct str frame_word(struct place *p, int word) {
    return str_of(chart_words(p->c->lang, (enum word)word));
}

struct str frame_join(struct place *p, struct str a, struct str b) {
    if (!a.n || !b.n) return a.n ? a : b;
    return str_of(arena_printf(p->a, "%.*s %.*s", STR_ARG(a), STR_ARG(b)));
}

struct mark *frame_rect(struct place *p, enum mark_kind kind, enum mark_part part, enum role role, double x0, double y0,
                        double x1, double y1) {
    struct mark *r = marks_add(p->m, kind, part, role);
    r->x = marks_snap(fmin(x0, x1));
    r->y = marks_snap(fmin(y0, y1));
    r->w = marks_snap(fmax(x0, x1)) - r->x;
    r->h = marks_snap(fmax(y0, y1)) - r->y;
    return r;
}

struct mark *frame_line(struct place *p, enum mark_part part, enum role role, double x0, double y0, double x1,
                        double y1, double stroke) {
    struct mark *l = marks_add(p->m, MARK_PATH, part, role);
    l->pt = arena_alloc(p->a, 4 * sizeof *l->pt);
    l->n_pt = 2;
    l->pt[0] = marks_snap(x0), l->pt[1] = marks_snap(y0);
    l->pt[2] = marks_snap(x1), l->pt[3] = marks_snap(y1);
    l->stroke = stroke;
    return l;
}

struct mark *frame_point(struct place *p, enum mark_kind kind, enum mark_part part, enum role role, double x, double y,
                         double r) {
    struct mark *k = marks_add(p->m, kind, part, role);
    k->x = marks_snap(x);
    k->y = marks_snap(y);
    k->w = r;
    if (kind == MARK_RING) k->stroke = 1.5;
    return k;
}

void frame_bar(struct place *p, int series, int cat, double x0, double y0, double x1, double y1) {
    const struct chart_value *v = &p->c->series[series].value[cat];
    struct look look = theme_look(series);
    enum role fill = v->bad ? ROLE_BAD : look.fill, line = v->bad ? ROLE_BAD : look.line;
    if (!v->provisional) {
        struct mark *r = frame_rect(p, MARK_RECT, PART_VALUE, fill, x0, y0, x1, y1);
        r->series = series;
        r->cat = cat;
        if (!look.edge) return;
    }
    if (v->provisional) {
        bool light = fill != ROLE_BRAND && fill != ROLE_INK && fill != ROLE_BAD;
        struct mark *h = frame_rect(p, MARK_HATCH, PART_VALUE, light ? line : fill, x0, y0, x1, y1);
        h->series = series;
        h->cat = cat;
        h->stroke = 1.5;
        h->back = series % 2 == 1;
    }
    frame_rect(p, MARK_FRAME, PART_DECO, line, fmin(x0, x1) + 0.5, fmin(y0, y1) + 0.5, fmax(x0, x1) - 0.5,
               fmax(fmin(y0, y1) + 0.5, fmax(y0, y1) - 0.5))
        ->stroke = 1;
}

/* Lines of one text from the top down; returns the height used. */
static double heading_lines(struct place *p, struct str text, double size, bool bold, enum role role, double top) {
    struct str line[2];
    int n = fonts_wrap(p->f, text, size, bold, p->w - 16, 2, line, p->a);
    for (int i = 0; i < n; i++)
        frame_text(p, PART_HEADING, role, 8, top + size + i * (size + 5), ANCHOR_START, size, bold, line[i]);
    return n * (size + 5);
}

void frame_begin(struct place *p) {
    p->left = 8;
    p->right = p->w - 8;
    p->top = 8;
    p->bottom = p->h - 8;
    if (!p->c->heading) return;
    struct buf b;
    buf_init(&b);
    chart_subtitle(p->c, &b);
    struct str sub = arena_str(p->a, buf_view(&b));
    buf_release(&b);
    p->top += heading_lines(p, p->c->title, FS_TITLE, true, ROLE_INK, p->top - 2);
    p->top += heading_lines(p, fonts_safe(p->f, sub, p->a, NULL), FS, false, ROLE_INK2, p->top) + 4;
}

static void legend_sample(struct place *p, int s, bool lines, double x, double y) {
    struct look look = theme_look(s);
    if (!lines) {
        frame_rect(p, MARK_RECT, PART_LEGEND, look.fill, x, y - 9, x + 14, y + 1)->series = s;
        if (look.edge)
            frame_rect(p, MARK_FRAME, PART_LEGEND, look.line, x + 0.5, y - 8.5, x + 13.5, y + 0.5)->stroke = 1;
        return;
    }
    struct mark *l = frame_line(p, PART_LEGEND, look.line, x, y - 4, x + 18, y - 4, 2);
    l->dash = look.dash;
    l->series = s;
    frame_point(p, (enum mark_kind)look.marker, PART_LEGEND, look.line, x + 9, y - 4, 3);
}

double frame_legend(struct place *p, bool lines, bool draw) {
    double x = 8, sample = lines ? 23 : 19, y = p->top + 10;
    for (int s = 0; s < p->c->n_series; s++) {
        struct str name = fonts_elide(p->f, p->c->series[s].name, FS, false, p->w / 2 - 40, p->a);
        double w = sample + fonts_width(p->f, name, FS, false) * 1.05;
        if (x > 8 && x + w > p->w - 8) x = 8, y += LINE_H + 2;
        if (draw) {
            legend_sample(p, s, lines, x, y);
            frame_text(p, PART_LEGEND, ROLE_INK2, x + sample, y, ANCHOR_START, FS, false, name)->series = s;
        }
        x += w + 16;
    }
    double height = y + 10 - p->top;
    if (draw) p->top += height;
    return height;
}

void frame_room(struct place *p, double least) {
    double more = ceil(least - (p->bottom - p->top));
    if (more <= 0) return;
    p->h += more;
    p->bottom += more;
    p->m->height = p->h;
}

void frame_empty(struct place *p) {
    frame_room(p, 40);
    struct str text = fonts_elide(p->f, frame_word(p, WORD_NO_DATA), FS_VALUE, false, p->w - 16, p->a);
    double y = (p->top + p->bottom) / 2;
    frame_text(p, PART_EMPTY, ROLE_INK2, p->w / 2, y + 5, ANCHOR_MIDDLE, FS_VALUE, false, text);
    frame_line(p, PART_GRID, ROLE_GRID, p->left, p->bottom - 0.5, p->right, p->bottom - 0.5, 1);
}

bool frame_any(const struct chart *c) {
    for (int s = 0; s < c->n_series; s++)
        for (int i = 0; i < c->n_categories; i++)
            if (!isnan(chart_at(c, s, i))) return true;
    return false;
}

static void range_add(double v, double *lo, double *hi) {
    if (!isfinite(v)) return;
    *lo = fmin(*lo, v);
    *hi = fmax(*hi, v);
}

void frame_range(const struct chart *c, bool plain, double *lo, double *hi) {
    *lo = INFINITY;
    *hi = -INFINITY;
    for (int i = 0; i < c->n_categories; i++) {
        for (int s = 0; s < c->n_series; s++) range_add(chart_at(c, s, i), lo, hi);
        if (!plain && c->target) range_add(c->target[i], lo, hi);
        if (!plain && c->band) range_add(c->band[i].lower, lo, hi), range_add(c->band[i].upper, lo, hi);
    }
}

void frame_scale(struct place *p, double lo, double hi, bool zero) {
    double about = p->bottom - p->top - 2 * LINE_H;
    int ticks = (int)fmin(6, fmax(2, about / 34));
    p->y = axis_choose(lo, hi, p->c->unit, ticks, zero);
}

/* The i-th tick's label; the highest one carries a short unit. */
static struct str tick_label(struct place *p, int i) {
    struct buf b;
    buf_init(&b);
    chart_number(&b, axis_tick(&p->y, i), p->y.decimals);
    struct str unit = chart_unit_name(p->c);
    if (i == p->y.n && unit.n && fonts_width(p->f, unit, FS, false) <= 26) {
        buf_byte(&b, ' ');
        buf_str(&b, unit);
    }
    struct str s = arena_str(p->a, buf_view(&b));
    buf_release(&b);
    return s;
}

double frame_gutter(const struct place *p) { return p->w * 0.3; }

void frame_sides(struct place *p) {
    double ticks = 0, words = 0;
    for (int i = 0; i <= p->y.n; i++) ticks = fmax(ticks, fonts_width(p->f, tick_label(p, i), FS, false));
    for (int i = 0; i < p->n_gutter; i++) {
        struct gutter_item *g = &p->gutter[i];
        g->text = fonts_elide(p->f, g->text, g->bold ? FS_VALUE : FS, g->bold, frame_gutter(p), p->a);
        words = fmax(words, fonts_width(p->f, g->text, g->bold ? FS_VALUE : FS, g->bold));
    }
    p->left = ceil(ticks * 1.04) + 12;
    p->right = p->w - (words > 0 ? ceil(words * 1.04) + 14 : 8);
    p->slot = p->c->n_categories ? (p->right - p->left) / p->c->n_categories : 0;
}

double frame_x(const struct place *p, int i) { return p->left + p->slot * (i + 0.5); }

static struct str tick_of(const struct chart *c, int cat) {
    return c->category[cat].tick.n ? c->category[cat].tick : c->category[cat].name;
}

struct labels {
    int every, lines; /* each every-th from the last one back; lines of each */
    double max_w;
};

static int thin_step(double slot, double need) {
    static const int step[] = {1, 2, 3, 4, 6, 12, 24, 36, 48, 60, 120};
    for (int i = 0; i < (int)(sizeof step / sizeof *step); i++)
        if (step[i] * slot >= need) return step[i];
    return (int)ceil(need / slot);
}

/* Periods are thinned out; names are broken into lines, and thinned out only when a line would hold two characters. */
static struct labels labels_choose(struct place *p) {
    const struct chart *c = p->c;
    double widest = 0;
    bool running = false;
    for (int i = 0; i < c->n_categories; i++) {
        widest = fmax(widest, fonts_width(p->f, tick_of(c, i), FS, false) * 1.04);
        running = running || chart_running(c, i);
    }
    if (running) widest = fmax(widest, fonts_width(p->f, frame_word(p, WORD_RUNNING), FS, false) * 1.04);
    if (widest + 6 <= p->slot) return (struct labels){1, 1, p->slot - 4};
    if (frame_timeline(c)) {
        double need = fmin(widest, fmax(78, p->slot)) + 8;
        int every = thin_step(p->slot, need);
        return (struct labels){every, 1, fmin(every * p->slot, p->right - p->left) - 6};
    }
    if (p->slot >= 34) return (struct labels){1, LABEL_LINES, p->slot - 5};
    int every = (int)ceil(66 / p->slot);
    return (struct labels){every, 2, fmin(every * p->slot, p->right - p->left) - 6};
}

/* Keeps a centred label on the canvas. */
static double label_x(const struct place *p, double x, double w) {
    double least = 2 + w / 2, most = p->w - 2 - w / 2;
    return least > most ? p->w / 2 : fmin(fmax(x, least), most);
}

/* Places the label unless it would touch the one right of it. */
static bool label_place(struct place *p, int i, struct labels l, double y, double *free_to) {
    int cat = p->order[i];
    struct str line[LABEL_LINES];
    int n = fonts_wrap(p->f, tick_of(p->c, cat), FS, false, l.max_w, l.lines, line, p->a);
    double w = 0;
    for (int k = 0; k < n; k++) w = fmax(w, fonts_width(p->f, line[k], FS, false));
    double x = label_x(p, frame_x(p, i), w);
    if (x + w / 2 > *free_to) return false;
    *free_to = x - w / 2 - 3;
    for (int k = 0; k < n; k++)
        frame_text(p, PART_CATEGORY, ROLE_INK2, x, y + k * LINE_H, ANCHOR_MIDDLE, FS, false, line[k])->cat = cat;
    return true;
}

static int labels_lines(struct place *p, struct labels l) {
    int most = 1;
    struct str line[LABEL_LINES];
    int n = p->c->n_categories;
    for (int i = n - 1; i >= 0 && l.lines > 1; i -= l.every) {
        int got = fonts_wrap(p->f, tick_of(p->c, p->order[i]), FS, false, l.max_w, l.lines, line, p->a);
        if (got > most) most = got;
    }
    return most;
}

void frame_bottom(struct place *p, double peak, double head_px) {
    struct labels l = labels_choose(p);
    int n = p->c->n_categories, lines = labels_lines(p, l);
    bool running = false;
    for (int i = 0; i < n; i++) running = running || chart_running(p->c, i);
    p->bottom = marks_snap(p->h - 8 - (lines + running) * LINE_H) - 0.5;
    frame_room(p, p->c->kind == CHART_HEAT ? p->c->n_series * 6 : PLOT_MIN + head_px);
    double spare = (p->y.hi - peak) / (p->y.hi - p->y.lo) * (p->bottom - p->top);
    p->top = marks_snap(p->top + fmax(0, head_px - spare * 0.8)) + 0.5;
    p->y.px_lo = p->bottom;
    p->y.px_hi = p->top;
    double y = p->bottom + LINE_H + 1;
    struct str word = frame_word(p, WORD_RUNNING);
    double word_w = fonts_width(p->f, word, FS, false), free_to = p->w, word_to = free_to;
    for (int i = n - 1; i >= 0; i -= l.every) {
        if (!label_place(p, i, l, y, &free_to) || !chart_running(p->c, p->order[i])) continue;
        double x = label_x(p, frame_x(p, i), word_w);
        if (x + word_w / 2 > word_to) continue;
        frame_text(p, PART_RUNNING, ROLE_INK2, x, y + lines * LINE_H, ANCHOR_MIDDLE, FS, false, word);
        word_to = x - word_w / 2 - 3;
    }
}

void frame_grid(struct place *p) {
    for (int i = 0; i <= p->y.n; i++) {
        double v = axis_tick(&p->y, i), y = axis_px(&p->y, v);
        bool base = fabs(v) < p->y.step / 1000 || i == 0;
        struct mark *l = frame_line(p, PART_GRID, base ? ROLE_AXIS : ROLE_GRID, p->left, y, p->right, y, 1);
        l->value = v;
    }
    for (int i = 0; i <= p->y.n; i++) {
        double v = axis_tick(&p->y, i);
        frame_text(p, PART_TICK, ROLE_INK2, p->left - 6, axis_px(&p->y, v) + 4, ANCHOR_END, FS, false, tick_label(p, i))
            ->value = v;
    }
}

/* One line for each stretch of categories with the same target. */
void frame_target(struct place *p) {
    const struct chart *c = p->c;
    for (int i = 0; c->target && i < c->n_categories;) {
        double v = c->target[p->order[i]];
        int to = i + 1;
        while (to < c->n_categories && c->target[p->order[to]] >= v && c->target[p->order[to]] <= v) to++;
        if (isfinite(v)) {
            double y = axis_px(&p->y, v);
            struct mark *l =
                frame_line(p, PART_TARGET, ROLE_INK2, p->left + i * p->slot, y, p->left + to * p->slot, y, 1.25);
            l->dash = DASH_LONG;
            l->cat = p->order[i];
            l->value = v;
        }
        i = to;
    }
}

double frame_names_width(struct place *p, const struct str *name, int n, int lines, double max_w) {
    double widest = 0;
    for (int i = 0; i < n; i++) {
        struct str line[2];
        int got = fonts_wrap(p->f, name[i], FS, false, max_w, lines, line, p->a);
        for (int k = 0; k < got; k++) widest = fmax(widest, fonts_width(p->f, line[k], FS, false));
    }
    return widest;
}
