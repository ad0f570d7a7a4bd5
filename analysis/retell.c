#include "analysis/retell.h"
#include "analysis/dues.h"
#include "analysis/rope.h"
#include "analysis/versions.h"
#include "base/embed.h"
#include "base/mem.h"
#include <stdlib.h>

/* A world and the run whose facts it sees. */
struct lens {
    const struct world *world;
    int64_t known;
    bool before;
};

struct retelling {
    struct pipeline *p;
    struct facts_box old_box, new_box;
    struct tale old_tale, new_tale, strand_tale;
    struct strands_rules strands;
    struct strands_slice old_slice, new_slice, strand;
    struct arena scratch, strand_scratch;
    struct dues dues;    /* of a full run */
    struct intern visit; /* ids of visits that may be stories of their own */
    struct arena text;
    retell_look *look;
    void *ctx; /* explain: nothing is written */
};

static void init(struct retelling *r, struct pipeline *p) {
    *r = (struct retelling){.p = p};
    facts_box_init(&r->old_box);
    facts_box_init(&r->new_box);
    tale_init(&r->old_tale);
    tale_init(&r->new_tale);
    tale_init(&r->strand_tale);
    strands_init(&r->strands, p->world.use, p->world.n_uses);
    intern_init(&r->visit);
}

static void release(struct retelling *r) {
    facts_box_release(&r->old_box);
    facts_box_release(&r->new_box);
    tale_release(&r->old_tale);
    tale_release(&r->new_tale);
    tale_release(&r->strand_tale);
    strands_release(&r->strands);
    strands_slice_release(&r->old_slice);
    strands_slice_release(&r->new_slice);
    strands_slice_release(&r->strand);
    arena_release(&r->scratch);
    arena_release(&r->strand_scratch);
    arena_release(&r->text);
    intern_release(&r->visit);
}

static struct lens lens_new(const struct pipeline *p) { return (struct lens){&p->world, p->run, false}; }
static struct lens lens_old(const struct pipeline *p) { return (struct lens){&p->before, p->run_before, true}; }

/* What other logs say of the story, as the lens knows it. */
static void add_sides(struct retelling *r, const struct lens *l, struct story *s, struct err *e) {
    side_attach(&r->p->side, s, l->known, &r->scratch, e);
    side_customers(&r->p->side, s, l->known, &r->scratch, e);
}

/* ---- what becomes of a tale ---- */

/* A visit that names one event is counted with the event's story. */
static void count_facts(struct retelling *r, const struct story *s) {
    struct analysis_report *out = r->p->report;
    out->events += s->kind == STORY_EVENTS ? (int64_t)s->n_events : 0;
    for (size_t i = 0; i < s->n_visits; i++) out->visits += s->kind == STORY_VISIT || s->visit[i].n_events == 1;
}

static void count_told(struct retelling *r, const struct story *s) {
    r->p->report->stories_told++;
    count_facts(r, s);
}

static void take_new(struct retelling *r, const struct story *s, struct err *e) {
    if (r->look) {
        r->look(r->ctx, s, &r->new_tale);
        return;
    }
    cube_add(&r->p->cube, r->new_tale.tally, r->new_tale.n_tallies, 1);
    durations_add(&r->p->durations, r->new_tale.span, r->new_tale.n_spans, 1, e);
    rows_insert(&r->p->rows, s, &r->new_tale, e);
    r->p->report->obligations += (int64_t)r->new_tale.n_obligations;
}

static void take_difference(struct retelling *r, struct str story, struct err *e) {
    cube_add(&r->p->cube, r->old_tale.tally, r->old_tale.n_tallies, -1);
    cube_add(&r->p->cube, r->new_tale.tally, r->new_tale.n_tallies, 1);
    durations_add(&r->p->durations, r->old_tale.span, r->old_tale.n_spans, -1, e);
    durations_add(&r->p->durations, r->new_tale.span, r->new_tale.n_spans, 1, e);
    rows_change(&r->p->rows, story, &r->old_tale, &r->new_tale, e);
    r->p->report->obligations += (int64_t)r->new_tale.n_obligations;
}

/* ---- visits that name several events ---- */

