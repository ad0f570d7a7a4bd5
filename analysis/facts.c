#include "analysis/facts.h"
#include "base/embed.h"
#include "base/mem.h"
#include "base/thread.h"

/* The columns after the story, in the order of every statement on events and on visits. */
enum event_column {
    E_STORY,
    E_ID,
    E_CATEGORY,
    E_CUSTOMER,
    E_SITE,
    E_DEPARTMENT,
    E_ABOUT,
    E_SEVERITY,
    E_VALIDITY,
    E_VALIDITY_KIND,
    E_CONTENT,
    E_ISSUE,
    E_CHANNEL,
    E_ESCALATED_TO,
    E_RELATED,
    E_DESCRIPTION,
    E_ANONYMOUS,
    E_LETTER,
    E_FOLLOW_UP,
    E_AMOUNT,
    E_ACCEPTED,
    E_CONTACTED,
    E_STARTED,
    E_PLANNED_END,
    E_FINISHED,
    E_DELIVERED,
    E_WARRANTY,
    E_ESCALATED,
    E_FEEDBACK,
    E_OWN
};
enum visit_column {
    V_STORY,
    V_ID,
    V_EVENTS,
    V_N_EVENTS,
    V_SITE,
    V_DEPARTMENT,
    V_CATEGORY,
    V_STAGE,
    V_METHOD,
    V_VISITOR,
    V_ROLE,
    V_OUTCOME,
    V_RAISED,
    V_NOTE,
    V_REVIEWER,
    V_OPINION,
    V_PHASE,
    V_SIGNED,
    V_SATISFACTION,
    V_ISSUE,
    V_VISITED,
    V_PROMISED,
    V_REPLIED,
    V_REPORTED,
    V_REVIEWED,
    V_FILED,
    V_RAISED_FINISHED,
    V_OWN
};
enum { SORT_MEMORY = 32 << 20, READ_BESIDE = 75 }; /* per cent of the visits, that the second thread reads */

void facts_box_init(struct facts_box *b) { *b = (struct facts_box){0}; }

void facts_box_release(struct facts_box *b) {
    mem_free(b->story.event);
    mem_free(b->story.visit);
    mem_free(b->named);
    mem_free(b->named_story);
    arena_release(&b->text);
    *b = (struct facts_box){0};
}

void facts_box_reserve(struct facts_box *b, size_t n_events, size_t n_visits) {
    if (n_events > b->cap_events) {
        mem_free(b->story.event);
        b->story.event = mem_alloc(n_events * sizeof *b->story.event);
        b->cap_events = n_events;
    }
    if (n_visits > b->cap_visits) {
        mem_free(b->story.visit);
        b->story.visit = mem_alloc(n_visits * sizeof *b->story.visit);
        b->cap_visits = n_visits;
    }
}

/* The key of a visit's story is 'v:' and the visit's. */
void facts_box_reset(struct facts_box *b, enum story_kind kind, struct str key) {
    arena_reset(&b->text);
    b->story.kind = kind;
    b->story.key =
        kind == STORY_EVENTS ? arena_str(&b->text, key) : str_of(arena_printf(&b->text, "v:%.*s", STR_ARG(key)));
    b->story.n_events = b->story.n_visits = b->n_named = 0;
}

static bool policy_reads_texts(const struct conditions *c) {
    for (size_t i = 0; i < c->n; i++)
        if (c->item[i].field == EVENT_description || c->item[i].other == EVENT_description) return true;
    return false;
}

/* Whether a check looks at that column of rows of a kind, its own or those that it needs. */
static bool check_reads(const struct check_rule *c, enum row_kind kind, int column) {
    bool reads = c->of == kind && c->needs == NEEDS_COLUMN && c->needs_column == column;
    for (size_t i = 0; c->of == kind && i < c->n_present; i++) reads |= c->present[i] == column;
    for (size_t i = 0; c->of == kind && i < c->where.n; i++) reads |= (int)c->where.item[i].field == column;
    for (size_t i = 0; c->of == kind && i < c->is.n; i++) reads |= (int)c->is.item[i].field == column;
    bool needs = c->needs == NEEDS_ROW && c->needs_kind == kind;
    for (size_t i = 0; needs && i < c->with.n; i++) reads |= (int)c->with.item[i].field == column;
    for (size_t i = 0; i < c->n_same; i++)
        reads |= (c->of == kind && c->same[i][0] == column) || (needs && c->same[i][1] == column);
    return reads;
}

