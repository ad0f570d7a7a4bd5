/* A small organisation by declaration: who works there, what happens how often, and which single stories are planted.
 *
 * One language serves chance and story alike. A script is a few lines; each makes one row of one log:
 *
 *     events|matter=complaint|severity=<一般:70/重要:20/重大:10>|contacted_at=@accepted_at+5m..4h
 *     >steps 90%|kind=派工|at=@accepted_at+2m..20m|by={接待员}
 *     >visits 85%|visited_at=@finished_at+0d..4d 09:00..17:30|method=<上门:6/电话:4>|visitor={物业助理}
 *     >>answers|item=质量评价|value=<好:8/一般:2>
 *
 * `>` hangs a row on the one above it that has a `>` less: it is made only if that was. `85%` is a chance, `x6` repeats
 * the row and all that hangs on it, `or` makes it where the line before was not made, `?severity:重大` where the field
 * of the row, of what it hangs on, its visit or its event holds that (`?field`: anything; `?!`: not so; `customer_type`
 * and `month` too). Fields are the columns of docs/logs.md; a condition and a chance may follow the name:
 * `signed?method:上门%95=√`. Values are plain text with {role} for a person's name and {role#} for a staff code,
 * <a:3/b:1> a choice by weight, $field copied, $month, $quarter, $year or $week of the start, and times:
 *
 *     @2026-09-03 09:20            as it stands
 *     @base+2h..3d 09:00..17:30 w  base is a field, `start`, `next` (period) or `turn` (start + one month per
 *                                  repetition); units m h d w M; the hour of the day; w: moved to a working day
 *
 * A span of hours does not end at night. What would lie after the export is left out, but for plans (org_rows.c says
 * which fields). The customer of an event is drawn; `customer=-` is nobody, `customer=3` the third, whom chance leaves
 * alone (the first ORG_KEPT are), `customer=*` anyone, for rows without an event. `matter=group` draws issue,
 * department and text from the declaration. An event that hangs on a visit is what the visit raised. */
#ifndef SAMPLE_DATA_ORG_H
#define SAMPLE_DATA_ORG_H
#include "sample-data/kit.h"

enum { ORG_SITES = 4, ORG_FIELDS = 40, ORG_KEPT = 20 };

struct org_post {
    const char *role;       /* the firm's word, with `=code` where the policy knows the role */
    const char *department; /* gets the site's name in front when it begins with «+»; NULL: words only, nobody has it */
    int per_site;           /* 0: one for the whole organisation */
};

struct org_matter {
    const char *group, *issue, *department, *text;
};

enum org_rate { ORG_RANDOM, ORG_MONTHLY, ORG_QUARTERLY, ORG_WEEKLY, ORG_CUSTOMERS, ORG_ONCE };

struct org_script {
    enum org_rate rate;
    int n;              /* ORG_RANDOM: so many a month; ORG_CUSTOMERS: every n-th customer */
    const char *prefix; /* of the numbers of its events; may be NULL */
    const char *lines;
};

/* One planted story: what it shows, when it starts (`2026-09-03 09:20`), its lines. */
struct org_story {
    const char *what, *start, *lines;
};

/* One source that is not kept in the usual way. */
struct org_log {
    const char *table, *file; /* with %Y-%m or %Y: one file for each */
    const char *category; /* `投诉=complaint`: events of this category only; NULL: those that no other source takes */
    const char *columns;  /* `header:field` built in, `header!field` to be mapped; NULL: the usual headers */
    const char *values;   /* lines of `values:` in huifang.yaml, `field: {the firm's word: ours}` */
    const struct log_style *style; /* NULL: that of the organisation */
};

struct org {
    const char *id, *name, *policy, *about;
    int first_year, first_month, months; /* up to 2026-10 at the latest */
    const char *sites[ORG_SITES];
    const char *customer_prefix, *customer_types; /* types as a choice <业主:8/租户:2> */
    int customers;
    struct log_style style;
    const struct org_post *posts;
    const struct org_matter *matters;
    const struct org_script *scripts;
    const struct org_story *stories;
    const struct org_log *logs;
    const char *config; /* further lines of huifang.yaml's head */
    bool homes;         /* customers have room numbers */
    bool files; /* what they buy in all, whom to ask for and how it runs is kept; of some customers not all of it */
};

/* ---- rows, between making and writing ---- */

struct org_table {
    const char *name, *key, *time; /* `time` orders rows and files; a row without it is not made */
    const char *prefix;            /* of the key, where it is numbered */
    const char *columns;           /* the usual headers, `header:field` */
};

struct org_row {
    const struct org_table *table;
    size_t no;
    struct str cell[ORG_FIELDS]; /* in the order of the table's columns; moments in stored form */
    int64_t when;
    struct org_row *event, *visit; /* what it hangs on; their numbers fill its own empty columns */
    struct org_row *raised;        /* the event that hangs on this visit */
    const char *prefix;
    struct str customer_type; /* of an event's customer: `customer_type` in conditions */
};

struct org_person {
    struct str code, name, role;
    int site; /* -1: the whole organisation */
    struct str department;
    int64_t joined;
};

struct org_customer {
    struct str id, name, phone, unit, type;
    int site;
    int64_t since;
};

struct org_work {
    struct arena a;
    const struct org *of;
    int sites;
    struct org_person *person;
    size_t persons, persons_cap;
    struct org_customer *customer;
    size_t customers, customers_cap;
    struct org_row **row;
    size_t rows, rows_cap;
};

/* org_rows.c */
/* GB18030 with CRLF, as spreadsheets save it, with dates in these forms. */
extern const struct log_style org_gbk_iso, org_gbk_slash, org_gbk_dot, org_gbk_chinese;
const struct org_table *org_table(const char *name);
/* Every table in the order of the documentation, NULL past the last. */
const struct org_table *org_table_at(size_t i);
/* Place of the field among the table's columns; -1: no such field. */
int org_field(const struct org_table *t, struct str field);
struct str org_cell(const struct org_row *r, const char *field);
/* KIT_NEVER when the cell holds no time. */
int64_t org_time(struct str cell);
/* Whether a time after the export may stand in the field: plans and terms. */
bool org_planned(struct str field);
bool org_day_off(int32_t day);
/* `word=code` without the code. */
struct str org_word(const char *role);

/* org_make.c */
void org_make(struct org_work *w, const struct org *of);
void org_release(struct org_work *w);
/* org_script.c */
void org_run(struct org_work *w, struct rng r, const struct org_script *s, int64_t start, int64_t next, int customer);
/* org_write.c: dir/logs/… and dir/huifang.yaml; the summary goes to `say`. */
void org_write(struct org_work *w, const char *dir, struct buf *say, struct err *e);

/* All small organisations, NULL past the last (org_list.c). */
const struct org *org_list(size_t i);
#endif
