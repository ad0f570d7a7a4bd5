#include "etl/dates.h"
#include <time.h>

/* The text in narrow form: digits and marks ASCII; the Chinese signs of a date as one control character each. */
enum { YEAR = 1, MONTH, MDAY, HOUR, MINUTE, SECOND, MORNING, AFTERNOON };
enum { PLAIN_MAX = 64 };
struct plain {
    char p[PLAIN_MAX];
    int n;
};

static const struct {
    const char *utf8;
    char as;
} wide[] = {{"年", YEAR}, {"月", MONTH},  {"日", MDAY},   {"号", MDAY},      {"时", HOUR},        {"點", HOUR},
            {"点", HOUR}, {"分", MINUTE}, {"秒", SECOND}, {"上午", MORNING}, {"下午", AFTERNOON}, {"：", ':'},
            {"／", '/'},  {"－", '-'},    {"．", '.'},    {"　", ' '},       {"\xC2\xA0", ' '}};

/* The length of the character that s starts with, and its narrow form; 0: no character of a date. */
static size_t narrow(struct str s, char *out) {
    const unsigned char *p = (const unsigned char *)s.p;
    *out = s.p[0];
    if (p[0] < 0x80) return p[0] >= ' ' || p[0] == '\t';
    if (s.n >= 3 && p[0] == 0xEF && p[1] == 0xBC && p[2] >= 0x90 && p[2] <= 0x99) { /* U+FF10 … U+FF19 */
        *out = (char)('0' + p[2] - 0x90);
        return 3;
    }
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (str_starts(s, wide[i].utf8)) {
            *out = wide[i].as;
            return strlen(wide[i].utf8);
        }
    return 0;
}

static bool flatten(struct str s, struct plain *out) {
    out->n = 0;
    for (size_t i = 0, k; i < s.n; i += k) {
        if (out->n == PLAIN_MAX - 1) return false;
        k = narrow(str_n(s.p + i, s.n - i), &out->p[out->n++]);
        if (!k) return false;
    }
    out->p[out->n] = 0;
    return true;
}

struct cursor {
    const char *p;
};

/* One number of min to max digits. */
static bool number(struct cursor *c, int min, int max, int *out) {
    int n = 0, v = 0;
    while (n < max && c->p[n] >= '0' && c->p[n] <= '9') v = v * 10 + (c->p[n++] - '0');
    if (n < min || (c->p[n] >= '0' && c->p[n] <= '9')) return false;
    c->p += n;
    *out = v;
    return true;
}

static bool mark(struct cursor *c, char m) {
    if (*c->p != m) return false;
    c->p++;
    return true;
}

static void blanks(struct cursor *c) {
    while (*c->p == ' ' || *c->p == '\t') c->p++;
}

static bool four_digits(const char *p) {
    for (int i = 0; i < 4; i++)
        if (p[i] < '0' || p[i] > '9') return false;
    return true;
}

static bool separates(char c) { return c == '-' || c == '/' || c == '.'; }

/* 10/03/2026, whichever of the two is the day. */
static bool year_last(struct cursor *c, int *first, int *second, int *y) {
    if (!number(c, 1, 2, first)) return false;
    char sep = *c->p;
    if (!separates(sep)) return false;
    return mark(c, sep) && number(c, 1, 2, second) && mark(c, sep) && number(c, 4, 4, y);
}

static enum dates_order order_of(int first, int second) {
    if (first == second) return DATES_EITHER;
    if (first > 12) return DATES_DAY_FIRST;
    return second > 12 ? DATES_MONTH_FIRST : DATES_AMBIGUOUS;
}

static bool read_day(struct cursor *c, enum date_order order, int *y, int *m, int *d) {
    if (four_digits(c->p)) {
        if (!number(c, 4, 4, y)) return false;
        char sep = *c->p;
        if (sep == YEAR)
            return mark(c, YEAR) && number(c, 1, 2, m) && mark(c, MONTH) && number(c, 1, 2, d) && mark(c, MDAY);
        if (!separates(sep)) return false;
        return mark(c, sep) && number(c, 1, 2, m) && mark(c, sep) && number(c, 1, 2, d);
    }
    int first, second;
    if (!year_last(c, &first, &second, y)) return false;
    enum dates_order own = order_of(first, second);
    if (order == DATE_YMD && own == DATES_AMBIGUOUS) return false;
    bool day_first = order == DATE_DMY || (order == DATE_YMD && own == DATES_DAY_FIRST);
    *d = day_first ? first : second;
    *m = day_first ? second : first;
    return true;
}

/* 'a' or 'p' for a half of the day that stands here, else 0. */
static char half_day(struct cursor *c) {
    char first = *c->p, second = first ? c->p[1] : 0;
    if (first == MORNING || first == AFTERNOON) {
        c->p++;
        return first == MORNING ? 'a' : 'p';
    }
    if (second != 'M' && second != 'm') return 0;
    if (first != 'A' && first != 'a' && first != 'P' && first != 'p') return 0;
    c->p += 2;
    return first == 'A' || first == 'a' ? 'a' : 'p';
}

static bool clock_chinese(struct cursor *c, int *h, int *mi, int *s) {
    if (!number(c, 1, 2, h) || !mark(c, HOUR)) return false;
    blanks(c);
    if (*c->p < '0' || *c->p > '9') return true;
    if (!number(c, 1, 2, mi) || !mark(c, MINUTE)) return false;
    blanks(c);
    if (*c->p < '0' || *c->p > '9') return true;
    return number(c, 1, 2, s) && mark(c, SECOND);
}

static bool clock_colons(struct cursor *c, int *h, int *mi, int *s) {
    if (!number(c, 1, 2, h) || !mark(c, ':') || !number(c, 2, 2, mi)) return false;
    if (!mark(c, ':')) return true;
    if (!number(c, 2, 2, s)) return false;
    int fraction;
    return !mark(c, '.') || number(c, 1, 9, &fraction);
}

