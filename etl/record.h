/* One row of a file as one row of the store: values read and checked, names in force, the customer's identity, the
 * business key and the rank. A row that cannot be read whole is refused with the first reason found; it is never
 * repaired by guessing. */
#ifndef ETL_RECORD_H
#define ETL_RECORD_H
#include "base/civil.h"
#include "etl/mapping.h"

enum value_kind { VALUE_NONE, VALUE_TEXT, VALUE_INT, VALUE_REAL };

struct value {
    enum value_kind kind;
    struct str text;
    int64_t i;
    double real;
};

struct record {
    struct value v[LOG_FIELDS_MAX]; /* in the order of the log's fields */
    struct value derived;           /* of the log's derived column */
    struct value declared;          /* columns that policies declare, those that are not empty: JSON, by name */
    bool withdrawn;                 /* its status says so */
    struct str updated;             /* its updated_at, absent when empty */
    struct str own;                 /* its own time, absent when the log has none */
    struct str key;                 /* the key's fields, joined by | */
};

struct refusal {
    const char *reason;   /* required, date, enum, number, flag, fields, quote, encoding, control, too_long */
    int col;              /* 1-based; 0: the whole row */
    const char *header;   /* of the column, else our field's name; NULL: the whole row */
    const char *found;    /* shortened, printable; NULL for personal columns */
    const char *expected; /* one line: what was expected or what to do */
    struct str key;       /* the business key where it can be read */
    bool ambiguous;       /* a date that has the day or the month first */
    struct str own;       /* its own time where it can be read */
};

/* Reads a row. Texts live in `row` or in the row itself until the next one. False: refused, *no says why. */
bool record_read(const struct mapping *m, struct arena *row, const struct row *in, struct record *out,
                 struct refusal *no);
/* What a type accepts, for messages and docs/logs.md. */
const char *record_expects(const struct log_field *f);
#endif
