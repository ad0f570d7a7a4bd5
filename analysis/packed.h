/* Events and visits as packed bytes: for sorting (sorter.h), and kept from one analysis to the next (`told`).
 *
 * In sorting, names that come up again and again are numbers in tables that live as long as the reading; each reading has
 * its own, so that two may go on at once. What is kept
 * stands for itself, story by story. Unpacked texts point into the bytes and the tables. */
#ifndef ANALYSIS_PACKED_H
#define ANALYSIS_PACKED_H
#include "analysis/story.h"
#include "base/buf.h"

/* Names as numbers, of one reading. */
struct packed_codes {
    struct intern name;
    uint32_t *no; /* by name: its numbers as a site, a department and a category; 0: not asked for yet */
    size_t n, cap;
};
void packed_codes_init(struct packed_codes *c);
void packed_codes_release(struct packed_codes *c);

/* Where the numbers of names come from; codes NULL: names are written as they are. dims: what is read is numbered in. */
struct packed {
    struct dims *dims;
    struct packed_codes *codes;
};

/* A row for sorting: the key sorts like (story, accepted, event_id) and (story, visited, visit_id). */
void packed_key(struct buf *out, struct str story, struct moment at, struct str id);
void packed_event(const struct packed *t, struct buf *out, struct str story, const struct event_row *r);
void packed_visit(const struct packed *t, struct buf *out, struct str story, const struct visit_row *r);
/* What was packed; key and row have to live as long as the texts are used. */
struct str packed_story(struct str key, struct str row);
void packed_read_event(const struct packed *t, struct str key, struct str row, struct event_row *out);
void packed_read_visit(const struct packed *t, struct str key, struct str row, struct visit_row *out);

/* A whole story of events, to be kept. */
void packed_whole(struct buf *out, const struct story *s);
/* Reads one back, row by row: how many of each there are, then so many calls. The bytes live as long as the texts. */
struct packed_reader {
    const char *p;
    struct packed tables;
    struct str story;
    size_t n_events, n_visits;
};
struct packed_reader packed_open(struct str bytes, struct str story, struct dims *dims);
void packed_next_event(struct packed_reader *r, struct event_row *out);
void packed_next_visit(struct packed_reader *r, struct visit_row *out);
#endif
