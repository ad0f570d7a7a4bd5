/* Which complaint counts for a merged one (metrics.md, section 2), now and before tonight.
 *
 * The rows of `merged_event` say how it is now. What a night changed is kept aside, so that what depends on merging
 * across stories (visits that name several events, staff ratios) can be taken back as it was counted. */
#ifndef ANALYSIS_MERGES_H
#define ANALYSIS_MERGES_H
#include "analysis/story.h"
#include "store/store.h"

struct merges {
    struct store *store;
    struct intern key; /* "policy event" of complaints whose merging changed tonight … */
    struct str *into;
    size_t n, cap; /* … and the complaint that counted before, "" for itself */
    struct arena text, scratch;
};

void merges_init(struct merges *m, struct store *s);
void merges_release(struct merges *m);
/* Keeps what an event was merged into before; the first word counts. */
void merges_keep(struct merges *m, struct str policy, struct str event, struct str into);
/* The complaint that counts for this one; absent when it counts itself. Lives in `a`. */
struct str merges_find(struct merges *m, bool before, struct str policy, struct str story, struct str event,
                       struct arena *a, struct err *e);
#endif
