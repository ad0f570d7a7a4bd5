#include "analysis/news.h"
#include "base/embed.h"
#include "base/mem.h"
#include <stdlib.h>

void news_init(struct news *n, struct facts *f, const struct side *x, int64_t before, int64_t now) {
    *n = (struct news){.facts = f, .before = before, .now = now};
    facts_box_init(&n->box);
    intern_init(&n->event);
    intern_init(&n->visit);
    intern_init(&n->story);
    side_news_init(&n->side, x, before, now);
}

void news_release(struct news *n) {
    facts_box_release(&n->box);
    intern_release(&n->event);
    intern_release(&n->visit);
    intern_release(&n->story);
    side_news_release(&n->side);
    mem_free(n->events);
    mem_free(n->visits);
    *n = (struct news){0};
}

/* ---- the ends of the logs ---- */

static void read_end(struct news *n, const char *path, struct intern *keys, struct err *e) {
    struct stmt *q = store_stmt_file(n->facts->store, embed_analysis, path, e);
    while (stmt_step(q, e) && stmt_int(q, 0) > n->before) intern_add(keys, stmt_str(q, 1));
    stmt_reset(q);
}

static void read_visits_of(struct news *n, const char *path, struct str event, struct err *e) {
    struct stmt *q = store_stmt_file(n->facts->store, embed_analysis, path, e);
    stmt_bind_str(q, 1, event);
    while (stmt_step(q, e)) intern_add(&n->visit, stmt_str(q, 0));
}

/* The number of the event's story, INTERN_NONE when the event was unknown. */
static uint32_t story_of(struct news *n, struct str event, int64_t known, struct err *e) {
    struct stmt *q = store_stmt_file(n->facts->store, embed_analysis, "analysis/sql/story_of.sql", e);
    stmt_bind_str(q, stmt_param(q, "event"), event);
    stmt_bind_int(q, stmt_param(q, "known"), known);
    uint32_t story = stmt_step(q, e) ? intern_add(&n->story, stmt_str(q, 0)) : INTERN_NONE;
    stmt_reset(q);
    return story;
}

/* ---- what is there now ---- */

static void take_event(struct news *n, struct str id, struct err *e) {
    uint32_t was = story_of(n, id, n->before, e), is = INTERN_NONE;
    struct str story = str_none();
    const struct event_row *row = facts_event(n->facts, id, n->now, &n->box, &story, e);
    if (row) {
        is = intern_add(&n->story, story);
        *VEC_ADD(n->events, n->n_events, n->cap_events) = (struct news_event){is, *row};
    }
    if (was != is) read_visits_of(n, "analysis/sql/visits_naming.sql", id, e);
    read_visits_of(n, "analysis/sql/visits_raising.sql", id, e);
    if ((was == INTERN_NONE) != !row) side_news_event(&n->side, id, &n->visit, e);
}

static void take_visit(struct news *n, struct str id, struct err *e) {
    struct visit_row was, is;
    bool had = facts_visit_row(n->facts, id, n->before, &n->box, &was, e);
    if (had)
        for (struct str rest = was.event_ids, event; str_split(&rest, ';', &event);) story_of(n, event, n->before, e);
    bool has = facts_visit_row(n->facts, id, n->now, &n->box, &is, e);
    if (had != has) side_news_visit(&n->side, id, &n->event, e);
    if (!has) return;
    size_t first = n->n_visits;
    for (struct str rest = is.event_ids, event; str_split(&rest, ';', &event);) {
        uint32_t story = story_of(n, event, n->now, e);
        bool again = story == INTERN_NONE;
        for (size_t i = first; i < n->n_visits; i++) again |= n->visits[i].story == story;
        if (!again) *VEC_ADD(n->visits, n->n_visits, n->cap_visits) = (struct news_visit){story, is};
    }
}

static int by_story(uint32_t a, uint32_t b) { return (a > b) - (a < b); }

static int by_event(const void *a, const void *b) {
    const struct news_event *x = a, *y = b;
    int c = by_story(x->story, y->story);
    return c ? c : facts_by_event(&x->row, &y->row);
}

static int by_visit(const void *a, const void *b) {
    const struct news_visit *x = a, *y = b;
    int c = by_story(x->story, y->story);
    return c ? c : facts_by_visit(&x->row, &y->row);
}

void news_read(struct news *n, struct err *e) {
    read_end(n, "analysis/sql/events_latest.sql", &n->event, e);
    read_end(n, "analysis/sql/steps_latest.sql", &n->event, e);
    read_end(n, "analysis/sql/visits_latest.sql", &n->visit, e);
    side_news_read(&n->side, &n->event, &n->visit, e);
    for (size_t i = 0, k = 0; (i < n->event.n || k < n->visit.n) && !err_is(e);)
        if (i < n->event.n) take_event(n, n->event.name[i++], e);
        else take_visit(n, n->visit.name[k++], e);
    if (n->n_events) qsort(n->events, n->n_events, sizeof *n->events, by_event);
    if (n->n_visits) qsort(n->visits, n->n_visits, sizeof *n->visits, by_visit);
}

/* ---- a story then and now ---- */

static size_t first_event(const struct news *n, uint32_t story) {
    size_t lo = 0, hi = n->n_events;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (n->events[mid].story < story) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

static size_t first_visit(const struct news *n, uint32_t story) {
    size_t lo = 0, hi = n->n_visits;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (n->visits[mid].story < story) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

/* What was known and did not change, and what is new, in order. */
static void merge_events(const struct news *n, uint32_t story, const struct story *old, struct facts_box *b) {
    for (size_t i = 0, k = first_event(n, story);;) {
        while (i < old->n_events && intern_find(&n->event, old->event[i].event_id) != INTERN_NONE) i++;
        bool more = k < n->n_events && n->events[k].story == story;
        if (i == old->n_events && !more) return;
        bool known = i < old->n_events && (!more || facts_by_event(&old->event[i], &n->events[k].row) < 0);
        b->story.event[b->story.n_events++] = known ? old->event[i++] : n->events[k++].row;
    }
}

static void merge_visits(const struct news *n, uint32_t story, const struct story *old, struct facts_box *b) {
    for (size_t i = 0, k = first_visit(n, story);;) {
        while (i < old->n_visits && intern_find(&n->visit, old->visit[i].visit_id) != INTERN_NONE) i++;
        bool more = k < n->n_visits && n->visits[k].story == story;
        if (i == old->n_visits && !more) return;
        bool known = i < old->n_visits && (!more || facts_by_visit(&old->visit[i], &n->visits[k].row) < 0);
        b->story.visit[b->story.n_visits++] = known ? old->visit[i++] : n->visits[k++].row;
    }
}

const struct story *news_story(const struct news *n, const struct story *old, struct facts_box *b) {
    uint32_t story = intern_find(&n->story, old->key);
    if (story == INTERN_NONE) return old;
    facts_box_reset(b, STORY_EVENTS, old->key);
    facts_box_reserve(b, old->n_events + first_event(n, story + 1) - first_event(n, story),
                      old->n_visits + first_visit(n, story + 1) - first_visit(n, story));
    merge_events(n, story, old, b);
    merge_visits(n, story, old, b);
    return &b->story;
}
