/* Words in the gutter right of the plot (frame.h): in place of a legend, at the height of what they name. */
#include "charts/chart_words.h"
#include "charts/frame.h"
#include <math.h>

enum { GUTTER_STEP = 14 };

void gutter_add(struct place *p, struct gutter_item item) {
    if (p->n_gutter < GUTTER_MAX && isfinite(item.value) && item.text.n) p->gutter[p->n_gutter++] = item;
}

static void gutter_line(struct place *p, int word, double v, enum mark_part part, int weight) {
    if (!isfinite(v)) return;
    gutter_add(p, (struct gutter_item){.value = v,
                                       .text = frame_join(p, frame_word(p, word), frame_limit(p, v, false)),
                                       .role = ROLE_INK2,
                                       .part = part,
                                       .series = -1,
                                       .cat = -1,
                                       .weight = weight});
}

void gutter_target(struct place *p) {
    const struct chart *c = p->c;
    if (c->target && c->n_categories) gutter_line(p, WORD_TARGET, c->target[c->n_categories - 1], PART_TARGET, 2);
}

void gutter_band(struct place *p) {
    const struct chart *c = p->c;
    if (!c->band || !c->n_categories) return;
    const struct chart_band *b = &c->band[c->n_categories - 1];
    gutter_line(p, WORD_UPPER, b->upper, PART_BAND, 1);
    gutter_line(p, WORD_LOWER, b->lower, PART_BAND, 1);
}

static void remove_item(struct place *p, int at) {
    for (int i = at; i + 1 < p->n_gutter; i++) p->gutter[i] = p->gutter[i + 1];
    p->n_gutter--;
}

/* Drops the lightest, last added first, until the rest has room. */
static void thin_out(struct place *p) {
    int room = (int)((p->bottom - p->top) / GUTTER_STEP) + 1;
    while (p->n_gutter > room) {
        int drop = 0;
        for (int i = 1; i < p->n_gutter; i++)
            if (p->gutter[i].weight <= p->gutter[drop].weight) drop = i;
        remove_item(p, drop);
    }
}

/* Stable: equal heights keep the order in which they were added. */
static void sort_by_height(struct place *p) {
    for (int i = 1; i < p->n_gutter; i++) {
        struct gutter_item g = p->gutter[i];
        int at = i;
        for (; at > 0 && p->gutter[at - 1].y > g.y; at--) p->gutter[at] = p->gutter[at - 1];
        p->gutter[at] = g;
    }
}

static void push_apart(struct place *p) {
    double least = p->top;
    for (int i = 0; i < p->n_gutter; i++) {
        struct gutter_item *g = &p->gutter[i];
        g->y = fmax(g->y, least);
        least = g->y + GUTTER_STEP;
    }
    double most = p->bottom - 2; /* clear of the labels below */
    for (int i = p->n_gutter - 1; i >= 0; i--) {
        struct gutter_item *g = &p->gutter[i];
        g->y = fmin(g->y, most);
        most = g->y - GUTTER_STEP;
    }
}

void gutter_place(struct place *p) {
    thin_out(p);
    for (int i = 0; i < p->n_gutter; i++) p->gutter[i].y = axis_px(&p->y, p->gutter[i].value);
    sort_by_height(p);
    push_apart(p);
    for (int i = 0; i < p->n_gutter; i++) {
        const struct gutter_item *g = &p->gutter[i];
        double was = axis_px(&p->y, g->value), x = p->right + 10;
        if (fabs(was - g->y) > 4) frame_line(p, PART_DECO, ROLE_AXIS, p->right + 1, was, x - 2, g->y, 0.75);
        struct mark *t =
            frame_text(p, g->part, g->role, x, g->y + 4.5, ANCHOR_START, g->bold ? FS_VALUE : FS, g->bold, g->text);
        t->series = g->series;
        t->cat = g->cat;
        t->value = g->value;
    }
}
