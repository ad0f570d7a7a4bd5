#include "site/url.h"
#include <strings.h>

enum { PART_MAX = 200 };

static const char unsafe[] = "\\:*?\"<>|#%";

static bool part_ok(struct str part) {
    if (part.n == 0 || part.n > PART_MAX || str_is(part, ".") || str_is(part, "..")) return false;
    for (size_t i = 0; i < part.n; i++) {
        unsigned char c = (unsigned char)part.p[i];
        if (c < 0x20 || c == 0x7F || strchr(unsafe, c)) return false;
    }
    return part.p[part.n - 1] != ' ' && part.p[part.n - 1] != '.';
}

bool url_path_ok(struct str path) {
    if (path.n == 0) return false;
    for (struct str part; str_split(&path, '/', &part);)
        if (!part_ok(part)) return false;
    return true;
}

void url_part(struct buf *b, struct str value) {
    value = str_trim(value);
    if (value.n == 0 || str_is(value, ".") || str_is(value, "..")) buf_byte(b, '_');
    for (size_t i = 0; i < value.n; i++) {
        unsigned char c = (unsigned char)value.p[i];
        if (c < 0x20 || c == 0x7F) continue;
        if (c == '/' || strchr(unsafe, c)) { /* U+FF01…FF5E are ASCII moved by FEE0 */
            unsigned wide = c + 0xFEE0u;
            buf_byte(b, (char)(0xE0 | wide >> 12));
            buf_byte(b, (char)(0x80 | (wide >> 6 & 0x3F)));
            buf_byte(b, (char)(0x80 | (wide & 0x3F)));
        } else {
            buf_byte(b, (char)c);
        }
    }
}

struct str url_file(struct str target) {
    const char *hash = target.n ? memchr(target.p, '#', target.n) : NULL;
    return hash ? str_n(target.p, (size_t)(hash - target.p)) : target;
}

struct str url_fragment(struct str target) {
    struct str file = url_file(target);
    return file.n < target.n ? str_n(target.p + file.n + 1, target.n - file.n - 1) : str_none();
}

static void encode(struct buf *b, struct str s, const char *keep) {
    static const char hex[] = "0123456789ABCDEF";
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool plain =
            (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c && strchr(keep, c));
        if (plain) buf_byte(b, (char)c);
        else buf_byte(b, '%'), buf_byte(b, hex[c >> 4]), buf_byte(b, hex[c & 15]);
    }
}

/* The length of the folder part that both paths share, with its last slash. */
static size_t common_folder(struct str a, struct str b) {
    size_t common = 0;
    for (size_t i = 0; i < a.n && i < b.n && a.p[i] == b.p[i]; i++)
        if (a.p[i] == '/') common = i + 1;
    return common;
}

static void add_ups(struct buf *b, struct str from, size_t start) {
    for (size_t i = start; i < from.n; i++)
        if (from.p[i] == '/') buf_puts(b, "../");
}

void url_relative(struct buf *b, struct str from, struct str target) {
    struct str file = url_file(target), fragment = url_fragment(target);
    if (file.n && !str_eq(file, from)) {
        size_t common = common_folder(from, file);
        add_ups(b, from, common);
        encode(b, str_n(file.p + common, file.n - common), "-._~/");
    } else if (!fragment.p) {
        const char *slash = from.n ? memrchr(from.p, '/', from.n) : NULL;
        size_t at = slash ? (size_t)(slash - from.p) + 1 : 0;
        encode(b, str_n(from.p + at, from.n - at), "-._~/");
    }
    if (!fragment.p) return;
    buf_byte(b, '#');
    encode(b, fragment, "-._~");
}

void url_root(struct buf *b, struct str from) { add_ups(b, from, 0); }

static int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

static bool decode(struct buf *b, struct str s) {
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '%') {
            buf_byte(b, s.p[i]);
            continue;
        }
        int hi = i + 2 < s.n ? hex_value(s.p[i + 1]) : -1, lo = i + 2 < s.n ? hex_value(s.p[i + 2]) : -1;
        if (hi < 0 || lo < 0) return false;
        buf_byte(b, (char)(hi << 4 | lo));
        i += 2;
    }
    return true;
}

/* One folder up in the path that b holds; false at the top. */
static bool go_up(struct buf *b) {
    if (b->n == 0) return false;
    do b->n--;
    while (b->n && b->p[b->n - 1] != '/');
    b->p[b->n] = 0;
    return true;
}

bool url_resolve(struct buf *b, struct str from, struct str reference) {
    struct str file = url_file(reference), fragment = url_fragment(reference);
    buf_reset(b);
    if (file.n == 0) {
        buf_str(b, from);
    } else {
        const char *slash = from.n ? memrchr(from.p, '/', from.n) : NULL;
        if (slash) buf_add(b, from.p, (size_t)(slash - from.p) + 1);
        for (struct str part; str_split(&file, '/', &part);) {
            if (str_is(part, "..")) {
                if (!go_up(b)) return false;
                continue;
            }
            if (part.n == 0 || str_is(part, ".") || !decode(b, part)) return false;
            if (file.p) buf_byte(b, '/');
        }
    }
    if (!fragment.p) return true;
    buf_byte(b, '#');
    return decode(b, fragment);
}

struct str url_scheme(struct str r) {
    while (r.n && (unsigned char)r.p[0] <= 0x20) r.p++, r.n--;
    if (str_starts(r, "//") || str_starts(r, "\\\\")) return str_n(r.p, 2);
    for (size_t i = 0; i < r.n; i++) {
        unsigned char c = (unsigned char)r.p[i];
        if (c == ':') return str_n(r.p, i);
        if (c == '/' || c == '#' || c == '?') break;
    }
    return str_none();
}

bool url_scheme_ok(struct str scheme) {
    static const char *const ok[] = {"http", "https", "mailto"};
    for (size_t i = 0; i < sizeof ok / sizeof *ok; i++)
        if (scheme.n == strlen(ok[i]) && strncasecmp(scheme.p, ok[i], scheme.n) == 0) return true;
    return false;
}
