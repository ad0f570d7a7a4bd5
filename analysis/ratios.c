#include "analysis/ratios.h"
#include "analysis/funnel.h"
#include "base/embed.h"
#include "base/mem.h"
#include <math.h>
#include <stdlib.h>

enum { ENOUGH = 10 }; /* jobs for a verdict on a person, and persons with so many for limits (statistics.md 2.5, 2.7) */

/* One row of staff_ratio as stored: complained, jobs, complaints, then ratio, low, high, shrunk (NO: NULL), outside. */
enum { R_COMPLAINED, R_JOBS, R_COMPLAINTS, R_RATIO, R_LOW, R_HIGH, R_SHRUNK, R_OUTSIDE, R_NUMBERS };
#define NO INT64_MIN
struct ratio {
    struct str role, staff;
    int64_t n[R_NUMBERS];
};

/* A person in a role, while the periods of one policy and kind go by. role "": complaints that stand for every role. */
struct seat {
    struct str role, staff;
    int64_t ongoing;                       /* jobs that go on in the period */
    int64_t extra, complained, complaints; /* of the period */
};

/* The periods of one policy and kind. */
struct walk {
    struct pipeline *p;
    const struct part *part;
    enum period_kind kind;
    struct arena text, scratch;
    struct seat *seat;
    size_t n, cap; /* by role and staff */
    struct ratio *now, *was;
    size_t n_now, cap_now, n_was, cap_was;
    struct funnel_unit *unit;
    size_t cap_units;
    double *number;
    size_t cap_numbers;
};

/* ---- who has which role ---- */

static void take_roles(struct ratios *r, struct buf *out, struct err *e) {
    struct stmt *q = store_stmt_file(r->p->store, embed_analysis, "analysis/sql/staff_roles.sql", e);
    while (stmt_step(q, e)) {
        buf_str(out, stmt_str(q, 0));
        buf_byte(out, '\t');
        buf_str(out, stmt_str(q, 1));
        buf_byte(out, '\n');
    }
}

void ratios_begin(struct ratios *r, struct pipeline *p, struct err *e) {
    *r = (struct ratios){.p = p};
    r->from = arena_alloc(&p->arena, p->n_parts * PERIOD_KINDS * sizeof *r->from);
    for (size_t i = 0; i < p->n_parts * PERIOD_KINDS; i++) r->from[i] = INT32_MAX;
    struct buf b;
    buf_init(&b);
    take_roles(r, &b, e);
    r->had = arena_cstr(&p->arena, buf_view(&b));
    buf_release(&b);
}

void ratios_note(void *ctx, uint16_t policy, struct period p) {
    struct ratios *r = ctx;
    size_t i = 0;
    while (r->p->part[i].no != policy) i++;
    int32_t *from = &r->from[i * PERIOD_KINDS + (size_t)p.kind];
    if (p.no < *from) *from = p.no;
}

static int by_seat(const void *a, const void *b) {
    const struct seat *x = a, *y = b;
    int c = str_cmp(x->role, y->role);
    return c ? c : str_cmp(x->staff, y->staff);
}

static void add_seat(struct walk *w, struct str role, struct str staff) {
    *VEC_ADD(w->seat, w->n, w->cap) =
        (struct seat){.role = arena_str(&w->text, role), .staff = arena_str(&w->text, staff)};
}

/* A policy that names the roles of its ratios means no others. */
static bool has_ratio(const struct policy *p, struct str role) {
    bool named = p->n_roles == 0;
    for (size_t i = 0; i < p->n_roles && !named; i++) named = str_is(role, p->role[i].code);
    return named;
}

