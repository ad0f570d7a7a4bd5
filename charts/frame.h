/* Inside charts/: what the layouts of all kinds share: the shrinking rectangle of the plot, axes, the gutter at its
 * right with words at the marks' height, the legend, flags, and the search for a free place.
 *
 * A layout goes: frame_begin, frame_legend, frame_scale, frame_sides, flags_lanes, frame_bottom, then shapes and
 * words into the plot, then gutter_place. */
#ifndef CHARTS_FRAME_H
#define CHARTS_FRAME_H
#include "charts/axis.h"
#include "charts/chart.h"
#include "charts/marks.h"

enum {
    FS = 12,
    FS_VALUE = 13,
    FS_TITLE = 15,
    LINE_H = 15,
    GUTTER_MAX = 24,
    FLAG_LANES = 3,
    LABEL_LINES = 3,
    PLOT_MIN = 72
};

struct gutter_item {
    double value; /* its height on the y axis */
    double y;     /* px, after spreading */
    struct str text;
    enum role role;
    enum mark_part part;
    bool bold;
    int series, cat;
    int weight; /* the lightest go first when there is no room for all */
};

struct flag {
    double x, y; /* px: the line's place, where it begins */
    int cat;
};

struct place {
    const struct chart *c;
    struct fonts *f;
    struct arena *a;
    struct marks *m;
    const int *order; /* categories as drawn */
    double w, h;
    double left, top, right, bottom; /* the plot, shrinking as parts are placed */
    double slot;                     /* px of a category along its axis */
    struct axis y;
    struct gutter_item gutter[GUTTER_MAX];
    int n_gutter;
    struct flag *flag;
    int n_flags;
    struct box *busy; /* where words or marks stand */
    int n_busy, cap_busy;
    struct box *seg; /* line segments: from x0, y0 to x1, y1 */
    int n_seg, cap_seg;
};

bool frame_narrow(const struct place *p);
/* Adds a word mark; coordinates are put on the raster. */
struct mark *frame_text(struct place *p, enum mark_part part, enum role role, double x, double y, enum anchor anchor,
                        double size, bool bold, struct str text);
/* The number as text, with its unit when `unit`. */
struct str frame_number(struct place *p, double v, bool unit);
struct str frame_limit(struct place *p, double v, bool unit);
struct str frame_word(struct place *p, int word);
/* Two texts with a blank between them. */
struct str frame_join(struct place *p, struct str a, struct str b);

/* Shapes. */
struct mark *frame_rect(struct place *p, enum mark_kind kind, enum mark_part part, enum role role, double x0, double y0,
                        double x1, double y1);
struct mark *frame_line(struct place *p, enum mark_part part, enum role role, double x0, double y0, double x1,
                        double y1, double stroke);
struct mark *frame_point(struct place *p, enum mark_kind kind, enum mark_part part, enum role role, double x, double y,
                         double r);
/* A bar of the look of its series: plain, hatched when provisional, in the bad colour when bad. */
void frame_bar(struct place *p, int series, int cat, double x0, double y0, double x1, double y1);

/* Heading at the top, then the box of the plot with small margins. */
void frame_begin(struct place *p);
/* Names of the series with a sample of their form, in rows at the top. `lines`: samples are lines, not bars.
 * Returns the height; takes it from the plot unless it is only measured (`draw` false). */
double frame_legend(struct place *p, bool lines, bool draw);
/* A picture too low for its words grows: afterwards the plot is at least so many px high. */
void frame_room(struct place *p, double least);
/* "no data" in the middle of what is left. */
void frame_empty(struct place *p);
/* Chooses the y axis over lo..hi for the height that is about left. */
void frame_scale(struct place *p, double lo, double hi, bool zero);
/* The widest that words right of the plot may be. */
double frame_gutter(const struct place *p);
/* Sets left, right and slot from tick labels and gutter. */
void frame_sides(struct place *p);
/* Category labels below the plot; sets bottom and the px of the y axis. `head_px` is room that the highest mark
 * (at value `peak`) needs above itself for its words. */
void frame_bottom(struct place *p, double peak, double head_px);
/* Grid and tick labels. */
void frame_grid(struct place *p);
void frame_target(struct place *p);
/* Centre of the i-th category as drawn. */
double frame_x(const struct place *p, int i);

/* Words right of the plot, at the height of what they name: series, target, limits. Added before frame_sides, which
 * makes room for them; placed last, pushed apart, the lightest left out when there is no room for all. */
void gutter_add(struct place *p, struct gutter_item item);
void gutter_target(struct place *p); /* the target of the last category */
void gutter_band(struct place *p);   /* the limits of the last category */
void gutter_place(struct place *p);

/* Dated notes: words in lanes above the plot, a dotted line down through it. */
void flags_lanes(struct place *p);
void flags_lines(struct place *p);

/* Free places: boxes and line segments that stand already, and a word put beside a point where there is room. */
void spots_box(struct place *p, struct box b);
void spots_segment(struct place *p, double x0, double y0, double x1, double y1);
bool spots_free(const struct place *p, struct box b);
/* Puts the text at the first of eight places around the point that is free; false when none is. */
bool spots_beside(struct place *p, double x, double y, double r, struct str text, enum role role, int series, int cat);
/* Whether the chart has any value at all. */
bool frame_any(const struct chart *c);
/* Range of all values (target and normal range too, unless `plain`). */
void frame_range(const struct chart *c, bool plain, double *lo, double *hi);
bool frame_timeline(const struct chart *c);
/* Width of the widest category label in up to `lines` lines, at most max_w. */
double frame_names_width(struct place *p, const struct str *name, int n, int lines, double max_w);
#endif
