#include "analysis/changes.h"
#include "base/embed.h"
#include "base/mem.h"

void changes_init(struct changes *c) {
    *c = (struct changes){.day = INT32_MIN};
    intern_init(&c->month);
    intern_init(&c->row);
    buf_init(&c->key);
}

void changes_release(struct changes *c) {
    intern_release(&c->month);
    intern_release(&c->row);
    buf_release(&c->key);
    mem_free(c->period);
    *c = (struct changes){0};
}

/* ---- noting ---- */

/* A row without a month, such as a project that still runs, belongs to none. */
void changes_month(struct changes *c, struct str month) {
    if (month.n) intern_add(&c->month, month);
}

void changes_row(struct changes *c, const char *list, struct str month, struct str id, struct str story) {
    if (!month.n) return;
    changes_month(c, month);
    buf_reset(&c->key);
    buf_puts(&c->key, list);
    const struct str part[] = {month, id, story};
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) buf_byte(&c->key, '\0'), buf_str(&c->key, part[i]);
    intern_add(&c->row, buf_view(&c->key));
}

static struct str month_of(int32_t day, char text[PERIOD_TEXT]) {
    return str_of(period_text(period_of(PERIOD_MONTH, day, 0), 0, text));
}

void changes_fact(struct changes *c, const char *list, int32_t day, struct str id, struct str story) {
    char text[PERIOD_TEXT];
    changes_row(c, list, month_of(day, text), id, story);
}

/* What stands for the whole month. */
static void note_whole(struct changes *c, const char *list, int32_t day) {
    changes_fact(c, list, day, str_none(), str_none());
}

static void note_months(struct changes *c, const char *list, int32_t first, int32_t last) {
    int32_t to = period_of(PERIOD_MONTH, last, 0).no;
    for (struct period p = period_of(PERIOD_MONTH, first, 0); first <= last && p.no <= to; p.no++)
        note_whole(c, list, period_first(p, 0));
}

void changes_days(struct changes *c, int32_t first, int32_t last) {
    char text[PERIOD_TEXT];
    int32_t to = period_of(PERIOD_MONTH, last, 0).no;
    for (struct period p = period_of(PERIOD_MONTH, first, 0); first <= last && p.no <= to; p.no++)
        changes_month(c, month_of(period_first(p, 0), text));
}

void changes_sight(struct changes *c, int32_t first, int32_t last) { note_months(c, "day", first, last); }

void changes_period(struct changes *c, struct period p, int week_start) {
    if (p.kind == PERIOD_MONTH) {
        int32_t day = period_first(p, week_start);
        if (day != c->day) note_whole(c, "metric", day);
        c->day = day;
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
    note_months(c, "metric", first, last);
}

static void put_month(struct store *s, struct str month, int64_t run, struct err *e) {
    struct stmt *q = store_stmt_file(s, embed_analysis, "analysis/sql/month_change_put.sql", e);
    stmt_bind_str(q, 1, month);
    stmt_bind_int(q, 2, run);
    stmt_run(q, e);
}

/* The parts of the key: list, month, id, story. */
static void put_row(struct store *s, struct str key, int64_t run, struct err *e) {
    struct stmt *q = store_stmt_file(s, embed_analysis, "analysis/sql/row_change_put.sql", e);
    for (int i = 1; i <= 4; i++) {
        const char *end = memchr(key.p, '\0', key.n);
        size_t n = end ? (size_t)(end - key.p) : key.n;
        stmt_bind_str(q, i, str_n(key.p, n));
        key = end ? str_n(end + 1, key.n - n - 1) : str_n("", 0);
    }
    stmt_bind_int(q, 5, run);
    stmt_run(q, e);
}

static void put_since(struct store *s, int64_t run, struct err *e) { put_row(s, str_n("\0\0", 3), run, e); }

/* A site that was not made for so long is made from everything. */
static void forget_rows(struct store *s, struct err *e) {
    struct stmt *q = store_stmt_file(s, embed_analysis, "analysis/sql/row_change_oldest.sql", e);
    int64_t run = stmt_step(q, e) ? stmt_int(q, 0) : -1;
    stmt_reset(q);
    if (run < 0) return;
    q = store_stmt_file(s, embed_analysis, "analysis/sql/row_change_forget.sql", e);
    stmt_bind_int(q, 1, run);
    stmt_run(q, e);
    put_since(s, run, e);
}

void changes_write(struct changes *c, struct store *s, int64_t run, bool full, struct err *e) {
    if (full) {
        put_month(s, STR_LIT(""), run, e);
        put_since(s, run, e);
        return;
    }
    for (size_t i = 0; i < c->n; i++) note_longer(c, &c->period[i]);
    for (size_t i = 0; i < c->month.n && !err_is(e); i++) put_month(s, c->month.name[i], run, e);
    forget_rows(s, e);
    for (size_t i = 0; i < c->row.n && !err_is(e); i++) put_row(s, c->row.name[i], run, e);
}