/* Every person in every role, by jobs or by the people's log; and everybody under role "". */
static void seat_people(struct walk *w, const char *roles) {
    const struct policy *policy = part_policy(w->part);
    for (struct str rest = str_of(roles), line, role; rest.n && str_split(&rest, '\n', &line);) {
        if (str_split(&line, '\t', &role) && has_ratio(policy, role)) add_seat(w, role, line);
    }
    for (size_t i = 0; i < w->p->world.n_persons; i++) {
        const struct person *x = &w->p->world.person[i];
        for (struct str rest = x->role, role; rest.n && str_split(&rest, ';', &role);)
            if (str_trim(role).n && has_ratio(policy, str_trim(role))) add_seat(w, str_trim(role), x->staff);
    }
    if (w->n) qsort(w->seat, w->n, sizeof *w->seat, by_seat);
    size_t kept = 0;
    for (size_t i = 0; i < w->n; i++)
        if (!kept || by_seat(&w->seat[kept - 1], &w->seat[i]) != 0) w->seat[kept++] = w->seat[i];
    w->n = kept;
}

static struct seat *seat_of(struct walk *w, struct str role, struct str staff) {
    struct seat key = {.role = role, .staff = staff};
    return w->n ? bsearch(&key, w->seat, w->n, sizeof key, by_seat) : NULL;
}

/* ---- the rows of one period ---- */

static int64_t micro(double v) { return isnan(v) ? NO : llround(v * 1e6); }

static struct ratio ratio_of(struct str role, struct str staff, int64_t complained, int64_t jobs, int64_t complaints) {
    struct ratio r = {role, staff, {complained, jobs, complaints, NO, NO, NO, NO, -1}};
    if (!jobs) return r;
    r.n[R_RATIO] = sums_micro(complained, 1, jobs);
    if (complained > jobs) return r; /* complaints without a job: no share of jobs, so no interval of one */
    double low, high;
    funnel_wilson(complained, jobs, FUNNEL_Z95, &low, &high);
    r.n[R_LOW] = micro(low);
    r.n[R_HIGH] = micro(high);
    return r;
}

/* Shrunken ratios of all with jobs; limits around the role's own ratio where enough people have enough jobs. */
static void judge(struct walk *w, struct ratio *row, size_t n) {
    mem_grow(&w->unit, &w->cap_units, n, sizeof *w->unit);
    mem_grow(&w->number, &w->cap_numbers, 2 * n, sizeof *w->number);
    size_t k = 0, large = 0;
    for (size_t i = 0; i < n; i++)
        if (row[i].n[R_JOBS] > 0) w->unit[k++] = (struct funnel_unit){row[i].n[R_COMPLAINED], row[i].n[R_JOBS]};
    struct funnel_shrink shrink = funnel_marshall(w->unit, k);
    for (size_t i = 0; i < n; i++) {
        row[i].n[R_SHRUNK] = micro(funnel_shrunk(shrink, row[i].n[R_COMPLAINED], row[i].n[R_JOBS]));
        if (row[i].n[R_JOBS] >= ENOUGH)
            w->unit[large++] = (struct funnel_unit){row[i].n[R_COMPLAINED], row[i].n[R_JOBS]};
    }
    if (large < ENOUGH) return;
    struct funnel f = funnel_limits(w->unit, large, w->number);
    for (size_t i = 0; i < n; i++) {
        if (row[i].n[R_JOBS] < ENOUGH) continue;
        double low, high, p = (double)row[i].n[R_COMPLAINED] / (double)row[i].n[R_JOBS];
        funnel_bounds(f, row[i].n[R_JOBS], FUNNEL_Z998, &low, &high);
        row[i].n[R_OUTSIDE] = p < low || p > high;
    }
}

