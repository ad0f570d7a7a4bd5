/* What an analysis knew of each story, kept for the next one (`told`): a night reads one row where it would have to
 * gather every event and visit from all over the logs. A long story is kept month by month, so that a night writes the
 * months that changed and no row is ever as large as the largest customer. */
#ifndef ANALYSIS_TOLD_H
#define ANALYSIS_TOLD_H
#include "analysis/facts.h"
#include "analysis/outbox.h"

struct told {
    struct store *store;
    struct dims *dims;
    struct buf bytes; /* of one part */
    struct told_part {
        struct str name, bytes;
    } * read; /* of the story read last, in its box */
    size_t n_read, cap_read;
    struct outbox *outbox;
    struct stmt *fill;
    struct outbox_batch waiting; /* rows of an empty table */
};

void told_init(struct told *t, struct store *s, struct dims *d, struct outbox *o);
void told_release(struct told *t);
/* Gives back the room that the longest story needed. */
void told_shrink(struct told *t);
/* Gathers rows for an empty table, from told_begin() on; told_flush() puts the last of them into the outbox. */
void told_begin(struct told *t, struct err *e);
void told_keep(struct told *t, const struct story *s, struct err *e);
/* The same for one month of a story that is long. */
void told_keep_month(struct told *t, const struct story *s, struct err *e);
void told_flush(struct told *t, struct err *e);
/* Changes the parts that differ from those read last, which were this story's; a story without events is forgotten. */
void told_put(struct told *t, const struct story *s, struct err *e);
/* Reads a story into the box; nothing when it was unknown. */
void told_read(struct told *t, struct str key, struct facts_box *b, struct err *e);
#endif
