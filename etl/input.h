/* One file of a source, opened and looked at: a regular file, what it is, its tables (a text is one, a workbook has one
 * for each sheet that is read), their headers. The first bytes say what a file is; one whose name says otherwise is
 * refused, because either its sender or its name is wrong. */
#ifndef ETL_INPUT_H
#define ETL_INPUT_H
#include "etl/mapping.h"
#include "etl/span.h"
#include "etl/unpack.h"
#include <sys/stat.h>

struct input_table {
    const struct frames_sheet *sheet; /* NULL: the text */
    const char *path;                 /* of its account: PATH, for a sheet PATH[NAME] */
    const char *note;                 /* what was read that does not show, one line; NULL: nothing */
};

struct input {
    const char *path; /* for messages */
    int fd;
    struct stat before;
    struct encoding_verdict verdict; /* bytes and digest are those of the file as it lies there */
    struct unpacked unpacked;
    struct input_table *table;
    size_t n_tables;
    const char *left_out; /* sheets that are not read, one line; NULL: none */
    struct rows *rows;    /* of the table that is being read */
};

/* Opens the file; `shown` is its path in messages. Errors: ERR_NOINPUT. */
void input_open(struct input *in, const char *path, const char *shown, struct err *e);
/* Settles what it is and its encoding, reading all of it. `shown` is the path for accounts; texts live in the arena.
 * Errors: ERR_DATA, ERR_IO. */
void input_look(struct input *in, struct arena *a, const char *shown, const struct source *src, struct err *e);
/* Starts reading a table's rows: the header goes to *head. False, without an error, when it holds no row. `spans`
 * (reset before) receives the header and what stands before it. */
bool input_header(struct input *in, size_t table, const struct source *src, struct row *head, struct spans *spans,
                  struct err *e);
/* What the bytes of a table's spans are of, see spans_close. */
const char *input_stream(const struct input *in);
/* ERR_DATA when the file changed since it was opened. */
void input_settled(const struct input *in, struct err *e);
void input_close(struct input *in);

/* The files of a source, sorted by bytes, each once, as full paths. */
char **input_files(struct arena *a, const struct config *cfg, const struct source *src, size_t *n, struct err *e);
enum { INPUT_FILES_MAX = 10000 }; /* of a source: more are no logs, but a folder that somebody else writes to */
/* A path as it may be shown and kept: what is no visible character (controls, marks of direction, bytes that are no
 * UTF-8) and the backslash itself are written \xNN, so that two paths stay two. */
const char *input_shown(struct arena *a, const char *path);
/* The path below the configuration's folder, or as it is. */
const char *input_relative(const struct config *cfg, const char *path);
/* "utf-8" …, "xlsx"; "," ";" "TAB" "|", "" for a sheet. */
const char *input_encoding(const struct input *in);
const char *input_delimiter(const struct input *in);
#endif
