#include "analysis/samples.h"
#include "analysis/tell.h"
#include "base/embed.h"
#include "base/hash.h"
#include "base/mem.h"
#include <stdlib.h>

/* One site of a period. A population that is not known is -1. */
struct place {
    struct str site;
    int64_t population[3], sampled;
};
/* What is counted once: an event, a customer, or a visit without either. */
struct unit {
    struct str site, id;
};
struct units {
    struct unit *row;
    size_t n, cap;
};

/* One sample in one period. */
struct sampling {
    struct pipeline *p;
    const struct part *part;
    const struct sample_rule *rule;
    struct period period;
    int32_t first, last; /* days; last: of the period, or as-of */
    struct arena text;
    struct place *place;
    size_t n_places, cap_places;
    struct units frame, sampled;
};

/* Spot checks are of the whole organisation. */
static struct place *place_at(struct sampling *x, struct str site) {
    if (x->rule->by_check) site = STR_LIT("");
    for (size_t i = 0; i < x->n_places; i++)
        if (str_eq(x->place[i].site, site)) return &x->place[i];
    struct place *p = VEC_ADD(x->place, x->n_places, x->cap_places);
    *p = (struct place){.site = arena_str(&x->text, site.n ? site : STR_LIT("")), .population = {0, -1, 0}};
    return p;
}

static void unit_add(struct sampling *x, struct units *list, struct str site, const char *kind, struct str id) {
    *VEC_ADD(list->row, list->n, list->cap) =
        (struct unit){place_at(x, site)->site, str_of(arena_printf(&x->text, "%s%.*s", kind, STR_ARG(id)))};
}

static void bind_days(struct sampling *x, struct stmt *q) {
    char text[MOMENT_TEXT];
    stmt_bind_str(q, stmt_param(q, "first"), arena_str(&x->text, str_of(civil_day_text(x->first, text))));
    stmt_bind_str(q, stmt_param(q, "after"), arena_str(&x->text, str_of(civil_day_text(x->last + 1, text))));
}

static bool of_category(const struct sampling *x, struct str category) {
    return tell_covers(&x->rule->categories, category);
}

/* ---- the population ---- */

static void read_events(struct sampling *x, struct err *e) {
    bool frame = x->rule->population == SAMPLE_EVENTS;
    struct stmt *q = store_stmt_file(x->p->store, embed_analysis, "analysis/sql/sample_events.sql", e);
    stmt_bind_str(q, stmt_param(q, "policy"), str_of(part_policy(x->part)->id));
    bind_days(x, q);
    while (stmt_step(q, e)) {
        struct str site = stmt_str(q, 2);
        int32_t day = moment_day(stmt_moment(q, 3));
        if (!part_in_force(x->part, site, day, day)) continue;
        if (x->rule->population == SAMPLE_HOUSEHOLDS) place_at(x, site);
        if (!of_category(x, stmt_str(q, 1))) continue;
        place_at(x, site)->population[SAMPLE_EVENTS]++;
        if (frame) unit_add(x, &x->frame, site, "", stmt_str(q, 0));
    }
}

/* The row in force on the last day of each site; rows come by site and day. */
static void read_households(struct sampling *x, struct err *e) {
    struct stmt *q = store_stmt_file(x->p->store, embed_analysis, "analysis/sql/exposures.sql", e);
    stmt_bind_int(q, 1, x->p->run);
    while (stmt_step(q, e)) {
        int32_t from;
        struct str site = stmt_str(q, 0);
        if (!civil_parse_day(stmt_str(q, 1), &from) || from > x->last) continue;
        if (!part_in_force(x->part, site, x->first, x->last)) continue;
        place_at(x, site)->population[SAMPLE_HOUSEHOLDS] = stmt_is_null(q, 2) ? -1 : stmt_int(q, 2);
    }
}

/* ---- what was sampled ---- */

struct visited {
    struct str id, customer, site, category;
};
struct known_event {
    struct str id, category, site, customer;
    int32_t day;
};

