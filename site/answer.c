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

/* ---- kept from night to night ---- */

static void pack_int(struct buf *b, int64_t v) { buf_add(b, &v, sizeof v); }

/* -1 for an absent text. */
static void pack_str(struct buf *b, struct str s) {
    pack_int(b, s.p ? (int64_t)s.n : -1);
    if (s.n) buf_str(b, s);
}

void answer_pack(struct buf *b, const struct answer *r) {
    size_t n_cells = r->n * (size_t)r->n_cols;
    pack_str(b, str_of(r->query));
    pack_int(b, r->n_cols), pack_int(b, (int64_t)r->n), pack_int(b, (int64_t)r->total);
    for (int c = 0; c < r->n_cols; c++) pack_str(b, str_of(r->col[c]));
    for (size_t i = 0; i < n_cells; i++) {
        pack_str(b, r->cell[i]);
        buf_byte(b, r->integer && r->integer[i]);
    }
    buf_add(b, r->digest, sizeof r->digest);
}

static bool take(struct str *rest, void *out, size_t n) {
    if (rest->n < n) return false;
    memcpy(out, rest->p, n);
    rest->p += n, rest->n -= n;
    return true;
}

/* A count of things that take at least `least` bytes each. */
static bool take_count(struct str *rest, size_t least, size_t *n) {
    int64_t v;
    if (!take(rest, &v, sizeof v) || v < 0 || (least && (uint64_t)v > rest->n / least)) return false;
    *n = (size_t)v;
    return true;
}

static bool take_str(struct str *rest, struct str *out) {
    int64_t n;
    if (!take(rest, &n, sizeof n) || n < -1 || (n > 0 && (uint64_t)n > rest->n)) return false;
    *out = n < 0 ? str_none() : str_n(rest->p, (size_t)n);
    if (n > 0) rest->p += n, rest->n -= (size_t)n;
    return true;
}

static bool take_rows(struct answer *r, struct str *rest, struct arena *a) {
    size_t n_cells = r->n * (size_t)r->n_cols;
    r->cell = arena_alloc(a, (n_cells + 1) * sizeof *r->cell);
    r->integer = arena_alloc(a, (n_cells + 1) * sizeof *r->integer);
    for (size_t i = 0; i < n_cells; i++) {
        char flag;
        if (!take_str(rest, &r->cell[i]) || !take(rest, &flag, 1)) return false;
        r->integer[i] = flag != 0;
    }
    return take(rest, r->digest, sizeof r->digest);
}

struct answer *answer_unpack(struct str *rest, struct arena *a) {
    enum { LEAST = 8 }; /* bytes of a text or a column name */
    struct str name;
    size_t n_cols, n, total;
    if (!take_str(rest, &name) || !take_count(rest, LEAST, &n_cols) || n_cols > 2000) return NULL;
    if (!take_count(rest, n_cols * LEAST, &n) || !take_count(rest, 0, &total)) return NULL;
    struct answer *r = start(a, arena_cstr(a, name), (int)n_cols);
    r->n = n, r->total = total;
    for (size_t c = 0; c < n_cols; c++) {
        struct str col;
        if (!take_str(rest, &col)) return NULL;
        r->col[c] = arena_cstr(a, col);
    }
    return take_rows(r, rest, a) ? r : NULL;
}

int answer_column(const struct answer *r, const char *name) {
    for (int c = 0; c < r->n_cols; c++)
        if (strcmp(r->col[c], name) == 0) return c;
    return -1;
}
