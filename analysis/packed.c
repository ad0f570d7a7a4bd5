#include "analysis/packed.h"
#include "base/mem.h"

enum { TAIL = 9 }; /* of the story in a key: eight bytes of time and one that tells a date from a time */

enum { AS_SITE, AS_DEPARTMENT, AS_CATEGORY, AS_COUNT };

void packed_codes_init(struct packed_codes *c) {
    *c = (struct packed_codes){0};
    intern_init(&c->name);
}

void packed_codes_release(struct packed_codes *c) {
    intern_release(&c->name);
    mem_free(c->no);
    *c = (struct packed_codes){0};
}

/* ---- writing ---- */

static void number(struct buf *out, uint64_t v) {
    for (; v >= 0x80; v >>= 7) buf_byte(out, (char)(v | 0x80));
    buf_byte(out, (char)v);
}

static void text(struct buf *out, struct str s) {
    number(out, s.p ? s.n + 1 : 0);
    if (s.n) buf_add(out, s.p, s.n);
}

static void code(const struct packed *t, struct buf *out, struct str s) {
    if (t->codes) number(out, s.p ? intern_add(&t->codes->name, s) + 1 : 0);
    else text(out, s);
}

/* Moments as kinds, two bits each, then the distance in seconds of those that are there. */
static void moments(struct buf *out, int64_t from, const struct moment *const *m, int n) {
    uint64_t kinds = 0;
    for (int i = 0; i < n; i++) kinds |= (uint64_t)m[i]->kind << 2 * i;
    number(out, kinds);
    for (int i = 0; i < n; i++) {
        int64_t d = m[i]->s - from;
        if (moment_is(*m[i])) number(out, d < 0 ? ~((uint64_t)d << 1) : (uint64_t)d << 1);
    }
}

void packed_key(struct buf *out, struct str story, struct moment at, struct str id) {
    buf_reset(out);
    buf_str(out, story);
    buf_byte(out, 0);
    uint64_t t = (uint64_t)at.s ^ 1ull << 63;
    for (int i = 56; i >= 0; i -= 8) buf_byte(out, (char)(t >> i));
    buf_byte(out, (char)at.kind);
    buf_str(out, id);
}

/* Both sides walk the same list of moments. */
#define EVENT_MOMENTS(r)                                                                                               \
    {                                                                                                                  \
        &(r)->contacted, &(r)->started, &(r)->planned_end, &(r)->finished, &(r)->delivered, &(r)->warranty_end,        \
            &(r)->escalated, &(r)->feedback_form                                                                       \
    }
#define VISIT_MOMENTS(r)                                                                                               \
    { &(r)->promised, &(r)->replied, &(r)->reported, &(r)->reviewed, &(r)->filed, &(r)->raised_finished }
enum { N_EVENT_MOMENTS = 8, N_VISIT_MOMENTS = 6 };

static void event_body(const struct packed *t, struct buf *out, const struct event_row *r) {
    const struct moment *const m[] = EVENT_MOMENTS(r);
    code(t, out, r->site);
    code(t, out, r->department);
    code(t, out, r->category);
    code(t, out, r->severity);
    code(t, out, r->validity);
    code(t, out, r->validity_kind);
    code(t, out, r->content_class);
    code(t, out, r->channel);
    text(out, r->about_staff);
    text(out, r->issue);
    text(out, r->escalated_to);
    text(out, r->related_event_id);
    text(out, r->description);
    text(out, r->own);
    buf_byte(out, (char)(r->anonymous | r->letter_reply_only << 1 | r->follow_up_needed << 2 | r->has_amount << 3));
    if (r->has_amount) buf_add(out, &r->amount, sizeof r->amount);
    moments(out, r->accepted.s, m, N_EVENT_MOMENTS);
}

static void visit_body(const struct packed *t, struct buf *out, const struct visit_row *r) {
    const struct moment *const m[] = VISIT_MOMENTS(r);
    text(out, r->event_ids);
    number(out, (uint64_t)r->n_events);
    code(t, out, r->site);
    code(t, out, r->department);
    code(t, out, r->category);
    code(t, out, r->stage);
    code(t, out, r->method);
    code(t, out, r->visitor_role);
    code(t, out, r->outcome);
    text(out, r->visitor);
    text(out, r->raised_event_id);
    text(out, r->review_note);
    text(out, r->reviewed_by);
    text(out, r->opinion);
    text(out, r->own);
    buf_byte(out, (char)(r->during | r->issue_raised << 1 | (r->signed_ + 1) << 2));
    number(out, (uint64_t)r->satisfaction);
    moments(out, r->visited.s, m, N_VISIT_MOMENTS);
}

