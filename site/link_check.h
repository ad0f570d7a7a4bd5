/* The finished site checked: every reference in every page leads to a file of the site, its fragment to an id on that
 * page, nothing is loaded from outside, and links to outside stand in prose only, with http, https or mailto. Reads
 * HTML as this program writes it: attributes in double quotes. */
#ifndef SITE_LINK_CHECK_H
#define SITE_LINK_CHECK_H
#include "base/buf.h"
#include "base/err.h"
#include "base/intern.h"

struct link_ref {
    uint32_t from, to; /* numbers in `paths`: the page, and the target with its fragment */
};

struct link_check {
    struct intern paths;
    struct intern ids; /* page#id */
    struct link_ref *ref;
    size_t n, cap;
};

void link_check_init(struct link_check *l);
void link_check_release(struct link_check *l);
/* Takes the references and ids of one page. ERR_VERIFY for one that leaves the site or loads from outside. */
void link_check_page(struct link_check *l, struct str path, struct str html, struct err *e);
/* ERR_VERIFY when a stylesheet loads anything. */
void link_check_style(struct str path, struct str css, struct err *e);

/* What a reference that leads nowhere is reported to; `file`: the file itself is missing, else only the place in it. */
typedef void link_check_dead(void *ctx, struct str page, struct str target, bool file);
/* Whether the site has the file. */
typedef bool link_check_has(void *ctx, struct str path);
void link_check_finish(struct link_check *l, link_check_has *has, link_check_dead *dead, void *ctx);
#endif
