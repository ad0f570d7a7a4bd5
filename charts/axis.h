/* Axes: steps from a table, and the way from a value to a px and back. */
#ifndef CHARTS_AXIS_H
#define CHARTS_AXIS_H
#include "base/buf.h"
#include "charts/chart.h"

struct axis {
    double lo, hi; /* values at the ends; whole multiples of step */
    double step;
    int n;               /* steps between lo and hi */
    int decimals;        /* that the ticks need */
    double px_lo, px_hi; /* where the ends lie */
};

/* The axis that covers lo..hi with at most max_ticks steps. The step comes from a table: 1, 2, 2.5, 5 × 10ⁿ; whole
 * numbers for counts; 1, 2, 3, 6, 12, 24 … for hours; per cent never goes beyond 100 when the data does not. `zero`
 * makes the axis include zero (bars). A range without extent is widened. */
struct axis axis_choose(double lo, double hi, enum chart_unit unit, int max_ticks, bool zero);
double axis_px(const struct axis *x, double v);
double axis_value(const struct axis *x, double px);
/* The i-th tick, 0..n. */
double axis_tick(const struct axis *x, int i);
/* A number with at most `decimals` decimals, no trailing zeros, no grouping: half away from zero. */
void axis_plain(struct buf *b, double v, int decimals);
#endif