static bool needs_visit_texts(const struct policy *p) {
    for (size_t i = 0; i < p->n_counts; i++)
        if (check_reads(&p->count[i].check, ROW_VISIT, VISIT_opinion) ||
            check_reads(&p->count[i].check, ROW_VISIT, VISIT_review_note))
            return true;
    for (size_t i = 0; i < p->n_checks; i++)
        if (check_reads(&p->check[i], ROW_VISIT, VISIT_opinion) ||
            check_reads(&p->check[i], ROW_VISIT, VISIT_review_note))
            return true;
    return false;
}

static bool needs_texts(const struct policy *p) {
    for (size_t i = 0; i < p->n_checks; i++)
        if (policy_reads_texts(&p->check[i].condition) || check_reads(&p->check[i], ROW_EVENT, EVENT_description))
            return true;
    for (size_t i = 0; i < p->n_counts; i++)
        if (policy_reads_texts(&p->count[i].check.condition)) return true;
    for (size_t i = 0; i < p->n_stages; i++)
        if (policy_reads_texts(&p->stage[i].condition)) return true;
    for (size_t i = 0; i < p->n_exemptions; i++)
        if (policy_reads_texts(&p->exemption[i].condition)) return true;
    for (size_t i = 0; i < p->n_visitors; i++)
        if (policy_reads_texts(&p->visitor[i].condition)) return true;
    return false;
}

void facts_init(struct facts *f, struct store *s, struct dims *d, const struct policy_use *use, size_t n_uses) {
    *f = (struct facts){.store = s, .dims = d, .use = use, .n_uses = n_uses};
    struct facts_stream *list[] = {&f->events, &f->visits[0], &f->visits[1]};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        sorter_init(&list[i]->sorter, store_path(s), SORT_MEMORY);
        packed_codes_init(&list[i]->codes);
    }
    for (size_t i = 0; i < n_uses; i++) {
        f->all_texts |= needs_texts(use[i].policy);
        f->marks |= use[i].policy->visit.phone_mark != NULL;
        f->visit_texts |= needs_visit_texts(use[i].policy);
    }
}

void facts_release(struct facts *f) {
    struct facts_stream *list[] = {&f->events, &f->visits[0], &f->visits[1]};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        sorter_release(&list[i]->sorter);
        packed_codes_release(&list[i]->codes);
    }
}

/* ---- one row ---- */

/* Without an arena the text lives until the statement's next row, and names have no numbers yet. */
static struct str text(struct arena *a, struct stmt *q, int c) {
    struct str s = stmt_str(q, c);
    return !s.n ? str_none() : a ? arena_str(a, s) : s;
}

static uint32_t number(struct intern *names, struct str s) { return s.n ? intern_add(names, s) : 0; }

static void read_event(const struct facts *f, struct stmt *q, struct arena *a, struct event_row *r) {
    *r = (struct event_row){.event_id = text(a, q, E_ID),
                            .category = text(a, q, E_CATEGORY),
                            .customer_id = text(a, q, E_CUSTOMER),
                            .site = text(a, q, E_SITE),
                            .department = text(a, q, E_DEPARTMENT),
                            .about_staff = text(a, q, E_ABOUT),
                            .severity = text(a, q, E_SEVERITY),
                            .validity = text(a, q, E_VALIDITY),
                            .validity_kind = text(a, q, E_VALIDITY_KIND),
                            .content_class = text(a, q, E_CONTENT),
                            .issue = text(a, q, E_ISSUE),
                            .channel = text(a, q, E_CHANNEL),
                            .escalated_to = text(a, q, E_ESCALATED_TO),
                            .related_event_id = text(a, q, E_RELATED),
                            .description = text(a, q, E_DESCRIPTION),
                            .anonymous = stmt_int(q, E_ANONYMOUS) == 1,
                            .letter_reply_only = stmt_int(q, E_LETTER) == 1,
                            .follow_up_needed = stmt_int(q, E_FOLLOW_UP) == 1,
                            .has_amount = !stmt_is_null(q, E_AMOUNT),
                            .amount = stmt_real(q, E_AMOUNT),
                            .accepted = stmt_moment(q, E_ACCEPTED),
                            .contacted = stmt_moment(q, E_CONTACTED),
                            .started = stmt_moment(q, E_STARTED),
                            .planned_end = stmt_moment(q, E_PLANNED_END),
                            .finished = stmt_moment(q, E_FINISHED),
                            .delivered = stmt_moment(q, E_DELIVERED),
                            .warranty_end = stmt_moment(q, E_WARRANTY),
                            .escalated = stmt_moment(q, E_ESCALATED),
                            .feedback_form = stmt_moment(q, E_FEEDBACK),
                            .own = text(a, q, E_OWN)};
    if (!a) return;
    r->site_no = number(&f->dims->site, r->site);
    r->department_no = number(&f->dims->department, r->department);
    r->category_no = number(&f->dims->category, r->category);
}

