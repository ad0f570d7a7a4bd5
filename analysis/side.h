/* The other logs beside a story: steps, findings, actions, plans, letters, custody, answers, and its customers.
 *
 * Only what the checks and conditions of a policy in use name is read, as known after a run, for the story that is
 * about to be told; a policy without checks reads nothing. A row belongs to the events that it names; when none of them
 * is known, to those of its visit. Rows live in the caller's arena. */
#ifndef ANALYSIS_SIDE_H
#define ANALYSIS_SIDE_H
#include "analysis/story.h"
#include "store/store.h"

/* Which events and visits a log may have rows of: one bit for each, by its hash. */
struct side_sieve {
    uint64_t *bit;
    size_t mask;
};

struct side {
    struct store *store;
    struct stmt *rows[ROW_KINDS], *story_of, *visit, *customer; /* looked up once */
    struct side_sieve sieve[ROW_KINDS];                         /* of a full run, which asks for every event */
    bool reads[ROW_KINDS];                                      /* kinds that a check names, or a stage by plan */
    bool checks[ROW_KINDS];                                     /* kinds whose rows are checked */
    bool any;                                                   /* one of them */
    bool samples;                                               /* spot checks are the sample of a policy */
    bool answers;                 /* a policy counts answers: the own story of a visit to several events has them too */
    int64_t first_run[ROW_KINDS]; /* that brought a row of the log; INT64_MAX: none came */
    bool customers;               /* a condition names a column of the customers log */
    bool grants;                  /* a check asks for approvals */
    int64_t first_grant;          /* run that brought the first of them; INT64_MAX: none came */
};

void side_init(struct side *x, struct store *s, const struct policy_use *use, size_t n_uses, struct err *e);
void side_release(struct side *x);
/* Whether no row of a log that a check names had come with the run: what asks for it cannot be judged. */
bool side_absent(const struct side *x, enum row_kind kind, int64_t run);
/* The same of the log of approvals. */
bool side_no_grants(const struct side *x, int64_t run);
/* Reads which events and visits the logs name, so that those they do not name are not looked up one by one. */
void side_sift(struct side *x, struct err *e);
/* Fills story->side and story->ref. */
void side_attach(const struct side *x, struct story *s, int64_t known, struct arena *a, struct err *e);
/* Fills story->ref from story->side: from events to rows. */
void side_refer(struct story *s, struct arena *a);
/* A row as known after the run; false when it was unknown or withdrawn. `events` and `visit_id` as it names them itself. */
bool side_read(const struct side *x, enum row_kind kind, struct str id, int64_t known, struct arena *a,
               struct side_row *out, struct err *e);
/* All rows that name the event or the visit (the other is absent). */
struct side_row *side_naming(const struct side *x, struct str event_id, struct str visit_id, int64_t known,
                             struct arena *a, size_t *n, struct err *e);
/* «s:kind:id», the story of a row that belongs to no known event or visit; and the row behind it. */
struct str side_key(struct arena *a, enum row_kind kind, struct str id);
bool side_key_parse(struct str key, enum row_kind *kind, struct str *id);
/* The lone row as a story of its own; false when it is not, or not alone. */
bool side_alone(const struct side *x, struct str key, int64_t known, struct arena *a, struct story *out, struct err *e);
/* All lone rows in force whose kind is checked, in order of their keys: their keys. */
struct str *side_all_alone(const struct side *x, struct arena *a, size_t *n, struct err *e);
/* The statement of a log from its end. */
const char *side_latest(enum row_kind kind);
/* Fills the customer of the story's events. */
void side_customers(const struct side *x, struct story *s, int64_t known, struct arena *a, struct err *e);
#endif
