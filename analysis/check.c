/* Checks of a policy: something must be there, follow within a time, or by a day (docs/policy-format.md «checks»).
 *
 * A row is checked once for each of its events (the canonical one of merged complaints); a row of no known event once,
 * in the story of its visit or in its own. Everything is taken as seen at as-of. What does not meet its check is a row;
 * check_rate counts all that have a verdict, stage = the check, never pooled over checks. */
#include "analysis/check.h"
#include "base/mem.h"
#include <stdlib.h>

const char *check_state_name(enum check_state s) {
    static const char *const name[] = {"met",        "late",  "missing",       "open",
                                       "incomplete", "wrong", "not_judgeable", "came"};
    return name[s];
}

static struct rule_row ref_of(const struct side_row *s) { return (struct rule_row){s->kind, s}; }

/* ---- times ---- */

bool check_not_before(struct moment m, struct moment from) {
    if (m.kind == MOMENT_TIME && from.kind == MOMENT_TIME) return m.s >= from.s;
    return moment_day(m) >= moment_day(from);
}

/* Rows of other logs that the subject's event has. */
static void sides_of(const struct ground *g, uint32_t event, size_t *from, size_t *to) {
    *from = event == TELL_NONE ? 0 : g->side.first[event];
    *to = event == TELL_NONE ? g->t->n_sides : g->side.first[event + 1];
}

static const struct side_row *side_at(const struct ground *g, uint32_t event, size_t i) {
    return &g->t->side[event == TELL_NONE ? i : g->side.place[i]];
}

static bool is_word(const struct side_row *s, const char *word) {
    if (!word) return true;
    int f = s->kind == ROW_STEP      ? STEP_kind
            : s->kind == ROW_CUSTODY ? CUSTODY_step
            : s->kind == ROW_CHECK   ? CHECK_kind
                                     : ANSWER_item;
    return str_is(s->value[f].text, word);
}

static struct moment first_step(const struct ground *g, uint32_t event, const char *kind) {
    size_t from, to;
    if (event == TELL_NONE) return moment_none();
    sides_of(g, event, &from, &to);
    for (size_t i = from; i < to; i++) {
        const struct side_row *s = side_at(g, event, i);
        if (s->kind == ROW_STEP && is_word(s, kind)) return s->value[STEP_at].at;
    }
    return moment_none();
}

static struct moment time_of(const struct ground *g, const struct subject *x, enum check_time time, int column,
                             const char *step) {
    const struct tell_event *e = check_event(g, x);
    if (time == TIME_STEP) return first_step(g, x->event, step);
    if (time == TIME_EVENT) return e ? rule_time(e->row, (enum event_field)column) : moment_none();
    return column < 0 ? x->own : rule_moment(x->row, column);
}

/* When the column says that it was done; none where it is no time. */
static struct moment done_at(const struct check_rule *c, const struct subject *x) {
    bool time = c->needs == NEEDS_COLUMN && c->needs_column < ROW_FURTHER &&
                row_field_type(x->row.kind, c->needs_column) == FIELD_TIME;
    return time ? rule_moment(x->row, c->needs_column) : moment_none();
}

/* The last counted visit of the event, not after what the column says was done. */
static struct moment last_visit(const struct ground *g, const struct check_rule *c, const struct subject *x) {
    struct moment done = done_at(c, x), last = moment_none();
    if (x->event == TELL_NONE) return last;
    for (size_t i = g->visit.first[x->event]; i < g->visit.first[x->event + 1]; i++) {
        const struct visit_row *v = g->t->visit[g->visit.place[i]].row;
        bool counts = tell_counted(g->j->policy, v, g->t->event[x->event].row->category);
        if (counts && (!moment_is(done) || check_not_before(done, v->visited))) last = v->visited;
    }
    return last;
}

/* Where the clock starts. */
static struct moment start_of(const struct ground *g, const struct check_rule *c, const struct subject *x) {
    if (c->from == TIME_LAST_VISIT) return last_visit(g, c, x);
    return time_of(g, x, c->from, c->from_column, c->from_step);
}