/* The event behind a name, its canonical complaint if merged; false when it is not known at as-of. */
static bool find_event(struct sampling *x, struct str id, struct known_event *out, struct err *e) {
    struct str into = id;
    bool found = false;
    for (int hop = 0; hop < 2 && into.n; hop++) {
        struct stmt *q = store_stmt_file(x->p->store, embed_analysis, "analysis/sql/sample_event.sql", e);
        stmt_bind_str(q, stmt_param(q, "policy"), str_of(part_policy(x->part)->id));
        stmt_bind_str(q, stmt_param(q, "event"), into);
        if (!stmt_step(q, e)) return false;
        *out = (struct known_event){arena_str(&x->text, stmt_str(q, 0)), arena_str(&x->text, stmt_str(q, 1)),
                                    arena_str(&x->text, stmt_str(q, 2)), arena_str(&x->text, stmt_str(q, 4)),
                                    moment_day(stmt_moment(q, 3))};
        into = arena_str(&x->text, stmt_str(q, 5));
        found = true;
        stmt_reset(q);
    }
    return found && out->day <= x->p->world.as_of;
}

/* One event of a visit as a unit of the sample. */
static void sample_event(struct sampling *x, const struct visited *v, const struct known_event *k) {
    struct str site = v->site.n ? v->site : k->site;
    if (x->rule->population == SAMPLE_EVENTS) {
        if (part_in_force(x->part, k->site, k->day, k->day)) unit_add(x, &x->sampled, k->site, "", k->id);
    } else if (x->rule->population == SAMPLE_HOUSEHOLDS && k->customer.n) {
        unit_add(x, &x->sampled, site, "c:", k->customer);
    } else unit_add(x, &x->sampled, site, "e:", k->id);
}

/* A visit without a known event: its customer, or itself. */
static void sample_alone(struct sampling *x, const struct visited *v) {
    if (x->rule->population == SAMPLE_EVENTS) return;
    if (v->customer.n) unit_add(x, &x->sampled, v->site, "c:", v->customer);
    else unit_add(x, &x->sampled, v->site, "v:", v->id);
}

static bool has_role(const struct names *roles, struct str of_visit) {
    for (size_t i = 0; i < roles->n; i++)
        if (str_list_has(of_visit, ';', str_of(roles->name[i]))) return true;
    return roles->n == 0;
}

/* A stage names the sample's visits; without one a sample of households takes visits that name no event. */
static bool is_sampled(const struct sampling *x, struct stmt *q) {
    const struct sample_rule *r = x->rule;
    if (!tell_covers(&r->methods, stmt_str(q, 6)) || !has_role(&r->roles, stmt_str(q, 7))) return false;
    if (r->stage) return str_is(stmt_str(q, 5), r->stage);
    return r->population != SAMPLE_HOUSEHOLDS || !stmt_str(q, 1).n;
}

static void take_visit(struct sampling *x, struct stmt *q, const struct visit_row *seen, struct err *e) {
    struct visited v = {arena_str(&x->text, stmt_str(q, 0)), arena_str(&x->text, stmt_str(q, 2)),
                        arena_str(&x->text, stmt_str(q, 3)), arena_str(&x->text, stmt_str(q, 4))};
    bool sampled = !x->rule->by_check && is_sampled(x, q), any = false, counts = false;
    int32_t day = moment_day(stmt_moment(q, 10));
    struct str rest = arena_str(&x->text, stmt_str(q, 1)), id, site = v.site;
    while (str_split(&rest, ';', &id)) {
        struct known_event k = {0};
        if (!find_event(x, id, &k, e)) continue;
        if (!any && !site.n) site = k.site;
        any = true;
        if (!of_category(x, k.category) || !part_in_force(x->part, site, day, day)) continue;
        if (!tell_counted(part_policy(x->part), seen, k.category)) continue;
        counts = true;
        if (sampled) sample_event(x, &v, &k);
    }
    bool alone = !any && tell_counted(part_policy(x->part), seen, str_none());
    if (alone && of_category(x, v.category) && part_in_force(x->part, site, day, day)) {
        counts = true;
        if (sampled) sample_alone(x, &v);
    }
    if (counts) place_at(x, site)->population[SAMPLE_VISITS]++;
}