/* The part of a text that holds every mark in it: rules ask for nothing else of it, but for checks. */
static struct str marked(const struct facts *f, struct str s) {
    if (f->visit_texts) return s;
    size_t from = s.n, to = 0;
    for (size_t i = 0; i < f->n_uses; i++) {
        const char *mark = f->use[i].policy->visit.phone_mark;
        const char *at = mark && s.n ? memmem(s.p, s.n, mark, strlen(mark)) : NULL;
        if (!at) continue;
        size_t first = (size_t)(at - s.p), end = first + strlen(mark);
        if (first < from) from = first;
        if (end > to) to = end;
    }
    return to ? str_n(s.p + from, to - from) : str_none();
}

/* Of a note also whether there is one. */
static struct str noted(const struct facts *f, struct str s) {
    if (f->visit_texts) return s;
    struct str mark = marked(f, s);
    return mark.n || !s.n ? mark : STR_LIT("\1");
}

static struct str kept(struct arena *a, struct str s) { return a && s.n ? arena_str(a, s) : s; }

static void read_visit(const struct facts *f, struct stmt *q, struct arena *a, struct visit_row *r) {
    *r = (struct visit_row){.visit_id = text(a, q, V_ID),
                            .event_ids = text(a, q, V_EVENTS),
                            .n_events = (int)stmt_int(q, V_N_EVENTS),
                            .site = text(a, q, V_SITE),
                            .department = text(a, q, V_DEPARTMENT),
                            .category = text(a, q, V_CATEGORY),
                            .stage = text(a, q, V_STAGE),
                            .method = text(a, q, V_METHOD),
                            .visitor = text(a, q, V_VISITOR),
                            .visitor_role = text(a, q, V_ROLE),
                            .outcome = text(a, q, V_OUTCOME),
                            .raised_event_id = text(a, q, V_RAISED),
                            .review_note = kept(a, noted(f, stmt_str(q, V_NOTE))),
                            .reviewed_by = text(a, q, V_REVIEWER),
                            .opinion = kept(a, marked(f, stmt_str(q, V_OPINION))),
                            .during = str_is(stmt_str(q, V_PHASE), "during"),
                            .signed_ = stmt_is_null(q, V_SIGNED) ? -1 : stmt_int(q, V_SIGNED) != 0,
                            .satisfaction = (int)stmt_int(q, V_SATISFACTION),
                            .visited = stmt_moment(q, V_VISITED),
                            .promised = stmt_moment(q, V_PROMISED),
                            .replied = stmt_moment(q, V_REPLIED),
                            .reported = stmt_moment(q, V_REPORTED),
                            .reviewed = stmt_moment(q, V_REVIEWED),
                            .filed = stmt_moment(q, V_FILED),
                            .raised_finished = stmt_moment(q, V_RAISED_FINISHED),
                            .own = text(a, q, V_OWN)};
    r->issue_raised = stmt_int(q, V_ISSUE) == 1 || r->raised_event_id.n > 0;
    if (!a) return;
    r->site_no = number(&f->dims->site, r->site);
    r->department_no = number(&f->dims->department, r->department);
    r->category_no = number(&f->dims->category, r->category);
}

/* ---- the stream ---- */

/* Visits without a known event: before every story. */
static const char lone[] = "\1:";

static void sort_events(const struct facts *f, struct facts_stream *out, struct err *e) {
    struct buf key, row;
    const struct packed t = {NULL, &out->codes};
    buf_init(&key);
    buf_init(&row);
    struct stmt *q = store_stmt_file(f->store, embed_analysis, "analysis/sql/events_all.sql", e);
    stmt_bind_int(q, 1, f->all_texts);
    while (stmt_step(q, e)) {
        struct event_row r;
        read_event(f, q, NULL, &r);
        struct str story = stmt_str(q, E_STORY);
        packed_key(&key, story, r.accepted, r.event_id);
        packed_event(&t, &row, story, &r);
        sorter_add(&out->sorter, buf_view(&key), buf_view(&row), e);
    }
    buf_release(&key);
    buf_release(&row);
    sorter_sort(&out->sorter, e);
}