/* ---- what is needed ---- */

/* When a needed row happened: a plan when it was made. */
static struct moment happened(const struct ground *g, const struct side_row *s, uint32_t event) {
    if (s->kind == ROW_PLAN && moment_is(s->value[PLAN_made_at].at)) return s->value[PLAN_made_at].at;
    return check_own_time(s, check_visit(g, event, s->visit_id));
}

static bool counts(const struct ground *g, const struct check_rule *c, uint32_t event, const struct visit_row *v) {
    if (c->with_phase) return !str_is(v->outcome, "unreachable");
    return tell_counted(g->j->policy, v, g->t->event[event].row->category);
}

/* What is needed does not lie before the start where that is written; what must not come lies after it. */
static bool in_time(const struct check_rule *c, struct moment at, struct moment from) {
    if (c->never) return moment_is(at) && !check_not_before(from, at);
    return moment_is(at) && (!c->from_given || check_not_before(at, from));
}

static void take(const struct check_rule *c, struct rule_row row, struct moment at, struct moment from,
                 struct needed *out) {
    if (in_time(c, at, from)) out->item[out->n++] = (struct needed_row){at, row};
}

/* Whether the needed row would do: what it says itself, and beside the subject's row. */
static bool fits(const struct check_rule *c, const struct subject *x, struct rule_row needed) {
    for (size_t i = 0; i < c->n_same; i++) {
        struct str own = rule_text(x->row, c->same[i][0]);
        if (!own.n || !str_eq(own, rule_text(needed, c->same[i][1]))) return false;
    }
    return rule_holds_on(&c->with, needed);
}

static bool visit_does(const struct ground *g, const struct check_rule *c, const struct subject *x, struct moment from,
                       const struct visit_row *v) {
    if (v == x->row.row || !counts(g, c, x->event, v)) return false;
    return fits(c, x, (struct rule_row){ROW_VISIT, v}) && in_time(c, v->visited, from);
}

static void needed_visits(const struct ground *g, const struct check_rule *c, const struct subject *x,
                          struct moment from, struct needed *out) {
    if (x->event == TELL_NONE) return;
    for (size_t i = g->visit.first[x->event]; i < g->visit.first[x->event + 1]; i++) {
        const struct visit_row *v = g->t->visit[g->visit.place[i]].row;
        if (visit_does(g, c, x, from, v)) take(c, (struct rule_row){ROW_VISIT, v}, v->visited, from, out);
    }
}

/* Of the subject's visit, of its event without naming a visit, or of its whole event. */
enum whose { OF_VISIT, OF_NO_VISIT, OF_EVENT };
static void needed_sides(const struct ground *g, const struct check_rule *c, const struct subject *x,
                         struct moment from, enum whose whose, struct needed *out) {
    size_t i, to;
    out->n = 0;
    for (sides_of(g, x->event, &i, &to); i < to; i++) {
        const struct side_row *s = side_at(g, x->event, i);
        if (s->kind != c->needs_kind || s == x->row.row || !is_word(s, c->needs_word)) continue;
        if (whose == OF_VISIT && !str_eq(s->visit_id, x->visit->row->visit_id)) continue;
        if (whose == OF_NO_VISIT && s->visit_id.n) continue;
        if (fits(c, x, ref_of(s))) take(c, ref_of(s), happened(g, s, x->event), from, out);
    }
}

static bool of_visits_first(enum row_kind k) {
    return k == ROW_FINDING || k == ROW_ANSWER || k == ROW_CUSTODY || k == ROW_ACTION || k == ROW_CHECK;
}

/* What is said or handed out at one visit answers for no other. */
static enum whose otherwise(const struct subject *x, enum row_kind k) {
    return x->visit && (k == ROW_ANSWER || k == ROW_CUSTODY || k == ROW_CHECK) ? OF_NO_VISIT : OF_EVENT;
}

