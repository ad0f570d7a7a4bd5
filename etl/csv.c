#include "etl/csv.h"
#include "base/mem.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 1 << 20, WINDOW = ROW_MAX + BLOCK, LINES_MAX = 200 /* in one row: more is a stray quote */ };

/* The next place of one byte, found once and kept while rows pass, so that every byte is looked at once. */
struct finder {
    char byte;
    bool hit;
    size_t at; /* hit: the place; else: none before here */
};

struct csv {
    int fd;
    const char *path;
    struct encoding_verdict v;
    struct decoder *decoder;
    char delimiter;
    int expect;
    int64_t line; /* of the byte at `start` */
    int64_t at;   /* of it in the file */
    int64_t lead; /* bytes before the first row that were not given out yet */
    char *win;
    size_t start, end; /* unread bytes of the window */
    bool eof;
    struct finder lf, cr, quote;
    char *raw16; /* UTF-16: undecoded bytes */
    size_t n_raw16;
    struct buf text16;
    size_t at16;
    struct buf row, unquoted; /* the decoded row; fields with doubled quotes */
    struct str field[ROW_COLUMNS_MAX];
};

static size_t read_some(struct csv *c, char *to, size_t room, struct err *e) {
    for (;;) {
        ssize_t n = read(c->fd, to, room);
        if (n >= 0) return (size_t)n;
        if (errno == EINTR) continue;
        err_set(e, ERR_IO, "%s: cannot be read: %s", c->path, strerror(errno));
        return 0;
    }
}

/* UTF-16 comes through a second buffer, in which it is already UTF-8. */
static size_t read_utf16(struct csv *c, char *to, size_t room, struct err *e) {
    if (c->at16 == c->text16.n) {
        buf_reset(&c->text16);
        c->at16 = 0;
        size_t got = read_some(c, c->raw16 + c->n_raw16, BLOCK - c->n_raw16, e);
        size_t n = c->n_raw16 + got;
        size_t used = encoding_utf16(str_n(c->raw16, n), c->v.encoding == ENC_UTF16BE, got == 0, &c->text16);
        c->n_raw16 = n - used;
        memmove(c->raw16, c->raw16 + used, c->n_raw16);
        if (got && !c->text16.n) return read_utf16(c, to, room, e);
    }
    size_t n = c->text16.n - c->at16;
    if (n > room) n = room;
    memcpy(to, c->text16.p + c->at16, n);
    c->at16 += n;
    return n;
}

static void shift(struct finder *f, size_t by) {
    if (f->at < by) f->hit = false;
    f->at = f->at > by ? f->at - by : 0;
}

static void fill(struct csv *c, struct err *e) {
    if (c->start) {
        memmove(c->win, c->win + c->start, c->end - c->start);
        shift(&c->lf, c->start);
        shift(&c->cr, c->start);
        shift(&c->quote, c->start);
        c->end -= c->start;
        c->start = 0;
    }
    while (c->end < WINDOW && !c->eof && !err_is(e)) {
        size_t room = WINDOW - c->end < BLOCK ? WINDOW - c->end : BLOCK;
        size_t n = c->raw16 ? read_utf16(c, c->win + c->end, room, e) : read_some(c, c->win + c->end, room, e);
        c->eof = n == 0;
        c->end += n;
        if (n) break;
    }
}

/* How many bytes of the file the window's from … to are. In UTF-16 every character is 2 of them, one beyond U+FFFF 4,
 * half a one at the end (\xFF, see encoding_utf16) 1. */
static int64_t file_bytes(const struct csv *c, size_t from, size_t to) {
    if (!c->raw16) return (int64_t)(to - from);
    int64_t n = 0;
    for (size_t i = from; i < to; i++) {
        unsigned char b = (unsigned char)c->win[i];
        if ((b & 0xC0) != 0x80) n += b == 0xFF ? 1 : b >= 0xF0 ? 4 : 2;
    }
    return n;
}

static void consume(struct csv *c, size_t next, int64_t lines) {
    c->at += file_bytes(c, c->start, next);
    c->start = next;
    c->line += lines;
}

/* The first such byte at or behind `from`; the window's end when there is none in it. */
static size_t find(struct csv *c, struct finder *f, size_t from) {
    if (f->hit && f->at >= from) return f->at;
    if (f->hit || f->at < from) f->at = from;
    const char *q = f->at < c->end ? memchr(c->win + f->at, f->byte, c->end - f->at) : NULL;
    f->hit = q != NULL;
    f->at = q ? (size_t)(q - c->win) : c->end;
    return f->at;
}