void packed_event(const struct packed *t, struct buf *out, struct str story, const struct event_row *r) {
    buf_reset(out);
    number(out, story.n);
    event_body(t, out, r);
}

void packed_visit(const struct packed *t, struct buf *out, struct str story, const struct visit_row *r) {
    buf_reset(out);
    number(out, story.n);
    visit_body(t, out, r);
}

static void moment(struct buf *out, struct moment m) {
    number(out, m.s < 0 ? ~((uint64_t)m.s << 1) : (uint64_t)m.s << 1);
    buf_byte(out, (char)m.kind);
}

void packed_whole(struct buf *out, const struct story *s) {
    const struct packed plain = {0};
    buf_reset(out);
    number(out, s->n_events);
    number(out, s->n_visits);
    for (size_t i = 0; i < s->n_events; i++) {
        text(out, s->event[i].event_id);
        moment(out, s->event[i].accepted);
        event_body(&plain, out, &s->event[i]);
    }
    for (size_t i = 0; i < s->n_visits; i++) {
        text(out, s->visit[i].visit_id);
        moment(out, s->visit[i].visited);
        visit_body(&plain, out, &s->visit[i]);
    }
}

/* ---- reading ---- */

static uint64_t take_number(const char **p) {
    uint64_t v = 0;
    for (int shift = 0;; shift += 7) {
        unsigned char c = (unsigned char)*(*p)++;
        v |= (uint64_t)(c & 0x7f) << shift;
        if (!(c & 0x80)) return v;
    }
}

static struct str take_text(const char **p) {
    uint64_t n = take_number(p);
    if (!n) return str_none();
    struct str s = str_n(*p, (size_t)n - 1);
    *p += n - 1;
    return s;
}

static struct str take_code(const struct packed *t, const char **p) {
    if (!t->codes) return take_text(p);
    uint64_t n = take_number(p);
    return n ? t->codes->name.name[n - 1] : str_none();
}

/* Where the number of a code is kept. */
static uint32_t *number_of(struct packed_codes *c, uint64_t code, int as) {
    while (c->n < c->name.n * AS_COUNT) *VEC_ADD(c->no, c->n, c->cap) = 0;
    return &c->no[code * AS_COUNT + (uint64_t)as];
}

static struct str take_name(const struct packed *t, const char **p, struct intern *names, int as, uint32_t *no) {
    uint64_t n = t->codes ? take_number(p) : 0;
    struct str s = !t->codes ? take_text(p) : n ? t->codes->name.name[n - 1] : str_none();
    *no = n ? *number_of(t->codes, n - 1, as) : 0;
    if (*no || !s.n) return s;
    *no = intern_add(names, s);
    if (n) *number_of(t->codes, n - 1, as) = *no;
    return s;
}

static void take_moments(const char **p, int64_t from, struct moment *const *m, int n) {
    uint64_t kinds = take_number(p);
    for (int i = 0; i < n; i++) {
        *m[i] = moment_none();
        enum moment_kind kind = (enum moment_kind)(kinds >> 2 * i & 3);
        if (kind == MOMENT_NONE) continue;
        uint64_t v = take_number(p);
        *m[i] = (struct moment){from + ((int64_t)(v >> 1) ^ -(int64_t)(v & 1)), kind};
    }
}

static struct moment key_moment(struct str key, size_t story) {
    uint64_t t = 0;
    for (size_t i = 1; i < TAIL; i++) t = t << 8 | (unsigned char)key.p[story + i];
    return (struct moment){(int64_t)(t ^ 1ull << 63), (enum moment_kind)key.p[story + TAIL]};
}

static struct str key_id(struct str key, size_t story) {
    return str_n(key.p + story + TAIL + 1, key.n - story - TAIL - 1);
}

struct str packed_story(struct str key, struct str row) {
    const char *p = row.p;
    return str_n(key.p, (size_t)take_number(&p));
}