static void make_rows(struct walk *w) {
    w->n_now = 0;
    for (size_t i = 0, j; i < w->n; i = j) {
        int64_t complained = 0, jobs = 0, complaints = 0;
        mem_grow(&w->now, &w->cap_now, w->n_now + 1, sizeof *w->now);
        size_t total = w->n_now++;
        for (j = i; j < w->n && str_eq(w->seat[j].role, w->seat[i].role); j++) {
            const struct seat *x = &w->seat[j], *any = seat_of(w, STR_LIT(""), x->staff);
            int64_t c = x->complained + (any ? any->complained : 0), m = x->complaints + (any ? any->complaints : 0);
            int64_t n = x->ongoing + x->extra;
            if (!x->role.n || (!c && !n)) continue;
            mem_grow(&w->now, &w->cap_now, w->n_now + 1, sizeof *w->now);
            w->now[w->n_now++] = ratio_of(x->role, x->staff, c, n, m);
            complained += c;
            jobs += n;
            complaints += m;
        }
        if (w->n_now == total + 1) {
            w->n_now--; /* nobody in this role */
            continue;
        }
        w->now[total] = ratio_of(w->seat[i].role, STR_LIT(""), complained, jobs, complaints);
        judge(w, &w->now[total + 1], w->n_now - total - 1);
    }
}

static void read_rows(struct walk *w, struct str period, struct err *e) {
    w->n_was = 0;
    struct stmt *q = store_stmt_file(w->p->store, embed_analysis, "analysis/sql/ratios_of.sql", e);
    stmt_bind_str(q, 1, str_of(part_policy(w->part)->id));
    stmt_bind_str(q, 2, str_of(period_kind_name(w->kind)));
    stmt_bind_str(q, 3, period);
    while (stmt_step(q, e)) {
        struct ratio *r = VEC_ADD(w->was, w->n_was, w->cap_was);
        *r = (struct ratio){.role = arena_str(&w->scratch, stmt_str(q, 0)),
                            .staff = arena_str(&w->scratch, stmt_str(q, 1))};
        for (int i = 0; i < R_NUMBERS; i++) r->n[i] = stmt_is_null(q, 2 + i) ? NO : stmt_int(q, 2 + i);
    }
}

static void write_row(struct walk *w, struct str period, const struct ratio *r, bool gone, struct err *e) {
    struct stmt *q = store_stmt_file(w->p->store, embed_analysis,
                                     gone ? "analysis/sql/ratio_delete.sql" : "analysis/sql/ratio_put.sql", e);
    stmt_bind_str(q, 1, str_of(part_policy(w->part)->id));
    stmt_bind_str(q, 2, str_of(period_kind_name(w->kind)));
    stmt_bind_str(q, 3, period);
    stmt_bind_str(q, 4, r->role);
    stmt_bind_str(q, 5, r->staff);
    for (int i = 0; i < R_NUMBERS && !gone; i++)
        if (r->n[i] != NO) stmt_bind_int(q, 6 + i, r->n[i]);
    stmt_run(q, e);
}

static void put_figure(struct walk *w, int32_t no, const struct ratio *r, bool gone, struct err *e) {
    bool total = !r->staff.n;
    struct sum_key k = {w->part->no,
                        METRIC_staff_complaint_ratio,
                        w->kind,
                        no,
                        total ? SCOPE_ROLE : SCOPE_STAFF,
                        total ? r->role : r->staff,
                        r->role,
                        STR_LIT("")};
    struct sum v = {.exists = !gone, .num = r->n[R_COMPLAINED], .den = r->n[R_JOBS]};
    sums_put(&w->p->sums, &k, &v, e);
}

static int by_row(const struct ratio *a, const struct ratio *b) {
    int c = str_cmp(a->role, b->role);
    return c ? c : str_cmp(a->staff, b->staff);
}

static void write_period(struct walk *w, int32_t no, struct err *e) {
    char text[PERIOD_TEXT];
    struct str period = str_of(period_text((struct period){w->kind, no}, part_policy(w->part)->week_start, text));
    make_rows(w);
    if (!w->p->sums.fresh) read_rows(w, period, e);
    for (size_t i = 0, j = 0; (i < w->n_was || j < w->n_now) && !err_is(e);) {
        const struct ratio *o = i < w->n_was ? &w->was[i] : NULL, *n = j < w->n_now ? &w->now[j] : NULL;
        int c = !o ? 1 : !n ? -1 : by_row(o, n);
        bool same = c == 0 && memcmp(o->n, n->n, sizeof o->n) == 0;
        if (!same) {
            changes_period(&w->p->changes, (struct period){w->kind, no}, part_policy(w->part)->week_start);
            write_row(w, period, c < 0 ? o : n, c < 0, e);
            put_figure(w, no, c < 0 ? o : n, c < 0, e);
        }
        i += c <= 0;
        j += c >= 0;
    }
    arena_reset(&w->scratch);
}

