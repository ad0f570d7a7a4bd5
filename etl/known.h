/* What a trial has to know of the store (`huifang check`): its files, and of the rows those versions whose keys come
 * up, brought over into the trial's own store, so that the trial is the import itself and the store is only read. */
#ifndef ETL_KNOWN_H
#define ETL_KNOWN_H
#include "etl/record.h"
#include "store/store.h"

struct known; /* of one log */

/* The files that were imported, into an empty store. */
void known_files(struct store *from, struct store *to, struct err *e);
struct known *known_open(struct store *from, struct store *to, const struct log *log, struct err *e);
void known_close(struct known *k);
/* Every version of the row with that key, unless `to` has the key already. NULL: nothing is known. */
void known_bring(struct known *k, const struct record *r, struct err *e);
/* The same of all rows in force that a source brought, against which a full snapshot is held. */
void known_bring_source(struct known *k, const char *source, struct err *e);
#endif
