#include "site/row_files.h"
#include "base/embed.h"
#include <stdio.h>

#define FOLDER "site-template/csv/"
enum { FLUSH_AT = 1 << 20 };

/* ---- one file ---- */

/* The word for a code where the words files have one: csv.state.missed. */
static void add_cell(struct buf *b, const struct row_files *r, const char *column, struct str v) {
    char key[128];
    int n = snprintf(key, sizeof key, "csv.%s.%.*s", column, (int)(v.n < 60 ? v.n : 60), v.p ? v.p : "");
    struct str w =
        v.n && n > 0 && n < (int)sizeof key ? word_list_find(r->words, str_n(key, (size_t)n), r->language) : str_none();
    buf_csv(b, w.p ? w : v);
}

static void add_head(struct buf *b, const struct row_files *r, struct stmt *q) {
    buf_puts(b, "\xEF\xBB\xBF");
    for (int c = 0, n = stmt_n_columns(q); c < n; c++) {
        char key[80];
        snprintf(key, sizeof key, "csv.%s", stmt_column_name(q, c));
        struct str w = word_list_find(r->words, str_of(key), r->language);
        if (c) buf_byte(b, ',');
        buf_csv(b, w.p ? w : str_of(stmt_column_name(q, c)));
    }
    buf_puts(b, "\r\n");
}

static void add_rows(struct buf *b, struct row_files *r, struct stmt *q, struct err *e) {
    int n = stmt_n_columns(q);
    while (stmt_step(q, e)) {
        for (int c = 0; c < n; c++) {
            if (c) buf_byte(b, ',');
            add_cell(b, r, stmt_column_name(q, c), stmt_str(q, c));
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
    buf_init(&b);
    publish_begin(r->publish, str_of(path), e);
    for (size_t i = 0; i < r->config->n_uses && !err_is(e); i++) {
        if (!is_first_use(r->config, i)) continue;
        struct stmt *q = statement(r, f, str_of(r->config->use[i].policy->id), month, str_of(as_of), e);
        if (q && i == 0) add_head(&b, r, q);
        if (!err_is(e)) add_rows(&b, r, q, e);
        stmt_reset(q);
    }
    publish_add(r->publish, buf_view(&b), e);
    buf_release(&b);
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

void row_files_write(struct row_files *r, struct err *e) {
    char month[PERIOD_TEXT];
    for (int no = 0; !err_is(e) && months_next(r->months, &no, month);)
        for (const struct embed_file *f = r->files; f->path && !err_is(e); f++)
            if (str_starts(str_of(f->path), FOLDER) && str_ends(str_of(f->path), ".sql"))
                write_or_keep(r, f, str_of(month), e);
}
