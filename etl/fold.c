#include "etl/fold.h"
#include "etl/hanzi.h"
#include <utf8proc.h>

/* Whether every character is printable ASCII or a unified ideograph U+4E00–U+9FFF: no form of folding changes those,
 * except for case and blanks. */
static bool plain(struct str s) {
    const unsigned char *p = (const unsigned char *)s.p, *end = p + s.n;
    while (p < end) {
        if (*p < 0x80 && *p >= ' ') p++;
        else if ((*p > 0xE4 && *p <= 0xE9) || (*p == 0xE4 && p + 1 < end && p[1] >= 0xB8)) p += 3;
        else return false;
    }
    return true;
}

static struct str compose(struct arena *a, struct str s, utf8proc_option_t how) {
    const utf8proc_uint8_t *in = (const utf8proc_uint8_t *)s.p;
    utf8proc_ssize_t n = utf8proc_decompose(in, (utf8proc_ssize_t)s.n, NULL, 0, how);
    if (n < 0) return s;
    utf8proc_int32_t *at = arena_alloc(a, ((size_t)n + 1) * sizeof *at);
    utf8proc_decompose(in, (utf8proc_ssize_t)s.n, at, n, how);
    n = utf8proc_reencode(at, n, how);
    return n < 0 ? s : str_n((const char *)at, (size_t)n);
}

static bool is_gap(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* Tabs and line breaks within a field are how cells are filled, not what they say: any run of them is one blank. */
static struct str one_line(struct arena *a, struct str s) {
    size_t i = 0, n = 0;
    while (i < s.n && (s.p[i] == ' ' || !is_gap(s.p[i]))) i++;
    if (i == s.n) return s;
    char *out = arena_alloc(a, s.n + 1);
    for (i = 0; i < s.n; i++) {
        if (!is_gap(s.p[i])) out[n++] = s.p[i];
        else if (n && out[n - 1] != ' ') out[n++] = ' ';
    }
    return str_n(out, n);
}

enum { NFKC = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_IGNORE };

struct str fold_key(struct arena *a, struct str s) {
    s = fold_trim(s);
    return plain(s) ? s : str_trim(one_line(a, compose(a, s, (utf8proc_option_t)NFKC)));
}

struct str fold_word(struct arena *a, struct str s) {
    s = compose(a, str_trim(s), (utf8proc_option_t)(NFKC | UTF8PROC_CASEFOLD));
    char *out = arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0xE4 && c <= 0xE9 && i + 3 <= s.n) { /* an ideograph */
            memcpy(out + n, hanzi_simple(s.p + i), 3);
            n += 3, i += 3;
        } else {
            if (c != ' ' && (c < '\t' || c > '\r')) out[n++] = s.p[i];
            i++;
        }
    }
    return str_n(out, n);
}

/* The narrow form of a character that a name may lose: 0 = dropped, itself = kept. */
static utf8proc_int32_t narrow(utf8proc_int32_t c) {
    if ((c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A)) return c - 0xFEE0;
    if (c == 0xA0 || c == 0x3000) return ' ';
    if ((c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF) return 0;
    return c;
}

struct str fold_name(struct arena *a, struct str s) {
    s = fold_trim(s);
    if (plain(s)) return s;
    utf8proc_uint8_t *out = arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        utf8proc_int32_t c;
        utf8proc_ssize_t k = utf8proc_iterate((const utf8proc_uint8_t *)s.p + i, (utf8proc_ssize_t)(s.n - i), &c);
        if (k <= 0) return s;
        i += (size_t)k;
        if (c < 0x80) out[n++] = (utf8proc_uint8_t)c;
        else if ((c = narrow(c)) != 0) n += (size_t)utf8proc_encode_char(c, out + n);
    }
    return str_trim(one_line(a, str_n((const char *)out, n)));
}
