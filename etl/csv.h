/* A streaming reader of delimited text by RFC 4180, hardened for what systems really export.
 *
 * Memory is one window of fixed size, whatever the file's length. Lines end with LF, CRLF or CR; quoted fields may
 * hold line ends. A row that is wrong costs itself only: after a stray or unclosed quote reading goes on at the
 * next line end. Every row knows the line of its first byte (the first line is 1), its own bytes and where they lie in
 * the file, whatever its encoding. */
#ifndef ETL_CSV_H
#define ETL_CSV_H
#include "etl/encoding.h"
#include "etl/row.h"

struct csv;
/* Reads from fd on, which stands at the file's start. delimiter 0: the one of , ; TAB | that the first line holds
 * most of. */
struct csv *csv_open(int fd, const char *path, const struct encoding_verdict *v, char delimiter, struct err *e);
void csv_close(struct csv *c);
char csv_delimiter(const struct csv *c);
/* The number of fields that rows should have: a row over several lines with another number is taken for a stray
 * quote. 0: not known. */
void csv_expect(struct csv *c, int n_fields);
/* The next row of any kind: the `from` of each is the `to` of the one before, from the file's first byte to its last. */
bool csv_every(struct csv *c, struct row *row, struct err *e);
/* The next row that is not blank (nothing in any field); false at the end or on an error. */
bool csv_next(struct csv *c, struct row *row, struct err *e);
#endif
