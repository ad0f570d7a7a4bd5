#include "site/prose.h"
#include "base/mem.h"
#include "site/url.h"
#include <cmark.h>

enum { MARK_FIRST = 0xE000, MARK_LAST = 0xF8FF, PROSE_BYTES_MAX = 64 << 10 };

/* A punctuation character to CommonMark that no text uses: put beside `**` where Chinese punctuation would keep it
 * from being emphasis, dropped in the walk. */
#define HELPER "\xE2\xB8\x98" /* U+2E18 */
enum { HELPER_CP = 0x2E18 };

enum mark_kind { MARK_VALUE, MARK_IF, MARK_UNLESS, MARK_ID, MARK_BLOCK };

struct prose_mark {
    enum mark_kind kind;
    struct phrase_part value; /* MARK_VALUE, MARK_IF, MARK_UNLESS */
    const char *name;         /* MARK_ID, MARK_BLOCK */
};

struct prose {
    const char *file;
    cmark_node *tree;
    struct prose_mark *mark;
    size_t n_marks, cap_marks;
    struct names blocks;
    int *block_line;
};

/* ---- characters ---- */

/* The character at p, of n > 0 bytes that are UTF-8; *len its length. Bytes that are not count one by one. */
static uint32_t decode(const char *p, size_t n, size_t *len) {
    unsigned char c = (unsigned char)p[0];
    size_t k = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    if (k > n || (c & 0xC0) == 0x80) k = 1;
    uint32_t cp = k == 1 ? c : c & (0xFFu >> (k + 1));
    for (size_t i = 1; i < k; i++) cp = cp << 6 | ((unsigned char)p[i] & 0x3Fu);
    *len = k;
    return cp;
}

static void add_mark_char(struct buf *b, size_t i) {
    uint32_t cp = (uint32_t)(MARK_FIRST + i);
    buf_byte(b, (char)(0xE0 | cp >> 12));
    buf_byte(b, (char)(0x80 | (cp >> 6 & 0x3F)));
    buf_byte(b, (char)(0x80 | (cp & 0x3F)));
}

static bool is_mark(uint32_t cp) { return cp >= MARK_FIRST && cp <= MARK_LAST; }
static bool is_blank(uint32_t cp) {
    return cp == 0 || cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r' || cp == 0xA0 || cp == 0x3000;
}

/* Punctuation as far as Chinese and English prose use it. */
static bool is_punctuation(uint32_t cp) {
    if (cp < 0x80) return cp > ' ' && cp < 0x7F && !(cp >= '0' && cp <= '9') && !((cp | 32) >= 'a' && (cp | 32) <= 'z');
    return cp == 0xAB || cp == 0xBB || cp == 0xB7 || (cp >= 0x2010 && cp <= 0x2027) || (cp >= 0x2030 && cp <= 0x205E) ||
           (cp >= 0x3001 && cp <= 0x303F && cp != 0x3005 && cp != 0x3007) || (cp >= 0xFF01 && cp <= 0xFF0F) ||
           (cp >= 0xFF1A && cp <= 0xFF20) || (cp >= 0xFF3B && cp <= 0xFF40) || (cp >= 0xFF5B && cp <= 0xFF65);
}

/* ---- reading: placeholders to characters ---- */

struct reader {
    struct arena *a;
    struct prose *p;
    const struct names *known;
    struct buf out;
    struct str in;
    size_t i;
    int line;
    size_t cap_blocks, cap_lines;
    struct err *e;
};

static struct prose_mark *new_mark(struct reader *r, enum mark_kind kind) {
    if (r->p->n_marks > MARK_LAST - MARK_FIRST) err_set(r->e, ERR_CONFIG, "%s: too many placeholders", r->p->file);
    add_mark_char(&r->out, r->p->n_marks);
    struct prose_mark *m = VEC_ADD(r->p->mark, r->p->n_marks, r->p->cap_marks);
    m->kind = kind;
    return m;
}

