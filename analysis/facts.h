/* Facts in story order: the one interface through which the analysis reads events and visits (architecture.md,
 * decision 2).
 *
 * A full run streams every story in force, one in memory at a time: events and visits are read as they lie, by two threads
 * with a connection each, brought into story order by sorter.h, and the streams are merged here. A night reads single rows, as known after any run:
 * of a fact's versions the one with run <= known < run_out; whole stories it knows from before (told.h, news.h).
 * Withdrawn rows do not exist. What the telling needs from elsewhere is filled in: contacted_at and escalated_at from
 * the first step of that kind, when a raised event was finished, the numbers of site, department and category. */
#ifndef ANALYSIS_FACTS_H
#define ANALYSIS_FACTS_H
#include "analysis/packed.h"
#include "analysis/sorter.h"
#include "analysis/story.h"
#include "store/store.h"

/* Room for one story, used again for the next. Rows of the story live until the box is filled anew. */
struct facts_box {
    struct story story;
    bool cut; /* the beginning of a story of very many events, without visits */
    struct arena text;
    size_t cap_events, cap_visits;
    const struct event_row **named; /* of a visit's story: the event behind event_ids, by place; NULL when unknown */
    struct str *named_story;        /* and the story it belongs to */
    size_t n_named, cap_named, cap_named_story;
};
void facts_box_init(struct facts_box *b);
/* Empty, for the story of that key (of a visit: the visit's id). */
void facts_box_reset(struct facts_box *b, enum story_kind kind, struct str key);
/* Room for so many rows in an empty box. */
void facts_box_reserve(struct facts_box *b, size_t n_events, size_t n_visits);
void facts_box_release(struct facts_box *b);

enum { FACTS_MOST = 1024 }; /* events or visits of a story that are in memory at a time */

struct facts {
    struct store *store;
    struct dims *dims;
    bool all_texts; /* descriptions of all events, not only of those without an issue code */
    const struct policy_use *use;
    size_t n_uses;    /* of opinions and notes only the marks are read that they ask for */
    bool marks;       /* any does */
    bool visit_texts; /* checks look at whole opinions and notes */
    struct facts_stream {
        struct sorter sorter;
        struct packed_codes codes; /* of what is packed for sorting */
        bool more;
        struct str key, row, story;
    } events, visits[2]; /* of the visits each has a part of the table */
};
void facts_init(struct facts *f, struct store *s, struct dims *d, const struct policy_use *use, size_t n_uses);
void facts_release(struct facts *f);

/* The stream of all stories in force, as last committed (store_share() has to be on): first the visits whose event is unknown or that name none, each a story, then
 * the stories of events by key. Not told here: visits that name several events, facts_visit(). */
void facts_begin(struct facts *f, struct err *e);
bool facts_next(struct facts *f, struct facts_box *b, struct err *e);
/* Of a story that was cut: the next events of it in the box, then the next visits; false when there are no more. */
bool facts_more_events(struct facts *f, struct str story, struct facts_box *b, struct err *e);
bool facts_more_visits(struct facts *f, struct str story, struct facts_box *b, struct err *e);

/* The visit with the events that it names, in box.named by place in event_ids; n_visits == 0 when it was unknown.
 * story.event is left empty: the caller puts the canonical complaints there. */
void facts_visit(struct facts *f, struct str visit_id, int64_t known, struct facts_box *b, struct err *e);
/* One event into the box's memory, NULL when it was unknown; *story is the story it belongs to. */
const struct event_row *facts_event(struct facts *f, struct str event_id, int64_t known, struct facts_box *b,
                                    struct str *story, struct err *e);
/* The visit alone; false when it was unknown. */
bool facts_visit_row(struct facts *f, struct str visit_id, int64_t known, struct facts_box *b, struct visit_row *out,
                     struct err *e);

/* The order of a story's rows: by time, a date before its own midnight, then by key. */
int facts_by_event(const struct event_row *x, const struct event_row *y);
int facts_by_visit(const struct visit_row *x, const struct visit_row *y);
#endif
