/* See marks.h. */
#include "charts/marks.h"
#include "charts/axis.h"
#include <math.h>

void marks_init(struct marks *m, struct arena *a) { *m = (struct marks){.a = a}; }

struct mark *marks_add(struct marks *m, enum mark_kind kind, enum mark_part part, enum role role) {
    if (m->n == m->cap) {
        int cap = m->cap ? m->cap * 2 : 128;
        struct mark *more = arena_alloc(m->a, (size_t)cap * sizeof *more);
        if (m->n) memcpy(more, m->m, (size_t)m->n * sizeof *more);
        m->m = more;
        m->cap = cap;
    }
    struct mark *mk = &m->m[m->n++];
    *mk = (struct mark){.kind = kind, .part = part, .role = role, .series = -1, .cat = -1};
    return mk;
}

double marks_snap(double px) { return round(px * 8) / 8; }

struct box marks_text_box(const struct mark *t) {
    double x = t->anchor == ANCHOR_START ? t->x : t->anchor == ANCHOR_MIDDLE ? t->x - t->w / 2 : t->x - t->w;
    return (struct box){x, t->y - t->size * 0.88, x + t->w, t->y + t->size * 0.12};
}

static const char *const kind_name[MARK_KINDS] = {"rect", "frame",  "path",     "area",    "hatch", "dot",
                                                  "ring", "square", "triangle", "diamond", "text"};
static const char *const part_name[PARTS] = {"grid",       "tick",   "category", "value", "number",
                                             "cumulative", "name",   "target",   "band",  "run",
                                             "note",       "legend", "heading",  "empty", "deco"};
static const char *const role_name[ROLES] = {
    "ink",  "ink2",     "axis",    "grid", "paper",   "brand", "tint",  "calm",  "mute",  "band",  "run",
    "good", "goodtint", "neutral", "bad",  "badtint", "warn",  "heat1", "heat2", "heat3", "heat4", "heat5"};

static void dump_num(struct buf *b, double v) {
    buf_byte(b, ' ');
    axis_plain(b, v, 3);
}

static void dump_one(const struct mark *k, struct buf *b) {
    buf_printf(b, "%s %s %s", kind_name[k->kind], part_name[k->part], role_name[k->role]);
    if (k->series >= 0 || k->cat >= 0) buf_printf(b, " [%d,%d]", k->series, k->cat);
    if (k->kind == MARK_TEXT) {
        static const char *const anchor[] = {"start", "middle", "end"};
        dump_num(b, k->x);
        dump_num(b, k->y);
        buf_printf(b, " %s%s", anchor[k->anchor], k->bold ? " bold" : "");
        dump_num(b, k->size);
        buf_puts(b, " \"");
        buf_str(b, k->text);
        buf_puts(b, "\"");
    } else if (k->n_pt) {
        for (int i = 0; i < 2 * k->n_pt; i++) dump_num(b, k->pt[i]);
    } else {
        dump_num(b, k->x);
        dump_num(b, k->y);
        dump_num(b, k->w);
        if (k->kind == MARK_RECT || k->kind == MARK_FRAME || k->kind == MARK_HATCH) dump_num(b, k->h);
    }
    if (k->stroke > 0) buf_puts(b, " stroke"), dump_num(b, k->stroke);
    if (k->dash) buf_printf(b, " dash %d", (int)k->dash);
    buf_byte(b, '\n');
}

void marks_dump(const struct marks *m, struct buf *b) {
    buf_puts(b, "canvas");
    dump_num(b, m->width);
    dump_num(b, m->height);
    buf_byte(b, '\n');
    for (int i = 0; i < m->n; i++) dump_one(&m->m[i], b);
}
