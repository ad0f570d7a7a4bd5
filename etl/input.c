#include "etl/input.h"
#include "base/file.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void input_open(struct input *in, const char *path, const char *shown, struct err *e) {
    *in = (struct input){.path = shown, .fd = -1, .unpacked.fd = -1};
    in->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW);
    if (in->fd < 0 && errno == ELOOP) {
        err_set(e, ERR_NOINPUT, "%s: is a symbolic link, which may lead anywhere; name the file itself under `files:`",
                shown);
    } else if (in->fd < 0) {
        err_set(e, ERR_NOINPUT, "%s: cannot be opened: %s", shown, strerror(errno));
    } else if (fstat(in->fd, &in->before) != 0 || !S_ISREG(in->before.st_mode)) {
        err_set(e, ERR_NOINPUT, "%s: is no regular file; name files only under `files:`", shown);
    }
}

/* --- what it is ----------------------------------------------------------------------------------------------- */

static bool named(const char *path, const char *suffix) {
    size_t n = strlen(path), k = strlen(suffix);
    return n >= k && strcasecmp(path + n - k, suffix) == 0;
}

static bool named_book(const char *path) {
    return named(path, ".xlsx") || named(path, ".xlsm") || named(path, ".xls") || named(path, ".xlsb");
}

static void check_name(const struct input *in, enum unpack_packing packing, struct err *e) {
    if (packing == UNPACK_GZIP && !named(in->path, ".gz"))
        err_set(e, ERR_DATA, "%s: is compressed (gzip), which its name does not say; name it .gz if that is right",
                in->path);
    else if (packing == UNPACK_ZIP && !named_book(in->path))
        err_set(e, ERR_DATA,
                "%s: is a workbook or an archive, which its name does not say; name it .xlsx if that is right",
                in->path);
    else if (packing == UNPACK_NONE && named_book(in->path))
        err_set(e, ERR_DATA, "%s: is a text and no workbook; name it .csv if that is right", in->path);
    else if (packing == UNPACK_NONE && named(in->path, ".gz"))
        err_set(e, ERR_DATA, "%s: is not compressed, as its name says; name it .csv if that is right", in->path);
}

static int content(const struct input *in) { return in->unpacked.fd >= 0 ? in->unpacked.fd : in->fd; }

/* "A, B, C" of the sheets that are meant. */
static const char *sheet_names(struct arena *a, const struct frames *f, bool (*meant)(const struct frames_sheet *)) {
    struct buf b;
    buf_init(&b);
    for (size_t i = 0; i < f->n; i++)
        if (meant(&f->sheet[i])) buf_printf(&b, "%s%.*s", b.n ? ", " : "", STR_ARG(f->sheet[i].name));
    const char *out = b.n ? arena_cstr(a, buf_view(&b)) : NULL;
    buf_release(&b);
    return out;
}

static bool is_filled(const struct frames_sheet *s) { return s->read && s->n_rows > 0; }
static bool is_hidden(const struct frames_sheet *s) { return s->hidden && !s->read; }
static bool is_left(const struct frames_sheet *s) { return !s->hidden && !s->read; }
static bool is_any(const struct frames_sheet *s) { return s->name.n > 0; }

static const char *hidden_note(struct arena *a, const struct frames_sheet *s) {
    if (!s->formulas && !s->hidden_rows) return NULL;
    struct buf b;
    buf_init(&b);
    if (s->formulas) buf_printf(&b, "%u cells are formulas, read as they were last computed", s->formulas);
    if (s->hidden_rows) buf_printf(&b, "%s%u rows are hidden and were read", b.n ? "; " : "", s->hidden_rows);
    const char *out = arena_cstr(a, buf_view(&b));
    buf_release(&b);
    return out;
}

static void add_table(struct input *in, struct arena *a, const char *shown, const struct frames_sheet *s) {
    const char *path = s ? arena_printf(a, "%s[%.*s]", shown, STR_ARG(s->name)) : shown;
    in->table[in->n_tables++] = (struct input_table){s, path, s ? hidden_note(a, s) : NULL};
}

