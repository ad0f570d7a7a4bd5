/* See place.h. Texts are made fit to be drawn first, so that everything behind measures what will stand there. */
#include "charts/place.h"
#include "charts/layouts.h"

enum { WIDTH = 520, HEIGHT = 220, SPARK_WIDTH = 110, SPARK_HEIGHT = 26 };

static struct str safe(struct place *p, struct str s) { return fonts_safe(p->f, s, p->a, &p->m->misses); }

/* The caller's chart with all texts safe. */
static struct chart *place_safe(struct place *p, const struct chart *from) {
    struct chart *c = arena_alloc(p->a, sizeof *c);
    *c = *from;
    c->title = safe(p, c->title);
    c->what = safe(p, c->what);
    c->period = safe(p, c->period);
    c->by = safe(p, c->by);
    c->unit_name = safe(p, c->unit_name);
    struct chart_category *category = arena_alloc(p->a, (size_t)(c->n_categories + 1) * sizeof *category);
    for (int i = 0; i < c->n_categories; i++)
        category[i] = (struct chart_category){safe(p, from->category[i].name), safe(p, from->category[i].tick)};
    struct chart_series *series = arena_alloc(p->a, (size_t)(c->n_series + 1) * sizeof *series);
    for (int i = 0; i < c->n_series; i++)
        series[i] = (struct chart_series){safe(p, from->series[i].name), from->series[i].value};
    struct chart_note *note = arena_alloc(p->a, (size_t)(c->n_notes + 1) * sizeof *note);
    for (int i = 0; i < c->n_notes; i++)
        note[i] = (struct chart_note){from->note[i].category, safe(p, from->note[i].text)};
    c->category = category;
    c->series = series;
    c->note = note;
    return c;
}

static double natural_height(struct place *p) {
    switch (p->c->kind) {
    case CHART_SPARK: return SPARK_HEIGHT;
    case CHART_ROWS: return rows_height(p);
    case CHART_LEVELS: return levels_height(p);
    case CHART_HEAT: return heat_height(p);
    default: return HEIGHT + p->top - 8; /* the heading adds */
    }
}

static void place_kind(struct place *p) {
    static void (*const by_kind[CHART_KINDS])(struct place *) = {
        [CHART_LINE] = line_place,   [CHART_BARS] = bars_place,     [CHART_STACK] = stack_place,
        [CHART_ROWS] = rows_place,   [CHART_LEVELS] = levels_place, [CHART_HEAT] = heat_place,
        [CHART_SPARK] = spark_place, [CHART_PARETO] = pareto_place,
    };
    by_kind[p->c->kind](p);
}

static struct str place_desc(struct place *p) {
    struct buf b;
    buf_init(&b);
    chart_alt(p->c, &b);
    struct str s = arena_str(p->a, buf_view(&b));
    buf_release(&b);
    return s;
}

struct marks *place_marks(struct fonts *f, const struct chart *chart, struct arena *a, struct err *e) {
    struct marks *m = arena_alloc(a, sizeof *m);
    marks_init(m, a);
    chart_check(chart, e);
    if (err_is(e)) return m;
    struct place p = {.f = f, .a = a, .m = m};
    p.c = place_safe(&p, chart);
    p.order = chart_order(p.c, a);
    p.w = m->width = p.c->width ? p.c->width : p.c->kind == CHART_SPARK ? SPARK_WIDTH : WIDTH;
    p.h = p.c->height;
    m->lang = p.c->lang;
    if (p.c->kind == CHART_SPARK) p.h = p.h > 0 ? p.h : SPARK_HEIGHT;
    else frame_begin(&p);
    if (p.h <= 0) {
        p.h = natural_height(&p);
        p.bottom = p.h - 8;
    }
    m->height = p.h;
    m->title = p.c->title.n ? p.c->title : p.c->what;
    m->desc = place_desc(&p);
    place_kind(&p);
    return m;
}