int check_by_moment(const struct moment *x, const struct moment *y) {
    if (x->s != y->s) return x->s < y->s ? -1 : 1;
    return (x->kind > y->kind) - (x->kind < y->kind);
}

static struct str key_of(struct rule_row r) {
    if (r.kind == ROW_EVENT) return ((const struct event_row *)r.row)->event_id;
    return r.kind == ROW_VISIT ? ((const struct visit_row *)r.row)->visit_id : ((const struct side_row *)r.row)->id;
}

static int by_need(const void *a, const void *b) {
    const struct needed_row *x = a, *y = b;
    int c = check_by_moment(&x->at, &y->at);
    return c ? c : str_cmp(key_of(x->row), key_of(y->row));
}

/* The needed rows of the subject that would do, in order of time. */
struct needed check_needed(const struct ground *g, const struct check_rule *c, const struct subject *x,
                           struct moment from) {
    if (x->apart) return *x->apart;
    size_t from_side, to_side,
        visits = x->event == TELL_NONE ? 0 : g->visit.first[x->event + 1] - g->visit.first[x->event];
    sides_of(g, x->event, &from_side, &to_side);
    struct needed list = {arena_alloc(g->t->a, (visits + to_side - from_side + 1) * sizeof *list.item), 0};
    if (c->needs_kind == ROW_VISIT) needed_visits(g, c, x, from, &list);
    else if (x->visit && of_visits_first(c->needs_kind)) needed_sides(g, c, x, from, OF_VISIT, &list);
    if (c->needs_kind != ROW_VISIT && !list.n && x->event != TELL_NONE)
        needed_sides(g, c, x, from, otherwise(x, c->needs_kind), &list);
    if (list.n) qsort(list.item, list.n, sizeof *list.item, by_need);
    return list;
}

/* The first event of the problem to come. */
static bool first_repeat(const struct ground *g, const struct check_rule *c, const struct subject *x,
                         struct moment from, struct needed_row *first) {
    const struct judge *j = g->j;
    bool found = false;
    for (uint32_t i = 0; i < g->t->n_events; i++) {
        const struct event_row *e = g->t->event[i].row;
        if (i == x->event || !j->judged[i] || j->canon[i] != i || j->key[i] != j->key[x->event]) continue;
        struct needed_row one = {e->accepted, {ROW_EVENT, e}};
        if (!in_time(c, one.at, from) || !fits(c, x, one.row) || (found && by_need(first, &one) < 0)) continue;
        *first = one;
        found = true;
    }
    return found;
}

/* The first row that must not come. */
static bool first_come(const struct ground *g, const struct check_rule *c, const struct subject *x, struct moment from,
                       struct needed_row *first) {
    if (c->needs_kind == ROW_EVENT) return first_repeat(g, c, x, from, first);
    struct needed list = check_needed(g, c, x, from);
    if (list.n) *first = list.item[0];
    return list.n > 0;
}

/* The staff code of whom a row or an approval names; the text itself where the staff log knows nobody. */
static struct str code_of(const struct world *w, struct str who) {
    const struct person *p = further_person(w, who);
    return p ? p->staff : who;
}

/* Everything, the row's form by its kind or number, or its site or department. */
static bool covers(const struct ground *g, const struct subject *x, struct str scope) {
    const struct dims *d = g->t->w->dims;
    if (str_is(scope, "all") || str_is(scope, "全部")) return true;
    return str_eq(scope, rule_text(x->row, CUSTODY_form_kind)) || str_eq(scope, rule_text(x->row, CUSTODY_form_no)) ||
           str_eq(scope, d->site.name[x->site]) || str_eq(scope, d->department.name[x->department]);
}

