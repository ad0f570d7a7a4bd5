/* The layout: one HTML file without logic. `{{key}}` is escaped, `{{&key}}` is not and stands only for what the engine
 * itself has made, `{{#key}}…{{/key}}` stays where the key is not empty, `{{^key}}…{{/key}}` where it is. `{{w.KEY}}`
 * is a word of the words files. An unknown key is an error with file and line. */
#ifndef SITE_LAYOUT_H
#define SITE_LAYOUT_H
#include "base/buf.h"
#include "site/word_list.h"

struct layout_key {
    const char *name;
    struct str value;
    bool html; /* may stand in {{&…}} */
};

void layout_expand(struct buf *out, const char *file, struct str source, const struct layout_key *key, size_t n_keys,
                   const struct word_list *words, enum language language, struct err *e);
#endif
