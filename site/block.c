/* The blocks of a page: tables, lists, figures and charts, from the rows of their queries. Every text from a query is
 * escaped here or in format_html; markup comes from this file alone. */
#include "base/mem.h"
#include "site/figure.h"
#include "site/render.h"
#include "site/sheet.h"
#include "site/url.h"

enum { ROWS_MAX = 2000, GROUP_ROWS_MAX = 20000, PHONE_WIDTH = 340, FULL_WIDTH = 1100 };

size_t block_keep(const struct block *b) {
    if (b->kind == BLOCK_ROWS || b->kind == BLOCK_SHEETS || b->kind == BLOCK_CHART) return GROUP_ROWS_MAX;
    return b->cap ? (size_t)b->cap : ROWS_MAX;
}

/* ---- what blocks share ---- */

static void open_block(struct render *r, const struct block *b, const char *classes, struct buf *out) {
    static const char *const kind[] = {"table", "chart", "list", "kpi", "rows", "sheets"};
    buf_printf(out, "<section class=\"block %s%s\" id=\"", kind[b->kind], classes);
    buf_html(out, str_of(b->name));
    buf_puts(out, "\">\n");
    if (!b->title.set || b->kind == BLOCK_CHART) return;
    buf_puts(out, "<h3>");
    render_html(r, &b->title, out);
    buf_puts(out, "</h3>\n");
}

static void add_counts(struct buf *out, struct str sentence, size_t shown, size_t total) {
    for (size_t i = 0; i < sentence.n; i++) {
        struct str rest = str_n(sentence.p + i, sentence.n - i);
        if (str_starts(rest, "{shown}")) buf_int(out, (long long)shown), i += 6;
        else if (str_starts(rest, "{total}")) buf_int(out, (long long)total), i += 6;
        else buf_byte(out, sentence.p[i]);
    }
}

/* A cap is never silent: what is left out, and where all of it stands. */
static void say_cut(struct render *r, const struct block *b, size_t shown, size_t total, struct buf *out) {
    if (!total || (shown >= total && !b->has_csv)) return;
    buf_puts(out, "<p class=\"cut\">");
    if (shown < total) {
        struct buf text;
        buf_init(&text);
        add_counts(&text, render_word(r, "table.cut"), shown, total);
        buf_html(out, buf_view(&text));
        buf_release(&text);
        buf_byte(out, ' ');
    }
    struct page_link all = {.is_path = true, .path = b->csv};
    if (b->has_csv && render_open(r, &all, "", out)) {
        buf_html(out, render_word(r, "table.all"));
        buf_puts(out, "</a>");
    }
    buf_puts(out, "</p>\n");
}

/* How many rows there are; a query that limits itself says it in a column `total`. */
static size_t total_rows(const struct answer *rows) {
    int col = answer_column(rows, "total");
    int64_t n = 0;
    if (col < 0 || !rows->n || !str_to_int(answer_cell(rows, 0, col), &n) || n < (int64_t)rows->total)
        return rows->total;
    return (size_t)n;
}

static void say_empty(struct render *r, const struct block *b, struct buf *out) {
    buf_puts(out, "<p class=\"empty\">");
    render_html(r, &b->empty, out);
    buf_puts(out, "</p>\n");
}

static void add_mark(struct render *r, const char *column, struct buf *out) {
    if (column) format_html(out, FORMAT_badge, render_value(r, column), &r->format);
}

static void add_span(struct render *r, const char *class, const struct page_text *t, struct buf *out) {
    if (!t->set) return;
    struct buf text;
    buf_init(&text);
    render_text(r, t, &text);
    if (text.n) {
        buf_printf(out, "<span class=\"%s\">", class);
        buf_html(out, buf_view(&text));
        buf_puts(out, "</span>");
    }
    buf_release(&text);
}

/* ---- drawings ---- */

static void use(struct render *r, struct str path) {
    for (size_t i = 0; i < r->n_uses; i++)
        if (str_eq(r->uses[i], path)) return;
    *VEC_ADD(r->uses, r->n_uses, r->cap_uses) = path;
}

static void add_source(struct render *r, const char *attribute, const struct drawing_file *f, struct buf *out) {
    buf_printf(out, " %s=\"", attribute);
    url_relative(out, r->path, f->path);
    buf_printf(out, "\" width=\"%d\" height=\"%d\"", f->width, f->height);
    use(r, f->path);
}

static void add_alt(const struct chart *c, struct buf *out) {
    struct buf alt;
    buf_init(&alt);
    if (c->kind == CHART_SPARK) figure_spark_alt(c, &alt);
    else chart_alt(c, &alt);
    buf_puts(out, " alt=\"");
    buf_html(out, buf_view(&alt));
    buf_byte(out, '"');
    buf_release(&alt);
}