/* Whether whom the row names was allowed to look at its form on its day. */
static bool granted(const struct ground *g, const struct check_rule *c, const struct subject *x) {
    const struct world *w = g->t->w;
    struct str who = rule_text(x->row, c->needs_column);
    int32_t day = moment_day(x->own);
    if (!who.n) return false;
    who = code_of(w, who);
    for (size_t i = 0; i < w->n_grants; i++) {
        const struct grant *a = &w->grant[i];
        bool then = moment_day(a->from) <= day && (!moment_is(a->until) || day <= moment_day(a->until));
        if (then && str_eq(code_of(w, a->staff), who) && covers(g, x, a->scope)) return true;
    }
    return false;
}

/* Whether it is there; *done: when, where a time says so. */
static bool fulfilled(const struct ground *g, const struct check_rule *c, const struct subject *x, struct moment from,
                      struct moment *done) {
    *done = done_at(c, x);
    if (c->needs == NEEDS_NOTHING) return true;
    if (c->needs == NEEDS_COLUMN) return rule_present(x->row, c->needs_column);
    if (c->needs == NEEDS_GRANT) return granted(g, c, x);
    struct needed list = check_needed(g, c, x, from);
    if (list.n < (size_t)c->count) return false;
    *done = list.item[c->count - 1].at;
    return true;
}

/* ---- the verdict ---- */

struct verdict {
    enum check_state state;
    struct moment from, limit, done;
    const char *lacking;
    bool incomplete, wrong,
        unknown; /* a column of `present` is empty; one of `is` says otherwise; nobody knows what it says */
};

static const char *name_also(const struct ground *g, const struct subject *x, const char *list, int column) {
    const char *name = row_column_name(g->j->policy->further, x->row.kind, column);
    if (str_list_has(str_of(list), ';', str_of(name))) return list;
    return arena_printf(g->t->a, "%s%s%s", list, *list ? ";" : "", name);
}

/* What the row itself does not say, or says otherwise. */
static void look_within(const struct ground *g, const struct check_rule *c, const struct subject *x,
                        struct verdict *v) {
    v->lacking = "";
    for (size_t i = 0; i < c->n_present; i++) {
        if (rule_present(x->row, c->present[i])) continue;
        v->incomplete = true;
        v->lacking = name_also(g, x, v->lacking, c->present[i]);
    }
    for (size_t i = 0; i < c->is.n; i++) {
        if (rule_holds_one(&c->is.item[i], x->row)) continue;
        v->wrong = true;
        v->unknown |= further_unknown(g->j->policy, x->row, c->is.item[i].field);
        v->lacking = name_also(g, x, v->lacking, c->is.item[i].field);
    }
}

/* The deadline and its last second; false where there is none. */
static bool deadline(const struct ground *g, const struct check_rule *c, struct verdict *v, int64_t *last) {
    if (c->timed && c->within.set) {
        *last = window_last(g->t->w, v->from, c->within);
        v->limit = span_is_clock(c->within) ? (struct moment){*last, MOMENT_TIME} : moment_of_day(window_day(*last));
    } else if (moment_is(v->limit)) *last = v->limit.kind == MOMENT_TIME ? v->limit.s : v->limit.s + CIVIL_DAY_S - 1;
    return moment_is(v->limit);
}

static bool too_late(const struct check_rule *c, const struct verdict *v, int64_t last) {
    if (!moment_is(v->done)) return false;
    if (c->by_given && v->done.kind != v->limit.kind) return moment_day(v->done) > moment_day(v->limit);
    return v->done.s > last;
}

static bool judgeable(const struct check_rule *c, const struct verdict *v) {
    if (v->unknown) return false;
    if (!c->timed || !span_is_clock(c->within)) return true;
    return v->from.kind == MOMENT_TIME && v->done.kind != MOMENT_DATE;
}

static enum check_state judge_state(const struct ground *g, const struct check_rule *c, bool there, struct verdict *v) {
    int64_t last = 0;
    bool limited = deadline(g, c, v, &last), passed = limited && last < tell_end(g->t);
    bool waits = limited ? !passed : c->timed || c->undecided;
    if (!judgeable(c, v)) return CHECK_NOT_JUDGEABLE;
    if (there && limited && too_late(c, v, last)) return CHECK_LATE;
    if (there && !v->incomplete && !v->wrong) return CHECK_MET;
    if (waits && limited) tell_wake(g->t, window_day(last));
    if (waits) return CHECK_OPEN;
    return !there ? CHECK_MISSING : v->incomplete ? CHECK_INCOMPLETE : CHECK_WRONG;
}

