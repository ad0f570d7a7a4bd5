#include "tests/charts/sample.h"
#include <stdio.h>
#include <stdlib.h>

static struct fonts *shared;

struct fonts *sample_fonts(void) {
    struct err e = {0};
    if (!shared) shared = fonts_open(&e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    return shared;
}

static void sample_label(struct sample *s, int i, enum labels labels) {
    struct chart_category *c = &s->category[i];
    int month = 2026 * 12 + 9 - (s->chart.n_categories - 1) + i;
    if (labels == LABELS_MONTHS) {
        snprintf(s->text[i], sizeof s->text[i], "%d年%d月", month / 12, month % 12 + 1);
        snprintf(s->tick[i], sizeof s->tick[i], "%02d-%02d", month / 12 % 100, month % 12 + 1);
        c->tick = str_of(s->tick[i]);
    } else if (labels == LABELS_NAMES) {
        snprintf(s->text[i], sizeof s->text[i], "%d号院", i + 1);
    } else { /* 20 characters */
        snprintf(s->text[i], sizeof s->text[i], "锦湖花园第%02d号院东区工程维修部夜班甲组", i + 1);
    }
    c->name = str_of(s->text[i]);
}

void sample_init(struct sample *s, enum chart_kind kind, int n_categories, int n_series, enum labels labels) {
    memset(s, 0, sizeof *s);
    s->chart = (struct chart){.kind = kind,
                              .what = STR_LIT("维修回访率"),
                              .by = STR_LIT("每月"),
                              .unit = CHART_COUNT,
                              .unit_name = STR_LIT("件"),
                              .timeline = labels == LABELS_MONTHS,
                              .category = s->category,
                              .n_categories = n_categories,
                              .series = s->series,
                              .n_series = n_series};
    for (int i = 0; i < n_categories; i++) sample_label(s, i, labels);
    for (int i = 0; i < n_series; i++) {
        snprintf(s->name[i], sizeof s->name[i],
                 labels == LABELS_LONG ? "锦湖花园%d号院东区工程维修部夜班第一小组" : "第%d组", i + 1);
        s->series[i] = (struct chart_series){str_of(s->name[i]), s->value[i]};
    }
}

void sample_fill(struct sample *s) {
    for (int k = 0; k < s->chart.n_series; k++)
        for (int i = 0; i < s->chart.n_categories; i++) s->value[k][i].v = (i * 31 + k * 17 + 5) % 47;
}

struct marks *sample_place(const struct chart *c, struct arena *a) {
    struct err e = {0};
    struct marks *m = place_marks(sample_fonts(), c, a, &e);
    ck_assert_msg(!err_is(&e), "%s", e.text);
    return m;
}

bool read_number(struct str text, double *v) {
    char t[64];
    size_t n = 0;
    for (size_t i = 0; i < text.n && n + 1 < sizeof t; i++) {
        struct str rest = str_n(text.p + i, text.n - i);
        if (str_starts(rest, "\xE2\x80\x89")) i += 2;
        else if (str_starts(rest, "\xE2\x88\x92")) t[n++] = '-', i += 2;
        else if (strchr("0123456789.", text.p[i])) t[n++] = text.p[i];
        else break;
    }
    t[n] = 0;
    char *end;
    *v = strtod(t, &end);
    return n > 0 && *end == 0;
}

double ruler_read(const struct ruler *r, double px) {
    return r->v0 + (px - r->px0) / (r->px1 - r->px0) * (r->v1 - r->v0);
}

double ruler_slack(const struct ruler *r) { return fabs((r->v1 - r->v0) / (r->px1 - r->px0)) * 0.13 + 1e-9; }

static void ruler_add(struct ruler *r, double px, double v) {
    if (!r->ticks++) r->px0 = px, r->v0 = v;
    r->px1 = px;
    r->v1 = v;
}

/* Where the tick's number stands: the words' middle, which is the grid line's place. */
static double tick_px(const struct mark *t, bool y) { return y ? t->y - 4 : t->x; }

static struct ruler ruler(const struct marks *m, bool y, int axis) {
    struct ruler r = {0};
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < m->n; i++) {
            const struct mark *t = &m->m[i];
            double v;
            if (t->kind != MARK_TEXT || t->part != PART_TICK || t->series != axis) continue;
            ck_assert(read_number(t->text, &v));
            if (!y && t->x < 0) continue;
            if (t->value < 0) v = -fabs(v); /* the two sides of diverging bars both count up */
            if (pass == 0) ruler_add(&r, tick_px(t, y), v);
            else if (r.ticks > 1) ck_assert_double_eq_tol(ruler_read(&r, tick_px(t, y)), v, ruler_slack(&r) * 2);
        }
    ck_assert_int_ge(r.ticks, 2);
    return r;
}

struct ruler ruler_y(const struct marks *m, int axis) {
    return ruler(m, true, axis);
}
struct ruler ruler_x(const struct marks *m) {
    return ruler(m, false, -1);
}

const struct mark *find_mark(const struct marks *m, enum mark_part part, int series, int cat, int nth) {
    for (int i = 0; i < m->n; i++)
        if (m->m[i].part == part && m->m[i].series == series && m->m[i].cat == cat && nth-- == 0) return &m->m[i];
    return NULL;
}
