/* Inside story_tell(): what its parts share. Not for other folders; the contract is story.h.
 *
 * A telling works on the facts as seen at as-of (tell.c hides what is later), once for every policy in use (a
 * `judge`). Each part looks at one section of metrics.md and adds rows and tallies to the tale. All scratch lives in
 * the arena of the caller. Whatever compares with as-of calls tell_wake(), so that the tale knows when it changes. */
#ifndef ANALYSIS_TELL_H
#define ANALYSIS_TELL_H
#include "analysis/metric.h"
#include "analysis/story.h"

#define TELL_NONE UINT32_MAX

/* An event or visit as seen at as-of. Rows of the tale point to `src`, the row as it was given. */
struct tell_event {
    const struct event_row *row, *src;
    int32_t day; /* of acceptance */
};
struct tell_visit {
    const struct visit_row *row, *src;
    int32_t day;
};

/* One policy with all its uses, and what it makes of the story's events. The arrays have one place per event. */
struct judge {
    const struct policy *policy;
    uint16_t no; /* of its first use: the policy's number in tallies and rows */
    bool always; /* one use, without sites and days: it judges everything */
    size_t lane;
    bool *judged;    /* the event was accepted under it */
    uint32_t *canon; /* the complaint that counts in its place; itself unless merged */
    uint32_t *key;   /* its problem (customer, category, issue); TELL_NONE without one */
    bool *by_text;   /* the key comes from the text */
    uint32_t n_keys;
    struct str *key_name; /* by key: the issue code, or the smallest event_id of a group alike by text */
    int *repeated;        /* events of its key in the window that ends with it, itself included */
    int *in_a_row;        /* of these, those without another event of the category between */
    struct tell_group *group;
    size_t n_groups; /* targets over several categories */
};

/* What counts in several categories together is counted once more, under the group's name. */
struct tell_group {
    const struct target *target;
    uint16_t metric;
    uint32_t category; /* its name in dims */
};

/* Which stage a visit serves: filled by obligation.c, one place per visit, for visits to one event. */
struct serve {
    const struct judge *judge; /* NULL: none */
    const struct stage *stage;
    int nth; /* among the counted visits to its event, from 1 */
};

/* Policies that are never in force at one place on one day, such as two editions: a visit serves one stage among all
 * of them. Policies in force side by side are in different lanes and match apart. */
struct lane {
    uint32_t *canon; /* by event */
    uint32_t *first; /* visits to event i: visit[first[i]] … visit[first[i + 1] - 1], in order */
    uint32_t *visit;
    struct serve *serve;         /* by visit */
    const struct stage **served; /* beside visit: the stage that it serves of that event, NULL: none */
};

struct telling {
    const struct world *w;
    struct arena *a;
    struct tale *out;
    enum story_kind kind;
    struct tell_event *event;
    size_t n_events;
    struct tell_visit *visit;
    size_t n_visits;
    uint32_t *event_slot;
    size_t n_event_slots; /* index by event_id */
    struct side_row *side;
    size_t n_sides;  /* in order of kind, time and key */
    bool has_events; /* the story has events, seen or not yet */
    struct judge *judge;
    size_t n_judges;
    struct lane *lane;
    size_t n_lanes;
    size_t tally_limit; /* tallies are added up in place beyond so many */
};

/* ---- tell.c ---- */
void tell_open(struct telling *t, const struct story *s, const struct world *w, struct arena *a, struct tale *out);
/* The tale may differ from that day on (ignored when the day is not after as-of). */
void tell_wake(struct telling *t, int32_t day);
/* Whether the policy is in force at the site on the day. */
bool tell_judges(const struct telling *t, const struct judge *j, struct str site, int32_t day);
/* The event of that id as seen at as-of, or TELL_NONE. */
uint32_t tell_find(const struct telling *t, struct str event_id);
/* A visit that counts under the policy (metrics.md 3): reached, and after the event unless any phase will do, for the policy or a stage
 * of that category. Category: of the event visited; none: a visit to none. */
bool tell_counted(const struct policy *p, const struct visit_row *v, struct str category);
/* Whether a rule for these categories takes the category; an empty list takes all. */
bool tell_covers(const struct names *list, struct str category);
bool tell_is_complaint(const struct event_row *e);
/* The first second after as-of. */
int64_t tell_end(const struct telling *t);

