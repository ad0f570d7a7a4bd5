/* Draws marks on any Cairo surface (draw.h). Neighbours of one style go into one path, which keeps SVG files small. */
#include "charts/draw.h"
#include <math.h>

enum { HATCH_STEP = 6 };

static void set_role(cairo_t *cr, enum role r) {
    uint32_t c = theme_light(r);
    cairo_set_source_rgb(cr, (c >> 16 & 255) / 255.0, (c >> 8 & 255) / 255.0, (c & 255) / 255.0);
}

static bool is_filled(enum mark_kind k) {
    return k == MARK_RECT || k == MARK_AREA || k == MARK_SQUARE || k == MARK_TRIANGLE || k == MARK_DIAMOND;
}

/* Dots are lines without length and with round ends: one short subpath each. */
static double stroke_of(const struct mark *k) { return k->kind == MARK_DOT ? 2 * k->w : k->stroke; }

static bool same_style(const struct mark *a, const struct mark *b) {
    if (a->role != b->role || is_filled(a->kind) != is_filled(b->kind)) return false;
    if (is_filled(a->kind)) return true;
    double d = stroke_of(a) - stroke_of(b);
    return (a->kind == MARK_DOT) == (b->kind == MARK_DOT) && a->dash == b->dash && fabs(d) < 1e-9;
}

/* Slanting lines at an even distance over the whole picture, cut to the rectangle: x + y = n × step (or x − y). */
static void hatch_path(const struct mark *k, cairo_t *cr) {
    double x0 = k->x, x1 = k->x + k->w, y0 = k->y, y1 = k->y + k->h, dir = k->back ? -1 : 1;
    double from = k->back ? x0 - y1 : x0 + y0, to = k->back ? x1 - y0 : x1 + y1;
    for (int i = (int)ceil(from / HATCH_STEP); i * HATCH_STEP <= to; i++) {
        double n = i * HATCH_STEP;
        double ya = dir * (n - x0), yb = dir * (n - x1), xa = x0, xb = x1;
        if (ya > y1) xa = n - dir * y1, ya = y1;
        if (ya < y0) xa = n - dir * y0, ya = y0;
        if (yb > y1) xb = n - dir * y1, yb = y1;
        if (yb < y0) xb = n - dir * y0, yb = y0;
        if (xb - xa < 0.25) continue;
        cairo_move_to(cr, marks_snap(xa), marks_snap(ya));
        cairo_line_to(cr, marks_snap(xb), marks_snap(yb));
    }
}

static void polygon(cairo_t *cr, const double *pt, int n) {
    for (int i = 0; i < n; i++) {
        if (i) cairo_line_to(cr, pt[2 * i], pt[2 * i + 1]);
        else cairo_move_to(cr, pt[0], pt[1]);
    }
}

static void mark_path(const struct mark *k, cairo_t *cr) {
    double x = k->x, y = k->y, r = k->w;
    switch (k->kind) {
    case MARK_RECT:
    case MARK_FRAME:
        if (k->w > 0 && k->h > 0) cairo_rectangle(cr, x, y, k->w, k->h);
        break;
    case MARK_PATH: polygon(cr, k->pt, k->n_pt); break;
    case MARK_AREA:
        polygon(cr, k->pt, k->n_pt);
        cairo_close_path(cr);
        break;
    case MARK_HATCH: hatch_path(k, cr); break;
    case MARK_DOT:
        cairo_move_to(cr, x, y);
        cairo_line_to(cr, x, y);
        break;
    case MARK_RING:
        cairo_new_sub_path(cr);
        cairo_arc(cr, x, y, r, 0, 2 * acos(-1));
        cairo_close_path(cr);
        break;
    case MARK_SQUARE: cairo_rectangle(cr, x - r, y - r, 2 * r, 2 * r); break;
    case MARK_TRIANGLE:
        polygon(cr, (const double[]){x, y - r - 0.5, x + r + 0.5, y + r - 0.5, x - r - 0.5, y + r - 0.5}, 3);
        cairo_close_path(cr);
        break;
    case MARK_DIAMOND:
        polygon(cr, (const double[]){x, y - r, x + r, y, x, y + r, x - r, y}, 4);
        cairo_close_path(cr);
        break;
    case MARK_TEXT:
    case MARK_KINDS: break;
    }
}

static void mark_paint(const struct mark *k, cairo_t *cr) {
    set_role(cr, k->role);
    if (is_filled(k->kind)) {
        cairo_fill(cr);
        return;
    }
    double on, off;
    theme_dash(k->dash, &on, &off);
    cairo_set_dash(cr, (const double[]){on, off}, on > 0 ? 2 : 0, 0);
    cairo_set_line_width(cr, stroke_of(k));
    cairo_set_line_cap(cr, k->kind == MARK_DOT ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(cr);
}

void shapes_draw(const struct marks *m, cairo_t *cr) {
    const struct mark *last = NULL;
    for (int i = 0; i < m->n; i++) {
        const struct mark *k = &m->m[i];
        if (k->kind == MARK_TEXT) continue;
        if (last && !same_style(last, k)) mark_paint(last, cr);
        mark_path(k, cr);
        last = k;
    }
    if (last) mark_paint(last, cr);
}

void shapes_words(struct fonts *f, const struct marks *m, cairo_t *cr) {
    for (int i = 0; i < m->n; i++) {
        const struct mark *k = &m->m[i];
        if (k->kind != MARK_TEXT) continue;
        set_role(cr, k->role);
        fonts_draw(f, cr, marks_text_box(k).x0, k->y, k->text, k->size, k->bold);
    }
}
