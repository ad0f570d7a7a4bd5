/* Writes a small organisation: its rows numbered and in order of time, one file or one for each month, in the headers
 * and manners that it declares, and the huifang.yaml that reads them. */
#include "base/file.h"
#include "sample-data/org.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct column {
    struct str header, field;
    bool mapped; /* no built-in header: huifang.yaml names it */
};

struct writer {
    struct org_work *w;
    const struct org_log *log;
    const struct org_table *table;
    struct column column[ORG_FIELDS];
    int columns;
    char *dir;
    int rows, files;
};

/* ---- numbers ---- */

static int by_when(const void *x, const void *y) {
    const struct org_row *a = *(struct org_row *const *)x, *b = *(struct org_row *const *)y;
    if (a->when != b->when) return a->when < b->when ? -1 : 1;
    return (a->no > b->no) - (a->no < b->no);
}

struct count {
    const char *prefix;
    int32_t month;
    int n;
};

static int next_number(struct count *c, size_t *n, size_t cap, const char *prefix, int32_t month) {
    for (size_t i = 0; i < *n; i++)
        if (c[i].month == month && strcmp(c[i].prefix, prefix) == 0) return ++c[i].n;
    assert(*n < cap);
    c[(*n)++] = (struct count){prefix, month, 1};
    return 1;
}

static void number_all(struct org_work *w) {
    static const size_t cap = 512;
    struct count *counts = arena_alloc(&w->a, cap * sizeof *counts);
    size_t n = 0;
    qsort(w->row, w->rows, sizeof *w->row, by_when);
    for (size_t i = 0; i < w->rows; i++) {
        struct org_row *r = w->row[i];
        int key = org_field(r->table, str_of(r->table->key));
        if (key < 0 || !r->prefix || r->cell[key].n) continue;
        bool dated = r->when != KIT_NEVER;
        struct civil c = dated ? civil_of(kit_day_of(r->when)) : (struct civil){0};
        int no = next_number(counts, &n, cap, r->prefix, c.year * 100 + c.month);
        r->cell[key] = str_of(dated ? arena_printf(&w->a, "%s%04d%02d-%03d", r->prefix, c.year, c.month, no)
                                    : arena_printf(&w->a, "%s%04d", r->prefix, no));
    }
}

/* ---- what a row says ---- */

/* A cell, or the number of what the row hangs on; `-` stands for an empty one that is meant. */
static struct str cell_of(const struct org_row *r, struct str field) {
    int i = org_field(r->table, field);
    if (str_is(r->cell[i], "-")) return str_none();
    if (r->cell[i].n) return r->cell[i];
    if (str_is(field, "event_id") && r->event) return org_cell(r->event, "event_id");
    bool form = str_is(field, "form_no");
    if (r->visit && (form || str_is(field, "visit_id"))) return org_cell(r->visit, "visit_id");
    if (r->raised && str_is(field, "raised_event_id")) return org_cell(r->raised, "event_id");
    if (r->event && form) return org_cell(r->event, "event_id");
    return str_none();
}

/* Whether the source is for the category: it names that one, `word=code`, or none and nobody else does. */
static bool takes(const struct org_log *l, struct str category) {
    struct str code = str_of(l->category), word;
    return str_split(&code, '=', &word) && str_eq(word, category);
}

static bool belongs(const struct writer *x, const struct org_row *r) {
    if (r->table != x->table) return false;
    if (strcmp(x->table->name, "events") != 0) return true;
    struct str category = org_cell(r, "category");
    if (x->log->category) return takes(x->log, category);
    for (const struct org_log *l = x->w->of->logs; l && l->table; l++)
        if (takes(l, category)) return false;
    return true;
}

static bool used(const struct writer *x, struct str field) {
    for (size_t i = 0; i < x->w->rows; i++)
        if (belongs(x, x->w->row[i]) && cell_of(x->w->row[i], field).n) return true;
    return false;
}

/* ---- columns ---- */

static void add_column(struct writer *x, struct str header, struct str field, bool mapped) {
    assert(x->columns < ORG_FIELDS && org_field(x->table, field) >= 0);
    x->column[x->columns++] = (struct column){header, field, mapped};
}

