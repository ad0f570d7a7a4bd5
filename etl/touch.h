/* Which stories have to be told again (architecture.md, decision 3): `touched` receives the stories of events and
 * visits that came, changed or went since the last analysis, 'all' where every story may differ. Before the first
 * analysis nothing is written, because that one tells all. */
#ifndef ETL_TOUCH_H
#define ETL_TOUCH_H
#include "store/store.h"

struct touch {
    struct store *store;
    bool active;
};

struct touch touch_open(struct store *s, struct err *e);
void touch_story(const struct touch *t, struct str story, struct err *e);
void touch_all(const struct touch *t, struct err *e);
/* The stories of a visit that names these events (separated by ;): theirs, and its own where it names none, several
 * or unknown ones. */
void touch_visit(const struct touch *t, struct str visit_id, struct str event_ids, struct err *e);
/* The stories of these events, as far as they are known. */
void touch_events(const struct touch *t, struct str event_ids, struct err *e);
/* The stories of a visit that may be in the store. */
void touch_visit_known(const struct touch *t, struct str visit_id, struct err *e);
/* Visits that hang on an event: those that raised it and, when it came or went (`presence`) or they name several
 * events, those that name it. */
void touch_visits_of(const struct touch *t, struct str event_id, bool presence, struct err *e);
#endif