/* The visits of a part of the table. */
static void sort_visits(const struct facts *f, struct store *s, int64_t after, int64_t upto, struct facts_stream *out,
                        struct err *e) {
    struct buf key, row;
    const struct packed t = {NULL, &out->codes};
    buf_init(&key);
    buf_init(&row);
    struct stmt *q = store_stmt_file(s, embed_analysis, "analysis/sql/visits_all.sql", e);
    stmt_bind_int(q, stmt_param(q, "marks"), f->visit_texts ? 2 : f->marks);
    stmt_bind_int(q, stmt_param(q, "after"), after);
    stmt_bind_int(q, stmt_param(q, "upto"), upto);
    while (stmt_step(q, e)) {
        struct visit_row r;
        read_visit(f, q, NULL, &r);
        struct str story = stmt_is_null(q, V_STORY) ? str_of(lone) : stmt_str(q, V_STORY);
        packed_key(&key, story, r.visited, r.visit_id);
        packed_visit(&t, &row, story, &r);
        sorter_add(&out->sorter, buf_view(&key), buf_view(&row), e);
    }
    buf_release(&key);
    buf_release(&row);
    sorter_sort(&out->sorter, e);
}

/* What the second thread does. */
struct reading {
    const struct facts *f;
    struct store *store;
    struct facts_stream *out;
    int64_t upto;
    struct err e;
};

static void read_beside(void *ctx) {
    struct reading *r = ctx;
    sort_visits(r->f, r->store, 0, r->upto, r->out, &r->e);
}

static int64_t visits_end(struct facts *f, struct err *e) {
    struct stmt *q = store_stmt_file(f->store, embed_analysis, "analysis/sql/visits_end.sql", e);
    int64_t end = stmt_step(q, e) ? stmt_int(q, 0) : 0;
    stmt_reset(q);
    return end;
}

/* Visits take longer, for the event behind each has to be found: the second thread reads most of them, the first the
 * events and what is left. */
static void read_all(struct facts *f, struct err *e) {
    int64_t end = visits_end(f, e), upto = end - end / 100 * (100 - READ_BESIDE);
    struct reading r = {.f = f, .out = &f->visits[0], .upto = upto};
    r.store = store_open(store_path(f->store), STORE_READ, e);
    struct thread *t = r.store ? thread_start(read_beside, &r) : NULL;
    sort_events(f, &f->events, e);
    sort_visits(f, f->store, upto, end, &f->visits[1], e);
    thread_join(t);
    if (!err_is(e)) *e = r.e;
    store_close(r.store, e);
    mem_give_back(); /* the second connection's pages */
}

static void step(struct facts_stream *s, struct err *e) {
    s->more = sorter_next(&s->sorter, &s->key, &s->row, e);
    if (s->more) s->story = packed_story(s->key, s->row);
}

void facts_begin(struct facts *f, struct err *e) {
    read_all(f, e);
    step(&f->events, e);
    for (int i = 0; i < 2; i++) step(&f->visits[i], e);
}

static void take_event(struct facts *f, struct facts_box *b, struct err *e) {
    struct event_row *r = VEC_ADD(b->story.event, b->story.n_events, b->cap_events);
    const struct packed t = {f->dims, &f->events.codes};
    packed_read_event(&t, arena_str(&b->text, f->events.key), arena_str(&b->text, f->events.row), r);
    step(&f->events, e);
}

/* Where the next visit is. */
static struct facts_stream *next_visits(struct facts *f) {
    struct facts_stream *a = &f->visits[0], *b = &f->visits[1];
    if (!a->more || !b->more) return a->more ? a : b;
    return str_cmp(a->key, b->key) <= 0 ? a : b;
}

static void take_visit(struct facts *f, struct facts_stream *from, struct facts_box *b, struct err *e) {
    struct story *s = &b->story;
    struct visit_row *r = VEC_ADD(s->visit, s->n_visits, b->cap_visits);
    const struct packed t = {f->dims, &from->codes};
    packed_read_visit(&t, arena_str(&b->text, from->key), arena_str(&b->text, from->row), r);
    if (s->n_visits > 1 && str_eq(r[-1].visit_id, r->visit_id)) s->n_visits--; /* it names two events of the story */
    step(from, e);
}

static bool next_lone_visit(struct facts *f, struct facts_box *b, struct err *e) {
    struct facts_stream *from = next_visits(f);
    if (!from->more || !str_is(from->story, lone)) return false;
    facts_box_reset(b, STORY_VISIT, str_none());
    take_visit(f, from, b, e);
    b->story.key = str_of(arena_printf(&b->text, "v:%.*s", STR_ARG(b->story.visit[0].visit_id)));
    return true;
}