/* Keeps what a story's merging was before tonight. */
static void keep_merged(struct retelling *r) {
    for (size_t i = 0; i < r->old_tale.n_merged; i++) {
        const struct merged *m = &r->old_tale.merged[i];
        merges_keep(&r->p->merges, str_of(r->p->world.use[m->policy].policy->id), m->event->event_id,
                    m->canonical->event_id);
    }
    for (size_t i = 0; i < r->new_tale.n_merged; i++) {
        const struct merged *m = &r->new_tale.merged[i];
        merges_keep(&r->p->merges, str_of(r->p->world.use[m->policy].policy->id), m->event->event_id, STR_LIT(""));
    }
}

static int by_acceptance(const void *a, const void *b) {
    const struct event_row *x = a, *y = b;
    if (x->accepted.s != y->accepted.s) return x->accepted.s < y->accepted.s ? -1 : 1;
    return str_cmp(x->event_id, y->event_id);
}

/* The events that the visit counts for under one policy. */
static void place_events(struct retelling *r, const struct lens *l, const struct part *part, struct facts_box *b,
                         struct err *e) {
    struct story *s = &b->story;
    struct str policy = str_of(part->use[0].policy->id), unused;
    s->n_events = 0;
    for (size_t i = 0; i < b->n_named && !err_is(e); i++) {
        const struct event_row *row = b->named[i];
        if (!row) continue;
        struct str into =
            merges_find(&r->p->merges, l->before, policy, b->named_story[i], row->event_id, &r->scratch, e);
        const struct event_row *canonical = into.p ? facts_event(&r->p->facts, into, l->known, b, &unused, e) : NULL;
        *VEC_ADD(s->event, s->n_events, b->cap_events) = canonical ? *canonical : *row;
    }
    if (s->n_events) qsort(s->event, s->n_events, sizeof *s->event, by_acceptance);
    size_t kept = 0;
    for (size_t i = 0; i < s->n_events; i++)
        if (!kept || !str_eq(s->event[kept - 1].event_id, s->event[i].event_id)) s->event[kept++] = s->event[i];
    s->n_events = kept;
}

/* Gives the rows of a part's tale, told with that policy alone, the policy's number; what belongs to no policy is
 * said by the first part. */
static void relabel(struct tale *t, const struct part *part) {
    for (size_t i = 0; i < t->n_tallies; i++) t->tally[i].policy = part->no;
    for (size_t i = 0; i < t->n_obligations; i++) t->obligation[i].policy = part->no;
    for (size_t i = 0; i < t->n_merged; i++) t->merged[i].policy = part->no;
    for (size_t i = 0; i < t->n_repeats; i++) t->repeat[i].policy = part->no;
    for (size_t i = 0; i < t->n_repeat_lists; i++) t->repeat_list[i].policy = part->no;
    for (size_t i = 0; i < t->n_limits; i++) t->limit[i].policy = part->no;
    for (size_t i = 0; i < t->n_breaches; i++) t->breach[i].policy = part->no;
    for (size_t i = 0; i < t->n_coverages; i++) t->coverage[i].policy = part->no;
    for (size_t i = 0; i < t->n_spans; i++) t->span[i].policy = part->no;
    for (size_t i = 0; i < t->n_checks; i++) t->check[i].policy = part->no;
    if (part->no) t->n_contradictions = 0;
}

/* A story of its own: it names no known event, or several. */
static bool stands_alone(const struct facts_box *b) {
    return b->story.n_visits && !(b->story.visit[0].n_events == 1 && b->n_named == 1 && b->named[0]);
}

static void tell_part(struct retelling *r, const struct lens *l, const struct part *part, struct facts_box *b,
                      struct tale *out, struct err *e) {
    struct world w = *l->world;
    w.use = part->use;
    w.n_uses = part->n_uses;
    place_events(r, l, part, b, e);
    add_sides(r, l, &b->story, e);
    if (!err_is(e)) story_tell(&b->story, &w, &r->scratch, out);
    relabel(out, part);
}

