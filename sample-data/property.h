/* 锦湖物业服务中心, an invented property company: three estates, 24 months, policy property-10.
 *
 * property_make() invents staff, homes, events and visits; property_planted adds the stories that README.md lists
 * by number; property_write() sorts, numbers and writes the logs. Everything lives in one arena. */
#ifndef SAMPLE_DATA_PROPERTY_H
#define SAMPLE_DATA_PROPERTY_H
#include "sample-data/kit.h"
#include "sample-data/texts.h"

enum { SITE_ONE, SITE_TWO, SITE_THREE, SITES };

/* Which system an event was written down in: one family of files each. */
enum series {
    SERIES_COMPLAINT,
    SERIES_REPAIR,
    SERIES_REPAIR_TWO,
    SERIES_SERVICE,
    SERIES_ACTIVITY,
    SERIES_OPINION,
    SERIES_N
};

struct person {
    struct str code, name;
    const char *role; /* 职务 */
    int site;         /* SITES: head office */
    enum unit_kind unit;
    int32_t joined, left; /* left 0: still there */
};

struct home {
    int site, building;
    struct str id, unit, name, phone;
    const char *type;
    bool kept; /* belongs to a planted story: nothing random happens here */
};

/* How a row comes more than once. */
enum copy {
    COPY_NONE,
    COPY_TWICE, /* the same line again in the same file: duplicate */
    COPY_AGAIN, /* the same line again in the next month's file: unchanged */
    COPY_OPEN   /* exported while still open, then complete in the next month's file: changed */
};

struct event {
    struct str id; /* given by the planted stories, else numbered when written */
    size_t no;     /* place in the list, which breaks ties of time */
    enum series series;
    const char *category; /* as the log says it, in Chinese */
    const struct matter *matter;
    struct home *home;
    const char *place; /* instead of a home: 公共区域, or NULL for an empty cell */
    int site;
    enum unit_kind unit;
    bool anonymous, letter_only, again;
    struct str about;
    const char *severity, *validity, *validity_kind, *channel, *escalated_to;
    int64_t accepted, contacted, started, planned, finished, escalated;
    struct event *related;
    int amount;
    struct str text;
    struct person *worker[2];
    enum copy copy;
    bool withdrawn; /* 作废 */
};

struct visit {
    struct str id;
    size_t no;
    int file_month; /* -1: that of the visit */
    struct event *event[2];
    struct str unknown; /* an event number that no log has */
    int site;           /* routine visits */
    const char *category, *stage;
    int64_t at;
    const char *method;
    struct person *visitor[2];
    const char *outcome;
    bool is_signed, raised;
    int level; /* satisfaction, 0: none */
    struct event *raised_event;
    struct str opinion, suggestion;
    int64_t promised, replied, reported, reviewed, filed;
    struct person *reviewer;
    const char *note;
};

struct property {
    struct arena a;
    struct person *person;
    size_t persons, persons_cap;
    struct home *home;
    size_t homes, homes_cap, first_home[SITES + 1];
    struct event **event;
    size_t events, events_cap;
    struct visit **visit;
    size_t visits, visits_cap;
};

void property_make(struct property *p);
void property_release(struct property *p);

const char *property_site(int site);
/* The department's name on that day: 秩序部 was called 保安部 until 2025-05-31. */
struct str property_unit(struct property *p, int site, enum unit_kind unit, int64_t t);
/* Someone with the role at the site on that day; NULL when there is nobody. `turn` picks among several. */
struct person *property_person(struct property *p, int site, const char *role, int64_t t, int turn);
/* The home by its unit text, kept out of the random part. */
struct home *property_keep(struct property *p, int site, const char *unit);
struct home *property_home(struct property *p, struct rng *r, int site);
struct event *property_add_event(struct property *p, enum series series, const char *category, const struct matter *m);
struct visit *property_add_visit(struct property *p, struct event *e, int64_t t);
/* The title of whoever from the department takes part in a joint visit. */
const char *property_title(enum unit_kind unit);

/* property_events.c, property_visits.c, property_planted.c, property_write.c */
void property_events_make(struct property *p);
void property_events_follow_up(struct property *p, struct rng *r, struct event *of, int64_t t, struct event **made);
void property_visits_make(struct property *p);
void property_visits_paper(struct property *p, struct rng *r, struct visit *v);
void property_planted_keep(struct property *p);
void property_planted_add(struct property *p);
/* Writes dir/logs/…; the summary goes to `say`. */
void property_write(struct property *p, const char *dir, struct buf *say, struct err *e);
#endif
