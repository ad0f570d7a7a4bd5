/* The words of the reports that stand in no page: words.zh-CN.txt and words.en.txt, lines `key: text`, `#` comments.
 * Both files carry the same keys, or the build fails and says which one lacks what. */
#ifndef SITE_WORD_LIST_H
#define SITE_WORD_LIST_H
#include "policies/config.h"

struct word_entry {
    struct str key;
    struct str text[2]; /* by enum language */
    int line[2];
};

struct word_list {
    struct word_entry *item; /* sorted by key */
    size_t n;
};

/* Texts live as long as the two files' bytes; the list in the arena. */
void word_list_read(struct word_list *w, struct arena *a, struct str zh, struct str en, struct err *e);
/* The word, absent when there is no such key. */
struct str word_list_find(const struct word_list *w, struct str key, enum language l);
#endif
