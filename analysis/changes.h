/* Which months a night changed (`month_change`), so that what shows a month is made again only then.
 *
 * A month is noted too often rather than too rarely: for every row of it that was written or removed, for every row
 * that names an event or visit of which there is a new version, for the days of these facts themselves and for the
 * days that came into sight. Of a longer period, or a week, that changed, at least one month is noted. Of the lists that
 * are shown by month it is also noted which rows these were (`row_change`): too many, never too few. */
#ifndef ANALYSIS_CHANGES_H
#define ANALYSIS_CHANGES_H
#include "base/buf.h"
#include "base/civil.h"
#include "base/intern.h"
#include "store/store.h"

struct changes {
    const struct intern *event, *visit; /* ids of facts that came, changed or went; NULL: not looked at */
    struct intern month;                /* as stored */
    struct intern row;                  /* list, month, id and story, separated by NUL */
    struct buf key;                     /* of one row */
    int32_t day;                        /* the one noted last */
    struct changes_period {
        struct period period;
        int week_start;
    } * period;
    size_t n, cap; /* longer than a month */
};

void changes_init(struct changes *c);
void changes_release(struct changes *c);
void changes_month(struct changes *c, struct str month);
/* A row of a list, and its month. */
void changes_row(struct changes *c, const char *list, struct str month, struct str id, struct str story);
/* A fact of that day: list `event` or `visit`. */
void changes_fact(struct changes *c, const char *list, int32_t day, struct str id, struct str story);
void changes_days(struct changes *c, int32_t first, int32_t last);
/* Days that came into sight. */
void changes_sight(struct changes *c, int32_t first, int32_t last);
/* A figure of that period changed. */
void changes_period(struct changes *c, struct period p, int week_start);
bool changes_has_event(const struct changes *c, struct str event_id);
bool changes_has_visit(const struct changes *c, struct str visit_id);

/* Writes what was noted under that run. A full analysis changes everything: one row says so. */
void changes_write(struct changes *c, struct store *s, int64_t run, bool full, struct err *e);
#endif
