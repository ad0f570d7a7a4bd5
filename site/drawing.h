/* Drawings of the site: each chart is drawn once into a file that carries the digest of everything it shows in its
 * name. A drawing that the published site has already is taken over, not drawn. The only file of site/ that sees how
 * charts are placed and painted. */
#ifndef SITE_DRAWING_H
#define SITE_DRAWING_H
#include "charts/chart.h"
#include "charts/fonts.h"
#include "site/publish.h"

/* A file of the new site, with the size in px that its name carries, too: charts/0123456789abcdef-520x220.svg. */
struct drawing_file {
    struct str path;
    int width, height;
};

struct drawing_miss { /* a character without a glyph, drawn as a mark, and the text it stands in */
    uint32_t cp;
    struct str text;
};

struct drawing_store {
    struct publish *publish;
    struct fonts *fonts; /* opened with the first drawing */
    bool force;          /* take nothing over from the published site */
    int64_t drawn, kept;
    struct drawing_miss *missing;
    size_t n_missing, cap_missing;
    struct arena a;
    struct intern known;       /* the drawings of this run … */
    struct drawing_file *file; /* … and their files, by the same number */
    size_t n_files, cap_files;
};

void drawing_open(struct drawing_store *s, struct publish *p, bool force);
void drawing_close(struct drawing_store *s);
/* Draws or finds the chart. The path lives as long as the publication. */
struct drawing_file drawing_make(struct drawing_store *s, const struct chart *c, struct err *e);
#endif
