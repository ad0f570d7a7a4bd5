#include "analysis/reports.h"
#include "base/embed.h"
#include "base/mem.h"

/* ---- days ---- */

static int32_t clamped(int year, int month, int mday) {
    int days = civil_month_days(year, month);
    return civil_day(year, month, mday < days ? mday : days);
}

void reports_covers(const struct policy *p, const struct report_duty *d, struct period q, int32_t *first,
                    int32_t *last) {
    *first = period_first(q, p->week_start);
    *last = period_last(q, p->week_start);
    if (!d->cutoff) return;
    struct civil end = civil_of(*first), before = civil_of(*first - 1);
    *first = clamped(before.year, before.month, d->cutoff) + 1;
    *last = clamped(end.year, end.month, d->cutoff);
}

bool reports_due_day(const struct policy *p, const struct report_duty *d, struct period q, int32_t *day) {
    int32_t last = period_last(q, p->week_start);
    struct civil end = civil_of(last), next = civil_of(last + 1);
    switch (d->kind) {
    case DUTY_NOT_SET: return false;
    case DUTY_MONTH_DAY: *day = clamped(end.year, end.month, d->day); break;
    case DUTY_NEXT_DAY: *day = clamped(next.year, next.month, d->day); break;
    case DUTY_MONTH_END: *day = last; break;
    case DUTY_WEEKDAY: *day = last + (d->day - civil_weekday(last) + 7) % 7; break;
    case DUTY_BEFORE_LAST_MEETING: /* the day before the month's last meeting */
        *day = last - (civil_weekday(last) - p->meeting_weekday + 7) % 7 - 1;
        break;
    }
    return true;
}

/* ---- the submissions log ---- */

struct submission {
    struct str report, period, step, by;
    struct moment at;
};
struct submissions {
    struct submission *row;
    size_t n, cap;
};

static void read_submissions(struct pipeline *p, struct submissions *s, struct err *e) {
    struct stmt *q = store_stmt_file(p->store, embed_analysis, "analysis/sql/submissions.sql", e);
    stmt_bind_int(q, 1, p->run);
    while (stmt_step(q, e)) {
        struct moment at = stmt_moment(q, 3);
        if (!moment_is(at) || moment_day(at) > p->world.as_of) continue;
        *VEC_ADD(s->row, s->n, s->cap) =
            (struct submission){arena_str(&p->arena, stmt_str(q, 0)), arena_str(&p->arena, stmt_str(q, 1)),
                                arena_str(&p->arena, stmt_str(q, 2)), arena_str(&p->arena, stmt_str(q, 4)), at};
    }
}

/* The first such step of the report on the period that is not before the one it follows. */
static const struct submission *find_step(const struct submissions *s, const struct report_duty *d, struct str period,
                                          const char *step, const struct submission *after) {
    const struct submission *first = NULL;
    for (size_t i = 0; i < s->n; i++) {
        const struct submission *x = &s->row[i];
        if (!str_is(x->report, d->report) || !str_eq(x->period, period) || !str_is(x->step, step)) continue;
        bool by_day = after && (x->at.kind != MOMENT_TIME || after->at.kind != MOMENT_TIME);
        if (after && (by_day ? moment_day(x->at) < moment_day(after->at) : x->at.s < after->at.s)) continue;
        if (!first || x->at.s < first->at.s) first = x;
    }
    return first;
}

/* ---- one report on one period ---- */

struct due {
    struct pipeline *p;
    const struct part *part;
    const struct report_duty *duty;
    struct str period;
    int32_t first, last, day; /* covered; due */
    bool has_day;
};

static bool is_late(const struct due *x, struct moment at) {
    if (!x->has_day || moment_day(at) < x->day) return false;
    if (moment_day(at) > x->day) return true;
    return x->duty->minute >= 0 && at.kind == MOMENT_TIME &&
           at.s > (int64_t)x->day * CIVIL_DAY_S + x->duty->minute * 60;
}

/* Only the first step is due on the day; the others have to be there once it has passed. */
static const char *state_of(const struct due *x, size_t step, const struct submission *done) {
    if (done) return step == 0 && is_late(x, done->at) ? "late" : "done";
    if (!x->has_day) return "no_day";
    return x->day <= x->p->world.as_of ? "missing" : "pending";
}

struct line {
    struct str due_on, due_time, state, at, by;
};

static struct line line_of(const struct due *x, size_t step, const struct submission *done) {
    char text[MOMENT_TEXT];
    struct arena *a = &x->p->arena;
    struct line l = {.state = str_of(state_of(x, step, done))};
    if (x->has_day) l.due_on = arena_str(a, str_of(civil_day_text(x->day, text)));
    int minute = x->duty->minute;
    if (x->has_day && minute >= 0) l.due_time = str_of(arena_printf(a, "%02d:%02d", minute / 60, minute % 60));
    if (done) l.at = arena_str(a, str_of(moment_text(done->at, text)));
    if (done && done->by.n) l.by = done->by;
    return l;
}

