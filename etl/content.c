#include "etl/content.h"
#include "base/hash.h"
#include "base/mem.h"

struct content {
    const struct log *log;
    struct hash *hash;
    char *p; /* the row's content, to be digested */
    size_t cap;
};

struct content *content_open(const struct log *log) {
    struct content *c = mem_zero(sizeof *c);
    c->log = log;
    c->hash = hash_open();
    return c;
}

void content_close(struct content *c) {
    if (!c) return;
    hash_close(c->hash);
    mem_free(c->p);
    mem_free(c);
}

static char *put(char *p, int place, const void *bytes, size_t n) {
    *p++ = (char)place;
    for (int shift = 24; shift >= 0; shift -= 8) *p++ = (char)(n >> shift);
    if (n) memcpy(p, bytes, n);
    return p + n;
}

static char *put_value(char *p, int place, const struct value *v) {
    switch (v->kind) {
    case VALUE_NONE: break;
    case VALUE_TEXT: return put(p, place, v->text.p, v->text.n);
    case VALUE_INT: return put(p, place, &v->i, sizeof v->i);
    case VALUE_REAL: return put(p, place, &v->real, sizeof v->real);
    }
    return p;
}

static size_t size(const struct content *c, const struct record *r) {
    enum { HEAD = 5, NUMBER = 8 };
    size_t n = 3 * HEAD + NUMBER + (r->derived.kind == VALUE_TEXT ? r->derived.text.n : 0) +
               (r->declared.kind == VALUE_TEXT ? r->declared.text.n : 0);
    for (int i = 0; i < c->log->n_fields; i++) n += HEAD + (r->v[i].kind == VALUE_TEXT ? r->v[i].text.n : NUMBER);
    return n;
}

void content_digest(struct content *c, const struct record *r, unsigned char out[CONTENT_DIGEST]) {
    enum { DERIVED = 200, WITHDRAWN = 201, DECLARED = 202 };
    unsigned char full[HASH_BYTES];
    size_t need = size(c, r);
    if (need > c->cap) mem_grow(&c->p, &c->cap, need, 1);
    char *p = c->p;
    for (int i = 0; i < c->log->n_fields; i++) p = put_value(p, i + 1, &r->v[i]);
    p = put_value(p, DERIVED, &r->derived);
    p = put_value(p, DECLARED, &r->declared);
    if (r->withdrawn) p = put(p, WITHDRAWN, NULL, 0);
    hash_add(c->hash, str_n(c->p, (size_t)(p - c->p)));
    hash_take(c->hash, full);
    memcpy(out, full, CONTENT_DIGEST);
}

/* ---- cells ---- */

static struct feed_cell cell(const struct value *v) {
    switch (v->kind) {
    case VALUE_NONE: break;
    case VALUE_TEXT: return feed_str(v->text);
    case VALUE_INT: return feed_int(v->i);
    case VALUE_REAL: return feed_real(v->real);
    }
    return feed_null();
}

static bool has_own(const struct log *log) {
    enum row_kind kind;
    return own_may(log, &kind);
}

int content_line(const struct log *log) { return log->n_fields + (log->derived ? 1 : 0) + (has_own(log) ? 1 : 0) + 1; }

int content_columns(const struct log *log) { return content_line(log) + 3; }

void content_cells(const struct log *log, const struct record *r, int64_t line,
                   const unsigned char digest[CONTENT_DIGEST], struct feed_cell *out) {
    for (int i = 0; i < log->n_fields; i++) *out++ = cell(&r->v[i]);
    if (log->derived) *out++ = cell(&r->derived);
    if (has_own(log)) *out++ = cell(&r->declared);
    *out++ = feed_int(r->withdrawn);
    *out++ = feed_int(line);
    *out++ = feed_str(r->updated);
    *out++ = feed_blob(str_n((const char *)digest, CONTENT_DIGEST));
}
