/* The site: pages of one audience from the result tables, published in one step.
 *
 * The audience's own small database is built first (edition.h) and is all that the pages' queries can see. A page whose
 * declaration, texts, query results and charts are what they were is taken over from the published site and not
 * rendered; when the results, the day, the configuration, the template and the language are what they were, nothing is
 * read or written at all. A page that fails names itself in the report and keeps yesterday's version, or says on a page
 * in its place that it could not be made. The same inputs give the same bytes. docs/pages.md describes the template. */
#ifndef SITE_SITE_H
#define SITE_SITE_H
#include "base/embed.h"
#include "policies/config.h"
#include "store/store.h"

struct site_options {
    bool language_set;
    enum language language;         /* where language_set, else the configuration's */
    const char *audience;           /* "management" (also for NULL) or "audit" */
    const char *output;             /* folder of the site; NULL: the configuration's */
    int64_t run;                    /* number of this run, for the manifest */
    const char *started_at;         /* civil time, for the manifest */
    const struct embed_file *files; /* the template; NULL: the one carried in the program */
    bool force;                     /* render every page and draw every chart */
};

struct site_note {
    const char *where; /* a page's path or declaration, a chart's text */
    const char *text;
};
struct site_notes {
    struct site_note *item;
    size_t n, cap;
};

struct site_report {
    bool unchanged; /* the published site stands for the same results already: nothing was written */
    int64_t charts_drawn, charts_kept;
    int64_t pages_rendered, pages_kept;
    int64_t pages_recalled; /* pages of past periods that were made without asking their queries (recall.h) */
    int64_t csv_written, csv_kept;
    struct site_notes failed;  /* pages that could not be made, and why */
    struct site_notes dead;    /* links that lead to no page or place; shown as plain text where the page is missing */
    struct site_notes missing; /* characters without a glyph, drawn as 〓, and the text they stand in */
    const char *index;         /* path of the site's first page */
    struct arena a;            /* of all strings here */
};

/* Renders and publishes. `s` must be open for reading only (a writing store is locked against the edition builder).
 * ERR_CONFIG: the template is wrong as a whole; ERR_VERIFY: the finished site does not hold together; in every error
 * the published site stays as it was. *out is filled in any case and is to be given to site_report_release. */
void site_render(struct store *s, const struct config *c, const struct site_options *o, struct site_report *out,
                 struct err *e);
void site_report_release(struct site_report *r);
#endif
