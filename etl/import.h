/* From the configuration's sources into the store, and the same as a trial that keeps nothing (`huifang check`).
 *
 * One transaction per file: a run that dies leaves whole files or nothing. A file that cannot be read as a whole
 * (unreadable, doubtful encoding, a required column missing) is refused, reported and does not stop the others. The
 * report holds everything that is said to a person; nothing is printed here and no personal value is in it. */
#ifndef ETL_IMPORT_H
#define ETL_IMPORT_H
#include "etl/ledger.h"
#include "etl/span.h"

enum import_status {
    IMPORT_READ,    /* its rows are accounted for */
    IMPORT_SAME,    /* already imported: same path, bytes and settings */
    IMPORT_REFUSED, /* nothing of it was kept; `problem` says why */
    IMPORT_TRIED,   /* a trial: its rows were read and nothing was kept */
    IMPORT_LEFT     /* it is still being written, or is no log: left for the next run; `warning` says why */
};

struct import_refused { /* one row that was refused */
    int64_t line;
    int col;                                        /* 0: the whole row */
    const char *header, *reason, *found, *expected; /* header and found may be NULL */
};

struct import_column {  /* of a trial: a header of the file or a field of the log */
    const char *header; /* NULL: the field has no column */
    const char *field;  /* NULL: the column feeds nothing */
    const char *how;    /* "columns", "built-in", "constant", "missing", "optional", "unused" */
};

struct import_file {
    const char *path; /* relative to the configuration where it lies below it */
    const char *source, *table;
    enum import_status status;
    const char *problem;              /* one line with what to do, where refused; NULL */
    int problem_code;                 /* its exit code */
    const char *encoding, *delimiter; /* "" where it was not read */
    struct ledger_counts count;
    int64_t withdrawn; /* rows that the newest snapshot did not bring */
    /* "120 read = 100 new + 3 changed + 10 unchanged + 2 duplicate + 5 quarantined"; NULL where nothing was read */
    const char *equation;
    const char *besides; /* the lines that are no rows: "1 header, 2 totals, 3 blank"; "" when there are none */
    int64_t bytes;       /* that the spans below tile */
    const char *stream;  /* what they are of, see spans_close */
    struct byte_span *span;
    size_t n_spans, cap_spans, more_spans; /* of a trial: the first ones, and how many follow */
    const char *unmapped;                  /* headers that feed nothing, separated by ; */
    const char *warning;                   /* one line or NULL */
    struct import_refused *refused;
    size_t n_refused, cap_refused; /* the first ones */
    struct import_column *column;
    size_t n_columns, cap_columns; /* of a trial */
};

struct import_drift { /* what changed about a source: see etl/drift.h */
    const char *source, *path, *kind;
    const char *text; /* one sentence */
};

struct import_report {
    struct arena arena;
    struct import_file *file;
    size_t n_files, cap_files;
    const char **unmatched;
    size_t n_unmatched, cap_unmatched; /* sources whose patterns matched no file */
    struct import_drift *drift;
    size_t n_drift, cap_drift;
    struct ledger_counts total; /* over the files read in this run */
    int n_read, n_same, n_refused, n_left;
};

struct import_options {
    const char *refused_dir; /* where CSVs of refused rows are put for the senders; NULL: nowhere */
    int refused_rows;        /* how many refused rows a file's report keeps; 0: 10 */
    int64_t now;             /* seconds since 1970, to tell files that are still being written; 0: not looked at */
    /* Called now and then with the rows read of the current file; NULL: not called. */
    void (*progress)(void *ctx, const char *path, int64_t rows);
    void *ctx;
};

void import_report_init(struct import_report *r);
void import_report_release(struct import_report *r);

/* Imports every source. TZ must be set to the configuration's zone. Errors: ERR_CONFIG for a source that names
 * unknown fields, and whatever the store reports; refused files are in the report only. */
void import_run(struct store *s, const struct config *cfg, int64_t run, const struct import_options *o,
                struct import_report *r, struct err *e);
/* The same import into a store that is thrown away, and nothing is kept: what is above 64 MB of rows goes to a
 * temporary file without a name. No files given: all files of all sources. A file that no source names is tried with
 * the log whose headers fit best. `known`: the store that is only asked what it has already; NULL: nothing. */
void import_check(const struct config *cfg, struct store *known, const char **files, size_t n_files,
                  const struct import_options *o, struct import_report *r, struct err *e);
/* Finds the sources that brought nothing up to `as_of` for longer than they are expected to, and enters them as
 * drift of the run. */
void import_silence(struct store *s, const struct config *cfg, int64_t run, int32_t as_of, struct import_report *r,
                    struct err *e);
#endif
