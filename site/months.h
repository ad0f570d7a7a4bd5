/* Which months changed since a run, as the analysis keeps it: table month_change(month, run) of the store holds the
 * last run in which anything that belongs to a month changed; month '' stands for all of them (a full run). With it a
 * night costs the months that changed; a store without the table has every month changed. */
#ifndef SITE_MONTHS_H
#define SITE_MONTHS_H
#include "policies/config.h"
#include "store/store.h"

struct months {
    bool known;        /* the store keeps it */
    int64_t all_run;   /* the last run that changed every month */
    struct str *month; /* sorted */
    int64_t *run;
    size_t n;
    int64_t rows_since; /* from which run on row_change names every row that changed */
    struct str first;   /* the first month that a result table has a row of; absent: none */
    struct str last;    /* the month of the as-of day */
};

void months_read(struct months *m, struct store *s, const struct config *c, int32_t as_of, struct arena *a,
                 struct err *e);
/* Whether the month may have changed after the run. */
bool months_changed(const struct months *m, struct str month, int64_t since);
/* Whether the store's row_change names every row that changed after the run. */
bool months_rows_known(const struct months *m, int64_t since);
/* Every month from the first to the last, in order: *no starts at 0, false behind the last. */
bool months_next(const struct months *m, int *no, char out[PERIOD_TEXT]);
#endif
