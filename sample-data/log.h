/* One log file in the manner of the program that is supposed to have exported it: encoding, byte order mark, line
 * ends, quoting and date style belong to the file. Rows are written field by field; log_end() asserts that a row
 * has as many fields as the header. Times are civil seconds since 1970-01-01, LOG_NEVER is an empty cell. */
#ifndef SAMPLE_DATA_LOG_H
#define SAMPLE_DATA_LOG_H
#include "base/buf.h"
#include "base/err.h"
#include <stdbool.h>
#include <stdint.h>

#define LOG_NEVER INT64_MIN

enum log_date { LOG_ISO, LOG_SLASH, LOG_DOT, LOG_CHINESE };

struct log_style {
    const char *encoding; /* "UTF-8" or "GB18030" */
    bool bom, crlf, quote_all;
    enum log_date date;
};

struct log_file {
    struct buf bytes;
    struct log_style style;
    int fields; /* of the header; of the row so far while one is being written */
    int at;
    int rows;
};

void log_open(struct log_file *l, struct log_style style, const char *header);
void log_text(struct log_file *l, struct str s);
void log_cstr(struct log_file *l, const char *s);
void log_int(struct log_file *l, int64_t v); /* 0 is written too */
/* Empty for LOG_NEVER; the seconds stand only where they are not zero. */
void log_time(struct log_file *l, int64_t t);
void log_day(struct log_file *l, int64_t t);
/* Ends the row; it must have as many fields as the header. */
void log_end(struct log_file *l);
/* A line as it stands (a row that is meant to be refused); counts as a row. */
void log_raw(struct log_file *l, const char *line);
/* Encodes, writes to dir/name and releases. */
void log_close(struct log_file *l, const char *dir, const char *name, struct err *e);
#endif