/* Where something counts. Make one with tell_at(). */
struct tell_at {
    uint16_t metric;
    int32_t day;
    uint32_t site, department, category, stage;
    bool pool_category, pool_stage;
    const struct event_row *event;
    const struct visit_row *visit;
};
/* At the event's site, department and category, pooled over categories unless the metric is of one category. */
struct tell_at tell_at(const struct telling *t, uint16_t metric, int32_t day, const struct event_row *e);
/* With the stage of that name, pooled over stages. */
struct tell_at tell_at_stage(const struct telling *t, uint16_t metric, int32_t day, const struct event_row *e,
                             const char *stage);
/* Adds num/den to the scopes all, site and department of the place. */
void tell_add(struct telling *t, const struct judge *j, const struct tell_at *at, int64_t num, int64_t den);
void tell_put(struct telling *t, const struct judge *j, const struct tell_at *at, int64_t num, int64_t den,
              const char *why);
/* In explain mode: leaves a row that says why the thing does not count there. */
void tell_skip(struct telling *t, const struct judge *j, const struct tell_at *at, const char *why);
void tell_tally(struct telling *t, const struct tally *row);
/* Whether the group counts that metric, and the category of that number. */
bool tell_grouped(const struct telling *t, const struct tell_group *g, uint16_t metric, uint32_t category);
/* The pair cannot be judged because a clock time is missing (metrics.md 1): counts in not_judgeable. */
void tell_not_judgeable(struct telling *t, const struct judge *j, int32_t day, const struct event_row *e,
                        enum metric_no metric);

/* ---- tale.c ---- */
/* Adds up tallies of the same cell and the same part of a week within a month. */
void tale_compact(struct tale *t, const struct world *w);

/* ---- window.c: civil arithmetic with spans ---- */
/* day + span; minutes and hours count as whole days, rounded down. sign -1 goes back. */
int32_t window_add(const struct world *w, int32_t day, struct span s, int sign);
bool window_day_off(const struct world *w, int32_t day, bool weekend_off);
/* The last second at which something is within the span after `from`; clock spans include exactly that second. */
int64_t window_last(const struct world *w, struct moment from, struct span s);
struct window {
    int64_t opens_s, deadline_s; /* first and last second inside */
    bool has_deadline;
    bool clock; /* an end was measured in minutes or hours */
};
struct window window_of(const struct telling *t, const struct policy *p, const struct stage *st,
                        const struct event_row *e, struct moment anchor);
/* Day of the second. */
int32_t window_day(int64_t s);

/* ---- rule.c ---- */
bool rule_holds(const struct conditions *c, const struct event_row *e);
/* A row of any kind, and its columns. */
struct rule_row {
    enum row_kind kind;
    const void *row;
};
bool rule_holds_on(const struct conditions *c, struct rule_row r);
bool rule_holds_one(const struct condition *c, struct rule_row r);
/* A test on a text, such as one that is no column of its row. */
bool rule_text_meets(const struct condition *c, struct str text);
struct str rule_text(struct rule_row r, int field);
struct moment rule_moment(struct rule_row r, int field);
bool rule_present(struct rule_row r, int field);
/* A number of the row; false where it is empty. */
bool rule_number(struct rule_row r, int field, double *out);
/* That time of the event; none for a column that is no time. */
struct moment rule_time(const struct event_row *e, enum event_field f);

/* ---- nearest.c ---- */
struct nearest_pair { /* a plan and a visit that would do, by their places */
    int32_t days;     /* between them */
    uint32_t plan, visit;
};
/* The pairs that hold, moved to the front: each visit in one, each plan in at most `each`. given (by plan) and taken (by
 * visit) come zeroed. */
size_t nearest_take(struct nearest_pair *pair, size_t n, size_t each, uint32_t *given, bool *taken);

/* ---- further.c: columns beyond the fixed ones ---- */
/* Whether rows of that kind have any. */
bool further_any(const struct world *w, enum row_kind kind);
/* Their values, by number from ROW_FURTHER on; own: as stored; day: on which people are asked for. */
const struct side_value *further_values(const struct world *w, struct rule_row row, struct str own, int32_t day,
                                        struct arena *a);