static void add_spark(struct render *r, struct str values, struct buf *out) {
    struct chart c;
    figure_spark(&c, values, r->language, r->a);
    struct drawing_file f = drawing_make(r->drawings, &c, r->e);
    if (err_is(r->e)) return;
    buf_puts(out, "<img class=\"spark\"");
    add_source(r, "src", &f, out);
    add_alt(&c, out);
    buf_byte(out, '>');
}

/* ---- tables ---- */

static bool is_right(const struct page_column *c) {
    return c->align == ALIGN_RIGHT || (c->align == ALIGN_AUTO && format_right((enum format)c->format));
}

static void add_classes(const struct page_column *c, struct buf *out) {
    bool right = is_right(c), center = c->align == ALIGN_CENTER, hide = c->phone == PHONE_HIDE;
    if (!right && !center && !hide) return;
    buf_printf(out, " class=\"%s%s%s\"",
               right    ? "n"
               : center ? "c"
                        : "",
               hide && (right || center) ? " " : "", hide ? "opt" : "");
}

/* Whether the rows from `from` to before `to` show the column. */
static bool is_shown(const struct page_column *c, const struct answer *rows, size_t from, size_t to) {
    int col = answer_column(rows, c->column);
    if (!c->optional || col < 0) return true;
    while (from < to && !answer_cell(rows, from, col).n) from++;
    return from < to;
}

/* The columns that these rows show; the pointers are the block's. */
static const struct page_column **shown_columns(struct render *r, const struct block *b, const struct answer *rows,
                                                size_t from, size_t to, size_t *n) {
    const struct page_column **shown = arena_alloc(r->a, b->n_columns * sizeof *shown);
    *n = 0;
    for (size_t i = 0; i < b->n_columns; i++)
        if (is_shown(&b->column[i], rows, from, to)) shown[(*n)++] = &b->column[i];
    return shown;
}

static void table_head(struct render *r, const struct block *b, const struct page_column **column, size_t n,
                       struct buf *out) {
    const struct page_text *caption = b->caption.set ? &b->caption : &b->title;
    if (caption->set) {
        buf_puts(out, "<caption class=\"vh\">");
        render_html(r, caption, out);
        buf_puts(out, "</caption>\n");
    }
    buf_puts(out, "<thead><tr>");
    for (size_t i = 0; i < n; i++) {
        buf_puts(out, "<th scope=\"col\"");
        add_classes(column[i], out);
        buf_byte(out, '>');
        render_html(r, &column[i]->title, out);
        buf_puts(out, "</th>");
    }
    buf_puts(out, "</tr></thead>\n");
}

static void cell_value(struct render *r, const struct page_column *c, struct buf *out) {
    struct str v = render_value(r, c->column);
    if (c->format == FORMAT_spark) {
        if (v.n) add_spark(r, v, out);
        return;
    }
    bool open = render_open(r, &c->link, c->big ? " class=\"big\"" : "", out);
    if (c->big && !open) buf_puts(out, "<span class=\"big\">");
    format_html(out, (enum format)c->format, v, &r->format);
    if (open) buf_puts(out, "</a>");
    else if (c->big) buf_puts(out, "</span>");
}

static void cell_sub(struct render *r, const struct page_column *c, struct buf *out) {
    if (c->sub_text.set) add_span(r, "sub", &c->sub_text, out);
    if (!c->sub) return;
    struct str v = render_value(r, c->sub);
    if (!v.n) return;
    buf_puts(out, "<span class=\"sub\">");
    format_html(out, (enum format)c->sub_format, v, &r->format);
    buf_puts(out, "</span>");
}

static void add_attribute(struct render *r, const char *name, const char *column, struct buf *out) {
    struct str v = column ? render_value(r, column) : str_none();
    if (!v.n) return;
    buf_printf(out, " %s=\"", name);
    buf_html(out, v);
    buf_byte(out, '"');
}

static void table_row(struct render *r, const struct block *b, const struct page_column **column, size_t n,
                      struct buf *out) {
    buf_puts(out, "<tr");
    add_attribute(r, "id", b->row_id, out);
    add_attribute(r, "class", b->row_class, out);
    buf_byte(out, '>');
    for (size_t i = 0; i < n; i++) {
        buf_puts(out, "<td");
        add_classes(column[i], out);
        buf_puts(out, " data-label=\"");
        render_html(r, &column[i]->title, out);
        buf_puts(out, "\">");
        cell_value(r, column[i], out);
        cell_sub(r, column[i], out);
        buf_puts(out, "</td>");
    }
    buf_puts(out, "</tr>\n");
}

