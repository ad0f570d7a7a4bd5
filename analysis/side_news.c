#include "analysis/side_news.h"
#include "base/embed.h"
#include "base/mem.h"

void side_news_init(struct side_news *n, const struct side *x, int64_t before, int64_t now) {
    *n = (struct side_news){.side = x, .before = before, .now = now};
    intern_init(&n->visit);
    intern_init(&n->alone);
}

void side_news_release(struct side_news *n) {
    intern_release(&n->visit);
    intern_release(&n->alone);
}

/* ---- one row ---- */

static void note_alone(struct side_news *n, enum row_kind kind, struct str id) {
    if (!n->side->checks[kind] || kind == ROW_ANSWER) return;
    struct arena a;
    arena_init(&a);
    intern_add(&n->alone, side_key(&a, kind, id));
    arena_release(&a);
}

static void note_names(struct side_news *n, struct str events, struct str visit_id, struct intern *event,
                       struct intern *visit) {
    for (struct str rest = events, id; rest.n && str_split(&rest, ';', &id);) intern_add(event, id);
    if (!visit_id.n) return;
    intern_add(visit, visit_id);
    intern_add(&n->visit, visit_id);
}

/* What the row named before. */
static void note_past(struct side_news *n, enum row_kind kind, struct str id, struct intern *event,
                      struct intern *visit, struct err *e) {
    struct arena a;
    arena_init(&a);
    struct side_row row;
    if (side_read(n->side, kind, id, n->before, &a, &row, e)) note_names(n, row.events, row.visit_id, event, visit);
    arena_release(&a);
}

/* ---- the ends of the logs ---- */

static void read_end(struct side_news *n, enum row_kind kind, struct intern *event, struct intern *visit,
                     struct err *e) {
    struct intern ids;
    intern_init(&ids);
    struct stmt *q = store_stmt_file(n->side->store, embed_analysis, side_latest(kind), e);
    while (stmt_step(q, e) && stmt_int(q, 0) > n->before) {
        intern_add(&ids, stmt_str(q, 1));
        note_names(n, stmt_str(q, 2), stmt_str(q, 3), event, visit);
        note_alone(n, kind, stmt_str(q, 1));
    }
    stmt_reset(q);
    for (size_t i = 0; i < ids.n && !err_is(e); i++) note_past(n, kind, ids.name[i], event, visit, e);
    intern_release(&ids);
}

static void read_customers(struct side_news *n, struct intern *event, struct err *e) {
    struct intern ids;
    intern_init(&ids);
    struct stmt *q = store_stmt_file(n->side->store, embed_analysis, "analysis/sql/customers_latest.sql", e);
    while (stmt_step(q, e) && stmt_int(q, 0) > n->before) intern_add(&ids, stmt_str(q, 1));
    stmt_reset(q);
    for (size_t i = 0; i < ids.n && !err_is(e); i++) {
        q = store_stmt_file(n->side->store, embed_analysis, "analysis/sql/events_of_customer.sql", e);
        stmt_bind_str(q, 1, ids.name[i]);
        while (stmt_step(q, e)) intern_add(event, stmt_str(q, 0));
    }
    intern_release(&ids);
}

/* Rows of custody that name somebody whose approvals changed. */
static void read_grants(struct side_news *n, struct intern *event, struct intern *visit, struct err *e) {
    struct stmt *q = store_stmt_file(n->side->store, embed_analysis, "analysis/sql/custody_of_grants.sql", e);
    stmt_bind_int(q, stmt_param(q, "before"), n->before);
    while (stmt_step(q, e)) {
        note_names(n, stmt_str(q, 1), stmt_str(q, 1), event, visit);
        note_alone(n, ROW_CUSTODY, stmt_str(q, 0));
    }
}

void side_news_read(struct side_news *n, struct intern *event, struct intern *visit, struct err *e) {
    for (int k = ROW_STEP; k < ROW_KINDS; k++)
        if (n->side->reads[k]) read_end(n, (enum row_kind)k, event, visit, e);
    if (n->side->customers) read_customers(n, event, e);
    if (n->side->grants) read_grants(n, event, visit, e);
}

/* ---- what rows belong to ---- */

static void note_rows(struct side_news *n, struct str event_id, struct str visit_id, int64_t known,
                      struct intern *visit, struct err *e) {
    struct arena a;
    arena_init(&a);
    size_t count;
    struct side_row *row = side_naming(n->side, event_id, visit_id, known, &a, &count, e);
    for (size_t i = 0; i < count; i++) {
        note_alone(n, row[i].kind, row[i].id);
        if (visit && row[i].visit_id.n) {
            intern_add(visit, row[i].visit_id);
            intern_add(&n->visit, row[i].visit_id);
        }
    }
    arena_release(&a);
}

void side_news_event(struct side_news *n, struct str event_id, struct intern *visit, struct err *e) {
    if (!n->side->any) return;
    note_rows(n, event_id, str_none(), n->before, visit, e);
    note_rows(n, event_id, str_none(), n->now, visit, e);
}

void side_news_visit(struct side_news *n, struct str visit_id, struct intern *event, struct err *e) {
    if (!n->side->any) return;
    note_rows(n, str_none(), visit_id, n->before, NULL, e);
    note_rows(n, str_none(), visit_id, n->now, NULL, e);
    if (n->side->reads[ROW_CUSTODY] || n->side->reads[ROW_CHECK])
        intern_add(event, visit_id); /* what names it is no longer, or again, the event's of that id */
}
