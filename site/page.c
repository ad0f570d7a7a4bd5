#include "site/page.h"
#include "base/mem.h"
#include "site/prose.h"
#include <stddef.h>
#include <stdio.h>

#define PAGES "site-template/pages/"

struct page_reader { /* bind.top */
    struct page *page;
    const struct embed_file *files;
    const char *file;
};

static const struct page_reader *reader(const struct bind *b) { return b->top; }
static void *at(void *row, size_t offset) { return (char *)row + offset; }

/* ---- texts, links, formats ---- */

static void parse(struct bind *b, struct phrase *t, const char *source, int line) {
    phrase_parse(t, b->a, str_of(source), &reader(b)->page->known, reader(b)->file, line, b->e);
}

static void bind_page_text(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    static const struct bind_key words_key = {.name = "text", .type = BIND_WORDS};
    struct words w = {0};
    bind_value(b, &words_key, v, &w);
    struct page_text *t = at(row, k->offset);
    t->set = !err_is(b->e);
    if (!t->set) return;
    parse(b, &t->in[LANG_ZH], w.zh, v->line);
    parse(b, &t->in[LANG_EN], w.en ? w.en : w.zh, v->line);
}

static void bind_path(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    const char *s = bind_text(b, v);
    if (s) parse(b, at(row, k->offset), s, v->line);
}

static void bind_link(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct page_link *l = at(row, k->offset);
    const char *s = bind_text(b, v);
    if (!s) return;
    l->line = v->line;
    l->is_path = strpbrk(s, "{./#") != NULL;
    if (l->is_path) parse(b, &l->path, s, v->line);
    else l->column = s;
}

static void bind_query(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    const char *name = bind_text(b, v);
    if (!name) return;
    const char *path = answer_path(b->a, name);
    if (!embed_find(reader(b)->files, path).p) yaml_error(v, b->e, "there is no file %s", path);
    memcpy(at(row, k->offset), &name, sizeof name);
}

static const char *format_at(const void *top, size_t i) {
    (void)top;
    return i < FORMAT_COUNT ? format_name((enum format)i) : NULL;
}
static const struct bind_vocab format_vocab = {"a format", NULL, format_at};

/* ---- blocks ---- */

static const char *const kind_words[] = {"table", "chart", "list", "kpi", "rows", "sheets", NULL};
static const struct bind_vocab kind_vocab = {"a kind of block", kind_words, NULL};
static const char *const align_words[] = {"auto", "left", "right", "center", NULL};
static const struct bind_vocab align_vocab = {"an alignment", align_words, NULL};
static const char *const phone_words[] = {"show", "hide", NULL};
static const struct bind_vocab phone_vocab = {"show or hide", phone_words, NULL};
static const char *const chart_kind_words[] = {"line", "bars", "stacked", "hbars", "levels", "heat", "pareto", NULL};
static const int chart_kind_of[] = {CHART_LINE,   CHART_BARS, CHART_STACK, CHART_ROWS,
                                    CHART_LEVELS, CHART_HEAT, CHART_PARETO};
static const struct bind_vocab chart_vocab = {"a kind of chart", chart_kind_words, NULL};

/* clang-format off */
#define COLUMN(f) offsetof(struct page_column, f)
static const struct bind_key column_keys[] = {
    {"column", BIND_TEXT, BIND_REQUIRED, COLUMN(column), .count = 0},
    {"title", BIND_CUSTOM, BIND_REQUIRED, COLUMN(title), .custom = bind_page_text},
    {"format", BIND_ENUM, 0, COLUMN(format), .vocab = &format_vocab},
    {"sub", BIND_TEXT, 0, COLUMN(sub), .count = 0},
    {"sub_format", BIND_ENUM, 0, COLUMN(sub_format), .vocab = &format_vocab},
    {"sub_text", BIND_CUSTOM, 0, COLUMN(sub_text), .custom = bind_page_text},
    {"link", BIND_CUSTOM, 0, COLUMN(link), .custom = bind_link},
    {"align", BIND_ENUM, 0, COLUMN(align), .vocab = &align_vocab},
    {"big", BIND_BOOL, 0, COLUMN(big), .count = 0},
    {"optional", BIND_BOOL, 0, COLUMN(optional), .count = 0},
    {"phone", BIND_ENUM, 0, COLUMN(phone), .vocab = &phone_vocab},
    {0}};
