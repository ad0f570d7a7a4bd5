/* Inside charts/ only: what needs Cairo's own types. */
#ifndef CHARTS_DRAW_H
#define CHARTS_DRAW_H
#include "charts/fonts.h"
#include "charts/marks.h"
#include <cairo.h>

/* Whether this is built with the leak checker, which has to be told of what libraries lose. */
#if defined(__SANITIZE_ADDRESS__)
#define CHARTS_LEAK_CHECK 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CHARTS_LEAK_CHECK 1
#endif
#endif

/* Draws one line of text with its start at x on the baseline y, in the source that is set. */
void fonts_draw(struct fonts *f, cairo_t *cr, double x, double y, struct str text, double size, bool bold);
/* Draws all shapes of the marks, neighbours of one style as one path. Words are left out. */
void shapes_draw(const struct marks *m, cairo_t *cr);
/* Draws all words of the marks. */
void shapes_words(struct fonts *f, const struct marks *m, cairo_t *cr);
#endif
