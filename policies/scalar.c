#include "policies/scalar.h"

static bool digit(char c) { return c >= '0' && c <= '9'; }
static bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* Digits at the start of s; the rest stays in *s. */
static bool take_digits(struct str *s, size_t most, int64_t *v, size_t *n_digits) {
    size_t n = 0;
    *v = 0;
    while (n < s->n && digit(s->p[n])) {
        if (n == most) return false;
        *v = *v * 10 + (s->p[n++] - '0');
    }
    *s = str_n(s->p + n, s->n - n);
    *n_digits = n;
    return n > 0;
}

/* Digits without a leading zero. */
static bool take_whole(struct str *s, size_t most, int64_t *v) {
    const char *p = s->p;
    size_t n;
    return take_digits(s, most, v, &n) && (n == 1 || p[0] != '0');
}

/* A decimal without sign: value = num / den, den a power of ten. */
static bool take_decimal(struct str *s, size_t whole, size_t places, int64_t *num, int64_t *den) {
    *den = 1;
    if (!take_whole(s, whole, num)) return false;
    if (!s->n || s->p[0] != '.') return true;
    *s = str_n(s->p + 1, s->n - 1);
    int64_t part;
    size_t n;
    if (!take_digits(s, places, &part, &n)) return false;
    while (n--) *den *= 10;
    *num = *num * *den + part;
    return true;
}

static bool take(struct str *s, const char *what) {
    if (!str_starts(*s, what)) return false;
    size_t n = strlen(what);
    *s = str_n(s->p + n, s->n - n);
    return true;
}

bool scalar_bool(struct str s, bool *out) {
    if (!str_is(s, "true") && !str_is(s, "false")) return false;
    *out = s.n == 4;
    return true;
}

bool scalar_int(struct str s, int64_t *out) {
    bool neg = take(&s, "-");
    int64_t v;
    if (!take_whole(&s, 15, &v) || s.n) return false;
    *out = neg ? -v : v;
    return true;
}

bool scalar_fraction(struct str s, struct fraction *out) {
    struct fraction f = {.set = true};
    if (!take_decimal(&s, 9, 6, &f.num, &f.den)) return false;
    if (f.den == 1 && take(&s, "/")) {
        if (!take_whole(&s, 9, &f.den) || f.den == 0) return false;
    } else if (s.n) {
        take(&s, " ");
        if (!take(&s, "%")) return false;
        f.den *= 100;
    }
    if (s.n) return false;
    *out = f;
    return true;
}

bool scalar_micro(struct str s, int64_t *out) {
    bool neg = take(&s, "-");
    int64_t num, den;
    if (!take_decimal(&s, 12, 6, &num, &den) || s.n) return false;
    *out = (neg ? -num : num) * (1000000 / den);
    return true;
}

bool scalar_span(struct str s, struct span *out) {
    static const struct {
        const char *name;
        enum span_unit unit;
        int times;
    } units[] = {{"min", SPAN_MINUTE, 1}, {"h", SPAN_HOUR, 1},  {"d", SPAN_DAY, 1},   {"wd", SPAN_WORKDAY, 1},
                 {"w", SPAN_WEEK, 1},     {"m", SPAN_MONTH, 1}, {"q", SPAN_MONTH, 3}, {"y", SPAN_YEAR, 1}};
    if (str_is(s, "same_day")) {
        *out = (struct span){.set = true, .n = 0, .unit = SPAN_DAY};
        return true;
    }
    bool neg = take(&s, "-");
    int64_t n;
    if (!take_whole(&s, 6, &n)) return false;
    take(&s, " ");
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!str_is(s, units[i].name)) continue;
        *out = (struct span){.set = true, .n = (int32_t)(neg ? -n : n) * units[i].times, .unit = units[i].unit};
        return true;
    }
    return false;
}

bool scalar_minute(struct str s, int *out) {
    if (s.n != 5 || !digit(s.p[0]) || !digit(s.p[1]) || s.p[2] != ':' || !digit(s.p[3]) || !digit(s.p[4])) return false;
    int hour = (s.p[0] - '0') * 10 + s.p[1] - '0', minute = (s.p[3] - '0') * 10 + s.p[4] - '0';
    if (hour > 23 || minute > 59) return false;
    *out = hour * 60 + minute;
    return true;
}

bool scalar_code(struct str s) {
    if (!s.n || s.n > 64 || !(letter(s.p[0]) || digit(s.p[0]))) return false;
    for (size_t i = 1; i < s.n; i++)
        if (!letter(s.p[i]) && !digit(s.p[i]) && s.p[i] != '_' && s.p[i] != '-' && s.p[i] != '.') return false;
    return true;
}