/* Whether the column asks for a person of the row whom the staff log does not know. */
bool further_unknown(const struct policy *p, struct rule_row row, int column);
/* By code, else by a name that only one person has; NULL: nobody. */
const struct person *further_person(const struct world *w, struct str who);

/* ---- text.c ---- */
/* group[i] = the smallest index of the texts that are the same issue as text i (metrics.md 6). */
void text_groups(struct arena *a, const struct str *text, size_t n, struct fraction similarity, uint32_t *group);

/* ---- the parts, in the order in which they are told ---- */
void repeat_keys(struct telling *t, struct judge *j); /* key, by_text, key_name */
void merge_tell(struct telling *t, struct judge *j);  /* canon; section 2 */
void count_tell(struct telling *t, struct judge *j);  /* events, complaints, merged; section 5 */
void repeat_tell(struct telling *t, struct judge *j); /* repeated; section 6 */
void rework_tell(struct telling *t, struct judge *j); /* rework_rate; section 5 */
void limit_tell(struct telling *t, struct judge *j);  /* section 4 */
void obligation_tell(struct telling *t, size_t lane); /* section 3; fills lane.serve */
void visit_tell(struct telling *t, struct judge *j);  /* visit figures of sections 3 and 7, and breaches */
void contradiction_tell(struct telling *t);
void check_see(struct telling *t, const struct story *s); /* side rows as seen at as-of, where a policy has checks */
void check_tell(struct telling *t, struct judge *j);      /* docs/policy-format.md «checks» */

/* Whether the key counts: issue codes always, texts where the policy says so. */
bool repeat_counts(const struct judge *j, uint32_t event, const struct event_row *e);
/* Whether anything asks how often a problem came: a rule of repeats, the escalation, a check. */
bool repeat_asked(const struct policy *p);
/* Whether the event has a problem that may come again: a key that counts. */
bool repeat_problem(const struct judge *j, uint32_t event, const struct event_row *e);
/* Whether the event is at least the count-th of its problem; by text only where the policy counts those. 0: no. */
bool repeat_often(const struct judge *j, uint32_t event, const struct event_row *e, int count, bool consecutive);
/* Whether the rule of repeats of that category counts events in a row only. */
bool repeat_consecutive(const struct policy *p, struct str category);

/* One stage that an event has, or one occurrence of a stage that recurs. */
struct slot {
    const struct judge *judge;
    const struct stage *stage;
    int place;            /* in the lane's policies */
    bool anchored;        /* it has an anchor, which `anchor` and `window` stand for */
    bool owed;            /* not before count_from */
    struct moment anchor; /* of an occurrence: the day on which it opens */
    struct window window;
    uint32_t visit; /* that serves it; TELL_NONE */
    enum obligation_state state;
    const char *exempt_reason;
};
/* Coverage and population rates of one event (coverage.c). visit: the event's visits in order. */
void coverage_tell(struct telling *t, const struct judge *j, uint32_t event, const struct slot *slot, size_t n_slots,
                   const uint32_t *visit, size_t n_visits);

/* Where a visit counts: one row for each of its events, or one for itself. */
struct visit_place {
    uint32_t event; /* TELL_NONE: none */
    uint32_t site, department, category;
};
struct visit_places {
    const struct visit_place *place;
    size_t n;                  /* n >= 1 */
    const struct serve *serve; /* NULL: unknown */
    uint32_t site, department; /* of the breach rows */
};
/* Adds a visit's figure once in each category, site and department, and once in the pooled rows. */
void visit_add(struct telling *t, const struct judge *j, const struct tell_visit *v, const struct visit_places *p,
               uint16_t metric, uint32_t stage, int64_t num, int64_t den, const char *why);
/* The same for an item of a visit's answers: never pooled over stages. */
void visit_add_item(struct telling *t, const struct judge *j, const struct tell_visit *v, const struct visit_places *p,
                    uint16_t metric, uint32_t stage, int64_t num, int64_t den, const char *why);
void answers_tell(struct telling *t, const struct judge *j, const struct tell_visit *v, const struct visit_places *p);
void breach_tell(struct telling *t, const struct judge *j, const struct tell_visit *v, const struct visit_places *p);
#endif
