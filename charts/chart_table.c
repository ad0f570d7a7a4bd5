/* The table under a chart: its numbers in its own formatting, because the picture must never say anything that cannot
 * be read here. */
#include "charts/chart.h"
#include "charts/chart_words.h"
#include "base/buf.h"

static struct str keep(struct buf *b, struct arena *a) {
    struct str s = arena_str(a, buf_view(b));
    buf_reset(b);
    return s;
}

static void head_unit(const struct chart *c, struct buf *b) {
    struct str unit = chart_unit_name(c);
    if (!unit.n) return;
    buf_puts(b, chart_words(c->lang, WORD_OPEN));
    buf_str(b, unit);
    buf_puts(b, chart_words(c->lang, WORD_CLOSE));
}

static void table_head(const struct chart *c, struct chart_table *t, struct buf *b, struct arena *a) {
    if (c->category_head.n) buf_str(b, c->category_head);
    else buf_puts(b, chart_words(c->lang, WORD_ITEM));
    t->head[0] = keep(b, a);
    for (int s = 0; s < c->n_series; s++) {
        buf_str(b, c->n_series == 1 && !c->series[s].name.n ? c->what : c->series[s].name);
        head_unit(c, b);
        t->head[1 + s] = keep(b, a);
    }
    if (t->n_cols == 1 + c->n_series) return;
    buf_puts(b, chart_words(c->lang, c->kind == CHART_PARETO ? WORD_CUMULATIVE : WORD_TOTAL));
    if (c->kind == CHART_PARETO) {
        buf_puts(b, chart_words(c->lang, WORD_OPEN));
        buf_byte(b, '%');
        buf_puts(b, chart_words(c->lang, WORD_CLOSE));
    } else {
        head_unit(c, b);
    }
    t->head[t->n_cols - 1] = keep(b, a);
}

static void table_value(const struct chart *c, int s, int i, struct buf *b) {
    const struct chart_value *v = &c->series[s].value[i];
    double n = chart_at(c, s, i);
    chart_number(b, n, c->decimals);
    if (isnan(n)) return;
    double sum = chart_sum(c, i);
    const char *open = chart_words(c->lang, WORD_OPEN), *close = chart_words(c->lang, WORD_CLOSE);
    if (c->kind == CHART_LEVELS && sum > 0) {
        buf_puts(b, open);
        chart_number(b, 100 * n / sum, 0);
        buf_printf(b, " %%%s", close);
    } else if (v->den > 0) {
        buf_printf(b, "%s%lld / %lld%s", open, v->num, v->den, close);
    }
    if (v->provisional) buf_printf(b, "%s%s%s", open, chart_words(c->lang, WORD_RUNNING), close);
}

/* "目标 100 %" when all are the same; otherwise each change with where it begins. */
static void note_target(const struct chart *c, struct buf *b) {
    double was = CHART_GAP;
    bool any = false;
    for (int i = 0; i < c->n_categories; i++) {
        double v = c->target[i];
        if (!isfinite(v) || (any && v <= was && v >= was)) continue;
        if (any) {
            buf_puts(b, chart_words(c->lang, WORD_COMMA));
            buf_str(b, c->category[i].name);
        } else {
            buf_puts(b, chart_words(c->lang, WORD_TARGET));
        }
        buf_byte(b, ' ');
        chart_limit(c, b, v, true);
        was = v;
        any = true;
    }
}

static void note_band(const struct chart *c, struct buf *b) {
    int at = c->n_categories - 1;
    while (at >= 0 && !(isfinite(c->band[at].lower) && isfinite(c->band[at].upper))) at--;
    if (at < 0) return;
    buf_puts(b, chart_words(c->lang, WORD_RANGE));
    buf_byte(b, ' ');
    chart_number(b, c->band[at].lower, c->decimals);
    buf_puts(b, "–");
    chart_quantity(c, b, c->band[at].upper);
}

static void table_notes(const struct chart *c, struct chart_table *t, struct buf *b, struct arena *a) {
    t->note = arena_alloc(a, (size_t)(c->n_notes + 2) * sizeof *t->note);
    if (c->target) note_target(c, b);
    if (b->n) t->note[t->n_notes++] = keep(b, a);
    if (c->band) note_band(c, b);
    if (b->n) t->note[t->n_notes++] = keep(b, a);
    for (int i = 0; i < c->n_notes; i++) {
        buf_str(b, c->category[c->note[i].category].name);
        buf_puts(b, chart_words(c->lang, WORD_COLON));
        buf_str(b, c->note[i].text);
        t->note[t->n_notes++] = keep(b, a);
    }
}

static double table_sum(const struct chart *c) {
    double sum = 0;
    for (int i = 0; i < c->n_categories; i++)
        if (!isnan(chart_at(c, 0, i))) sum += chart_at(c, 0, i);
    return sum;
}

struct chart_table chart_table(const struct chart *c, struct arena *a) {
    bool pareto = c->kind == CHART_PARETO && c->n_series;
    bool total = c->kind == CHART_LEVELS || (c->kind == CHART_STACK && c->n_series > 1);
    struct chart_table t = {.n_cols = 1 + c->n_series + (pareto || total), .n_rows = c->n_categories};
    struct buf b;
    buf_init(&b);
    t.head = arena_alloc(a, (size_t)t.n_cols * sizeof *t.head);
    table_head(c, &t, &b, a);
    t.cell = arena_alloc(a, (size_t)t.n_cols * (size_t)t.n_rows * sizeof *t.cell);
    const int *order = chart_order(c, a);
    double sum = pareto ? table_sum(c) : 0, part = 0;
    for (int r = 0; r < t.n_rows; r++) {
        struct str *row = t.cell + r * t.n_cols;
        row[0] = c->category[order[r]].name;
        for (int s = 0; s < c->n_series; s++) {
            table_value(c, s, order[r], &b);
            row[1 + s] = keep(&b, a);
        }
        if (!pareto && !total) continue;
        double v = pareto ? chart_at(c, 0, order[r]) : chart_sum(c, order[r]);
        if (pareto && !isnan(v)) part += v;
        if (pareto) chart_number(&b, isnan(v) || !(sum > 0) ? CHART_GAP : 100 * part / sum, 1);
        else chart_number(&b, v, c->decimals);
        row[t.n_cols - 1] = keep(&b, a);
    }
    table_notes(c, &t, &b, a);
    buf_release(&b);
    return t;
}