/* The text up to `end` on this line after the `skip` characters at the cursor; moves behind it. False: not closed. */
static bool take(struct reader *r, size_t skip, const char *end, struct str *inside) {
    size_t from = r->i + skip, n = strlen(end);
    for (size_t k = from; k + n <= r->in.n && r->in.p[k] != '\n'; k++)
        if (memcmp(r->in.p + k, end, n) == 0) {
            *inside = str_n(r->in.p + from, k - from);
            r->i = k + n;
            return true;
        }
    return false;
}

static void read_value(struct reader *r) {
    struct str inside;
    if (!take(r, 1, "}", &inside)) {
        err_set(r->e, ERR_CONFIG, "%s:%d: found { without } on its line; write \\{ for a brace", r->p->file, r->line);
        return;
    }
    if (inside.n && inside.p[0] == '#') {
        new_mark(r, MARK_ID)->name = arena_cstr(r->a, str_n(inside.p + 1, inside.n - 1));
        return;
    }
    struct phrase_part part;
    phrase_placeholder(r->a, inside, r->known, r->p->file, r->line, &part, r->e);
    new_mark(r, MARK_VALUE)->value = part;
}

static void read_block(struct reader *r, struct str name) {
    name = str_trim(name);
    *VEC_ADD(r->p->blocks.name, r->p->blocks.n, r->cap_blocks) = arena_cstr(r->a, name);
    size_t n = r->p->blocks.n - 1;
    *VEC_ADD(r->p->block_line, n, r->cap_lines) = r->line;
    new_mark(r, MARK_BLOCK)->name = r->p->blocks.name[r->p->blocks.n - 1];
}

/* At a `[`: a block, a condition, or a bracket of a link. */
static bool read_bracket(struct reader *r) {
    struct str inside, rest = str_n(r->in.p + r->i, r->in.n - r->i);
    if (str_starts(rest, "[[")) {
        if (!take(r, 2, "]]", &inside)) return false;
        read_block(r, inside);
        return true;
    }
    bool unless = str_starts(rest, "[!");
    if (!unless && !str_starts(rest, "[?")) return false;
    if (!take(r, 2, "]", &inside)) return false;
    struct phrase_part part;
    phrase_placeholder(r->a, inside, r->known, r->p->file, r->line, &part, r->e);
    new_mark(r, unless ? MARK_UNLESS : MARK_IF)->value = part;
    while (r->i < r->in.n && r->in.p[r->i] == ' ') r->i++;
    return true;
}

static void refuse_reserved(struct reader *r, uint32_t cp) {
    if (is_mark(cp) || cp == HELPER_CP)
        err_set(r->e, ERR_CONFIG, "%s:%d: found the character U+%04X, which is reserved here", r->p->file, r->line,
                (unsigned)cp);
}

static void replace_placeholders(struct reader *r) {
    while (r->i < r->in.n && !err_is(r->e)) {
        char c = r->in.p[r->i];
        if (c == '\\' && r->i + 1 < r->in.n && r->in.p[r->i + 1] != '\n') {
            buf_add(&r->out, r->in.p + r->i, 2);
            r->i += 2;
            continue;
        }
        if (c == '{') {
            read_value(r);
            continue;
        }
        if (c == '[' && read_bracket(r)) continue;
        size_t len;
        refuse_reserved(r, decode(r->in.p + r->i, r->in.n - r->i, &len));
        buf_add(&r->out, r->in.p + r->i, len);
        r->i += len;
        r->line += c == '\n';
    }
}

/* ---- emphasis beside Chinese punctuation ---- */

struct stars {
    size_t open[8]; /* lengths of the runs that are open in this paragraph */
    size_t n;
};

static uint32_t before(struct str s, size_t i) {
    if (i == 0) return 0;
    size_t k = i - 1, len;
    while (k && ((unsigned char)s.p[k] & 0xC0) == 0x80) k--;
    return decode(s.p + k, i - k, &len);
}

