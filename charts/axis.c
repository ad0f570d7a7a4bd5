/* See axis.h. */
#include "charts/axis.h"
#include <math.h>

/* To add a unit with steps of its own: a list in rising order; beyond its end the decimal steps go on, times the last
 * entry. */
static const double hour_steps[] = {1, 2, 3, 6, 12, 24, 48, 72, 120, 240};
static const double decimal_steps[] = {1, 2, 2.5, 5};

static double decimal_step(double at_least, bool whole) {
    double p = pow(10, floor(log10(at_least)));
    if (whole && p < 1) p = 1;
    for (;; p *= 10)
        for (int i = 0; i < 4; i++) {
            double s = decimal_steps[i] * p;
            if (whole && s != floor(s)) continue;
            if (s >= at_least * (1 - 1e-9)) return s;
        }
}

static double step_for(double at_least, enum chart_unit unit) {
    if (unit == CHART_HOURS && at_least > 0.5) {
        int n = (int)(sizeof hour_steps / sizeof *hour_steps);
        for (int i = 0; i < n; i++)
            if (hour_steps[i] >= at_least) return hour_steps[i];
        return 24 * decimal_step(at_least / 24, true);
    }
    return decimal_step(at_least, unit == CHART_COUNT);
}

static int step_decimals(double step) {
    for (int d = 0; d < 6; d++) {
        double s = step * pow(10, d);
        if (fabs(s - round(s)) < 1e-6 * s) return d;
    }
    return 6;
}

/* Room around a range without extent, so that a flat line lies inside and small noise does not fill the picture. */
static void widen(double *lo, double *hi, enum chart_unit unit, bool zero) {
    double size = fmax(fabs(*lo), fabs(*hi));
    double least = unit == CHART_COUNT ? 4 : unit == CHART_PERCENT ? (zero ? 10 : 4) : size > 0 ? size * 0.1 : 1;
    if (*hi - *lo >= least) return;
    double mid = (*lo + *hi) / 2;
    bool up = *lo >= 0 && zero, below = unit == CHART_PERCENT && mid + least / 2 > 100 && *hi <= 100;
    if (up) *hi = *lo + least;
    else if (below) *lo = *hi - least;
    else {
        bool positive = *lo >= 0;
        *lo = mid - least / 2;
        *hi = mid + least / 2;
        if (positive && *lo < 0) *hi -= *lo, *lo = 0;
    }
}

struct axis axis_choose(double lo, double hi, enum chart_unit unit, int max_ticks, bool zero) {
    if (!(lo <= hi)) lo = 0, hi = 0;
    bool within = unit == CHART_PERCENT && hi <= 100 && lo >= 0;
    if (zero) lo = fmin(lo, 0), hi = fmax(hi, 0);
    widen(&lo, &hi, unit, zero);
    if (max_ticks < 1) max_ticks = 1;
    struct axis x = {0};
    for (double least = (hi - lo) / max_ticks;; least = x.step * 1.01) {
        x.step = step_for(least, unit);
        double first = floor(lo / x.step + 1e-9), last = ceil(hi / x.step - 1e-9);
        if (within && last * x.step > 100 && 100 / x.step == floor(100 / x.step)) last = 100 / x.step;
        x.lo = first * x.step;
        x.hi = last * x.step;
        x.n = (int)(last - first);
        if (within && x.hi > 100) continue;
        if (x.n <= max_ticks) break;
    }
    x.decimals = step_decimals(x.step);
    return x;
}

double axis_px(const struct axis *x, double v) {
    return x->px_lo + (v - x->lo) / (x->hi - x->lo) * (x->px_hi - x->px_lo);
}

double axis_value(const struct axis *x, double px) {
    return x->lo + (px - x->px_lo) / (x->px_hi - x->px_lo) * (x->hi - x->lo);
}

double axis_tick(const struct axis *x, int i) { return x->lo + x->step * i; }

void axis_plain(struct buf *b, double v, int decimals) {
    double p = pow(10, decimals);
    double r = floor(fabs(v) * p * (1 + 4e-16) + 0.5);
    if (r > 9e15) { /* beyond whole numbers of a double: no decimals to speak of */
        buf_printf(b, "%.0f", v);
        return;
    }
    long long n = (long long)r, unit = (long long)p;
    if (v < 0 && n) buf_byte(b, '-');
    buf_int(b, n / unit);
    long long frac = n % unit;
    if (!frac) return;
    char digits[24];
    int len = 0;
    for (long long u = unit / 10; u > 0; u /= 10) digits[len++] = (char)('0' + frac / u % 10);
    while (len && digits[len - 1] == '0') len--;
    buf_byte(b, '.');
    buf_add(b, digits, (size_t)len);
}
