#include "etl/ledger.h"
#include "base/mem.h"
#include <assert.h>

enum { KEY_BITS = 20 }; /* 128 KB; a bit set by another key costs one look into the index */

static uint64_t bit_of(struct str log, struct str key) {
    return (str_hash(key) ^ str_hash(log) >> 7) & ((1u << KEY_BITS) - 1);
}

/* An entry's key is LOG:KEY, because the keys of different logs stand in one column. */
static void mark_open(struct ledger *l, struct str entry) {
    struct str rest = entry, log;
    if (!str_split(&rest, ':', &log) || !rest.p) return;
    uint64_t bit = bit_of(log, rest);
    l->open_keys[bit >> 3] |= (unsigned char)(1u << (bit & 7));
}

/* False: no open entry has the key. */
static bool may_be_open(const struct ledger *l, const struct log *log, struct str key) {
    uint64_t bit = bit_of(str_of(log->name), key);
    return l->open_keys[bit >> 3] >> (bit & 7) & 1;
}

static void remember(struct ledger *l, const struct ledger_file *f) {
    *VEC_ADD(l->file, l->n, l->cap) = *f;
    const char *key = arena_printf(&l->text, "%.*s\n%.*s", STR_ARG(f->path), STR_ARG(f->source));
    uint32_t id = intern_add(&l->paths, str_of(key));
    while (l->n_latest <= id) *VEC_ADD(l->latest, l->n_latest, l->cap_latest) = 0;
    l->latest[id] = l->n - 1;
}

static void load_files(struct ledger *l, struct err *e) {
    struct stmt *q =
        store_stmt(l->store, "SELECT file, bytes, source, path, sha256, mapping FROM file ORDER BY file", e);
    while (stmt_step(q, e)) {
        struct ledger_file f = {.id = stmt_int(q, 0), .bytes = stmt_int(q, 1)};
        f.source = arena_str(&l->text, stmt_str(q, 2));
        f.path = arena_str(&l->text, stmt_str(q, 3));
        struct str sha = stmt_blob(q, 4), mapping = stmt_blob(q, 5);
        memcpy(f.sha256, sha.p, sha.n < sizeof f.sha256 ? sha.n : sizeof f.sha256);
        memcpy(f.mapping, mapping.p, mapping.n < sizeof f.mapping ? mapping.n : sizeof f.mapping);
        remember(l, &f);
    }
}

struct ledger *ledger_open(struct store *s, int64_t run, struct err *e) {
    struct ledger *l = mem_zero(sizeof *l);
    l->store = s;
    l->run = run;
    arena_init(&l->text);
    intern_init(&l->paths);
    l->open_keys = mem_zero((1u << KEY_BITS) / 8);
    load_files(l, e);
    struct stmt *q =
        store_stmt(s, "SELECT record_key FROM quarantine WHERE closed_run IS NULL AND record_key IS NOT NULL", e);
    while (stmt_step(q, e)) mark_open(l, stmt_str(q, 0));
    return l;
}

void ledger_close(struct ledger *l) {
    if (!l) return;
    arena_release(&l->text);
    intern_release(&l->paths);
    mem_free(l->latest);
    mem_free(l->file);
    mem_free(l->open_keys);
    mem_free(l);
}

const struct ledger_file *ledger_latest(const struct ledger *l, const char *source, const char *path) {
    struct arena a;
    arena_init(&a);
    uint32_t id = intern_find(&l->paths, str_of(arena_printf(&a, "%s\n%s", path, source)));
    arena_release(&a);
    if (id == INTERN_NONE) return NULL;
    const struct ledger_file *f = &l->file[l->latest[id]];
    return str_is(f->path, path) && str_is(f->source, source) ? f : NULL;
}

const struct ledger_file *ledger_latest_sheet(const struct ledger *l, const char *source, const char *path) {
    for (size_t i = l->n; i > 0; i--) {
        const struct ledger_file *f = &l->file[i - 1];
        if (str_is(f->source, source) && str_starts(f->path, path) && f->path.p[strlen(path)] == '[') return f;
    }
    return NULL;
}

