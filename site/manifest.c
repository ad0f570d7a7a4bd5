#include "site/manifest.h"
#include "base/mem.h"
#include <stdlib.h>

void manifest_release(struct manifest *m) {
    mem_free(m->file);
    *m = (struct manifest){0};
}

struct manifest_file *manifest_add(struct manifest *m) {
    return VEC_ADD(m->file, m->n, m->cap);
}

static int by_path(const void *a, const void *b) {
    const struct manifest_file *x = a, *y = b;
    return str_cmp(x->path, y->path);
}

void manifest_sort(struct manifest *m) {
    if (m->n) qsort(m->file, m->n, sizeof *m->file, by_path);
}

const struct manifest_file *manifest_find(const struct manifest *m, struct str path) {
    struct manifest_file key = {.path = path};
    return m->n ? bsearch(&key, m->file, m->n, sizeof *m->file, by_path) : NULL;
}

/* ---- writing ---- */

static void member(struct buf *b, const char *name, struct str v) {
    buf_printf(b, "\"%s\":", name);
    buf_json(b, v);
}

static void write_file(struct buf *b, const struct manifest_file *f) {
    buf_byte(b, '{');
    member(b, "path", f->path);
    buf_puts(b, ",\"size\":");
    buf_int(b, f->size);
    buf_byte(b, ',');
    member(b, "sha256", str_of(f->sha256));
    if (f->input[0]) buf_byte(b, ','), member(b, "input", str_of(f->input));
    if (f->page.p) buf_byte(b, ','), member(b, "page", f->page);
    if (f->n_uses) {
        buf_puts(b, ",\"uses\":[");
        for (size_t i = 0; i < f->n_uses; i++) {
            if (i) buf_byte(b, ',');
            buf_json(b, f->uses[i]);
        }
        buf_byte(b, ']');
    }
    buf_byte(b, '}');
}

void manifest_write(const struct manifest *m, struct buf *b) {
    const struct manifest_head *h = &m->head;
    buf_puts(b, "{\n\"format\":1,\n");
    member(b, "audience", h->audience), buf_puts(b, ",\n");
    member(b, "language", h->language), buf_puts(b, ",\n");
    member(b, "as_of", h->as_of), buf_puts(b, ",\n");
    member(b, "started_at", h->started_at), buf_puts(b, ",\n");
    member(b, "config", str_of(h->config)), buf_puts(b, ",\n");
    member(b, "template", str_of(h->template_digest)), buf_puts(b, ",\n");
    buf_printf(b, "\"analysis_run\":%lld,\n\"run\":%lld,\n\"failed\":%lld,\n\"files\":[\n", (long long)h->analysis_run,
               (long long)h->run, (long long)h->failed);
    for (size_t i = 0; i < m->n; i++) {
        write_file(b, &m->file[i]);
        buf_puts(b, i + 1 < m->n ? ",\n" : "\n");
    }
    buf_puts(b, "]\n}\n");
}

/* ---- reading: exactly what is written above, with blanks between tokens ---- */

struct scan {
    const char *p, *end;
    struct arena *a;
    bool ok;
};

static void blanks(struct scan *s) {
    while (s->p < s->end && (*s->p == ' ' || *s->p == '\n' || *s->p == '\r' || *s->p == '\t')) s->p++;
}

static bool peek(struct scan *s, char c) {
    blanks(s);
    return s->ok && s->p < s->end && *s->p == c;
}

static bool eat(struct scan *s, char c) {
    if (!peek(s, c)) return false;
    s->p++;
    return true;
}

static void want(struct scan *s, char c) { s->ok = eat(s, c) && s->ok; }

