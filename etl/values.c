#include "etl/values.h"
#include "base/civil.h"
#include "etl/fold.h"
#include <stdio.h>

static bool any_of(struct str s, const char *list) {
    for (struct str rest = str_of(list), part; str_split(&rest, '|', &part);)
        if (str_eq(s, part)) return true;
    return false;
}

static bool flag_word(struct str s, int64_t *out) {
    if (s.n == 1 && (s.p[0] == '1' || s.p[0] == '0')) {
        *out = s.p[0] == '1';
        return true;
    }
    *out = any_of(s, "是|有|√|✓|✔|☑|y|yes|true|t");
    return *out || any_of(s, "否|无|×|✗|✘|☐|n|no|false|f");
}

bool values_flag(struct str s, int64_t *out) {
    if (flag_word(s, out)) return true;
    struct arena a;
    arena_init(&a);
    bool known = flag_word(fold_word(&a, s), out);
    arena_release(&a);
    return known;
}

enum { DIGITS_MAX = 40 };

/* Whether commas, if any, stand before each group of three digits of the whole part and nowhere else. */
static bool grouped(struct str s) {
    size_t point = s.n, run = 0;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '.') {
            point = i;
            break;
        }
    bool comma = false;
    for (size_t i = point; i > 0; i--) {
        if (s.p[i - 1] == ',') {
            if (run != 3) return false;
            comma = true;
            run = 0;
        } else if (++run > 3 && comma) {
            return false;
        }
    }
    return !comma || run > 0;
}

/* A number's sign, digits and point without the commas; its length, 0 when s is no number. */
static size_t digits(struct str s, char out[DIGITS_MAX]) {
    size_t n = 0, points = 0, figures = 0;
    if (s.n && (s.p[0] == '-' || s.p[0] == '+')) {
        if (s.p[0] == '-') out[n++] = '-';
        s = str_n(s.p + 1, s.n - 1);
    }
    if (!grouped(s)) return 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == ',') continue;
        if (c == '.' ? points++ : c < '0' || c > '9') return 0;
        figures += c != '.';
        if (n == DIGITS_MAX - 1) return 0;
        out[n++] = c;
    }
    if (!figures || out[n - 1] == '.') return 0;
    out[n] = 0;
    return n;
}

bool values_int(struct str s, int64_t *out) {
    struct arena a;
    arena_init(&a);
    char text[DIGITS_MAX];
    size_t n = digits(fold_key(&a, s), text);
    arena_release(&a);
    const char *point = n ? memchr(text, '.', n) : NULL;
    if (point) {
        for (const char *p = point + 1; p < text + n; p++)
            if (*p != '0') return false;
        n = (size_t)(point - text);
    }
    return n && str_to_int(str_n(text, n), out);
}

/* Decimal to double without strtod and its locale: exact for at most 15 digits, and never more than half a unit of
 * the last place off beyond. */
static double to_double(const char *text) {
    long double v = 0, scale = 1;
    bool neg = *text == '-', behind = false;
    for (const char *p = text + neg; *p; p++) {
        if (*p == '.') {
            behind = true;
            continue;
        }
        v = v * 10 + (*p - '0');
        if (behind) scale *= 10;
    }
    return (double)(neg ? -v / scale : v / scale);
}

bool values_number(struct str s, double *out) {
    struct arena a;
    arena_init(&a);
    struct str t = fold_key(&a, s);
    if (str_starts(t, "¥")) t = str_n(t.p + 2, t.n - 2);
    if (str_ends(t, "元")) t.n -= 3;
    char text[DIGITS_MAX];
    size_t n = digits(str_trim(t), text);
    arena_release(&a);
    if (n) *out = to_double(text);
    return n > 0;
}

/* Moves the point two places to the left: "90" is "0.90". */
static size_t hundredth(const char *in, size_t n, char out[DIGITS_MAX + 4]) {
    const char *point = memchr(in, '.', n);
    size_t whole = point ? (size_t)(point - in) : n, k = 0;
    out[k++] = '0';
    if (whole > 2) k = 0;
    for (size_t i = 0; i + 2 < whole; i++) out[k++] = in[i];
    out[k++] = '.';
    if (whole < 2) out[k++] = '0';
    for (size_t i = whole > 2 ? whole - 2 : 0; i < whole; i++) out[k++] = in[i];
    for (size_t i = whole + 1; i < n; i++) out[k++] = in[i];
    out[k] = 0;
    return k;
}

bool values_fraction(struct arena *a, struct str s, struct str *out) {
    struct str t = fold_key(a, s);
    bool percent = str_ends(t, "%");
    if (percent) t = str_trim(str_n(t.p, t.n - 1));
    char text[DIGITS_MAX], moved[DIGITS_MAX + 4];
    size_t n = digits(t, text);
    if (!n || text[0] == '-' || text[0] == '.') return false;
    if (percent || to_double(text) > 1) {
        n = hundredth(text, n, moved);
    } else {
        memcpy(moved, text, n + 1);
    }
    if (memchr(moved, '.', n)) {
        while (moved[n - 1] == '0') n--;
        if (moved[n - 1] == '.') n--;
    }
    size_t lead = 0;
    while (lead + 1 < n && moved[lead] == '0' && moved[lead + 1] != '.') lead++;
    *out = arena_str(a, str_n(moved + lead, n - lead));
    return true;
}

bool values_period(struct arena *a, struct str s, struct str *out) {
    struct str t = fold_key(a, s);
    struct period p;
    char text[PERIOD_TEXT];
    int year, month, used = 0;
    char *z = arena_cstr(a, t);
    if (sscanf(z, "%4d年%2d月%n", &year, &month, &used) == 2 && used == (int)t.n && civil_valid(year, month, 1)) {
        p = period_of(PERIOD_MONTH, civil_day(year, month, 1), 0);
    } else if (used = 0, sscanf(z, "%4d年%n", &year, &used) == 1 && used == (int)t.n && civil_valid(year, 1, 1)) {
        p = period_of(PERIOD_YEAR, civil_day(year, 1, 1), 0);
    } else if (!period_parse(t, 0, &p)) {
        return false;
    }
    *out = arena_str(a, str_of(period_text(p, 0, text)));
    return true;
}

bool values_rounded(struct str s) {
    size_t i = 0;
    while (i < s.n && ((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '.')) i++;
    if (i == 0 || i + 2 >= s.n || (s.p[i] != 'E' && s.p[i] != 'e') || s.p[i + 1] != '+') return false;
    for (i += 2; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return true;
}
