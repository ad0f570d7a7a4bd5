#include "site/row_files.h"
#include "base/embed.h"
#include "base/mem.h"
#include "site/month_lines.h"
#include "site/row_merge.h"
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

/* Lists of which the analysis says what changed: their name there, and the column of its ids. Their statements take the
 * stories between which to look. */
static const struct kind {
    const char *file, *list, *id;
} kinds[] = {{FOLDER "obligations.sql", "obligation", "event_id"},
             {FOLDER "limits.sql", "limit_case", "event_id"},
             {FOLDER "repeats.sql", "repeat_flag", "event_id"},
             {FOLDER "visits-breaches.sql", "visit_breach", "visit_id"}};

struct list {
    const struct embed_file *file;
    struct period first; /* month 0 */
    size_t n;            /* months */
    enum make {
        MAKE_KEPT,  /* it is taken over */
        MAKE_MERGE, /* of the old file and what changed */
        MAKE_ANEW
    } *
        make; /* by month */
    size_t cap_make;
    struct str months; /* those that are made anew */
    bool merges;       /* any is merged */
    bool knows;        /* what changed since the published site stands in `changed` */
    struct row_merge changed;
    int id_field; /* where the lines have the id */
    struct buf head;
    struct month_lines lines;
};

static bool is_first_use(const struct config *c, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (strcmp(c->use[k].policy->id, c->use[i].policy->id) == 0) return false;
    return true;
}

/* The statement for one policy; every list takes :policy, :months, :as_of, :from and :to or fewer. */
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
    int from = stmt_param(q, "from"), to = stmt_param(q, "to");
    if (from) stmt_bind_str(q, from, STR_LIT("")), bound++;
    if (to) stmt_bind_blob(q, to, "", 0), bound++; /* behind every text */
    if (q && bound != stmt_n_params(q))
        err_set(e, ERR_CONFIG, "parameters are :policy, :months, :as_of, :from and :to");
    if (q && strcmp(stmt_column_name(q, 0), "month") != 0) err_set(e, ERR_CONFIG, "the first column has to be month");
    return err_is(e) ? NULL : q;
}

/* The month's number; false for one that no file is written of in this way. */
static bool month_no(const struct list *l, struct str month, enum make make, size_t *no) {
    struct period p;
    if (month.n != sizeof "YYYY-MM" - 1 || !period_parse(month, 0, &p) || p.kind != PERIOD_MONTH) return false;
    *no = (size_t)(p.no - l->first.no);
    return p.no >= l->first.no && *no < l->n && l->make[*no] == make;
}

/* What is read of one policy. */
struct reading {
    struct row_files *r;
    struct list *l;
    const struct policy *policy;
    struct columns columns;
    struct stmt *q;
};

static void take_row(struct reading *x, size_t no, struct err *e) {
    add_line(month_lines_begin(&x->l->lines, no), &x->columns, x->r, x->policy, x->q);
    month_lines_end(&x->l->lines, no, e);
}

static void read_all(struct reading *x, struct err *e) {
    for (size_t no; stmt_step(x->q, e);)
        if (month_no(x->l, stmt_str(x->q, 0), MAKE_ANEW, &no)) take_row(x, no, e);
}

/* The rows that changed, story by story. */
static void read_changed(struct reading *x, struct str months, struct err *e) {
    struct row_merge *m = &x->l->changed;
    stmt_bind_str(x->q, stmt_param(x->q, "months"), months);
    for (size_t i = 0; i < m->story.n && !err_is(e); i++) {
        stmt_bind_str(x->q, stmt_param(x->q, "from"), m->story.name[i]);
        stmt_bind_str(x->q, stmt_param(x->q, "to"), m->story.name[i]);
        for (size_t no; stmt_step(x->q, e);) {
            struct str month = stmt_str(x->q, 0);
            if (month_no(x->l, month, MAKE_MERGE, &no) && row_merge_has(m, month, stmt_str(x->q, x->l->id_field + 1)))
                take_row(x, no, e);
        }
    }
}

static struct str merged_months(const struct row_files *r, const struct list *l, struct buf *out) {
    char month[PERIOD_TEXT];
    for (int no = 0; months_next(r->months, &no, month);)
        if (l->make[no - 1] == MAKE_MERGE) buf_puts(out, month), buf_byte(out, ';');
    return buf_view(out);
}

static void read_rows(struct row_files *r, struct list *l, const struct policy *p, bool first, struct err *e) {
    char as_of[MOMENT_TEXT];
    struct reading x = {.r = r, .l = l, .policy = p};
    x.q = statement(r, l, str_of(p->id), civil_day_text(r->as_of, as_of), e);
    if (!x.q) return;
    columns_init(&x.columns, r, x.q);
    if (first) add_head(&l->head, r, &x.columns, x.q);
    if (l->months.n) read_all(&x, e);
    struct buf months;
    buf_init(&months);
    if (l->merges) read_changed(&x, merged_months(r, l, &months), e);
    buf_release(&months);
    columns_release(&x.columns);
}

static const char *file_path(const struct embed_file *f, const char *month, char out[160]) {
    const char *name = f->path + strlen(FOLDER);
    snprintf(out, 160, "data/%s/%.*s.csv", month, (int)(strlen(name) - strlen(".sql")), name);
    return out;
}

