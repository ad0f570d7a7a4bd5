#include "analysis/staff.h"
#include "analysis/facts.h"
#include "base/embed.h"
#include "base/mem.h"
#include <stdlib.h>

/* ---- cells ---- */

struct staff_cell {
    uint64_t when, who;
    int64_t count[STAFF_COUNTS];
}; /* when == 0: free */

enum { FIRST_SLOTS = 1 << 12 };

void staff_init(struct staff *s, struct store *store, const struct part *part, size_t n_parts, struct merges *m) {
    *s = (struct staff){.store = store, .part = part, .n_parts = n_parts, .merges = m};
    struct intern *list[] = {&s->role, &s->person, &s->changed, &s->name};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) intern_init(list[i]);
    intern_add(&s->role, STR_LIT(""));
    intern_add(&s->person, STR_LIT(""));
    s->n_slots = FIRST_SLOTS;
    s->slot = mem_zero(s->n_slots * sizeof *s->slot);
}

void staff_release(struct staff *s) {
    struct intern *list[] = {&s->role, &s->person, &s->changed, &s->name};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) intern_release(list[i]);
    mem_free(s->slot);
    mem_free(s->by_name);
    arena_release(&s->scratch);
    *s = (struct staff){0};
}

static struct staff_cell *find(struct staff *s, uint64_t when, uint64_t who) {
    uint64_t h = (when * 0x9E3779B97F4A7C15ull ^ who) * 0xBF58476D1CE4E5B9ull;
    size_t at = (h ^ h >> 32) & (s->n_slots - 1);
    while (s->slot[at].when && (s->slot[at].when != when || s->slot[at].who != who)) at = (at + 1) & (s->n_slots - 1);
    return &s->slot[at];
}

static void grow(struct staff *s) {
    struct staff_cell *old = s->slot;
    size_t n = s->n_slots;
    s->n_slots *= 2;
    s->slot = mem_zero(s->n_slots * sizeof *s->slot);
    for (size_t i = 0; i < n; i++)
        if (old[i].when) *find(s, old[i].when, old[i].who) = old[i];
    mem_free(old);
}

/* when: policy 16 bits, one set bit, kind 3, number 32. */
static void add(struct staff *s, uint16_t policy, struct period p, uint32_t role, uint32_t person,
                enum staff_count what, int64_t n) {
    if (s->n * 2 >= s->n_slots) grow(s);
    uint64_t when = (uint64_t)policy << 36 | 1ull << 35 | (uint64_t)p.kind << 32 | ((uint32_t)p.no ^ 0x80000000u);
    struct staff_cell *c = find(s, when, (uint64_t)role << 32 | person);
    s->n += !c->when;
    c->when = when;
    c->who = (uint64_t)role << 32 | person;
    c->count[what] += n;
}

static void say(struct staff *s, uint16_t policy, struct period p, uint32_t role, uint32_t person,
                enum staff_count what, struct str job, struct str complaint, const char *why) {
    if (s->look) s->look(s->look_ctx, policy, p, s->role.name[role], s->person.name[person], what, job, complaint, why);
}

/* ---- jobs ---- */

/* A job as seen through a lens; is == false: unknown, a complaint, or not accepted yet. */
struct job {
    bool is, finished;
    struct str event, site;
    int32_t accepted, end;
};
struct hand {
    uint32_t role, person;
};
struct hands {
    struct hand *row;
    size_t n, cap;
};

static struct job see_job(const struct staff_lens *l, struct str category, struct str site, struct moment accepted,
                          struct moment finished) {
    struct job j = {.site = site, .accepted = moment_day(accepted), .end = moment_day(finished)};
    j.is = !str_is(category, "complaint") && moment_is(accepted) && j.accepted <= l->world->as_of;
    j.finished = moment_is(finished) && j.end <= l->world->as_of;
    return j;
}

