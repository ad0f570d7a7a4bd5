/* The analysis: from facts to result tables, all of them or what a night touched (architecture.md, decisions 2, 3). */
#ifndef ANALYSIS_ANALYSIS_H
#define ANALYSIS_ANALYSIS_H
#include "base/buf.h"
#include "policies/config.h"
#include "store/store.h"

struct analysis_report {
    bool full;            /* everything was told */
    int64_t stories_told; /* 0 when nothing is new and the day is the same */
    int64_t periods_summed;
    int64_t events, visits, obligations;
};

/* Brings the result tables to the facts as run `run` left them, as of the day, in one transaction. Incremental when
 * the last analysis stands for the same configuration and no later day, else (or with `full`) from nothing; the
 * tables end the same to the byte either way. */
void analysis_run(struct store *s, const struct config *c, int32_t as_of, bool full, int64_t run,
                  struct analysis_report *out, struct err *e);

/* Writes one list of metrics.md section 9 as CSV (header first, LF line ends, sorted by bytes): "metrics",
 * "obligations", "repeats", "breaches", "staff". Flushes `out` through `sink` whenever it has grown; sink NULL keeps
 * all in `out`. An unknown list is ERR_USAGE naming the known ones. */
typedef void analysis_sink(void *ctx, struct buf *b, struct err *e);
void analysis_export(struct store *s, const struct config *c, struct str list, struct buf *out, analysis_sink *sink,
                     void *ctx, struct err *e);

/* What `huifang explain` asks: one figure. Empty strings are pooled / all. */
struct figure {
    struct str policy, metric, period, scope_kind, scope, category, stage;
};
/* Lists the rows counted and the rows left out of one figure, each with the reason, as text lines with a closing
 * sum that equals the stored figure (else ERR_VERIFY). Retells the stories; writes nothing. */
void analysis_explain(struct store *s, const struct config *c, const struct figure *f, struct buf *out, struct err *e);
#endif
