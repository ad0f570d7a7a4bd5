/* What a raw ratio of few jobs hides (statistics.md, sections 2.2, 2.5, 2.6): an interval for one ratio, a ratio
 * shrunk towards that of all, and limits outside of which a ratio is more than chance and the usual spread between
 * people. Pure numbers; absent values are NAN. */
#ifndef ANALYSIS_FUNNEL_H
#define ANALYSIS_FUNNEL_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FUNNEL_Z95 1.959963984540054
#define FUNNEL_Z998 3.090232306167813

/* Wilson's interval of x of n, clamped to [0, 1]; x = 0 gives a lower limit of exactly 0, x = n an upper of exactly 1,
 * n = 0 NAN. */
void funnel_wilson(int64_t x, int64_t n, double z, double *low, double *high);

struct funnel_unit {
    int64_t x, n;
};

/* Marshall's estimator: mean m of all, spread a between them beyond chance. */
struct funnel_shrink {
    double m, a;
};
struct funnel_shrink funnel_marshall(const struct funnel_unit *u, size_t k);
double funnel_shrunk(struct funnel_shrink s, int64_t x, int64_t n);

/* Limits with overdispersion (Spiegelhalter 2005): the arcsine of the square root, z scores winsorised at a tenth on
 * either side. k units, n > 0 each, `scratch` room for 2 k numbers. */
struct funnel {
    double y0, phi, tau2;
};
struct funnel funnel_limits(const struct funnel_unit *u, size_t k, double *scratch);
/* The limits for a unit of size n at q standard deviations. */
void funnel_bounds(struct funnel f, int64_t n, double q, double *low, double *high);
#endif