static struct job read_job(struct staff *s, const struct staff_lens *l, struct str event, struct err *e) {
    struct job j = {0};
    if (!event.n) return j;
    struct stmt *q = store_stmt_file(s->store, embed_analysis, "analysis/sql/job_by_key.sql", e);
    stmt_bind_str(q, stmt_param(q, "event"), event);
    stmt_bind_int(q, stmt_param(q, "known"), l->known);
    if (stmt_step(q, e))
        j = see_job(l, stmt_str(q, 0), arena_str(&s->scratch, stmt_str(q, 1)), stmt_moment(q, 2), stmt_moment(q, 3));
    j.event = event;
    stmt_reset(q);
    return j;
}

static void read_hands(struct staff *s, const struct staff_lens *l, struct str event, struct hands *h, struct err *e) {
    h->n = 0;
    struct stmt *q = store_stmt_file(s->store, embed_analysis, "analysis/sql/assigned.sql", e);
    stmt_bind_str(q, stmt_param(q, "event"), event);
    stmt_bind_int(q, stmt_param(q, "known"), l->known);
    while (stmt_step(q, e))
        *VEC_ADD(h->row, h->n, h->cap) =
            (struct hand){intern_add(&s->role, stmt_str(q, 0)), intern_add(&s->person, stmt_str(q, 1))};
}

static bool ongoing(const struct part *p, const struct job *j, struct period at) {
    int week_start = part_policy(p)->week_start;
    if (!j->is || !part_in_force(p, j->site, j->accepted, j->accepted)) return false;
    return period_of(at.kind, j->accepted, week_start).no <= at.no &&
           (!j->finished || period_of(at.kind, j->end, week_start).no >= at.no);
}

/* A job that was finished before it was accepted, periods before, goes on in none. */
static void add_job(struct staff *s, const struct staff_lens *l, const struct job *j, struct hand h) {
    for (size_t i = 0; j->is && i < s->n_parts; i++) {
        if (!part_in_force(&s->part[i], j->site, j->accepted, j->accepted)) continue;
        for (int k = 0; k < PERIOD_KINDS; k++) {
            int week_start = part_policy(&s->part[i])->week_start;
            struct period from = period_of((enum period_kind)k, j->accepted, week_start);
            struct period to = period_of((enum period_kind)k, j->end, week_start);
            if (j->finished && to.no < from.no) continue;
            to.no++;
            add(s, s->part[i].no, from, h.role, h.person, STAFF_STARTED, l->sign);
            say(s, s->part[i].no, from, h.role, h.person, STAFF_STARTED, j->event, str_none(), "counted");
            if (!j->finished) continue;
            add(s, s->part[i].no, to, h.role, h.person, STAFF_ENDED, l->sign);
            say(s, s->part[i].no, to, h.role, h.person, STAFF_ENDED, j->event, str_none(), "counted");
        }
    }
}

/* ---- complaints ---- */

struct complaint {
    struct str event, story, site, about, related;
    int32_t accepted;
    bool invalid;
};
struct complaints {
    struct complaint *row;
    size_t n, cap;
};

enum complaint_column { C_RELATED, C_EVENT, C_STORY, C_SITE, C_ACCEPTED, C_ABOUT, C_VALIDITY };

static struct complaint read_complaint(struct arena *a, struct stmt *q) {
    return (struct complaint){.event = arena_str(a, stmt_str(q, C_EVENT)),
                              .story = arena_str(a, stmt_str(q, C_STORY)),
                              .site = arena_str(a, stmt_str(q, C_SITE)),
                              .about = arena_str(a, stmt_str(q, C_ABOUT)),
                              .related = arena_str(a, stmt_str(q, C_RELATED)),
                              .accepted = moment_day(stmt_moment(q, C_ACCEPTED)),
                              .invalid = str_is(stmt_str(q, C_VALIDITY), "invalid")};
}

/* Why it does not count under the policy; NULL: it is in force there, canonical, and not invalid unless the policy says so. */
static const char *left_out(struct staff *s, const struct staff_lens *l, const struct part *p,
                            const struct complaint *c, struct err *e) {
    if (c->accepted > l->world->as_of) return "later";
    if (!part_in_force(p, c->site, c->accepted, c->accepted)) return "not_in_force";
    if (c->invalid && !part_policy(p)->ratio_invalid) return "invalid";
    bool merged =
        merges_find(s->merges, l->before, str_of(part_policy(p)->id), c->story, c->event, &s->scratch, e).p != NULL;
    return merged ? "merged" : NULL;
}

