#include "etl/touch.h"
#include "base/buf.h"

struct touch touch_open(struct store *s, struct err *e) {
    bool told = store_has_table(s, "analysis") && store_int(s, "SELECT count(*) FROM analysis", e) > 0;
    return (struct touch){s, told};
}

void touch_story(const struct touch *t, struct str story, struct err *e) {
    if (!t->active || !story.n) return;
    struct stmt *q = store_stmt(t->store, "INSERT OR IGNORE INTO touched(story) VALUES (?1)", e);
    stmt_bind_str(q, 1, story);
    stmt_run(q, e);
}

void touch_all(const struct touch *t, struct err *e) { touch_story(t, STR_LIT("all"), e); }

static bool touch_event(const struct touch *t, struct str event_id, struct err *e) {
    struct stmt *q = store_stmt(t->store,
                                "INSERT OR IGNORE INTO touched(story) SELECT story FROM event WHERE event_id = ?1 "
                                "AND run_out IS NULL",
                                e);
    stmt_bind_str(q, 1, event_id);
    stmt_run(q, e);
    q = store_stmt(t->store, "SELECT withdrawn FROM event WHERE event_id = ?1 AND run_out IS NULL", e);
    stmt_bind_str(q, 1, event_id);
    bool known = stmt_step(q, e) && stmt_int(q, 0) == 0;
    stmt_reset(q);
    return known;
}

static void touch_own(const struct touch *t, struct str visit_id, struct err *e) {
    struct stmt *q = store_stmt(t->store, "INSERT OR IGNORE INTO touched(story) VALUES ('v:' || ?1)", e);
    stmt_bind_str(q, 1, visit_id);
    stmt_run(q, e);
}

void touch_visit(const struct touch *t, struct str visit_id, struct str event_ids, struct err *e) {
    if (!t->active) return;
    int named = 0, known = 0;
    for (struct str rest = event_ids, id; str_split(&rest, ';', &id); named++) known += touch_event(t, id, e);
    if (named != 1 || known != 1) touch_own(t, visit_id, e);
}

void touch_events(const struct touch *t, struct str event_ids, struct err *e) {
    if (!t->active) return;
    for (struct str rest = event_ids, id; str_split(&rest, ';', &id);) touch_event(t, id, e);
}

void touch_visit_known(const struct touch *t, struct str visit_id, struct err *e) {
    if (!t->active || !visit_id.n) return;
    struct arena a;
    arena_init(&a);
    struct stmt *q = store_stmt(t->store, "SELECT event_ids FROM visit WHERE visit_id = ?1 AND run_out IS NULL", e);
    stmt_bind_str(q, 1, visit_id);
    bool found = stmt_step(q, e);
    struct str events = found && !stmt_is_null(q, 0) ? arena_str(&a, stmt_str(q, 0)) : str_none();
    stmt_reset(q);
    if (found) touch_visit(t, visit_id, events, e);
    arena_release(&a);
}

/* Touching reads visits again, so the numbers are taken down first. */
static void touch_each(const struct touch *t, struct stmt *q, struct err *e) {
    struct arena a;
    struct buf ids;
    arena_init(&a);
    buf_init(&ids);
    while (stmt_step(q, e)) {
        buf_str(&ids, stmt_str(q, 0));
        buf_byte(&ids, '\n');
    }
    for (struct str rest = buf_view(&ids), id; ids.n && str_split(&rest, '\n', &id);) touch_visit_known(t, id, e);
    buf_release(&ids);
    arena_release(&a);
}

void touch_visits_of(const struct touch *t, struct str event_id, bool presence, struct err *e) {
    if (!t->active) return;
    struct stmt *q =
        store_stmt(t->store, "SELECT visit_id FROM visit WHERE raised_event_id = ?1 AND run_out IS NULL", e);
    stmt_bind_str(q, 1, event_id);
    touch_each(t, q, e);
    q = store_stmt(t->store,
                   "INSERT OR IGNORE INTO touched(story) SELECT 'v:' || v.visit_id FROM visit_event AS n "
                   "JOIN visit AS v ON v.visit_id = n.visit_id AND v.run_out IS NULL "
                   "WHERE n.event_id = ?1 AND (?2 OR v.n_events <> 1)",
                   e);
    stmt_bind_str(q, 1, event_id);
    stmt_bind_int(q, 2, presence);
    stmt_run(q, e);
}