static struct stmt *ask(const struct due *x, const char *path, size_t step, struct err *e) {
    struct stmt *q = store_stmt_file(x->p->store, embed_analysis, path, e);
    stmt_bind_str(q, stmt_param(q, "policy"), str_of(part_policy(x->part)->id));
    stmt_bind_str(q, stmt_param(q, "report"), str_of(x->duty->report));
    stmt_bind_str(q, stmt_param(q, "period"), x->period);
    stmt_bind_str(q, stmt_param(q, "step"), str_of(x->duty->steps.name[step]));
    return q;
}

static bool stands(const struct due *x, size_t step, const struct line *l, struct err *e) {
    if (x->p->sums.fresh) return false;
    struct stmt *q = ask(x, "analysis/sql/report_due_get.sql", step, e);
    const struct str is[] = {l->due_on, l->due_time, l->state, l->at, l->by};
    bool same = stmt_step(q, e);
    for (int i = 0; same && i < 5; i++) same = str_eq(stmt_str(q, i), is[i]);
    stmt_reset(q);
    return same;
}

static void put(const struct due *x, size_t step, const struct submission *done, struct err *e) {
    char first[MOMENT_TEXT], last[MOMENT_TEXT];
    struct line l = line_of(x, step, done);
    if (stands(x, step, &l, e)) return;
    struct stmt *q = ask(x, "analysis/sql/report_due_put.sql", step, e);
    stmt_bind_int(q, stmt_param(q, "place"), (int64_t)step + 1);
    stmt_bind_str(q, stmt_param(q, "covers_from"), str_of(civil_day_text(x->first, first)));
    stmt_bind_str(q, stmt_param(q, "covers_to"), str_of(civil_day_text(x->last, last)));
    stmt_bind_str(q, stmt_param(q, "due_on"), l.due_on);
    stmt_bind_str(q, stmt_param(q, "due_time"), l.due_time);
    stmt_bind_str(q, stmt_param(q, "state"), l.state);
    stmt_bind_str(q, stmt_param(q, "at"), l.at);
    stmt_bind_str(q, stmt_param(q, "by_whom"), l.by);
    stmt_run(q, e);
    int32_t as_of = x->p->world.as_of; /* later months are not shown yet */
    if (!x->p->sums.fresh) changes_days(&x->p->changes, x->first, x->last < as_of ? x->last : as_of);
}

static void list_period(struct due *x, const struct submissions *s, struct err *e) {
    bool to_come = x->has_day && x->day > x->p->world.as_of;
    if (!s->n && !to_come) return;
    const struct submission *done = NULL;
    for (size_t i = 0; i < x->duty->steps.n; i++) {
        bool follows = i == 0 || done;
        const struct submission *before = i ? done : NULL;
        done = follows ? find_step(s, x->duty, x->period, x->duty->steps.name[i], before) : NULL;
        put(x, i, done, e);
    }
}

static bool in_force(const struct part *part, int32_t first, int32_t last) {
    for (size_t i = 0; i < part->n_uses; i++) {
        const struct policy_use *u = &part->use[i];
        if ((!u->from_set || u->from <= last) && (!u->until_set || u->until >= first)) return true;
    }
    return false;
}

static void list_report(struct pipeline *p, const struct part *part, const struct report_duty *d,
                        const struct submissions *s, struct err *e) {
    const struct policy *policy = part_policy(part);
    enum period_kind kind = (enum period_kind)d->period_kind;
    struct period q = period_of(kind, p->world.count_from, policy->week_start);
    int32_t to = period_of(kind, p->world.as_of, policy->week_start).no + 1;
    for (; q.no <= to && !err_is(e); q.no++) {
        char text[PERIOD_TEXT];
        struct due x = {.p = p, .part = part, .duty = d};
        if (!in_force(part, period_first(q, policy->week_start), period_last(q, policy->week_start))) continue;
        x.period = arena_str(&p->arena, str_of(period_text(q, policy->week_start, text)));
        reports_covers(policy, d, q, &x.first, &x.last);
        x.has_day = reports_due_day(policy, d, q, &x.day);
        list_period(&x, s, e);
    }
}

static void forget(struct pipeline *p, struct err *e) {
    char text[MOMENT_TEXT];
    struct stmt *q = store_stmt_file(p->store, embed_analysis, "analysis/sql/report_due_forget.sql", e);
    stmt_bind_str(q, 1, str_of(civil_day_text(p->world.as_of, text)));
    stmt_run(q, e);
}

void reports_list(struct pipeline *p, struct err *e) {
    size_t n = 0;
    for (size_t i = 0; i < p->n_parts; i++) n += part_policy(&p->part[i])->n_duties;
    if (!n || !p->counts) return;
    struct submissions s = {0};
    read_submissions(p, &s, e);
    for (size_t i = 0; i < p->n_parts; i++) {
        const struct policy *policy = part_policy(&p->part[i]);
        for (size_t k = 0; k < policy->n_duties; k++) list_report(p, &p->part[i], &policy->duty[k], &s, e);
    }
    if (!s.n && !p->sums.fresh) forget(p, e);
    mem_free(s.row);
}
