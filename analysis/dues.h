/* When the strands of a story change by themselves (`story_due`): the first day of any tells a night which stories to
 * look at, the day of each which strands to tell again. */
#ifndef ANALYSIS_DUES_H
#define ANALYSIS_DUES_H
#include "analysis/outbox.h"

#define DUES_NEVER INT32_MAX

/* The days by strand, n of them, in `a`; DUES_NEVER for those that stay as they are. */
int32_t *dues_read(struct store *s, struct str story, size_t n, struct arena *a, struct err *e);
/* The rows of a full run, for an empty table. */
struct dues {
    struct outbox *outbox;
    struct stmt *fill;
    struct outbox_batch waiting;
};
void dues_begin(struct dues *d, struct store *s, struct outbox *o, struct err *e);
void dues_keep(struct dues *d, struct str story, const int32_t *day, size_t n, struct err *e);
/* Puts the last of them. */
void dues_end(struct dues *d, struct err *e);
/* Writes them; a story of which no strand changes has no row. */
void dues_write(struct store *s, struct str story, const int32_t *day, size_t n, struct err *e);
#endif