const struct ledger_file *ledger_at(const struct ledger *l, int64_t id) {
    size_t low = 0, high = l->n;
    while (low + 1 < high) {
        size_t mid = (low + high) / 2;
        if (l->file[mid].id <= id) low = mid;
        else high = mid;
    }
    assert(low < l->n && l->file[low].id == id);
    return &l->file[low];
}

const struct ledger_file *ledger_begin(struct ledger *l, const struct mapping *m, const char *path,
                                       const struct encoding_verdict *v, const char *encoding, const char *delimiter,
                                       struct err *e) {
    struct ledger_file f = {.id = l->n ? l->file[l->n - 1].id + 1 : 1, .bytes = v->bytes};
    f.path = arena_str(&l->text, str_of(path));
    memcpy(f.sha256, v->sha256, sizeof f.sha256);
    memcpy(f.mapping, m->digest, sizeof f.mapping);
    f.source = arena_str(&l->text, str_of(m->source->name));
    struct stmt *q =
        store_stmt(l->store,
                   "INSERT INTO file(file, run, source, path, sha256, mapping, bytes, encoding, delimiter, rows_read, "
                   "n_new, n_changed, n_unchanged, n_duplicate, n_quarantined, n_conflict) "
                   "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 0, 0, 0, 0, 0, 0)",
                   e);
    stmt_bind_int(q, 1, f.id);
    stmt_bind_int(q, 2, l->run);
    stmt_bind_str(q, 3, f.source);
    stmt_bind_str(q, 4, f.path);
    stmt_bind_blob(q, 5, f.sha256, sizeof f.sha256);
    stmt_bind_blob(q, 6, f.mapping, sizeof f.mapping);
    stmt_bind_int(q, 7, v->bytes);
    stmt_bind_str(q, 8, str_of(encoding));
    stmt_bind_str(q, 9, str_of(delimiter));
    stmt_run(q, e);
    remember(l, &f);
    return &l->file[l->n - 1];
}

static void add_headers(struct buf *b, const struct mapping *m) {
    for (int c = 0; m && c < m->n_headers; c++) {
        if (c) buf_byte(b, '\n');
        for (const char *p = m->header[c]; *p; p++) buf_byte(b, *p == '\n' || *p == '\r' ? ' ' : *p);
    }
}

void ledger_finish(struct ledger *l, int64_t file, const struct ledger_counts *k, struct str first_at,
                   struct str last_at, const struct mapping *m, struct err *e) {
    struct buf headers;
    buf_init(&headers);
    add_headers(&headers, m);
    struct stmt *q =
        store_stmt(l->store,
                   "UPDATE file SET rows_read = ?2, n_new = ?3, n_changed = ?4, n_unchanged = ?5, n_duplicate = ?6, "
                   "n_quarantined = ?7, n_conflict = ?8, first_at = ?9, last_at = ?10, unmapped = ?11, headers = ?12 "
                   "WHERE file = ?1",
                   e);
    const int64_t n[] = {file,           k->rows,        k->n_new,         k->n_changed,
                         k->n_unchanged, k->n_duplicate, k->n_quarantined, k->n_conflict};
    for (int i = 0; i < 8; i++) stmt_bind_int(q, i + 1, n[i]);
    stmt_bind_str(q, 9, first_at);
    stmt_bind_str(q, 10, last_at);
    stmt_bind_str(q, 11, m && m->unmapped[0] ? str_of(m->unmapped) : str_none());
    stmt_bind_str(q, 12, m ? buf_view(&headers) : str_none());
    stmt_run(q, e);
    buf_release(&headers);
}

