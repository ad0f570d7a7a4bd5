/* The logs that huifang reads (data.md), described once: what a log's fields are called here, in the store and in
 * the files, what kind of value each one holds, and which of them make the business key.
 *
 * Header matching, reading of values, the statements of the loader, `huifang check` and docs/logs.md all derive
 * from this table; a test holds it against the schema. */
#ifndef ETL_LOGS_H
#define ETL_LOGS_H
#include "base/buf.h"
#include "base/str.h"

enum log_type {
    LOG_KEY,   /* a record's number or a reference to one: NFKC, with the source's key_prefix */
    LOG_KEYS,  /* several, separated by ; */
    LOG_ID,    /* a customer's or person's code: NFKC, no prefix */
    LOG_NAME,  /* a name or code that rows are grouped by */
    LOG_NAMES, /* several, separated by ; */
    LOG_TEXT,  /* free text */
    LOG_PHONE,
    LOG_CODE,     /* one of `codes` and nothing else */
    LOG_WORD,     /* one of `codes` by its names, or any other word as it stands */
    LOG_WORDS,    /* several, separated by ; */
    LOG_CATEGORY, /* one of `codes` or a category of the configuration's policies */
    LOG_MOMENT,   /* a day, or a day with a clock time */
    LOG_DATE,     /* a day; a clock time is dropped */
    LOG_PLANNED,  /* a day, or a day with the clock time agreed; midnight is what systems write for none */
    LOG_FLAG,
    LOG_LEVEL, /* 1–5 or its name */
    LOG_INT,
    LOG_NUMBER,
    LOG_FRACTION, /* a share: 0.9, 90 % or 90 */
    LOG_PERIOD    /* 2026-10, 2026-Q4, 2026-H2, 2026, 2026-W47 */
};

enum log_flag {
    LOG_REQUIRED = 1,
    LOG_IN_KEY = 2,   /* part of the business key */
    LOG_PERSONAL = 4, /* never shown in a message */
    LOG_SITE = 8,
    LOG_DEPARTMENT = 16,
    LOG_STAFF = 32,      /* renamed by the configuration's aliases */
    LOG_OWN_TIME = 64,   /* when the row happened: first_at and last_at of its file, the day that aliases look at */
    LOG_ROLES = 128,     /* words: the roles of the policies too */
    LOG_STAGES = 256,    /* words: the stages of the policies too */
    LOG_CATEGORIES = 512 /* words: the categories of the policies too */
};

/* One accepted value: its code and the names that stand for it, separated by |, the Chinese one first. */
struct log_code {
    const char *code, *names;
};

struct log_field {
    const char *name;   /* ours: huifang.yaml, English headers */
    const char *column; /* in the store */
    enum log_type type;
    unsigned flags;
    const char *headers;          /* Chinese headers, separated by |, may be "" */
    const struct log_code *codes; /* up to a NULL code; NULL: none */
    const char *blank;            /* the value of an empty cell; NULL: none */
};

/* Which stories of the analysis a row of the log touches (architecture.md, decision 3). */
enum log_reach { REACH_NONE, REACH_EVENT, REACH_VISIT, REACH_OF_EVENT, REACH_ALL };

struct log {
    const char *name;  /* `table:` of a source */
    const char *table; /* in the store */
    const char *title, *about;
    enum log_reach reach;
    const char *derived; /* a column that is computed and no field; NULL: none */
    const struct log_field *field;
    int n_fields;
};

enum { LOG_FIELDS_MAX = 48 };

extern const struct log logs_all[];
extern const int logs_count;
/* Fields that every log may have and no table stores as they are: `status` and `updated_at`. */
extern const struct log_field logs_status, logs_updated;
/* Accepted names of the five levels of satisfaction, best first. */
extern const struct log_code logs_levels[];

/* The log of that name or NULL. */
const struct log *logs_find(struct str name);
/* The field's place or -1. */
int logs_field(const struct log *log, const char *name);
/* Writes docs/logs.md. */
void logs_document(struct buf *out);
#endif