static const struct bind_table column_table = {"a column", column_keys, sizeof(struct page_column),
                                               NULL,       "column",    NULL};

#define BLOCK(f) offsetof(struct block, f)
#define BLOCK_COMMON                                                                                                   \
    {"kind", BIND_ENUM, BIND_REQUIRED, BLOCK(kind), .vocab = &kind_vocab},                                             \
        {"query", BIND_CUSTOM, BIND_REQUIRED, BLOCK(query), .custom = bind_query}, {                                   \
        "title", BIND_CUSTOM, 0, BLOCK(title), .custom = bind_page_text                                                \
    }
#define BLOCK_CAPPED                                                                                                   \
    {"empty", BIND_CUSTOM, BIND_REQUIRED, BLOCK(empty), .custom = bind_page_text},                                     \
        {"cap", BIND_INT, 0, BLOCK(cap), .min = 1, .max = 10000}, {                                                    \
        "csv", BIND_CUSTOM, 0, BLOCK(csv), .has = BLOCK(has_csv), .custom = bind_path                                  \
    }
#define BLOCK_TABLE_KEYS                                                                                               \
    {"caption", BIND_CUSTOM, 0, BLOCK(caption), .custom = bind_page_text},                                             \
        {"row_id", BIND_TEXT, 0, BLOCK(row_id), .count = 0},                                                           \
        {"row_class", BIND_TEXT, 0, BLOCK(row_class), .count = 0}, {                                                   \
        "columns", BIND_TABLES, BIND_REQUIRED | BIND_NOT_EMPTY, BLOCK(column), BLOCK(n_columns),                       \
            .table = &column_table                                                                                     \
    }

static const struct bind_key table_keys[] = {BLOCK_COMMON, BLOCK_CAPPED, BLOCK_TABLE_KEYS, {0}};
static const struct bind_key rows_keys[] = {
    BLOCK_COMMON,
    BLOCK_CAPPED,
    BLOCK_TABLE_KEYS,
    {"group", BIND_TEXT, BIND_REQUIRED, BLOCK(group), .count = 0},
    {"heading", BIND_CUSTOM, BIND_REQUIRED, BLOCK(heading), .custom = bind_page_text},
    {"heading_sub", BIND_CUSTOM, 0, BLOCK(heading_sub), .custom = bind_page_text},
    {"heading_mark", BIND_TEXT, 0, BLOCK(heading_mark), .count = 0},
    {"heading_link", BIND_CUSTOM, 0, BLOCK(heading_link), .custom = bind_link},
    {0}};
static const struct bind_key sheets_keys[] = {
    BLOCK_COMMON,
    BLOCK_CAPPED,
    {"group", BIND_TEXT, BIND_REQUIRED, BLOCK(group), .count = 0},
    {"heading", BIND_CUSTOM, BIND_REQUIRED, BLOCK(heading), .custom = bind_page_text},
    {"heading_sub", BIND_CUSTOM, 0, BLOCK(heading_sub), .custom = bind_page_text},
    {0}};
static const struct bind_key list_keys[] = {BLOCK_COMMON,
                                            BLOCK_CAPPED,
                                            {"mark", BIND_TEXT, 0, BLOCK(mark), .count = 0},
                                            {"text", BIND_CUSTOM, BIND_REQUIRED, BLOCK(text), .custom = bind_page_text},
                                            {"link", BIND_CUSTOM, 0, BLOCK(link), .custom = bind_link},
                                            {"after", BIND_CUSTOM, 0, BLOCK(after), .custom = bind_page_text},
                                            {"who", BIND_CUSTOM, 0, BLOCK(who), .custom = bind_page_text},
                                            {0}};
