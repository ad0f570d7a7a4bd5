#include "analysis/restate.h"
#include "base/embed.h"
#include "base/mem.h"

enum { SLOTS_FIRST = 256 };

/* What one part of a story adds to a figure, more or less than it did. */
struct restate_cell {
    struct tally at;
    size_t slot; /* where it stands in `slot` */
};

static struct stmt *statement(struct restate *r, const char *path, struct err *e) {
    return store_stmt_file(r->store, embed_analysis, path, e);
}

void restate_begin(struct restate *r, struct store *s, const struct world *w, const uint16_t *policy_no, int64_t run,
                   int64_t before, int32_t before_as_of, const char *cause, struct err *e) {
    *r = (struct restate){.store = s,
                          .world = w,
                          .policy_no = policy_no,
                          .cause = cause,
                          .run = run,
                          .before = before,
                          .closed = before_as_of,
                          .is = run > before,
                          .n_slots = SLOTS_FIRST};
    r->slot = mem_zero(r->n_slots * sizeof *r->slot);
    r->put = statement(r, "analysis/sql/restated_put.sql", e);
    r->put_part = statement(r, "analysis/sql/restated_part_put.sql", e);
    r->put_row = statement(r, "analysis/sql/restated_row_put.sql", e);
}

void restate_release(struct restate *r) {
    mem_free(r->cell);
    mem_free(r->slot);
}

/* ---- figures ---- */

static void bind_days(struct stmt *q, int i, struct period p, int week_start, char first[MOMENT_TEXT],
                      char last[MOMENT_TEXT]) {
    stmt_bind_str(q, i, str_of(civil_day_text(period_first(p, week_start), first)));
    stmt_bind_str(q, i + 1, str_of(civil_day_text(period_last(p, week_start), last)));
}

void restate_figure(struct restate *r, const struct sum_key *k, const int64_t *value, const bool *null, struct err *e) {
    const struct policy *policy = r->world->use[k->policy].policy;
    struct period p = {k->kind, k->no};
    if (!r->is || period_last(p, policy->week_start) > r->closed) return;
    char text[PERIOD_TEXT], first[MOMENT_TEXT], last[MOMENT_TEXT];
    struct stmt *q = r->put;
    stmt_bind_str(q, 1, str_of(policy->id));
    stmt_bind_str(q, 2, str_of(r->world->metrics->def[k->metric].name));
    stmt_bind_str(q, 3, str_of(period_kind_name(k->kind)));
    stmt_bind_str(q, 4, str_of(period_text(p, policy->week_start, text)));
    stmt_bind_str(q, 5, str_of(scope_kind_name(k->scope_kind)));
    stmt_bind_str(q, 6, k->scope);
    stmt_bind_str(q, 7, k->category);
    stmt_bind_str(q, 8, k->stage);
    stmt_bind_int(q, 9, r->run);
    bind_days(q, 10, p, policy->week_start, first, last);
    for (int i = 0; i < RESTATE_VALUES; i++)
        if (!value || null[i]) stmt_bind_null(q, 12 + i);
        else stmt_bind_int(q, 12 + i, value[i]);
    stmt_run(q, e);
}

/* ---- what a part of a story adds ---- */

static int week_start_of(const struct restate *r, const struct tally *t) {
    return r->world->use[t->policy].policy->week_start;
}

/* Whether a period that was over holds it: the shortest ones are weeks and months. */
static bool was_over(const struct restate *r, const struct tally *t) {
    int week_start = week_start_of(r, t);
    if (t->kind >= 0)
        return period_last((struct period){(enum period_kind)t->kind, t->day_or_no}, week_start) <= r->closed;
    return t->day_or_no <= r->closed &&
           (period_last(period_of(PERIOD_WEEK, t->day_or_no, week_start), week_start) <= r->closed ||
            period_last(period_of(PERIOD_MONTH, t->day_or_no, week_start), week_start) <= r->closed);
}