static void tell_visit_new(struct retelling *r, struct str id, struct err *e) {
    struct lens l = lens_new(r->p);
    facts_visit(&r->p->facts, id, l.known, &r->new_box, e);
    int32_t day = DUES_NEVER;
    for (size_t i = 0; i < r->p->n_parts && !err_is(e); i++) {
        tale_reset(&r->new_tale);
        tell_part(r, &l, &r->p->part[i], &r->new_box, &r->new_tale, e);
        take_new(r, &r->new_box.story, e);
        if (r->new_tale.changes && r->new_tale.next_day < day) day = r->new_tale.next_day;
    }
    if (day != DUES_NEVER && !r->look) dues_write(r->p->store, r->new_box.story.key, &day, 1, e);
    count_told(r, &r->new_box.story);
}

/* The days of what is new, and of visits to an event that is new: what is shown of a visit says what the event was. */
static void note_days(struct changes *c, const struct story *s) {
    for (size_t i = 0; i < s->n_events; i++)
        if (changes_has_event(c, s->event[i].event_id))
            changes_fact(c, "event", moment_day(s->event[i].accepted), s->event[i].event_id, s->key);
    for (size_t i = 0; i < s->n_visits; i++) {
        bool new = changes_has_visit(c, s->visit[i].visit_id);
        for (struct str rest = s->visit[i].event_ids, id; !new &&str_split(&rest, ';', &id);)
            new = changes_has_event(c, id);
        if (new) changes_fact(c, "visit", moment_day(s->visit[i].visited), s->visit[i].visit_id, s->key);
    }
}

static void retell_visit(struct retelling *r, struct str id, struct err *e) {
    arena_reset(&r->scratch);
    struct lens old = lens_old(r->p), new = lens_new(r->p);
    facts_visit(&r->p->facts, id, old.known, &r->old_box, e);
    facts_visit(&r->p->facts, id, new.known, &r->new_box, e);
    bool had = stands_alone(&r->old_box), has = stands_alone(&r->new_box);
    if ((!had && !has) || err_is(e)) return;
    bool changed = false;
    int32_t day = DUES_NEVER;
    for (size_t i = 0; i < r->p->n_parts && !err_is(e); i++) {
        tale_reset(&r->old_tale);
        tale_reset(&r->new_tale);
        if (had) tell_part(r, &old, &r->p->part[i], &r->old_box, &r->old_tale, e);
        if (has) tell_part(r, &new, &r->p->part[i], &r->new_box, &r->new_tale, e);
        take_difference(r, r->new_box.story.key, e);
        restate_story(&r->p->restate, &r->old_box.story, &r->new_box.story, &r->old_tale, &r->new_tale, e);
        changed |= r->old_tale.changes;
        if (r->new_tale.changes && r->new_tale.next_day < day) day = r->new_tale.next_day;
    }
    if (changed || day != DUES_NEVER) dues_write(r->p->store, r->new_box.story.key, &day, 1, e);
    if (had) note_days(&r->p->changes, &r->old_box.story);
    if (has) note_days(&r->p->changes, &r->new_box.story);
    count_told(r, &r->new_box.story);
}

/* ---- rows of other logs that stand alone ---- */

static void tell_alone(struct retelling *r, struct err *e) {
    size_t n = 0;
    struct str *key = side_all_alone(&r->p->side, &r->p->arena, &n, e);
    for (size_t i = 0; i < n && !err_is(e); i++) {
        struct story s;
        arena_reset(&r->scratch);
        tale_reset(&r->new_tale);
        if (!side_alone(&r->p->side, key[i], r->p->run, &r->scratch, &s, e)) continue;
        story_tell(&s, &r->p->world, &r->scratch, &r->new_tale);
        take_new(r, &s, e);
        if (r->new_tale.changes && !r->look) dues_write(r->p->store, s.key, &r->new_tale.next_day, 1, e);
    }
    mem_free(key);
}

