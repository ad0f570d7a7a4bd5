/* What an import says to a person, put together (etl/import.h has the shapes): texts are copied into the report's
 * arena, none of them holds a personal value. */
#ifndef ETL_REPORT_H
#define ETL_REPORT_H
#include "etl/drift.h"
#include "etl/import.h"

const char *report_keep(struct import_report *r, const char *s); /* a copy; NULL stays NULL */
/* A new file's place in the report; the pointer lives until the next one is made. */
struct import_file *report_file(struct import_report *r, const struct config *cfg, const struct source *src,
                                const char *path);
void report_refused(struct import_report *r, struct import_file *f, const struct import_options *o,
                    const struct row *row, const struct refusal *no);
void report_counts(struct import_report *r, struct import_file *f, const struct ledger_counts *k);
/* The lines that are no rows. */
void report_besides(struct import_report *r, struct import_file *f, const struct spans *s);
/* The first `most` spans of a closed account. */
void report_spans(struct import_file *f, struct store *s, int64_t file, size_t most, struct err *e);
void report_problem(struct import_report *r, struct import_file *f, const struct err *why);
void report_warning(struct import_report *r, struct import_file *f, const char *text);
void report_drift(struct import_report *r, const char *source, const char *path, const struct drift_finding *f);
/* Dates that could be read in two ways are refused; what the file's others say helps whoever has to decide. */
void report_dates(struct import_report *r, struct import_file *f, const struct mapping *m);
/* Which column feeds which field. */
void report_columns(struct import_report *r, struct import_file *f, const struct mapping *m);
#endif
