/* Columns that the policies of a configuration declare for a log (docs/policy-format.md «Columns of its own»): as fields
 * like those of logs.h, read by the same readers and kept together in the store's column `own`. */
#ifndef ETL_OWN_H
#define ETL_OWN_H
#include "etl/logs.h"
#include "policies/config.h"

/* Whether policies may declare columns for the log: those whose rows they look at. */
bool own_may(const struct log *log, enum row_kind *kind);
/* The log's own columns by name, each once, words and headers of all policies together; at most ROW_FURTHER_MOST are
 * written to `out`, their number is returned. */
int own_fields(struct arena *a, const struct config *cfg, const struct log *log, struct log_field *out);
#endif