static void read_visits(struct sampling *x, struct err *e) {
    struct stmt *q = store_stmt_file(x->p->store, embed_analysis, "analysis/sql/sample_visits.sql", e);
    bind_days(x, q);
    while (stmt_step(q, e)) {
        struct visit_row seen = {.outcome = stmt_str(q, 8), .during = str_is(stmt_str(q, 9), "during")};
        take_visit(x, q, &seen, e);
    }
}

/* What was checked counts once, a check of nothing in particular for itself. */
static void read_checks(struct sampling *x, struct err *e) {
    struct stmt *q = store_stmt_file(x->p->store, embed_analysis, "analysis/sql/sample_checks.sql", e);
    stmt_bind_str(q, stmt_param(q, "kind"), str_of(x->rule->by_check));
    bind_days(x, q);
    while (stmt_step(q, e)) {
        int32_t day = moment_day(stmt_moment(q, 3));
        if (!part_in_force(x->part, stmt_str(q, 2), day, day)) continue;
        bool subject = !stmt_is_null(q, 1);
        unit_add(x, &x->sampled, STR_LIT(""), subject ? "s:" : "k:", stmt_str(q, subject ? 1 : 0));
    }
}

static int by_unit(const void *a, const void *b) {
    const struct unit *x = a, *y = b;
    int c = str_cmp(x->site, y->site);
    return c ? c : str_cmp(x->id, y->id);
}

static void count_distinct(struct sampling *x) {
    struct units *u = &x->sampled;
    if (u->n) qsort(u->row, u->n, sizeof *u->row, by_unit);
    for (size_t i = 0; i < u->n; i++)
        if (!i || by_unit(&u->row[i - 1], &u->row[i])) place_at(x, u->row[i].site)->sampled++;
}

static int by_site(const void *a, const void *b) {
    return str_cmp(((const struct place *)a)->site, ((const struct place *)b)->site);
}

/* ---- required, cap ---- */

/* A share, rounded up or down. */
static int64_t share_of(struct fraction f, int64_t n, bool up) { return (f.num * n + (up ? f.den - 1 : 0)) / f.den; }

/* -1: none. */
static int64_t cap_of(const struct sampling *x, const struct place *at) {
    const struct sample_rule *r = x->rule;
    int64_t cap = r->at_most ? r->at_most : -1, n = at->population[r->cap_of];
    if (!r->cap_share.set || n < 0) return cap;
    int64_t share = share_of(r->cap_share, n, false);
    if (share < 1) share = 1;
    return cap < 0 || share < cap ? share : cap;
}

/* -1: not known. */
static int64_t required_of(const struct sampling *x, const struct place *at) {
    const struct sample_rule *r = x->rule;
    int64_t n = at->population[r->population], cap = cap_of(x, at);
    if (r->share.set && n < 0) return -1;
    int64_t required = r->share.set ? share_of(r->share, n, true) : r->at_least;
    return cap >= 0 && cap < required ? cap : required;
}

/* Nothing there, nothing sampled: no cases, and no row. */
static bool has_cases(const struct sampling *x, const struct place *at) {
    return at->sampled || x->rule->population == SAMPLE_HOUSEHOLDS || at->population[x->rule->population] > 0;
}

/* ---- figures ---- */

static void put(struct sampling *x, uint16_t metric, enum scope_kind kind, struct str scope, int64_t n,
                struct sum verdict, struct err *e) {
    struct sum_key k = {x->part->no, metric, x->period.kind, x->period.no,
                        kind,        scope,  STR_LIT(""),    str_of(x->rule->name)};
    verdict.exists = n >= 0;
    verdict.num = n;
    sums_put(&x->p->sums, &k, &verdict, e);
}