/* The key holds the customer, where there is one. */
static void take_event(const struct packed *t, const char **p, struct str story, struct event_row *r) {
    if (str_starts(story, "c:")) r->customer_id = str_n(story.p + 2, story.n - 2);
    r->site = take_name(t, p, &t->dims->site, AS_SITE, &r->site_no);
    r->department = take_name(t, p, &t->dims->department, AS_DEPARTMENT, &r->department_no);
    r->category = take_name(t, p, &t->dims->category, AS_CATEGORY, &r->category_no);
    r->severity = take_code(t, p);
    r->validity = take_code(t, p);
    r->validity_kind = take_code(t, p);
    r->content_class = take_code(t, p);
    r->channel = take_code(t, p);
    r->about_staff = take_text(p);
    r->issue = take_text(p);
    r->escalated_to = take_text(p);
    r->related_event_id = take_text(p);
    r->description = take_text(p);
    r->own = take_text(p);
    unsigned flags = (unsigned char)*(*p)++;
    r->anonymous = flags & 1;
    r->letter_reply_only = flags & 2;
    r->follow_up_needed = flags & 4;
    r->has_amount = flags & 8;
    if (r->has_amount) memcpy(&r->amount, *p, sizeof r->amount);
    *p += r->has_amount ? sizeof r->amount : 0;
    struct moment *const m[] = EVENT_MOMENTS(r);
    take_moments(p, r->accepted.s, m, N_EVENT_MOMENTS);
}

static void take_visit(const struct packed *t, const char **p, struct visit_row *r) {
    r->event_ids = take_text(p);
    r->n_events = (int)take_number(p);
    r->site = take_name(t, p, &t->dims->site, AS_SITE, &r->site_no);
    r->department = take_name(t, p, &t->dims->department, AS_DEPARTMENT, &r->department_no);
    r->category = take_name(t, p, &t->dims->category, AS_CATEGORY, &r->category_no);
    r->stage = take_code(t, p);
    r->method = take_code(t, p);
    r->visitor_role = take_code(t, p);
    r->outcome = take_code(t, p);
    r->visitor = take_text(p);
    r->raised_event_id = take_text(p);
    r->review_note = take_text(p);
    r->reviewed_by = take_text(p);
    r->opinion = take_text(p);
    r->own = take_text(p);
    unsigned flags = (unsigned char)*(*p)++;
    r->during = flags & 1;
    r->issue_raised = flags & 2;
    r->signed_ = (int)(flags >> 2) - 1;
    r->satisfaction = (int)take_number(p);
    struct moment *const m[] = VISIT_MOMENTS(r);
    take_moments(p, r->visited.s, m, N_VISIT_MOMENTS);
}

void packed_read_event(const struct packed *t, struct str key, struct str row, struct event_row *r) {
    const char *p = row.p;
    size_t story = (size_t)take_number(&p);
    *r = (struct event_row){.event_id = key_id(key, story), .accepted = key_moment(key, story)};
    take_event(t, &p, str_n(key.p, story), r);
}

void packed_read_visit(const struct packed *t, struct str key, struct str row, struct visit_row *r) {
    const char *p = row.p;
    size_t story = (size_t)take_number(&p);
    *r = (struct visit_row){.visit_id = key_id(key, story), .visited = key_moment(key, story)};
    take_visit(t, &p, r);
}

/* ---- whole stories ---- */

static struct moment take_moment(const char **p) {
    uint64_t v = take_number(p);
    return (struct moment){(int64_t)(v >> 1) ^ -(int64_t)(v & 1), (enum moment_kind) * (*p)++};
}

struct packed_reader packed_open(struct str bytes, struct str story, struct dims *dims) {
    struct packed_reader r = {.p = bytes.p, .tables = {dims, NULL}, .story = story};
    if (!bytes.n) return r;
    r.n_events = (size_t)take_number(&r.p);
    r.n_visits = (size_t)take_number(&r.p);
    return r;
}

void packed_next_event(struct packed_reader *r, struct event_row *out) {
    *out = (struct event_row){.event_id = take_text(&r->p)};
    out->accepted = take_moment(&r->p);
    take_event(&r->tables, &r->p, r->story, out);
}

void packed_next_visit(struct packed_reader *r, struct visit_row *out) {
    *out = (struct visit_row){.visit_id = take_text(&r->p)};
    out->visited = take_moment(&r->p);
    take_visit(&r->tables, &r->p, out);
}