static const struct bind_key kpi_keys[] = {
    BLOCK_COMMON,
    BLOCK_CAPPED,
    {"label", BIND_CUSTOM, BIND_REQUIRED, BLOCK(label), .custom = bind_page_text},
    {"value", BIND_TEXT, BIND_REQUIRED, BLOCK(value), .count = 0},
    {"format", BIND_ENUM, 0, BLOCK(format), .vocab = &format_vocab},
    {"sub", BIND_CUSTOM, 0, BLOCK(sub), .custom = bind_page_text},
    {"mark", BIND_TEXT, 0, BLOCK(mark), .count = 0},
    {"link", BIND_CUSTOM, 0, BLOCK(link), .custom = bind_link},
    {0}};
static const struct bind_key chart_keys[] = {
    BLOCK_COMMON,
    {"chart", BIND_ENUM, BIND_REQUIRED, BLOCK(chart), .vocab = &chart_vocab},
    {"what", BIND_CUSTOM, BIND_REQUIRED, BLOCK(what), .custom = bind_page_text},
    {"by", BIND_CUSTOM, 0, BLOCK(by), .custom = bind_page_text},
    {"period", BIND_CUSTOM, 0, BLOCK(period), .custom = bind_page_text},
    {"unit", BIND_CUSTOM, 0, BLOCK(unit), .custom = bind_page_text},
    {"x_title", BIND_CUSTOM, 0, BLOCK(x_title), .custom = bind_page_text},
    {"format", BIND_ENUM, 0, BLOCK(format), .vocab = &format_vocab},
    {"decimals", BIND_INT, 0, BLOCK(decimals), .min = 0, .max = 6},
    {"x_format", BIND_ENUM, 0, BLOCK(x_format), .vocab = &format_vocab},
    {"tick_format", BIND_ENUM, 0, BLOCK(tick_format), .vocab = &format_vocab},
    {"series_format", BIND_ENUM, 0, BLOCK(series_format), .vocab = &format_vocab},
    {"wide", BIND_BOOL, 0, BLOCK(wide), .count = 0},
    {0}};
/* clang-format on */

static const struct block chart_defaults = {
    .decimals = -1, .format = FORMAT_int, .tick_format = -1, .series_format = FORMAT_word};

static void check_chart(struct bind *b, const struct yaml_node *map, void *row) {
    struct block *k = row;
    k->chart = chart_kind_of[k->chart];
    if (k->tick_format < 0) k->tick_format = k->x_format;
    int f = k->format;
    if (f != FORMAT_int && f != FORMAT_percent && f != FORMAT_number1 && f != FORMAT_hours)
        yaml_error(yaml_get(map, "format"), b->e, "a chart's format is int, percent, number1 or hours");
}

static const struct bind_table block_tables[BLOCK_KINDS] = {
    {"a table", table_keys, sizeof(struct block), NULL, NULL, NULL},
    {"a chart", chart_keys, sizeof(struct block), &chart_defaults, NULL, check_chart},
    {"a list", list_keys, sizeof(struct block), NULL, NULL, NULL},
    {"a row of figures", kpi_keys, sizeof(struct block), NULL, NULL, NULL},
    {"grouped rows", rows_keys, sizeof(struct block), NULL, NULL, NULL},
    {"record sheets", sheets_keys, sizeof(struct block), NULL, NULL, NULL}};

static void bind_block(struct bind *b, const struct yaml_node *v, struct block *out) {
    const struct yaml_node *kind = v->kind == YAML_MAP ? yaml_get(v, "kind") : NULL;
    if (!kind) {
        yaml_error(v, b->e, "expected a block with kind: table, chart, list, kpi, rows or sheets");
        return;
    }
    int k = kind->kind == YAML_SCALAR ? bind_place(b, &kind_vocab, kind->text) : -1;
    if (k < 0) {
        bind_wrong(b, kind, "a kind of block", &kind_vocab);
        return;
    }
    bind_map(b, &block_tables[k], v, out);
    out->name = arena_cstr(b->a, v->key->text);
    out->line = v->line;
}