static uint32_t after(struct str s, size_t i) {
    size_t len;
    return i < s.n ? decode(s.p + i, s.n - i, &len) : 0;
}

/* One run of stars from i to end: writes it with the helper on its outer side where it needs one. */
static void help_run(struct buf *out, struct str s, size_t i, size_t end, struct stars *st) {
    uint32_t left = before(s, i), right = after(s, end);
    size_t run = end - i;
    bool closes = st->n && st->open[st->n - 1] == run && !is_blank(left);
    bool opens = !closes && !is_blank(right);
    bool outer_letter = closes ? !is_blank(right) && !is_punctuation(right) : !is_blank(left) && !is_punctuation(left);
    bool inner_punctuation = closes ? is_punctuation(left) : is_punctuation(right);
    bool help = (closes || opens) && outer_letter && inner_punctuation;
    if (help && opens) buf_puts(out, HELPER);
    buf_add(out, s.p + i, run);
    if (help && closes) buf_puts(out, HELPER);
    if (closes) st->n--;
    else if (opens && st->n < sizeof st->open / sizeof *st->open) st->open[st->n++] = run;
}

static void help_emphasis(struct buf *out, struct str s) {
    struct stars st = {.n = 0};
    for (size_t i = 0; i < s.n;) {
        if (s.p[i] == '\n' && i + 1 < s.n && s.p[i + 1] == '\n') st.n = 0;
        if (s.p[i] == '\\' && i + 1 < s.n) {
            buf_add(out, s.p + i, 2);
            i += 2;
            continue;
        }
        size_t end = i;
        while (end < s.n && s.p[end] == '*') end++;
        if (end > i) {
            help_run(out, s, i, end, &st);
            i = end;
            continue;
        }
        buf_byte(out, s.p[i++]);
    }
}

/* ---- the tree ---- */

/* Whether the paragraph holds nothing but blocks. */
static bool is_block_paragraph(const struct prose *p, cmark_node *paragraph) {
    size_t n = 0;
    for (cmark_node *c = cmark_node_first_child(paragraph); c; c = cmark_node_next(c)) {
        if (cmark_node_get_type(c) == CMARK_NODE_SOFTBREAK) continue;
        if (cmark_node_get_type(c) != CMARK_NODE_TEXT) return false;
        const char *s = cmark_node_get_literal(c);
        for (size_t i = 0, len; s[i]; i += len) {
            uint32_t cp = decode(s + i, strlen(s + i), &len);
            if (is_blank(cp)) continue;
            if (!is_mark(cp) || cp - MARK_FIRST >= p->n_marks || p->mark[cp - MARK_FIRST].kind != MARK_BLOCK)
                return false;
            n++;
        }
    }
    return n > 0;
}

static size_t count_blocks(const struct prose *p, const char *s) {
    size_t n = 0;
    for (size_t i = 0, len; s && s[i]; i += len) {
        uint32_t cp = decode(s + i, strlen(s + i), &len);
        n += is_mark(cp) && cp - MARK_FIRST < p->n_marks && p->mark[cp - MARK_FIRST].kind == MARK_BLOCK;
    }
    return n;
}

/* Every block must stand in a paragraph of its own at the top of the page. */
static void check_blocks(struct prose *p, struct err *e) {
    size_t placed = 0;
    for (cmark_node *n = cmark_node_first_child(p->tree); n; n = cmark_node_next(n)) {
        if (cmark_node_get_type(n) != CMARK_NODE_PARAGRAPH || !is_block_paragraph(p, n)) continue;
        for (cmark_node *c = cmark_node_first_child(n); c; c = cmark_node_next(c))
            placed += count_blocks(p, cmark_node_get_literal(c));
    }
    if (placed != p->blocks.n)
        err_set(e, ERR_CONFIG, "%s: a [[block]] stands inside other text; give it a paragraph of its own", p->file);
}