/* No limit, or no threshold: the text says what is to be done and not by when or from what on. */
static bool without_verdict(const struct check_rule *c) { return (c->timed && !c->within.set) || c->undecided; }

static void add_case(const struct ground *g, const struct check_rule *c, const struct subject *x,
                     const struct verdict *v, int32_t day) {
    struct tale *out = g->t->out;
    const struct tell_event *e = check_event(g, x);
    *VEC_ADD(out->check, out->n_checks, out->cap_checks) = (struct check_case){g->j->no,
                                                                               c,
                                                                               x->id,
                                                                               e ? e->src : NULL,
                                                                               x->visit ? x->visit->src : NULL,
                                                                               v->state,
                                                                               v->from,
                                                                               v->limit,
                                                                               v->done,
                                                                               v->lacking,
                                                                               x->site,
                                                                               x->department,
                                                                               x->category,
                                                                               day};
}

struct tell_at check_place(const struct ground *g, const struct check_rule *c, const struct subject *x, int32_t day) {
    const struct tell_event *e = check_event(g, x);
    return (struct tell_at){.metric = METRIC_check_rate,
                            .day = day,
                            .site = x->site,
                            .department = x->department,
                            .category = x->category,
                            .stage = intern_add(&g->t->w->dims->stage, str_of(c->name)),
                            .pool_category = true,
                            .event = e ? e->src : NULL,
                            .visit = x->visit ? x->visit->src : NULL};
}

/* For explain: the row behind the figure where it is no event and no visit. */
const char *check_reason(const struct ground *g, const struct subject *x, const char *why) {
    if (!g->t->w->explain || x->row.kind == ROW_EVENT || x->row.kind == ROW_VISIT) return why;
    return arena_printf(g->t->a, "%s %.*s, %s", row_kind_name(x->row.kind), STR_ARG(x->id), why);
}

/* A row without a start or a deadline is not checked; explain lists it in the period of its own time. */
static void leave_out(const struct ground *g, const struct check_rule *c, const struct subject *x, const char *why) {
    if (!g->t->w->explain) return;
    struct tell_at at = check_place(g, c, x, moment_day(x->own));
    tell_skip(g->t, g->j, &at, check_reason(g, x, why));
}

static void count(const struct ground *g, const struct check_rule *c, const struct subject *x, const struct verdict *v,
                  int32_t day) {
    struct telling *t = g->t;
    struct tell_at at = check_place(g, c, x, day);
    const char *why = check_reason(g, x, check_state_name(v->state));
    bool waits = v->state == CHECK_OPEN && !without_verdict(c), judged = v->state != CHECK_NOT_JUDGEABLE;
    if (judged && !waits) tell_put(t, g->j, &at, v->state == CHECK_MET, 1, why);
    else tell_skip(t, g->j, &at, why);
    if (judged) return;
    at.metric = METRIC_not_judgeable;
    at.stage = intern_add(&t->w->dims->stage, STR_LIT("check_rate"));
    at.pool_stage = true;
    tell_put(t, g->j, &at, 1, 0, check_reason(g, x, "counted"));
}

static bool often(const struct ground *g, const struct check_rule *c, uint32_t event, const struct event_row *e) {
    return repeat_often(g->j, event, e, c->repeated, repeat_consecutive(g->j->policy, e->category));
}

/* What `where` says of the row itself, and of the stage that a visit serves. */
static bool is_where(const struct ground *g, const struct conditions *where, const struct subject *x) {
    for (size_t i = 0; i < where->n; i++) {
        const struct condition *c = &where->item[i];
        bool holds = c->field == CONDITION_SERVED ? rule_text_meets(c, check_served(g, x)) : rule_holds_one(c, x->row);
        if (!holds) return false;
    }
    return true;
}

