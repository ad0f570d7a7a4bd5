/* Figures of counted visits (metrics.md, section 3's table and section 7).
 *
 * A visit to one event is told in that event's story; one that names several events, none or an unknown one in its
 * own. Either way it counts once in each category, site and department and once in the pooled rows. Its own site and
 * department replace those of its events; its own category serves when it names no event. */
#include "analysis/tell.h"

static bool same_scope(const struct visit_place *p, const struct visit_place *q, enum scope_kind k) {
    return k == SCOPE_ALL || (k == SCOPE_SITE ? p->site == q->site : p->department == q->department);
}

static void scope_add(struct telling *t, struct tally *row, const struct visit_places *p, enum scope_kind k) {
    row->scope_kind = (uint8_t)k;
    for (size_t i = 0; i < p->n; i++) {
        const struct visit_place *x = &p->place[i];
        row->scope = k == SCOPE_ALL ? 0 : k == SCOPE_SITE ? x->site : x->department;
        if (k != SCOPE_ALL && !row->scope) continue;
        bool again = false, again_category = !x->category;
        for (size_t q = 0; q < i; q++) {
            if (!same_scope(&p->place[q], x, k)) continue;
            again = true;
            if (p->place[q].category == x->category) again_category = true;
        }
        row->category = x->category;
        row->pool_category = false;
        if (!again_category) tell_tally(t, row);
        row->category = 0;
        if (!again) tell_tally(t, row);
    }
}

/* A visit counts once in each group that takes one of its categories. */
static void group_add(struct telling *t, const struct judge *j, struct tally *row, const struct visit_places *p,
                      enum scope_kind k) {
    row->pool_category = false;
    for (size_t g = 0; g < j->n_groups; g++)
        for (size_t i = 0; i < p->n; i++) {
            const struct visit_place *x = &p->place[i];
            row->scope = k == SCOPE_ALL ? 0 : k == SCOPE_SITE ? x->site : x->department;
            bool in = tell_grouped(t, &j->group[g], row->metric, x->category) && (k == SCOPE_ALL || row->scope);
            for (size_t q = 0; q < i && in; q++)
                in = !same_scope(&p->place[q], x, k) ||
                     !tell_grouped(t, &j->group[g], row->metric, p->place[q].category);
            row->category = j->group[g].category;
            if (in) tell_tally(t, row);
        }
}

static void add_several(struct telling *t, const struct judge *j, const struct tell_visit *v,
                        const struct visit_places *p, const struct tell_at *at, int64_t num, int64_t den,
                        const char *why) {
    struct tally row = {.policy = j->no,
                        .metric = at->metric,
                        .kind = -1,
                        .pool_stage = at->pool_stage,
                        .day_or_no = v->day,
                        .stage = at->stage,
                        .num = num,
                        .den = den};
    if (t->w->explain) {
        row.event = at->event;
        row.visit = at->visit;
        row.why = why;
    }
    for (enum scope_kind k = SCOPE_ALL; k <= SCOPE_DEPARTMENT; k++) {
        scope_add(t, &row, p, k);
        group_add(t, j, &row, p, k);
    }
}

static void add_at(struct telling *t, const struct judge *j, const struct tell_visit *v, const struct visit_places *p,
                   uint16_t metric, uint32_t stage, bool pool_stage, int64_t num, int64_t den, const char *why) {
    const struct visit_place *x = &p->place[0];
    struct tell_at at = {.metric = metric,
                         .day = v->day,
                         .site = x->site,
                         .department = x->department,
                         .category = x->category,
                         .stage = stage,
                         .pool_category = x->category != 0,
                         .pool_stage = pool_stage,
                         .visit = v->src,
                         .event = x->event == TELL_NONE ? NULL : t->event[x->event].src};
    if (p->n == 1) tell_put(t, j, &at, num, den, why);
    else add_several(t, j, v, p, &at, num, den, why);
}

void visit_add(struct telling *t, const struct judge *j, const struct tell_visit *v, const struct visit_places *p,
               uint16_t metric, uint32_t stage, int64_t num, int64_t den, const char *why) {
    add_at(t, j, v, p, metric, stage, stage != 0, num, den, why);
}

void visit_add_item(struct telling *t, const struct judge *j, const struct tell_visit *v, const struct visit_places *p,
                    uint16_t metric, uint32_t stage, int64_t num, int64_t den, const char *why) {
    add_at(t, j, v, p, metric, stage, false, num, den, why);
}

/* One figure of a visit: in the denominator or left out. */
struct figure_of {
    uint16_t metric;
    bool in;
    int64_t num;
    const char *left_out;
};

static const char *not_counted(const struct visit_row *r) {
    return str_is(r->outcome, "unreachable") ? "unreachable" : "phase_during";
}

/* For one of its events, where it names any. */
static bool counts(const struct telling *t, const struct judge *j, const struct tell_visit *v,
                   const struct visit_places *p) {
    for (size_t i = 0; i < p->n; i++) {
        uint32_t e = p->place[i].event;
        if (tell_counted(j->policy, v->row, e == TELL_NONE ? str_none() : t->event[e].row->category)) return true;
    }
    return false;
}

