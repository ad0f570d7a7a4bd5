/* charts [SECONDS]: how many charts a second charts/ makes, and beside it what Cairo alone needs for the same marks.
 *
 * One chart is a line of 24 months with two series, target, normal range and notes; ours counts layout, SVG,
 * alternative text and table. The referee gets marks that are placed already and draws them with bare Cairo calls to
 * an SVG surface: once the shapes alone, once the words too (Pango, one layout kept), which Cairo writes as outlines.
 * The three take turns; medians are printed as label, charts a second, bytes, separated by tabs. */
#include "charts/chart.h"
#include "charts/fonts.h"
#include "charts/paint.h"
#include "charts/place.h"
#include <cairo-svg.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MONTHS = 24, TURNS = 7, WAYS = 3 };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* ---- the chart ---- */

struct scene {
    struct chart c;
    struct chart_category month[MONTHS];
    struct chart_value rate[2][MONTHS];
    struct chart_series series[2];
    struct chart_band band[MONTHS];
    struct chart_note note;
    double target[MONTHS];
    char name[MONTHS][32], tick[MONTHS][16];
};

static void scene_fill(struct scene *s) {
    for (int i = 0; i < MONTHS; i++) {
        int year = 2024 + (10 + i) / 12, month = (10 + i) % 12 + 1;
        snprintf(s->name[i], sizeof s->name[i], "%d年%d月", year, month);
        snprintf(s->tick[i], sizeof s->tick[i], "%02d-%02d", year % 100, month);
        s->month[i] = (struct chart_category){str_of(s->name[i]), str_of(s->tick[i])};
        for (int k = 0; k < 2; k++) {
            int num = 330 + (i * 37 + k * 11) % 60;
            s->rate[k][i] =
                (struct chart_value){.v = num / 4.0, .num = num, .den = 400, .provisional = i == MONTHS - 1};
        }
        s->band[i] = (struct chart_band){84, 90, 96};
        s->target[i] = 95;
    }
    s->series[0] = (struct chart_series){STR_LIT("一号院"), s->rate[0]};
    s->series[1] = (struct chart_series){STR_LIT("二号院"), s->rate[1]};
    s->note = (struct chart_note){16, STR_LIT("启用回访派单")};
    s->c = (struct chart){.kind = CHART_LINE,
                          .title = STR_LIT("维修回访率"),
                          .what = STR_LIT("维修回访率"),
                          .by = STR_LIT("每月"),
                          .unit = CHART_PERCENT,
                          .decimals = 1,
                          .timeline = true,
                          .category = s->month,
                          .n_categories = MONTHS,
                          .series = s->series,
                          .n_series = 2,
                          .target = s->target,
                          .band = s->band,
                          .note = &s->note,
                          .n_notes = 1};
}

/* ---- ours ---- */

static size_t ours(struct fonts *f, const struct scene *s, struct err *e) {
    struct arena a;
    struct buf svg, alt;
    arena_init(&a);
    buf_init(&svg);
    buf_init(&alt);
    struct marks *m = place_marks(f, &s->c, &a, e);
    if (!err_is(e)) paint_svg(m, &svg, e);
    chart_alt(&s->c, &alt);
    struct chart_table t = chart_table(&s->c, &a);
    size_t n = err_is(e) || t.n_rows != MONTHS ? 0 : svg.n;
    buf_release(&svg);
    buf_release(&alt);
    arena_release(&a);
    return n;
}

/* ---- bare Cairo ---- */

static cairo_status_t count(void *to, const unsigned char *p, unsigned n) {
    (void)p;
    *(size_t *)to += n;
    return CAIRO_STATUS_SUCCESS;
}