enum { NOBODY = 0 }; /* the person "" */

static void read_names(struct staff *s, const struct world *w) {
    s->names_read = true;
    for (size_t i = 0; i < w->n_persons; i++) {
        if (!w->person[i].name.n) continue;
        uint32_t no = intern_add(&s->name, w->person[i].name);
        if (no < s->n_names) s->by_name[no] = NOBODY; /* two of that name */
        else *VEC_ADD(s->by_name, s->n_names, s->cap_names) = intern_add(&s->person, w->person[i].staff);
    }
}

static bool is_staff(const struct world *w, struct str code) {
    size_t lo = 0, hi = w->n_persons;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int c = str_cmp(w->person[mid].staff, code);
        if (c == 0) return true;
        if (c < 0) lo = mid + 1;
        else hi = mid;
    }
    return false;
}

/* The staff code, else a name that is unique among the people; what the people's log does not know stands for a code
 * that only the assignments know. */
static uint32_t person_of(struct staff *s, const struct world *w, struct str text) {
    if (!s->names_read) read_names(s, w);
    if (is_staff(w, text)) return intern_add(&s->person, text);
    uint32_t no = intern_find(&s->name, text);
    return no == INTERN_NONE ? intern_add(&s->person, text) : s->by_name[no];
}

/* The people that a complaint names, each once. */
static size_t named(struct staff *s, const struct world *w, const struct complaint *c, uint32_t *out, size_t most) {
    size_t n = 0;
    for (struct str rest = c->about, part; rest.n && str_split(&rest, ';', &part);) {
        uint32_t person = part.n ? person_of(s, w, str_trim(part)) : NOBODY;
        size_t i = 0;
        while (i < n && out[i] != person) i++;
        if (person != NOBODY && i == n && n < most) out[n++] = person;
    }
    return n;
}

enum { NAMES = 32 };

static bool names(struct staff *s, const struct world *w, const struct complaint *c, uint32_t person) {
    uint32_t list[NAMES];
    for (size_t i = 0, n = named(s, w, c, list, NAMES); i < n; i++)
        if (list[i] == person) return true;
    return false;
}

/* What complaints about one job, in order of acceptance, add for one of its hands in periods of one kind. */
static void add_about(struct staff *s, const struct staff_lens *l, const struct part *p, const struct job *j,
                      struct hand h, const struct complaints *list, const char *const *why, enum period_kind kind) {
    int32_t last = INT32_MIN;
    for (size_t i = 0; i < list->n; i++) {
        const struct complaint *c = &list->row[i];
        if (c->about.n && !names(s, l->world, c, h.person)) continue;
        struct period at = period_of(kind, c->accepted, part_policy(p)->week_start);
        say(s, p->no, at, h.role, h.person, STAFF_COMPLAINED, j->event, c->event,
            why[i]          ? why[i]
            : at.no == last ? "same_job"
                            : "counted");
        if (why[i]) continue;
        add(s, p->no, at, h.role, h.person, STAFF_COMPLAINTS, l->sign);
        if (at.no == last) continue;
        last = at.no;
        add(s, p->no, at, h.role, h.person, STAFF_COMPLAINED, l->sign);
        if (ongoing(p, j, at)) continue;
        add(s, p->no, at, h.role, h.person, STAFF_EXTRA, l->sign);
        say(s, p->no, at, h.role, h.person, STAFF_EXTRA, j->event, c->event, "counted");
    }
}

static int by_acceptance(const void *a, const void *b) {
    const struct complaint *x = a, *y = b;
    if (x->accepted != y->accepted) return x->accepted < y->accepted ? -1 : 1;
    return str_cmp(x->event, y->event);
}

