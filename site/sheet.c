#include "site/sheet.h"

struct columns {
    int group, label, value, kind, format;
};

static int need(struct render *r, const struct block *b, const struct answer *rows, const char *name) {
    int col = answer_column(rows, name);
    if (col < 0)
        err_set(r->e, ERR_CONFIG, "%s:%d: the query %s has no column «%s»", r->page->file, b->line, rows->query, name);
    return col;
}

static struct str cell_of(const struct answer *rows, size_t row, int col) {
    return col < 0 ? str_none() : answer_cell(rows, row, col);
}

static enum format format_of(struct render *r, const struct answer *rows, size_t row, int col) {
    enum format f = FORMAT_text;
    struct str name = cell_of(rows, row, col);
    if (name.n && !format_find(name, &f))
        err_set(r->e, ERR_CONFIG, "the query %s: «%.*s» is no format", rows->query, STR_ARG(name));
    return f;
}

/* An empty field stays an empty line, to be filled in by hand; it is not «—», which would say that there is nothing. */
static void field(struct render *r, const struct answer *rows, size_t row, const struct columns *c, struct buf *out) {
    struct str kind = cell_of(rows, row, c->kind), value = answer_cell(rows, row, c->value);
    if (str_is(kind, "part")) {
        buf_puts(out, "<div class=\"part\">"), buf_html(out, answer_cell(rows, row, c->label)),
            buf_puts(out, "</div>\n");
        return;
    }
    bool sign = str_is(kind, "sign");
    buf_puts(out, sign                   ? "<div class=\"sign\"><dt>"
                  : str_is(kind, "wide") ? "<div class=\"wide\"><dt>"
                  : str_is(kind, "line") ? "<div class=\"line\"><dt>"
                                         : "<div><dt>");
    buf_html(out, answer_cell(rows, row, c->label));
    buf_puts(out, "</dt><dd>");
    if (value.n) format_html(out, format_of(r, rows, row, c->format), value, &r->format);
    buf_puts(out, "</dd></div>\n");
}

static void sheet(struct render *r, const struct block *b, const struct answer *rows, size_t from, size_t to,
                  const struct columns *c, struct buf *out) {
    render_row(r, rows, from);
    buf_puts(out, "<article class=\"sheet card\" id=\"sheet-");
    buf_html(out, answer_cell(rows, from, c->group));
    buf_puts(out, "\">\n<h3>");
    render_html(r, &b->heading, out);
    if (b->heading_sub.set) {
        buf_puts(out, "<span class=\"sub\">");
        render_html(r, &b->heading_sub, out);
        buf_puts(out, "</span>");
    }
    buf_puts(out, "</h3>\n<dl>\n");
    for (size_t i = from; i < to && !err_is(r->e); i++) field(r, rows, i, c, out);
    buf_puts(out, "</dl>\n</article>\n");
}

static size_t sheet_end(const struct answer *rows, int col, size_t from) {
    size_t to = from + 1;
    while (to < rows->n && str_eq(answer_cell(rows, to, col), answer_cell(rows, from, col))) to++;
    return to;
}

void sheet_html(struct render *r, const struct block *b, const struct answer *rows, size_t *shown, size_t *all,
                struct buf *out) {
    struct columns c = {need(r, b, rows, b->group), need(r, b, rows, "label"), need(r, b, rows, "value"),
                        answer_column(rows, "kind"), answer_column(rows, "format")};
    *shown = *all = 0;
    for (size_t from = 0, to; from < rows->n && !err_is(r->e); from = to, ++*all) {
        to = sheet_end(rows, c.group, from);
        if (b->cap && *all >= (size_t)b->cap) continue;
        sheet(r, b, rows, from, to, &c, out);
        ++*shown;
    }
}
