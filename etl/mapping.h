/* Which column of a file feeds which field of its log: the source's `columns:` first, then the field's own name and
 * the Chinese headers of logs.h, compared without regard to width, case and blanks. A field's constant replaces its
 * column. Nothing is read twice and nothing silently: headers that feed no field are listed. */
#ifndef ETL_MAPPING_H
#define ETL_MAPPING_H
#include "base/intern.h"
#include "etl/alias.h"
#include "etl/own.h"
#include "etl/rows.h"
#include "etl/lexicon.h"

struct mapped {
    const struct log_field *field;
    int column; /* in the file, 0-based; -1: none */
    bool by_config;
    const char *constant; /* NULL: none */
    const struct value_map *values;
    struct lexicon *words; /* of enumerations; NULL: none */
};

struct mapping_item { /* of a questionnaire */
    const char *name;
    int column;
    const struct value_map *values;
};

enum { MAPPING_ITEMS_MAX = 128 };

/* What a file's dates whose year comes last say about the order of day and month: how many can be read either way,
 * and how many one way only. */
struct mapping_dates {
    int64_t ambiguous, day_first, month_first;
};

/* The source's part is fixed by mapping_open, the file's part by mapping_bind. */
struct mapping {
    const struct config *cfg;
    const struct source *source;
    const struct log *log;
    struct aliases *aliases;
    struct intern not_customers;
    struct mapped field[LOG_FIELDS_MAX], status, updated;
    struct log_field own_field[ROW_FURTHER_MOST]; /* that policies declare, by name */
    struct mapped own[ROW_FURTHER_MOST];
    int n_own;
    struct mapping_item item[MAPPING_ITEMS_MAX];
    int n_items;
    struct {
        int customer_id, customer_name, unit, site, anonymous, event_id;
    } at;                         /* places of fields, -1: none */
    const struct mapped *without; /* the field of `ignore_without`; NULL: none */
    unsigned char digest[16];     /* of everything in the configuration that shapes this source's rows */

    const char **header; /* of the file, trimmed */
    struct str *folded;  /* the same without regard to width, case and blanks */
    size_t *header_length;
    bool heads[256];    /* the bytes that headers begin with; all where one is empty */
    const char **feeds; /* the field that each header feeds or NULL */
    int n_headers;
    struct mapping_dates *dates; /* counted while rows are read */
    const char *missing;         /* required fields without column, separated by ", "; "" when none */
    const char *duplicate;       /* a header that stands twice and feeds a field; NULL: none */
    const char *unmapped;        /* headers that feed nothing, separated by ";" */
    const char *absent;          /* what `columns:` names and the file does not have, one line; NULL: nothing */
};

/* Errors (ERR_CONFIG): an unknown table, or a field that the log does not have, with the nearest known name. */
struct mapping *mapping_open(struct arena *a, const struct config *cfg, const struct source *src, struct err *e);
void mapping_close(struct mapping *m);
/* Binds a file's first row; strings live in the arena. Returns whether rows can be read: nothing missing, nothing
 * twice. */
bool mapping_bind(struct mapping *m, struct arena *a, const struct row *head);
/* Why it cannot: ERR_DATA. */
void mapping_refuse(const struct mapping *m, const char *path, struct err *e);
/* Whether a row is a header again, as in files that were put one behind the other: the same, or the same columns in
 * another order, which have to be bound anew. */
enum mapping_heading { HEADING_NONE, HEADING_SAME, HEADING_OTHER };
enum mapping_heading mapping_heading(const struct mapping *m, const struct row *row);
/* Whether the row says itself that it is none yet: the source's `ignore_without` is empty in it. */
bool mapping_ignores(const struct mapping *m, const struct row *row);
/* How many fields of the log these headers would feed without any configuration, required ones counted twice. */
int mapping_fit(const struct log *log, const struct row *head);
#endif
