/* A story as the last analysis knew it and as it is now, and what of it a night tells again.
 *
 * Both are split into strands (strands.h). A strand is told again when something of it came, changed or went, or when
 * its day has come. Strands of both versions that share an event or a visit form a group: what was told of one group is
 * taken back, and what is told of it now added, without a look at the others. So a customer with thousands of events
 * needs no more memory than the longest of its problems. */
#ifndef ANALYSIS_VERSIONS_H
#define ANALYSIS_VERSIONS_H
#include "analysis/news.h"
#include "analysis/strands.h"

#define VERSIONS_NONE UINT32_MAX
#define VERSIONS_SEVERAL (UINT32_MAX - 1)

struct versions {
    const struct story *old, *new;
    struct strands was, is;
    int32_t *due_was,
        *due_is; /* by strand: when it changes by itself; due_is of those told again is left to the caller */
    bool *tell_was, *tell_is; /* by strand */
    size_t n_groups;
    struct strands groups_was, groups_is; /* both stories by group; what is not told again lies behind the last one */
    uint32_t *strand;                     /* by group: its strand of the story as it is; NONE, SEVERAL */
};

/* Reads and splits the story; arrays live in `a`, the stories in the boxes. */
void versions_read(struct versions *v, struct told *t, const struct news *n, struct strands_rules *r, struct str key,
                   int32_t as_of, struct facts_box *old, struct facts_box *new, struct arena *a, struct err *e);
#endif
