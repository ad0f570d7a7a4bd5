/* Layout: from a chart's numbers to placed marks. Knows measures (charts/fonts.h) and no surface. */
#ifndef CHARTS_PLACE_H
#define CHARTS_PLACE_H
#include "charts/chart.h"
#include "charts/fonts.h"
#include "charts/marks.h"

/* Places the chart; the marks live in the arena and point to the chart's strings. No word leaves the canvas or lies
 * on another of the same axis: labels are broken into lines, thinned out (periods) or elided (names). Without any
 * value the picture says so in words. ERR_DATA from chart_check. */
struct marks *place_marks(struct fonts *f, const struct chart *c, struct arena *a, struct err *e);
#endif
