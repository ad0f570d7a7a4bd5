/* Events and complaints of a period, and those merged away (metrics.md, section 5). The breakdowns stand in stages
 * named after column and value; they are not pooled, because the row without stage is the direct count. */
#include "analysis/tell.h"

enum { BREAKDOWNS = 5 };

static uint32_t stage_no(struct telling *t, const char *column, struct str value) {
    char name[256];
    size_t n = strlen(column);
    memcpy(name, column, n);
    name[n++] = ':';
    if (value.n > sizeof name - n) {
        char *longer = arena_printf(t->a, "%s:%.*s", column, STR_ARG(value));
        return intern_add(&t->w->dims->stage, str_of(longer));
    }
    memcpy(name + n, value.p, value.n);
    return intern_add(&t->w->dims->stage, str_n(name, n + value.n));
}

static size_t breakdowns(struct telling *t, const struct event_row *e, uint32_t stage[BREAKDOWNS]) {
    const struct {
        const char *column;
        struct str value;
    } part[BREAKDOWNS] = {{"validity", e->validity},
                          {"validity_kind", e->validity_kind},
                          {"content_class", e->content_class},
                          {"severity", e->severity},
                          {"channel", e->channel}};
    size_t n = 0;
    for (size_t i = 0; i < BREAKDOWNS; i++)
        if (part[i].value.n) stage[n++] = stage_no(t, part[i].column, part[i].value);
    return n;
}

static void count(struct telling *t, const struct judge *j, const struct tell_event *x, uint16_t metric,
                  const uint32_t *stage, size_t n) {
    struct tell_at at = tell_at(t, metric, x->day, x->src);
    tell_add(t, j, &at, 1, 0);
    for (size_t i = 0; i < n; i++) {
        at.stage = stage[i];
        tell_add(t, j, &at, 1, 0);
    }
}

static void count_merged(struct telling *t, const struct judge *j, const struct tell_event *x) {
    struct tell_at at = tell_at(t, METRIC_merged, x->day, x->src);
    tell_add(t, j, &at, 1, 0);
    at = tell_at(t, METRIC_complaints, x->day, x->src);
    tell_skip(t, j, &at, "merged");
    at = tell_at(t, METRIC_events, x->day, x->src);
    tell_skip(t, j, &at, "merged");
}

void count_tell(struct telling *t, struct judge *j) {
    for (size_t i = 0; i < t->n_events; i++) {
        const struct tell_event *x = &t->event[i];
        if (!j->judged[i]) continue;
        if (j->canon[i] != i) {
            count_merged(t, j, x);
            continue;
        }
        uint32_t stage[BREAKDOWNS];
        size_t n = breakdowns(t, x->row, stage);
        count(t, j, x, METRIC_events, stage, n);
        if (tell_is_complaint(x->row)) count(t, j, x, METRIC_complaints, stage, n);
    }
}
