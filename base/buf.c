#include "base/buf.h"
#include "base/mem.h"
#include <stdarg.h>
#include <stdio.h>

static char empty[1];

void buf_init(struct buf *b) { *b = (struct buf){empty, 0, 0}; }

void buf_release(struct buf *b) {
    if (b->cap) mem_free(b->p);
    buf_init(b);
}

void buf_reset(struct buf *b) {
    b->n = 0;
    if (b->cap) b->p[0] = 0;
}

static void buf_room(struct buf *b, size_t n) {
    if (b->cap - b->n > n && b->cap) return;
    size_t cap = b->cap ? b->cap * 2 : 256;
    while (cap - b->n <= n) cap *= 2;
    b->p = mem_resize(b->cap ? b->p : NULL, cap);
    b->cap = cap;
}

void buf_add(struct buf *b, const void *p, size_t n) {
    buf_room(b, n);
    if (n) memcpy(b->p + b->n, p, n);
    b->n += n;
    b->p[b->n] = 0;
}

void buf_byte(struct buf *b, char c) { buf_add(b, &c, 1); }
void buf_str(struct buf *b, struct str s) { buf_add(b, s.p, s.n); }
void buf_puts(struct buf *b, const char *s) { buf_add(b, s, strlen(s)); }

void buf_printf(struct buf *b, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    buf_room(b, (size_t)n);
    va_start(ap, fmt);
    vsnprintf(b->p + b->n, (size_t)n + 1, fmt, ap);
    va_end(ap);
    b->n += (size_t)n;
}

void buf_int(struct buf *b, long long v) {
    char t[24];
    int i = sizeof t;
    unsigned long long u = v < 0 ? 0ull - (unsigned long long)v : (unsigned long long)v;
    do t[--i] = (char)('0' + u % 10);
    while (u /= 10);
    if (v < 0) t[--i] = '-';
    buf_add(b, t + i, sizeof t - (size_t)i);
}

static bool is_number(struct str s) {
    size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+'), digits = 0, dots = 0;
    for (; i < s.n; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9') digits++;
        else if (s.p[i] == '.' && !dots) dots++;
        else return false;
    }
    return digits > 0;
}

/* What a spreadsheet may run: OWASP's list, and the full-width = + - @ beside it. */
static bool is_formula(struct str s) {
    if (!s.n) return false;
    if (strchr("=+-@\t\r", s.p[0])) return !is_number(s);
    return s.n >= 3 && (str_starts(s, "\xEF\xBC\x9D") || str_starts(s, "\xEF\xBC\x8B") ||
                        str_starts(s, "\xEF\xBC\x8D") || str_starts(s, "\xEF\xBC\xA0"));
}

void buf_csv(struct buf *b, struct str f) {
    bool quote = false;
    for (size_t i = 0; i < f.n && !quote; i++)
        quote = f.p[i] == ',' || f.p[i] == '"' || f.p[i] == '\n' || f.p[i] == '\r';
    if (quote) buf_byte(b, '"');
    if (is_formula(f)) buf_byte(b, '\'');
    if (!quote) {
        buf_str(b, f);
        return;
    }
    for (size_t i = 0; i < f.n; i++) {
        if (f.p[i] == '"') buf_byte(b, '"');
        buf_byte(b, f.p[i]);
    }
    buf_byte(b, '"');
}

/* U+202A..202E and U+2066..2069 turn the reading direction of what follows. */
static bool is_bidi(const char *p, size_t n) {
    const unsigned char *u = (const unsigned char *)p;
    if (n < 3 || u[0] != 0xE2) return false;
    return (u[1] == 0x80 && u[2] >= 0xAA && u[2] <= 0xAE) || (u[1] == 0x81 && u[2] >= 0xA6 && u[2] <= 0xA9);
}

void buf_html(struct buf *b, struct str s) {
    if (!s.n) return;
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        const char *rep = c == '&'                                            ? "&amp;"
                          : c == '<'                                          ? "&lt;"
                          : c == '>'                                          ? "&gt;"
                          : c == '"'                                          ? "&quot;"
                          : c == '\''                                         ? "&#39;"
                          : (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F ? ""
                                                                              : NULL;
        size_t skip = 1;
        if (!rep && is_bidi(s.p + i, s.n - i)) rep = "", skip = 3;
        if (!rep) continue;
        buf_add(b, s.p + from, i - from);
        buf_puts(b, rep);
        from = i + skip;
        i += skip - 1;
    }
    buf_add(b, s.p + from, s.n - from);
}

void buf_json(struct buf *b, struct str s) {
    buf_byte(b, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '"' || c == '\\') buf_byte(b, '\\'), buf_byte(b, (char)c);
        else if (c == '\n') buf_puts(b, "\\n");
        else if (c < 0x20) buf_printf(b, "\\u%04x", c);
        else buf_byte(b, (char)c);
    }
    buf_byte(b, '"');
}
