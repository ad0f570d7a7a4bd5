#include "site/layout.h"

struct layout {
    const char *file;
    const struct layout_key *key;
    size_t n_keys;
    const struct word_list *words;
    enum language language;
    int line;
    struct err *e;
};

static const struct layout_key *find(const struct layout *l, struct str name) {
    for (size_t i = 0; i < l->n_keys; i++)
        if (str_is(name, l->key[i].name)) return &l->key[i];
    return NULL;
}

static struct str value(const struct layout *l, struct str name, bool raw) {
    if (str_starts(name, "w.") && !raw) {
        struct str w = word_list_find(l->words, str_n(name.p + 2, name.n - 2), l->language);
        if (!w.p)
            err_set(l->e, ERR_CONFIG, "%s:%d: the words files have no «%.*s»", l->file, l->line, (int)name.n - 2,
                    name.p + 2);
        return w;
    }
    const struct layout_key *k = find(l, name);
    if (!k) err_set(l->e, ERR_CONFIG, "%s:%d: unknown key {{%.*s}}", l->file, l->line, STR_ARG(name));
    else if (raw && !k->html)
        err_set(l->e, ERR_CONFIG, "%s:%d: {{&%.*s}} is text; write {{%.*s}}", l->file, l->line, STR_ARG(name),
                STR_ARG(name));
    return k ? k->value : str_none();
}

static size_t find_at(struct str s, size_t from, const char *what) {
    const char *p = memmem(s.p + from, s.n - from, what, strlen(what));
    return p ? (size_t)(p - s.p) : SIZE_MAX;
}

/* Behind the end tag of the section that begins in front of `from`; sections of one name do not nest. */
static size_t section_end(const struct layout *l, struct str s, size_t from, struct str name) {
    char tag[80];
    if (name.n > 64) return SIZE_MAX;
    memcpy(tag, "{{/", 3);
    memcpy(tag + 3, name.p, name.n);
    memcpy(tag + 3 + name.n, "}}", 3);
    size_t at = find_at(s, from, tag);
    if (at == SIZE_MAX) err_set(l->e, ERR_CONFIG, "%s:%d: {{#%.*s}} is not closed", l->file, l->line, STR_ARG(name));
    return at == SIZE_MAX ? at : at + name.n + 5;
}

/* One tag; returns where to go on. */
static size_t tag(struct layout *l, struct buf *out, struct str s, struct str inside, size_t next) {
    char sign = inside.n && strchr("&#^/", inside.p[0]) ? inside.p[0] : 0;
    struct str name = str_trim(sign ? str_n(inside.p + 1, inside.n - 1) : inside);
    if (sign == '/') return next;
    struct str v = value(l, name, sign == '&');
    if (sign == 0) buf_html(out, v);
    if (sign == '&') buf_str(out, v);
    if ((sign == '#' && v.n == 0) || (sign == '^' && v.n != 0)) return section_end(l, s, next, name);
    return next;
}

void layout_expand(struct buf *out, const char *file, struct str s, const struct layout_key *key, size_t n_keys,
                   const struct word_list *words, enum language language, struct err *e) {
    struct layout l = {file, key, n_keys, words, language, 1, e};
    for (size_t i = 0; i < s.n && !err_is(e);) {
        size_t open = find_at(s, i, "{{");
        if (open == SIZE_MAX) open = s.n;
        buf_add(out, s.p + i, open - i);
        for (size_t k = i; k < open; k++) l.line += s.p[k] == '\n';
        if (open == s.n) return;
        size_t close = find_at(s, open, "}}");
        if (close == SIZE_MAX) {
            err_set(e, ERR_CONFIG, "%s:%d: found {{ without }}", file, l.line);
            return;
        }
        size_t next = tag(&l, out, s, str_n(s.p + open + 2, close - open - 2), close + 2);
        for (size_t k = open; k < next && k < s.n; k++) l.line += s.p[k] == '\n';
        i = next;
    }
}
