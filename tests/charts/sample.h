/* Charts for the tests, and reading them back: a number is found again from a mark's position and the words on the
 * axis alone, never from the layout's own scale. */
#ifndef TESTS_CHARTS_SAMPLE_H
#define TESTS_CHARTS_SAMPLE_H
#include "charts/paint.h"
#include "charts/place.h"
#include <check.h>

enum { SAMPLE_CATEGORIES = 60, SAMPLE_SERIES = 6 };

/* A chart with room for everything it points to. */
struct sample {
    struct chart chart;
    struct chart_category category[SAMPLE_CATEGORIES];
    struct chart_series series[SAMPLE_SERIES];
    struct chart_value value[SAMPLE_SERIES][SAMPLE_CATEGORIES];
    double target[SAMPLE_CATEGORIES];
    struct chart_band band[SAMPLE_CATEGORIES];
    struct chart_note note[8];
    char text[SAMPLE_CATEGORIES][128], tick[SAMPLE_CATEGORIES][64], name[SAMPLE_SERIES][128];
};

enum labels { LABELS_MONTHS, LABELS_NAMES, LABELS_LONG }; /* 26-10; 三号院; 20 characters */

/* Zeroes and names the sample; values are to be set. */
void sample_init(struct sample *s, enum chart_kind kind, int n_categories, int n_series, enum labels labels);
/* Values from a fixed rule: whole numbers 0 … 46, another row for each series. */
void sample_fill(struct sample *s);

/* One font set for all tests of the program. */
struct fonts *sample_fonts(void);
/* Places the sample; fails the test on an error. */
struct marks *sample_place(const struct chart *c, struct arena *a);

/* A number as printed in a chart: thin spaces, a real minus, a unit behind. false when there is no number. */
bool read_number(struct str text, double *v);

struct ruler {
    double px0, v0, px1, v1; /* two ticks */
    int ticks;
};
/* The scale from the tick words and their grid lines; `axis` −1 for the first axis, 1 for Pareto's second. Checks that
 * all ticks lie on it. */
struct ruler ruler_y(const struct marks *m, int axis);
struct ruler ruler_x(const struct marks *m);
double ruler_read(const struct ruler *r, double px);
/* Half a raster step in units, and a little. */
double ruler_slack(const struct ruler *r);

const struct mark *find_mark(const struct marks *m, enum mark_part part, int series, int cat, int nth);
#endif