struct prose *prose_read(struct arena *a, const char *file, struct str bytes, const struct names *known,
                         struct err *e) {
    if (err_is(e)) return NULL;
    if (bytes.n > PROSE_BYTES_MAX) err_set(e, ERR_CONFIG, "%s: larger than %d bytes", file, PROSE_BYTES_MAX);
    struct prose *p = mem_zero(sizeof *p);
    p->file = arena_cstr(a, str_of(file));
    struct reader r = {.a = a, .p = p, .known = known, .in = bytes, .line = 1, .e = e};
    struct buf helped;
    buf_init(&r.out);
    buf_init(&helped);
    replace_placeholders(&r);
    help_emphasis(&helped, buf_view(&r.out));
    p->tree = cmark_parse_document(helped.p, helped.n, CMARK_OPT_DEFAULT);
    if (!err_is(e)) check_blocks(p, e);
    buf_release(&helped);
    buf_release(&r.out);
    return p;
}

void prose_release(struct prose *p) {
    if (!p) return;
    cmark_node_free(p->tree);
    mem_free(p->mark);
    mem_free(p->blocks.name);
    mem_free(p->block_line);
    mem_free(p);
}

const struct names *prose_blocks(const struct prose *p) { return &p->blocks; }
int prose_block_line(const struct prose *p, size_t i) { return p->block_line[i]; }

/* ---- writing ---- */

struct walk {
    struct buf *out;
    const struct prose *p;
    const struct scope *scope;
    const struct format_context *context;
    const struct prose_host *host;
    struct err *e;
    int headings;
};

static void walk_children(struct walk *w, cmark_node *n);

static bool holds(struct walk *w, const struct prose_mark *m) {
    bool empty = format_empty(phrase_value(&m->value, w->scope, w->p->file, w->e));
    return m->kind == MARK_IF ? !empty : empty;
}

/* Whether the conditions that the node's text begins with hold; none: true. */
static bool applies(struct walk *w, cmark_node *n) {
    cmark_node *t = cmark_node_first_child(n);
    if (!t || cmark_node_get_type(t) != CMARK_NODE_TEXT) return true;
    const char *s = cmark_node_get_literal(t);
    for (size_t i = 0, len; s[i]; i += len) {
        uint32_t cp = decode(s + i, strlen(s + i), &len);
        if (cp == HELPER_CP) continue;
        if (!is_mark(cp) || cp - MARK_FIRST >= w->p->n_marks) return true;
        const struct prose_mark *m = &w->p->mark[cp - MARK_FIRST];
        if (m->kind != MARK_IF && m->kind != MARK_UNLESS) return true;
        if (!holds(w, m)) return false;
    }
    return true;
}

enum how { AS_HTML, AS_TEXT, AS_PATH };

static void add_value(struct walk *w, const struct prose_mark *m, enum how how, struct buf *out) {
    struct str v = phrase_value(&m->value, w->scope, w->p->file, w->e);
    if (how == AS_HTML) {
        format_html(out, m->value.format, v, w->context);
        return;
    }
    struct buf text;
    buf_init(&text);
    format_text(&text, m->value.format, v, w->context);
    if (how == AS_PATH) url_part(out, buf_view(&text));
    else buf_str(out, buf_view(&text));
    buf_release(&text);
}

/* Literal text with its marks expanded. */
static void expand(struct walk *w, const char *s, enum how how, struct buf *out) {
    size_t from = 0, i = 0, n = strlen(s);
    while (i < n) {
        size_t len;
        uint32_t cp = decode(s + i, n - i, &len);
        bool mark = is_mark(cp) && cp - MARK_FIRST < w->p->n_marks;
        if (!mark && cp != HELPER_CP) {
            i += len;
            continue;
        }
        if (how == AS_HTML) buf_html(out, str_n(s + from, i - from));
        else buf_add(out, s + from, i - from);
        i += len;
        from = i;
        if (mark && w->p->mark[cp - MARK_FIRST].kind == MARK_VALUE)
            add_value(w, &w->p->mark[cp - MARK_FIRST], how, out);
    }
    if (how == AS_HTML) buf_html(out, str_n(s + from, n - from));
    else buf_add(out, s + from, n - from);
}

