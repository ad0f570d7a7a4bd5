/* A page's prose: Markdown in which values, conditions and blocks are placed.
 *
 * Before libcmark sees the text each `{query.column|format}`, `{#id}`, `[?query.column]` and `[[block]]` is replaced by
 * one private-use character, which is an ordinary letter to the parser; the walk over the tree expands it again. So
 * emphasis and links work around a value, and no value can ever become markup. Emphasis that touches Chinese
 * punctuation is helped along (CommonMark refuses `**重要：**请`). Raw HTML is dropped, links keep http, https, mailto
 * and paths of the site. The only file that knows libcmark. */
#ifndef SITE_PROSE_H
#define SITE_PROSE_H
#include "site/phrase.h"

struct prose;

/* Parses the file; placeholders may name `known`. Release with prose_release. */
struct prose *prose_read(struct arena *a, const char *file, struct str bytes, const struct names *known, struct err *e);
void prose_release(struct prose *p);
/* The blocks in the order in which the text places them. */
const struct names *prose_blocks(const struct prose *p);
/* The line where the text places block number i. */
int prose_block_line(const struct prose *p, size_t i);

/* What the walk asks its caller for. */
struct prose_host {
    void *ctx;
    void (*block)(void *ctx, struct str name, struct buf *out);
    /* Writes the href of a link to the site path; false: there is no such page, show the text alone. */
    bool (*link)(void *ctx, struct str target, struct buf *out);
};
void prose_html(struct buf *out, const struct prose *p, const struct scope *s, const struct format_context *c,
                const struct prose_host *host, struct err *e);
#endif