static bool has_column(const struct writer *x, struct str field) {
    for (int i = 0; i < x->columns; i++)
        if (str_eq(x->column[i].field, field)) return true;
    return false;
}

/* The declared columns, or the usual ones that hold anything. One category alone is a constant, no column. */
static void set_columns(struct writer *x, struct err *e) {
    bool constant = x->log->category != NULL;
    struct str rest = str_of(x->log->columns ? x->log->columns : x->table->columns), column, header;
    while (str_split(&rest, ',', &column)) {
        bool mapped = memchr(column.p, '!', column.n) != NULL;
        str_split(&column, mapped ? '!' : ':', &header);
        if (!x->log->columns && (!used(x, column) || (constant && str_is(column, "category")))) continue;
        add_column(x, header, column, mapped);
    }
    rest = str_of(x->table->columns);
    while (str_split(&rest, ',', &column)) {
        str_split(&column, ':', &header);
        if (has_column(x, column) || !used(x, column) || (constant && str_is(column, "category"))) continue;
        err_set(e, ERR_DATA, "%s: %s has no column for %.*s", x->w->of->id, x->log->file, STR_ARG(column));
    }
}

/* ---- files ---- */

static void write_cell(struct log_file *l, struct str cell) {
    struct moment m;
    bool time = cell.n >= 10 && moment_parse(cell, &m) && moment_is(m);
    if (!time) log_text(l, cell);
    else if (m.kind == MOMENT_DATE) log_day(l, m.s);
    else log_time(l, m.s);
}

/* The file of a moment: %Y-%m and %Y filled in. */
static char *file_of(struct writer *x, int64_t when, bool pattern) {
    const char *name = x->log->file, *month = strstr(name, "%Y-%m"), *year = month ? NULL : strstr(name, "%Y");
    struct civil c = civil_of(when == KIT_NEVER ? 0 : kit_day_of(when));
    const char *at = month ? month : year, *end = at ? at + (month ? 5 : 2) : NULL;
    if (!at) return arena_printf(&x->w->a, "%s.csv", name);
    if (pattern) return arena_printf(&x->w->a, "%.*s*%s.csv", (int)(at - name), name, end);
    if (month) return arena_printf(&x->w->a, "%.*s%04d-%02d%s.csv", (int)(at - name), name, c.year, c.month, end);
    return arena_printf(&x->w->a, "%.*s%04d%s.csv", (int)(at - name), name, c.year, end);
}

static void open_file(struct writer *x, struct log_file *l) {
    struct buf head;
    buf_init(&head);
    for (int i = 0; i < x->columns; i++) {
        if (i) buf_byte(&head, ',');
        buf_str(&head, x->column[i].header);
    }
    log_open(l, x->log->style ? *x->log->style : x->w->of->style, head.p);
    buf_release(&head);
}

static void write_files(struct writer *x, struct err *e) {
    struct log_file l;
    const char *open = NULL;
    for (size_t i = 0; i < x->w->rows; i++) {
        const struct org_row *r = x->w->row[i];
        if (!belongs(x, r)) continue;
        const char *file = file_of(x, r->when, false);
        if (!open || strcmp(open, file) != 0) {
            if (open) log_close(&l, x->dir, open, e);
            open_file(x, &l);
            open = file;
            x->files++;
        }
        for (int k = 0; k < x->columns; k++) write_cell(&l, cell_of(r, x->column[k].field));
        log_end(&l);
        x->rows++;
    }
    if (open) log_close(&l, x->dir, open, e);
}

/* ---- the configuration ---- */

static void config_head(const struct org *of, struct buf *b) {
    buf_printf(b, "# %s (invented): %s\n", of->name, of->about);
    buf_puts(b, "# Written by build/sample-data with the logs beside it. Every key: docs/configuration.md.\n");
    buf_printf(b, "organisation: %s\npolicy: %s\ntimezone: Asia/Shanghai\nlanguage: zh-CN\n", of->name, of->policy);
    buf_puts(b, "store: var/huifang.db\noutput: site/\nnext_update: '02:30'\n");
    if (of->config) buf_puts(b, of->config);
    buf_puts(b, "\nsources:\n");
}