static void retell_alone(struct retelling *r, struct str key, struct err *e) {
    struct lens was = lens_old(r->p), is = lens_new(r->p);
    struct story old, new;
    arena_reset(&r->scratch);
    tale_reset(&r->old_tale);
    tale_reset(&r->new_tale);
    bool had = side_alone(&r->p->side, key, was.known, &r->scratch, &old, e);
    bool has = side_alone(&r->p->side, key, is.known, &r->scratch, &new, e);
    if ((!had && !has) || err_is(e)) return;
    if (had) story_tell(&old, was.world, &r->scratch, &r->old_tale);
    if (has) story_tell(&new, is.world, &r->scratch, &r->new_tale);
    take_difference(r, key, e);
    restate_story(&r->p->restate, had ? &old : &new, has ? &new : &old, &r->old_tale, &r->new_tale, e);
    int32_t day = r->new_tale.changes ? r->new_tale.next_day : DUES_NEVER;
    if (r->old_tale.changes || day != DUES_NEVER) dues_write(r->p->store, key, &day, 1, e);
    r->p->report->stories_told++;
}

/* ---- strands ---- */

/* When the wanted strands of a story change by themselves. The story was told: r->new_tale says when the first does. */
static void find_dues(struct retelling *r, const struct story *s, struct strands *t, const bool *wanted, int32_t *day) {
    size_t n = 0, last = 0;
    for (size_t k = 0; k < t->n; k++) {
        if (!wanted[k]) continue;
        day[k] = DUES_NEVER;
        last = k;
        n++;
    }
    if (!r->new_tale.changes) return;
    if (n == 1) {
        day[last] = r->new_tale.next_day;
        return;
    }
    strands_sort(t, s, &r->strand_scratch);
    for (size_t k = 0; k < t->n; k++) {
        if (!wanted[k]) continue;
        struct arena a;
        arena_init(&a);
        tale_reset(&r->strand_tale);
        story_tell(strands_one(t, s, k, &r->strand), &r->p->world, &a, &r->strand_tale);
        if (r->strand_tale.changes) day[k] = r->strand_tale.next_day;
        arena_release(&a);
    }
}

static void write_all_dues(struct retelling *r, const struct story *s, struct err *e) {
    arena_reset(&r->strand_scratch);
    struct strands t;
    strands_split(&r->strands, s, &r->strand_scratch, &t);
    bool *all = arena_alloc(&r->strand_scratch, t.n + 1);
    for (size_t k = 0; k < t.n; k++) all[k] = true;
    int32_t *day = arena_alloc(&r->strand_scratch, (t.n + 1) * sizeof *day);
    find_dues(r, s, &t, all, day);
    dues_keep(&r->dues, s->key, day, t.n, e);
}

/* ---- all ---- */

/* What one very long story needed is not kept for all those that follow. */
static void give_back(struct retelling *r) {
    facts_box_release(&r->new_box);
    tale_release(&r->new_tale);
    arena_release(&r->scratch);
    arena_release(&r->strand_scratch);
    told_shrink(&r->p->told);
}

/* Tells the story in the box, which is all of it or one strand. */
static void tell_box(struct retelling *r, struct err *e) {
    const struct lens now = lens_new(r->p);
    arena_reset(&r->scratch);
    tale_reset(&r->new_tale);
    add_sides(r, &now, &r->new_box.story, e);
    story_tell(&r->new_box.story, &r->p->world, &r->scratch, &r->new_tale);
    take_new(r, &r->new_box.story, e);
    count_facts(r, &r->new_box.story);
}

/* A story of which the box has only the beginning. */
static void tell_long(struct retelling *r, struct err *e) {
    struct rope rope;
    rope_take(&rope, &r->p->facts, &r->new_box, &r->strands, e);
    arena_reset(&r->strand_scratch);
    int32_t *day = arena_alloc(&r->strand_scratch, (rope.strands.n + 1) * sizeof *day);
    for (size_t k = 0; k < rope.strands.n && !err_is(e); k++) {
        rope_strand(&rope, k, &r->new_box, e);
        if (!err_is(e)) tell_box(r, e);
        day[k] = r->new_tale.changes ? r->new_tale.next_day : DUES_NEVER;
    }
    while (!r->look && rope_month(&rope, &r->new_box, e)) told_keep_month(&r->p->told, &r->new_box.story, e);
    if (!r->look && !err_is(e)) dues_keep(&r->dues, rope.story.key, day, rope.strands.n, e);
    rope_release(&rope);
    give_back(r);
}

