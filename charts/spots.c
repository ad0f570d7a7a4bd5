/* Free places in a plot (frame.h): words are only put where they cover nothing. */
#include "charts/frame.h"
#include <math.h>

static void spots_grow(struct arena *a, struct box **list, int n, int *cap) {
    if (n < *cap) return;
    *cap = *cap ? *cap * 2 : 64;
    struct box *more = arena_alloc(a, (size_t)*cap * sizeof *more);
    if (n) memcpy(more, *list, (size_t)n * sizeof *more);
    *list = more;
}

void spots_box(struct place *p, struct box b) {
    spots_grow(p->a, &p->busy, p->n_busy, &p->cap_busy);
    p->busy[p->n_busy++] = b;
}

void spots_segment(struct place *p, double x0, double y0, double x1, double y1) {
    spots_grow(p->a, &p->seg, p->n_seg, &p->cap_seg);
    p->seg[p->n_seg++] = (struct box){x0, y0, x1, y1};
}

static bool overlap(struct box a, struct box b) { return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1; }

/* Cuts the stretch [*from, *to] of a segment to the side where a + t * d stays between lo and hi. */
static bool clip(double a, double d, double lo, double hi, double *from, double *to) {
    if (fabs(d) < 1e-9) return a > lo && a < hi;
    double t0 = (lo - a) / d, t1 = (hi - a) / d;
    *from = fmax(*from, fmin(t0, t1));
    *to = fmin(*to, fmax(t0, t1));
    return *from < *to;
}

static bool crosses(struct box s, struct box b) {
    double from = 0, to = 1;
    return clip(s.x0, s.x1 - s.x0, b.x0, b.x1, &from, &to) && clip(s.y0, s.y1 - s.y0, b.y0, b.y1, &from, &to);
}

bool spots_free(const struct place *p, struct box b) {
    if (b.x0 < 2 || b.x1 > p->w - 2 || b.y0 < 1 || b.y1 > p->h - 1) return false;
    for (int i = 0; i < p->n_busy; i++)
        if (overlap(p->busy[i], b)) return false;
    for (int i = 0; i < p->n_seg; i++)
        if (crosses(p->seg[i], b)) return false;
    return true;
}

bool spots_beside(struct place *p, double x, double y, double r, struct str text, enum role role, int series, int cat) {
    double w = fonts_width(p->f, text, FS, true), d = r + 3;
    /* Upper left corners: above, below, then the corners, then the sides. */
    const double at[8][2] = {{x - w / 2, y - d - FS}, {x - w / 2, y + d}, {x + d, y - d - 8},
                             {x - d - w, y - d - 8},  {x + d, y + d - 4}, {x - d - w, y + d - 4},
                             {x + d, y - 6},          {x - d - w, y - 6}};
    for (int i = 0; i < 8; i++) {
        struct box b = {at[i][0] - 1, at[i][1], at[i][0] + w + 1, at[i][1] + FS};
        if (b.y0 < p->top - 5 || b.y1 > p->bottom || b.x0 < p->left || b.x1 > p->right + 2 || !spots_free(p, b))
            continue;
        struct mark *t =
            frame_text(p, PART_VALUE_TEXT, role, at[i][0], at[i][1] + FS * 0.88, ANCHOR_START, FS, true, text);
        t->series = series;
        t->cat = cat;
        spots_box(p, b);
        return true;
    }
    return false;
}
