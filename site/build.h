/* The building of one site: what site.c sets up and build.c makes pages of. Inside site/ only. */
#ifndef SITE_BUILD_H
#define SITE_BUILD_H
#include "site/link_check.h"
#include "site/months.h"
#include "site/recall.h"
#include "site/render.h"

enum { BUILD_PARAMS = 16 };

struct build_task { /* one page to be made */
    const struct page *page;
    struct str path;
    const struct answer *each; /* NULL where the page is one */
    size_t row;
};

struct build {
    struct arena a;
    const struct config *config;
    const struct embed_file *files;
    bool force;
    enum language language;
    const char *audience;
    int32_t as_of;
    char template_digest[HASH_HEX], targets_digest[HASH_HEX];
    struct word_list words;
    struct page_list pages;
    struct format_context format;
    struct param param[BUILD_PARAMS];
    size_t n_params;
    const struct answer *site; /* the parameters as the query `site` */
    struct str layout, regulations;
    struct months months;

    const char *edition_path;
    struct store *edition; /* fenced */
    struct publish publish;
    struct drawing_store drawings;
    struct intern targets; /* every path that a link may lead to */
    struct intern failed;  /* paths of pages that are not this night's */
    struct link_check links;
    struct recall recall;
    struct build_task *task;
    size_t n_tasks, cap_tasks;
    struct site_report *report;
};

/* Tries the layout with every key: a mistake in it would fail every page. */
void build_check_layout(struct build *b, struct err *e);
/* Opens the edition behind the fence; again after an error has closed its door. */
void build_edition_open(struct build *b, struct err *e);
/* Finds the pages to be made and what may be linked to. A query for pages that fails keeps the old pages. */
void build_plan(struct build *b, struct err *e);
/* Makes, takes over or replaces every planned page. Errors are those that concern more than a page. */
void build_pages(struct build *b, struct err *e);
/* Whether the error is about one page, so that the run goes on. */
bool build_is_local(const struct err *e);
#endif
