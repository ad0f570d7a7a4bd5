/* The strands of a story: events that have nothing to do with one another, so that a night tells again only those
 * that changed. A customer with thousands of events is one story (architecture.md, decision 2), but an event's figures
 * depend on others only through their problem (merging, repeats, rework, escalation by count) or through a visit that
 * names both. Told strand by strand a story gives the same rows and sums as told whole. */
#ifndef ANALYSIS_STRANDS_H
#define ANALYSIS_STRANDS_H
#include "analysis/story.h"

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
/* Splits the story; the arrays live in `a`. */
void strands_split(struct strands_rules *r, const struct story *s, struct arena *a, struct strands *out);
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
