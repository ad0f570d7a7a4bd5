/* The alternative text of a chart, made from its numbers: what somebody who cannot see the picture needs to know
 * of it. Few categories are listed, many are told by their extremes and the latest; then target, normal range,
 * what to notice, what is missing, what the flags say. */
#include "charts/chart.h"
#include "charts/chart_words.h"

enum { LISTED = 8 };

static void word(const struct chart *c, struct buf *b, enum word w) { buf_puts(b, chart_words(c->lang, w)); }

static bool over_time(const struct chart *c) {
    return c->timeline || c->kind == CHART_LINE || c->kind == CHART_SPARK || c->kind == CHART_HEAT;
}

static void value_at(const struct chart *c, struct buf *b, double v, int category) {
    chart_quantity(c, b, v);
    word(c, b, WORD_OPEN);
    buf_str(b, c->category[category].name);
    if (chart_running(c, category)) {
        word(c, b, WORD_COMMA);
        word(c, b, WORD_RUNNING);
    }
    word(c, b, WORD_CLOSE);
}

/* series < 0: the sum over all series */
static double alt_at(const struct chart *c, int series, int category) {
    return series < 0 ? chart_sum(c, category) : chart_at(c, series, category);
}

static void alt_list(const struct chart *c, struct buf *b, int series, const int *order) {
    for (int i = 0; i < c->n_categories; i++) {
        if (i) word(c, b, WORD_COMMA);
        buf_str(b, c->category[order[i]].name);
        buf_byte(b, ' ');
        double v = alt_at(c, series, order[i]);
        if (isnan(v)) word(c, b, WORD_NO_DATA);
        else chart_quantity(c, b, v);
    }
}

static void alt_extremes(const struct chart *c, struct buf *b, int series) {
    int lo = -1, hi = -1, last = -1;
    for (int i = 0; i < c->n_categories; i++) {
        double v = alt_at(c, series, i);
        if (isnan(v)) continue;
        if (lo < 0 || v < alt_at(c, series, lo)) lo = i;
        if (hi < 0 || v > alt_at(c, series, hi)) hi = i;
        last = i;
    }
    if (last < 0) {
        word(c, b, WORD_NO_DATA);
        return;
    }
    double vlo = alt_at(c, series, lo), vhi = alt_at(c, series, hi);
    if (vlo >= vhi) {
        word(c, b, WORD_ALL_SAME);
        buf_byte(b, ' ');
        chart_quantity(c, b, vlo);
        return;
    }
    word(c, b, WORD_LOWEST);
    buf_byte(b, ' ');
    value_at(c, b, vlo, lo);
    word(c, b, WORD_COMMA);
    word(c, b, WORD_HIGHEST);
    buf_byte(b, ' ');
    value_at(c, b, vhi, hi);
    if (!over_time(c)) return;
    word(c, b, WORD_COMMA);
    word(c, b, WORD_LATEST);
    buf_byte(b, ' ');
    value_at(c, b, alt_at(c, series, last), last);
}

static void alt_series(const struct chart *c, struct buf *b, int series, const int *order) {
    if (c->n_categories <= LISTED && !over_time(c)) alt_list(c, b, series, order);
    else alt_extremes(c, b, series);
}

/* Shares of the levels in one category, best first. */
static void alt_level(const struct chart *c, struct buf *b, int category) {
    double sum = chart_sum(c, category);
    buf_str(b, c->category[category].name);
    buf_byte(b, ' ');
    if (!(sum > 0)) {
        word(c, b, WORD_NO_DATA);
        return;
    }
    word(c, b, WORD_COUNT_N);
    chart_number(b, sum, 0);
    for (int s = 0; s < c->n_series; s++) {
        word(c, b, WORD_COMMA);
        buf_str(b, c->series[s].name);
        buf_byte(b, ' ');
        double v = chart_at(c, s, category);
        chart_number(b, isnan(v) ? 0 : 100 * v / sum, 0);
        buf_puts(b, " %");
    }
}

static void alt_levels(const struct chart *c, struct buf *b) {
    for (int i = 0; i < c->n_categories && i < LISTED; i++) {
        if (i) word(c, b, WORD_SEMICOLON);
        alt_level(c, b, i);
    }
    if (c->n_categories <= LISTED) return;
    buf_printf(b, "%s%d ", chart_words(c->lang, WORD_SEMICOLON), c->n_categories - LISTED);
    word(c, b, WORD_AND_MORE);
}