static void add_complaints(struct staff *s, const struct staff_lens *l, const struct job *j, const struct hands *h,
                           struct complaints *list, struct err *e) {
    if (!j->is || !h->n || !list->n) return;
    qsort(list->row, list->n, sizeof *list->row, by_acceptance);
    const char **why = arena_alloc(&s->scratch, list->n * sizeof *why);
    for (size_t i = 0; i < s->n_parts; i++) {
        for (size_t k = 0; k < list->n; k++) why[k] = left_out(s, l, &s->part[i], &list->row[k], e);
        for (size_t k = 0; k < h->n; k++)
            for (int kind = 0; kind < PERIOD_KINDS; kind++)
                add_about(s, l, &s->part[i], j, h->row[k], list, why, (enum period_kind)kind);
    }
}

/* The people that a complaint names who have no hand in its job. */
static void add_jobless(struct staff *s, const struct staff_lens *l, const struct complaint *c, const struct job *j,
                        const struct hands *h, struct err *e) {
    uint32_t list[NAMES];
    size_t n = named(s, l->world, c, list, NAMES);
    for (size_t i = 0; n && i < s->n_parts; i++) {
        const char *why = left_out(s, l, &s->part[i], c, e);
        for (size_t k = 0; k < n; k++) {
            bool has_hand = false;
            for (size_t m = 0; j->is && m < h->n; m++) has_hand |= h->row[m].person == list[k];
            for (int kind = 0; kind < PERIOD_KINDS && !has_hand; kind++) {
                struct period at = period_of((enum period_kind)kind, c->accepted, part_policy(&s->part[i])->week_start);
                say(s, s->part[i].no, at, 0, list[k], STAFF_COMPLAINED, str_none(), c->event, why ? why : "counted");
                if (why) continue;
                add(s, s->part[i].no, at, 0, list[k], STAFF_COMPLAINED, l->sign);
                add(s, s->part[i].no, at, 0, list[k], STAFF_COMPLAINTS, l->sign);
            }
        }
    }
}

/* ---- everything ---- */

static void all_jobs(struct staff *s, struct err *e) {
    struct stmt *q = store_stmt_file(s->store, embed_analysis, "analysis/sql/jobs_all.sql", e);
    while (stmt_step(q, e)) {
        struct job j = see_job(&s->now, stmt_str(q, 2), stmt_str(q, 3), stmt_moment(q, 4), stmt_moment(q, 5));
        j.event = stmt_str(q, 6);
        add_job(s, &s->now, &j,
                (struct hand){intern_add(&s->role, stmt_str(q, 0)), intern_add(&s->person, stmt_str(q, 1))});
    }
}

/* The complaints about one job, or one about none. */
static void take_group(struct staff *s, struct complaints *list, struct hands *h, struct err *e) {
    if (!list->n) return;
    struct str related = list->row[0].related;
    struct job j = read_job(s, &s->now, related, e);
    h->n = 0;
    if (j.is) read_hands(s, &s->now, related, h, e);
    add_complaints(s, &s->now, &j, h, list, e);
    for (size_t i = 0; i < list->n; i++) add_jobless(s, &s->now, &list->row[i], &j, h, e);
    list->n = 0;
    arena_reset(&s->scratch);
}

void staff_all(struct staff *s, struct err *e) {
    struct complaints list = {0};
    struct hands h = {0};
    all_jobs(s, e);
    struct stmt *q = store_stmt_file(s->store, embed_analysis, "analysis/sql/complaints_all.sql", e);
    while (stmt_step(q, e)) {
        struct str related = stmt_str(q, C_RELATED);
        if (list.n && (!related.n || !str_eq(related, list.row[0].related))) take_group(s, &list, &h, e);
        *VEC_ADD(list.row, list.n, list.cap) = read_complaint(&s->scratch, q);
    }
    take_group(s, &list, &h, e);
    mem_free(list.row);
    mem_free(h.row);
}

/* ---- what changed ---- */