static void figures(struct telling *t, const struct judge *j, const struct tell_visit *v,
                    const struct visit_places *p) {
    const struct visit_row *r = v->row;
    bool onsite = str_is(r->method, "onsite"), answered = r->satisfaction >= 1 && r->satisfaction <= 5;
    bool pass = str_is(r->outcome, "pass"), scored = answered && j->policy->satisfaction_points_set;
    bool remote = str_is(r->method, "phone") || str_is(r->method, "letter") || str_is(r->method, "open_letter");
    const struct figure_of list[] = {
        {METRIC_pass_rate, pass || str_is(r->outcome, "fail"), pass, "no_outcome"},
        {METRIC_handled_rate, r->issue_raised || r->raised_event_id.n, moment_is(r->raised_finished), "no_issue"},
        {METRIC_signed_rate, onsite, r->signed_ == 1, "not_onsite"},
        {METRIC_signed_share, true, onsite && r->signed_ == 1, ""},
        {METRIC_remote_share, true, remote, ""},
        {METRIC_satisfaction_rate, answered, r->satisfaction >= 4, "no_answer"},
        {METRIC_dissatisfaction_rate, answered, r->satisfaction <= 2, "no_answer"},
        {METRIC_satisfaction_mean, answered, r->satisfaction, "no_answer"},
        {METRIC_satisfaction_score, scored, scored ? j->policy->satisfaction_points[r->satisfaction] : 0,
         answered ? "no_points" : "no_answer"},
    };
    bool counted = counts(t, j, v, p);
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        const struct figure_of *f = &list[i];
        if (counted && f->in) visit_add(t, j, v, p, f->metric, 0, f->num, 1, "counted");
        else if (t->w->explain) visit_add(t, j, v, p, f->metric, 0, 0, 0, counted ? f->left_out : not_counted(r));
    }
}

/* ---- where a visit counts ---- */

static void place_at(const struct telling *t, const struct visit_row *v, uint32_t event, struct visit_place *p) {
    const struct event_row *e = t->event[event].row;
    *p = (struct visit_place){event, v->site.n ? v->site_no : e->site_no,
                              v->department.n ? v->department_no : e->department_no, e->category_no};
}

static struct visit_place place_alone(const struct visit_row *v) {
    return (struct visit_place){TELL_NONE, v->site.n ? v->site_no : 0, v->department.n ? v->department_no : 0,
                                v->n_events == 0 ? v->category_no : 0};
}

/* The first of the known events in the order in which the visit names them. */
static uint32_t first_named(const struct telling *t, const struct visit_row *v) {
    struct str ids = v->event_ids, id;
    while (str_split(&ids, ';', &id)) {
        uint32_t e = tell_find(t, id);
        if (e != TELL_NONE) return e;
    }
    return 0;
}

static size_t places_of_several(const struct telling *t, const struct visit_row *v, struct visit_place *out) {
    size_t n = 0;
    uint32_t first = t->n_events ? first_named(t, v) : 0;
    if (t->n_events) place_at(t, v, first, &out[n++]);
    for (uint32_t i = 0; i < t->n_events; i++)
        if (i != first) place_at(t, v, i, &out[n++]);
    return n;
}

static void visit_at(struct telling *t, const struct judge *j, uint32_t i, struct visit_place *room) {
    const struct tell_visit *v = &t->visit[i];
    struct visit_places p = {.place = room};
    if (t->kind == STORY_VISIT) {
        p.n = places_of_several(t, v->row, room);
    } else {
        uint32_t e = tell_find(t, v->row->event_ids);
        if (e != TELL_NONE) place_at(t, v->row, t->lane[j->lane].canon[e], &room[p.n++]);
        p.serve = &t->lane[j->lane].serve[i];
    }
    if (!p.n) room[p.n++] = place_alone(v->row);
    struct str site = v->row->site;
    if (!site.n && room[0].event != TELL_NONE) site = t->event[room[0].event].row->site;
    if (!tell_judges(t, j, site, v->day)) return;
    p.site = room[0].site;
    p.department = room[0].department;
    figures(t, j, v, &p);
    if (!counts(t, j, v, &p)) return;
    if (j->policy->visit.method_kinds)
        visit_add_item(t, j, v, &p, METRIC_method_visits, intern_add(&t->w->dims->stage, v->row->method), 1, 0,
                       "counted");
    if (j->policy->n_answers) answers_tell(t, j, v, &p);
    breach_tell(t, j, v, &p);
}

void visit_tell(struct telling *t, struct judge *j) {
    struct visit_place *room = arena_alloc(t->a, (t->n_events + 1) * sizeof *room);
    for (uint32_t i = 0; i < t->n_visits; i++)
        if (t->kind == STORY_VISIT || t->visit[i].row->n_events == 1) visit_at(t, j, i, room);
}
