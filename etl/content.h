/* What a row says, apart from where it stands, as the store takes it.
 *
 * The digest is that by which two copies of a row are told to be the same. It is of the fields that are not empty, each
 * with its place and length, of the derived column, of those that policies declare, and of a status that withdraws the
 * row. Half of SHA-256, because files come from strangers. */
#ifndef ETL_CONTENT_H
#define ETL_CONTENT_H
#include "etl/record.h"
#include "store/feed.h"

enum { CONTENT_DIGEST = 16 };

struct content; /* for the rows of one log, one after the other */

struct content *content_open(const struct log *log);
void content_close(struct content *c);
void content_digest(struct content *c, const struct record *r, unsigned char out[CONTENT_DIGEST]);

/* A version as cells for `enter` of etl/statements.h: the fields, the derived column and the declared ones where
 * the log has them, withdrawn, line, its own rank, digest. */
int content_columns(const struct log *log);
void content_cells(const struct log *log, const struct record *r, int64_t line,
                   const unsigned char digest[CONTENT_DIGEST], struct feed_cell *out);
/* Which of the cells is the line. */
int content_line(const struct log *log);
#endif