static void take_events(struct facts *f, struct facts_box *b, struct err *e) {
    while (f->events.more && b->story.n_events < FACTS_MOST && str_eq(f->events.story, b->story.key))
        take_event(f, b, e);
}

bool facts_more_events(struct facts *f, struct str story, struct facts_box *b, struct err *e) {
    facts_box_reset(b, STORY_EVENTS, story);
    take_events(f, b, e);
    return b->story.n_events && !err_is(e);
}

bool facts_more_visits(struct facts *f, struct str story, struct facts_box *b, struct err *e) {
    facts_box_reset(b, STORY_EVENTS, story);
    struct facts_stream *v = next_visits(f);
    for (; v->more && b->story.n_visits < FACTS_MOST && str_eq(v->story, story); v = next_visits(f))
        take_visit(f, v, b, e);
    return b->story.n_visits && !err_is(e);
}

bool facts_next(struct facts *f, struct facts_box *b, struct err *e) {
    b->cut = false;
    if (next_lone_visit(f, b, e)) return !err_is(e);
    if (!f->events.more || err_is(e)) return false;
    facts_box_reset(b, STORY_EVENTS, f->events.story);
    take_events(f, b, e);
    b->cut = f->events.more && str_eq(f->events.story, b->story.key);
    for (struct facts_stream *v = next_visits(f); !b->cut && v->more && str_eq(v->story, b->story.key);
         v = next_visits(f))
        take_visit(f, v, b, e);
    return !err_is(e);
}

/* ---- single stories ---- */

int facts_by_event(const struct event_row *x, const struct event_row *y) {
    if (x->accepted.s != y->accepted.s) return x->accepted.s < y->accepted.s ? -1 : 1;
    if (x->accepted.kind != y->accepted.kind) return x->accepted.kind < y->accepted.kind ? -1 : 1;
    return str_cmp(x->event_id, y->event_id);
}

int facts_by_visit(const struct visit_row *x, const struct visit_row *y) {
    if (x->visited.s != y->visited.s) return x->visited.s < y->visited.s ? -1 : 1;
    if (x->visited.kind != y->visited.kind) return x->visited.kind < y->visited.kind ? -1 : 1;
    return str_cmp(x->visit_id, y->visit_id);
}

const struct event_row *facts_event(struct facts *f, struct str event_id, int64_t known, struct facts_box *b,
                                    struct str *story, struct err *e) {
    struct stmt *q = store_stmt_file(f->store, embed_analysis, "analysis/sql/event_by_key.sql", e);
    stmt_bind_str(q, stmt_param(q, "event"), event_id);
    stmt_bind_int(q, stmt_param(q, "known"), known);
    stmt_bind_int(q, stmt_param(q, "texts"), f->all_texts);
    if (!stmt_step(q, e)) return NULL;
    struct event_row *r = arena_alloc(&b->text, sizeof *r);
    read_event(f, q, &b->text, r);
    *story = arena_str(&b->text, stmt_str(q, E_STORY));
    stmt_reset(q);
    return r;
}

bool facts_visit_row(struct facts *f, struct str visit_id, int64_t known, struct facts_box *b, struct visit_row *out,
                     struct err *e) {
    struct stmt *q = store_stmt_file(f->store, embed_analysis, "analysis/sql/visit_by_key.sql", e);
    stmt_bind_str(q, stmt_param(q, "visit"), visit_id);
    stmt_bind_int(q, stmt_param(q, "known"), known);
    stmt_bind_int(q, stmt_param(q, "marks"), f->visit_texts ? 2 : f->marks);
    if (!stmt_step(q, e)) return false;
    read_visit(f, q, &b->text, out);
    stmt_reset(q);
    return true;
}

void facts_visit(struct facts *f, struct str visit_id, int64_t known, struct facts_box *b, struct err *e) {
    facts_box_reset(b, STORY_VISIT, visit_id);
    struct visit_row row;
    if (!facts_visit_row(f, visit_id, known, b, &row, e)) return;
    *VEC_ADD(b->story.visit, b->story.n_visits, b->cap_visits) = row;
    for (struct str rest = row.event_ids, id; str_split(&rest, ';', &id);) {
        struct str story = str_none();
        const struct event_row *r = facts_event(f, id, known, b, &story, e);
        mem_grow(&b->named_story, &b->cap_named_story, b->n_named + 1, sizeof *b->named_story);
        b->named_story[b->n_named] = story;
        *VEC_ADD(b->named, b->n_named, b->cap_named) = r;
    }
}