void ledger_drop(struct ledger *l) {
    struct ledger_file gone = l->file[--l->n];
    struct arena a;
    arena_init(&a);
    uint32_t id =
        intern_find(&l->paths, str_of(arena_printf(&a, "%.*s\n%.*s", STR_ARG(gone.path), STR_ARG(gone.source))));
    arena_release(&a);
    size_t back = l->n;
    while (back > 0 && !(str_eq(l->file[back - 1].path, gone.path) && str_eq(l->file[back - 1].source, gone.source)))
        back--;
    l->latest[id] = back ? back - 1 : 0;
    if (!back && !l->n) l->file[0].path = str_none(); /* nothing of that path is left */
}

static struct str entry_key(struct arena *a, const struct log *log, struct str key) {
    return key.p ? str_of(arena_printf(a, "%s:%.*s", log->name, STR_ARG(key))) : str_none();
}

static void bind_close(struct ledger *l, struct stmt *q, struct ledger_place by) {
    stmt_bind_int(q, 1, l->run);
    stmt_bind_int(q, 2, by.file);
    stmt_bind_int(q, 3, by.line);
}

/* The same bytes refused again, in a newer state of the file or a copy of it: one entry stays open. */
static int64_t close_copies(struct ledger *l, struct ledger_place by, struct str key, struct str raw, struct err *e) {
    struct stmt *q = store_stmt(l->store,
                                "UPDATE quarantine SET closed_run = ?1, closed_file = ?2, closed_line = ?3 "
                                "WHERE record_key = ?4 AND closed_run IS NULL AND raw = ?5 AND file <> ?2",
                                e);
    bind_close(l, q, by);
    stmt_bind_str(q, 4, key);
    stmt_bind_blob(q, 5, raw.p, raw.n);
    return stmt_run(q, e);
}

/* Without a key: the same bytes on the same line of the file's state before. */
static int64_t close_before(struct ledger *l, struct ledger_place by, struct str raw, struct err *e) {
    struct stmt *q = store_stmt(l->store,
                                "UPDATE quarantine SET closed_run = ?1, closed_file = ?2, closed_line = ?3 "
                                "WHERE file = (SELECT max(b.file) FROM file AS a JOIN file AS b ON b.path = a.path "
                                "AND b.source = a.source AND b.file < a.file WHERE a.file = ?2) "
                                "AND line = ?3 AND raw = ?4 AND closed_run IS NULL",
                                e);
    bind_close(l, q, by);
    stmt_bind_blob(q, 4, raw.p, raw.n);
    return stmt_run(q, e);
}

/* Since when the row that now stands there is refused. */
static int64_t since(struct ledger *l, struct ledger_place by, struct err *e) {
    struct stmt *q = store_stmt(l->store,
                                "SELECT min(since_run) FROM quarantine WHERE closed_run = ?1 AND closed_file = ?2 AND "
                                "closed_line = ?3",
                                e);
    bind_close(l, q, by);
    int64_t run = stmt_step(q, e) && !stmt_is_null(q, 0) ? stmt_int(q, 0) : l->run;
    stmt_reset(q);
    return run;
}

void ledger_refuse(struct ledger *l, const struct log *log, int64_t file, const struct row *row,
                   const struct refusal *no, const struct ledger_place *mended, struct err *e) {
    struct arena a;
    arena_init(&a);
    struct str key = entry_key(&a, log, no->key);
    struct ledger_place here = {file, row->line};
    int64_t closed = !key.p                         ? close_before(l, here, row->raw, e)
                     : may_be_open(l, log, no->key) ? close_copies(l, here, key, row->raw, e)
                                                    : 0;
    int64_t since_run = closed ? since(l, here, e) : l->run;
    struct stmt *q =
        store_stmt(l->store,
                   "INSERT INTO quarantine(file, line, col, field, reason, found, expected, raw, record_key, "
                   "at_byte, own_at, since_run, closed_run, closed_file, closed_line) "
                   "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
                   e);
    stmt_bind_int(q, 1, file);
    stmt_bind_int(q, 2, row->line);
    if (no->col) stmt_bind_int(q, 3, no->col);
    stmt_bind_str(q, 4, str_of(no->header));
    stmt_bind_str(q, 5, str_of(no->reason));
    stmt_bind_str(q, 6, str_of(no->found));
    stmt_bind_str(q, 7, str_of(no->expected));
    stmt_bind_blob(q, 8, row->raw.p, row->raw.n);
    stmt_bind_str(q, 9, key);
    stmt_bind_int(q, 10, row->from);
    stmt_bind_str(q, 11, no->own);
    stmt_bind_int(q, 12, since_run);
    if (mended) {
        stmt_bind_int(q, 13, l->run);
        stmt_bind_int(q, 14, mended->file);
        stmt_bind_int(q, 15, mended->line);
    }
    stmt_run(q, e);
    if (key.p && !mended) mark_open(l, key);
    arena_release(&a);
}

