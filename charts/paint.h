/* Painters: the same placed marks as SVG for the site, PNG for mail, pages of a PDF for the briefing. */
#ifndef CHARTS_PAINT_H
#define CHARTS_PAINT_H
#include "base/buf.h"
#include "base/err.h"
#include "charts/fonts.h"
#include "charts/marks.h"

/* One SVG document: shapes drawn by Cairo as paths, words as <text>, <title> and <desc> first. No glyph outlines, no
 * ids, no outside reference; colours stand in attributes, and a dark scheme follows the reader's. Appends to out; the
 * bytes depend on the marks alone. ERR_INVARIANT when Cairo printed something that this writer does not know. */
void paint_svg(const struct marks *m, struct buf *out, struct err *e);

/* PNG on white paper, `scale` px for each px of the chart (2 for mail). Appends to out. */
void paint_png(struct fonts *f, const struct marks *m, double scale, struct buf *out, struct err *e);

/* A PDF of pages. `created` is what the document says about its making, ISO 8601 with zone (no clock is read here). */
struct paint_pdf;
struct paint_pdf *paint_pdf_open(double width_pt, double height_pt, struct str title, const char *created,
                                 struct err *e);
/* Draws the chart with its upper left corner at x, y, scaled to the given width, all in points. */
void paint_pdf_chart(struct paint_pdf *pdf, struct fonts *f, const struct marks *m, double x, double y,
                     double width_pt);
/* Ends the page; the next drawing starts another. */
void paint_pdf_page(struct paint_pdf *pdf);
/* Ends the document, appends it to out and frees it. */
void paint_pdf_close(struct paint_pdf *pdf, struct buf *out, struct err *e);
#endif
