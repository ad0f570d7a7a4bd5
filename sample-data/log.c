#include "sample-data/log.h"
#include "base/civil.h"
#include "base/file.h"
#include "base/mem.h"
#include <assert.h>
#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <string.h>

void log_open(struct log_file *l, struct log_style style, const char *header) {
    *l = (struct log_file){.style = style, .fields = 1};
    buf_init(&l->bytes);
    if (style.bom) buf_puts(&l->bytes, "\xEF\xBB\xBF");
    for (const char *p = header; *p; p++) l->fields += *p == ',';
    buf_puts(&l->bytes, header);
    buf_puts(&l->bytes, style.crlf ? "\r\n" : "\n");
}

/* RFC 4180 as spreadsheets write it; no guard against formulas, because the logs are an input. */
void log_text(struct log_file *l, struct str s) {
    if (l->at++) buf_byte(&l->bytes, ',');
    bool quote = l->style.quote_all;
    for (size_t i = 0; i < s.n && !quote; i++) quote = strchr(",\"\r\n", s.p[i]) != NULL;
    if (!quote) {
        buf_str(&l->bytes, s);
        return;
    }
    buf_byte(&l->bytes, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') buf_byte(&l->bytes, '"');
        buf_byte(&l->bytes, s.p[i]);
    }
    buf_byte(&l->bytes, '"');
}

void log_cstr(struct log_file *l, const char *s) { log_text(l, str_of(s)); }

void log_int(struct log_file *l, int64_t v) {
    char t[24];
    snprintf(t, sizeof t, "%lld", (long long)v);
    log_cstr(l, t);
}

static void day_text(enum log_date style, int32_t day, char *out, size_t n) {
    struct civil c = civil_of(day);
    switch (style) {
    case LOG_ISO: snprintf(out, n, "%04d-%02d-%02d", c.year, c.month, c.mday); break;
    case LOG_SLASH: snprintf(out, n, "%d/%d/%d", c.year, c.month, c.mday); break;
    case LOG_DOT: snprintf(out, n, "%d.%d.%d", c.year, c.month, c.mday); break;
    case LOG_CHINESE: snprintf(out, n, "%d年%d月%d日", c.year, c.month, c.mday); break;
    }
}

static void clock_text(enum log_date style, int64_t t, char *out, size_t n) {
    int s = (int)(t % 60), m = (int)(t / 60 % 60), h = (int)(t / 3600 % 24);
    if (style == LOG_CHINESE) snprintf(out, n, " %d时%d分", h, m);
    else if (s) snprintf(out, n, " %02d:%02d:%02d", h, m, s);
    else snprintf(out, n, style == LOG_ISO ? " %02d:%02d" : " %d:%02d", h, m);
}

void log_day(struct log_file *l, int64_t t) {
    char day[48] = "";
    if (t != LOG_NEVER) day_text(l->style.date, moment_day((struct moment){t, MOMENT_TIME}), day, sizeof day);
    log_cstr(l, day);
}

void log_time(struct log_file *l, int64_t t) {
    char day[48] = "", clock[48] = "", both[96];
    if (t != LOG_NEVER) {
        day_text(l->style.date, moment_day((struct moment){t, MOMENT_TIME}), day, sizeof day);
        clock_text(l->style.date, t, clock, sizeof clock);
    }
    snprintf(both, sizeof both, "%s%s", day, clock);
    log_cstr(l, both);
}

void log_end(struct log_file *l) {
    assert(l->at == l->fields);
    l->at = 0;
    l->rows++;
    buf_puts(&l->bytes, l->style.crlf ? "\r\n" : "\n");
}

void log_raw(struct log_file *l, const char *line) {
    assert(l->at == 0);
    buf_puts(&l->bytes, line);
    buf_puts(&l->bytes, l->style.crlf ? "\r\n" : "\n");
    l->rows++;
}

/* One byte 0xFF in the text stands for a byte that belongs to no encoding: it is carried over as it is. */
static void encode(struct buf *from, struct buf *to, const char *encoding, struct err *e) {
    iconv_t cd = iconv_open(encoding, "UTF-8");
    if (cd == (iconv_t)-1) {
        err_set(e, ERR_IO, "%s: the C library cannot write this encoding", encoding);
        return;
    }
    char *in = from->p;
    size_t left = from->n;
    char *piece = mem_alloc(1 << 16);
    while (left > 0 && !err_is(e)) {
        char *out = piece;
        size_t room = 1 << 16;
        size_t got = iconv(cd, &in, &left, &out, &room);
        buf_add(to, piece, (size_t)(out - piece));
        if (got != (size_t)-1 || errno == E2BIG) continue;
        if ((unsigned char)*in != 0xFF) err_set(e, ERR_DATA, "a text of the generator is not UTF-8: %.20s", in);
        buf_byte(to, *in++);
        left--;
    }
    mem_free(piece);
    iconv_close(cd);
}

void log_close(struct log_file *l, const char *dir, const char *name, struct err *e) {
    struct arena a;
    arena_init(&a);
    char *path = file_join(&a, dir, name);
    if (strcmp(l->style.encoding, "UTF-8") == 0) {
        file_write(path, buf_view(&l->bytes), false, e);
    } else {
        struct buf out;
        buf_init(&out);
        encode(&l->bytes, &out, l->style.encoding, e);
        file_write(path, buf_view(&out), false, e);
        buf_release(&out);
    }
    arena_release(&a);
    buf_release(&l->bytes);
}
