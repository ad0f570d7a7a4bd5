/* Events and visits as packed bytes, for sorting (sorter.h). Names that come up again and again are numbers in a table
 * that lives as long as the reading; the rest stands as it is. Unpacked texts point into the bytes and that table. */
#ifndef ANALYSIS_PACKED_H
#define ANALYSIS_PACKED_H
#include "analysis/story.h"
#include "base/buf.h"

/* Sorts like (story, accepted, event_id) and (story, visited, visit_id). */
void packed_key(struct buf *out, struct str story, struct moment at, struct str id);
/* The story of a key, where `n` bytes are the story's. */
void packed_event(struct buf *out, struct str story, const struct event_row *r, struct intern *codes);
void packed_visit(struct buf *out, struct str story, const struct visit_row *r, struct intern *codes);
/* What was packed; key and row have to live as long as the texts are used. */
struct str packed_story(struct str key, struct str row);
void packed_read_event(struct str key, struct str row, const struct dims *d, const struct intern *codes, struct event_row *out);
void packed_read_visit(struct str key, struct str row, const struct dims *d, const struct intern *codes, struct visit_row *out);
#endif
