/* One row of a table as its file gives it: cells as text, before anything means something. CSV files and sheets of
 * workbooks hand out the same thing, so that whatever comes behind does not ask where a row came from. */
#ifndef ETL_ROW_H
#define ETL_ROW_H
#include "base/str.h"

enum { ROW_FIELD_MAX = 1 << 20, ROW_MAX = 4 << 20, ROW_COLUMNS_MAX = 512 };

enum row_fault {
    ROW_RIGHT,
    ROW_QUOTE,    /* a quote within an unquoted field, text behind a closing quote, or no closing quote */
    ROW_TOO_LONG, /* a field or row above the limits; `raw` holds the row's first bytes */
    ROW_COLUMNS,  /* more than ROW_COLUMNS_MAX fields */
    ROW_ENCODING, /* bytes that are wrong in the file's encoding; fields hold U+FFFD or the bytes instead */
    ROW_CONTROL,  /* U+0000 */
    ROW_CELL,     /* a workbook's cell without a value to rely on: an error, a formula never computed, a lost text */
    ROW_MERGED,   /* a workbook's cell that another one covers */
    ROW_SERIAL,   /* a workbook's date that is none: the day 60 of 1900, a time before its first day */
    ROW_FAULTS
};

/* From which day on a workbook counts, where a bare number may be a day. */
enum row_epoch { ROW_NO_SERIALS, ROW_SINCE_1900, ROW_SINCE_1904 };

/* Everything of a table is one of these: together they are all its bytes. */
enum row_type {
    ROW_CELLS,
    ROW_BLANK, /* nothing in any field */
    ROW_MARK   /* no line of the table: a byte order mark, `sep=;`, what a workbook says about its cells */
};

struct row {
    enum row_type kind;
    int64_t from, to;  /* its bytes with the line end: of the file, of what was unpacked, of the sheet (etl/span.h) */
    struct str raw;    /* the row's bytes without the line end (UTF-16: as UTF-8; a sheet's: as CSV) */
    int64_t line;      /* of its first byte, 1 is the first; a sheet's: the row's number */
    struct str *field; /* unquoted, UTF-8; live until the next row */
    int n;
    enum row_fault fault;
    int col; /* of the fault, 1-based; 0: the whole row */
    enum row_epoch epoch;
};
#endif
