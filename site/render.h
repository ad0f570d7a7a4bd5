/* One page while it is being written: its values, the rows of its blocks, where its links and drawings go. Shared by
 * the files that write HTML; the rest of the program sees site.h. */
#ifndef SITE_RENDER_H
#define SITE_RENDER_H
#include "base/intern.h"
#include "site/drawing.h"
#include "site/page.h"
#include "site/site.h"

struct render {
    struct arena *a; /* of the page */
    const struct page *page;
    struct str path;
    enum language language;
    struct format_context format;
    const struct word_list *words;
    const char *readings;   /* the foot line (site/readings.h) */
    struct scope scope;     /* the last item is `row` */
    struct answer **answer; /* of the page's blocks, in their order */
    struct drawing_store *drawings;
    const struct intern *targets; /* site paths that a link may lead to */
    struct site_report *report;
    struct str *uses; /* drawings that the page shows */
    size_t n_uses, cap_uses;
    struct err *e;
};

/* A text of the page's declaration in its language, with the current row. */
void render_text(struct render *r, const struct page_text *t, struct buf *out);
/* The same as HTML content. */
void render_html(struct render *r, const struct page_text *t, struct buf *out);
/* The href of a link to a site path; false, and noted, when there is no such page: show the text alone. */
bool render_link(struct render *r, struct str target, struct buf *href);
/* Opens <a …> for the link of a column or block on the current row; false: there is none. */
bool render_open(struct render *r, const struct page_link *l, const char *attributes, struct buf *out);
/* The current row's value of a column; an unknown column is an error. */
struct str render_value(struct render *r, const char *column);
/* Moves the scope's `row`. */
void render_row(struct render *r, const struct answer *rows, size_t row);
/* A word of the words files, which must have it (checked when they are read). */
struct str render_word(const struct render *r, const char *key);
/* Words that the engine itself uses, NULL-terminated. */
extern const char *const render_words[];

/* Writes one block. */
void block_html(struct render *r, const struct block *b, struct buf *out);
/* How many rows of a block's query are held. */
size_t block_keep(const struct block *b);
#endif
