#include "etl/drift.h"
#include "base/mem.h"
#include "etl/fold.h"
#include <stdlib.h>

enum { RUNS_MAX = 28, RUNS_MIN = 8, ROWS_MIN = 10, HEADERS_MAX = ROW_COLUMNS_MAX };

struct drift {
    struct arena *a;
    struct store *store;
    int64_t run;
    const struct mapping *map;
    struct intern words; /* FIELD\nWORD; the first n_known are in the store */
    size_t n_known;
    bool settled; /* the store knows words of this source from an earlier run */
    int field[LOG_FIELDS_MAX], n_fields;
    const char *last[LOG_FIELDS_MAX]; /* the word of the row before, by its place in memory */
    struct drift_finding *found;
    size_t n_found, cap_found;
};

static bool is_open_list(const struct log_field *f) {
    return f->type == LOG_CATEGORY || (f->type == LOG_WORD && !(f->flags & LOG_PERSONAL));
}

static void load_words(struct drift *d, struct err *e) {
    intern_release(&d->words);
    intern_init(&d->words);
    memset(d->last, 0, sizeof d->last);
    d->n_known = 0;
    d->settled = false;
    if (!d->store) return;
    struct stmt *q = store_stmt(
        d->store, "SELECT field || char(10) || word, run < ?2 FROM source_word WHERE source = ?1 ORDER BY field, word",
        e);
    stmt_bind_str(q, 1, str_of(d->map->source->name));
    stmt_bind_int(q, 2, d->run);
    while (stmt_step(q, e)) {
        intern_add(&d->words, stmt_str(q, 0));
        d->settled = d->settled || stmt_int(q, 1);
    }
    d->n_known = d->words.n;
}

struct drift *drift_open(struct arena *a, struct store *s, int64_t run, const struct mapping *m, struct err *e) {
    struct drift *d = mem_zero(sizeof *d);
    *d = (struct drift){.a = a, .store = s, .run = run, .map = m};
    intern_init(&d->words);
    for (int i = 0; i < m->log->n_fields; i++)
        if (is_open_list(&m->log->field[i])) d->field[d->n_fields++] = i;
    load_words(d, e);
    return d;
}

void drift_close(struct drift *d) {
    if (!d) return;
    intern_release(&d->words);
    mem_free(d->found);
    mem_free(d);
}

static void find(struct drift *d, const char *kind, const char *what, const char *found, const char *expected) {
    *VEC_ADD(d->found, d->n_found, d->cap_found) = (struct drift_finding){kind, what, found, expected};
}

/* --- columns -------------------------------------------------------------------------------------------------- */

/* The headers of the source's latest table, one a line; absent when there is none. */
static struct str headers_before(struct drift *d, struct err *e) {
    struct str out = str_none();
    struct stmt *q = store_stmt(d->store,
                                "SELECT headers FROM file WHERE source = ?1 AND headers IS NOT NULL AND run < ?2 "
                                "ORDER BY file DESC LIMIT 1",
                                e);
    stmt_bind_str(q, 1, str_of(d->map->source->name));
    stmt_bind_int(q, 2, d->run);
    if (stmt_step(q, e)) out = arena_str(d->a, stmt_str(q, 0));
    stmt_reset(q);
    return out;
}

/* Whether the table of before was headed so. */
static bool had(struct arena *a, struct str before, struct str folded) {
    for (struct str rest = before, h; str_split(&rest, '\n', &h);)
        if (str_eq(fold_word(a, h), folded)) return true;
    return false;
}

static bool has(const struct mapping *m, struct str folded) {
    for (int c = 0; c < m->n_headers; c++)
        if (str_eq(m->folded[c], folded)) return true;
    return false;
}

/* A column that went at the place where a new one stands was renamed, or so it looks. */
static const char *came_instead(struct drift *d, struct str before, int column) {
    struct str rest = before, h;
    for (int c = 0; str_split(&rest, '\n', &h); c++)
        if (c == column && h.n && !has(d->map, fold_word(d->a, h))) return arena_cstr(d->a, h);
    return NULL;
}

static void find_columns(struct drift *d, struct str before) {
    const struct mapping *m = d->map;
    const char *renamed[HEADERS_MAX];
    int n = 0;
    for (int c = 0; c < m->n_headers; c++) {
        if (!m->header[c][0] || had(d->a, before, m->folded[c])) continue;
        const char *was = came_instead(d, before, c);
        if (was) renamed[n++] = was;
        find(d, was ? "column_renamed" : "column_new", arena_cstr(d->a, str_of(m->header[c])),
             m->feeds[c] ? arena_printf(d->a, "feeds %s", m->feeds[c]) : "feeds nothing", was);
    }
    for (struct str rest = before, h; str_split(&rest, '\n', &h);) {
        bool told = !h.n || has(m, fold_word(d->a, h));
        for (int i = 0; i < n && !told; i++) told = str_is(h, renamed[i]);
        if (!told) find(d, "column_gone", arena_cstr(d->a, h), NULL, NULL);
    }
}

void drift_begin(struct drift *d, struct err *e) {
    d->n_found = 0;
    struct str before = d->store && !err_is(e) ? headers_before(d, e) : str_none();
    if (before.n) find_columns(d, before);
}

/* --- words ---------------------------------------------------------------------------------------------------- */

static void note_word(struct drift *d, const char *field, struct str word) {
    char key[256];
    size_t n = strlen(field);
    if (n + 1 + word.n > sizeof key || d->words.n > 10000) return;
    memcpy(key, field, n);
    key[n] = '\n';
    memcpy(key + n + 1, word.p, word.n);
    intern_add(&d->words, str_n(key, n + 1 + word.n));
}