static void outline(cairo_t *cr, const struct mark *k) {
    double r = k->w;
    switch (k->kind) {
    case MARK_PATH:
    case MARK_AREA:
        for (int i = 0; i < k->n_pt; i++) cairo_line_to(cr, k->pt[2 * i], k->pt[2 * i + 1]);
        break;
    case MARK_DOT:
    case MARK_RING: cairo_arc(cr, k->x, k->y, r, 0, 6.283185307179586); break;
    case MARK_SQUARE:
    case MARK_TRIANGLE:
    case MARK_DIAMOND: cairo_rectangle(cr, k->x - r, k->y - r, 2 * r, 2 * r); break;
    default: cairo_rectangle(cr, k->x, k->y, k->w, k->h); break;
    }
}

static bool is_line(enum mark_kind k) { return k == MARK_PATH || k == MARK_FRAME || k == MARK_RING || k == MARK_HATCH; }

static void word(cairo_t *cr, PangoLayout *layout, PangoFontDescription *font, const struct mark *k) {
    pango_font_description_set_absolute_size(font, k->size * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_text(layout, k->text.p, (int)k->text.n);
    cairo_move_to(cr, k->x, k->y - k->size);
    pango_cairo_show_layout(cr, layout);
}

static size_t bare(const struct marks *m, PangoLayout *layout, PangoFontDescription *font, bool words) {
    size_t bytes = 0;
    cairo_surface_t *to = cairo_svg_surface_create_for_stream(count, &bytes, m->width, m->height);
    cairo_t *cr = cairo_create(to);
    for (int i = 0; i < m->n; i++) {
        const struct mark *k = &m->m[i];
        cairo_set_source_rgb(cr, 0.1, 0.3, 0.5);
        if (k->kind == MARK_TEXT) {
            if (words) word(cr, layout, font, k);
            continue;
        }
        outline(cr, k);
        cairo_set_line_width(cr, k->stroke > 0 ? k->stroke : 1);
        if (is_line(k->kind)) cairo_stroke(cr);
        else cairo_fill(cr);
    }
    cairo_destroy(cr);
    cairo_surface_destroy(to);
    return bytes;
}

/* ---- turns ---- */

static int ascending(const void *x, const void *y) {
    double a = *(const double *)x, b = *(const double *)y;
    return (a > b) - (a < b);
}

int main(int argc, char **argv) {
    double seconds = argc > 1 ? atof(argv[1]) : 1;
    struct err e = {0};
    struct scene s = {0};
    struct arena a;
    arena_init(&a);
    scene_fill(&s);
    struct fonts *f = fonts_open(&e);
    struct marks *m = err_is(&e) ? NULL : place_marks(f, &s.c, &a, &e);
    if (err_is(&e)) {
        fprintf(stderr, "charts: %s\n", e.text);
        return e.code;
    }
    cairo_surface_t *none = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
    cairo_t *cr = cairo_create(none);
    PangoLayout *layout = pango_cairo_create_layout(cr);
    PangoFontDescription *font = pango_font_description_from_string("Noto Sans CJK SC");
    static const char *const label[WAYS] = {"ours", "cairo shapes and words", "cairo shapes"};
    double rate[WAYS][TURNS];
    size_t bytes[WAYS] = {0};
    for (int turn = 0; turn < TURNS; turn++) {
        for (int way = 0; way < WAYS; way++) {
            double start = now(), spent;
            int n = 0;
            do {
                bytes[way] = way == 0 ? ours(f, &s, &e) : bare(m, layout, font, way == 1);
                n++;
            } while ((spent = now() - start) < seconds / TURNS);
            rate[way][turn] = n / spent;
        }
    }
    for (int way = 0; way < WAYS; way++) {
        qsort(rate[way], TURNS, sizeof(double), ascending);
        printf("%s\t%.0f\t%zu\n", label[way], rate[way][TURNS / 2], bytes[way]);
    }
    pango_font_description_free(font);
    g_object_unref(layout);
    cairo_destroy(cr);
    cairo_surface_destroy(none);
    fonts_close(f);
    arena_release(&a);
    if (err_is(&e)) fprintf(stderr, "charts: %s\n", e.text);
    return e.code;
}
