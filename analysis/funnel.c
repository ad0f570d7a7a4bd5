#include "analysis/funnel.h"
#include <math.h>
#include <stdlib.h>

static double at_least(double v, double low) { return v < low ? low : v; }
static double at_most(double v, double high) { return v > high ? high : v; }

void funnel_wilson(int64_t x, int64_t n, double z, double *low, double *high) {
    *low = *high = (double)NAN;
    if (n <= 0) return;
    double size = (double)n, p = (double)x / size, d = 1 + z * z / size;
    double centre = (p + z * z / (2 * size)) / d;
    double half = z * sqrt(p * (1 - p) / size + z * z / (4 * size * size)) / d;
    *low = x == 0 ? 0 : at_least(centre - half, 0);
    *high = x == n ? 1 : at_most(centre + half, 1);
}

struct funnel_shrink funnel_marshall(const struct funnel_unit *u, size_t k) {
    double x = 0, n = 0, s2 = 0;
    for (size_t i = 0; i < k; i++) {
        x += (double)u[i].x;
        n += (double)u[i].n;
    }
    if (n <= 0) return (struct funnel_shrink){(double)NAN, 0};
    double m = x / n;
    for (size_t i = 0; i < k; i++) {
        double p = u[i].n ? (double)u[i].x / (double)u[i].n : m;
        s2 += (double)u[i].n * (p - m) * (p - m);
    }
    return (struct funnel_shrink){m, at_least(s2 / n - m * (double)k / n, 0)};
}

double funnel_shrunk(struct funnel_shrink s, int64_t x, int64_t n) {
    if (n <= 0) return (double)NAN;
    double chance = s.m / (double)n;
    return s.a + chance > 0 ? s.m + ((double)x / (double)n - s.m) * s.a / (s.a + chance) : s.m;
}

static double arc(double x, double n) { return asin(sqrt(at_most(x / n, 1))); }

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* R's type 7: linear between floor and ceiling of (n - 1) p. */
static double quantile(const double *sorted, size_t n, double p) {
    double h = (double)(n - 1) * p;
    size_t i = (size_t)h;
    return i + 1 < n ? sorted[i] + (h - (double)i) * (sorted[i + 1] - sorted[i]) : sorted[n - 1];
}

struct funnel funnel_limits(const struct funnel_unit *u, size_t k, double *scratch) {
    double x = 0, n = 0, *z = scratch, *sorted = scratch + k;
    for (size_t i = 0; i < k; i++) {
        x += (double)u[i].x;
        n += (double)u[i].n;
    }
    struct funnel f = {k ? arc(x, n) : (double)NAN, (double)NAN, 0};
    if (!k) return f;
    for (size_t i = 0; i < k; i++) /* (Y - Y0) / s with s = 1 / (2 √n) */
        z[i] = sorted[i] = (arc((double)u[i].x, (double)u[i].n) - f.y0) * 2 * sqrt((double)u[i].n);
    qsort(sorted, k, sizeof *sorted, by_value);
    double low = quantile(sorted, k, 0.1), high = quantile(sorted, k, 0.9), sum = 0, w = 0, w2 = 0;
    for (size_t i = 0; i < k; i++) {
        double v = at_most(at_least(z[i], low), high), precision = 4 * (double)u[i].n; /* s⁻² */
        sum += v * v;
        w += precision;
        w2 += precision * precision;
    }
    f.phi = sum / (double)k;
    double over = (double)k * f.phi - (double)(k - 1), below = w - w2 / w;
    if (over > 0 && below > 0) f.tau2 = over / below;
    return f;
}

void funnel_bounds(struct funnel f, int64_t n, double q, double *low, double *high) {
    const double half_pi = 1.57079632679489661923;
    double half = q * sqrt(1 / (4 * (double)n) + f.tau2);
    double from = sin(at_least(f.y0 - half, 0)), to = sin(at_most(f.y0 + half, half_pi));
    *low = from * from;
    *high = to * to;
}
