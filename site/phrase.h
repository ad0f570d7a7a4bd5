/* Texts of the template with placeholders, `{query.column|format}`, and the values that they stand for.
 *
 * A text is parsed once, when its file is read: an unknown query or format is an error with file and line. A column is
 * looked up when the text is expanded; one that the query does not have is an error, too. `\{` is a brace. */
#ifndef SITE_PHRASE_H
#define SITE_PHRASE_H
#include "site/format.h"
#include "site/answer.h"

struct phrase_part {
    struct str literal; /* where query == NULL */
    const char *query;  /* "head", "each", "site", "row" */
    const char *column;
    enum format format;
    int line;
};

struct phrase {
    const char *file;
    struct phrase_part *part;
    size_t n;
};

/* What placeholders may refer to: pairs of alias and the rows (and row) that it stands for. */
struct scope_item {
    const char *name;
    const struct answer *rows;
    size_t row;
};
struct scope {
    struct scope_item *item;
    size_t n;
};

/* The inside of the braces: `query.column` or `query.column|format`. `known` are the queries that may stand there. */
void phrase_placeholder(struct arena *a, struct str inside, const struct names *known, const char *file, int line,
                        struct phrase_part *out, struct err *e);
void phrase_parse(struct phrase *t, struct arena *a, struct str source, const struct names *known, const char *file,
                  int line, struct err *e);
/* The value of one placeholder, absent when it is NULL or the query yields no row. */
struct str phrase_value(const struct phrase_part *p, const struct scope *s, const char *file, struct err *e);
/* The whole text, plain. */
void phrase_expand(struct buf *b, const struct phrase *t, const struct scope *s, const struct format_context *c,
                   struct err *e);
/* The text as a site path: each value made safe by url_part; absent values become `_`. */
void phrase_path(struct buf *b, const struct phrase *t, const struct scope *s, const struct format_context *c,
                 struct err *e);
#endif
