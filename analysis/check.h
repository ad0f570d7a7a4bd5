/* Inside the checks: what their parts share. Not for other files; the contract is tell.h. */
#ifndef ANALYSIS_CHECK_H
#define ANALYSIS_CHECK_H
#include "analysis/tell.h"

/* Places of rows, event by event: those of event i are place[first[i]] … place[first[i + 1] - 1], in their order. */
struct shelf {
    uint32_t *first, *place;
};

struct ground {
    struct telling *t;
    const struct judge *j;
    struct shelf visit, side;
};

struct needed_row {
    struct moment at;
    struct rule_row row;
};
struct needed {
    struct needed_row *item;
    size_t n;
};

/* What is checked, or needed: a row with the event and the visit that it belongs to. */
struct subject {
    struct rule_row row;
    struct str id;
    uint32_t event;                 /* TELL_NONE: none */
    const struct tell_visit *visit; /* NULL: none */
    struct moment own;
    uint32_t site, department, category;
    const struct needed *apart; /* the needed rows that are its own; NULL: any that would do */
};

/* check_ground.c: puts the rows of a story on the shelves of their events. */
void check_shelve(struct ground *g);
/* The event, a visit (to that event; TELL_NONE: to none) or a row of another log as what is checked. */
struct subject check_subject(const struct ground *g, uint32_t event);
struct subject check_subject_visit(const struct ground *g, const struct tell_visit *v, uint32_t event);
struct subject check_subject_side(const struct ground *g, const struct side_row *s, uint32_t event);
/* Its event; NULL: none. */
const struct tell_event *check_event(const struct ground *g, const struct subject *x);
/* The visit of that id among the event's visits, or among all when there is no event. */
const struct tell_visit *check_visit(const struct ground *g, uint32_t event, struct str id);
/* The stage of its event that the subject, a visit, serves (metrics.md 3); empty: none. */
struct str check_served(const struct ground *g, const struct subject *x);
/* When the row happened; an answer with its visit. */
struct moment check_own_time(const struct side_row *s, const struct tell_visit *v);

/* check.c */
/* Whether the rule looks at the row. */
bool check_applies(const struct ground *g, const struct check_rule *c, const struct subject *x);
/* Whether a log that the rule asks for never brought a row. */
bool check_silent(const struct world *w, const struct check_rule *c);
/* The needed rows of the subject that would do, in order of time, then of their keys. */
struct needed check_needed(const struct ground *g, const struct check_rule *c, const struct subject *x,
                           struct moment from);
/* Where its check_rate counts, on that day. */
struct tell_at check_place(const struct ground *g, const struct check_rule *c, const struct subject *x, int32_t day);
/* For explain: the row behind the figure where it is no event and no visit. */
const char *check_reason(const struct ground *g, const struct subject *x, const char *why);
/* To the second when both have a clock time, else by day. */
bool check_not_before(struct moment m, struct moment from);
/* A date before its own midnight. */
int check_by_moment(const struct moment *x, const struct moment *y);
/* check_count.c: whether the row stands for itself, or for its customer where customers are checked. */
bool check_stands(const struct ground *g, const struct check_rule *c, const struct subject *x);
/* check_count.c: counts and sums the row. */
void check_count(const struct ground *g, const struct count_rule *c, const struct subject *x);
#endif
