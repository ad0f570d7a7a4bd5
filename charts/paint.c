/* The PNG and PDF painters (paint.h): words through Pango, on white paper. */
#include "charts/draw.h"
#include "charts/paint.h"
#include "base/mem.h"
#include <cairo-pdf.h>
#include <math.h>
#ifdef CHARTS_LEAK_CHECK
#include <sanitizer/lsan_interface.h>
#endif

static cairo_status_t take(void *to, const unsigned char *bytes, unsigned n) {
    buf_add(to, bytes, n);
    return CAIRO_STATUS_SUCCESS;
}

static void note_status(cairo_status_t st, const char *what, struct err *e) {
    if (st != CAIRO_STATUS_SUCCESS) err_set(e, ERR_INVARIANT, "drawing a %s: %s", what, cairo_status_to_string(st));
}

void paint_png(struct fonts *f, const struct marks *m, double scale, struct buf *out, struct err *e) {
    cairo_surface_t *s =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)ceil(m->width * scale), (int)ceil(m->height * scale));
    cairo_t *cr = cairo_create(s);
    cairo_scale(cr, scale, scale);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    shapes_draw(m, cr);
    shapes_words(f, m, cr);
    note_status(cairo_status(cr), "PNG", e);
    cairo_destroy(cr);
    note_status(cairo_surface_write_to_png_stream(s, take, out), "PNG", e);
    cairo_surface_destroy(s);
}

/* Cairo 1.16 loses one table of each font that it embeds when a PDF is finished. */
static void finish_pdf(cairo_surface_t *s) {
#ifdef CHARTS_LEAK_CHECK
    __lsan_disable();
    cairo_surface_finish(s);
    __lsan_enable();
#else
    cairo_surface_finish(s);
#endif
}

struct paint_pdf {
    cairo_surface_t *surface;
    cairo_t *cr;
    struct buf bytes;
};

struct paint_pdf *paint_pdf_open(double width_pt, double height_pt, struct str title, const char *created,
                                 struct err *e) {
    struct paint_pdf *pdf = mem_zero(sizeof *pdf);
    buf_init(&pdf->bytes);
    pdf->surface = cairo_pdf_surface_create_for_stream(take, &pdf->bytes, width_pt, height_pt);
    struct arena a;
    arena_init(&a);
    cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_TITLE, arena_cstr(&a, title));
    cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
    cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_MOD_DATE, created);
    arena_release(&a);
    pdf->cr = cairo_create(pdf->surface);
    note_status(cairo_status(pdf->cr), "PDF", e);
    return pdf;
}

void paint_pdf_chart(struct paint_pdf *pdf, struct fonts *f, const struct marks *m, double x, double y,
                     double width_pt) {
    cairo_save(pdf->cr);
    cairo_translate(pdf->cr, x, y);
    cairo_scale(pdf->cr, width_pt / m->width, width_pt / m->width);
    shapes_draw(m, pdf->cr);
    shapes_words(f, m, pdf->cr);
    cairo_restore(pdf->cr);
}

void paint_pdf_page(struct paint_pdf *pdf) { cairo_show_page(pdf->cr); }

void paint_pdf_close(struct paint_pdf *pdf, struct buf *out, struct err *e) {
    note_status(cairo_status(pdf->cr), "PDF", e);
    cairo_destroy(pdf->cr);
    finish_pdf(pdf->surface);
    note_status(cairo_surface_status(pdf->surface), "PDF", e);
    cairo_surface_destroy(pdf->surface);
    if (!err_is(e)) buf_str(out, buf_view(&pdf->bytes));
    buf_release(&pdf->bytes);
    mem_free(pdf);
}
