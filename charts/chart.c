/* See chart.h: reading a chart's numbers and printing them. */
#include "charts/chart.h"
#include "charts/chart_words.h"

enum { CHART_PX_MAX = 4000, CHART_DECIMALS_MAX = 6 };

static void check_values(const struct chart *c, struct err *e) {
    bool parts = c->kind == CHART_STACK || c->kind == CHART_LEVELS || c->kind == CHART_PARETO;
    for (int s = 0; s < c->n_series; s++)
        for (int i = 0; i < c->n_categories; i++) {
            double v = chart_at(c, s, i);
            if (parts && v < 0)
                err_set(e, ERR_DATA, "chart «%.*s»: %.*s at %.*s is negative and cannot be a part of a whole",
                        STR_ARG(c->what), STR_ARG(c->series[s].name), STR_ARG(c->category[i].name));
            if (fabs(v) > 1e12)
                err_set(e, ERR_DATA, "chart «%.*s»: %.*s at %.*s is too large to draw", STR_ARG(c->what),
                        STR_ARG(c->series[s].name), STR_ARG(c->category[i].name));
        }
}

void chart_check(const struct chart *c, struct err *e) {
    if (c->width < 0 || c->height < 0 || c->width > CHART_PX_MAX || c->height > CHART_PX_MAX)
        err_set(e, ERR_DATA, "chart «%.*s»: %d × %d px is no size to draw", STR_ARG(c->what), c->width, c->height);
    if (c->decimals < 0 || c->decimals > CHART_DECIMALS_MAX)
        err_set(e, ERR_DATA, "chart «%.*s»: %d decimals cannot be printed", STR_ARG(c->what), c->decimals);
    if (c->kind == CHART_PARETO && c->n_series > 1)
        err_set(e, ERR_DATA, "chart «%.*s»: a Pareto chart has one series, not %d", STR_ARG(c->what), c->n_series);
    for (int i = 0; i < c->n_notes; i++)
        if (c->note[i].category < 0 || c->note[i].category >= c->n_categories)
            err_set(e, ERR_DATA, "chart «%.*s»: the note «%.*s» belongs to no category", STR_ARG(c->what),
                    STR_ARG(c->note[i].text));
    check_values(c, e);
}

double chart_at(const struct chart *c, int series, int category) {
    double v = c->series[series].value[category].v;
    return isfinite(v) ? v : CHART_GAP;
}

bool chart_running(const struct chart *c, int category) {
    for (int s = 0; s < c->n_series; s++)
        if (c->series[s].value[category].provisional) return true;
    return false;
}

double chart_sum(const struct chart *c, int category) {
    double sum = CHART_GAP;
    for (int s = 0; s < c->n_series; s++) {
        double v = chart_at(c, s, category);
        if (!isnan(v)) sum = isnan(sum) ? v : sum + v;
    }
    return sum;
}

static bool goes_before(const struct chart *c, int a, int b) {
    double va = chart_at(c, 0, a), vb = chart_at(c, 0, b);
    return !isnan(va) && (isnan(vb) || va > vb);
}

/* Insertion sort: stable, so equal values keep the caller's order, and charts are short. */
int *chart_order(const struct chart *c, struct arena *a) {
    int *order = arena_alloc(a, (size_t)(c->n_categories + 1) * sizeof *order);
    for (int i = 0; i < c->n_categories; i++) {
        int at = i;
        for (; c->kind == CHART_PARETO && c->n_series && at > 0 && goes_before(c, i, order[at - 1]); at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return order;
}

static void add_grouped(struct buf *b, long long n) {
    char t[24];
    int len = 0;
    do t[len++] = (char)('0' + n % 10);
    while (n /= 10);
    for (int i = len - 1; i >= 0; i--) {
        buf_byte(b, t[i]);
        if (i && i % 3 == 0 && len > 4) buf_puts(b, "\xE2\x80\x89"); /* U+2009 */
    }
}

void chart_number(struct buf *b, double v, int decimals) {
    if (!isfinite(v)) {
        buf_puts(b, "—");
        return;
    }
    long long unit = 1;
    for (int i = 0; i < decimals; i++) unit *= 10;
    if (fabs(v) * (double)unit > 9e17) { /* no room for the decimals in a whole number */
        buf_printf(b, "%.0f", v);
        return;
    }
    /* A double just below a half, such as 12.35, was meant as the half. */
    long long n = (long long)floor(fabs(v) * (double)unit * (1 + 4e-16) + 0.5);
    if (v < 0 && n) buf_puts(b, "\xE2\x88\x92"); /* U+2212 */
    add_grouped(b, n / unit);
    if (decimals) buf_printf(b, ".%0*lld", decimals, n % unit);
}

struct str chart_unit_name(const struct chart *c) {
    if (c->unit_name.n) return c->unit_name;
    if (c->unit == CHART_PERCENT) return STR_LIT("%");
    if (c->unit == CHART_HOURS) return str_of(chart_words(c->lang, WORD_HOURS));
    return STR_LIT("");
}

static void add_unit(const struct chart *c, struct buf *b, double v) {
    struct str unit = chart_unit_name(c);
    if (!isfinite(v) || !unit.n) return;
    buf_byte(b, ' ');
    buf_str(b, unit);
}

void chart_quantity(const struct chart *c, struct buf *b, double v) {
    chart_number(b, v, c->decimals);
    add_unit(c, b, v);
}

void chart_limit(const struct chart *c, struct buf *b, double v, bool unit) {
    int decimals = 0;
    double p = 1;
    for (; decimals < CHART_DECIMALS_MAX && isfinite(v) && fabs(v * p - round(v * p)) > 1e-7; p *= 10) decimals++;
    chart_number(b, v, decimals);
    if (unit) add_unit(c, b, v);
}

/* The period as told or, for charts over time, from the first to the last category. */
static void add_period(const struct chart *c, struct buf *b) {
    bool time = c->timeline || c->kind == CHART_LINE || c->kind == CHART_SPARK || c->kind == CHART_HEAT;
    if (c->period.n || !time || !c->n_categories) {
        buf_str(b, c->period);
        return;
    }
    buf_str(b, c->category[0].name);
    if (c->n_categories == 1) return;
    buf_puts(b, chart_words(c->lang, WORD_TO));
    buf_str(b, c->category[c->n_categories - 1].name);
}

void chart_subtitle(const struct chart *c, struct buf *b) {
    buf_str(b, c->what);
    struct str unit = chart_unit_name(c);
    if (unit.n) {
        buf_puts(b, chart_words(c->lang, WORD_COMMA));
        buf_str(b, unit);
    }
    size_t before = b->n;
    buf_puts(b, chart_words(c->lang, WORD_SEMICOLON));
    size_t from = b->n;
    buf_str(b, c->by);
    if (c->by.n) buf_puts(b, chart_words(c->lang, WORD_COMMA));
    size_t comma = b->n;
    add_period(c, b);
    if (b->n == comma && c->by.n) b->n = comma - strlen(chart_words(c->lang, WORD_COMMA));
    if (b->n == from) b->n = before;
    b->p[b->n] = 0;
}