static void table_rows(struct render *r, const struct block *b, const struct answer *rows, size_t from, size_t to,
                       struct buf *out) {
    size_t n;
    const struct page_column **column = shown_columns(r, b, rows, from, to, &n);
    buf_puts(out, "<div class=\"card scroll\"><table>\n");
    table_head(r, b, column, n, out);
    buf_puts(out, "<tbody>\n");
    for (size_t i = from; i < to && !err_is(r->e); i++) {
        render_row(r, rows, i);
        table_row(r, b, column, n, out);
    }
    buf_puts(out, "</tbody></table></div>\n");
}

static void table(struct render *r, const struct block *b, const struct answer *rows, struct buf *out) {
    open_block(r, b, "", out);
    if (rows->n) table_rows(r, b, rows, 0, rows->n, out);
    else say_empty(r, b, out);
    say_cut(r, b, rows->n, total_rows(rows), out);
    buf_puts(out, "</section>\n");
}

/* ---- rows in groups ---- */

static void group_head(struct render *r, const struct block *b, struct buf *out) {
    buf_puts(out, "<h3>");
    bool open = render_open(r, &b->heading_link, "", out);
    render_html(r, &b->heading, out);
    if (open) buf_puts(out, "</a>");
    if (b->heading_mark) buf_byte(out, ' ');
    add_mark(r, b->heading_mark, out);
    add_span(r, "sub", &b->heading_sub, out);
    buf_puts(out, "</h3>\n");
}

static size_t group_end(const struct answer *rows, int col, size_t from) {
    size_t to = from + 1;
    while (to < rows->n && str_eq(answer_cell(rows, to, col), answer_cell(rows, from, col))) to++;
    return to;
}

/* The table's own title stands over all groups. */
static void groups(struct render *r, const struct block *b, const struct answer *rows, struct buf *out) {
    open_block(r, b, "", out);
    int col = answer_column(rows, b->group);
    if (col < 0)
        err_set(r->e, ERR_CONFIG, "%s:%d: the query %s has no column «%s»", r->page->file, b->line, rows->query,
                b->group);
    size_t n = 0, shown = 0;
    for (size_t from = 0, to; col >= 0 && from < rows->n && !err_is(r->e); from = to, n++) {
        to = group_end(rows, col, from);
        if (b->cap && n >= (size_t)b->cap) continue;
        shown++;
        buf_puts(out, "<section class=\"case\">\n");
        render_row(r, rows, from);
        group_head(r, b, out);
        table_rows(r, b, rows, from, to, out);
        buf_puts(out, "</section>\n");
    }
    if (!rows->n) say_empty(r, b, out);
    say_cut(r, b, shown, answer_column(rows, "total") < 0 ? n : total_rows(rows), out);
    buf_puts(out, "</section>\n");
}

static void sheets(struct render *r, const struct block *b, const struct answer *rows, struct buf *out) {
    size_t shown = 0, all = 0;
    open_block(r, b, "", out);
    sheet_html(r, b, rows, &shown, &all, out);
    if (!rows->n) say_empty(r, b, out);
    int64_t total = 0;
    int col = answer_column(rows, "total");
    if (col >= 0 && rows->n) str_to_int(answer_cell(rows, 0, col), &total);
    say_cut(r, b, shown, total > (int64_t)all ? (size_t)total : all, out);
    buf_puts(out, "</section>\n");
}

/* ---- lists and figures ---- */

static void list_item(struct render *r, const struct block *b, struct buf *out) {
    buf_puts(out, "<li>");
    add_mark(r, b->mark, out);
    buf_puts(out, "<span>");
    bool open = render_open(r, &b->link, "", out);
    render_html(r, &b->text, out);
    if (open) buf_puts(out, "</a>");
    render_html(r, &b->after, out);
    buf_puts(out, "</span>");
    add_span(r, "who", &b->who, out);
    buf_puts(out, "</li>\n");
}

static void list(struct render *r, const struct block *b, const struct answer *rows, struct buf *out) {
    open_block(r, b, "", out);
    if (rows->n) buf_puts(out, "<ul class=\"acts card\">\n");
    for (size_t i = 0; i < rows->n && !err_is(r->e); i++) {
        render_row(r, rows, i);
        list_item(r, b, out);
    }
    if (rows->n) buf_puts(out, "</ul>\n");
    else say_empty(r, b, out);
    say_cut(r, b, rows->n, total_rows(rows), out);
    buf_puts(out, "</section>\n");
}

static void kpi_card(struct render *r, const struct block *b, struct buf *out) {
    bool open = render_open(r, &b->link, " class=\"kpi card\"", out);
    if (!open) buf_puts(out, "<div class=\"kpi card\">");
    add_span(r, "label", &b->label, out);
    buf_puts(out, "<span class=\"big\">");
    format_html(out, (enum format)b->format, render_value(r, b->value), &r->format);
    buf_puts(out, "</span>");
    add_span(r, "sub", &b->sub, out);
    add_mark(r, b->mark, out);
    buf_puts(out, open ? "</a>\n" : "</div>\n");
}

