/* The strands of a story: events that have nothing to do with one another, so that a night tells again only those
 * that changed. A customer with thousands of events is one story (architecture.md, decision 2), but an event's figures
 * depend on others only through their problem (merging, repeats, rework, escalation by count) or through a visit that
 * names both. Told strand by strand a story gives the same rows and sums as told whole. */
#ifndef ANALYSIS_STRANDS_H
#define ANALYSIS_STRANDS_H
#include "analysis/story.h"
#include "base/buf.h"

struct strands_rules {
    const struct policy_use *use;
    size_t n_uses;
    uint8_t *kind;
    size_t n, cap; /* by category number: how its events hang together; 0: not looked at yet */
};
void strands_init(struct strands_rules *r, const struct policy_use *use, size_t n_uses);
void strands_release(struct strands_rules *r);

struct strands {
    size_t n;
    uint32_t *of_event; /* by place in the story; strands are numbered by their first event */
    uint32_t *of_visit; /* the strand of the events that it names */
    uint32_t *first_event, *event, *first_visit, *visit; /* after strands_sort(): places, strand by strand */
};

/* Splitting a story whose rows come by one after the other: all events in their order, then all visits. */
struct strands_maker {
    struct strands_rules *rules;
    struct intern id;      /* of events, by place */
    struct intern problem; /* what ties events together, and the first event of each */
    uint32_t *first, *parent, *visit;
    size_t n_first, cap_first, n_events, cap_events, n_visits, cap_visits;
    struct buf key;
};
void strands_begin(struct strands_maker *m, struct strands_rules *r);
void strands_event(struct strands_maker *m, const struct event_row *e);
void strands_visit(struct strands_maker *m, const struct visit_row *v);
/* Ends it; the arrays live in `a`. */
void strands_end(struct strands_maker *m, struct arena *a, struct strands *out);
/* All of it at once. */
void strands_split(struct strands_rules *r, const struct story *s, struct arena *a, struct strands *out);
/* Of the story only its counts are looked at. */
void strands_sort(struct strands *t, const struct story *s, struct arena *a);

/* Room for some strands as a story. */
struct strands_slice {
    struct story story;
    size_t cap_events, cap_visits;
};
void strands_slice_release(struct strands_slice *p);
/* One strand, after strands_sort(); good until the slice is filled anew. */
struct story *strands_one(const struct strands *t, const struct story *s, size_t strand, struct strands_slice *p);
#endif
