#include "analysis/changes.h"
#include "base/embed.h"
#include "base/mem.h"

void changes_init(struct changes *c) {
    *c = (struct changes){.day = INT32_MIN};
    intern_init(&c->month);
}

void changes_release(struct changes *c) {
    intern_release(&c->month);
    mem_free(c->period);
    *c = (struct changes){0};
}

/* ---- noting ---- */

/* A row without a month, such as a project that still runs, belongs to none. */
void changes_month(struct changes *c, struct str month) {
    if (month.n) intern_add(&c->month, month);
}

void changes_day(struct changes *c, int32_t day) {
    if (day == c->day) return;
    c->day = day;
    char text[PERIOD_TEXT];
    changes_month(c, str_of(period_text(period_of(PERIOD_MONTH, day, 0), 0, text)));
}

void changes_days(struct changes *c, int32_t first, int32_t last) {
    int32_t to = period_of(PERIOD_MONTH, last, 0).no;
    for (struct period p = period_of(PERIOD_MONTH, first, 0); first <= last && p.no <= to; p.no++)
        changes_day(c, period_first(p, 0));
}

void changes_period(struct changes *c, struct period p, int week_start) {
    if (p.kind == PERIOD_MONTH) {
        changes_day(c, period_first(p, week_start));
        return;
    }
    for (size_t i = c->n; i-- > 0;)
        if (c->period[i].period.kind == p.kind && c->period[i].period.no == p.no &&
            c->period[i].week_start == week_start)
            return;
    *VEC_ADD(c->period, c->n, c->cap) = (struct changes_period){p, week_start};
}

bool changes_has_event(const struct changes *c, struct str event_id) {
    return c->event && c->event->n && intern_find(c->event, event_id) != INTERN_NONE;
}

bool changes_has_visit(const struct changes *c, struct str visit_id) {
    return c->visit && c->visit->n && intern_find(c->visit, visit_id) != INTERN_NONE;
}

/* ---- writing ---- */

static bool has_month(const struct changes *c, int32_t no) {
    char text[PERIOD_TEXT];
    return intern_find(&c->month, str_of(period_text((struct period){PERIOD_MONTH, no}, 0, text))) != INTERN_NONE;
}

/* Almost always one of its months changed with it; where none did (a target set for a quarter), all of them stand. */
static void note_longer(struct changes *c, const struct changes_period *p) {
    int32_t first = period_first(p->period, p->week_start), last = period_last(p->period, p->week_start);
    for (int32_t no = period_of(PERIOD_MONTH, first, 0).no; no <= period_of(PERIOD_MONTH, last, 0).no; no++)
        if (has_month(c, no)) return;
    changes_days(c, first, last);
}

static void put(struct store *s, struct str month, int64_t run, struct err *e) {
    struct stmt *q = store_stmt_file(s, embed_analysis, "analysis/sql/month_change_put.sql", e);
    stmt_bind_str(q, 1, month);
    stmt_bind_int(q, 2, run);
    stmt_run(q, e);
}

void changes_write(struct changes *c, struct store *s, int64_t run, bool full, struct err *e) {
    if (full) {
        put(s, STR_LIT(""), run, e);
        return;
    }
    for (size_t i = 0; i < c->n; i++) note_longer(c, &c->period[i]);
    for (size_t i = 0; i < c->month.n && !err_is(e); i++) put(s, c->month.name[i], run, e);
}
