/* Windows and limits in civil time (metrics.md, sections 1 and 3).
 *
 * Every end is kept as a second: a calendar end is the first or last second of its day, so date-only values, which
 * stand at 00:00:00, compare right by day, and clock ends compare to the second. Working days are Monday to Friday
 * without holiday rows of kind `off`, and make-up working days. */
#include "analysis/tell.h"
#include <stdlib.h>

static int by_day(const void *x, const void *y) {
    int32_t a = *(const int32_t *)x, b = *(const int32_t *)y;
    return (a > b) - (a < b);
}

static bool has_day(const int32_t *list, size_t n, int32_t day) {
    return n && bsearch(&day, list, n, sizeof *list, by_day);
}

bool window_day_off(const struct world *w, int32_t day, bool weekend_off) {
    if (has_day(w->day_off, w->n_days_off, day)) return true;
    return weekend_off && civil_weekday(day) >= 5 && !has_day(w->workday, w->n_workdays, day);
}

int32_t window_day(int64_t s) { return moment_day((struct moment){s, MOMENT_TIME}); }

static int32_t add_workdays(const struct world *w, int32_t day, int n) {
    int step = n < 0 ? -1 : 1;
    for (int left = abs(n); left > 0;)
        if (!window_day_off(w, day += step, true)) left--;
    return day;
}

static int64_t clock_s(struct span s) { return (int64_t)s.n * (s.unit == SPAN_HOUR ? 3600 : 60); }

int32_t window_add(const struct world *w, int32_t day, struct span s, int sign) {
    int n = s.set ? s.n * sign : 0;
    switch (s.unit) {
    case SPAN_MINUTE:
    case SPAN_HOUR: return s.set ? window_day((int64_t)day * CIVIL_DAY_S + sign * clock_s(s)) : day;
    case SPAN_DAY: return day + n;
    case SPAN_WORKDAY: return add_workdays(w, day, n);
    case SPAN_WEEK: return day + 7 * n;
    case SPAN_MONTH: return civil_add_months(day, n);
    case SPAN_YEAR: return civil_add_months(day, 12 * n);
    }
    return day;
}

static int64_t day_start(int32_t day) { return (int64_t)day * CIVIL_DAY_S; }
static int64_t day_end(int32_t day) { return day_start(day) + CIVIL_DAY_S - 1; }

int64_t window_last(const struct world *w, struct moment from, struct span s) {
    if (span_is_clock(s)) return from.s + clock_s(s);
    return day_end(window_add(w, moment_day(from), s, 1));
}

/* Moves an end by a calendar span and keeps its time of day, or by a clock span. */
static int64_t shift(const struct world *w, int64_t s, struct span by, int sign) {
    if (span_is_clock(by)) return s + sign * clock_s(by);
    int32_t day = window_day(s);
    return s + ((int64_t)window_add(w, day, by, sign) - day) * CIVIL_DAY_S;
}

/* The per cent tolerance in days: of the calendar days from start to planned end, rounded down. */
static int32_t share_days(const struct stage *st, const struct event_row *e) {
    if (!st->tolerance_share.set || !moment_is(e->started) || !moment_is(e->planned_end)) return 0;
    int64_t days = moment_day(e->planned_end) - moment_day(e->started);
    return days <= 0 ? 0 : (int32_t)(days * st->tolerance_share.num / st->tolerance_share.den);
}

/* Where s falls on a day off: the same time of the next working day. */
static int64_t off_holiday(const struct world *w, const struct policy *p, int64_t s) {
    int32_t day = window_day(s);
    for (int tries = 0; tries < 400 && window_day_off(w, day, p->weekend_off); tries++) day++;
    return s + ((int64_t)day - window_day(s)) * CIVIL_DAY_S;
}

struct window window_of(const struct telling *t, const struct policy *p, const struct stage *st,
                        const struct event_row *e, struct moment anchor) {
    const struct world *w = t->w;
    struct window x = {0};
    struct span zero = {true, 0, SPAN_DAY}, earliest = st->earliest.set ? st->earliest : zero;
    x.clock = span_is_clock(earliest) || span_is_clock(st->latest);
    x.opens_s = span_is_clock(earliest) ? anchor.s + clock_s(earliest)
                                        : day_start(window_add(w, moment_day(anchor), earliest, 1));
    x.has_deadline = st->latest.set;
    if (x.has_deadline) x.deadline_s = window_last(w, anchor, st->latest);
    int64_t share = (int64_t)share_days(st, e) * CIVIL_DAY_S;
    x.opens_s -= share;
    x.deadline_s += share;
    if (st->tolerance.set) {
        x.opens_s = shift(w, x.opens_s, st->tolerance, -1);
        x.deadline_s = shift(w, x.deadline_s, st->tolerance, 1);
    }
    if (st->skip_holidays) {
        x.opens_s = off_holiday(w, p, x.opens_s);
        if (x.has_deadline) x.deadline_s = off_holiday(w, p, x.deadline_s);
    }
    return x;
}
