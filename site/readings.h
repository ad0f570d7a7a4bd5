/* The foot line of a page: how passages that a regulation leaves open are read, where the page leans on them. */
#ifndef SITE_READINGS_H
#define SITE_READINGS_H
#include "site/page.h"
#include "site/word_list.h"

/* The readings of the policies in use (`readings`, docs/policy-format.md), of that policy only where one is named, that
 * are about a part on which the page leans; behind them the rules of those parts that metrics.md gives where the
 * regulation says nothing: those without a clause. "" where there is none. In the arena. */
const char *readings_text(struct arena *a, const struct config *c, const struct page *p, struct str policy,
                          const struct word_list *words, enum language language);
#endif