static void bind_blocks(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    (void)k;
    struct page *p = row;
    if (v->kind != YAML_MAP) {
        yaml_error(v, b->e, "expected blocks, each under its name");
        return;
    }
    p->block = arena_zero(b->a, (v->n + 1) * sizeof *p->block);
    for (const struct yaml_node *i = v->first; i && !err_is(b->e); i = i->next)
        bind_block(b, i, &p->block[p->n_blocks++]);
}

/* ---- the page ---- */

static void add_known(struct bind *b, const char *name) {
    struct names *n = &reader(b)->page->known;
    n->name[n->n++] = name;
}

static void bind_each(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    bind_query(b, k, v, row);
    add_known(b, "each");
}

static void bind_queries(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    static const struct bind_key pairs = {.name = "queries",
                                          .type = BIND_PAIRS,
                                          .offset = offsetof(struct page, query),
                                          .count = offsetof(struct page, n_queries)};
    (void)k;
    struct page *p = row;
    bind_value(b, &pairs, v, row);
    if (v->n > 32) yaml_error(v, b->e, "more than 32 queries");
    for (size_t i = 0; i < p->n_queries && !err_is(b->e); i++) {
        const char *path = answer_path(b->a, p->query[i].to);
        if (!embed_find(reader(b)->files, path).p)
            yaml_error(v, b->e, "%s: there is no file %s", p->query[i].from, path);
        if (names_have(&reader(b)->page->known, str_of(p->query[i].from)))
            yaml_error(v, b->e, "«%s» is taken; name the query otherwise", p->query[i].from);
        add_known(b, p->query[i].from);
    }
}

static void check_name(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    (void)k, (void)row;
    const char *s = bind_text(b, v);
    if (s && strcmp(s, reader(b)->page->name) != 0)
        yaml_error(v, b->e, "found «%s», expected the name of the file, «%s»", s, reader(b)->page->name);
}

static const struct bind_vocab part_vocab = {"a part of a policy", policy_parts, NULL};
#define PAGE(f) offsetof(struct page, f)
static const struct bind_key page_keys[] = {
    {"page", BIND_CUSTOM, BIND_REQUIRED, PAGE(name), .custom = check_name},
    {"each", BIND_CUSTOM, 0, PAGE(each), .custom = bind_each},
    {"version", BIND_CUSTOM, 0, PAGE(version), .custom = bind_query},
    {"queries", BIND_CUSTOM, 0, PAGE(query), .custom = bind_queries},
    {"path", BIND_CUSTOM, BIND_REQUIRED, PAGE(path), .custom = bind_path},
    {"audience", BIND_NAMES, BIND_REQUIRED | BIND_NOT_EMPTY, PAGE(audience.name), .count = PAGE(audience.n)},
    {"leans", BIND_NAMES, BIND_NOT_EMPTY, PAGE(leans.name), .count = PAGE(leans.n), .vocab = &part_vocab},
    {"title", BIND_CUSTOM, BIND_REQUIRED, PAGE(title), .custom = bind_page_text},
    {"nav", BIND_TEXT, 0, PAGE(nav), .count = 0},
    {"blocks", BIND_CUSTOM, 0, PAGE(block), .custom = bind_blocks},
    {0}};
static const struct bind_table page_table = {"a page", page_keys, sizeof(struct page), NULL, NULL, NULL};

static struct str markdown_of(const struct page_reader *r, const char *language, const char **path, struct arena *a) {
    *path = arena_printf(a, PAGES "%s.%s.md", r->page->name, language);
    return embed_find(r->files, *path);
}