/* ---- all periods ---- */

static void take_sums(struct walk *w, struct stmt *q) {
    struct seat *x = seat_of(w, stmt_str(q, 1), stmt_str(q, 2));
    if (!x) return; /* a role that the person has no job in any more */
    x->ongoing += stmt_int(q, 3) - stmt_int(q, 4);
    x->extra = stmt_int(q, 5);
    x->complained = stmt_int(q, 6);
    x->complaints = stmt_int(q, 7);
}

static void seat_everybody(struct walk *w) {
    size_t n = w->n;
    for (size_t i = 0; i < n; i++) add_seat(w, STR_LIT(""), w->seat[i].staff);
    if (w->n) qsort(w->seat, w->n, sizeof *w->seat, by_seat);
    size_t kept = 0;
    for (size_t i = 0; i < w->n; i++)
        if (!kept || by_seat(&w->seat[kept - 1], &w->seat[i]) != 0) w->seat[kept++] = w->seat[i];
    w->n = kept;
}

static void walk_periods(struct walk *w, int32_t from, bool all, struct err *e) {
    int week_start = part_policy(w->part)->week_start;
    int32_t last = period_of(w->kind, w->p->world.as_of, week_start).no;
    struct stmt *q = store_stmt_file(w->p->store, embed_analysis, "analysis/sql/staff_sums.sql", e);
    stmt_bind_str(q, 1, str_of(part_policy(w->part)->id));
    stmt_bind_str(q, 2, str_of(period_kind_name(w->kind)));
    struct period at = {w->kind, 0};
    bool more = stmt_step(q, e) && period_parse(stmt_str(q, 0), week_start, &at);
    if (all && more && at.no < from) from = at.no;
    for (int32_t no = more && at.no < from ? at.no : from; no <= last && !err_is(e); no++) {
        for (size_t i = 0; i < w->n; i++) w->seat[i].extra = w->seat[i].complained = w->seat[i].complaints = 0;
        while (more && at.no == no) {
            take_sums(w, q);
            more = stmt_step(q, e) && period_parse(stmt_str(q, 0), week_start, &at);
        }
        if (no >= from) write_period(w, no, e);
    }
    stmt_reset(q);
}

static void walk_kind(struct ratios *r, size_t part, enum period_kind kind, const char *roles, bool all,
                      struct err *e) {
    struct pipeline *p = r->p;
    struct walk w = {.p = p, .part = &p->part[part], .kind = kind};
    int32_t from = r->from[part * PERIOD_KINDS + (size_t)kind];
    if (p->had_before && p->world.as_of > p->before.as_of) {
        int32_t next = period_of(kind, p->before.as_of, part_policy(w.part)->week_start).no + 1;
        if (next < from) from = next;
    }
    seat_people(&w, roles);
    seat_everybody(&w);
    walk_periods(&w, from, all, e);
    mem_free(w.seat);
    mem_free(w.now);
    mem_free(w.was);
    mem_free(w.unit);
    mem_free(w.number);
    arena_release(&w.text);
    arena_release(&w.scratch);
}

void ratios_finish(struct ratios *r, struct err *e) {
    struct buf roles;
    buf_init(&roles);
    take_roles(r, &roles, e);
    bool all = !r->p->had_before || !str_is(buf_view(&roles), r->had);
    for (size_t i = 0; i < r->p->n_parts; i++)
        for (int k = 0; k < PERIOD_KINDS && !err_is(e); k++) walk_kind(r, i, (enum period_kind)k, roles.p, all, e);
    buf_release(&roles);
}