/* The period is judged when it is over, or as soon as there are enough. */
static void put_scope(struct sampling *x, enum scope_kind kind, struct str scope, int64_t sampled, int64_t required,
                      int64_t cap, struct err *e) {
    bool over = period_last(x->period, part_policy(x->part)->week_start) <= x->p->world.as_of;
    struct sum none = {0}, verdict = {.compliant = sampled >= required};
    verdict.judged = required >= 0 && sampled >= 0 && (over || verdict.compliant);
    put(x, METRIC_sampled, kind, scope, sampled, verdict, e);
    put(x, METRIC_sample_required, kind, scope, required, none, e);
    put(x, METRIC_sample_cap, kind, scope, cap, none, e);
}

static void bind_sample(struct sampling *x, struct stmt *q) {
    stmt_bind_str(q, stmt_param(q, "policy"), str_of(part_policy(x->part)->id));
    stmt_bind_str(q, stmt_param(q, "period"),
                  arena_str(&x->text, sums_period(&x->p->sums, x->part->no, x->period.kind, x->period.no)));
}

/* Sites that had figures and have no cases any more. */
static void drop_others(struct sampling *x, bool any, struct err *e) {
    struct stmt *q = store_stmt_file(x->p->store, embed_analysis, "analysis/sql/sample_cells.sql", e);
    bind_sample(x, q);
    stmt_bind_str(q, stmt_param(q, "metric"), STR_LIT("sampled"));
    stmt_bind_str(q, stmt_param(q, "period_kind"), str_of(period_kind_name(x->period.kind)));
    stmt_bind_str(q, stmt_param(q, "stage"), str_of(x->rule->name));
    struct str *gone = NULL;
    size_t n = 0, cap = 0;
    while (stmt_step(q, e)) {
        bool stays = !str_is(stmt_str(q, 0), "site");
        for (size_t i = 0; i < x->n_places && !stays; i++)
            stays = has_cases(x, &x->place[i]) && str_eq(x->place[i].site, stmt_str(q, 1));
        if (!stays) *VEC_ADD(gone, n, cap) = arena_str(&x->text, stmt_str(q, 1));
    }
    for (size_t i = 0; i < n; i++) put_scope(x, SCOPE_SITE, gone[i], -1, -1, -1, e);
    if (!any) put_scope(x, SCOPE_ALL, STR_LIT(""), -1, -1, -1, e);
    mem_free(gone);
}

static int64_t more(int64_t sum, int64_t v) { return v < 0 ? sum : sum < 0 ? v : sum + v; }

static void put_figures(struct sampling *x, struct err *e) {
    int64_t sampled = -1, required = -1, cap = -1;
    for (size_t i = 0; i < x->n_places && !err_is(e); i++) {
        const struct place *at = &x->place[i];
        if (!has_cases(x, at)) continue;
        int64_t needs = required_of(x, at), most = cap_of(x, at);
        if (at->site.n) put_scope(x, SCOPE_SITE, at->site, at->sampled, needs, most, e);
        sampled = more(sampled, at->sampled);
        required = more(required, needs);
        cap = more(cap, most);
    }
    if (sampled >= 0) put_scope(x, SCOPE_ALL, STR_LIT(""), sampled, required, cap, e);
    if (!x->p->sums.fresh) drop_others(x, sampled >= 0, e);
}

/* ---- the draw ---- */

struct ticket {
    unsigned char hash[HASH_BYTES];
    const struct unit *unit;
};
struct drawn {
    struct str site, event;
    int64_t place;
};
struct draw {
    struct drawn *row;
    size_t n, cap;
};

static int by_hash(const void *a, const void *b) {
    int c = memcmp(((const struct ticket *)a)->hash, ((const struct ticket *)b)->hash, HASH_BYTES);
    return c ? c : by_unit(((const struct ticket *)a)->unit, ((const struct ticket *)b)->unit);
}

