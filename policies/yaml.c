/* The only file that knows libyaml. Events are taken one by one, so that limits bite before memory is spent. */
#include "policies/yaml.h"
#include <stdarg.h>
#include <stdio.h>
#include <yaml.h>

struct place {
    int line, column;
};

struct reader {
    struct arena *a;
    const char *path;
    struct str bytes;
    struct err *e;
    yaml_parser_t parser;
};

static struct yaml_node *read_node(struct reader *r, yaml_event_t *ev, int depth);

static void fault(struct reader *r, struct place at, const char *what) {
    err_set(r->e, ERR_CONFIG, "%s:%d:%d: %s", r->path, at.line, at.column, what);
}

static struct place place_of(yaml_mark_t m) { return (struct place){(int)m.line + 1, (int)m.column + 1}; }

/* The place of byte number `offset`. */
static struct place place_at(struct str bytes, size_t offset) {
    struct place at = {1, 1};
    for (size_t i = 0; i < offset && i < bytes.n; i++) {
        unsigned char c = (unsigned char)bytes.p[i];
        if (c == '\n') at = (struct place){at.line + 1, 1};
        else if ((c & 0xC0) != 0x80) at.column++;
    }
    return at;
}

/* The length of the UTF-8 character that s starts with (RFC 3629: shortest form, no surrogates); 0 when it is none. */
static size_t utf8_at(const unsigned char *p, size_t n) {
    static const unsigned smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (p[0] < 0x80) return 1;
    size_t len = p[0] >= 0xC2 && p[0] <= 0xDF ? 2 : (p[0] & 0xF0) == 0xE0 ? 3 : p[0] >= 0xF0 && p[0] <= 0xF4 ? 4 : 0;
    if (!len || n < len) return 0;
    unsigned c = p[0] & (0xFFu >> (len + 1));
    for (size_t i = 1; i < len; i++) {
        if ((p[i] & 0xC0) != 0x80) return 0;
        c = c << 6 | (p[i] & 0x3Fu);
    }
    if (c < smallest[len] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return 0;
    return len;
}

/* What libyaml would let pass or report without a place. */
static void check_bytes(struct reader *r) {
    const unsigned char *p = (const unsigned char *)r->bytes.p;
    for (size_t i = 0, len; i < r->bytes.n; i += len) {
        const char *what = NULL;
        len = utf8_at(p + i, r->bytes.n - i);
        if (!len) what = "not UTF-8; save the file as UTF-8";
        else if (p[i] == '\t') what = "found a tab character; use spaces";
        else if ((p[i] < 0x20 && p[i] != '\n' && p[i] != '\r') || p[i] == 0x7F) what = "found a control character";
        if (!what) continue;
        fault(r, place_at(r->bytes, i), what);
        return;
    }
}

static void parser_fault(struct reader *r) {
    const yaml_parser_t *p = &r->parser;
    const char *problem = p->problem ? p->problem : "cannot be read";
    struct place at = p->error == YAML_READER_ERROR ? place_at(r->bytes, p->problem_offset) : place_of(p->problem_mark);
    if (p->context && p->error != YAML_READER_ERROR)
        err_set(r->e, ERR_CONFIG, "%s:%d:%d: not valid YAML: %s (%s that starts in line %d)", r->path, at.line,
                at.column, problem, p->context, place_of(p->context_mark).line);
    else err_set(r->e, ERR_CONFIG, "%s:%d:%d: not valid YAML: %s", r->path, at.line, at.column, problem);
}

/* The next event, to be deleted by the caller; false after an error. */
static bool next_event(struct reader *r, yaml_event_t *ev) {
    memset(ev, 0, sizeof *ev);
    if (err_is(r->e)) return false;
    if (yaml_parser_parse(&r->parser, ev)) return true;
    parser_fault(r);
    return false;
}

static struct yaml_node *new_node(struct reader *r, enum yaml_kind kind, yaml_mark_t mark) {
    struct yaml_node *n = arena_zero(r->a, sizeof *n);
    n->kind = kind;
    n->path = r->path;
    n->line = place_of(mark).line;
    n->column = place_of(mark).column;
    return n;
}

static bool is_null(struct str s) {
    return s.n == 0 || str_is(s, "~") || str_is(s, "null") || str_is(s, "Null") || str_is(s, "NULL");
}

static struct yaml_node *read_scalar(struct reader *r, const yaml_event_t *ev) {
    struct str text = str_n((const char *)ev->data.scalar.value, ev->data.scalar.length);
    struct place at = place_of(ev->start_mark);
    bool plain = ev->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    if (plain && is_null(text))
        fault(r, at, "found nothing, expected a value; leave the key out, say not_set, or quote text with a comma");
    if (plain && str_is(text, "<<")) fault(r, at, "found a merge key «<<», which is not used here; write the keys out");
    for (size_t i = 0; i < text.n; i++)
        if (((unsigned char)text.p[i] < 0x20 && text.p[i] != '\n' && text.p[i] != '\t') || text.p[i] == 0x7F)
            fault(r, at, "found a control character");
    struct yaml_node *n = new_node(r, YAML_SCALAR, ev->start_mark);
    n->text = arena_str(r->a, text);
    return n;
}

static void check_key(struct reader *r, const struct yaml_node *map, const struct yaml_node *key) {
    if (key->kind != YAML_SCALAR) yaml_error(key, r->e, "found a list or a mapping as a key, expected a word");
    for (const struct yaml_node *v = map->first; v && !err_is(r->e); v = v->next)
        if (str_eq(v->key->text, key->text))
            yaml_error(key, r->e, "found the key «%s» twice, first in line %d", yaml_shown(r->a, key->text),
                       v->key->line);
}

/* Items up to the end event of the list or mapping. */
static void read_items(struct reader *r, struct yaml_node *parent, yaml_event_type_t end, int depth) {
    struct yaml_node **at = &parent->first, *key = NULL;
    for (yaml_event_t ev; next_event(r, &ev);) {
        if (ev.type == end) {
            yaml_event_delete(&ev);
            return;
        }
        struct yaml_node *n = read_node(r, &ev, depth);
        yaml_event_delete(&ev);
        if (!n) return;
        if (parent->kind == YAML_MAP && !key) {
            check_key(r, parent, n);
            key = n;
            continue;
        }
        n->key = key;
        key = NULL;
        *at = n;
        at = &n->next;
        if (++parent->n > YAML_ENTRIES_MAX) yaml_error(n, r->e, "more than %d entries", YAML_ENTRIES_MAX);
    }
}

/* Anchors and tags may stand at every kind of node. */
static void check_plain_node(struct reader *r, const yaml_event_t *ev) {
    const yaml_char_t *anchor = NULL, *tag = NULL;
    if (ev->type == YAML_SCALAR_EVENT) anchor = ev->data.scalar.anchor, tag = ev->data.scalar.tag;
    if (ev->type == YAML_SEQUENCE_START_EVENT)
        anchor = ev->data.sequence_start.anchor, tag = ev->data.sequence_start.tag;
    if (ev->type == YAML_MAPPING_START_EVENT) anchor = ev->data.mapping_start.anchor, tag = ev->data.mapping_start.tag;
    struct place at = place_of(ev->start_mark);
    if (anchor) fault(r, at, "found an anchor «&…», which is not used here; write the values out");
    if (tag) fault(r, at, "found a tag «!…», which is not used here; quote text that starts with «!»");
    if (ev->type == YAML_ALIAS_EVENT) fault(r, at, "found an alias «*…», which is not used here; write the values out");
}

static struct yaml_node *read_node(struct reader *r, yaml_event_t *ev, int depth) {
    check_plain_node(r, ev);
    if (depth > YAML_DEPTH_MAX) fault(r, place_of(ev->start_mark), "nested too deeply");
    if (err_is(r->e)) return NULL;
    struct yaml_node *n;
    if (ev->type == YAML_SCALAR_EVENT) return read_scalar(r, ev);
    if (ev->type == YAML_SEQUENCE_START_EVENT) {
        n = new_node(r, YAML_LIST, ev->start_mark);
        read_items(r, n, YAML_SEQUENCE_END_EVENT, depth + 1);
    } else {
        n = new_node(r, YAML_MAP, ev->start_mark);
        read_items(r, n, YAML_MAPPING_END_EVENT, depth + 1);
    }
    return n;
}

/* One document: events until the stream ends. */
static struct yaml_node *read_stream(struct reader *r) {
    struct yaml_node *root = NULL;
    for (yaml_event_t ev; next_event(r, &ev);) {
        yaml_event_type_t type = ev.type;
        struct place at = place_of(ev.start_mark);
        if (type == YAML_DOCUMENT_START_EVENT) {
            if (root) fault(r, at, "found a second document, expected one file with one document");
            if (ev.data.document_start.version_directive ||
                ev.data.document_start.tag_directives.start != ev.data.document_start.tag_directives.end)
                fault(r, at, "found a directive «%…», which is not used here");
        } else if (type != YAML_STREAM_START_EVENT && type != YAML_DOCUMENT_END_EVENT &&
                   type != YAML_STREAM_END_EVENT) {
            root = read_node(r, &ev, 0);
        }
        yaml_event_delete(&ev);
        if (type == YAML_STREAM_END_EVENT) break;
    }
    if (!root) fault(r, (struct place){1, 1}, "the file is empty");
    else if (root->kind != YAML_MAP) yaml_error(root, r->e, "expected «key: value» lines at the top");
    return err_is(r->e) ? NULL : root;
}

struct yaml_node *yaml_read(struct arena *a, const char *path, struct str bytes, struct err *e) {
    if (err_is(e)) return NULL;
    if (str_starts(bytes, "\xEF\xBB\xBF")) bytes = str_n(bytes.p + 3, bytes.n - 3);
    struct reader r = {.a = a, .path = arena_cstr(a, str_of(path)), .bytes = bytes, .e = e};
    if (bytes.n > YAML_BYTES_MAX) err_set(e, ERR_CONFIG, "%s: larger than %d bytes", path, YAML_BYTES_MAX);
    else check_bytes(&r);
    if (err_is(e)) return NULL;
    if (!yaml_parser_initialize(&r.parser)) {
        err_set(e, ERR_IO, "%s: not enough memory", path);
        return NULL;
    }
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)bytes.p, bytes.n);
    struct yaml_node *root = read_stream(&r);
    yaml_parser_delete(&r.parser);
    return root;
}

struct yaml_node *yaml_get(const struct yaml_node *map, const char *key) {
    for (struct yaml_node *v = map->kind == YAML_MAP ? map->first : NULL; v; v = v->next)
        if (str_is(v->key->text, key)) return v;
    return NULL;
}

void yaml_error(const struct yaml_node *at, struct err *e, const char *fmt, ...) {
    char text[1024];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    err_set(e, ERR_CONFIG, "%s:%d:%d: %s", at->path, at->line, at->column, text);
}

void yaml_blame(const struct yaml_node *at, struct err *e) {
    err_context(e, "%s:%d:%d", at->path, at->line, at->column);
    if (e->code == ERR_NOINPUT) e->code = ERR_CONFIG;
}

const char *yaml_shown(struct arena *a, struct str text) {
    enum { SHOWN = 60 };
    size_t n = text.n < SHOWN ? text.n : SHOWN;
    while (n < text.n && n && ((unsigned char)text.p[n] & 0xC0) == 0x80) n--;
    char *p = arena_printf(a, "%.*s%s", (int)n, text.p ? text.p : "", n < text.n ? "…" : "");
    for (char *q = p; *q; q++)
        if ((unsigned char)*q < 0x20 || *q == 0x7F) *q = '?';
    return p;
}