static void check_places(const struct page *p, const char *file, int l, struct err *e) {
    const struct names *placed = prose_blocks(p->prose[l]);
    for (size_t i = 0; i < placed->n && !err_is(e); i++) {
        if (!page_block(p, str_of(placed->name[i])))
            err_set(e, ERR_CONFIG, "%s:%d: [[%s]]: %s declares no such block", file, prose_block_line(p->prose[l], i),
                    placed->name[i], p->file);
        for (size_t j = 0; j < i; j++)
            if (strcmp(placed->name[i], placed->name[j]) == 0)
                err_set(e, ERR_CONFIG, "%s:%d: [[%s]] is placed twice", file, prose_block_line(p->prose[l], i),
                        placed->name[i]);
    }
    for (size_t i = 0; i < p->n_blocks; i++)
        if (!names_have(placed, str_of(p->block[i].name)))
            err_set(e, ERR_CONFIG, "%s:%d: block «%s» is not placed in %s", p->file, p->block[i].line, p->block[i].name,
                    file);
}

static void check_order(const struct page *p, const char *const file[2], struct err *e) {
    const struct names *zh = prose_blocks(p->prose[LANG_ZH]), *en = prose_blocks(p->prose[LANG_EN]);
    for (size_t i = 0; i < zh->n && i < en->n; i++)
        if (strcmp(zh->name[i], en->name[i]) != 0)
            err_set(e, ERR_CONFIG,
                    "%s:%d: places [[%s]] where %s:%d places [[%s]]; both languages name the blocks in one order",
                    file[LANG_EN], prose_block_line(p->prose[LANG_EN], i), en->name[i], file[LANG_ZH],
                    prose_block_line(p->prose[LANG_ZH], i), zh->name[i]);
}

static void read_prose(const struct page_reader *r, struct arena *a, struct err *e) {
    static const char *const language[] = {"zh-CN", "en"};
    const char *path[2];
    for (int l = 0; l < 2 && !err_is(e); l++) {
        struct str bytes = markdown_of(r, language[l], &path[l], a);
        if (!bytes.p) err_set(e, ERR_CONFIG, "%s: there is no file %s", r->file, path[l]);
        else r->page->prose[l] = prose_read(a, path[l], bytes, &r->page->known, e);
        if (!err_is(e)) check_places(r->page, path[l], l, e);
    }
    if (!err_is(e)) check_order(r->page, path, e);
}

static void read_page(struct page *p, const struct embed_file *files, const struct embed_file *f, struct arena *a,
                      struct err *e) {
    const char *base = f->path + strlen(PAGES);
    const char *name = arena_cstr(a, str_n(base, strlen(base) - strlen(".yaml")));
    struct page_reader r = {p, files, f->path};
    struct bind b = {a, &r, e};
    struct yaml_node *root = yaml_read(a, f->path, str_n(f->bytes, f->n), e);
    if (!root) return;
    /* bind_map starts from zeros, but what placeholders may name grows while it binds. */
    struct page scratch = {.name = name, .file = f->path};
    scratch.known.name = arena_alloc(a, 40 * sizeof *scratch.known.name);
    r.page = &scratch;
    add_known(&b, "site");
    add_known(&b, "row");
    bind_map(&b, &page_table, root, p);
    p->name = name, p->file = f->path, p->known = scratch.known;
    r.page = p;
    if (!err_is(e)) read_prose(&r, a, e);
}

void page_read_all(struct page_list *l, const struct embed_file *files, struct arena *a, struct err *e) {
    *l = (struct page_list){0};
    size_t n = 0;
    for (const struct embed_file *f = files; f->path; f++)
        n += str_starts(str_of(f->path), PAGES) && str_ends(str_of(f->path), ".yaml");
    l->item = arena_zero(a, (n + 1) * sizeof *l->item);
    for (const struct embed_file *f = files; f->path && !err_is(e); f++)
        if (str_starts(str_of(f->path), PAGES) && str_ends(str_of(f->path), ".yaml"))
            read_page(&l->item[l->n++], files, f, a, e);
}

void page_release(struct page_list *l) {
    for (size_t i = 0; i < l->n; i++)
        for (int k = 0; k < 2; k++) prose_release(l->item[i].prose[k]);
    l->n = 0;
}

const struct block *page_block(const struct page *p, struct str name) {
    for (size_t i = 0; i < p->n_blocks; i++)
        if (str_is(name, p->block[i].name)) return &p->block[i];
    return NULL;
}