static void tell_short(struct retelling *r, struct err *e) {
    const struct story *s = &r->new_box.story;
    tell_box(r, e);
    if (r->look) return;
    if (s->kind == STORY_EVENTS) told_keep(&r->p->told, s, e);
    if (!r->new_tale.changes) return;
    if (s->kind == STORY_EVENTS) write_all_dues(r, s, e);
    else dues_keep(&r->dues, s->key, &r->new_tale.next_day, 1, e);
}

static void tell_stream(void *ctx, struct err *e) {
    struct retelling *r = ctx;
    while (facts_next(&r->p->facts, &r->new_box, e)) {
        if (r->new_box.cut) tell_long(r, e);
        else tell_short(r, e);
        r->p->report->stories_told++;
    }
}

static void tell_many(struct retelling *r, struct err *e) {
    struct stmt *q = store_stmt_file(r->p->store, embed_analysis, "analysis/sql/visits_many.sql", e);
    while (stmt_step(q, e)) {
        struct str id = arena_str(&r->text, stmt_str(q, 0));
        arena_reset(&r->scratch);
        tell_visit_new(r, id, e);
        arena_reset(&r->text);
    }
}

/* Whether stories can only be told with the store at hand, because other logs have rows beside them. */
static bool asks_store(const struct side *x) {
    bool asks = x->customers;
    for (int k = ROW_STEP; k < ROW_KINDS; k++) asks |= x->reads[k] && x->first_run[k] != INT64_MAX;
    return asks;
}

/* The stories of the stream, told while what they say is written. */
static void tell_and_write(struct retelling *r, struct err *e) {
    struct pipeline *p = r->p;
    told_begin(&p->told, e);
    dues_begin(&r->dues, p->store, &p->outbox, e);
    if (asks_store(&p->side)) tell_stream(r, e);
    else outbox_run(&p->outbox, tell_stream, r, e);
    told_flush(&p->told, e);
    dues_end(&r->dues, e);
}

void retell_all(struct pipeline *p, struct err *e) {
    struct retelling r;
    init(&r, p);
    side_sift(&p->side, e);
    tell_and_write(&r, e);
    rows_flush(&p->rows, e); /* visits to several events ask which complaints were merged */
    tell_many(&r, e);
    tell_alone(&r, e);
    rows_flush(&p->rows, e);
    release(&r);
}

void retell_look_at_all(struct pipeline *p, retell_look *look, void *ctx, struct err *e) {
    struct retelling r;
    init(&r, p);
    r.look = look;
    r.ctx = ctx;
    side_sift(&p->side, e);
    store_share(p->store, true, e);
    facts_begin(&p->facts, e);
    store_share(p->store, false, e);
    tell_stream(&r, e);
    tell_many(&r, e);
    tell_alone(&r, e);
    release(&r);
}

/* ---- what was touched ---- */

/* Visits that name several events, and those whose only event appeared or went, may be told on their own. */
static void note_visits(struct retelling *r, const struct story *old, const struct story *new) {
    for (size_t i = 0, j = 0; i < old->n_visits || j < new->n_visits;) {
        const struct visit_row *o = i < old->n_visits ? &old->visit[i] : NULL;
        const struct visit_row *n = j < new->n_visits ? &new->visit[j] : NULL;
        int c = !o ? 1 : !n ? -1 : facts_by_visit(o, n);
        if (c || o->n_events != 1 || n->n_events != 1) intern_add(&r->visit, c <= 0 ? o->visit_id : n->visit_id);
        i += c <= 0;
        j += c >= 0;
    }
}

/* When the strands of one group change by themselves, after it was told. */
static void find_group_dues(struct retelling *r, struct versions *v, size_t group, const struct story *told,
                            struct err *e) {
    uint32_t strand = v->strand[group];
    if (strand == VERSIONS_NONE) return;
    if (strand != VERSIONS_SEVERAL) {
        v->due_is[strand] = r->new_tale.changes ? r->new_tale.next_day : DUES_NEVER;
        return;
    }
    bool *wanted = arena_zero(&r->strand_scratch, v->is.n + 1);
    for (size_t i = v->groups_is.first_event[group]; i < v->groups_is.first_event[group + 1]; i++)
        wanted[v->is.of_event[v->groups_is.event[i]]] = true;
    struct story whole = *v->new;
    side_customers(&r->p->side, &whole, r->p->run, &r->scratch, e);
    whole.side = told->side;
    whole.n_sides = told->n_sides;
    whole.ref = told->ref;
    whole.n_refs = told->n_refs;
    find_dues(r, &whole, &v->is, wanted, v->due_is);
}

