/* The keys of duties that come back with the calendar: stages that recur, reports that are due. */
#include "base/civil.h"
#include "policies/codes.h"
#include "policies/condition.h"
#include "policies/policy_schema.h"
#include "policies/scalar.h"

/* ---- stages: every, until ---- */

static const char *const periods[] = {"month", "quarter", "half", "year", NULL}; /* as enum period_kind */
const struct bind_vocab duty_schema_every = {"a calendar period", periods, NULL};

void duty_schema_until(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    enum event_field f = EVENT_finished_at;
    bool ok = v->kind == YAML_SCALAR && event_field_find(v->text, &f) && event_field_type(f) == FIELD_TIME;
    if (!ok) bind_wrong(b, v, condition_times.what, &condition_times);
    memcpy((char *)row + k->offset, &f, sizeof f);
}

/* The periods are the windows: whatever else would make or move one contradicts them. */
void duty_schema_check_stage(struct bind *b, const struct yaml_node *map, const struct stage *s) {
    static const char *const windows[] = {"earliest", "latest", "tolerance", "skip_holidays", "by_plan"};
    const struct yaml_node *until = yaml_get(map, "until");
    if (!s->recurs) {
        if (until) yaml_error(until, b->e, "until belongs to a stage that recurs, with «every»");
        if (!yaml_get(map, "latest")) yaml_error(map, b->e, "a stage lacks the key «latest»");
        return;
    }
    for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
        const struct yaml_node *key = yaml_get(map, windows[i]);
        if (key) yaml_error(key, b->e, "a stage that recurs has its periods as windows, and no %s", windows[i]);
    }
}

/* ---- reports ---- */

static const char *const kinds[] = {"month", "quarter", "half", "year", "week", NULL}; /* as enum period_kind */
static const struct bind_vocab kind_vocab = {"a kind of period", kinds, NULL};
static const char *only_submit[] = {"submit"};

static const char *form_at(const void *top, size_t i) {
    const struct policy *p = top;
    return i < p->n_forms ? p->form[i].form : NULL;
}
static const struct bind_vocab form_vocab = {"a form that the policy names", NULL, form_at};

/* «day 25» behind `prefix`: 1 to 31, or 0. */
static int month_day(struct str s, const char *prefix) {
    size_t n = strlen(prefix);
    int64_t day = 0;
    bool ok = str_starts(s, prefix) && scalar_int(str_n(s.p + n, s.n - n), &day) && day >= 1 && day <= 31;
    return ok ? (int)day : 0;
}

/* «sunday», «sunday 12:00». */
static bool week_day(struct bind *b, struct str s, struct report_duty *d) {
    struct str word = str_none();
    str_split(&s, ' ', &word);
    d->kind = DUTY_WEEKDAY;
    d->day = bind_place(b, &policy_schema_weekdays, word);
    return d->day >= 0 && (!s.p || scalar_minute(s, &d->minute));
}

static void bind_due(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct report_duty *d = row;
    struct str s = v->kind == YAML_SCALAR ? v->text : str_none();
    const struct policy *p = b->top;
    (void)k;
    d->minute = -1;
    if (bind_not_set(v)) d->kind = DUTY_NOT_SET;
    else if (str_is(s, "last_day")) d->kind = DUTY_MONTH_END;
    else if (str_is(s, "before last meeting")) d->kind = DUTY_BEFORE_LAST_MEETING;
    else if ((d->day = month_day(s, "day ")) > 0) d->kind = DUTY_MONTH_DAY;
    else if ((d->day = month_day(s, "next day ")) > 0) d->kind = DUTY_NEXT_DAY;
    else if (!week_day(b, s, d))
        bind_wrong(b, v,
                   "day 1 to day 31, next day 1 to next day 31, a weekday such as sunday or sunday 12:00, last_day, "
                   "before last meeting, or not_set",
                   NULL);
    if (d->kind == DUTY_BEFORE_LAST_MEETING && p->meeting_weekday < 0)
        yaml_error(v, b->e, "due before the last meeting, but the policy gives no meeting_weekday");
}

static void bind_cutoff(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row) {
    struct report_duty *d = row;
    (void)k;
    d->cutoff = v->kind == YAML_SCALAR ? month_day(v->text, "day ") : 0;
    if (!d->cutoff && !bind_not_set(v)) bind_wrong(b, v, "day 1 to day 31, or not_set", NULL);
}

static void check_report(struct bind *b, const struct yaml_node *map, void *row) {
    struct report_duty *d = row;
    const struct yaml_node *period = yaml_get(map, "period"), *due = yaml_get(map, "due"),
                           *cutoff = yaml_get(map, "cutoff");
    if (!period && d->kind == DUTY_WEEKDAY) d->period_kind = PERIOD_WEEK;
    bool weekly = d->period_kind == PERIOD_WEEK;
    if (weekly && d->kind != DUTY_WEEKDAY && d->kind != DUTY_NOT_SET)
        yaml_error(due, b->e, "a report on a week is due on a weekday, or not_set");
    else if (!weekly && d->kind == DUTY_WEEKDAY)
        yaml_error(due, b->e, "a report due on a weekday is about a week: «period: week»");
    else if (d->cutoff && d->period_kind != PERIOD_MONTH)
        yaml_error(cutoff, b->e, "a cutoff belongs to reports on a month");
    if (!d->steps.n) d->steps = (struct names){only_submit, 1};
}

static const struct bind_key report_keys[] = {
    BIND_KEY("report", BIND_CODE, MUST, AT(report_duty, report)),
    BIND_KEY("title", BIND_WORDS, MUST, AT(report_duty, title)),
    BIND_KEY("period", BIND_ENUM, MAY, AT(report_duty, period_kind), .vocab = &kind_vocab),
    BIND_KEY("due", BIND_CUSTOM, MUST, 0, .custom = bind_due),
    BIND_KEY("cutoff", BIND_CUSTOM, MAY, 0, .custom = bind_cutoff),
    BIND_KEY("to", BIND_WORDS, MAY, AT(report_duty, to)),
    BIND_KEY("steps", BIND_NAMES, MAY | BIND_NOT_EMPTY, LIST(report_duty, steps), .vocab = &codes_submissions),
    BIND_KEY("form", BIND_NAME, MAY, AT(report_duty, form), .vocab = &form_vocab),
    CLAUSE(report_duty),
    BIND_END,
};
const struct bind_table duty_schema_report = {"a report duty", report_keys, sizeof(struct report_duty), NULL,
                                              "report",        check_report};
