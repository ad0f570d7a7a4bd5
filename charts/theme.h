/* The one place for looks: colours by role in light and dark, and the forms that tell series apart without colour.
 *
 * One colour for data, one for bad, one for warning, one for good, greys for the rest. Light colours are distinct,
 * because the SVG writer finds the role back from the colour that Cairo printed. Series differ in lightness, dash
 * and marker, so a grey print and a colour-blind reader tell them apart. */
#ifndef CHARTS_THEME_H
#define CHARTS_THEME_H
#include <stdint.h>

enum role {
    ROLE_INK,   /* numbers that count */
    ROLE_INK2,  /* other words */
    ROLE_AXIS,  /* axis lines, flags */
    ROLE_GRID,  /* grid */
    ROLE_PAPER, /* what lies behind: gaps between parts, words on dark fills */
    ROLE_BRAND,
    ROLE_TINT, /* brand, light */
    ROLE_CALM,
    ROLE_MUTE,
    ROLE_BAND, /* normal range */
    ROLE_RUN,  /* hatch of a running period */
    ROLE_GOOD,
    ROLE_GOOD_TINT,
    ROLE_NEUTRAL,
    ROLE_BAD,
    ROLE_BAD_TINT,
    ROLE_WARN,
    ROLE_HEAT1, /* five steps, low to high */
    ROLE_HEAT2,
    ROLE_HEAT3,
    ROLE_HEAT4,
    ROLE_HEAT5,
    ROLES
};

/* 0xRRGGBB */
uint32_t theme_light(enum role r);
uint32_t theme_dark(enum role r);

enum dash { DASH_NONE, DASH_LONG, DASH_SHORT, DASH_DOT, DASHES };
/* Lengths of stroke and gap in px; both 0 for DASH_NONE. */
void theme_dash(enum dash d, double *on, double *off);

/* How series i looks; repeats after six. */
struct look {
    enum role line; /* colour of its line, markers and name */
    enum role fill; /* colour of its bars */
    enum dash dash;
    int marker; /* enum mark_kind of its points */
    int edge;   /* bars get an outline in `line`: fills that are light */
};
struct look theme_look(int i);
#endif
