/* Civil time: local calendar days and clock times of the organisation, without zones (metrics.md, section 1).
 *
 * A `day` is a number of days since 1970-01-01. A `moment` is a number of civil seconds since 1970-01-01 00:00:00
 * and whether a clock time is known; date-only moments stand at 00:00:00. Stored and printed as `YYYY-MM-DD` or
 * `YYYY-MM-DD HH:MM:SS`, whose byte order is the order of time. No clock is read here. */
#ifndef BASE_CIVIL_H
#define BASE_CIVIL_H
#include "base/str.h"
#include <stdint.h>

enum { CIVIL_DAY_S = 86400 };

enum moment_kind { MOMENT_NONE = 0, MOMENT_DATE = 1, MOMENT_TIME = 2 };

struct moment {
    int64_t s;             /* civil seconds; 0 when absent */
    enum moment_kind kind; /* MOMENT_NONE: the value is empty */
};

struct civil {
    int year, month, mday; /* month 1–12, mday 1–31 */
};

int32_t civil_day(int year, int month, int mday);
struct civil civil_of(int32_t day);
bool civil_valid(int year, int month, int mday);
int civil_month_days(int year, int month);
/* 0 = Monday … 6 = Sunday. */
int civil_weekday(int32_t day);
/* n months on (or back), clamped to the last day of the month: 31 January + 1 = 28 or 29 February. */
int32_t civil_add_months(int32_t day, int n);

static inline bool moment_is(struct moment m) { return m.kind != MOMENT_NONE; }
static inline struct moment moment_none(void) { return (struct moment){0, MOMENT_NONE}; }
static inline int32_t moment_day(struct moment m) {
    return (int32_t)(m.s >= 0 ? m.s / CIVIL_DAY_S : -((-m.s + CIVIL_DAY_S - 1) / CIVIL_DAY_S));
}
static inline struct moment moment_of_day(int32_t day) {
    return (struct moment){(int64_t)day * CIVIL_DAY_S, MOMENT_DATE};
}
/* Reads the stored form only: `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`; false (and none) for anything else. An
 * empty string is a moment that is absent: true. */
bool moment_parse(struct str s, struct moment *out);
enum { MOMENT_TEXT = 24 };
/* The stored form, "" when absent. */
const char *moment_text(struct moment m, char out[MOMENT_TEXT]);
bool civil_parse_day(struct str s, int32_t *day);
const char *civil_day_text(int32_t day, char out[MOMENT_TEXT]);

/* Periods. `no` numbers the periods of one kind in order of time. */
enum period_kind {
    PERIOD_MONTH,
    PERIOD_QUARTER,
    PERIOD_HALF,
    PERIOD_YEAR,
    PERIOD_WEEK,
    PERIOD_KINDS,
    PERIOD_NONE = PERIOD_KINDS /* of figures without a period: it has a name and a text, both empty, and no days */
};

struct period {
    enum period_kind kind;
    int32_t no;
};

/* The period of that kind that holds the day. week_start: 0 = Monday … 6 = Sunday; other kinds ignore it. */
struct period period_of(enum period_kind kind, int32_t day, int week_start);
int32_t period_first(struct period p, int week_start);
int32_t period_last(struct period p, int week_start);
enum { PERIOD_TEXT = 32 };
/* 2026-10, 2026-Q4, 2026-H2, 2026, 2026-W47 (the ISO number of the Thursday that the week contains). */
const char *period_text(struct period p, int week_start, char out[PERIOD_TEXT]);
/* Reads what period_text writes. */
bool period_parse(struct str s, int week_start, struct period *out);
/* "month", "quarter", "half", "year", "week"; "". */
const char *period_kind_name(enum period_kind kind);
bool period_kind_parse(struct str s, enum period_kind *out);
#endif
