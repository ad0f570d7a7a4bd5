/* Visitor and method checks (metrics.md, section 3): one row for each rule that a counted visit breaks.
 *
 * A rule about the event is broken when one of the visit's events breaks it. What needs the event's other visits (the
 * stage served, the ordinal number of the visit) is known for visits to one event; for one that names several events
 * the stage that it names stands for the stage served. */
#include "analysis/tell.h"
#include "base/mem.h"
#include <stdlib.h>

struct look { /* one visit under one policy */
    struct telling *t;
    const struct judge *j;
    const struct tell_visit *v;
    const struct visit_places *p;
};

static void report(const struct look *x, const char *rule, const struct clause *c) {
    struct telling *t = x->t;
    *VEC_ADD(t->out->breach, t->out->n_breaches, t->out->cap_breaches) =
        (struct breach){x->j->no, x->v->src, rule, c->no ? c->no : "", x->p->site, x->p->department};
    uint32_t stage = intern_add(&t->w->dims->stage, str_of(rule));
    visit_add(t, x->j, x->v, x->p, METRIC_breaches, stage, 1, 0, "counted");
}

static const struct event_row *event_at(const struct look *x, size_t i) {
    uint32_t e = x->p->place[i].event;
    return e == TELL_NONE ? NULL : x->t->event[e].row;
}

/* ---- who visits ---- */

static bool of_department(const struct world *w, struct str visitors, struct str department) {
    for (struct str who; str_split(&visitors, ';', &who);) {
        who = str_trim(who);
        const struct person *p = who.n ? further_person(w, who) : NULL;
        if (p && str_eq(p->department, department)) return true;
    }
    return false;
}

/* Whether one of the visitors is of the site, or none is. Visitors whom the staff log does not know, or without a site there, tell
 * nothing. */
static bool right_site(const struct world *w, struct str visitors, const struct visitor_rule *r, struct str site) {
    bool known = false, same = false;
    for (struct str who; str_split(&visitors, ';', &who);) {
        who = str_trim(who);
        const struct person *p = who.n ? further_person(w, who) : NULL;
        if (!p || !p->site.n) continue;
        known = true;
        same |= str_eq(p->site, site);
    }
    return !known || same == r->same_site;
}

static bool right_visitors(const struct look *x, const struct visitor_rule *r, const struct event_row *e) {
    struct str roles = x->v->row->visitor_role;
    bool one = r->roles.n == 0;
    for (size_t i = 0; i < r->roles.n && !one; i++) one = str_list_has(roles, ';', str_of(r->roles.name[i]));
    if (!one) return false;
    if (r->same_site_set && e && e->site.n && !right_site(x->t->w, x->v->row->visitor, r, e->site)) return false;
    for (size_t i = 0; i < r->joint.n; i++)
        if (!str_list_has(roles, ';', str_of(r->joint.name[i]))) return false;
    if (!r->department_member || !e || !e->department.n) return true; /* nobody can be told to be missing */
    return of_department(x->t->w, x->v->row->visitor, e->department);
}

/* To the event, or to none when the visit names none: then the rule's category has to be the visit's own. */
static bool rule_applies(const struct look *x, const struct visitor_rule *r, const struct event_row *e) {
    if (e) return tell_covers(&r->categories, e->category) && rule_holds(&r->condition, e);
    const struct visit_row *v = x->v->row;
    return v->n_events == 0 && v->category.n && r->condition.n == 0 && tell_covers(&r->categories, v->category);
}

/* Each name of a rule once per visit, however many of the policy's rules and of its events are concerned. */
static void check_visitors(const struct look *x) {
    const struct policy *p = x->j->policy;
    const struct visitor_rule *role = NULL, *joint = NULL;
    for (size_t k = 0; k < p->n_visitors; k++) {
        const struct visitor_rule *r = &p->visitor[k], **broken = r->joint.n || r->department_member ? &joint : &role;
        for (size_t i = 0; i < x->p->n && !*broken; i++)
            if (rule_applies(x, r, event_at(x, i)) && !right_visitors(x, r, event_at(x, i))) *broken = r;
    }
    if (role) report(x, "visitor_role", &role->clause);
    if (joint) report(x, "joint", &joint->clause);
}

/* ---- how and when ---- */

/* What a visit to several events serves is known in their stories only: there the stage that it names has the word. A
 * visit to none serves none, whatever it names. */
static bool serves(const struct look *x, const struct names *stages) {
    const struct serve *s = x->p->serve;
    if (s) return s->stage && s->judge == x->j && names_have(stages, str_of(s->stage->name));
    return x->v->row->n_events && x->v->row->stage.n && names_have(stages, x->v->row->stage);
}

/* A stage with methods of its own has the word, else the policy. */
static void check_method(const struct look *x) {
    const struct visit_rules *r = &x->j->policy->visit;
    const struct serve *s = x->p->serve;
    const struct stage *st = s && s->judge == x->j ? s->stage : NULL;
    if (!s && x->v->row->stage.n) st = policy_stage(x->j->policy, x->v->row->stage);
    if (st && st->methods.n) {
        if (!names_have(&st->methods, x->v->row->method)) report(x, "method", &st->clause);
    } else if (!tell_covers(&r->methods, x->v->row->method)) report(x, "method", &r->methods_clause);
}

