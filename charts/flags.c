/* Dated notes (frame.h): each has its words in one of a few lanes above the plot, where no mark can lie on them. A
 * note that finds no room keeps its line; marks->notes_untold counts them, the table has all. */
#include "charts/frame.h"
#include "charts/chart_words.h"
#include <math.h>

struct lane {
    struct box text[32];
    double line[32];
    int n_text, n_line;
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

/* Whether words from x0 to x1 have room in lane k, and the line at x a way down from there. */
static bool lane_free(const struct lane *lane, int n_lanes, int k, double x0, double x1, double x) {
    for (int i = 0; i < lane[k].n_text; i++)
        if (lane[k].text[i].x0 < x1 + 6 && x0 - 6 < lane[k].text[i].x1) return false;
    for (int above = 0; above <= k; above++)
        for (int i = 0; i < lane[above].n_line; i++)
            if (lane[above].line[i] > x0 - 3 && lane[above].line[i] < x1 + 3) return false;
    for (int below = k + 1; below < n_lanes; below++)
        for (int i = 0; i < lane[below].n_text; i++)
            if (lane[below].text[i].x0 - 3 < x && x < lane[below].text[i].x1 + 3) return false;
    return lane[k].n_text < 32 && lane[k].n_line < 32;
}

/* Places the words right or left of the line in lane k. */
static bool lane_put(struct place *p, struct lane *lane, int k, double x, double y, struct str text) {
    for (int left = 0; left < 2; left++) {
        double room = left ? x - 4 - 8 : p->w - 8 - (x + 4);
        struct str fit = fonts_elide(p->f, text, FS, false, fmin(room, p->w * 0.6), p->a);
        if (!fit.n || (fit.n != text.n && fit.n < 24)) continue; /* seven Chinese characters at least */
        double w = fonts_width(p->f, fit, FS, false), x0 = left ? x - 4 - w : x + 4;
        if (!lane_free(lane, FLAG_LANES, k, x0, x0 + w, x)) continue;
        frame_text(p, PART_NOTE, ROLE_INK2, x0, y + k * LINE_H, ANCHOR_START, FS, false, fit);
        lane[k].text[lane[k].n_text++] = (struct box){x0, 0, x0 + w, 0};
        lane[k].line[lane[k].n_line++] = x;
        return true;
    }
    return false;
}

static bool has_note(const struct chart *c, int cat) {
    for (int i = 0; i < c->n_notes; i++)
        if (c->note[i].category == cat) return true;
    return false;
}

void flags_lanes(struct place *p) {
    const struct chart *c = p->c;
    if (!c->n_notes) return;
    struct lane *lane = arena_zero(p->a, FLAG_LANES * sizeof *lane);
    p->flag = arena_alloc(p->a, (size_t)c->n_categories * sizeof *p->flag);
    double y = p->top + 9;
    int used = 0;
    for (int i = 0; i < c->n_categories; i++) {
        if (!has_note(c, p->order[i])) continue;
        struct str text = flag_text(p, p->order[i]);
        double x = marks_snap(frame_x(p, i));
        int k = 0;
        while (k < FLAG_LANES && !lane_put(p, lane, k, x, y, text)) k++;
        if (k == FLAG_LANES) p->m->notes_untold++;
        if (k < FLAG_LANES && k + 1 > used) used = k + 1;
        p->flag[p->n_flags++] = (struct flag){x, k < FLAG_LANES ? y + k * LINE_H - 9 : 0, p->order[i]};
    }
    p->top += used * LINE_H + 3;
}

void flags_lines(struct place *p) {
    for (int i = 0; i < p->n_flags; i++) {
        double y = p->flag[i].y > 0 ? p->flag[i].y : p->top;
        struct mark *l = frame_line(p, PART_NOTE, ROLE_AXIS, p->flag[i].x, y, p->flag[i].x, p->bottom, 1);
        l->dash = DASH_DOT;
        l->cat = p->flag[i].cat;
        spots_segment(p, p->flag[i].x, y, p->flag[i].x, p->bottom);
    }
}
