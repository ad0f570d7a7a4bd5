#include "site/answer.h"
#include "base/mem.h"

const char *answer_path(struct arena *a, const char *query) {
    return arena_printf(a, "site-template/sql/%s.sql", query);
}

static void bind_params(struct stmt *q, const char *path, const struct param *param, size_t n_params, struct err *e) {
    for (int i = 1, n = stmt_n_params(q); i <= n && !err_is(e); i++) {
        const char *name = stmt_param_name(q, i);
        size_t k = 0;
        while (name && k < n_params && strcmp(param[k].name, name) != 0) k++;
        if (!name || k == n_params) {
            const char *known = "";
            struct arena a;
            arena_init(&a);
            for (size_t j = 0; j < n_params; j++) known = arena_printf(&a, "%s :%s", known, param[j].name);
            err_set(e, ERR_CONFIG, "%s: unknown parameter :%s; known here:%s", path, name ? name : "?", known);
            arena_release(&a);
            return;
        }
        int64_t v;
        if (param[k].integer && str_to_int(param[k].value, &v)) stmt_bind_int(q, i, v);
        else stmt_bind_str(q, i, param[k].value);
    }
}

static struct answer *start(struct arena *a, const char *query, int n_cols) {
    struct answer *r = arena_zero(a, sizeof *r);
    r->query = query;
    r->n_cols = n_cols;
    r->col = arena_alloc(a, (size_t)(n_cols + 1) * sizeof *r->col);
    return r;
}

static void add_cell(struct hash *h, struct str v) {
    static const char null_mark = 0;
    if (v.p) hash_field(h, v);
    else hash_add(h, str_n(&null_mark, 1)), hash_field(h, STR_LIT("NULL"));
}

static void read_rows(struct answer *r, struct stmt *q, size_t keep, struct arena *a, struct err *e) {
    struct hash *h = hash_open();
    size_t n_cells = 0, cap = 0, n_flags = 0, cap_flags = 0;
    bool *integer = NULL;
    for (int c = 0; c < r->n_cols; c++) {
        r->col[c] = arena_cstr(a, str_of(stmt_column_name(q, c)));
        hash_field(h, str_of(r->col[c]));
    }
    struct str *cell = NULL;
    for (; stmt_step(q, e); r->total++) {
        bool held = r->total < keep;
        for (int c = 0; c < r->n_cols; c++) {
            bool is_integer = stmt_is_number(q, c); /* asked before the text, which converts the value */
            struct str v = stmt_str(q, c);
            add_cell(h, v);
            if (!held) continue;
            *VEC_ADD(cell, n_cells, cap) = v.p ? arena_str(a, v) : v;
            *VEC_ADD(integer, n_flags, cap_flags) = is_integer;
        }
        if (held) r->n++;
    }
    r->cell = arena_alloc(a, (n_cells + 1) * sizeof *cell);
    if (n_cells) memcpy(r->cell, cell, n_cells * sizeof *cell);
    r->integer = arena_alloc(a, (n_flags + 1) * sizeof *integer);
    if (n_flags) memcpy(r->integer, integer, n_flags * sizeof *integer);
    mem_free(cell);
    mem_free(integer);
    hash_take(h, r->digest);
    hash_close(h);
}

struct answer *answer_load(struct store *s, const struct embed_file *files, const char *query,
                           const struct param *param, size_t n_params, size_t keep, struct arena *a, struct err *e) {
    const char *path = answer_path(a, query);
    struct str sql = embed_find(files, path);
    if (!sql.p) err_set(e, ERR_CONFIG, "%s: there is no such file", path);
    struct stmt *q = err_is(e) ? NULL : store_stmt(s, sql.p, e);
    if (q) bind_params(q, path, param, n_params, e);
    struct answer *r = start(a, query, stmt_n_columns(q));
    if (!err_is(e)) read_rows(r, q, keep, a, e);
    stmt_reset(q);
    err_context(e, "%s", path);
    return r;
}

struct answer *answer_single(struct arena *a, const char *name, const char *const *col, const struct str *cell,
                             int n_cols) {
    struct answer *r = start(a, name, n_cols);
    r->n = r->total = 1;
    r->cell = arena_alloc(a, (size_t)(n_cols + 1) * sizeof *r->cell);
    struct hash *h = hash_open();
    for (int c = 0; c < n_cols; c++) {
        r->col[c] = col[c];
        r->cell[c] = cell[c];
        hash_field(h, str_of(col[c]));
        add_cell(h, cell[c]);
    }
    hash_take(h, r->digest);
    hash_close(h);
    return r;
}

int answer_column(const struct answer *r, const char *name) {
    for (int c = 0; c < r->n_cols; c++)
        if (strcmp(r->col[c], name) == 0) return c;
    return -1;
}