/* A row that the check is about, of whatever day. */
static bool concerns(const struct ground *g, const struct check_rule *c, const struct subject *x) {
    const struct tell_event *e = check_event(g, x);
    if (!moment_is(x->own)) return false;
    if (!tell_covers(&c->categories, g->t->w->dims->category.name[x->category])) return false;
    if (c->condition.n && (!e || !rule_holds(&c->condition, e->row))) return false;
    if (c->repeated && (!e || !often(g, c, x->event, e->row))) return false;
    return c->of == ROW_EVENT || is_where(g, &c->where, x);
}

bool check_applies(const struct ground *g, const struct check_rule *c, const struct subject *x) {
    const struct tell_event *e = check_event(g, x);
    if (!moment_is(x->own) || moment_day(x->own) < g->t->w->count_from) return false;
    return !(e && e->day < g->t->w->count_from) && concerns(g, c, x);
}

/* A log that never brought a row says nothing: what asks for it is not judged. */
bool check_silent(const struct world *w, const struct check_rule *c) {
    if (c->needs == NEEDS_GRANT && w->no_grants) return true;
    if (w->absent[c->of] || (c->needs == NEEDS_ROW && w->absent[c->needs_kind])) return true;
    return c->from_given && c->from == TIME_STEP && w->absent[ROW_STEP];
}

static void put(const struct ground *g, const struct check_rule *c, const struct subject *x, const struct verdict *v) {
    int32_t day = moment_day(moment_is(v->limit) ? v->limit : v->from);
    count(g, c, x, v, day);
    if (v->state != CHECK_MET) add_case(g, c, x, v, v->state == CHECK_CAME ? moment_day(v->done) : day);
}

static void settle(const struct ground *g, const struct check_rule *c, const struct subject *x, bool there,
                   struct verdict *v) {
    v->state = judge_state(g, c, there, v);
    put(g, c, x, v);
}

/* Nothing is owed in a stretch that the end of the matter cuts off before its deadline. */
static bool cut_off(const struct ground *g, const struct check_rule *c, struct verdict v, struct moment until) {
    int64_t last = 0;
    return moment_is(until) && (!deadline(g, c, &v, &last) || until.s <= last);
}

/* A check that comes back: from the start, and from each needed row on, the next one must follow. */
static void check_stretches(const struct ground *g, const struct check_rule *c, const struct subject *x,
                            struct moment from) {
    const struct tell_event *e = check_event(g, x);
    struct moment until = e ? rule_time(e->row, c->until) : moment_none();
    struct needed list = check_needed(g, c, x, from);
    for (size_t i = 0; i <= list.n; i++) {
        bool there = i < list.n && (!moment_is(until) || check_not_before(until, list.item[i].at));
        struct verdict v = {.from = from, .done = there ? list.item[i].at : moment_none(), .lacking = ""};
        if (there && i && check_by_moment(&from, &v.done) == 0) continue;
        if (!there && cut_off(g, c, v, until)) {
            leave_out(g, c, x, "ended");
            return;
        }
        settle(g, c, x, there, &v);
        if (!there) return;
        from = v.done;
    }
}

static enum check_state never_state(const struct ground *g, const struct check_rule *c, bool came, struct verdict *v) {
    int64_t last = 0;
    bool limited = deadline(g, c, v, &last);
    if (!judgeable(c, v)) return CHECK_NOT_JUDGEABLE;
    if (came && !(limited && too_late(c, v, last))) return CHECK_CAME;
    v->done = moment_none();
    if (!limited || last < tell_end(g->t)) return CHECK_MET;
    tell_wake(g->t, window_day(last));
    return CHECK_OPEN;
}

