#include "site/row_files.h"
#include "base/embed.h"
#include <stdio.h>

#define FOLDER "site-template/csv/"
enum { FLUSH_AT = 1 << 20 };

/* ---- one file ---- */

/* What the words files say about a column: its head, and whether they have words for its codes. */
struct column {
    char prefix[80]; /* "csv.state." */
    size_t n;
    bool has_codes;
    enum { TITLE_NONE, TITLE_CATEGORY, TITLE_STAGE } title; /* codes of the policy, which has their titles */
};

static struct str word(const struct row_files *r, const char *key, size_t n) {
    return word_list_find(r->words, str_n(key, n), r->language);
}

/* Whether any word begins with the prefix. */
static bool has_prefix(const struct word_list *w, struct str prefix) {
    for (size_t i = 0; i < w->n; i++)
        if (w->item[i].key.n > prefix.n && memcmp(w->item[i].key.p, prefix.p, prefix.n) == 0) return true;
    return false;
}

static struct column *columns_of(const struct row_files *r, struct stmt *q, struct arena *a) {
    int n = stmt_n_columns(q);
    struct column *list = arena_zero(a, (size_t)(n + 1) * sizeof *list);
    for (int c = 0; c < n; c++) {
        list[c].n = (size_t)snprintf(list[c].prefix, sizeof list[c].prefix, "csv.%.60s.", stmt_column_name(q, c));
        list[c].has_codes = has_prefix(r->words, str_n(list[c].prefix, list[c].n));
        struct str name = str_of(stmt_column_name(q, c));
        list[c].title = str_is(name, "category") ? TITLE_CATEGORY : str_is(name, "stage") ? TITLE_STAGE : TITLE_NONE;
    }
    return list;
}

/* The policy's title of a category or stage; the code where it has none. */
static struct str title_of(const struct row_files *r, const struct policy *p, const struct column *c, struct str code) {
    struct words title = {0};
    const struct stage *stage = c->title == TITLE_STAGE ? policy_stage(p, code) : NULL;
    if (c->title == TITLE_CATEGORY) title = policy_category_title(p, code);
    else if (stage) title = stage->title;
    const char *said = r->language == LANG_EN && title.en ? title.en : title.zh;
    return said ? str_of(said) : code;
}

/* The word for a code where the policy or the words files have one: csv.state.missed. */
static void add_cell(struct buf *b, const struct row_files *r, const struct policy *p, const struct column *c,
                     struct str v) {
    char key[160];
    if (c->title && v.n) v = title_of(r, p, c, v);
    if (c->has_codes && v.n && v.n < sizeof key - c->n) {
        memcpy(key, c->prefix, c->n);
        memcpy(key + c->n, v.p, v.n);
        struct str w = word(r, key, c->n + v.n);
        if (w.p) v = w;
    }
    buf_csv(b, v);
}

static void add_head(struct buf *b, const struct row_files *r, const struct column *list, struct stmt *q) {
    buf_puts(b, "\xEF\xBB\xBF");
    for (int c = 0, n = stmt_n_columns(q); c < n; c++) {
        struct str w = word(r, list[c].prefix, list[c].n - 1);
        if (c) buf_byte(b, ',');
        buf_csv(b, w.p ? w : str_of(stmt_column_name(q, c)));
    }
    buf_puts(b, "\r\n");
}

static void add_rows(struct buf *b, struct row_files *r, const struct policy *p, const struct column *list,
                     struct stmt *q, struct err *e) {
    int n = stmt_n_columns(q);
    while (stmt_step(q, e)) {
        for (int c = 0; c < n; c++) {
            if (c) buf_byte(b, ',');
            add_cell(b, r, p, &list[c], stmt_str(q, c));
        }
        buf_puts(b, "\r\n");
        if (b->n < FLUSH_AT) continue;
        publish_add(r->publish, buf_view(b), e);
        buf_reset(b);
    }
}

static bool is_first_use(const struct config *c, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (strcmp(c->use[k].policy->id, c->use[i].policy->id) == 0) return false;
    return true;
}

/* The statement for one policy and month; every list takes :policy, :month and :as_of or fewer. */
static struct stmt *statement(struct row_files *r, const struct embed_file *f, struct str policy, struct str month,
                              struct str as_of, struct err *e) {
    struct stmt *q = store_stmt(r->store, f->bytes, e);
    const struct {
        const char *name;
        struct str value;
    } param[] = {{"policy", policy}, {"month", month}, {"as_of", as_of}};
    int bound = 0;
    for (size_t i = 0; i < sizeof param / sizeof *param; i++) {
        int no = stmt_param(q, param[i].name);
        if (no) stmt_bind_str(q, no, param[i].value), bound++;
    }
    if (q && bound != stmt_n_params(q)) err_set(e, ERR_CONFIG, "parameters are :policy, :month and :as_of");
    err_context(e, "%s", f->path);
    return q;
}

static void write_list(struct row_files *r, const struct embed_file *f, struct str month, const char *path,
                       struct err *e) {
    char as_of[MOMENT_TEXT];
    civil_day_text(r->as_of, as_of);
    struct buf b;
    struct arena a;
    buf_init(&b);
    arena_init(&a);
    publish_begin(r->publish, str_of(path), e);
    for (size_t i = 0; i < r->config->n_uses && !err_is(e); i++) {
        if (!is_first_use(r->config, i)) continue;
        struct stmt *q = statement(r, f, str_of(r->config->use[i].policy->id), month, str_of(as_of), e);
        if (!q || err_is(e)) break;
        struct column *list = columns_of(r, q, &a);
        if (i == 0) add_head(&b, r, list, q);
        add_rows(&b, r, r->config->use[i].policy, list, q, e);
        stmt_reset(q);
    }
    publish_add(r->publish, buf_view(&b), e);
    buf_release(&b);
    arena_release(&a);
    bool same;
    publish_end(r->publish, &same, e);
    if (same) r->kept++;
    else r->written++;
    err_context(e, "%s", path);
}

/* ---- all months ---- */

/* Whether the published file still holds what its statement would yield. */
static bool unchanged(struct row_files *r, const struct embed_file *f, struct str month, struct err *e) {
    if (!r->same_rules || months_changed(r->months, month, r->publish->old.head.analysis_run)) return false;
    return stmt_param(store_stmt(r->store, f->bytes, e), "as_of") == 0;
}

static void write_or_keep(struct row_files *r, const struct embed_file *f, struct str month, struct err *e) {
    char path[160];
    const char *name = f->path + strlen(FOLDER);
    snprintf(path, sizeof path, "data/%.*s/%.*s.csv", STR_ARG(month), (int)(strlen(name) - strlen(".sql")), name);
    if (unchanged(r, f, month, e) && publish_keep(r->publish, str_of(path), e)) r->kept++;
    else if (!err_is(e)) write_list(r, f, month, path, e);
}

/* List by list: the rows of a month lie scattered over a table, so the table's pages stay in memory for all months. */
void row_files_write(struct row_files *r, struct err *e) {
    char month[PERIOD_TEXT];
    if (!err_is(e)) store_exec(r->store, "PRAGMA cache_size = -245760", e);
    for (const struct embed_file *f = r->files; f->path && !err_is(e); f++) {
        if (!str_starts(str_of(f->path), FOLDER) || !str_ends(str_of(f->path), ".sql")) continue;
        for (int no = 0; !err_is(e) && months_next(r->months, &no, month);) write_or_keep(r, f, str_of(month), e);
    }
    if (!err_is(e)) store_exec(r->store, "PRAGMA cache_size = -8192; PRAGMA shrink_memory", e);
}