/* What of an event, as seen at as-of, matters here. */
static bool matters(const struct world *w, const struct event_row *x, const struct world *v,
                    const struct event_row *y) {
    bool is = moment_day(x->accepted) <= w->as_of, was = moment_day(y->accepted) <= v->as_of;
    if (is != was) return true;
    int32_t end = moment_is(x->finished) && moment_day(x->finished) <= w->as_of ? moment_day(x->finished) : INT32_MAX;
    int32_t old_end =
        moment_is(y->finished) && moment_day(y->finished) <= v->as_of ? moment_day(y->finished) : INT32_MAX;
    return end != old_end || moment_day(x->accepted) != moment_day(y->accepted) || !str_eq(x->category, y->category) ||
           !str_eq(x->site, y->site) || !str_eq(x->about_staff, y->about_staff) || !str_eq(x->validity, y->validity) ||
           !str_eq(x->related_event_id, y->related_event_id);
}

static void note(struct staff *s, const struct event_row *r) {
    intern_add(&s->changed, r->event_id);
    if (r->related_event_id.n && str_is(r->category, "complaint")) intern_add(&s->changed, r->related_event_id);
}

static void note_merging(struct staff *s, const struct tale *a, const struct tale *b) {
    for (size_t i = 0; i < a->n_merged; i++) {
        bool same = false;
        for (size_t k = 0; k < b->n_merged && !same; k++)
            same = a->merged[i].policy == b->merged[k].policy &&
                   str_eq(a->merged[i].event->event_id, b->merged[k].event->event_id);
        if (!same) note(s, a->merged[i].event);
    }
}

void staff_note(struct staff *s, const struct story *old, const struct tale *old_tale, const struct story *new,
                const struct tale *new_tale) {
    for (size_t i = 0, k = 0; i < old->n_events || k < new->n_events;) {
        const struct event_row *o = i < old->n_events ? &old->event[i] : NULL;
        const struct event_row *n = k < new->n_events ? &new->event[k] : NULL;
        int c = !o ? 1 : !n ? -1 : facts_by_event(o, n);
        if (c != 0) note(s, c < 0 ? o : n);
        else if (matters(s->now.world, n, s->was.world, o)) note(s, o), note(s, n);
        i += c <= 0;
        k += c >= 0;
    }
    note_merging(s, old_tale, new_tale);
    note_merging(s, new_tale, old_tale);
}

static void note_assignments(struct staff *s, struct err *e) {
    struct stmt *q = store_stmt_file(s->store, embed_analysis, "analysis/sql/assignments_latest.sql", e);
    while (stmt_step(q, e) && stmt_int(q, 1) > s->was.known) intern_add(&s->changed, stmt_str(q, 0));
    stmt_reset(q);
}

static void complaints_about(struct staff *s, const struct staff_lens *l, struct str event, struct complaints *list,
                             struct err *e) {
    list->n = 0;
    struct stmt *q = store_stmt_file(s->store, embed_analysis, "analysis/sql/complaints_about.sql", e);
    stmt_bind_str(q, stmt_param(q, "event"), event);
    stmt_bind_int(q, stmt_param(q, "known"), l->known);
    while (stmt_step(q, e)) *VEC_ADD(list->row, list->n, list->cap) = read_complaint(&s->scratch, q);
}

/* The job of that key, with its part of the complaints about it. */
static void tell_job(struct staff *s, const struct staff_lens *l, struct str event, struct complaints *list,
                     struct hands *h, struct err *e) {
    struct job j = read_job(s, l, event, e);
    if (!j.is) return;
    read_hands(s, l, event, h, e);
    for (size_t i = 0; i < h->n; i++) add_job(s, l, &j, h->row[i]);
    complaints_about(s, l, event, list, e);
    add_complaints(s, l, &j, h, list, e);
}

static void tell_complaint(struct staff *s, const struct staff_lens *l, struct str event, struct hands *h,
                           struct err *e) {
    struct stmt *q = store_stmt_file(s->store, embed_analysis, "analysis/sql/complaint_by_key.sql", e);
    stmt_bind_str(q, stmt_param(q, "event"), event);
    stmt_bind_int(q, stmt_param(q, "known"), l->known);
    if (!stmt_step(q, e)) return;
    struct complaint c = read_complaint(&s->scratch, q);
    stmt_reset(q);
    struct job j = read_job(s, l, c.related, e);
    h->n = 0;
    if (j.is) read_hands(s, l, c.related, h, e);
    add_jobless(s, l, &c, &j, h, e);
}