/* The firm's words for the roles that the policy knows; nothing when it knows none of them. */
static void config_roles(const struct writer *x, const char *field, struct buf *b) {
    const char *before = "{";
    for (const struct org_post *post = x->w->of->posts; post && post->role; post++) {
        const char *code = strchr(post->role, '=');
        if (!code) continue;
        if (*before == '{') buf_printf(b, "      %s: ", field);
        buf_printf(b, "%s%.*s: %s", before, STR_ARG(org_word(post->role)), code + 1);
        before = ", ";
    }
    if (*before != '{') buf_puts(b, "}\n");
}

static void config_values(const struct writer *x, struct buf *b) {
    struct buf lines;
    buf_init(&lines);
    struct str rest = str_of(x->log->values), line;
    while (rest.p && str_split(&rest, '\n', &line))
        if (line.n) buf_printf(&lines, "      %.*s\n", STR_ARG(line));
    if (has_column(x, STR_LIT("visitor_role"))) config_roles(x, "visitor_role", &lines);
    if (has_column(x, STR_LIT("role"))) config_roles(x, "role", &lines);
    if (lines.n) buf_printf(b, "    values:\n%s", lines.p);
    buf_release(&lines);
}

static void config_source(struct writer *x, struct buf *b) {
    const char *file = x->log->file, *dated = strstr(file, "%Y-%m") ? "%Y-%m" : strstr(file, "%Y") ? "%Y" : NULL;
    buf_printf(b, "  - table: %s\n    files: logs/%s\n", x->table->name, file_of(x, 0, true));
    if (dated) buf_printf(b, "    dated: '%s'\n", dated);
    int mapped = 0;
    for (int i = 0; i < x->columns; i++) {
        const struct column *c = &x->column[i];
        if (c->mapped)
            buf_printf(b, "%s%.*s: %.*s", mapped++ ? ", " : "    columns: {", STR_ARG(c->field), STR_ARG(c->header));
    }
    if (mapped) buf_puts(b, "}\n");
    if (x->log->category) buf_printf(b, "    constants: {category: %s}\n", strchr(x->log->category, '=') + 1);
    config_values(x, b);
    buf_byte(b, '\n');
}

static void one_log(struct org_work *w, const struct org_log *log, char *dir, struct buf *config, struct buf *say,
                    struct err *e) {
    struct writer x = {.w = w, .log = log, .table = org_table(log->table), .dir = dir};
    assert(x.table);
    bool any = false;
    for (size_t i = 0; i < w->rows && !any; i++) any = belongs(&x, w->row[i]);
    if (!any) return;
    set_columns(&x, e);
    write_files(&x, e);
    config_source(&x, config);
    buf_printf(say, ", %s %d", log->file, x.rows);
}

static bool declared(const struct org *of, const struct org_table *t) {
    for (const struct org_log *l = of->logs; l && l->table; l++)
        if (!l->category && strcmp(l->table, t->name) == 0) return true;
    return false;
}

void org_write(struct org_work *w, const char *dir, struct buf *say, struct err *e) {
    char *logs = file_join(&w->a, dir, "logs");
    struct buf config;
    file_mkdirs(logs, e);
    number_all(w);
    buf_init(&config);
    config_head(w->of, &config);
    buf_printf(say, "%s: %s", w->of->id, w->of->name);
    for (const struct org_log *l = w->of->logs; l && l->table; l++) one_log(w, l, logs, &config, say, e);
    const struct org_table *t;
    for (size_t i = 0; (t = org_table_at(i)); i++) {
        struct org_log usual = {.table = t->name, .file = t->name};
        if (!declared(w->of, t)) one_log(w, &usual, logs, &config, say, e);
    }
    buf_byte(say, '\n');
    if (config.n) config.n--; /* the blank line after the last source */
    file_write(file_join(&w->a, dir, "huifang.yaml"), buf_view(&config), false, e);
    buf_release(&config);
}