static uint64_t hash_of(const struct tally *t) {
    uint64_t h = (uint64_t)t->policy << 48 ^ (uint64_t)t->metric << 32 ^ (uint32_t)t->day_or_no;
    h = (h ^ (uint64_t)(t->kind + 1) << 60 ^ (uint64_t)t->scope_kind << 56) * 0x9E3779B97F4A7C15ull;
    h = (h ^ h >> 29 ^ (uint64_t)t->scope << 40 ^ (uint64_t)t->category << 20 ^ t->stage) * 0xBF58476D1CE4E5B9ull;
    return h ^ h >> 32;
}

static bool same_cell(const struct tally *a, const struct tally *b) {
    return a->policy == b->policy && a->metric == b->metric && a->kind == b->kind && a->scope_kind == b->scope_kind &&
           a->pool_category == b->pool_category && a->pool_stage == b->pool_stage && a->day_or_no == b->day_or_no &&
           a->scope == b->scope && a->category == b->category && a->stage == b->stage;
}

/* Where the cell stands, or would. */
static size_t find(const struct restate *r, const struct tally *t) {
    size_t mask = r->n_slots - 1, at = hash_of(t) & mask;
    while (r->slot[at] && !same_cell(&r->cell[r->slot[at] - 1].at, t)) at = (at + 1) & mask;
    return at;
}

static void put_slot(struct restate *r, size_t slot, size_t no) {
    r->cell[no].slot = slot;
    r->slot[slot] = (uint32_t)no + 1;
}

static void grow(struct restate *r) {
    mem_free(r->slot);
    r->n_slots *= 2;
    r->slot = mem_zero(r->n_slots * sizeof *r->slot);
    for (size_t i = 0; i < r->n; i++) put_slot(r, find(r, &r->cell[i].at), i);
}

static struct tally *cell_of(struct restate *r, const struct tally *t) {
    size_t slot = find(r, t);
    if (r->slot[slot]) return &r->cell[r->slot[slot] - 1].at;
    struct restate_cell *c = VEC_ADD(r->cell, r->n, r->cap);
    c->at = *t;
    c->at.num = c->at.den = 0;
    put_slot(r, slot, r->n - 1);
    return &c->at;
}

static void add(struct restate *r, const struct tally *given, int sign) {
    struct tally t = *given;
    t.policy = r->policy_no[t.policy];
    if (!was_over(r, &t)) return;
    if ((r->n + 1) * 2 > r->n_slots) grow(r);
    struct tally *cell = cell_of(r, &t);
    cell->num += sign * t.num;
    cell->den += sign * t.den;
}

/* A duration counts at its event's site, in its department and in all: its seconds, and that it is one. */
static void add_span(struct restate *r, const struct span_s *s, int sign) {
    struct tally t = {.policy = s->policy,
                      .metric = METRIC_resolution_hours_p50,
                      .kind = -1,
                      .scope_kind = SCOPE_ALL,
                      .pool_category = true,
                      .day_or_no = s->day,
                      .category = s->category,
                      .num = s->seconds,
                      .den = 1};
    add(r, &t, sign);
    t.scope_kind = SCOPE_SITE;
    t.scope = s->site;
    if (t.scope) add(r, &t, sign);
    t.scope_kind = SCOPE_DEPARTMENT;
    t.scope = s->department;
    if (t.scope) add(r, &t, sign);
}

static void add_tale(struct restate *r, const struct tale *t, int sign) {
    for (size_t i = 0; i < t->n_tallies; i++) add(r, &t->tally[i], sign);
    for (size_t i = 0; i < t->n_spans; i++) add_span(r, &t->span[i], sign);
}

static struct str scope_of(const struct restate *r, const struct tally *t) {
    const struct dims *d = r->world->dims;
    if (t->scope_kind == SCOPE_SITE) return d->site.name[t->scope];
    return t->scope_kind == SCOPE_DEPARTMENT ? d->department.name[t->scope] : STR_LIT("");
}