/* units: those of one site. */
static void draw_site(struct sampling *x, const struct unit *unit, size_t n, struct draw *out) {
    int64_t required = required_of(x, place_at(x, unit->site));
    struct ticket *t = mem_alloc((n + 1) * sizeof *t);
    struct buf text;
    buf_init(&text);
    for (size_t i = 0; i < n; i++) {
        buf_reset(&text);
        buf_printf(&text, "%s|%s|%.*s|%.*s|%.*s", part_policy(x->part)->id, x->rule->name, STR_ARG(unit[i].site),
                   STR_ARG(sums_period(&x->p->sums, x->part->no, x->period.kind, x->period.no)), STR_ARG(unit[i].id));
        hash_once(buf_view(&text), t[i].hash);
        t[i].unit = &unit[i];
    }
    qsort(t, n, sizeof *t, by_hash);
    for (size_t i = 0; i < n && (int64_t)i < required; i++)
        *VEC_ADD(out->row, out->n, out->cap) = (struct drawn){t[i].unit->site, t[i].unit->id, (int64_t)i + 1};
    buf_release(&text);
    mem_free(t);
}

static bool stands(struct sampling *x, const struct draw *d, struct err *e) {
    struct stmt *q = store_stmt_file(x->p->store, embed_analysis, "analysis/sql/sample_draw_get.sql", e);
    bind_sample(x, q);
    stmt_bind_str(q, stmt_param(q, "sample"), str_of(x->rule->name));
    size_t n = 0;
    bool same = true;
    while (stmt_step(q, e)) {
        same = same && n < d->n && str_eq(stmt_str(q, 0), d->row[n].site) && stmt_int(q, 1) == d->row[n].place &&
               str_eq(stmt_str(q, 2), d->row[n].event);
        n++;
    }
    return same && n == d->n;
}

static void write_draw(struct sampling *x, const struct draw *d, struct err *e) {
    if (!x->p->sums.fresh) {
        if (stands(x, d, e)) return;
        struct stmt *q = store_stmt_file(x->p->store, embed_analysis, "analysis/sql/sample_draw_delete.sql", e);
        bind_sample(x, q);
        stmt_bind_str(q, stmt_param(q, "sample"), str_of(x->rule->name));
        stmt_run(q, e);
        changes_period(&x->p->changes, x->period, part_policy(x->part)->week_start);
    }
    for (size_t i = 0; i < d->n; i++) {
        struct stmt *q = store_stmt_file(x->p->store, embed_analysis, "analysis/sql/sample_draw_put.sql", e);
        bind_sample(x, q);
        stmt_bind_str(q, stmt_param(q, "sample"), str_of(x->rule->name));
        stmt_bind_str(q, stmt_param(q, "site"), d->row[i].site);
        stmt_bind_int(q, stmt_param(q, "place"), d->row[i].place);
        stmt_bind_str(q, stmt_param(q, "event_id"), d->row[i].event);
        stmt_run(q, e);
    }
}

static void draw(struct sampling *x, struct err *e) {
    struct draw d = {0};
    struct units *u = &x->frame;
    if (u->n) qsort(u->row, u->n, sizeof *u->row, by_unit);
    for (size_t i = 0, j; i < u->n; i = j) {
        for (j = i; j < u->n && str_eq(u->row[j].site, u->row[i].site); j++) continue;
        draw_site(x, &u->row[i], j - i, &d);
    }
    write_draw(x, &d, e);
    mem_free(d.row);
}

/* ---- which periods ---- */

static void sum_period(struct pipeline *p, const struct part *part, const struct sample_rule *r, struct period period,
                       struct err *e) {
    int week_start = part_policy(part)->week_start;
    struct sampling x = {.p = p,
                         .part = part,
                         .rule = r,
                         .period = period,
                         .first = period_first(period, week_start),
                         .last = period_last(period, week_start)};
    if (x.last > p->world.as_of) x.last = p->world.as_of;
    read_events(&x, e);
    read_visits(&x, e);
    if (r->by_check) read_checks(&x, e);
    count_distinct(&x);
    read_households(&x, e);
    if (!x.n_places && r->population == SAMPLE_HOUSEHOLDS && part_in_force(part, STR_LIT(""), x.first, x.last))
        place_at(&x, STR_LIT(""));
    if (x.n_places) qsort(x.place, x.n_places, sizeof *x.place, by_site);
    put_figures(&x, e);
    if (r->population == SAMPLE_EVENTS) draw(&x, e);
    mem_free(x.place);
    mem_free(x.frame.row);
    mem_free(x.sampled.row);
    arena_release(&x.text);
}