static void wrap(struct walk *w, cmark_node *n, const char *tag) {
    buf_printf(w->out, "<%s>", tag);
    walk_children(w, n);
    buf_printf(w->out, "</%s>", tag);
}

/* An address made of template text may lead outside; one with a value in it only to a page of the site. A value that
 * the address begins with is a path, one further in is part of a path. */
static bool begin_link(struct walk *w, const char *url) {
    struct buf plain;
    buf_init(&plain);
    size_t len;
    expand(w, url, url[0] && is_mark(decode(url, strlen(url), &len)) ? AS_TEXT : AS_PATH, &plain);
    struct str scheme = url_scheme(buf_view(&plain));
    bool made = plain.n != strlen(url) || memcmp(plain.p, url, plain.n) != 0;
    bool open = false;
    if (!scheme.p) {
        struct buf href;
        buf_init(&href);
        open = w->host->link(w->host->ctx, buf_view(&plain), &href);
        if (open) buf_puts(w->out, "<a href=\""), buf_html(w->out, buf_view(&href)), buf_puts(w->out, "\">");
        buf_release(&href);
    } else if (!made && url_scheme_ok(scheme)) {
        buf_puts(w->out, "<a href=\"");
        buf_html(w->out, buf_view(&plain));
        buf_puts(w->out, "\" rel=\"noreferrer\">");
        open = true;
    }
    buf_release(&plain);
    return open;
}

static void walk_inline(struct walk *w, cmark_node *n) {
    switch (cmark_node_get_type(n)) {
    case CMARK_NODE_TEXT: expand(w, cmark_node_get_literal(n), AS_HTML, w->out); return;
    case CMARK_NODE_SOFTBREAK: buf_byte(w->out, '\n'); return;
    case CMARK_NODE_LINEBREAK: buf_puts(w->out, "<br>\n"); return;
    case CMARK_NODE_CODE:
        buf_puts(w->out, "<code>");
        expand(w, cmark_node_get_literal(n), AS_HTML, w->out);
        buf_puts(w->out, "</code>");
        return;
    case CMARK_NODE_EMPH: wrap(w, n, "em"); return;
    case CMARK_NODE_STRONG: wrap(w, n, "strong"); return;
    case CMARK_NODE_LINK: {
        bool open = begin_link(w, cmark_node_get_url(n));
        walk_children(w, n);
        if (open) buf_puts(w->out, "</a>");
        return;
    }
    case CMARK_NODE_IMAGE: walk_children(w, n); return; /* its words; a page shows charts, not files from elsewhere */
    default: return;                                    /* raw HTML */
    }
}

/* The id that the heading gives itself, else one by its number. */
static void heading(struct walk *w, cmark_node *n) {
    const char *id = NULL;
    for (cmark_node *c = cmark_node_first_child(n); c; c = cmark_node_next(c)) {
        const char *s = cmark_node_get_type(c) == CMARK_NODE_TEXT ? cmark_node_get_literal(c) : "";
        for (size_t i = 0, len; s[i]; i += len) {
            uint32_t cp = decode(s + i, strlen(s + i), &len);
            if (is_mark(cp) && cp - MARK_FIRST < w->p->n_marks && w->p->mark[cp - MARK_FIRST].kind == MARK_ID)
                id = w->p->mark[cp - MARK_FIRST].name;
        }
    }
    int level = cmark_node_get_heading_level(n);
    w->headings++;
    buf_printf(w->out, "<h%d id=\"", level);
    if (id) buf_html(w->out, str_of(id));
    else buf_printf(w->out, "s%d", w->headings);
    buf_puts(w->out, "\">");
    walk_children(w, n);
    while (w->out->n && w->out->p[w->out->n - 1] == ' ') w->out->p[--w->out->n] = 0;
    buf_printf(w->out, "</h%d>\n", level);
}

