#include "base/str.h"

int str_cmp(struct str a, struct str b) {
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    if (c) return c;
    return a.n < b.n ? -1 : a.n > b.n;
}

/* The length of the blank that s starts with: ASCII white space, NBSP, U+3000, zero-width BOM. */
static size_t blank_at(const char *p, size_t n) {
    unsigned char c = (unsigned char)p[0];
    if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
    if (n >= 2 && c == 0xC2 && (unsigned char)p[1] == 0xA0) return 2;
    if (n >= 3 && c == 0xE3 && (unsigned char)p[1] == 0x80 && (unsigned char)p[2] == 0x80) return 3;
    if (n >= 3 && c == 0xEF && (unsigned char)p[1] == 0xBB && (unsigned char)p[2] == 0xBF) return 3;
    return 0;
}

struct str str_trim(struct str s) {
    for (size_t k; s.n && (k = blank_at(s.p, s.n)); s.p += k) s.n -= k;
    for (;;) {
        if (s.n >= 1 && blank_at(s.p + s.n - 1, 1) == 1) s.n -= 1;
        else if (s.n >= 2 && blank_at(s.p + s.n - 2, 2) == 2) s.n -= 2;
        else if (s.n >= 3 && blank_at(s.p + s.n - 3, 3) == 3) s.n -= 3;
        else return s;
    }
}

bool str_split(struct str *rest, char sep, struct str *part) {
    if (!rest->p) return false;
    const char *q = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
    if (!q) {
        *part = *rest;
        *rest = str_none();
        return true;
    }
    *part = str_n(rest->p, (size_t)(q - rest->p));
    *rest = str_n(q + 1, rest->n - part->n - 1);
    return true;
}

bool str_list_has(struct str list, char sep, struct str item) {
    for (struct str part; str_split(&list, sep, &part);)
        if (str_eq(str_trim(part), item)) return true;
    return false;
}

bool str_starts(struct str s, const char *prefix) {
    size_t n = strlen(prefix);
    return s.n >= n && memcmp(s.p, prefix, n) == 0;
}

bool str_ends(struct str s, const char *suffix) {
    size_t n = strlen(suffix);
    return s.n >= n && memcmp(s.p + s.n - n, suffix, n) == 0;
}

bool str_to_int(struct str s, int64_t *out) {
    bool neg = s.n && s.p[0] == '-';
    size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+');
    if (i == s.n) return false;
    int64_t v = 0;
    for (; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        if (__builtin_mul_overflow(v, 10, &v) || __builtin_sub_overflow(v, s.p[i] - '0', &v)) return false;
    }
    if (!neg && v == INT64_MIN) return false;
    *out = neg ? v : -v;
    return true;
}

/* FNV-1a with a final mix: for tables in memory only, never stored. */
uint64_t str_hash(struct str s) {
    uint64_t h = 1469598103934665603ull;
    for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 1099511628211ull;
    h ^= h >> 32;
    return h * 0x9E3779B97F4A7C15ull;
}

size_t str_distance(struct str a, struct str b, size_t limit) {
    size_t row[65];
    if (a.n > 64 || b.n > 64) return limit;
    for (size_t j = 0; j <= b.n; j++) row[j] = j;
    for (size_t i = 1; i <= a.n; i++) {
        size_t diag = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.n; j++) {
            size_t up = row[j], best = diag + (a.p[i - 1] != b.p[j - 1]);
            if (up + 1 < best) best = up + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            diag = up;
            row[j] = best;
        }
    }
    return row[b.n] < limit ? row[b.n] : limit;
}