void drift_row(struct drift *d, const struct record *r) {
    for (int i = 0; i < d->n_fields; i++) {
        const struct value *v = &r->v[d->field[i]];
        if (v->kind != VALUE_TEXT || v->text.p == d->last[i]) continue;
        note_word(d, d->map->log->field[d->field[i]].name, v->text);
        bool code = d->map->log->field[d->field[i]].type == LOG_CATEGORY; /* lives as long as the mapping */
        d->last[i] = code ? v->text.p : NULL;
    }
}

static void enter_word(struct drift *d, struct str field, struct str word, struct err *e) {
    struct stmt *q =
        store_stmt(d->store, "INSERT OR IGNORE INTO source_word(source, field, word, run) VALUES (?1, ?2, ?3, ?4)", e);
    stmt_bind_str(q, 1, str_of(d->map->source->name));
    stmt_bind_str(q, 2, field);
    stmt_bind_str(q, 3, word);
    stmt_bind_int(q, 4, d->run);
    stmt_run(q, e);
}

/* A field that the source never filled before has no list to differ from. */
static bool field_known(const struct drift *d, struct str field) {
    for (size_t i = 0; i < d->n_known; i++) {
        struct str word = d->words.name[i], name;
        if (str_split(&word, '\n', &name) && str_eq(name, field)) return true;
    }
    return false;
}

const struct drift_finding *drift_end(struct drift *d, bool write, const char *path, size_t *n, struct err *e) {
    for (size_t i = d->n_known; i < d->words.n && d->store; i++) {
        struct str word = d->words.name[i], field;
        str_split(&word, '\n', &field);
        if (write) enter_word(d, field, word, e);
        if (d->settled && field_known(d, field))
            find(d, "word_new", arena_printf(d->a, "%.*s: %.*s", STR_ARG(field), STR_ARG(word)), NULL, NULL);
    }
    d->n_known = d->words.n;
    for (size_t i = 0; i < d->n_found && write; i++)
        drift_note(d->store, d->run, d->map->source->name, path, &d->found[i], e);
    *n = d->n_found;
    return d->found;
}

void drift_drop(struct drift *d, struct err *e) {
    d->n_found = 0;
    load_words(d, e);
}

/* --- volume --------------------------------------------------------------------------------------------------- */

static int by_size(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Of n sorted numbers; the mean of the middle two, rounded down. */
static int64_t median(const int64_t *v, size_t n) { return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2; }

static void usual_range(int64_t *v, size_t n, int64_t *low, int64_t *high) {
    int64_t off[RUNS_MAX] = {0};
    qsort(v, n, sizeof *v, by_size);
    int64_t m = median(v, n);
    for (size_t i = 0; i < n; i++) off[i] = v[i] > m ? v[i] - m : m - v[i];
    qsort(off, n, sizeof *off, by_size);
    int64_t wide = 5 * median(off, n);
    if (wide < ROWS_MIN) wide = ROWS_MIN;
    *low = m - wide < m / 2 ? m - wide : m / 2;
    *high = m + wide > 2 * m ? m + wide : 2 * m;
    if (*low < 0) *low = 0;
}

const struct drift_finding *drift_volume(struct drift *d, struct err *e) {
    int64_t now = -1, before[RUNS_MAX], low, high;
    size_t n = 0;
    struct stmt *q = store_stmt(d->store,
                                "SELECT run, sum(n_new) FROM file AS f WHERE source = ?1 AND NOT EXISTS (SELECT 1 FROM "
                                "file AS g WHERE g.path = f.path AND g.sha256 = f.sha256 AND g.source = f.source AND "
                                "g.file < f.file) GROUP BY run ORDER BY run DESC LIMIT 29",
                                e);
    stmt_bind_str(q, 1, str_of(d->map->source->name));
    while (stmt_step(q, e)) {
        if (stmt_int(q, 0) == d->run) now = stmt_int(q, 1);
        else if (n < RUNS_MAX) before[n++] = stmt_int(q, 1);
    }
    if (now < 0 || n < RUNS_MIN || err_is(e)) return NULL;
    usual_range(before, n, &low, &high);
    if (now >= low && now <= high) return NULL;
    d->n_found = 0;
    find(d, now < low ? "volume_low" : "volume_high", "", arena_printf(d->a, "%lld new rows", (long long)now),
         arena_printf(d->a, "%lld to %lld", (long long)low, (long long)high));
    store_begin(d->store, e);
    drift_note(d->store, d->run, d->map->source->name, NULL, d->found, e);
    store_commit(d->store, e);
    return err_is(e) ? NULL : d->found;
}

void drift_note(struct store *s, int64_t run, const char *source, const char *path, const struct drift_finding *f,
                struct err *e) {
    struct stmt *q =
        store_stmt(s,
                   "INSERT OR IGNORE INTO drift(run, source, kind, path, what, found, expected) VALUES (?1, "
                   "?2, ?3, ?4, ?5, ?6, ?7)",
                   e);
    stmt_bind_int(q, 1, run);
    stmt_bind_str(q, 2, str_of(source));
    stmt_bind_str(q, 3, str_of(f->kind));
    stmt_bind_str(q, 4, path ? str_of(path) : STR_LIT(""));
    stmt_bind_str(q, 5, str_of(f->what));
    stmt_bind_str(q, 6, str_of(f->found));
    stmt_bind_str(q, 7, str_of(f->expected));
    stmt_run(q, e);
}
