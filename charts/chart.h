/* A chart as its caller describes it: numbers, names and what is to be seen in them; no positions.
 *
 * The way through charts/ (everything else is inside):
 *     struct fonts *f = fonts_open(&e);                          once for a run        charts/fonts.h
 *     struct marks *m = place_marks(f, &chart, &arena, &e);      placed marks          charts/place.h
 *     paint_svg(m, &buf, &e);  paint_png(f, m, 2, &buf, &e);     bytes                 charts/paint.h
 *     chart_alt(&chart, &buf); chart_subtitle(&chart, &buf);     words from the numbers
 *     struct chart_table t = chart_table(&chart, &arena);        the table under it
 * The same struct chart gives the same bytes, whatever was drawn before it. All strings are UTF-8 and belong to
 * the caller; they must live as long as the results that were made from them. A zeroed struct is a valid start. */
#ifndef CHARTS_CHART_H
#define CHARTS_CHART_H
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include <math.h>

enum chart_kind {
    CHART_LINE,   /* values in order of time, with target, normal range, notes */
    CHART_BARS,   /* upright bars, side by side when there are several series */
    CHART_STACK,  /* upright bars, one series on the other; values >= 0 */
    CHART_ROWS,   /* horizontal bars: for names; several series stand under each other */
    CHART_LEVELS, /* satisfaction: series are the levels from best to worst, values are how many; each row is drawn
                     as shares of its sum, diverging from the middle of the neutral level (odd number of series) */
    CHART_HEAT,   /* series are the rows (sites), categories the columns (months) */
    CHART_SPARK,  /* a line without words, for a table cell */
    CHART_PARETO, /* one series, sorted by value, with the cumulative share as a line; values >= 0 */
    CHART_KINDS
};

enum chart_lang { CHART_ZH, CHART_EN };

/* What the values are; decides the axis steps and how a number is followed by its unit. */
enum chart_unit { CHART_COUNT, CHART_PERCENT, CHART_HOURS, CHART_NUMBER, CHART_UNITS };

#define CHART_GAP ((double)NAN) /* no value: drawn as a gap, never as zero */

struct chart_value {
    double v;           /* CHART_GAP (or an infinity) = no value */
    long long num, den; /* den > 0: shown beside the value in the table as num/den */
    bool provisional;   /* of a running period: hatched */
    bool bad;           /* to be noticed: bad colour and a diamond */
};

struct chart_series {
    struct str name;
    const struct chart_value *value; /* n_categories of them */
};

struct chart_category {
    struct str name; /* in full, for the table and the alternative text: 2026年10月 */
    struct str tick; /* short form on the axis: 26-10; absent = name */
};

struct chart_note {
    int category; /* where the flag stands */
    struct str text;
};

struct chart_band {
    double lower, centre, upper; /* CHART_GAP where there is none */
};

struct chart {
    enum chart_kind kind;
    enum chart_lang lang; /* of the words made here: 目标 / target */
    struct str title;     /* the finding: 维修回访率跌出正常范围; may be absent */
    struct str what;      /* what is counted: 维修回访率 */
    struct str period;    /* for which time; absent = first to last category, when they are periods */
    struct str by;        /* 每月, 按部门; may be absent */
    enum chart_unit unit;
    struct str unit_name;     /* 件, 小时; absent = none (CHART_PERCENT: %, CHART_HOURS: 小时 / h) */
    int decimals;             /* of the values, 0–6 */
    bool timeline;            /* categories are periods in order: their labels may be thinned out (CHART_LINE,
                                 CHART_SPARK and CHART_HEAT always are) */
    struct str category_head; /* head of the table's first column: 月份; absent = 项目 / item */
    const struct chart_category *category;
    int n_categories;
    const struct chart_series *series;
    int n_series;
    const double *target;          /* one per category, CHART_GAP where none; NULL = no target */
    const struct chart_band *band; /* normal range, one per category; NULL = none */
    const struct chart_note *note;
    int n_notes;
    int width, height; /* px; 0 = 520 wide (a sparkline 110), as high as the kind and its rows need; a picture too
                          low for its words is made higher */
    bool heading;      /* draw title and subtitle into the picture (mail, briefing); a page sets them itself */
};

/* Below this width a drawing is one for phones: fewer ticks, narrower label columns. Words keep their size. */
enum { CHART_WIDE = 420 };

/* Whether the chart can be drawn: sizes, categories of notes, no negative value where parts are added. ERR_DATA. */
void chart_check(const struct chart *c, struct err *e);
/* The value of one series at one category, CHART_GAP for anything that is not finite. */
double chart_at(const struct chart *c, int series, int category);
/* Whether a value of the category belongs to a running period. */
bool chart_running(const struct chart *c, int category);
/* Sum of a category over all series (gaps are skipped); CHART_GAP when all are gaps. */
double chart_sum(const struct chart *c, int category);
/* Order of the categories as drawn: by value, largest first, gaps last (CHART_PARETO); as given otherwise. */
int *chart_order(const struct chart *c, struct arena *a);

/* A number as every chart, table and text prints it: half away from zero to `decimals`, thin spaces in groups of
 * three from 10 000 on, a real minus sign; — for a gap. */
void chart_number(struct buf *b, double v, int decimals);
/* The same with its unit: 91.4 %, 21 件. */
void chart_quantity(const struct chart *c, struct buf *b, double v);
/* A limit as people write it, with its unit when `unit`: 100 %, 97.5 %; no more decimals than it has. */
void chart_limit(const struct chart *c, struct buf *b, double v, bool unit);
/* The unit's name as printed: %, 件, 小时; empty when there is none. */
struct str chart_unit_name(const struct chart *c);

/* What, unit, how often, period: «维修回访率，%；每月，2025年10月至2026年10月». */
void chart_subtitle(const struct chart *c, struct buf *b);
/* Alternative text from the numbers: what, period, extremes with their place, the latest, target, normal range,
 * gaps, notes. One line of plain text. */
void chart_alt(const struct chart *c, struct buf *b);

/* The data table: the chart's numbers in its own formatting, a row for each category (drawn order). Column 0 holds
 * names, all others numbers (to be right-aligned). Notes say target, normal range and flags. Lives in the arena. */
struct chart_table {
    int n_cols, n_rows;
    struct str *head; /* n_cols */
    struct str *cell; /* n_rows × n_cols, row by row */
    struct str *note; /* lines under the table */
    int n_notes;
};
struct chart_table chart_table(const struct chart *c, struct arena *a);
#endif
