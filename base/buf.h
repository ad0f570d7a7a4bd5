/* Growing byte buffers: what is built up piece by piece (a page, a CSV file, a message). The bytes always end
 * with a NUL that is not counted. */
#ifndef BASE_BUF_H
#define BASE_BUF_H
#include "base/str.h"
#include <stddef.h>

struct buf {
    char *p;
    size_t n, cap;
};

void buf_init(struct buf *b); /* empty, p points to "" and is never NULL */
void buf_release(struct buf *b);
void buf_reset(struct buf *b); /* empty again, memory kept */
void buf_add(struct buf *b, const void *p, size_t n);
void buf_byte(struct buf *b, char c);
void buf_str(struct buf *b, struct str s);
void buf_puts(struct buf *b, const char *s);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* A whole number in decimal, without printf's cost. */
void buf_int(struct buf *b, long long v);
static inline struct str buf_view(const struct buf *b) { return (struct str){b->p, b->n}; }

/* One CSV field by RFC 4180: quoted when it holds a comma, quote, CR or LF. A field that a spreadsheet would
 * take for a formula (first character = + - @ or their full-width forms, TAB, CR) gets a leading apostrophe,
 * except for plain numbers. */
void buf_csv(struct buf *b, struct str field);
/* Text for HTML content and double-quoted attributes: & < > " ' escaped, control characters and
 * direction overrides dropped. */
void buf_html(struct buf *b, struct str text);
/* A JSON string with its quotes. */
void buf_json(struct buf *b, struct str text);
#endif