/* Whether a row came that must not, by the deadline; the list names it. */
static void check_never(const struct ground *g, const struct check_rule *c, const struct subject *x,
                        struct verdict *v) {
    struct needed_row first = {0};
    const struct tell_event *e = check_event(g, x);
    if (c->needs_kind == ROW_EVENT && !(e && repeat_problem(g->j, x->event, e->row))) {
        leave_out(g, c, x, "no_issue_code");
        return;
    }
    bool came = first_come(g, c, x, v->from, &first);
    v->done = first.at;
    v->lacking = "";
    v->state = never_state(g, c, came, v);
    if (v->state == CHECK_CAME) v->lacking = arena_cstr(g->t->a, key_of(first.row));
    put(g, c, x, v);
}

static void check(const struct ground *g, const struct check_rule *c, const struct subject *x) {
    if (check_silent(g->t->w, c) || !check_applies(g, c, x)) return;
    if (!check_stands(g, c, x)) {
        leave_out(g, c, x, "same_customer");
        return;
    }
    struct verdict v = {.from = start_of(g, c, x)};
    if (c->by_given) v.limit = time_of(g, x, c->by, c->by_column, NULL);
    if (!moment_is(v.from) || (c->by_given && !moment_is(v.limit))) {
        leave_out(g, c, x, moment_is(v.from) ? "no_deadline" : "no_start");
        return;
    }
    if (c->recurs) {
        check_stretches(g, c, x, v.from);
        return;
    }
    if (c->never) {
        check_never(g, c, x, &v);
        return;
    }
    look_within(g, c, x, &v);
    settle(g, c, x, fulfilled(g, c, x, v.from, &v.done), &v);
}

/* ---- plans and the visits that answer them ---- */

static size_t answers(const struct ground *g, const struct check_rule *c, const struct subject *plan, size_t n_plans,
                      struct nearest_pair *out) {
    size_t n = 0;
    for (uint32_t p = 0; p < n_plans; p++) {
        if (!concerns(g, c, &plan[p])) continue;
        struct moment from = start_of(g, c, &plan[p]);
        uint32_t first = g->visit.first[plan[p].event], end = g->visit.first[plan[p].event + 1];
        for (uint32_t i = first; i < end; i++) {
            const struct tell_visit *v = &g->t->visit[g->visit.place[i]];
            int32_t days = v->day - moment_day(plan[p].own);
            if (visit_does(g, c, &plan[p], from, v->row))
                out[n++] = (struct nearest_pair){days < 0 ? -days : days, p, i - first};
        }
    }
    return n;
}

/* Each visit answers one plan; also plans older than count_from take theirs. */
static void share_out(const struct ground *g, const struct check_rule *c, struct subject *plan, size_t n_plans) {
    struct arena *a = g->t->a;
    uint32_t first = g->visit.first[plan->event], n_visits = g->visit.first[plan->event + 1] - first;
    struct nearest_pair *pair = arena_alloc(a, (n_plans * n_visits + 1) * sizeof *pair);
    struct needed *apart = arena_zero(a, n_plans * sizeof *apart);
    size_t n = nearest_take(pair, answers(g, c, plan, n_plans, pair), (size_t)c->count,
                            arena_zero(a, n_plans * sizeof(uint32_t)), arena_zero(a, n_visits + 1));
    for (size_t p = 0; p < n_plans; p++) {
        apart[p].item = arena_alloc(a, (size_t)c->count * sizeof *apart[p].item);
        plan[p].apart = &apart[p];
    }
    for (size_t i = 0; i < n; i++) {
        struct needed *own = &apart[pair[i].plan];
        const struct visit_row *v = g->t->visit[g->visit.place[first + pair[i].visit]].row;
        own->item[own->n++] = (struct needed_row){v->visited, {ROW_VISIT, v}};
    }
    for (size_t p = 0; p < n_plans; p++)
        if (apart[p].n) qsort(apart[p].item, apart[p].n, sizeof *apart[p].item, by_need);
}