/* A row's extent in the window. */
struct extent {
    size_t end, next; /* behind its last byte; where the next row starts */
    int64_t lines;    /* line ends within and behind it */
    bool more;        /* the window ends first: fill and try again */
    enum row_fault fault;
};

static size_t line_end(struct csv *c, size_t from) {
    size_t lf = find(c, &c->lf, from), cr = find(c, &c->cr, from);
    return lf < cr ? lf : cr;
}

/* Behind the line end that stands at `at`: LF, CRLF or CR. */
static size_t behind(const struct csv *c, size_t at) {
    return at + 1 + (c->win[at] == '\r' && at + 1 < c->end && c->win[at + 1] == '\n');
}

static struct extent one_line(struct csv *c, size_t from, enum row_fault fault) {
    size_t at = line_end(c, from);
    if (at < c->end) {
        bool split = c->win[at] == '\r' && at + 1 == c->end && !c->eof; /* the LF may be in the next block */
        return (struct extent){at, behind(c, at), 1, split, fault};
    }
    return (struct extent){c->end, c->end, 0, !c->eof, fault};
}

/* Skips an unquoted field: to its delimiter, line end or the window's end. *stray: a quote stands in it. Bytes of
 * double-byte characters never count, because | is also the second byte of some. */
static size_t skip_plain(const struct csv *c, size_t i, bool *stray) {
    bool pairs = c->decoder != NULL && c->delimiter == '|';
    for (; i < c->end; i++) {
        unsigned char b = (unsigned char)c->win[i];
        if (b == (unsigned char)c->delimiter || b == '\n' || b == '\r') break;
        if (b == '"') *stray = true;
        if (pairs && b > 0x80 && i + 1 < c->end && (unsigned char)c->win[i + 1] >= 0x40) i++;
    }
    return i;
}

/* Moves *i from an opening quote behind its closing one; false, and the window's end, when there is none in it. */
static bool skip_quoted(const struct csv *c, size_t *at, int64_t *lines) {
    for (size_t i = *at + 1; i < c->end;) {
        const char *q = memchr(c->win + i, '"', c->end - i);
        size_t to = q ? (size_t)(q - c->win) : c->end;
        for (; i < to; i++)
            if (c->win[i] == '\n' || (c->win[i] == '\r' && !(i + 1 < c->end && c->win[i + 1] == '\n'))) ++*lines;
        if (!q) break;
        if (i + 1 == c->end || c->win[i + 1] != '"') {
            *at = i + 1;
            return true;
        }
        i += 2; /* a doubled quote stands for one */
    }
    *at = c->end;
    return false;
}

static bool ends_field(const struct csv *c, size_t i) {
    return i == c->end || c->win[i] == c->delimiter || c->win[i] == '\n' || c->win[i] == '\r';
}

/* A row with quotes: field by field, so that line ends within quotes do not end it. */
static struct extent quoted_row(struct csv *c, size_t from) {
    static const struct extent more = {.more = true};
    bool whole = c->eof || c->end - from > ROW_MAX; /* there is nothing to wait for */
    int64_t lines = 0;
    int fields = 1;
    for (size_t i = from;; i++, fields++) {
        bool right = true, stray = false;
        if (i < c->end && c->win[i] == '"') right = skip_quoted(c, &i, &lines) && ends_field(c, i);
        else i = skip_plain(c, i, &stray);
        if (i == c->end && !whole) return more;
        if (!right || stray || i - from > ROW_MAX || lines > LINES_MAX) return one_line(c, from, ROW_QUOTE);
        if (i < c->end && c->win[i] == c->delimiter) continue;
        if (lines && c->expect && fields != c->expect) return one_line(c, from, ROW_QUOTE);
        if (i == c->end) return (struct extent){i, i, lines, false, ROW_RIGHT};
        if (c->win[i] == '\r' && i + 1 == c->end && !whole) return more;
        return (struct extent){i, behind(c, i), lines + 1, false, ROW_RIGHT};
    }
}

static struct extent next_row(struct csv *c) {
    struct extent x = one_line(c, c->start, ROW_RIGHT);
    if (x.more) return x;
    return find(c, &c->quote, c->start) < x.end ? quoted_row(c, c->start) : x;
}

