/* A streaming reader of delimited text by RFC 4180, hardened for what systems really export.
 *
 * Memory is one window of fixed size, whatever the file's length. Lines end with LF, CRLF or CR; quoted fields may
 * hold line ends. A row that is wrong costs itself only: after a stray or unclosed quote reading goes on at the
 * next line end. Every row knows the line of its first byte (the first line is 1) and its own bytes. */
#ifndef ETL_CSV_H
#define ETL_CSV_H
#include "etl/encoding.h"

enum { CSV_FIELD_MAX = 1 << 20, CSV_ROW_MAX = 4 << 20, CSV_COLUMNS_MAX = 512 };

enum csv_fault {
    CSV_RIGHT,
    CSV_QUOTE,    /* a quote within an unquoted field, text behind a closing quote, or no closing quote */
    CSV_TOO_LONG, /* a field or row above the limits; `raw` holds the row's first bytes */
    CSV_COLUMNS,  /* more than CSV_COLUMNS_MAX fields */
    CSV_ENCODING, /* bytes that are wrong in the file's encoding; fields hold U+FFFD or the bytes instead */
    CSV_CONTROL   /* U+0000 */
};

struct csv_row {
    struct str raw; /* the row's bytes without the line end (UTF-16: as UTF-8) */
    int64_t line;
    struct str *field; /* unquoted, UTF-8; live until the next row */
    int n;
    enum csv_fault fault;
    int col; /* of the fault, 1-based; 0: the whole row */
};

struct csv;
/* Reads from fd on, which stands at the file's start. delimiter 0: the one of , ; TAB | that the first line holds
 * most of. */
struct csv *csv_open(int fd, const char *path, const struct encoding_verdict *v, char delimiter, struct err *e);
void csv_close(struct csv *c);
char csv_delimiter(const struct csv *c);
/* The number of fields that rows should have: a row over several lines with another number is taken for a stray
 * quote. 0: not known. */
void csv_expect(struct csv *c, int n_fields);
/* The next row that is not blank (nothing in any field); false at the end or on an error. */
bool csv_next(struct csv *c, struct csv_row *row, struct err *e);
#endif