static int hex_digit(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* What follows a backslash; buf_json escapes only quotes, backslashes and control characters. */
static char escaped(struct scan *s) {
    char c = *s->p++;
    if (c == 'n') return '\n';
    if (c != 'u') return c;
    if (s->end - s->p < 4) {
        s->ok = false;
        return 0;
    }
    int v = hex_digit(s->p[2]) * 16 + hex_digit(s->p[3]);
    s->ok = s->ok && s->p[0] == '0' && s->p[1] == '0' && v >= 0;
    s->p += 4;
    return (char)v;
}

static struct str string(struct scan *s) {
    want(s, '"');
    if (!s->ok) return str_none();
    const char *from = s->p;
    while (s->p < s->end && *s->p != '"') s->p += *s->p == '\\' && s->p + 1 < s->end ? 2 : 1;
    if (s->p >= s->end) {
        s->ok = false;
        return str_none();
    }
    const char *stop = s->p;
    char *out = arena_alloc(s->a, (size_t)(stop - from) + 1);
    size_t n = 0;
    for (s->p = from; s->p < stop && s->ok;) {
        char c = *s->p++;
        out[n++] = c == '\\' ? escaped(s) : c;
    }
    out[n] = 0;
    s->p = stop + 1;
    return str_n(out, n);
}

static int64_t number(struct scan *s) {
    blanks(s);
    const char *from = s->p;
    while (s->p < s->end && (*s->p == '-' || (*s->p >= '0' && *s->p <= '9'))) s->p++;
    int64_t v = 0;
    if (!str_to_int(str_n(from, (size_t)(s->p - from)), &v)) s->ok = false;
    return v;
}

static void hex(struct scan *s, char out[HASH_HEX]) {
    struct str v = string(s);
    if (v.n >= HASH_HEX) s->ok = false;
    else if (v.n) memcpy(out, v.p, v.n + 1);
}

static void read_uses(struct scan *s, struct manifest_file *f) {
    size_t cap = 0;
    struct str *list = NULL;
    want(s, '[');
    while (s->ok && !peek(s, ']')) {
        *VEC_ADD(list, f->n_uses, cap) = string(s);
        if (!eat(s, ',')) break;
    }
    want(s, ']');
    f->uses = arena_alloc(s->a, (f->n_uses + 1) * sizeof *list);
    if (f->n_uses) memcpy(f->uses, list, f->n_uses * sizeof *list);
    mem_free(list);
}

static void read_file(struct scan *s, struct manifest_file *f) {
    want(s, '{');
    while (s->ok && !peek(s, '}')) {
        struct str key = string(s);
        want(s, ':');
        if (str_is(key, "path")) f->path = string(s);
        else if (str_is(key, "size")) f->size = number(s);
        else if (str_is(key, "sha256")) hex(s, f->sha256);
        else if (str_is(key, "input")) hex(s, f->input);
        else if (str_is(key, "page")) f->page = string(s);
        else if (str_is(key, "uses")) read_uses(s, f);
        else s->ok = false;
        if (!eat(s, ',')) break;
    }
    want(s, '}');
    if (!f->path.p || strlen(f->sha256) != HASH_HEX - 1) s->ok = false;
}

static void read_member(struct scan *s, struct manifest *m, int64_t *format) {
    struct manifest_head *h = &m->head;
    struct str key = string(s);
    want(s, ':');
    if (str_is(key, "format")) *format = number(s);
    else if (str_is(key, "audience")) h->audience = string(s);
    else if (str_is(key, "language")) h->language = string(s);
    else if (str_is(key, "as_of")) h->as_of = string(s);
    else if (str_is(key, "started_at")) h->started_at = string(s);
    else if (str_is(key, "config")) hex(s, h->config);
    else if (str_is(key, "template")) hex(s, h->template_digest);
    else if (str_is(key, "analysis_run")) h->analysis_run = number(s);
    else if (str_is(key, "run")) h->run = number(s);
    else if (str_is(key, "failed")) h->failed = number(s);
    else if (str_is(key, "files")) {
        want(s, '[');
        while (s->ok && !peek(s, ']')) {
            read_file(s, manifest_add(m));
            if (!eat(s, ',')) break;
        }
        want(s, ']');
    } else s->ok = false;
}

bool manifest_read(struct manifest *m, struct arena *a, struct str bytes) {
    *m = (struct manifest){0};
    struct scan s = {bytes.p, bytes.p + bytes.n, a, bytes.n > 0};
    int64_t format = 0;
    want(&s, '{');
    while (s.ok && !peek(&s, '}')) {
        read_member(&s, m, &format);
        if (!eat(&s, ',')) break;
    }
    want(&s, '}');
    blanks(&s);
    if (s.ok && format == 1 && s.p == s.end) {
        manifest_sort(m);
        return true;
    }
    manifest_release(m);
    return false;
}