/* Drops the rest of a line that is longer than any row may be. */
static void drop_line(struct csv *c, struct err *e) {
    for (;;) {
        struct extent x = one_line(c, c->start, ROW_TOO_LONG);
        if (!x.more) {
            consume(c, x.next, x.lines);
            return;
        }
        consume(c, c->end - (c->end > c->start && c->win[c->end - 1] == '\r'), 0);
        fill(c, e);
        if (err_is(e)) return;
    }
}

/* One field that starts with a quote: up to its closing quote, doubled quotes made single. Returns what is left. */
static struct str unquote(struct csv *c, struct str s, struct str *field) {
    size_t from = c->unquoted.n, i = 1, plain = 1;
    for (; i < s.n; i++) {
        if (s.p[i] != '"') continue;
        if (i + 1 == s.n || s.p[i + 1] != '"') break;
        buf_add(&c->unquoted, s.p + plain, i - plain + 1);
        plain = ++i + 1;
    }
    if (plain == 1) {
        *field = str_n(s.p + 1, i - 1);
    } else {
        if (i > plain) buf_add(&c->unquoted, s.p + plain, i - plain);
        *field = str_n(c->unquoted.p + from, c->unquoted.n - from);
    }
    size_t used = i < s.n ? i + 1 : s.n;
    return str_n(s.p + used, s.n - used);
}

/* One field off the front of *s; false when it was the last. */
static bool split_one(struct csv *c, struct str *s, bool quotes, struct str *field) {
    struct str rest = *s;
    bool quoted = quotes && rest.n && rest.p[0] == '"';
    if (quoted) rest = unquote(c, rest, field);
    const char *d = rest.n ? memchr(rest.p, c->delimiter, rest.n) : NULL;
    size_t k = d ? (size_t)(d - rest.p) : rest.n;
    if (!quoted) *field = str_n(rest.p, k);
    if (d) *s = str_n(d + 1, rest.n - k - 1);
    return d != NULL;
}

/* Makes the scratch buffer hold n bytes without moving, because fields point into it. */
static void reserve(struct buf *b, size_t n) {
    static const char zeros[1024];
    buf_reset(b);
    if (b->cap > n) return;
    while (b->n <= n) buf_add(b, zeros, sizeof zeros);
    buf_reset(b);
}

static void split(struct csv *c, struct str s, struct row *row) {
    bool quotes = row->fault != ROW_QUOTE && s.n && memchr(s.p, '"', s.n);
    if (quotes) reserve(&c->unquoted, s.n);
    for (bool more = true; more;) {
        if (row->n == ROW_COLUMNS_MAX) {
            if (!row->fault) row->fault = ROW_COLUMNS;
            return;
        }
        struct str *f = &c->field[row->n++];
        more = split_one(c, &s, quotes, f);
        if (f->n > ROW_FIELD_MAX && !row->fault) row->fault = ROW_TOO_LONG, row->col = row->n;
    }
}

static bool ascii(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80) return false;
    return true;
}

static struct str decode(struct csv *c, struct row *row) {
    struct str s = row->raw;
    size_t bad;
    bool right = true;
    if (c->decoder && !ascii(s)) {
        right = decoder_row(c->decoder, s, &c->row, &bad);
        s = buf_view(&c->row);
    } else if (!c->v.clean) {
        right = encoding_utf8(s, &bad);
    }
    if (!right) row->fault = ROW_ENCODING;
    else if (c->v.nuls && s.n && memchr(s.p, 0, s.n)) row->fault = ROW_CONTROL;
    return s;
}

static bool blank(const struct row *row) {
    for (int i = 0; i < row->n; i++)
        if (row->field[i].n && str_trim(row->field[i]).n) return false;
    return row->fault == ROW_RIGHT;
}

static void deliver(struct csv *c, struct extent x, struct row *row) {
    *row = (struct row){.raw = str_n(c->win + c->start, x.end - c->start),
                        .from = c->at,
                        .line = c->line,
                        .field = c->field,
                        .fault = x.fault};
    consume(c, x.next, x.lines);
    row->to = c->at;
    if (row->raw.n > ROW_MAX) row->fault = ROW_TOO_LONG;
    else if (row->raw.n) split(c, decode(c, row), row);
    if (row->raw.n == 0 || blank(row)) row->kind = ROW_BLANK;
}

enum { LONG_KEPT = 64 << 10 };

