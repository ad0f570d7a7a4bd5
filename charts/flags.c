/* Dated notes (frame.h): each has its words in one of a few lanes above the plot, where no mark can lie on them, and a
 * dotted line down through it. Words are given out from the left and from the right, and the way that tells more notes
 * is taken. A note that finds no room keeps its line; marks->notes_untold counts them, the table has all. */
#include "charts/chart_words.h"
#include "charts/frame.h"
#include <math.h>

enum { FLAGS_MAX = 24, FLAG_BYTES_MIN = 18 };

struct spot {
    double x, x0, x1; /* the line, the words from and to */
    int cat, lane;    /* lane −1: no room for the words */
    struct str text;
};

struct spots {
    struct spot spot[FLAGS_MAX];
    int n, told, whole, lanes;
    int flags; /* categories with notes */
};

/* All notes of one category, joined. */
static struct str flag_text(struct place *p, int cat) {
    struct buf b;
    buf_init(&b);
    for (int i = 0; i < p->c->n_notes; i++) {
        if (p->c->note[i].category != cat) continue;
        if (b.n) buf_puts(&b, chart_words(p->c->lang, WORD_SEMICOLON));
        buf_str(&b, p->c->note[i].text);
    }
    struct str s = arena_str(p->a, buf_view(&b));
    buf_release(&b);
    return s;
}

static bool within(double x, double x0, double x1) { return x > x0 - 3 && x < x1 + 3; }

/* Whether words from x0 to x1 have room in the lane, and the line at x a way down from it. */
static bool lane_free(const struct spots *all, int lane, double x0, double x1, double x) {
    for (int i = 0; i < all->n; i++) {
        const struct spot *o = &all->spot[i];
        if (o->lane < 0) continue;
        if (o->lane == lane && o->x0 < x1 + 6 && x0 - 6 < o->x1) return false;
        if (o->lane <= lane && within(o->x, x0, x1)) return false;
        if (o->lane > lane && within(x, o->x0, o->x1)) return false;
    }
    return true;
}

/* Puts the words right or left of the line into the lane, whole or (`cut`) elided. */
static bool flag_put(struct place *p, struct spots *all, struct spot *s, bool cut) {
    for (int left = 0; left < 2; left++) {
        double room = left ? s->x - 12 : p->w - 12 - s->x;
        struct str fit = fonts_elide(p->f, s->text, FS, false, fmin(room, p->w * 0.6), p->a);
        bool whole = fit.n == s->text.n;
        if (!fit.n || (!whole && (!cut || fit.n < FLAG_BYTES_MIN))) continue;
        double w = fonts_width(p->f, fit, FS, false);
        s->x0 = left ? s->x - 4 - w : s->x + 4;
        s->x1 = s->x0 + w;
        if (!lane_free(all, s->lane, s->x0, s->x1, s->x)) continue;
        s->text = fit;
        all->whole += whole;
        return true;
    }
    return false;
}

/* Finds a lane for the words: whole in any lane rather than elided. */
static void flag_find(struct place *p, struct spots *all, struct spot *s) {
    for (int cut = 0; cut < 2; cut++)
        for (s->lane = 0; s->lane < FLAG_LANES; s->lane++) {
            if (!flag_put(p, all, s, cut)) continue;
            all->told++;
            if (s->lane + 1 > all->lanes) all->lanes = s->lane + 1;
            return;
        }
    s->lane = -1;
}

static bool has_note(const struct chart *c, int cat) {
    for (int i = 0; i < c->n_notes; i++)
        if (c->note[i].category == cat) return true;
    return false;
}

static struct spots flags_try(struct place *p, bool from_right) {
    struct spots all = {.n = 0};
    int n = p->c->n_categories;
    for (int k = 0; k < n; k++) {
        int i = from_right ? n - 1 - k : k, cat = p->order[i];
        if (!has_note(p->c, cat)) continue;
        all.flags++;
        if (all.n == FLAGS_MAX) continue; /* more lines than that tell nothing */
        struct spot s = {.x = marks_snap(frame_x(p, i)), .cat = cat, .text = flag_text(p, cat)};
        flag_find(p, &all, &s);
        all.spot[all.n++] = s;
    }
    return all;
}

static bool is_better(const struct spots *a, const struct spots *b) {
    if (a->told != b->told) return a->told > b->told;
    if (a->whole != b->whole) return a->whole > b->whole;
    return a->lanes < b->lanes;
}

void flags_lanes(struct place *p) {
    if (!p->c->n_notes) return;
    struct spots all = flags_try(p, false), other = flags_try(p, true);
    if (is_better(&other, &all)) all = other;
    p->flag = arena_alloc(p->a, (size_t)all.n * sizeof *p->flag);
    for (int i = 0; i < all.n; i++) {
        const struct spot *s = &all.spot[i];
        double y = p->top + s->lane * LINE_H;
        if (s->lane >= 0) {
            frame_text(p, PART_NOTE, ROLE_INK2, s->x0, y + 9, ANCHOR_START, FS, false, s->text)->cat = s->cat;
            spots_box(p, (struct box){s->x0, y - 3, s->x1, y + 12});
        }
        p->flag[p->n_flags++] = (struct flag){s->x, s->lane >= 0 ? y : -1, s->cat};
    }
    p->m->notes_untold = all.flags - all.told;
    p->top += all.lanes ? all.lanes * LINE_H + 3 : 0;
}

void flags_lines(struct place *p) {
    for (int i = 0; i < p->n_flags; i++) {
        double y = p->flag[i].y >= 0 ? p->flag[i].y : p->top;
        struct mark *l = frame_line(p, PART_NOTE, ROLE_AXIS, p->flag[i].x, y, p->flag[i].x, p->bottom, 1);
        l->dash = DASH_DOT;
        l->cat = p->flag[i].cat;
        spots_segment(p, p->flag[i].x, y, p->flag[i].x, p->bottom);
    }
}
