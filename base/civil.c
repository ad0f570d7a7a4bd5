#include "base/civil.h"
#include <stdio.h>

/* Days from civil and back: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (the era method). */
int32_t civil_day(int y, int m, int d) {
    y -= m <= 2;
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

struct civil civil_of(int32_t day) {
    int z = day + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    int m = mp < 10 ? mp + 3 : mp - 9;
    return (struct civil){yoe + era * 400 + (m <= 2), m, doy - (153 * mp + 2) / 5 + 1};
}

int civil_month_days(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

bool civil_valid(int y, int m, int d) {
    return y >= 1 && y <= 9999 && m >= 1 && m <= 12 && d >= 1 && d <= civil_month_days(y, m);
}

/* 1970-01-01 was a Thursday. */
int civil_weekday(int32_t day) { return (int)(((int64_t)day + 3) % 7 + 7) % 7; }

int32_t civil_add_months(int32_t day, int n) {
    struct civil c = civil_of(day);
    int m = c.year * 12 + c.month - 1 + n;
    int y = m >= 0 ? m / 12 : -((11 - m) / 12);
    int mon = m - y * 12 + 1, last = civil_month_days(y, mon);
    return civil_day(y, mon, c.mday < last ? c.mday : last);
}

static bool digits(const char *p, int n, int *out) {
    int v = 0;
    for (int i = 0; i < n; i++) {
        if (p[i] < '0' || p[i] > '9') return false;
        v = v * 10 + (p[i] - '0');
    }
    *out = v;
    return true;
}

bool civil_parse_day(struct str s, int32_t *day) {
    int y, m, d;
    if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-') return false;
    if (!digits(s.p, 4, &y) || !digits(s.p + 5, 2, &m) || !digits(s.p + 8, 2, &d)) return false;
    if (!civil_valid(y, m, d)) return false;
    *day = civil_day(y, m, d);
    return true;
}

bool moment_parse(struct str s, struct moment *out) {
    *out = moment_none();
    if (s.n == 0) return true;
    int32_t day;
    if (s.n < 10 || !civil_parse_day(str_n(s.p, 10), &day)) return false;
    if (s.n == 10) {
        *out = moment_of_day(day);
        return true;
    }
    int h, mi, se;
    if (s.n != 19 || s.p[10] != ' ' || s.p[13] != ':' || s.p[16] != ':') return false;
    if (!digits(s.p + 11, 2, &h) || !digits(s.p + 14, 2, &mi) || !digits(s.p + 17, 2, &se)) return false;
    if (h > 23 || mi > 59 || se > 59) return false;
    *out = (struct moment){(int64_t)day * CIVIL_DAY_S + h * 3600 + mi * 60 + se, MOMENT_TIME};
    return true;
}

static char *two(char *p, int v) {
    *p++ = (char)('0' + v / 10 % 10);
    *p++ = (char)('0' + v % 10);
    return p;
}

const char *civil_day_text(int32_t day, char out[MOMENT_TEXT]) {
    struct civil c = civil_of(day);
    char *p = two(out, c.year / 100);
    p = two(p, c.year % 100);
    *p++ = '-';
    p = two(p, c.month);
    *p++ = '-';
    p = two(p, c.mday);
    *p = 0;
    return out;
}

const char *moment_text(struct moment m, char out[MOMENT_TEXT]) {
    out[0] = 0;
    if (!moment_is(m)) return out;
    int32_t day = moment_day(m);
    civil_day_text(day, out);
    if (m.kind == MOMENT_DATE) return out;
    int t = (int)(m.s - (int64_t)day * CIVIL_DAY_S);
    char *p = out + 10;
    *p++ = ' ';
    p = two(p, t / 3600);
    *p++ = ':';
    p = two(p, t / 60 % 60);
    *p++ = ':';
    p = two(p, t % 60);
    *p = 0;
    return out;
}

static int floor_div(int a, int b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

struct period period_of(enum period_kind kind, int32_t day, int week_start) {
    struct period p = {kind, 0};
    if (kind == PERIOD_WEEK) {
        p.no = floor_div(day + 3 - week_start, 7); /* week 0 holds 1970-01-01 when weeks start on Monday */
        return p;
    }
    struct civil c = civil_of(day);
    int month = c.year * 12 + c.month - 1;
    p.no = kind == PERIOD_MONTH ? month : kind == PERIOD_QUARTER ? month / 3 : kind == PERIOD_HALF ? month / 6 : c.year;
    return p;
}

static int period_months(enum period_kind kind) {
    return kind == PERIOD_MONTH ? 1 : kind == PERIOD_QUARTER ? 3 : kind == PERIOD_HALF ? 6 : 12;
}

int32_t period_first(struct period p, int week_start) {
    if (p.kind == PERIOD_WEEK) return p.no * 7 - 3 + week_start;
    int month = p.no * period_months(p.kind);
    return civil_day(month / 12, month % 12 + 1, 1);
}

int32_t period_last(struct period p, int week_start) {
    return period_first((struct period){p.kind, p.no + 1}, week_start) - 1;
}

const char *period_text(struct period p, int week_start, char out[PERIOD_TEXT]) {
    out[0] = 0;
    if (p.kind == PERIOD_NONE) return out;
    int32_t first = period_first(p, week_start);
    if (p.kind == PERIOD_WEEK) {
        int32_t thursday = first + (3 - week_start + 7) % 7;
        int year = civil_of(thursday).year;
        snprintf(out, PERIOD_TEXT, "%04d-W%02d", year, (thursday - civil_day(year, 1, 1)) / 7 + 1);
        return out;
    }
    struct civil c = civil_of(first);
    if (p.kind == PERIOD_MONTH) snprintf(out, PERIOD_TEXT, "%04d-%02d", c.year, c.month);
    else if (p.kind == PERIOD_QUARTER) snprintf(out, PERIOD_TEXT, "%04d-Q%d", c.year, (c.month + 2) / 3);
    else if (p.kind == PERIOD_HALF) snprintf(out, PERIOD_TEXT, "%04d-H%d", c.year, (c.month + 5) / 6);
    else snprintf(out, PERIOD_TEXT, "%04d", c.year);
    return out;
}

bool period_parse(struct str s, int week_start, struct period *out) {
    int y, n;
    if (s.n < 4 || !digits(s.p, 4, &y) || y < 1) return false;
    int32_t day = civil_day(y, 1, 1);
    if (s.n == 4) *out = period_of(PERIOD_YEAR, day, 0);
    else if (s.n == 7 && s.p[4] == '-' && s.p[5] == 'Q' && digits(s.p + 6, 1, &n) && n >= 1 && n <= 4)
        *out = period_of(PERIOD_QUARTER, civil_day(y, n * 3, 1), 0);
    else if (s.n == 7 && s.p[4] == '-' && s.p[5] == 'H' && digits(s.p + 6, 1, &n) && n >= 1 && n <= 2)
        *out = period_of(PERIOD_HALF, civil_day(y, n * 6, 1), 0);
    else if (s.n == 7 && s.p[4] == '-' && digits(s.p + 5, 2, &n) && n >= 1 && n <= 12)
        *out = period_of(PERIOD_MONTH, civil_day(y, n, 1), 0);
    else if (s.n == 8 && s.p[4] == '-' && s.p[5] == 'W' && digits(s.p + 6, 2, &n) && n >= 1 && n <= 53) {
        int32_t thursday = day + (3 - civil_weekday(day) + 7) % 7 + (n - 1) * 7;
        if (civil_of(thursday).year != y) return false;
        *out = period_of(PERIOD_WEEK, thursday, week_start);
    } else return false;
    return true;
}

static const char *const kind_names[PERIOD_KINDS + 1] = {"month", "quarter", "half", "year", "week", ""};

const char *period_kind_name(enum period_kind kind) { return kind_names[kind]; }

bool period_kind_parse(struct str s, enum period_kind *out) {
    for (int k = 0; k < PERIOD_KINDS; k++)
        if (str_is(s, kind_names[k])) {
            *out = (enum period_kind)k;
            return true;
        }
    return false;
}
