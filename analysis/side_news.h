/* What came in the other logs since the last analysis (news.h): which events, visits and lone rows it touches.
 *
 * As in news.h versions lie at the ends of the logs. Rows whose event or visit came or went change their story. */
#ifndef ANALYSIS_SIDE_NEWS_H
#define ANALYSIS_SIDE_NEWS_H
#include "analysis/side.h"

struct side_news {
    const struct side *side;
    int64_t before, now; /* runs */
    struct intern visit; /* whose own story may have to be told again */
    struct intern alone; /* keys of lone rows that may have changed: s:kind:id */
};

void side_news_init(struct side_news *n, const struct side *x, int64_t before, int64_t now);
void side_news_release(struct side_news *n);
/* The ends of the logs: adds the events and visits that their rows belong or belonged to. */
void side_news_read(struct side_news *n, struct intern *event, struct intern *visit, struct err *e);
/* An event, or a visit, came or went: rows that name it belong elsewhere now. */
void side_news_event(struct side_news *n, struct str event_id, struct intern *visit, struct err *e);
void side_news_visit(struct side_news *n, struct str visit_id, struct intern *event, struct err *e);
#endif