void ledger_mend(struct ledger *l, struct arena *row, const struct log *log, struct str key, struct ledger_place from,
                 struct err *e) {
    if (!may_be_open(l, log, key)) return;
    struct stmt *q = store_stmt(l->store,
                                "UPDATE quarantine SET closed_run = ?1, closed_file = ?2, closed_line = ?3 "
                                "WHERE record_key = ?4 AND closed_run IS NULL",
                                e);
    bind_close(l, q, from);
    stmt_bind_str(q, 4, entry_key(row, log, key));
    stmt_run(q, e);
}

static bool read_number(struct str *s, char end, int64_t *out) {
    size_t i = 0;
    for (*out = 0; i < s->n && i < 18 && s->p[i] >= '0' && s->p[i] <= '9'; i++) *out = *out * 10 + (s->p[i] - '0');
    if (!i || i >= s->n || s->p[i] != end) return false;
    *s = str_n(s->p + i + 1, s->n - i - 1);
    return true;
}

/* «… (#FILE:LINE)», as refused.c writes it. */
static bool read_name(struct str reason, struct ledger_place *out) {
    for (size_t at = reason.n; at-- > 1;)
        if (reason.p[at] == '#' && reason.p[at - 1] == '(') {
            struct str rest = str_n(reason.p + at + 1, reason.n - at - 1);
            return read_number(&rest, ':', &out->file) && read_number(&rest, ')', &out->line);
        }
    return false;
}

void ledger_mend_named(struct ledger *l, struct str reason, struct ledger_place from, struct err *e) {
    struct ledger_place entry;
    if (!read_name(reason, &entry)) return;
    struct stmt *q =
        store_stmt(l->store,
                   "UPDATE quarantine SET closed_run = ?1, closed_file = ?2, closed_line = ?3 "
                   "WHERE file = ?4 AND line = ?5 AND closed_run IS NULL AND (SELECT source FROM file WHERE "
                   "file = ?4) = (SELECT source FROM file WHERE file = ?2)",
                   e);
    bind_close(l, q, from);
    stmt_bind_int(q, 4, entry.file);
    stmt_bind_int(q, 5, entry.line);
    stmt_run(q, e);
}

void ledger_mend_lines(struct ledger *l, int64_t file, struct err *e) {
    struct stmt *q = store_stmt(
        l->store,
        "UPDATE quarantine SET closed_run = ?1, closed_file = ?2, closed_line = line WHERE record_key IS NULL AND "
        "closed_run IS NULL AND file = (SELECT max(b.file) FROM file AS a JOIN file AS b ON b.path = a.path AND "
        "b.source = a.source AND b.file < a.file WHERE a.file = ?2) AND EXISTS (SELECT 1 FROM span AS s "
        "WHERE s.file = ?2 AND s.outcome IN ('new', 'changed') AND quarantine.line BETWEEN s.first_line AND s.last_line "
        "AND s.n_rows = (SELECT count(*) FROM quarantine AS o WHERE o.file = quarantine.file AND o.line BETWEEN "
        "s.first_line AND s.last_line))",
        e);
    stmt_bind_int(q, 1, l->run);
    stmt_bind_int(q, 2, file);
    stmt_run(q, e);
}
