#include "site/row_merge.h"
#include "base/hash.h"
#include "base/mem.h"

enum { FLUSH_AT = 1 << 18 };

void row_merge_init(struct row_merge *m) {
    *m = (struct row_merge){0};
    arena_init(&m->a);
    intern_init(&m->month);
    intern_init(&m->row);
    intern_init(&m->story);
    buf_init(&m->key);
}

void row_merge_release(struct row_merge *m) {
    intern_release(&m->month);
    intern_release(&m->row);
    intern_release(&m->story);
    buf_release(&m->key);
    arena_release(&m->a);
}

/* ---- what changed ---- */

/* The month and the field: a month is always as long as another. */
static struct str key_of_field(struct row_merge *m, struct str month, struct str field) {
    buf_reset(&m->key);
    buf_str(&m->key, month);
    buf_str(&m->key, field);
    return buf_view(&m->key);
}

static struct str key_of(struct row_merge *m, struct str month, struct str id) {
    buf_reset(&m->key);
    buf_str(&m->key, month);
    buf_csv(&m->key, id);
    return buf_view(&m->key);
}

void row_merge_read(struct row_merge *m, struct store *s, const char *list, int64_t since, struct err *e) {
    struct stmt *q = store_stmt(
        s, "SELECT month, id, story FROM row_change WHERE list = ?1 AND run > ?2 ORDER BY month, id, story", e);
    stmt_bind_str(q, 1, str_of(list));
    stmt_bind_int(q, 2, since);
    while (stmt_step(q, e)) {
        intern_add(&m->month, stmt_str(q, 0));
        intern_add(&m->row, key_of(m, stmt_str(q, 0), stmt_str(q, 1)));
        intern_add(&m->story, stmt_str(q, 2));
    }
}

bool row_merge_has_month(const struct row_merge *m, struct str month) {
    return intern_find(&m->month, month) != INTERN_NONE;
}

bool row_merge_has(struct row_merge *m, struct str month, struct str id) {
    return intern_find(&m->row, key_of(m, month, id)) != INTERN_NONE;
}

/* ---- the old file ---- */

static void read_old(const struct publish *p, struct str path, struct buf *out, struct err *e) {
    struct arena a;
    arena_init(&a);
    const struct manifest_file *f = manifest_find(&p->old, path);
    if (f) file_read(arena_printf(&a, "%s/%.*s", p->output, STR_ARG(path)), (size_t)f->size + 1, out, e);
    arena_release(&a);
}

bool row_merge_whole(const struct publish *p, struct str path, struct err *e) {
    const struct manifest_file *f = manifest_find(&p->old, path);
    if (!f || err_is(e)) return false;
    struct err unread = {0}; /* then the file is made anew */
    struct buf b;
    buf_init(&b);
    read_old(p, path, &b, &unread);
    unsigned char digest[HASH_BYTES];
    char sha256[HASH_HEX];
    hash_once(buf_view(&b), digest);
    bool whole = !err_is(&unread) && strcmp(hash_hex(digest, sha256), f->sha256) == 0;
    buf_release(&b);
    return whole;
}

/* Takes one line off, its end with it: a field in quotes may hold line ends. */
static struct str next_line(struct str *rest) {
    size_t n = 0;
    bool quoted = false;
    while (n < rest->n) {
        const char *end = memchr(rest->p + n, '\n', rest->n - n);
        size_t to = end ? (size_t)(end - rest->p) + 1 : rest->n;
        for (const char *q = rest->p + n; (q = memchr(q, '"', (size_t)(rest->p + to - q))); q++) quoted = !quoted;
        n = to;
        if (!quoted) break;
    }
    struct str line = str_n(rest->p, n);
    *rest = str_n(rest->p + n, rest->n - n);
    return line;
}

/* The field as it stands there, with its quotes. */
static struct str field_at(struct str line, int no) {
    size_t from = 0;
    bool quoted = false;
    for (size_t i = 0; i < line.n; i++) {
        char c = line.p[i];
        if (c == '"') quoted = !quoted;
        if (quoted || (c != ',' && c != '\r')) continue;
        if (no-- == 0) return str_n(line.p + from, i - from);
        from = i + 1;
    }
    return str_n(line.p + from, line.n - from);
}

/* ---- the new file ---- */

static void add(struct buf *b, struct publish *p, const char *bytes, size_t n, struct err *e) {
    buf_add(b, bytes, n);
    if (b->n < FLUSH_AT) return;
    publish_add(p, buf_view(b), e);
    buf_reset(b);
}

void row_merge_write(struct row_merge *m, struct publish *p, struct str path, struct str month, int field,
                     const struct month_line *line, size_t n, struct err *e) {
    struct buf old, out;
    buf_init(&old);
    buf_init(&out);
    read_old(p, path, &old, e);
    struct str rest = buf_view(&old);
    next_line(&rest); /* the head */
    size_t i = 0;
    while (rest.n && !err_is(e)) {
        struct str kept = next_line(&rest);
        if (intern_find(&m->row, key_of_field(m, month, field_at(kept, field))) != INTERN_NONE) continue;
        for (; i < n && str_cmp(str_n(line[i].p, line[i].n), kept) <= 0; i++) add(&out, p, line[i].p, line[i].n, e);
        add(&out, p, kept.p, kept.n, e);
    }
    for (; i < n; i++) add(&out, p, line[i].p, line[i].n, e);
    publish_add(p, buf_view(&out), e);
    buf_release(&out);
    buf_release(&old);
}
