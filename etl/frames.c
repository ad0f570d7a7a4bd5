#include "etl/frames.h"
#include "base/mem.h"
#include "etl/encoding.h"
#include "etl/sandbox.h"
#include <stdlib.h>

enum { HEAD = 5, FLUSH = 1 << 16, ROW_HEAD = 10 };

static void put32(struct buf *b, uint32_t v) { buf_add(b, &v, sizeof v); }

static uint32_t get32(const char *p) {
    uint32_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

static void begin(struct frames_out *o, char kind) {
    o->start = o->buf.n;
    buf_byte(&o->buf, kind);
    put32(&o->buf, 0);
}

static void finish(struct frames_out *o) {
    uint32_t n = (uint32_t)(o->buf.n - o->start - HEAD);
    memcpy(o->buf.p + o->start + 1, &n, sizeof n);
    if (o->fd < 0 || o->buf.n < FLUSH) return;
    o->gone = o->gone || !sandbox_put(o->fd, o->buf.p, o->buf.n);
    buf_reset(&o->buf);
}

void frames_sheet(struct frames_out *o, struct str name, bool hidden, bool read, enum row_epoch epoch) {
    begin(o, 's');
    buf_byte(&o->buf, (char)(hidden | read << 1 | (epoch == ROW_SINCE_1904) << 2));
    buf_str(&o->buf, name);
    finish(o);
}

/* A row: its line, the fault's column, the fault, one byte without meaning, then the cells. */
void frames_row_begin(struct frames_out *o, int64_t line) {
    begin(o, 'r');
    put32(&o->buf, (uint32_t)line);
    put32(&o->buf, 0);
    buf_add(&o->buf, "\0\0", 2);
    o->cells = 0;
}

void frames_cell(struct frames_out *o, struct str text) {
    put32(&o->buf, (uint32_t)text.n);
    buf_str(&o->buf, text);
    o->cells++;
}

void frames_row_end(struct frames_out *o, enum row_fault fault, int col) {
    char *p = o->buf.p + o->start + HEAD;
    uint32_t c = (uint32_t)col;
    memcpy(p + 4, &c, sizeof c);
    p[8] = (char)fault;
    finish(o);
}

void frames_row_drop(struct frames_out *o) {
    o->buf.n = o->start;
    o->buf.p[o->buf.n] = 0;
}

void frames_merged(struct frames_out *o, const uint32_t corner[4]) {
    begin(o, 'm');
    for (int i = 0; i < 4; i++) put32(&o->buf, corner[i]);
    finish(o);
}

void frames_notes(struct frames_out *o, uint32_t formulas, uint32_t hidden_rows) {
    begin(o, 'n');
    put32(&o->buf, formulas);
    put32(&o->buf, hidden_rows);
    finish(o);
}

void frames_end(struct frames_out *o) {
    begin(o, 'z');
    finish(o);
    if (o->fd < 0) return;
    o->gone = o->gone || !sandbox_put(o->fd, o->buf.p, o->buf.n);
    buf_reset(&o->buf);
}

/* --- reading -------------------------------------------------------------------------------------------------- */

struct frame {
    char kind;
    struct str body;
};

static bool next_frame(struct str *rest, struct frame *f) {
    if (rest->n < HEAD) return false;
    uint32_t n = get32(rest->p + 1);
    if (n > rest->n - HEAD) return false;
    *f = (struct frame){rest->p[0], str_n(rest->p + HEAD, n)};
    *rest = str_n(rest->p + HEAD + n, rest->n - HEAD - n);
    return true;
}

static bool right_name(struct str name) {
    size_t bad;
    if (!name.n || name.n > 400 || !encoding_utf8(name, &bad)) return false;
    for (size_t i = 0; i < name.n; i++)
        if ((unsigned char)name.p[i] < ' ' || strchr("/\\[]", name.p[i])) return false;
    return true;
}

/* Whether a row's cells fill its frame exactly. */
static bool right_row(struct str body) {
    if (body.n < ROW_HEAD || body.n > 2 * (size_t)ROW_MAX) return false;
    uint32_t line = get32(body.p), col = get32(body.p + 4);
    if (!line || line > FRAMES_LINE_MAX || col > ROW_COLUMNS_MAX || (unsigned char)body.p[8] >= ROW_FAULTS)
        return false;
    int n = 0;
    for (size_t i = ROW_HEAD; i < body.n; n++) {
        if (body.n - i < 4 || n == ROW_COLUMNS_MAX) return false;
        uint32_t k = get32(body.p + i);
        i += 4;
        if (k > ROW_FIELD_MAX || k > body.n - i) return false;
        i += k;
    }
    return true;
}

/* What is put together while the frames pass. */
struct look {
    struct arena *a;
    struct frames *f;
    size_t cap;
    uint32_t (*merged)[4];
    size_t n_merged, cap_merged, of_sheet; /* of_sheet: where the sheet's own begin */
    uint32_t line;
    bool ended;
};

enum { SHEETS_MAX = 1000 };

static int by_line(const void *a, const void *b) {
    const uint32_t *x = a, *y = b;
    return x[0] != y[0] ? (x[0] > y[0]) - (x[0] < y[0]) : (x[1] > y[1]) - (x[1] < y[1]);
}

static void close_sheet(struct look *l, const char *end) {
    if (l->f->n == 0) return;
    struct frames_sheet *s = &l->f->sheet[l->f->n - 1];
    s->last = end;
    s->n_merged = l->n_merged - l->of_sheet;
    uint32_t(*copy)[4] = arena_alloc(l->a, (s->n_merged + 1) * sizeof *copy);
    if (s->n_merged) memcpy(copy, l->merged + l->of_sheet, s->n_merged * sizeof *copy);
    if (s->n_merged > 1) qsort(copy, s->n_merged, sizeof *copy, by_line);
    s->merged = (const uint32_t(*)[4])copy;
    l->of_sheet = l->n_merged;
}

static bool add_sheet(struct look *l, struct str body, const char *start, const char *behind) {
    if (body.n < 2 || l->f->n == SHEETS_MAX || !right_name(str_n(body.p + 1, body.n - 1))) return false;
    close_sheet(l, start);
    *VEC_ADD(l->f->sheet, l->f->n, l->cap) =
        (struct frames_sheet){.name = str_n(body.p + 1, body.n - 1),
                              .hidden = body.p[0] & 1,
                              .read = body.p[0] >> 1 & 1,
                              .epoch = body.p[0] & 4 ? ROW_SINCE_1904 : ROW_SINCE_1900,
                              .first = behind};
    l->line = 0;
    return true;
}

static bool add_merged(struct look *l, struct str body) {
    if (body.n != 16) return false;
    uint32_t(*to)[4] = VEC_ADD(l->merged, l->n_merged, l->cap_merged);
    memcpy(to, body.p, 16);
    return true;
}

static bool look_at(struct look *l, const struct frame *f, const char *start, const char *behind) {
    struct frames_sheet *s = l->f->n ? &l->f->sheet[l->f->n - 1] : NULL;
    if (f->kind == 's') return add_sheet(l, f->body, start, behind);
    if (f->kind == 'z') {
        close_sheet(l, start);
        return l->ended = true;
    }
    if (!s) return false;
    if (f->kind == 'm') return add_merged(l, f->body);
    if (f->kind == 'n' && f->body.n == 8) {
        s->formulas = get32(f->body.p);
        s->hidden_rows = get32(f->body.p + 4);
        return true;
    }
    if (f->kind != 'r' || !right_row(f->body) || get32(f->body.p) <= l->line) return false;
    l->line = get32(f->body.p);
    s->n_rows++;
    return true;
}

void frames_open(struct frames *f, struct arena *a, struct str bytes, struct err *e) {
    *f = (struct frames){0};
    struct look l = {.a = a, .f = f};
    struct str rest = bytes;
    struct frame x;
    bool right = true;
    while (right && !l.ended) {
        const char *start = rest.p;
        right = next_frame(&rest, &x) && look_at(&l, &x, start, rest.p);
    }
    if (!right || rest.n) err_set(e, ERR_DATA, "what came out of it is no list of rows; save it anew and try again");
    mem_free(l.merged);
    struct frames_sheet *kept = arena_alloc(a, (f->n + 1) * sizeof *kept);
    if (f->n) memcpy(kept, f->sheet, f->n * sizeof *kept);
    mem_free(f->sheet);
    f->sheet = kept;
}

/* The merged ranges that reach to this line, of ranges sorted by their first line. */
static bool move_active(struct frames_cursor *c, int64_t line) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < c->n_active; i++)
        if (c->sheet->merged[c->active[i]][2] >= line) c->active[kept++] = c->active[i];
    c->n_active = kept;
    for (; c->next_merged < c->sheet->n_merged && c->sheet->merged[c->next_merged][0] <= line; c->next_merged++) {
        if (c->sheet->merged[c->next_merged][2] < line) continue;
        if (c->n_active == FRAMES_ACTIVE_MAX) return false;
        c->active[c->n_active++] = (uint32_t)c->next_merged;
    }
    return true;
}