/* Complaints about a job that changed may have found, or lost, the hand they name. */
static void note_complaints(struct staff *s, size_t n_jobs, struct err *e) {
    struct complaints list = {0};
    for (size_t i = 0; i < n_jobs && !err_is(e); i++) {
        const struct staff_lens *lens[] = {&s->was, &s->now};
        for (int k = 0; k < 2; k++) {
            complaints_about(s, lens[k], s->changed.name[i], &list, e);
            for (size_t m = 0; m < list.n; m++) intern_add(&s->changed, list.row[m].event);
        }
        arena_reset(&s->scratch);
    }
    mem_free(list.row);
}

void staff_changed(struct staff *s, struct err *e) {
    struct complaints list = {0};
    struct hands h = {0};
    note_assignments(s, e);
    size_t n_jobs = s->changed.n;
    note_complaints(s, n_jobs, e);
    const struct staff_lens *lens[] = {&s->was, &s->now};
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < s->changed.n && !err_is(e); i++) {
            if (i < n_jobs) tell_job(s, lens[k], s->changed.name[i], &list, &h, e);
            tell_complaint(s, lens[k], s->changed.name[i], &h, e);
            arena_reset(&s->scratch);
        }
    mem_free(list.row);
    mem_free(h.row);
}

/* ---- writing the sums ---- */

static void bind_cell(struct staff *s, struct stmt *q, const struct staff_cell *c, struct period p,
                      char text[PERIOD_TEXT]) {
    const struct part *part = s->part;
    while (part->no != (uint16_t)(c->when >> 36)) part++;
    stmt_bind_str(q, 1, str_of(part_policy(part)->id));
    stmt_bind_str(q, 2, str_of(period_kind_name(p.kind)));
    stmt_bind_str(q, 3, str_of(period_text(p, part_policy(part)->week_start, text)));
    stmt_bind_str(q, 4, s->role.name[c->who >> 32]);
    stmt_bind_str(q, 5, s->person.name[(uint32_t)c->who]);
}

static int by_cell(const void *a, const void *b) {
    const struct staff_cell *x = a, *y = b;
    if (x->when != y->when) return x->when < y->when ? -1 : 1;
    return x->who < y->who ? -1 : x->who > y->who;
}

void staff_fold(struct staff *s, bool fresh, staff_dirty *dirty, void *ctx, struct err *e) {
    size_t n = 0;
    for (size_t i = 0; i < s->n_slots; i++) {
        bool zero = true;
        for (int k = 0; k < STAFF_COUNTS; k++) zero &= s->slot[i].count[k] == 0;
        if (s->slot[i].when && !zero) s->slot[n++] = s->slot[i];
    }
    qsort(s->slot, n, sizeof *s->slot, by_cell);
    for (size_t i = 0; i < n && !err_is(e); i++) {
        const struct staff_cell *c = &s->slot[i];
        struct period p = {(enum period_kind)(c->when >> 32 & 7), (int32_t)((uint32_t)c->when ^ 0x80000000u)};
        char text[PERIOD_TEXT];
        struct stmt *q = store_stmt_file(s->store, embed_analysis, "analysis/sql/staff_sum_add.sql", e);
        bind_cell(s, q, c, p, text);
        for (int k = 0; k < STAFF_COUNTS; k++) stmt_bind_int(q, 6 + k, c->count[k]);
        stmt_run(q, e);
        if (!fresh) {
            q = store_stmt_file(s->store, embed_analysis, "analysis/sql/staff_sum_drop.sql", e);
            bind_cell(s, q, c, p, text);
            stmt_run(q, e);
        }
        if (i == 0 || (s->slot[i - 1].when >> 32) != c->when >> 32) dirty(ctx, (uint16_t)(c->when >> 36), p);
    }
    memset(s->slot, 0, s->n_slots * sizeof *s->slot);
    s->n = 0;
}