static void deliver_long(struct csv *c, struct row *row, struct err *e) {
    buf_reset(&c->row);
    buf_add(&c->row, c->win + c->start, LONG_KEPT);
    *row = (struct row){
        .raw = buf_view(&c->row), .from = c->at, .line = c->line, .field = c->field, .fault = ROW_TOO_LONG};
    drop_line(c, e);
    row->to = c->at;
}

bool csv_every(struct csv *c, struct row *row, struct err *e) {
    if (c->lead && !err_is(e)) {
        *row = (struct row){.kind = ROW_MARK, .to = c->lead, .line = 1, .field = c->field};
        c->lead = 0;
        return true;
    }
    while (!err_is(e)) {
        if (c->start == c->end) {
            if (c->eof) return false;
            fill(c, e);
            continue;
        }
        struct extent x = next_row(c);
        if (!x.more) {
            deliver(c, x, row);
            return true;
        }
        if (c->start == 0 && c->end == WINDOW) {
            deliver_long(c, row, e);
            return !err_is(e);
        }
        fill(c, e);
    }
    return false;
}

bool csv_next(struct csv *c, struct row *row, struct err *e) {
    while (csv_every(c, row, e))
        if (row->kind == ROW_CELLS) return true;
    return false;
}

static char most_frequent(struct str line) {
    static const char candidates[] = ",;\t|";
    int count[4] = {0}, best = 0;
    bool quoted = false;
    for (size_t i = 0; i < line.n; i++) {
        const char *k = line.p[i] ? strchr(candidates, line.p[i]) : NULL;
        if (line.p[i] == '"') quoted = !quoted;
        else if (k && !quoted) count[k - candidates]++;
    }
    for (int i = 1; i < 4; i++)
        if (count[i] > count[best]) best = i;
    return candidates[best];
}

static void skip_mark(struct csv *c) {
    if (c->end - c->start >= 3 && memcmp(c->win + c->start, "\xEF\xBB\xBF", 3) == 0) consume(c, c->start + 3, 0);
}

/* The delimiter from the first line: `sep=;` as spreadsheets write it, else the most frequent candidate. */
static void sniff(struct csv *c, struct err *e) {
    struct extent x = {.more = true};
    while (!err_is(e) && x.more && !(c->start == 0 && c->end == WINDOW)) {
        fill(c, e);
        if (c->at == 0) skip_mark(c);
        x = one_line(c, c->start, ROW_RIGHT);
        if (c->eof) break;
    }
    struct str line = str_n(c->win + c->start, x.more ? 0 : x.end - c->start);
    size_t bad;
    if (c->decoder && decoder_row(c->decoder, line, &c->row, &bad)) line = buf_view(&c->row);
    struct str bare = str_trim(line);
    if (bare.n == 5 && strncasecmp(bare.p, "sep=", 4) == 0) {
        if (!c->delimiter) c->delimiter = bare.p[4];
        consume(c, x.next, x.lines);
    }
    if (!c->delimiter) c->delimiter = most_frequent(line);
    c->lead = c->at;
}

struct csv *csv_open(int fd, const char *path, const struct encoding_verdict *v, char delimiter, struct err *e) {
    struct csv *c = mem_zero(sizeof *c);
    *c = (struct csv){.fd = fd,
                      .path = path,
                      .v = *v,
                      .delimiter = delimiter,
                      .line = 1,
                      .lf = {'\n', false, 0},
                      .cr = {'\r', false, 0},
                      .quote = {'"', false, 0}};
    c->win = mem_alloc(WINDOW);
    buf_init(&c->text16);
    buf_init(&c->row);
    buf_init(&c->unquoted);
    if (v->encoding >= ENC_GB18030) c->decoder = decoder_open(v->encoding);
    if (v->encoding == ENC_UTF16LE || v->encoding == ENC_UTF16BE) c->raw16 = mem_alloc(BLOCK), c->v.clean = false;
    if (lseek(fd, 0, SEEK_SET) < 0) err_set(e, ERR_IO, "%s: cannot be read: %s", path, strerror(errno));
    sniff(c, e);
    return c;
}

void csv_close(struct csv *c) {
    if (!c) return;
    decoder_close(c->decoder);
    buf_release(&c->text16);
    buf_release(&c->row);
    buf_release(&c->unquoted);
    mem_free(c->raw16);
    mem_free(c->win);
    mem_free(c);
}

char csv_delimiter(const struct csv *c) { return c->delimiter; }
void csv_expect(struct csv *c, int n_fields) { c->expect = n_fields; }