/* The whole, then the first items with the share they make up together. */
static void alt_pareto(const struct chart *c, struct buf *b, const int *order) {
    double sum = 0, part = 0;
    for (int i = 0; i < c->n_categories; i++)
        if (!isnan(chart_at(c, 0, i))) sum += chart_at(c, 0, i);
    word(c, b, WORD_TOTAL);
    buf_byte(b, ' ');
    chart_quantity(c, b, sum);
    for (int i = 0; i < c->n_categories && i < LISTED && sum > 0; i++) {
        double v = chart_at(c, 0, order[i]);
        if (isnan(v)) break;
        part += v;
        word(c, b, WORD_COMMA);
        buf_str(b, c->category[order[i]].name);
        buf_byte(b, ' ');
        chart_quantity(c, b, v);
        word(c, b, WORD_OPEN);
        word(c, b, WORD_CUMULATIVE);
        buf_byte(b, ' ');
        chart_number(b, 100 * part / sum, 0);
        buf_puts(b, " %");
        word(c, b, WORD_CLOSE);
    }
    if (c->n_categories <= LISTED) return;
    buf_printf(b, "%s%d ", chart_words(c->lang, WORD_SEMICOLON), c->n_categories - LISTED);
    word(c, b, WORD_AND_MORE);
}

static void alt_body(const struct chart *c, struct buf *b, struct arena *a) {
    const int *order = chart_order(c, a);
    if (!c->n_series || !c->n_categories) word(c, b, WORD_NO_DATA);
    else if (c->kind == CHART_LEVELS) alt_levels(c, b);
    else if (c->kind == CHART_PARETO) alt_pareto(c, b, order);
    else if (c->n_series == 1) alt_series(c, b, 0, order);
    else {
        for (int s = 0; s < c->n_series; s++) {
            if (s) word(c, b, WORD_SEMICOLON);
            buf_str(b, c->series[s].name);
            word(c, b, WORD_COLON);
            alt_series(c, b, s, order);
        }
        if (c->kind != CHART_STACK) return;
        word(c, b, WORD_SEMICOLON);
        word(c, b, WORD_TOTAL);
        word(c, b, WORD_COLON);
        alt_series(c, b, -1, order);
    }
}

static void alt_gaps(const struct chart *c, struct buf *b) {
    int gaps = 0, shown = 0;
    for (int s = 0; s < c->n_series; s++)
        for (int i = 0; i < c->n_categories; i++)
            if (isnan(chart_at(c, s, i))) gaps++;
            else shown++;
    if (!gaps || !shown || c->kind == CHART_LEVELS) return; /* its rows say it */
    word(c, b, WORD_SEMICOLON);
    buf_printf(b, "%d ", gaps);
    word(c, b, WORD_GAPS);
}

static void alt_notice(const struct chart *c, struct buf *b) {
    int n = 0;
    for (int s = 0; s < c->n_series; s++)
        for (int i = 0; i < c->n_categories; i++) {
            double v = chart_at(c, s, i);
            if (!c->series[s].value[i].bad || isnan(v)) continue;
            word(c, b, n ? WORD_COMMA : WORD_SEMICOLON);
            if (!n++) {
                word(c, b, WORD_NOTICE);
                buf_byte(b, ' ');
            }
            if (c->n_series > 1) {
                buf_str(b, c->series[s].name);
                buf_byte(b, ' ');
            }
            value_at(c, b, v, i);
        }
}

void chart_alt(const struct chart *c, struct buf *b) {
    struct arena a;
    arena_init(&a);
    chart_subtitle(c, b);
    word(c, b, WORD_COLON);
    alt_body(c, b, &a);
    alt_notice(c, b);
    alt_gaps(c, b);
    struct chart_table t = chart_table(c, &a);
    for (int i = 0; i < t.n_notes; i++) {
        word(c, b, WORD_SEMICOLON);
        buf_str(b, t.note[i]);
    }
    word(c, b, WORD_STOP);
    arena_release(&a);
}
