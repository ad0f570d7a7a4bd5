#include "site/figure.h"

enum { SPARK_WIDTH = 110, SPARK_MAX = 400 };

/* ---- reading rows ---- */

struct columns {
    int x, series, value, num, den, provisional, flag, target, low, centre, high, note;
};

static void find_columns(struct columns *c, const struct answer *r, const struct block *b, struct err *e) {
    *c = (struct columns){answer_column(r, "x"),      answer_column(r, "series"), answer_column(r, "value"),
                          answer_column(r, "num"),    answer_column(r, "den"),    answer_column(r, "provisional"),
                          answer_column(r, "flag"),   answer_column(r, "target"), answer_column(r, "low"),
                          answer_column(r, "centre"), answer_column(r, "high"),   answer_column(r, "note")};
    if (c->x < 0 || c->value < 0)
        err_set(e, ERR_CONFIG, "block %s: the query %s needs the columns x and value", b->name, r->query);
}

static struct str cell(const struct answer *r, size_t row, int col) {
    return col < 0 ? str_none() : answer_cell(r, row, col);
}

/* A number as SQLite prints it, without locale: digits, a point, perhaps an exponent. */
static double number(struct str v) {
    bool minus = v.n && v.p[0] == '-';
    double n = 0, scale = 1;
    size_t i = minus;
    bool digits = false, fraction = false;
    for (; i < v.n && ((v.p[i] >= '0' && v.p[i] <= '9') || (v.p[i] == '.' && !fraction)); i++) {
        if (v.p[i] == '.') {
            fraction = true;
            continue;
        }
        n = n * 10 + (v.p[i] - '0');
        if (fraction) scale *= 10;
        digits = true;
    }
    int64_t exponent = 0;
    if (i < v.n && (v.p[i] == 'e' || v.p[i] == 'E')) {
        if (!str_to_int(str_n(v.p + i + 1, v.n - i - 1), &exponent) || exponent > 300 || exponent < -300)
            return CHART_GAP;
        i = v.n;
    }
    if (!digits || i < v.n) return CHART_GAP;
    n /= scale;
    for (; exponent > 0; exponent--) n *= 10;
    for (; exponent < 0; exponent++) n /= 10;
    return minus ? -n : n;
}

/* Millionths are divided before anything else, so that 914286 becomes exactly what 91.4286 is. */
static double scaled(struct str v, int format) {
    double n = number(v);
    if (format == FORMAT_percent) return n / 1e4;
    if (format == FORMAT_number1 || format == FORMAT_hours) return n / 1e6;
    return n;
}

static long long whole(struct str v) {
    int64_t n = 0;
    return v.p && str_to_int(v, &n) ? n : 0;
}

/* The place of a name in the list, added when new. */
struct name_list {
    struct str *item;
    size_t n;
};

static size_t place_of(struct name_list *l, struct str name) {
    size_t i = 0;
    while (i < l->n && !str_eq(l->item[i], name)) i++;
    if (i == l->n) l->item[l->n++] = name;
    return i;
}

static struct str formatted(struct str v, int format, const struct format_context *c, struct arena *a) {
    struct buf b;
    buf_init(&b);
    format_text(&b, (enum format)format, v, c);
    struct str s = arena_str(a, buf_view(&b));
    buf_release(&b);
    return s;
}

static bool is_time(int format) {
    return format == FORMAT_month || format == FORMAT_monthshort || format == FORMAT_period || format == FORMAT_date ||
           format == FORMAT_monthday;
}

static void set_names(struct chart *out, const struct block *b, const struct name_list *x,
                      const struct name_list *series, const struct format_context *c, struct arena *a) {
    struct chart_category *category = arena_zero(a, (x->n + 1) * sizeof *category);
    for (size_t i = 0; i < x->n; i++) {
        category[i].name = formatted(x->item[i], b->x_format, c, a);
        if (b->tick_format != b->x_format) category[i].tick = formatted(x->item[i], b->tick_format, c, a);
    }
    out->category = category;
    out->n_categories = (int)x->n;
    struct chart_series *s = arena_zero(a, (series->n + 1) * sizeof *s);
    for (size_t i = 0; i < series->n; i++)
        s[i].name = series->item[i].p ? formatted(series->item[i], b->series_format, c, a) : str_none();
    out->series = s;
    out->n_series = (int)series->n;
}

/* Target, normal range and notes may stand on any row of their place. */
static void set_extras(struct chart *out, const struct columns *col, const struct answer *r, const size_t *x_of,
                       const struct block *b, struct arena *a) {
    size_t n = (size_t)out->n_categories;
    double *target = arena_alloc(a, (n + 1) * sizeof *target);
    struct chart_band *band = arena_alloc(a, (n + 1) * sizeof *band);
    struct chart_note *note = arena_zero(a, (n + 1) * sizeof *note);
    bool has_target = false, has_band = false;
    for (size_t i = 0; i < n; i++)
        target[i] = CHART_GAP, band[i] = (struct chart_band){CHART_GAP, CHART_GAP, CHART_GAP};
    for (size_t i = 0; i < r->n; i++) {
        size_t k = x_of[i];
        if (cell(r, i, col->target).p) target[k] = scaled(cell(r, i, col->target), b->format), has_target = true;
        if (cell(r, i, col->low).p) band[k].lower = scaled(cell(r, i, col->low), b->format), has_band = true;
        if (cell(r, i, col->high).p) band[k].upper = scaled(cell(r, i, col->high), b->format), has_band = true;
        if (cell(r, i, col->centre).p) band[k].centre = scaled(cell(r, i, col->centre), b->format), has_band = true;
        if (cell(r, i, col->note).n) note[k] = (struct chart_note){(int)k, cell(r, i, col->note)};
    }
    out->target = has_target ? target : NULL;
    out->band = has_band ? band : NULL;
    out->note = note;
    for (size_t i = 0; i < n; i++)
        if (note[i].text.n) note[out->n_notes++] = note[i];
}

