/* A page's declaration, site-template/pages/NAME.yaml with NAME.zh-CN.md and NAME.en.md, read and checked
 * (docs/pages.md documents every key). Everything that can be wrong without data is an error with file and line:
 * unknown keys, formats, queries, a block that is not placed once in both languages in the same order. */
#ifndef SITE_PAGE_H
#define SITE_PAGE_H
#include "charts/chart.h"
#include "policies/bind.h"
#include "site/phrase.h"

struct page_text { /* a text in both languages */
    bool set;
    struct phrase in[2]; /* by enum language */
};

struct page_link { /* a column that holds a site path, or a path with placeholders */
    const char *column;
    bool is_path;
    struct phrase path;
    int line;
};

enum page_align { ALIGN_AUTO, ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTER };
enum page_phone { PHONE_SHOW, PHONE_HIDE };

struct page_column {
    const char *column;
    struct page_text title;
    int format, sub_format; /* enum format */
    const char *sub;
    struct page_text sub_text;
    struct page_link link;
    int align, phone;
    bool big;
    bool optional; /* left out where no row has a value */
};

enum block_kind { BLOCK_TABLE, BLOCK_CHART, BLOCK_LIST, BLOCK_KPI, BLOCK_ROWS, BLOCK_SHEETS, BLOCK_KINDS };

struct block {
    const char *name;
    int line;
    int kind; /* enum block_kind */
    const char *query;
    struct page_text title, empty;
    int cap; /* rows (BLOCK_ROWS, BLOCK_SHEETS: groups) shown; 0: all */
    struct phrase csv;
    bool has_csv;
    /* table, rows */
    struct page_text caption;
    const char *row_id, *row_class;
    struct page_column *column;
    size_t n_columns;
    const char *group; /* rows, sheets */
    struct page_text heading, heading_sub;
    const char *heading_mark;
    struct page_link heading_link;
    /* list, kpi */
    const char *mark;
    struct page_text text, after, label, sub, who;
    const char *value;
    int format;
    struct page_link link;
    /* chart */
    int chart; /* enum chart_kind */
    struct page_text what, by, period, unit, x_title;
    int decimals; /* -1: the format's */
    int x_format, tick_format, series_format;
    bool wide;
};

struct prose; /* site/prose.h */

struct page {
    const char *name, *file;
    struct phrase path;
    struct names audience, leans; /* leans: parts of a policy whose readings stand at its foot */
    struct page_text title;
    const char *nav, *each;
    const char
        *version; /* a query: while it answers the same, the page's other queries need not be asked; NULL: none */
    struct bind_pair *query;
    size_t n_queries; /* from: alias, to: query */
    struct block *block;
    size_t n_blocks;
    struct names known; /* what placeholders may name */
    struct prose *prose[2];
};

struct page_list {
    struct page *item;
    size_t n;
};

/* Reads every site-template/pages/NAME.yaml of the table, in its order. Release with page_release. */
void page_read_all(struct page_list *l, const struct embed_file *files, struct arena *a, struct err *e);
void page_release(struct page_list *l);
const struct block *page_block(const struct page *p, struct str name);
#endif