static bool read_clock(struct cursor *c, int *h, int *mi, int *s) {
    char half = half_day(c);
    blanks(c);
    struct cursor back = *c;
    if (!clock_colons(c, h, mi, s)) {
        *c = back;
        *mi = *s = 0;
        if (!clock_chinese(c, h, mi, s)) return false;
    }
    struct cursor after = *c;
    blanks(&after);
    char behind = half_day(&after);
    if (half && behind) return false;
    if (behind) *c = after, half = behind;
    if (half && (*h < 1 || *h > 12)) return false;
    if (half == 'p' && *h < 12) *h += 12;
    if (half == 'a' && *h == 12) *h = 0;
    return *h <= 23 && *mi <= 59 && *s <= 59;
}

/* Z, +08:00, +0800 or +08; *east in seconds. */
static bool read_offset(struct cursor *c, int *east) {
    int h = 0, m = 0, n;
    if (mark(c, 'Z') || mark(c, 'z')) {
        *east = 0;
        return true;
    }
    int sign = *c->p == '-' ? -1 : 1;
    c->p++;
    struct cursor back = *c;
    if (number(c, 4, 4, &n)) {
        h = n / 100, m = n % 100;
    } else {
        *c = back;
        if (!number(c, 2, 2, &h)) return false;
        if (mark(c, ':') && !number(c, 2, 2, &m)) return false;
    }
    *east = sign * (h * 3600 + m * 60);
    return h <= 14 && m <= 59;
}

static bool to_zone(int64_t utc, struct moment *out) {
    time_t t = (time_t)utc;
    struct tm local;
    if (!localtime_r(&t, &local)) return false;
    int32_t day = civil_day(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
    int sec = local.tm_sec > 59 ? 59 : local.tm_sec;
    *out = (struct moment){(int64_t)day * CIVIL_DAY_S + local.tm_hour * 3600 + local.tm_min * 60 + sec, MOMENT_TIME};
    return true;
}

static bool read_plain(const char *text, enum date_order order, struct moment *out) {
    struct cursor c = {text};
    int y, m, d, h = 0, mi = 0, s = 0, east;
    if (!read_day(&c, order, &y, &m, &d) || !civil_valid(y, m, d) || y < DATES_FIRST_YEAR || y > DATES_LAST_YEAR)
        return false;
    int32_t day = civil_day(y, m, d);
    if (!*c.p) {
        *out = moment_of_day(day);
        return true;
    }
    bool gap = *c.p == ' ' || *c.p == '\t' || *c.p == 'T' || *c.p == 't';
    if (gap) c.p++;
    else if (c.p[-1] != MDAY) return false; /* 2026年10月3日14时5分 needs no blank */
    blanks(&c);
    if (!read_clock(&c, &h, &mi, &s)) return false;
    *out = (struct moment){(int64_t)day * CIVIL_DAY_S + h * 3600 + mi * 60 + s, MOMENT_TIME};
    blanks(&c);
    if (!*c.p) return true;
    if (!strchr("Zz+-", *c.p) || !read_offset(&c, &east) || *c.p) return false;
    return to_zone(out->s - east, out);
}

bool dates_read(struct str s, enum date_order order, struct moment *out) {
    *out = moment_none();
    struct plain flat;
    return s.n && flatten(s, &flat) && read_plain(flat.p, order, out);
}

enum dates_order dates_order(struct str s) {
    struct plain flat;
    int first, second, y;
    if (!s.n || !flatten(s, &flat) || four_digits(flat.p)) return DATES_OTHER;
    struct cursor c = {flat.p};
    return year_last(&c, &first, &second, &y) ? order_of(first, second) : DATES_OTHER;
}

bool dates_serial(double number, bool since_1904, struct moment *out) {
    *out = moment_none();
    if (!(number >= 1) || number > 120000) return false;
    int64_t s = (int64_t)(number * CIVIL_DAY_S + 0.5), day = s / CIVIL_DAY_S;
    if (!since_1904 && (day == 60 || (int64_t)number == 60)) return false;
    int32_t first = since_1904 ? civil_day(1904, 1, 1) : day < 60 ? civil_day(1899, 12, 31) : civil_day(1899, 12, 30);
    *out = (struct moment){((int64_t)first + day) * CIVIL_DAY_S + s % CIVIL_DAY_S, MOMENT_TIME};
    if (s % CIVIL_DAY_S == 0) out->kind = MOMENT_DATE;
    return civil_of(moment_day(*out)).year <= DATES_LAST_YEAR;
}

static bool match_here(const char *name, const char *pattern, int32_t *day) {
    struct cursor c = {name};
    int y = 0, m = 1, d = 1;
    for (const char *p = pattern; *p; p++) {
        if (*p != '%') {
            if (!mark(&c, *p)) return false;
            continue;
        }
        p++;
        int *to = *p == 'Y' ? &y : *p == 'm' ? &m : *p == 'd' ? &d : NULL;
        if (!to) {
            if (*p != '%' || !mark(&c, '%')) return false;
            continue;
        }
        int want = *p == 'Y' ? 4 : 2, n = 0;
        for (*to = 0; n < want && *c.p >= '0' && *c.p <= '9'; n++) *to = *to * 10 + (*c.p++ - '0');
        if (n == 0 || (*p == 'Y' && n < 4)) return false;
    }
    if (!civil_valid(y, m, d)) return false;
    *day = civil_day(y, m, d);
    return true;
}

bool dates_in_name(const char *name, const char *pattern, int32_t *day) {
    for (const char *p = name; *p; p++)
        if (match_here(p, pattern, day)) return true;
    return false;
}