static void check_plans(const struct ground *g, uint32_t event, const struct check_rule *c) {
    size_t from, to, n = 0;
    sides_of(g, event, &from, &to);
    struct subject *plan = arena_alloc(g->t->a, (to - from + 1) * sizeof *plan);
    for (size_t i = from; i < to; i++)
        if (side_at(g, event, i)->kind == ROW_PLAN) plan[n++] = check_subject_side(g, side_at(g, event, i), event);
    if (n) share_out(g, c, plan, n);
    for (size_t p = 0; p < n; p++) check(g, c, &plan[p]);
}

/* ---- all rows ---- */

/* count: NULL for a check. */
static void look_at(const struct ground *g, const struct check_rule *c, const struct count_rule *count,
                    const struct subject *x) {
    if (count) check_count(g, count, x);
    else check(g, c, x);
}

static void rows_of_event(const struct ground *g, uint32_t event, const struct check_rule *c,
                          const struct count_rule *count) {
    if (c->of == ROW_EVENT) {
        struct subject x = check_subject(g, event);
        look_at(g, c, count, &x);
    }
    for (size_t i = g->visit.first[event]; c->of == ROW_VISIT && i < g->visit.first[event + 1]; i++) {
        struct subject x = check_subject_visit(g, &g->t->visit[g->visit.place[i]], event);
        look_at(g, c, count, &x);
    }
    for (size_t i = g->side.first[event]; c->of > ROW_VISIT && i < g->side.first[event + 1]; i++) {
        const struct side_row *s = side_at(g, event, i);
        if (s->kind != c->of) continue;
        struct subject x = check_subject_side(g, s, event);
        look_at(g, c, count, &x);
    }
}

/* Rows without an event, in the story of their visit or their own. */
static void rows_alone(const struct ground *g, const struct check_rule *c, const struct count_rule *count) {
    struct telling *t = g->t;
    for (size_t i = 0; c->of == ROW_VISIT && i < t->n_visits; i++) {
        struct subject x = check_subject_visit(g, &t->visit[i], TELL_NONE);
        if (tell_judges(t, g->j, t->visit[i].row->site, t->visit[i].day)) look_at(g, c, count, &x);
    }
    for (size_t i = 0; c->of > ROW_VISIT && i < t->n_sides; i++) {
        if (t->side[i].kind != c->of) continue;
        struct subject x = check_subject_side(g, &t->side[i], TELL_NONE);
        struct str site = t->w->dims->site.name[x.site];
        if (moment_is(x.own) && tell_judges(t, g->j, site, moment_day(x.own))) look_at(g, c, count, &x);
    }
}

static void all_of_event(const struct ground *g, uint32_t event) {
    const struct policy *p = g->j->policy;
    for (size_t i = 0; i < p->n_checks; i++)
        if (check_rule_of_plans(&p->check[i])) check_plans(g, event, &p->check[i]);
        else rows_of_event(g, event, &p->check[i], NULL);
    for (size_t i = 0; i < p->n_counts; i++) rows_of_event(g, event, &p->count[i].check, &p->count[i]);
}

static void all_alone(const struct ground *g) {
    const struct policy *p = g->j->policy;
    for (size_t i = 0; i < p->n_checks; i++) rows_alone(g, &p->check[i], NULL);
    for (size_t i = 0; i < p->n_counts; i++) rows_alone(g, &p->count[i].check, &p->count[i]);
}

static bool all_silent(const struct world *w, const struct policy *p) {
    for (size_t i = 0; i < p->n_counts; i++)
        if (!check_silent(w, &p->count[i].check)) return false;
    for (size_t i = 0; i < p->n_checks; i++)
        if (!check_silent(w, &p->check[i])) return false;
    return true;
}

void check_tell(struct telling *t, struct judge *j) {
    if (all_silent(t->w, j->policy)) return;
    struct ground g = {.t = t, .j = j};
    if (t->kind != STORY_EVENTS) {
        if (!t->has_events) all_alone(&g);
        return;
    }
    check_shelve(&g);
    for (uint32_t i = 0; i < t->n_events; i++)
        if (j->judged[i] && j->canon[i] == i) all_of_event(&g, i);
}
