/* What came in since the last analysis, story by story.
 *
 * A night does not gather its stories from the logs: what the last analysis knew of each stands in `told`, and this is
 * the difference. Versions of rows are only ever added to the logs, so the new ones lie at their ends; with each goes
 * what hangs on it elsewhere: visits that name an event which came, went or moved to another customer, visits that
 * brought up an event, the first steps of an event. */
#ifndef ANALYSIS_NEWS_H
#define ANALYSIS_NEWS_H
#include "analysis/side_news.h"
#include "analysis/told.h"

struct news {
    struct facts *facts;
    int64_t before, now;        /* runs */
    struct intern event, visit; /* what came, changed or went */
    struct intern story;        /* where it was or is */
    struct side_news side;
    struct facts_box box; /* texts of what is there now */
    struct news_event {
        uint32_t story;
        struct event_row row;
    } * events;
    size_t n_events, cap_events;
    struct news_visit {
        uint32_t story;
        struct visit_row row;
    } * visits;
    size_t n_visits, cap_visits;
};

void news_init(struct news *n, struct facts *f, const struct side *x, int64_t before, int64_t now);
void news_release(struct news *n);
void news_read(struct news *n, struct err *e);
/* The story as it is now: `old` itself when nothing came, else made in the box. Texts live as long as `old` and the
 * news. */
const struct story *news_story(const struct news *n, const struct story *old, struct facts_box *b);
#endif