static void place_blocks(struct walk *w, cmark_node *paragraph) {
    size_t n = 0;
    for (cmark_node *c = cmark_node_first_child(paragraph); c; c = cmark_node_next(c))
        n += count_blocks(w->p, cmark_node_get_literal(c));
    if (n > 1) buf_puts(w->out, "<div class=\"two\">\n");
    for (cmark_node *c = cmark_node_first_child(paragraph); c; c = cmark_node_next(c)) {
        const char *s = cmark_node_get_literal(c);
        for (size_t i = 0, len; s && s[i]; i += len) {
            uint32_t cp = decode(s + i, strlen(s + i), &len);
            if (is_mark(cp)) w->host->block(w->host->ctx, str_of(w->p->mark[cp - MARK_FIRST].name), w->out);
        }
    }
    if (n > 1) buf_puts(w->out, "</div>\n");
}

static void paragraph(struct walk *w, cmark_node *n) {
    cmark_node *item = cmark_node_parent(n), *list = item ? cmark_node_parent(item) : NULL;
    bool tight = list && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list);
    if (is_block_paragraph(w->p, n)) place_blocks(w, n);
    else if (tight) walk_children(w, n);
    else wrap(w, n, "p"), buf_byte(w->out, '\n');
}

static void list(struct walk *w, cmark_node *n) {
    bool ordered = cmark_node_get_list_type(n) == CMARK_ORDERED_LIST;
    int start = cmark_node_get_list_start(n);
    if (ordered && start != 1) buf_printf(w->out, "<ol start=\"%d\">\n", start);
    else buf_puts(w->out, ordered ? "<ol>\n" : "<ul>\n");
    for (cmark_node *i = cmark_node_first_child(n); i; i = cmark_node_next(i)) {
        cmark_node *first = cmark_node_first_child(i);
        if (first && cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH && !applies(w, first)) continue;
        wrap(w, i, "li");
        buf_byte(w->out, '\n');
    }
    buf_puts(w->out, ordered ? "</ol>\n" : "</ul>\n");
}

static void walk_block(struct walk *w, cmark_node *n) {
    switch (cmark_node_get_type(n)) {
    case CMARK_NODE_PARAGRAPH:
        if (applies(w, n)) paragraph(w, n);
        return;
    case CMARK_NODE_HEADING: heading(w, n); return;
    case CMARK_NODE_LIST: list(w, n); return;
    case CMARK_NODE_BLOCK_QUOTE: wrap(w, n, "blockquote"); return;
    case CMARK_NODE_CODE_BLOCK:
        buf_puts(w->out, "<pre><code>");
        expand(w, cmark_node_get_literal(n), AS_HTML, w->out);
        buf_puts(w->out, "</code></pre>\n");
        return;
    case CMARK_NODE_THEMATIC_BREAK: buf_puts(w->out, "<hr>\n"); return;
    case CMARK_NODE_HTML_BLOCK: return;
    default: walk_inline(w, n); return;
    }
}

/* A heading whose condition does not hold takes its section with it. */
static void walk_children(struct walk *w, cmark_node *n) {
    int dropped = 0; /* level of the heading whose section is being left out */
    for (cmark_node *c = cmark_node_first_child(n); c && !err_is(w->e); c = cmark_node_next(c)) {
        if (cmark_node_get_type(c) == CMARK_NODE_HEADING) {
            int level = cmark_node_get_heading_level(c);
            if (dropped && level > dropped) continue;
            dropped = applies(w, c) ? 0 : level;
        }
        if (!dropped) walk_block(w, c);
    }
}

void prose_html(struct buf *out, const struct prose *p, const struct scope *s, const struct format_context *c,
                const struct prose_host *host, struct err *e) {
    struct walk w = {out, p, s, c, host, e, 0};
    walk_children(&w, p->tree);
}