static void check_hours(const struct look *x) {
    const struct visit_rules *r = &x->j->policy->visit;
    struct moment at = x->v->row->visited;
    if (!r->n_hours || !tell_covers(&r->hours_methods, x->v->row->method)) return;
    if (at.kind != MOMENT_TIME) {
        uint32_t stage = intern_add(&x->t->w->dims->stage, STR_LIT("breaches"));
        visit_add(x->t, x->j, x->v, x->p, METRIC_not_judgeable, stage, 1, 0, "counted");
        return;
    }
    int64_t s = at.s - (int64_t)x->v->day * CIVIL_DAY_S;
    for (size_t i = 0; i < r->n_hours; i++)
        if (s >= r->hours[i].from_minute * 60 && s <= r->hours[i].to_minute * 60) return;
    report(x, "hours", &r->hours_clause);
}

static bool holds_text(struct str s, const char *mark) { return s.n && memmem(s.p, s.n, mark, strlen(mark)) != NULL; }

static void check_manner(const struct look *x) {
    const struct visit_rules *r = &x->j->policy->visit;
    const struct visit_row *v = x->v->row;
    if (r->holiday_ban && window_day_off(x->t->w, x->v->day, r->weekend_off)) report(x, "holiday", &r->holiday_clause);
    if (r->sign_methods.n && names_have(&r->sign_methods, v->method) && v->signed_ != 1)
        report(x, "signature", &r->sign_clause);
    if (r->phone_mark && str_is(v->method, "phone") && !holds_text(v->opinion, r->phone_mark) &&
        !holds_text(v->review_note, r->phone_mark))
        report(x, "phone_mark", &r->phone_mark_clause);
}

/* From the n-th counted visit to a complaint of that severity on, not by phone. */
static void check_class3(const struct look *x) {
    const struct visit_rules *r = &x->j->policy->visit;
    const struct event_row *e = event_at(x, 0);
    if (!r->class3_from || !x->p->serve || x->p->serve->nth < r->class3_from || !e) return;
    if (!tell_is_complaint(e) || !r->class3_severity || !str_is(e->severity, r->class3_severity)) return;
    if (str_is(x->v->row->method, "phone")) report(x, "class3_phone", &r->class3_clause);
}

/* ---- what has to be handed on: of visits from count_from on ---- */

static void check_review(const struct look *x) {
    const struct visit_rules *r = &x->j->policy->visit;
    const struct visit_row *v = x->v->row;
    bool concerned = r->review_roles.n == 0;
    for (size_t i = 0; i < r->review_roles.n && !concerned; i++)
        concerned = str_list_has(v->visitor_role, ';', str_of(r->review_roles.name[i]));
    if (!r->review || !concerned || (v->reviewed_by.n && moment_is(v->reviewed) && v->review_note.n)) return;
    report(x, "review", &r->review_clause);
}

/* The day of the month clamped to its last; visits after it belong to the next hand-in. */
static int32_t hand_in_day(int32_t day, int of_month) {
    struct civil c = civil_of(day);
    int last = civil_month_days(c.year, c.month), due = of_month < last ? of_month : last;
    if (c.mday <= due) return civil_day(c.year, c.month, due);
    int32_t next = civil_day(c.year, c.month, 1) + last;
    c = civil_of(next);
    last = civil_month_days(c.year, c.month);
    return next + (of_month < last ? of_month : last) - 1;
}

static void check_filed(const struct look *x) {
    const struct visit_rules *r = &x->j->policy->visit;
    if (!r->filed_day) return;
    int32_t due = hand_in_day(x->v->day, r->filed_day);
    bool filed = moment_is(x->v->row->filed);
    if (!filed) tell_wake(x->t, due);
    if (filed ? moment_day(x->v->row->filed) > due : due <= x->t->w->as_of) report(x, "filed", &r->filed_clause);
}

static bool report_due(const struct look *x, const struct report_rule *r) {
    const struct visit_row *v = x->v->row;
    if (r->on_issue && (v->issue_raised || v->raised_event_id.n)) return true;
    if (r->on_fail && str_is(v->outcome, "fail")) return true;
    return r->stages.n && serves(x, &r->stages);
}

static void check_reported(const struct look *x) {
    const struct policy *p = x->j->policy;
    struct moment at = x->v->row->reported;
    for (size_t i = 0; i < p->n_reported; i++) {
        const struct report_rule *r = &p->reported[i];
        if (!report_due(x, r)) continue;
        if (moment_is(at) && (!r->same_day || moment_day(at) == x->v->day)) continue;
        report(x, "reported", &r->clause);
        return;
    }
}

void breach_tell(struct telling *t, const struct judge *j, const struct tell_visit *v, const struct visit_places *p) {
    struct look x = {t, j, v, p};
    check_visitors(&x);
    check_method(&x);
    check_hours(&x);
    check_manner(&x);
    check_class3(&x);
    if (v->day < t->w->count_from) return;
    check_review(&x);
    check_filed(&x);
    check_reported(&x);
}
