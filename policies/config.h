/* huifang.yaml, bound and checked: whose logs, under which policy, from where to where.
 * Format: docs/configuration.md. Relative paths are relative to the configuration file. All pointers live in the
 * arena given to config_read. */
#ifndef POLICIES_CONFIG_H
#define POLICIES_CONFIG_H
#include "policies/policy.h"

enum language { LANG_ZH, LANG_EN };
enum date_order { DATE_YMD, DATE_MDY, DATE_DMY };

struct pair {
    const char *from, *to;
};

struct value_map {
    const char *field;
    struct pair *pair;
    size_t n;
};

/* One table's worth of files (data.md). */
struct source {
    const char *name;   /* unique; default "<table>-<number>" */
    const char *table;  /* events, visits, staff … */
    const char **files; /* patterns, as written */
    size_t n_files;
    const char *encoding; /* "auto", "utf-8", "gb18030", "utf-16", "big5" */
    char delimiter;       /* 0: found by looking */
    const char *sheet;    /* of a workbook: name or pattern; NULL: the only visible one with rows */
    struct pair *columns;
    size_t n_columns; /* our field → the file's header */
    struct pair *constants;
    size_t n_constants; /* our field → value for every row */
    struct value_map *values;
    size_t n_values; /* our field: the file's value → ours */
    enum date_order date_order;
    const char *dated;          /* pattern of the date in the file's name, e.g. "%Y-%m"; NULL: none */
    const char *key_prefix;     /* put before this source's keys; NULL: none */
    const char *ignore_without; /* a row is none yet while this column of ours is empty; NULL: every row is one */
    bool snapshot;              /* each file is the whole table: keys that no longer come are withdrawn */
    int expected_every_days;    /* 0: not said */
    double reject_above;        /* share of bad rows above which the whole file is set aside; 1: never */
    int line;
};

struct alias {         /* a department, staff or site renamed or merged from a day on */
    const char *field; /* "department", "site", "staff" */
    const char *from, *to;
    bool dated;
    int32_t since; /* day; applies to rows accepted on or after it where dated */
};

struct policy_use { /* which policy judges what */
    struct policy *policy;
    struct names sites; /* n == 0: all */
    bool from_set, until_set;
    int32_t from, until; /* days, inclusive, of the anchor */
};

/* One more edition beside the management's: for whom, into which folder (a full path). */
struct edition_use {
    const char *audience, *output;
};

struct config {
    const char *path, *dir;
    const char *organisation;
    const char *timezone;
    enum language language;
    const char *store, *output; /* full paths */
    struct edition_use *edition;
    size_t n_editions;
    const char *next_update; /* "02:30": when the nightly job runs; NULL: not said */
    struct policy_use *use;
    size_t n_uses;
    struct source *source;
    size_t n_sources;
    struct alias *alias;
    size_t n_aliases;
    struct names not_customers;
    bool tenants_change; /* customer key without id: site + unit + name */
    bool count_from_set;
    int32_t count_from;               /* day */
    unsigned char digest[HASH_BYTES]; /* of everything that changes results: the file and its policies */
};

/* Whether no use before it is of the same policy: who goes over policies goes over first uses. */
bool config_first_use(const struct config *c, size_t use);
/* Reads the configuration and its policies. Errors: ERR_NOINPUT, ERR_CONFIG (file:line:column: …). */
struct config *config_read(struct arena *a, const char *path, struct err *e);
#endif
