#include "site/render.h"
#include "base/mem.h"
#include "site/url.h"

const char *const render_words[] = {"chart.table", "table.cut", "table.all", "page.failed", "page.failed_text", NULL};

void render_row(struct render *r, const struct answer *rows, size_t row) {
    struct scope_item *item = &r->scope.item[r->scope.n - 1];
    item->rows = rows;
    item->row = row;
}

void render_text(struct render *r, const struct page_text *t, struct buf *out) {
    if (t->set) phrase_expand(out, &t->in[r->language], &r->scope, &r->format, r->e);
}

void render_html(struct render *r, const struct page_text *t, struct buf *out) {
    struct buf text;
    buf_init(&text);
    render_text(r, t, &text);
    buf_html(out, buf_view(&text));
    buf_release(&text);
}

struct str render_word(const struct render *r, const char *key) {
    return word_list_find(r->words, str_of(key), r->language);
}

static void note_dead(struct render *r, struct str target) {
    struct site_notes *n = &r->report->dead;
    for (size_t i = 0; i < n->n; i++)
        if (str_is(target, n->item[i].text)) return;
    *VEC_ADD(n->item, n->n, n->cap) =
        (struct site_note){arena_cstr(&r->report->a, r->path), arena_cstr(&r->report->a, target)};
}

bool render_link(struct render *r, struct str target, struct buf *href) {
    struct str file = url_file(target);
    if (file.n && intern_find(r->targets, file) == INTERN_NONE) {
        note_dead(r, target);
        return false;
    }
    url_relative(href, r->path, target);
    return true;
}

struct str render_value(struct render *r, const char *column) {
    const struct scope_item *row = &r->scope.item[r->scope.n - 1];
    int c = answer_column(row->rows, column);
    if (c < 0)
        err_set(r->e, ERR_CONFIG, "%s: the query %s has no column «%s»", r->page->file, row->rows->query, column);
    return c < 0 || row->row >= row->rows->n ? str_none() : answer_cell(row->rows, row->row, c);
}

bool render_open(struct render *r, const struct page_link *l, const char *attributes, struct buf *out) {
    struct buf target, href;
    buf_init(&target);
    buf_init(&href);
    if (l->is_path) phrase_path(&target, &l->path, &r->scope, &r->format, r->e);
    else if (l->column) buf_str(&target, render_value(r, l->column));
    bool open = target.n && render_link(r, buf_view(&target), &href);
    if (open) {
        buf_puts(out, "<a");
        buf_puts(out, attributes);
        buf_puts(out, " href=\"");
        buf_html(out, buf_view(&href));
        buf_puts(out, "\">");
    }
    buf_release(&target);
    buf_release(&href);
    return open;
}
