#include "etl/refused.h"
#include "base/file.h"

enum { NAME_MAX_BYTES = 200, NAME_KEPT = 120 }; /* file systems allow 255, of which a new file's suffix takes some */

/* Long names are cut, and their digest tells them apart. */
static struct str short_name(struct arena *a, struct str path) {
    unsigned char full[HASH_BYTES];
    char hex[HASH_HEX];
    if (path.n <= NAME_MAX_BYTES) return path;
    hash_once(path, full);
    int kept = NAME_KEPT;
    while (kept && ((unsigned char)path.p[kept] & 0xC0) == 0x80) kept--;
    return str_of(arena_printf(a, "%.*s-%.16s.csv", kept, path.p, hash_hex(full, hex)));
}

static char *path_of(struct arena *a, const char *dir, struct str path) {
    struct buf b;
    buf_init(&b);
    buf_printf(&b, "%s/", dir);
    path = short_name(a, path);
    for (size_t i = 0; i < path.n; i++)
        if (path.p[i] == '/') buf_puts(&b, "__");
        else buf_byte(&b, path.p[i]);
    if (!str_ends(path, ".csv") && !str_ends(path, ".txt") && !str_ends(path, ".tsv")) buf_puts(&b, ".csv");
    char *out = arena_cstr(a, buf_view(&b));
    buf_release(&b);
    return out;
}

static const char title[] = "拒收原因", plain_title[] = "refused"; /* the second fits every encoding */

int refused_column(const struct mapping *m) {
    for (int c = m->n_headers; c-- > 0;)
        if (str_is(m->folded[c], title) || str_is(m->folded[c], plain_title)) return c;
    return -1;
}

static void add_reason(struct buf *line, struct stmt *q, enum encoding to) {
    struct buf text, coded;
    buf_init(&text);
    buf_init(&coded);
    struct str field = stmt_str(q, 1);
    if (field.n) buf_printf(&text, "%.*s: ", STR_ARG(field));
    buf_printf(&text, "%.*s: expected %.*s (#%lld:%lld)", STR_ARG(stmt_str(q, 2)), STR_ARG(stmt_str(q, 3)),
               (long long)stmt_int(q, 4), (long long)stmt_int(q, 5)); /* by which the entry is known when it returns */
    buf_byte(line, '"');
    if (encoding_encode(to, buf_view(&text), &coded)) {
        for (size_t i = 0; i < coded.n; i++) {
            if (coded.p[i] == '"') buf_byte(line, '"');
            buf_byte(line, coded.p[i]);
        }
    } else {
        buf_printf(line, "%.*s (#%lld:%lld)", STR_ARG(stmt_str(q, 2)), (long long)stmt_int(q, 4),
                   (long long)stmt_int(q, 5)); /* the code alone fits every encoding */
    }
    buf_byte(line, '"');
    buf_release(&text);
    buf_release(&coded);
}

/* All lines; UTF-16 comes as UTF-8 and is encoded as a whole afterwards. Returns how many rows there are. */
static int collect(struct store *s, int64_t file, struct str header, const struct encoding_verdict *v, char delimiter,
                   struct buf *out, struct err *e) {
    int n = 0;
    buf_str(out, header);
    buf_byte(out, delimiter);
    if (!encoding_encode(v->encoding, str_of(title), out)) buf_puts(out, plain_title);
    buf_puts(out, "\r\n");
    struct stmt *q = store_stmt(
        s,
        "SELECT raw, field, reason, expected, file, line FROM quarantine WHERE file = ?1 AND closed_run IS NULL "
        "ORDER BY line",
        e);
    stmt_bind_int(q, 1, file);
    for (; stmt_step(q, e); n++) {
        buf_str(out, stmt_blob(q, 0));
        buf_byte(out, delimiter);
        add_reason(out, q, v->encoding);
        buf_puts(out, "\r\n");
    }
    return n;
}

void refused_write(struct store *s, const struct ledger_file *file, const char *dir, struct str header,
                   const struct encoding_verdict *v, char delimiter, struct err *e) {
    static const struct encoding_verdict sheet = {.encoding = ENC_UTF8, .bom = true};
    struct arena a;
    struct buf text, bytes;
    if (!v) v = &sheet;
    arena_init(&a);
    buf_init(&text);
    buf_init(&bytes);
    char *path = path_of(&a, dir, file->path);
    bool wide = v->encoding == ENC_UTF16LE || v->encoding == ENC_UTF16BE;
    if (v->bom || wide) buf_puts(&text, "\xEF\xBB\xBF");
    int n = collect(s, file->id, header, v, delimiter, &text, e);
    if (wide) encoding_to_utf16(buf_view(&text), v->encoding == ENC_UTF16BE, &bytes);
    if (n > 0) {
        file_mkdirs_durable(dir, e);
        file_write(path, buf_view(wide ? &bytes : &text), true, e);
    } else if (file_exists(path)) {
        file_remove_tree(path, e);
    }
    buf_release(&bytes);
    buf_release(&text);
    arena_release(&a);
}

void refused_tidy(struct store *s, const char *dir, struct err *e) {
    struct arena a;
    arena_init(&a);
    struct stmt *q =
        store_stmt(s,
                   "SELECT path FROM file WHERE file IN (SELECT file FROM quarantine WHERE closed_run IS NOT NULL) "
                   "GROUP BY path HAVING NOT EXISTS (SELECT 1 FROM quarantine AS r JOIN file AS g ON g.file = r.file "
                   "WHERE g.path = file.path AND r.closed_run IS NULL) ORDER BY path",
                   e);
    while (stmt_step(q, e)) {
        char *path = path_of(&a, dir, stmt_str(q, 0));
        if (file_exists(path)) file_remove_tree(path, e);
    }
    stmt_reset(q);
    arena_release(&a);
}
