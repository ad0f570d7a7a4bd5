/* A story too long to be held in memory: one customer may have a twentieth of all events.
 *
 * Its rows go to a scratch file as they come by. What is kept of a row is where it lies and the strand that it belongs
 * to, some hundred bytes instead of three thousand. Then they come back strand by strand, to be told, and month by
 * month, to be kept for the next analysis (told.h). Told strand by strand a story gives the same rows and sums as told
 * whole (strands.h), so memory follows the longest strand and not the largest customer. */
#ifndef ANALYSIS_ROPE_H
#define ANALYSIS_ROPE_H
#include "analysis/facts.h"
#include "analysis/strands.h"

struct rope {
    struct story story; /* its kind, its key, how many rows: not the rows */
    struct strands strands;
    struct arena text;
    struct packed_codes codes;
    struct dims *dims;
    struct scratch *file;
    struct buf waiting; /* to be written */
    int64_t written;
    struct rope_row {
        int64_t at;
        uint32_t key, row; /* bytes */
        int32_t day;
    } * event, *visit;
    size_t cap_events, cap_visits;
    size_t next_event, next_visit; /* of the next month */
    struct buf key, row, last;     /* last: the key of the visit before */
};

/* Takes the story in the box, of which facts_next() gave only the beginning, to its end. */
void rope_take(struct rope *r, struct facts *f, struct facts_box *b, struct strands_rules *rules, struct err *e);
void rope_release(struct rope *r);
/* Fills the box with one strand. */
void rope_strand(struct rope *r, size_t strand, struct facts_box *b, struct err *e);
/* Fills the box with the next month that has rows, by acceptance and by visit; false behind the last. */
bool rope_month(struct rope *r, struct facts_box *b, struct err *e);
#endif
