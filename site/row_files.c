#include "site/row_files.h"
#include "base/embed.h"
#include "base/mem.h"
#include "site/month_lines.h"
#include <stdio.h>

#define FOLDER "site-template/csv/"
enum { FLUSH_AT = 1 << 18 };

/* ---- cells ---- */

/* What the words files say about a column: its head, and whether they have words for its codes. */
struct column {
    char prefix[80]; /* "csv.state." */
    size_t n;
    bool has_codes;
    enum { TITLE_NONE, TITLE_CATEGORY, TITLE_STAGE } title; /* codes of the policy, which has their titles */
    struct intern code;                                     /* those that were met … */
    struct str *field; /* … and what stands for them in the file, by the same number */
    size_t n_fields, cap_fields;
};

struct columns {
    struct column *item;
    int n;
    struct arena a;
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

/* The first column is the month, which stands in no file. */
static void columns_init(struct columns *l, const struct row_files *r, struct stmt *q) {
    arena_init(&l->a);
    l->n = stmt_n_columns(q);
    l->item = arena_zero(&l->a, (size_t)(l->n + 1) * sizeof *l->item);
    for (int c = 1; c < l->n; c++) {
        struct column *k = &l->item[c];
        k->n = (size_t)snprintf(k->prefix, sizeof k->prefix, "csv.%.60s.", stmt_column_name(q, c));
        k->has_codes = has_prefix(r->words, str_n(k->prefix, k->n));
        struct str name = str_of(stmt_column_name(q, c));
        k->title = str_is(name, "category") ? TITLE_CATEGORY : str_is(name, "stage") ? TITLE_STAGE : TITLE_NONE;
        intern_init(&k->code);
    }
}

static void columns_release(struct columns *l) {
    for (int c = 1; c < l->n; c++) {
        intern_release(&l->item[c].code);
        mem_free(l->item[c].field);
    }
    arena_release(&l->a);
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
static struct str meaning(const struct row_files *r, const struct policy *p, const struct column *c, struct str v) {
    char key[160];
    if (c->title && v.n) v = title_of(r, p, c, v);
    if (!c->has_codes || !v.n || v.n >= sizeof key - c->n) return v;
    memcpy(key, c->prefix, c->n);
    memcpy(key + c->n, v.p, v.n);
    struct str w = word(r, key, c->n + v.n);
    return w.p ? w : v;
}

/* A code's meaning is looked for once. */
static struct str field_of(struct columns *l, struct column *c, const struct row_files *r, const struct policy *p,
                           struct str v) {
    uint32_t no = intern_find(&c->code, v);
    if (no != INTERN_NONE) return c->field[no];
    struct buf b;
    buf_init(&b);
    buf_csv(&b, meaning(r, p, c, v));
    struct str field = arena_str(&l->a, buf_view(&b));
    buf_release(&b);
    intern_add(&c->code, v);
    return *VEC_ADD(c->field, c->n_fields, c->cap_fields) = field;
}

static void add_head(struct buf *b, const struct row_files *r, const struct columns *l, struct stmt *q) {
    buf_puts(b, "\xEF\xBB\xBF");
    for (int c = 1; c < l->n; c++) {
        struct str w = word(r, l->item[c].prefix, l->item[c].n - 1);
        if (c > 1) buf_byte(b, ',');
        buf_csv(b, w.p ? w : str_of(stmt_column_name(q, c)));
    }
    buf_puts(b, "\r\n");
}

static void add_line(struct buf *b, struct columns *l, const struct row_files *r, const struct policy *p,
                     struct stmt *q) {
    for (int c = 1; c < l->n; c++) {
        struct column *k = &l->item[c];
        struct str v = stmt_str(q, c);
        if (c > 1) buf_byte(b, ',');
        if (v.n && (k->title || k->has_codes)) buf_str(b, field_of(l, k, r, p, v));
        else buf_csv(b, v);
    }
    buf_puts(b, "\r\n");
}

/* ---- one list ---- */

struct list {
    const struct embed_file *file;
    struct period first; /* month 0 */
    size_t n;            /* months */
    bool *todo;          /* by month */
    size_t cap_todo;
    struct str months; /* those to be written */
    struct buf head;
    struct month_lines lines;
};

static bool is_first_use(const struct config *c, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (strcmp(c->use[k].policy->id, c->use[i].policy->id) == 0) return false;
    return true;
}

/* The statement for one policy; every list takes :policy, :months and :as_of or fewer. */
static struct stmt *statement(struct row_files *r, const struct list *l, struct str policy, const char *as_of,
                              struct err *e) {
    struct stmt *q = store_stmt(r->store, l->file->bytes, e);
    const struct {
        const char *name;
        struct str value;
    } param[] = {{"policy", policy}, {"months", l->months}, {"as_of", str_of(as_of)}};
    int bound = 0;
    for (size_t i = 0; i < sizeof param / sizeof *param; i++) {
        int no = stmt_param(q, param[i].name);
        if (no) stmt_bind_str(q, no, param[i].value), bound++;
    }
    if (q && bound != stmt_n_params(q)) err_set(e, ERR_CONFIG, "parameters are :policy, :months and :as_of");
    if (q && strcmp(stmt_column_name(q, 0), "month") != 0) err_set(e, ERR_CONFIG, "the first column has to be month");
    return err_is(e) ? NULL : q;
}

/* The month's number; false for one that no file is written of. */
static bool month_no(const struct list *l, struct str month, size_t *no) {
    struct period p;
    if (month.n != sizeof "YYYY-MM" - 1 || !period_parse(month, 0, &p) || p.kind != PERIOD_MONTH) return false;
    *no = (size_t)(p.no - l->first.no);
    return p.no >= l->first.no && *no < l->n && l->todo[*no];
}

static void read_rows(struct row_files *r, struct list *l, const struct policy *p, bool first, struct err *e) {
    char as_of[MOMENT_TEXT];
    struct stmt *q = statement(r, l, str_of(p->id), civil_day_text(r->as_of, as_of), e);
    if (!q) return;
    struct columns columns;
    columns_init(&columns, r, q);
    if (first) add_head(&l->head, r, &columns, q);
    for (size_t no; stmt_step(q, e);) {
        if (!month_no(l, stmt_str(q, 0), &no)) continue;
        add_line(month_lines_begin(&l->lines, no), &columns, r, p, q);
        month_lines_end(&l->lines, no, e);
    }
    columns_release(&columns);
}

static const char *file_path(const struct embed_file *f, const char *month, char out[160]) {
    const char *name = f->path + strlen(FOLDER);
    snprintf(out, 160, "data/%s/%.*s.csv", month, (int)(strlen(name) - strlen(".sql")), name);
    return out;
}

static void write_month(struct row_files *r, struct list *l, size_t no, const char *path, struct err *e) {
    size_t n;
    bool same;
    const struct month_line *line = month_lines_sorted(&l->lines, no, &n, e);
    publish_begin(r->publish, str_of(path), e);
    struct buf b;
    buf_init(&b);
    buf_str(&b, buf_view(&l->head));
    for (size_t i = 0; i < n && !err_is(e); i++) {
        buf_add(&b, line[i].p, line[i].n);
        if (b.n < FLUSH_AT) continue;
        publish_add(r->publish, buf_view(&b), e);
        buf_reset(&b);
    }
    publish_add(r->publish, buf_view(&b), e);
    buf_release(&b);
    publish_end(r->publish, &same, e);
    if (same) r->kept++;
    else r->written++;
}

static void write_list(struct row_files *r, struct list *l, struct err *e) {
    char month[PERIOD_TEXT], path[160];
    for (size_t i = 0; i < r->config->n_uses && !err_is(e); i++)
        if (is_first_use(r->config, i)) read_rows(r, l, r->config->use[i].policy, i == 0, e);
    err_context(e, "%s", l->file->path);
    for (int no = 0; !err_is(e) && months_next(r->months, &no, month);)
        if (l->todo[no - 1]) {
            file_path(l->file, month, path);
            write_month(r, l, (size_t)no - 1, path, e);
            err_context(e, "%s", path);
        }
}

/* ---- which months ---- */

/* Whether the published file still holds what its statement would yield. */
static bool unchanged(struct row_files *r, const struct embed_file *f, struct str month, struct err *e) {
    if (!r->same_rules || months_changed(r->months, month, r->publish->old.head.analysis_run)) return false;
    return stmt_param(store_stmt(r->store, f->bytes, e), "as_of") == 0;
}

/* Takes over what did not change; whether anything is left to be written. */
static bool find_months(struct row_files *r, struct list *l, struct arena *a, struct err *e) {
    char month[PERIOD_TEXT], path[160];
    struct buf months;
    buf_init(&months);
    while (!err_is(e)) {
        int no = (int)l->n;
        if (!months_next(r->months, &no, month)) break;
        if (no == 1) period_parse(str_of(month), 0, &l->first);
        bool kept = unchanged(r, l->file, str_of(month), e) &&
                    publish_keep(r->publish, str_of(file_path(l->file, month, path)), e);
        *VEC_ADD(l->todo, l->n, l->cap_todo) = !kept;
        r->kept += kept;
        if (!kept) buf_puts(&months, month), buf_byte(&months, ';');
    }
    l->months = arena_str(a, buf_view(&months));
    buf_release(&months);
    return l->months.n > 0 && !err_is(e);
}

static bool is_list(const struct embed_file *f) {
    return str_starts(str_of(f->path), FOLDER) && str_ends(str_of(f->path), ".sql");
}

void row_files_write(struct row_files *r, struct err *e) {
    struct arena a;
    arena_init(&a);
    for (const struct embed_file *f = r->files; f->path && !err_is(e); f++) {
        if (!is_list(f)) continue;
        struct list l = {.file = f};
        buf_init(&l.head);
        if (find_months(r, &l, &a, e)) {
            month_lines_init(&l.lines, l.n, r->publish->staging);
            write_list(r, &l, e);
            month_lines_release(&l.lines);
        }
        buf_release(&l.head);
        mem_free(l.todo);
    }
    arena_release(&a);
}

void row_files_paths(const struct row_files *r, struct intern *paths) {
    char month[PERIOD_TEXT], path[160];
    for (const struct embed_file *f = r->files; f->path; f++)
        for (int no = 0; is_list(f) && months_next(r->months, &no, month);)
            intern_add(paths, str_of(file_path(f, month, path)));
}