static void list_left_out(struct input *in, struct arena *a) {
    const char *hidden = sheet_names(a, &in->unpacked.book, is_hidden),
               *left = sheet_names(a, &in->unpacked.book, is_left);
    if (!hidden && !left) return;
    in->left_out = arena_printf(a, "%s%s%s%s%s", hidden ? "hidden sheets, not read: " : "", hidden ? hidden : "",
                                hidden && left ? "; " : "", left ? "sheets not read: " : "", left ? left : "");
}

/* The sheets that are read: those that were asked for, or the only visible one that holds rows. */
static void choose_sheets(struct input *in, struct arena *a, const char *shown, const struct source *src,
                          struct err *e) {
    const struct frames *f = &in->unpacked.book;
    size_t filled = 0, read = 0;
    for (size_t i = 0; i < f->n; i++) {
        filled += is_filled(&f->sheet[i]);
        read += f->sheet[i].read;
    }
    if (src->sheet && read == 0)
        err_set(e, ERR_DATA, "%s: no sheet is called %s, as source %s says; there are: %s", in->path, src->sheet,
                src->name, sheet_names(a, f, is_any));
    else if (!src->sheet && filled > 1)
        err_set(e, ERR_DATA,
                "%s: several sheets hold rows: %s; say which under `sheet:` of source %s, by name or pattern", in->path,
                sheet_names(a, f, is_filled), src->name);
    else if (src->snapshot && filled > 1)
        err_set(e, ERR_DATA, "%s: a snapshot is one sheet, these hold rows: %s; name one under `sheet:` of source %s",
                in->path, sheet_names(a, f, is_filled), src->name);
    if (err_is(e)) return;
    list_left_out(in, a);
    in->table = arena_alloc(a, (f->n + 1) * sizeof *in->table);
    for (size_t i = 0; i < f->n; i++)
        if (is_filled(&f->sheet[i])) add_table(in, a, shown, &f->sheet[i]);
    for (size_t i = 0; i < f->n && in->n_tables == 0; i++)
        if (f->sheet[i].read || read == 0) add_table(in, a, shown, &f->sheet[i]);
}

/* The encoding is that of the text within, bytes and digest are those of the file around it. */
static void look_packed(struct input *in, struct arena *a, const char *shown, const struct source *src, struct err *e) {
    unpack_open(&in->unpacked, a, in->fd, in->path, src->sheet, e);
    if (err_is(e)) return;
    if (in->unpacked.book.n) choose_sheets(in, a, shown, src, e);
    else in->verdict = encoding_look(in->unpacked.fd, in->path, src->encoding, e);
    in->verdict.bytes = in->before.st_size;
    encoding_digest(in->fd, in->path, in->verdict.sha256, e);
}

void input_look(struct input *in, struct arena *a, const char *shown, const struct source *src, struct err *e) {
    if (err_is(e)) return;
    enum unpack_packing packing = unpack_packing(in->fd);
    if (packing != UNPACK_NONE) check_name(in, packing, e);
    if (err_is(e)) return;
    if (packing != UNPACK_NONE) look_packed(in, a, shown, src, e);
    else in->verdict = encoding_look(in->fd, in->path, src->encoding, e);
    if (!err_is(e) && packing == UNPACK_NONE) check_name(in, packing, e);
    if (err_is(e) || in->n_tables) return;
    in->table = arena_alloc(a, sizeof *in->table);
    add_table(in, a, shown, NULL);
}

/* The first row that is not blank. */
static bool first_row(struct input *in, struct row *head, struct spans *spans, struct err *e) {
    while (rows_every(in->rows, head, e)) {
        spans_add(spans, head->kind == ROW_MARK ? SPAN_MARK : head->kind == ROW_BLANK ? SPAN_BLANK : SPAN_HEADER, head);
        if (head->kind == ROW_CELLS) return true;
    }
    return false;
}

const char *input_stream(const struct input *in) {
    return in->unpacked.book.n ? "sheet" : in->unpacked.fd >= 0 ? "unpacked" : "file";
}