static void add_lines(struct row_files *r, const struct month_line *line, size_t n, struct err *e) {
    struct buf b;
    buf_init(&b);
    for (size_t i = 0; i < n && !err_is(e); i++) {
        buf_add(&b, line[i].p, line[i].n);
        if (b.n < FLUSH_AT) continue;
        publish_add(r->publish, buf_view(&b), e);
        buf_reset(&b);
    }
    publish_add(r->publish, buf_view(&b), e);
    buf_release(&b);
}

static void write_month(struct row_files *r, struct list *l, size_t no, struct str month, struct str path,
                        struct err *e) {
    size_t n;
    bool same;
    const struct month_line *line = month_lines_sorted(&l->lines, no, &n, e);
    publish_begin(r->publish, path, e);
    publish_add(r->publish, buf_view(&l->head), e);
    if (l->make[no] == MAKE_ANEW) add_lines(r, line, n, e);
    else row_merge_write(&l->changed, r->publish, path, month, l->id_field, line, n, e);
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
        if (l->make[no - 1] != MAKE_KEPT) {
            write_month(r, l, (size_t)no - 1, str_of(month), str_of(file_path(l->file, month, path)), e);
            err_context(e, "%s", path);
        }
}

/* ---- which months ---- */

static int column_named(struct stmt *q, const char *name) {
    int c = stmt_n_columns(q) - 1;
    while (c > 0 && strcmp(stmt_column_name(q, c), name) != 0) c--;
    return c;
}

/* Reads which rows of the list changed since the published site, where that is known. */
static void find_changes(struct row_files *r, struct list *l, struct err *e) {
    int64_t since = r->publish->old.head.analysis_run;
    const struct kind *k = kinds, *end = kinds + sizeof kinds / sizeof *kinds;
    while (k < end && strcmp(k->file, l->file->path) != 0) k++;
    struct stmt *q = store_stmt(r->store, l->file->bytes, e);
    if (k == end || err_is(e) || !r->same_rules || !months_rows_known(r->months, since)) return;
    if (!stmt_param(q, "months") || !stmt_param(q, "from") || !stmt_param(q, "to") || stmt_param(q, "as_of")) return;
    l->id_field = column_named(q, k->id) - 1;
    l->knows = l->id_field >= 0;
    if (l->knows) row_merge_read(&l->changed, r->store, k->list, since, e);
}

/* Whether the published file still holds what its statement would yield. */
static bool unchanged(struct row_files *r, const struct list *l, struct str month, struct err *e) {
    if (!r->same_rules) return false;
    if (l->knows && !row_merge_has_month(&l->changed, month)) return true;
    if (months_changed(r->months, month, r->publish->old.head.analysis_run)) return false;
    return stmt_param(store_stmt(r->store, l->file->bytes, e), "as_of") == 0;
}

static enum make how_to_make(struct row_files *r, struct list *l, struct str month, struct err *e) {
    char path[160];
    struct str at = str_of(file_path(l->file, month.p, path));
    if (unchanged(r, l, month, e) && publish_keep(r->publish, at, e)) return MAKE_KEPT;
    return l->knows && row_merge_whole(r->publish, at, e) ? MAKE_MERGE : MAKE_ANEW;
}

/* Takes over what did not change; whether anything is left to be written. */
static bool find_months(struct row_files *r, struct list *l, struct arena *a, struct err *e) {
    char month[PERIOD_TEXT];
    struct buf months;
    buf_init(&months);
    while (!err_is(e)) {
        int no = (int)l->n;
        if (!months_next(r->months, &no, month)) break;
        if (no == 1) period_parse(str_of(month), 0, &l->first);
        enum make make = how_to_make(r, l, str_of(month), e);
        *VEC_ADD(l->make, l->n, l->cap_make) = make;
        r->kept += make == MAKE_KEPT;
        l->merges |= make == MAKE_MERGE;
        if (make == MAKE_ANEW) buf_puts(&months, month), buf_byte(&months, ';');
    }
    l->months = arena_str(a, buf_view(&months));
    buf_release(&months);
    return (l->months.n || l->merges) && !err_is(e);
}

static bool is_list(const struct embed_file *f) {
    return str_starts(str_of(f->path), FOLDER) && str_ends(str_of(f->path), ".sql");
}

static void make_list(struct row_files *r, const struct embed_file *f, struct arena *a, struct err *e) {
    struct list l = {.file = f};
    buf_init(&l.head);
    row_merge_init(&l.changed);
    find_changes(r, &l, e);
    if (find_months(r, &l, a, e)) {
        month_lines_init(&l.lines, l.n, r->publish->staging);
        write_list(r, &l, e);
        month_lines_release(&l.lines);
    }
    row_merge_release(&l.changed);
    buf_release(&l.head);
    mem_free(l.make);
}

void row_files_write(struct row_files *r, struct err *e) {
    struct arena a;
    arena_init(&a);
    for (const struct embed_file *f = r->files; f->path && !err_is(e); f++)
        if (is_list(f)) make_list(r, f, &a, e);
    arena_release(&a);
}

void row_files_paths(const struct row_files *r, struct intern *paths) {
    char month[PERIOD_TEXT], path[160];
    for (const struct embed_file *f = r->files; f->path; f++)
        for (int no = 0; is_list(f) && months_next(r->months, &no, month);)
            intern_add(paths, str_of(file_path(f, month, path)));
}
