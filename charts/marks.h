/* Placed marks: a chart as pure numbers, ready to be drawn and to be read back.
 *
 * Coordinates are px from the upper left corner, on a raster of 1/8 px, so what stands here is what is painted. A
 * mark that stands for a datum names its series and category (as given by the caller, not as sorted), so a test
 * finds the number again from positions and axis labels alone. Order is painting order; words lie over shapes. */
#ifndef CHARTS_MARKS_H
#define CHARTS_MARKS_H
#include "base/arena.h"
#include "base/buf.h"
#include "charts/chart.h"
#include "charts/fonts.h"
#include "charts/theme.h"

enum mark_kind {
    MARK_RECT,   /* x, y, w, h; filled */
    MARK_FRAME,  /* x, y, w, h; outline of width `stroke` */
    MARK_PATH,   /* pt: open polyline of width `stroke` */
    MARK_AREA,   /* pt: closed, filled */
    MARK_HATCH,  /* x, y, w, h filled with slanting lines */
    MARK_DOT,    /* x, y centre, w radius; filled */
    MARK_RING,   /* the same, hollow */
    MARK_SQUARE, /* the same, half side w; filled */
    MARK_TRIANGLE,
    MARK_DIAMOND, /* to be noticed; no series has this form */
    MARK_TEXT,    /* x anchor point, y baseline; w measured width, h line height */
    MARK_KINDS
};

enum mark_part {
    PART_GRID,       /* grid and axis lines; with `value` */
    PART_TICK,       /* words: a number on an axis; with `value` */
    PART_CATEGORY,   /* words: a category's name on the axis */
    PART_VALUE,      /* the datum */
    PART_VALUE_TEXT, /* words: the datum's number */
    PART_CUMULATIVE, /* Pareto: the cumulative share */
    PART_NAME,       /* words: a series' name */
    PART_TARGET,
    PART_BAND,
    PART_RUNNING, /* hatch and words of a running period */
    PART_NOTE,
    PART_LEGEND,
    PART_HEADING,
    PART_EMPTY, /* words: no data */
    PART_DECO,  /* says nothing by itself: gaps between parts, leaders */
    PARTS
};

enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

struct mark {
    enum mark_kind kind;
    enum mark_part part;
    enum role role;
    enum dash dash;
    enum anchor anchor; /* MARK_TEXT */
    bool bold;          /* MARK_TEXT */
    bool back;          /* MARK_HATCH: leaning the other way */
    int series, cat;    /* -1 = none; a MARK_PATH's first category, its points are the ones that follow */
    double value;       /* PART_TICK, PART_GRID: the number meant */
    double x, y, w, h, stroke, size;
    double *pt; /* x, y, x, y … */
    int n_pt;   /* points */
    struct str text;
};

struct marks {
    struct arena *a;
    double width, height;
    enum chart_lang lang;
    struct str title, desc; /* for <title> and <desc>: the finding, the alternative text */
    struct mark *m;
    int n, cap;
    struct fonts_misses misses; /* characters drawn as 〓 */
    int notes_untold;           /* flags whose words found no room; the table has them */
};

void marks_init(struct marks *m, struct arena *a);
/* Adds a mark with series = cat = -1; fill in what differs. The pointer is good until the next one is added. */
struct mark *marks_add(struct marks *m, enum mark_kind kind, enum mark_part part, enum role role);
/* Rounded to the raster. */
double marks_snap(double px);
/* The box a text covers: x0, y0, x1, y1. */
struct box {
    double x0, y0, x1, y1;
};
struct box marks_text_box(const struct mark *t);
/* One line per mark: the golden form of a chart's geometry. */
void marks_dump(const struct marks *m, struct buf *b);
#endif
