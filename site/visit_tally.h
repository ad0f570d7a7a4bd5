/* Visits made, counted by the category of their event, their method and their answer, and records by the day on which
 * they were filed: for each month, whatever a policy counts. Every visit needs the category of its event; searching a
 * large table for each and sorting them to be counted costs a third of a first render. So they are counted here, month
 * by month, beside the categories of the events accepted in the month and the two before it; an older event is searched
 * for. It runs on a connection of its own, on a thread beside the rest of the edition. The statements are the
 * template's: edition/visits.sql, events.sql and event.sql. */
#ifndef SITE_VISIT_TALLY_H
#define SITE_VISIT_TALLY_H
#include "base/embed.h"
#include "base/intern.h"
#include "store/store.h"

struct visit_tally {
    const char *store_path;
    const struct embed_file *files;
    int32_t as_of;
    const struct str *month; /* those to be counted, in order */
    size_t n_months;

    struct err e; /* what went wrong; visit_tally_put passes it on */
    struct tally_month *found;
    struct intern words;
};

/* Whether the template has visits to be counted. */
bool visit_tally_wanted(const struct embed_file *files);
/* Counts; all that stands above `e` is set. */
void visit_tally_run(void *tally);
/* Puts the counts into the edition's tables visit_month and filed_day, in the place of those of the same months, and the
 * visits that somebody has to look at into the temporary table look(month, visit_id). */
void visit_tally_put(const struct visit_tally *t, struct store *edition, struct err *e);
void visit_tally_release(struct visit_tally *t);
#endif
