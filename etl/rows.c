#include "etl/rows.h"
#include "base/mem.h"
#include <errno.h>
#include <sys/stat.h>

struct rows {
    struct csv *csv; /* a text; NULL: a sheet */
    struct frames_cursor cursor;
    int64_t bytes;
    int width;
    struct str field[ROW_COLUMNS_MAX];
    struct buf raw;
};

struct rows *rows_of_text(int fd, const char *path, const struct encoding_verdict *v, char delimiter, struct err *e) {
    struct rows *r = mem_zero(sizeof *r);
    buf_init(&r->raw);
    struct stat st = {0};
    if (fstat(fd, &st) != 0) err_set(e, ERR_IO, "%s: cannot be looked at: %s", path, strerror(errno));
    r->bytes = st.st_size;
    r->csv = csv_open(fd, path, v, delimiter, e);
    return r;
}

struct rows *rows_of_sheet(const struct frames_sheet *s) {
    struct rows *r = mem_zero(sizeof *r);
    buf_init(&r->raw);
    r->cursor.sheet = s;
    r->bytes = s->last - s->first;
    return r;
}

void rows_close(struct rows *r) {
    if (!r) return;
    csv_close(r->csv);
    buf_release(&r->raw);
    mem_free(r);
}

char rows_delimiter(const struct rows *r) { return r->csv ? csv_delimiter(r->csv) : ','; }

void rows_expect(struct rows *r, int n_fields) {
    r->width = n_fields;
    if (r->csv) csv_expect(r->csv, n_fields);
}

/* A cell by RFC 4180 and nothing else: it has to be the same when it is read again. */
static void put_cell(struct buf *b, struct str s) {
    bool plain = true;
    for (size_t i = 0; i < s.n && plain; i++) plain = !strchr(",\"\r\n", s.p[i]);
    if (plain) {
        buf_str(b, s);
        return;
    }
    buf_byte(b, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') buf_byte(b, '"');
        buf_byte(b, s.p[i]);
    }
    buf_byte(b, '"');
}

static bool blank(const struct row *row) {
    for (int i = 0; i < row->n; i++)
        if (str_trim(row->field[i]).n) return false;
    return row->fault == ROW_RIGHT || row->fault == ROW_MERGED;
}

static bool next_of_sheet(struct rows *r, struct row *row) {
    if (!frames_every(&r->cursor, row, r->field, r->width)) return false;
    if (row->kind == ROW_MARK) return true;
    if (blank(row)) {
        row->kind = ROW_BLANK;
        return true;
    }
    buf_reset(&r->raw);
    for (int i = 0; i < row->n; i++) {
        if (i) buf_byte(&r->raw, ',');
        put_cell(&r->raw, row->field[i]);
    }
    row->raw = buf_view(&r->raw);
    return true;
}

bool rows_every(struct rows *r, struct row *row, struct err *e) {
    if (r->csv) return csv_every(r->csv, row, e);
    return !err_is(e) && next_of_sheet(r, row);
}

bool rows_next(struct rows *r, struct row *row, struct err *e) {
    while (rows_every(r, row, e))
        if (row->kind == ROW_CELLS) return true;
    return false;
}

int64_t rows_bytes(const struct rows *r) { return r->bytes; }
