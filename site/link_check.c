#include "site/link_check.h"
#include "base/mem.h"
#include "site/url.h"

void link_check_init(struct link_check *l) {
    *l = (struct link_check){0};
    intern_init(&l->paths);
    intern_init(&l->ids);
}

void link_check_release(struct link_check *l) {
    intern_release(&l->paths);
    intern_release(&l->ids);
    mem_free(l->ref);
}

struct page_scan {
    struct link_check *l;
    struct str path, tag;
    struct buf scratch;
    struct err *e;
};

static void reference(struct page_scan *s, struct str value) {
    struct str scheme = url_scheme(value);
    bool anchor = str_is(s->tag, "a");
    if (str_is(scheme, "data") && str_is(s->tag, "img")) return;
    if (scheme.p && anchor && url_scheme_ok(scheme)) return;
    if (scheme.p) {
        err_set(s->e, ERR_VERIFY, "%.*s: <%.*s> refers to %.*s: %s", STR_ARG(s->path), STR_ARG(s->tag), STR_ARG(value),
                anchor ? "only http, https and mailto may stand in a link" : "a page may load nothing from outside");
        return;
    }
    if (!url_resolve(&s->scratch, s->path, value)) {
        err_set(s->e, ERR_VERIFY, "%.*s: the reference %.*s leaves the site", STR_ARG(s->path), STR_ARG(value));
        return;
    }
    uint32_t from = intern_add(&s->l->paths, s->path), to = intern_add(&s->l->paths, buf_view(&s->scratch));
    *VEC_ADD(s->l->ref, s->l->n, s->l->cap) = (struct link_ref){from, to};
}

static void attribute(struct page_scan *s, struct str name, struct str value) {
    if (str_is(name, "href") || str_is(name, "src") || str_is(name, "srcset")) reference(s, value);
    if (!str_is(name, "id")) return;
    buf_reset(&s->scratch);
    buf_str(&s->scratch, s->path);
    buf_byte(&s->scratch, '#');
    buf_str(&s->scratch, value);
    intern_add(&s->l->ids, buf_view(&s->scratch));
}

static bool is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || (c >= '0' && c <= '9');
}

/* The attributes behind a tag's name; returns the place of its `>`. */
static size_t attributes(struct page_scan *s, struct str h, size_t i) {
    while (i < h.n && h.p[i] != '>') {
        size_t from = i;
        while (i < h.n && is_name(h.p[i])) i++;
        struct str name = str_n(h.p + from, i - from);
        if (i == from) {
            i++;
            continue;
        }
        if (i + 1 >= h.n || h.p[i] != '=' || h.p[i + 1] != '"') continue;
        const char *end = memchr(h.p + i + 2, '"', h.n - i - 2);
        if (!end) return h.n;
        attribute(s, name, str_n(h.p + i + 2, (size_t)(end - h.p) - i - 2));
        i = (size_t)(end - h.p) + 1;
    }
    return i;
}

void link_check_page(struct link_check *l, struct str path, struct str h, struct err *e) {
    struct page_scan s = {.l = l, .path = path, .e = e};
    buf_init(&s.scratch);
    for (size_t i = 0; i < h.n && !err_is(e);) {
        const char *open = memchr(h.p + i, '<', h.n - i);
        if (!open) break;
        i = (size_t)(open - h.p) + 1;
        size_t from = i;
        while (i < h.n && is_name(h.p[i])) i++;
        s.tag = str_n(h.p + from, i - from);
        if (s.tag.n) i = attributes(&s, h, i);
    }
    buf_release(&s.scratch);
}

void link_check_style(struct str path, struct str css, struct err *e) {
    if (css.n && memmem(css.p, css.n, "@import", 7))
        err_set(e, ERR_VERIFY, "%.*s: @import loads another file", STR_ARG(path));
    for (size_t i = 0; i + 4 < css.n; i++) {
        if (memcmp(css.p + i, "url(", 4) != 0) continue;
        struct str inside = str_n(css.p + i + 4, css.n - i - 4);
        if (inside.n && (inside.p[0] == '"' || inside.p[0] == '\'')) inside.p++, inside.n--;
        if (!str_starts(inside, "data:")) err_set(e, ERR_VERIFY, "%.*s: url(…) loads another file", STR_ARG(path));
    }
}

void link_check_finish(struct link_check *l, link_check_has *has, link_check_dead *dead, void *ctx) {
    for (size_t i = 0; i < l->n; i++) {
        struct str from = l->paths.name[l->ref[i].from], to = l->paths.name[l->ref[i].to], file = url_file(to);
        if (!has(ctx, file)) dead(ctx, from, to, true);
        else if (url_fragment(to).n && str_ends(file, ".html") && intern_find(&l->ids, to) == INTERN_NONE)
            dead(ctx, from, to, false);
    }
}