static void write_part(struct restate *r, const struct tally *t, struct err *e) {
    const struct dims *d = r->world->dims;
    int32_t day = t->kind < 0
                      ? t->day_or_no
                      : period_first((struct period){(enum period_kind)t->kind, t->day_or_no}, week_start_of(r, t));
    char first[MOMENT_TEXT];
    struct stmt *q = r->put_part;
    stmt_bind_int(q, 1, r->run);
    stmt_bind_str(q, 2, str_of(r->world->use[t->policy].policy->id));
    stmt_bind_str(q, 3, str_of(r->world->metrics->def[t->metric].name));
    stmt_bind_str(q, 4, str_of(scope_kind_name((enum scope_kind)t->scope_kind)));
    stmt_bind_str(q, 5, scope_of(r, t));
    stmt_bind_int(q, 6, r->n_parts);
    stmt_bind_str(q, 7, t->kind < 0 ? STR_LIT("") : str_of(period_kind_name((enum period_kind)t->kind)));
    stmt_bind_str(q, 8, str_of(civil_day_text(day, first)));
    stmt_bind_str(q, 9, d->category.name[t->category]);
    stmt_bind_str(q, 10, d->stage.name[t->stage]);
    stmt_bind_int(q, 11, t->pool_category + 2 * t->pool_stage);
    stmt_bind_int(q, 12, t->num);
    stmt_bind_int(q, 13, t->den);
    stmt_run(q, e);
}

/* Empties the table of differences; how many figures there are to which the part adds. After a very long story the
 * table is long too: only what stands in it is looked at. */
static size_t write_parts(struct restate *r, struct err *e) {
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++) {
        const struct tally *t = &r->cell[i].at;
        if (t->num || t->den) {
            if (!n++) r->n_parts++;
            write_part(r, t, e);
        }
        r->slot[r->cell[i].slot] = 0;
    }
    r->n = 0;
    return n;
}

static bool in_sight_now(const struct restate *r, const struct moment *m, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (moment_is(m[i]) && moment_day(m[i]) > r->closed && moment_day(m[i]) <= r->world->as_of) return true;
    return false;
}

static void write_row(struct restate *r, const char *log, struct str key, struct err *e) {
    stmt_bind_int(r->put_row, 1, r->run);
    stmt_bind_int(r->put_row, 2, r->n_parts);
    stmt_bind_str(r->put_row, 3, str_of(log));
    stmt_bind_str(r->put_row, 4, key);
    stmt_run(r->put_row, e);
}

/* What came, changed or went, and what came into sight with the as-of day. */
static void write_rows(struct restate *r, const struct story *s, struct err *e) {
    for (size_t i = 0; i < s->n_events; i++) {
        const struct event_row *v = &s->event[i];
        const struct moment m[] = {v->accepted,  v->contacted, v->finished,
                                   v->delivered, v->escalated, v->feedback_form};
        if (intern_find(&r->news->event, v->event_id) != INTERN_NONE || in_sight_now(r, m, sizeof m / sizeof *m))
            write_row(r, "events", v->event_id, e);
    }
    for (size_t i = 0; i < s->n_visits; i++) {
        const struct visit_row *v = &s->visit[i];
        const struct moment m[] = {v->visited, v->reviewed, v->filed, v->reported, v->replied};
        if (intern_find(&r->news->visit, v->visit_id) != INTERN_NONE || in_sight_now(r, m, sizeof m / sizeof *m))
            write_row(r, "visits", v->visit_id, e);
    }
}

void restate_story(struct restate *r, const struct story *old, const struct story *new, const struct tale *was,
                   const struct tale *is, struct err *e) {
    if (!r->is) return;
    add_tale(r, was, -1);
    add_tale(r, is, 1);
    if (!r->n || !write_parts(r, e)) return;
    write_rows(r, old, e);
    write_rows(r, new, e);
}