bool input_header(struct input *in, size_t table, const struct source *src, struct row *head, struct spans *spans,
                  struct err *e) {
    const struct input_table *t = &in->table[table];
    rows_close(in->rows);
    spans_reset(spans);
    in->rows =
        t->sheet ? rows_of_sheet(t->sheet) : rows_of_text(content(in), in->path, &in->verdict, src->delimiter, e);
    if (err_is(e) || !first_row(in, head, spans, e)) return false;
    if (head->fault == ROW_ENCODING) {
        err_set(e, ERR_DATA, "%s:%lld: the header is not right in %s; say another `encoding:` in source %s", t->path,
                (long long)head->line, input_encoding(in), src->name);
    } else if (head->fault != ROW_RIGHT) {
        err_set(e, ERR_DATA,
                "%s:%lld: the header cannot be read (a stray quote, a NUL or too many columns); mend the first line",
                t->path, (long long)head->line);
    }
    rows_expect(in->rows, head->n);
    return !err_is(e);
}

void input_settled(const struct input *in, struct err *e) {
    struct stat now;
    if (err_is(e)) return;
    if (fstat(in->fd, &now) != 0 || now.st_size != in->before.st_size ||
        now.st_mtim.tv_sec != in->before.st_mtim.tv_sec || now.st_mtim.tv_nsec != in->before.st_mtim.tv_nsec)
        err_set(e, ERR_DATA, "%s: changed while it was read; run again when it is complete", in->path);
}

void input_close(struct input *in) {
    rows_close(in->rows);
    unpack_close(&in->unpacked);
    if (in->fd >= 0) close(in->fd);
    in->rows = NULL;
    in->fd = -1;
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

char **input_files(struct arena *a, const struct config *cfg, const struct source *src, size_t *n, struct err *e) {
    char ***part = arena_alloc(a, (src->n_files + 1) * sizeof *part);
    size_t *count = arena_zero(a, (src->n_files + 1) * sizeof *count), all = 0;
    for (size_t i = 0; i < src->n_files; i++) {
        part[i] = file_glob(a, file_join(a, cfg->dir, src->files[i]), &count[i], e);
        all += count[i];
    }
    char **list = arena_alloc(a, (all + 1) * sizeof *list);
    size_t k = 0;
    for (size_t i = 0; i < src->n_files; i++)
        for (size_t j = 0; j < count[i]; j++) list[k++] = part[i][j];
    if (k > 1) qsort(list, k, sizeof *list, by_bytes);
    *n = 0;
    for (size_t i = 0; i < k; i++)
        if (*n == 0 || strcmp(list[*n - 1], list[i]) != 0) list[(*n)++] = list[i];
    return list;
}

/* The length of a visible character at p; 0 when there is none. */
static size_t visible(const unsigned char *p) {
    size_t bad, n = p[0] < 0x80 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    if (p[0] < 0x20 || p[0] == 0x7F || p[0] == '\\') return 0;
    for (size_t i = 1; i < n; i++)
        if (!p[i]) return 0;
    if (!encoding_utf8(str_n((const char *)p, n), &bad)) return 0;
    if (p[0] == 0xC2 && p[1] < 0xA0) return 0;                                /* C1 controls */
    bool zero = p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0x8B && p[2] <= 0x8F; /* U+200B … U+200F */
    bool turn = p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0xAA && p[2] <= 0xAE; /* U+202A … U+202E */
    bool part = p[0] == 0xE2 && p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA9; /* U+2066 … U+2069 */
    return zero || turn || part ? 0 : n;
}

const char *input_shown(struct arena *a, const char *path) {
    struct buf b;
    buf_init(&b);
    for (const unsigned char *p = (const unsigned char *)path; *p;) {
        size_t n = visible(p);
        if (n) buf_add(&b, p, n);
        else buf_printf(&b, "\\x%02x", *p);
        p += n ? n : 1;
    }
    const char *out = arena_cstr(a, buf_view(&b));
    buf_release(&b);
    return out;
}

const char *input_relative(const struct config *cfg, const char *path) {
    size_t n = cfg->dir ? strlen(cfg->dir) : 0;
    if (n && strncmp(path, cfg->dir, n) == 0 && path[n] == '/') return path + n + 1;
    return path;
}

const char *input_encoding(const struct input *in) {
    return in->unpacked.book.n ? "xlsx" : encoding_name(in->verdict.encoding);
}

const char *input_delimiter(const struct input *in) {
    if (in->unpacked.book.n) return "";
    switch (in->rows ? rows_delimiter(in->rows) : ',') {
    case ';': return ";";
    case '\t': return "TAB";
    case '|': return "|";
    default: return ",";
    }
}
