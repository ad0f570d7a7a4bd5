/* Fonts: one family, pinned, and the measure of every word.
 *
 * fontconfig gets a configuration of ours from memory: Noto Sans CJK SC, Regular and Bold, from Debian's
 * fonts-noto-cjk and nothing else, so neither the machine's other fonts nor any environment variable can change a
 * measure. Hinting is off and positions are not rounded: the same text has the same width everywhere. Widths are
 * kept by text, because the same labels come up in chart after chart. One struct is for one thread. */
#ifndef CHARTS_FONTS_H
#define CHARTS_FONTS_H
#include "base/arena.h"
#include "base/err.h"
#include <stdint.h>

struct fonts;

/* A character that the font has no glyph for, and the text it stood in. */
struct fonts_missing {
    uint32_t cp;
    struct str text;
};
struct fonts_misses {
    struct fonts_missing *item;
    int n, cap;
};

/* ERR_IO when the font's files are not there or cannot be read: no page could be made. Release with fonts_close. */
struct fonts *fonts_open(struct err *e);
void fonts_close(struct fonts *f);

/* Width in px at a font size in px. The line height is 1.448 times the size, of which 1.16 above the baseline. */
double fonts_width(struct fonts *f, struct str text, double size, bool bold);
/* How many characters of a template's text have no glyph (0 = fine); *first is the first of them. Bytes that are not
 * UTF-8 count, too. */
int fonts_missing(struct fonts *f, struct str text, uint32_t *first);
/* The text as it can be drawn: line ends and tabs become blanks, control characters and direction overrides go, a
 * character without a glyph becomes 〓 and is added to *misses (NULL = not wanted). Lives in the arena. */
struct str fonts_safe(struct fonts *f, struct str text, struct arena *a, struct fonts_misses *misses);
/* The text, or as much of it as fits with … at its end; empty when not even … fits. */
struct str fonts_elide(struct fonts *f, struct str text, double size, bool bold, double max_w, struct arena *a);
/* Breaks into at most max_lines lines by Pango's rules (no 。 at a line's start), the last one elided; the number of
 * lines. */
int fonts_wrap(struct fonts *f, struct str text, double size, bool bold, double max_w, int max_lines, struct str *line,
               struct arena *a);
#endif