static void kpis(struct render *r, const struct block *b, const struct answer *rows, struct buf *out) {
    open_block(r, b, "", out);
    if (rows->n) buf_puts(out, "<div class=\"kpis\">\n");
    for (size_t i = 0; i < rows->n && !err_is(r->e); i++) {
        render_row(r, rows, i);
        kpi_card(r, b, out);
    }
    if (rows->n) buf_puts(out, "</div>\n");
    else say_empty(r, b, out);
    say_cut(r, b, rows->n, total_rows(rows), out);
    buf_puts(out, "</section>\n");
}

/* ---- charts ---- */

static struct str text_of(struct render *r, const struct page_text *t) {
    if (!t->set) return str_none();
    struct buf b;
    buf_init(&b);
    render_text(r, t, &b);
    struct str s = arena_str(r->a, buf_view(&b));
    buf_release(&b);
    return s;
}

static void chart_words_of(struct render *r, const struct block *b, struct chart *c) {
    c->title = text_of(r, &b->title);
    c->what = text_of(r, &b->what);
    c->by = text_of(r, &b->by);
    c->period = text_of(r, &b->period);
    c->unit_name = text_of(r, &b->unit);
    c->category_head = text_of(r, &b->x_title);
}

static void chart_caption(const struct chart *c, struct buf *out) {
    struct buf subtitle;
    buf_init(&subtitle);
    chart_subtitle(c, &subtitle);
    buf_puts(out, "<figcaption>");
    if (c->title.n) buf_puts(out, "<b>"), buf_html(out, c->title), buf_puts(out, "</b>");
    buf_puts(out, "<span>"), buf_html(out, buf_view(&subtitle)), buf_puts(out, "</span></figcaption>\n");
    buf_release(&subtitle);
}

/* The drawing at its width and one for phones, whose words keep their size. */
static void chart_picture(struct render *r, const struct block *b, struct chart *c, struct buf *out) {
    c->width = PHONE_WIDTH;
    struct drawing_file phone = drawing_make(r->drawings, c, r->e);
    c->width = b->wide ? FULL_WIDTH : 0;
    struct drawing_file wide = drawing_make(r->drawings, c, r->e);
    if (err_is(r->e)) return;
    buf_puts(out, "<picture><source media=\"(max-width: 640px)\"");
    add_source(r, "srcset", &phone, out);
    buf_puts(out, "><img");
    add_source(r, "src", &wide, out);
    add_alt(c, out);
    buf_puts(out, "></picture>\n");
}

static void chart_data(struct render *r, const struct chart *c, struct buf *out) {
    struct chart_table t = chart_table(c, r->a);
    buf_puts(out, "<details><summary>");
    buf_html(out, render_word(r, "chart.table"));
    buf_puts(out, "</summary>\n<div class=\"scroll\"><table>\n<thead><tr>");
    for (int i = 0; i < t.n_cols; i++) {
        buf_puts(out, i ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
        buf_html(out, t.head[i]);
        buf_puts(out, "</th>");
    }
    buf_puts(out, "</tr></thead>\n<tbody>\n");
    for (int i = 0; i < t.n_rows; i++) {
        buf_puts(out, "<tr>");
        for (int k = 0; k < t.n_cols; k++) {
            buf_puts(out, k ? "<td class=\"n\">" : "<th scope=\"row\">");
            buf_html(out, t.cell[i * t.n_cols + k]);
            buf_puts(out, k ? "</td>" : "</th>");
        }
        buf_puts(out, "</tr>\n");
    }
    buf_puts(out, "</tbody></table></div>\n");
    for (int i = 0; i < t.n_notes; i++) buf_puts(out, "<p>"), buf_html(out, t.note[i]), buf_puts(out, "</p>\n");
    buf_puts(out, "</details>\n");
}

static void chart(struct render *r, const struct block *b, const struct answer *rows, struct buf *out) {
    struct chart c;
    figure_chart(&c, b, rows, &r->format, r->a, r->e);
    if (err_is(r->e)) return;
    chart_words_of(r, b, &c);
    open_block(r, b, b->wide ? " card wide" : " card", out);
    buf_puts(out, "<figure>");
    chart_caption(&c, out);
    chart_picture(r, b, &c, out);
    buf_puts(out, "</figure>\n");
    chart_data(r, &c, out);
    buf_puts(out, "</section>\n");
}

void block_html(struct render *r, const struct block *b, struct buf *out) {
    static void (*const write[BLOCK_KINDS])(struct render *, const struct block *, const struct answer *,
                                            struct buf *) = {table, chart, list, kpis, groups, sheets};
    const struct answer *rows = r->answer[b - r->page->block];
    render_row(r, rows, SIZE_MAX);
    write[b->kind](r, b, rows, out);
    err_context(r->e, "%s:%d: block %s", r->page->file, b->line, b->name);
}
