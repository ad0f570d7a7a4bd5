#include "site/phrase.h"
#include "base/mem.h"
#include "site/url.h"

static const char *known_list(struct arena *a, const char *const *list, size_t n) {
    const char *text = "";
    for (size_t i = 0; i < n; i++) text = arena_printf(a, "%s%s%s", text, i ? ", " : "", list[i]);
    return text;
}

void phrase_placeholder(struct arena *a, struct str inside, const struct names *known, const char *file, int line,
                        struct phrase_part *out, struct err *e) {
    struct str rest = inside, name, query, column;
    str_split(&rest, '|', &name);
    struct str format = str_trim(rest);
    struct str after = name;
    str_split(&after, '.', &query);
    query = str_trim(query), column = str_trim(after);
    *out = (struct phrase_part){.query = arena_cstr(a, query), .column = arena_cstr(a, column), .line = line};
    if (query.n == 0 || column.n == 0)
        err_set(e, ERR_CONFIG, "%s:%d: found {%.*s}, expected {query.column} or {query.column|format}", file, line,
                STR_ARG(inside));
    else if (!names_have(known, query))
        err_set(e, ERR_CONFIG, "%s:%d: {%.*s}: there is no query «%.*s» here; known: %s", file, line, STR_ARG(inside),
                STR_ARG(query), known_list(a, known->name, known->n));
    else if (rest.p && !format_find(format, &out->format))
        err_set(e, ERR_CONFIG, "%s:%d: {%.*s}: unknown format «%.*s»; known: %s", file, line, STR_ARG(inside),
                STR_ARG(format), known_list(a, format_names(), FORMAT_COUNT));
}

struct part_list {
    struct phrase_part *item;
    size_t n, cap;
};

static void add_literal(struct part_list *l, struct arena *a, struct buf *b) {
    if (b->n) *VEC_ADD(l->item, l->n, l->cap) = (struct phrase_part){.literal = arena_str(a, buf_view(b))};
    buf_reset(b);
}

void phrase_parse(struct phrase *t, struct arena *a, struct str s, const struct names *known, const char *file,
                  int line, struct err *e) {
    struct part_list list = {0};
    struct buf literal;
    buf_init(&literal);
    for (size_t i = 0; i < s.n && !err_is(e); i++) {
        if (s.p[i] == '\\' && i + 1 < s.n && (s.p[i + 1] == '{' || s.p[i + 1] == '}')) {
            buf_byte(&literal, s.p[++i]);
            continue;
        }
        if (s.p[i] != '{') {
            buf_byte(&literal, s.p[i]);
            continue;
        }
        const char *end = memchr(s.p + i, '}', s.n - i);
        if (!end) {
            err_set(e, ERR_CONFIG, "%s:%d: found { without }; write \\{ for a brace", file, line);
            break;
        }
        struct str inside = str_n(s.p + i + 1, (size_t)(end - s.p) - i - 1);
        add_literal(&list, a, &literal);
        phrase_placeholder(a, inside, known, file, line, VEC_ADD(list.item, list.n, list.cap), e);
        i += inside.n + 1;
    }
    add_literal(&list, a, &literal);
    buf_release(&literal);
    *t = (struct phrase){.file = arena_cstr(a, str_of(file)), .n = list.n};
    t->part = arena_alloc(a, (list.n + 1) * sizeof *t->part);
    if (list.n) memcpy(t->part, list.item, list.n * sizeof *t->part);
    mem_free(list.item);
}

struct str phrase_value(const struct phrase_part *p, const struct scope *s, const char *file, struct err *e) {
    for (size_t i = 0; i < s->n; i++) {
        const struct scope_item *it = &s->item[i];
        if (strcmp(it->name, p->query) != 0) continue;
        int col = answer_column(it->rows, p->column);
        if (col < 0)
            err_set(e, ERR_CONFIG, "%s:%d: {%s.%s}: the query %s has no column «%s»", file, p->line, p->query,
                    p->column, it->rows->query, p->column);
        return col < 0 || it->row >= it->rows->n ? str_none() : answer_cell(it->rows, it->row, col);
    }
    err_set(e, ERR_CONFIG, "%s:%d: {%s.%s}: no such query", file, p->line, p->query, p->column);
    return str_none();
}

void phrase_expand(struct buf *b, const struct phrase *t, const struct scope *s, const struct format_context *c,
                   struct err *e) {
    for (size_t i = 0; i < t->n; i++) {
        const struct phrase_part *p = &t->part[i];
        if (p->query) format_text(b, p->format, phrase_value(p, s, t->file, e), c);
        else buf_str(b, p->literal);
    }
}

void phrase_path(struct buf *b, const struct phrase *t, const struct scope *s, const struct format_context *c,
                 struct err *e) {
    struct buf value;
    buf_init(&value);
    for (size_t i = 0; i < t->n; i++) {
        const struct phrase_part *p = &t->part[i];
        if (!p->query) {
            buf_str(b, p->literal);
            continue;
        }
        struct str v = phrase_value(p, s, t->file, e);
        buf_reset(&value);
        if (v.p) format_text(&value, p->format, v, c);
        url_part(b, buf_view(&value));
    }
    buf_release(&value);
}