/* A cell that another one covers has no value of its own, and whose it would be is not said. */
static void find_merged(struct frames_cursor *c, struct row *row, int width) {
    bool counted = move_active(c, row->line);
    if (!width || row->fault) return;
    if (!counted) row->fault = ROW_MERGED;
    for (uint32_t i = 0; i < c->n_active && !row->fault; i++) {
        const uint32_t *m = c->sheet->merged[c->active[i]];
        uint32_t col = m[1] + (row->line == m[0]);
        if (col && col <= m[3] && col <= (uint32_t)width) row->fault = ROW_MERGED, row->col = (int)col;
    }
}

static void take_cells(struct str body, struct row *row, int width) {
    size_t bad;
    bool right = true;
    for (size_t i = ROW_HEAD; i < body.n && row->n < ROW_COLUMNS_MAX;) {
        uint32_t k = get32(body.p + i);
        struct str cell = str_n(body.p + i + 4, k);
        right = right && encoding_utf8(cell, &bad);
        if (right && memchr(cell.p, 0, cell.n) && !row->fault) row->fault = ROW_CONTROL, row->col = row->n + 1;
        row->field[row->n++] = cell;
        i += 4 + k;
    }
    while (row->n < width) row->field[row->n++] = str_n("", 0);
    while (width && row->n > width && !row->field[row->n - 1].n) row->n--;
    if (!right) row->fault = ROW_ENCODING, row->col = 0;
}

bool frames_every(struct frames_cursor *c, struct row *row, struct str field[ROW_COLUMNS_MAX], int width) {
    if (!c->at) c->at = c->sheet->first;
    struct str rest = str_n(c->at, (size_t)(c->sheet->last - c->at));
    struct frame x;
    int64_t from = c->at - c->sheet->first;
    if (!next_frame(&rest, &x)) return false;
    c->at = rest.p;
    *row = (struct row){.kind = ROW_MARK, .from = from, .to = c->at - c->sheet->first, .line = c->line ? c->line : 1};
    if (x.kind != 'r') return true;
    row->kind = ROW_CELLS;
    row->line = c->line = get32(x.body.p);
    row->field = field;
    row->fault = (enum row_fault)x.body.p[8];
    row->col = (int)get32(x.body.p + 4);
    row->epoch = c->sheet->epoch;
    take_cells(x.body, row, width);
    find_merged(c, row, width);
    return true;
}