/* Days on which something may have changed, ascending. */
struct days {
    int32_t *day;
    size_t n, cap;
    bool all;
};

static int by_day(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

static void add_days(struct pipeline *p, struct days *d, const char *path, const struct intern *ids, struct err *e) {
    for (size_t i = 0; i < ids->n && !err_is(e); i++) {
        struct stmt *q = store_stmt_file(p->store, embed_analysis, path, e);
        stmt_bind_str(q, 1, ids->name[i]);
        while (stmt_step(q, e)) *VEC_ADD(d->day, d->n, d->cap) = moment_day(stmt_moment(q, 0));
    }
}

/* Whether a log changed since the last analysis. */
static bool came(struct pipeline *p, const char *path, struct err *e) {
    struct stmt *q = store_stmt_file(p->store, embed_analysis, path, e);
    stmt_bind_int(q, 1, p->run_before);
    bool is = stmt_step(q, e);
    stmt_reset(q);
    return is;
}

static struct days find_days(struct pipeline *p, struct err *e) {
    struct days d = {.all = !p->had_before};
    if (d.all) return d;
    add_days(p, &d, "analysis/sql/sample_days_event.sql", &p->news.event, e);
    add_days(p, &d, "analysis/sql/sample_days_visit.sql", &p->news.visit, e);
    if (d.n) qsort(d.day, d.n, sizeof *d.day, by_day);
    d.all = came(p, "analysis/sql/exposure_news.sql", e) ||
            (p->side.samples && came(p, "analysis/sql/sample_checks_news.sql", e));
    return d;
}

static bool has_day(const struct days *d, int32_t first, int32_t last) {
    size_t lo = 0, hi = d->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (d->day[mid] < first) lo = mid + 1;
        else hi = mid;
    }
    return lo < d->n && d->day[lo] <= last;
}

/* Merging, sites and categories change other periods than those of the new rows; the figures of these change with them. */
static bool was_summed(const struct pipeline *p, size_t n, struct period q) {
    for (size_t i = 0; i < n; i++)
        if (p->sums.period[i] == ((uint64_t)q.kind << 32 | (uint32_t)q.no)) return true;
    return false;
}

static void sum_sample(struct pipeline *p, const struct part *part, const struct sample_rule *r, const struct days *d,
                       size_t n_summed, struct err *e) {
    int week_start = part_policy(part)->week_start;
    if (r->by_check && side_absent(&p->side, ROW_CHECK, p->run)) return;
    enum period_kind kind = (enum period_kind)r->period_kind;
    struct period q = period_of(kind, p->world.count_from, week_start);
    int32_t to = period_of(kind, p->world.as_of, week_start).no;
    int32_t moved = p->had_before ? period_of(kind, p->before.as_of, week_start).no : q.no;
    for (; q.no <= to && !err_is(e); q.no++)
        if (d->all || q.no >= moved || was_summed(p, n_summed, q) ||
            has_day(d, period_first(q, week_start), period_last(q, week_start)))
            sum_period(p, part, r, q, e);
}

void samples_sum(struct pipeline *p, struct err *e) {
    size_t n = 0, n_summed = p->sums.n_periods; /* our own rows come behind */
    for (size_t i = 0; i < p->n_parts; i++) n += part_policy(&p->part[i])->n_samples;
    if (!n || !p->counts) return;
    stmt_run(store_stmt_file(p->store, embed_analysis, "analysis/sql/sample_index_events.sql", e), e);
    stmt_run(store_stmt_file(p->store, embed_analysis, "analysis/sql/sample_index_visits.sql", e), e);
    struct days d = find_days(p, e);
    for (size_t i = 0; i < p->n_parts; i++) {
        const struct policy *policy = part_policy(&p->part[i]);
        for (size_t k = 0; k < policy->n_samples; k++) sum_sample(p, &p->part[i], &policy->sample[k], &d, n_summed, e);
    }
    mem_free(d.day);
}