/* ---- everything was told again ---- */

static const char keep[] =
    "CREATE TEMP TABLE IF NOT EXISTS metric_before ("
    "policy TEXT, metric TEXT, period_kind TEXT, period TEXT, scope_kind TEXT, scope TEXT, category TEXT, "
    "stage TEXT, numerator INTEGER, denominator INTEGER, value_micro INTEGER, target_micro INTEGER, "
    "compliant INTEGER, PRIMARY KEY (policy, metric, period_kind, period, scope_kind, scope, category, "
    "stage)) WITHOUT ROWID; DELETE FROM temp.metric_before; "
    "INSERT INTO temp.metric_before SELECT * FROM main.metric;";

void restate_keep(struct restate *r, struct err *e) {
    if (r->is) store_exec(r->store, keep, e);
}

static int week_start_by_name(const struct restate *r, struct str policy) {
    for (size_t i = 0; i < r->world->n_uses; i++)
        if (str_eq(policy, str_of(r->world->use[i].policy->id))) return r->world->use[i].policy->week_start;
    return 0;
}

/* One differing figure, in the order of the columns of metric. */
static void take_difference(struct restate *r, struct stmt *from, struct err *e) {
    struct period p;
    int week_start = week_start_by_name(r, stmt_str(from, 0));
    if (!period_parse(stmt_str(from, 3), week_start, &p) || period_last(p, week_start) > r->closed) return;
    char first[MOMENT_TEXT], last[MOMENT_TEXT];
    struct stmt *q = r->put;
    for (int i = 0; i < 8; i++) stmt_bind_str(q, 1 + i, stmt_str(from, i));
    stmt_bind_int(q, 9, r->run);
    bind_days(q, 10, p, week_start, first, last);
    for (int i = 0; i < RESTATE_VALUES; i++)
        if (stmt_is_null(from, 8 + i)) stmt_bind_null(q, 12 + i);
        else stmt_bind_int(q, 12 + i, stmt_int(from, 8 + i));
    stmt_run(q, e);
}

static void compare(struct restate *r, struct err *e) {
    struct stmt *q = statement(r, "analysis/sql/restated_compare.sql", e);
    while (stmt_step(q, e)) take_difference(r, q, e);
    store_exec(r->store, "DELETE FROM temp.metric_before", e);
}

static void run_window(struct restate *r, const char *path, struct err *e) {
    struct stmt *q = statement(r, path, e);
    stmt_bind_int(q, 1, r->run);
    stmt_bind_int(q, 2, r->before);
    stmt_run(q, e);
}

static void run_one(struct restate *r, const char *path, struct err *e) {
    struct stmt *q = statement(r, path, e);
    stmt_bind_int(q, 1, r->run);
    stmt_run(q, e);
}

static bool any(struct restate *r, struct err *e) {
    struct stmt *q = statement(r, "analysis/sql/restated_any.sql", e);
    stmt_bind_int(q, 1, r->run);
    bool is = stmt_step(q, e);
    stmt_reset(q);
    return is;
}

void restate_finish(struct restate *r, bool full, struct err *e) {
    if (!r->is || err_is(e)) return;
    if (full) compare(r, e);
    else run_one(r, "analysis/sql/restated_undo.sql", e); /* a row may be written twice in a night and end as it was */
    if (!any(r, e)) {
        run_one(r, "analysis/sql/restated_part_forget.sql", e);
        run_one(r, "analysis/sql/restated_row_forget.sql", e);
        return;
    }
    if (full) {
        run_window(r, "analysis/sql/restated_rows_since.sql", e);
        run_window(r, "analysis/sql/restated_parts_since.sql", e);
    }
    struct stmt *q = statement(r, "analysis/sql/restating_put.sql", e);
    stmt_bind_int(q, 1, r->run);
    stmt_bind_int(q, 2, r->before);
    stmt_bind_str(q, 3, str_of(r->cause));
    stmt_run(q, e);
}