static void set_values(struct chart *out, const struct columns *col, const struct answer *r, const size_t *x_of,
                       const size_t *series_of, const struct block *b, struct arena *a) {
    size_t n = (size_t)out->n_categories, m = (size_t)out->n_series;
    struct chart_value *value = arena_zero(a, (n * m + 1) * sizeof *value);
    for (size_t i = 0; i < n * m; i++) value[i].v = CHART_GAP;
    for (size_t i = 0; i < r->n; i++) {
        struct str v = cell(r, i, col->value);
        value[series_of[i] * n + x_of[i]] = (struct chart_value){
            v.p ? scaled(v, b->format) : CHART_GAP, whole(cell(r, i, col->num)), whole(cell(r, i, col->den)),
            !format_empty(cell(r, i, col->provisional)), !format_empty(cell(r, i, col->flag))};
    }
    struct chart_series *s = (struct chart_series *)out->series; /* set_names made it */
    for (size_t i = 0; i < m; i++) s[i].value = value + i * n;
}

void figure_chart(struct chart *out, const struct block *b, const struct answer *r, const struct format_context *c,
                  struct arena *a, struct err *e) {
    *out = (struct chart){.kind = (enum chart_kind)b->chart, .lang = c->language == LANG_ZH ? CHART_ZH : CHART_EN};
    struct columns col;
    find_columns(&col, r, b, e);
    if (err_is(e)) return;
    out->unit = b->format == FORMAT_percent ? CHART_PERCENT
                : b->format == FORMAT_hours ? CHART_HOURS
                : b->format == FORMAT_int   ? CHART_COUNT
                                            : CHART_NUMBER;
    out->decimals = b->decimals >= 0 ? b->decimals : b->format == FORMAT_int ? 0 : 1;
    out->timeline = is_time(b->x_format);
    struct name_list x = {arena_alloc(a, (r->n + 1) * sizeof *x.item), 0}, series = x;
    series.item = arena_alloc(a, (r->n + 1) * sizeof *series.item);
    size_t *x_of = arena_alloc(a, (r->n + 1) * sizeof *x_of),
           *series_of = arena_alloc(a, (r->n + 1) * sizeof *series_of);
    for (size_t i = 0; i < r->n; i++) {
        x_of[i] = place_of(&x, cell(r, i, col.x));
        series_of[i] = place_of(&series, cell(r, i, col.series));
    }
    if (!series.n) series.item[series.n++] = str_none();
    set_names(out, b, &x, &series, c, a);
    set_values(out, &col, r, x_of, series_of, b, a);
    set_extras(out, &col, r, x_of, b, a);
}

/* Takes the mark `!` off: a value to be noticed. */
static bool is_bad(struct str *v) {
    bool bad = v->n && v->p[v->n - 1] == '!';
    v->n -= bad;
    return bad;
}

static int decimals_of(struct str v) {
    const char *point = v.n ? memchr(v.p, '.', v.n) : NULL;
    size_t n = point ? v.n - (size_t)(point - v.p) - 1 : 0;
    return n < 6 ? (int)n : 6;
}

void figure_spark(struct chart *out, struct str values, enum language l, struct arena *a) {
    *out = (struct chart){.kind = CHART_SPARK,
                          .lang = l == LANG_ZH ? CHART_ZH : CHART_EN,
                          .width = SPARK_WIDTH,
                          .unit = CHART_NUMBER,
                          .n_series = 1};
    struct chart_value *value = arena_zero(a, SPARK_MAX * sizeof *value);
    struct chart_category *category = arena_zero(a, SPARK_MAX * sizeof *category);
    for (struct str part; out->n_categories < SPARK_MAX && str_split(&values, ',', &part); out->n_categories++) {
        struct chart_value *v = &value[out->n_categories];
        part = str_trim(part);
        v->bad = is_bad(&part);
        v->v = number(part);
        category[out->n_categories].name = STR_LIT("");
        if (decimals_of(part) > out->decimals) out->decimals = decimals_of(part);
    }
    struct chart_series *s = arena_zero(a, sizeof *s);
    s->value = value;
    out->category = category;
    out->series = s;
}

void figure_spark_alt(const struct chart *c, struct buf *b) {
    bool zh = c->lang == CHART_ZH;
    int first = -1, last = -1, low = -1, high = -1, gaps = 0;
    for (int i = 0; i < c->n_categories; i++) {
        double v = chart_at(c, 0, i);
        if (v != v) {
            gaps++;
            continue;
        }
        if (first < 0) first = low = high = i;
        last = i;
        if (v < chart_at(c, 0, low)) low = i;
        if (v > chart_at(c, 0, high)) high = i;
    }
    if (first < 0) {
        buf_puts(b, zh ? "没有数据" : "no data");
        return;
    }
    const struct {
        const char *zh, *en;
        int at;
    } part[] = {{"自 ", "from ", first},
                {" 至 ", " to ", last},
                {"，最低 ", ", lowest ", low},
                {"，最高 ", ", highest ", high}};
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        buf_puts(b, zh ? part[i].zh : part[i].en);
        chart_number(b, chart_at(c, 0, part[i].at), c->decimals);
    }
    if (gaps) buf_printf(b, zh ? "，%d 处无数据" : ", no value in %d places", gaps);
}