static void retell_group(struct retelling *r, struct versions *v, size_t group, struct err *e) {
    struct pipeline *p = r->p;
    struct lens was = lens_old(p), is = lens_new(p);
    struct story *old = strands_one(&v->groups_was, v->old, group, &r->old_slice);
    struct story *new = strands_one(&v->groups_is, v->new, group, &r->new_slice);
    arena_reset(&r->scratch);
    add_sides(r, &was, old, e);
    add_sides(r, &is, new, e);
    tale_reset(&r->old_tale);
    tale_reset(&r->new_tale);
    if (old->n_events) story_tell(old, &p->before, &r->scratch, &r->old_tale);
    if (new->n_events) story_tell(new, &p->world, &r->scratch, &r->new_tale);
    take_difference(r, new->key, e);
    restate_story(&p->restate, old, new, &r->old_tale, &r->new_tale, e);
    find_group_dues(r, v, group, new, e);
    keep_merged(r);
    staff_note(&p->staff, old, &r->old_tale, new, &r->new_tale);
    note_visits(r, old, new);
    note_days(&p->changes, old);
    note_days(&p->changes, new);
    count_facts(r, new);
}

static void retell_story(struct retelling *r, struct str key, struct err *e) {
    arena_reset(&r->strand_scratch);
    struct pipeline *p = r->p;
    struct versions v;
    versions_read(&v, &p->told, &p->news, &r->strands, key, p->world.as_of, &r->old_box, &r->new_box,
                  &r->strand_scratch, e);
    if (err_is(e) || !v.n_groups) return;
    for (size_t i = 0; i < v.n_groups && !err_is(e); i++) retell_group(r, &v, i, e);
    if (v.was.n != v.is.n || memcmp(v.due_was, v.due_is, v.is.n * sizeof *v.due_is) != 0)
        dues_write(p->store, key, v.due_is, v.is.n, e);
    if (v.new != v.old) told_put(&p->told, v.new, e);
    p->report->stories_told++;
}

static struct str *touched_keys(struct retelling *r, struct arena *a, size_t *n, struct err *e) {
    struct str *key = NULL;
    size_t cap = 0;
    *n = 0;
    struct stmt *q = store_stmt_file(r->p->store, embed_analysis, "analysis/sql/touched.sql", e);
    while (stmt_step(q, e)) *VEC_ADD(key, *n, cap) = arena_str(a, stmt_str(q, 0));
    return key;
}

/* An import says what it touched; what lies at the ends of the logs is told again whoever put it there. */
static void touch_news(struct pipeline *p, struct err *e) {
    for (size_t i = 0; i < p->news.story.n && !err_is(e); i++) {
        struct stmt *q = store_stmt_file(p->store, embed_analysis, "analysis/sql/touch.sql", e);
        stmt_bind_str(q, 1, p->news.story.name[i]);
        stmt_run(q, e);
    }
}

void retell_touched(struct pipeline *p, struct err *e) {
    struct retelling r;
    init(&r, p);
    size_t n;
    touch_news(p, e);
    struct str *key = touched_keys(&r, &p->arena, &n, e);
    for (size_t i = 0; i < n && !err_is(e); i++) {
        if (str_starts(key[i], "s:")) intern_add(&p->news.side.alone, key[i]);
        else if (str_starts(key[i], "v:")) intern_add(&r.visit, str_n(key[i].p + 2, key[i].n - 2));
        else retell_story(&r, key[i], e);
    }
    for (size_t i = 0; i < p->news.side.visit.n; i++) intern_add(&r.visit, p->news.side.visit.name[i]);
    for (size_t i = 0; i < r.visit.n && !err_is(e); i++) retell_visit(&r, r.visit.name[i], e);
    for (size_t i = 0; i < p->news.side.alone.n && !err_is(e); i++) retell_alone(&r, p->news.side.alone.name[i], e);
    mem_free(key);
    release(&r);
}
