/* What pages of past periods were told the last time. A page with a `version` (page.h) has its queries' answers kept in
 * the edition's table edition_answer, under a digest of what the version query answers, of the page's row of `each` and of
 * the template. While the digest is the same the answers are taken from there and nothing else is asked: a night does not
 * read again what it did not change. The page itself is made from the answers like any other, so what moves with the day
 * (the as-of line, how long ago something was) is always right. Such a page's queries do not see the parameters that move
 * with the day: whatever they depend on stands in `each`, or moves the version. */
#ifndef SITE_RECALL_H
#define SITE_RECALL_H
#include "site/answer.h"

struct recall_page { /* a page whose answers are new */
    struct str path;
    char version[HASH_HEX];
    struct buf rows;
};

struct recall {
    struct recall_page *page;
    size_t n, cap;
    int64_t recalled; /* pages whose answers were taken from the edition */
};

void recall_release(struct recall *r);
/* The parameters that a page with a version may use, first in *param: the rest is cut off. */
void recall_params(struct param *param, size_t *n);
/* The answers of the page, one after the other for answer_unpack; absent: none of this version. */
struct str recall_find(struct recall *r, struct store *edition, struct str path, const char *version, struct arena *a,
                       struct err *e);
/* Where the page's answers are to be packed. */
struct buf *recall_add(struct recall *r, struct str path, const char *version);
/* Writes what was added into the edition, whose file is renamed meanwhile: a killed run leaves none. */
void recall_save(struct recall *r, const char *edition_path, int64_t run, struct err *e);
#endif
