#include "analysis/rope.h"
#include "base/file.h"
#include "base/mem.h"

enum { WRITE = 256 << 10 };

/* ---- putting rows away ---- */

static void write_waiting(struct rope *r, struct err *e) {
    scratch_add(r->file, buf_view(&r->waiting), e);
    r->written += (int64_t)r->waiting.n;
    buf_reset(&r->waiting);
}

static struct rope_row put(struct rope *r, struct moment at, struct err *e) {
    struct rope_row row = {r->written + (int64_t)r->waiting.n, (uint32_t)r->key.n, (uint32_t)r->row.n, moment_day(at)};
    buf_str(&r->waiting, buf_view(&r->key));
    buf_str(&r->waiting, buf_view(&r->row));
    if (r->waiting.n >= WRITE) write_waiting(r, e);
    return row;
}

static void put_events(struct rope *r, const struct story *s, struct strands_maker *m, struct err *e) {
    const struct packed t = {r->dims, &r->codes};
    for (size_t i = 0; i < s->n_events; i++) {
        const struct event_row *v = &s->event[i];
        packed_key(&r->key, r->story.key, v->accepted, v->event_id);
        packed_event(&t, &r->row, r->story.key, v);
        *VEC_ADD(r->event, r->story.n_events, r->cap_events) = put(r, v->accepted, e);
        strands_event(m, v);
    }
}

static void put_visits(struct rope *r, const struct story *s, struct strands_maker *m, struct err *e) {
    const struct packed t = {r->dims, &r->codes};
    for (size_t i = 0; i < s->n_visits; i++) {
        const struct visit_row *v = &s->visit[i];
        packed_key(&r->key, r->story.key, v->visited, v->visit_id);
        if (str_eq(buf_view(&r->key), buf_view(&r->last))) continue; /* it names two events of the story */
        buf_reset(&r->last);
        buf_str(&r->last, buf_view(&r->key));
        packed_visit(&t, &r->row, r->story.key, v);
        *VEC_ADD(r->visit, r->story.n_visits, r->cap_visits) = put(r, v->visited, e);
        strands_visit(m, v);
    }
}

static void open_rope(struct rope *r, struct facts *f, const struct facts_box *b, struct err *e) {
    *r = (struct rope){.dims = f->dims};
    r->story.kind = b->story.kind;
    r->story.key = arena_str(&r->text, b->story.key);
    packed_codes_init(&r->codes);
    buf_init(&r->waiting);
    buf_init(&r->key);
    buf_init(&r->row);
    buf_init(&r->last);
    r->file = scratch_open(file_dirname(&r->text, store_path(f->store)), e);
}

void rope_take(struct rope *r, struct facts *f, struct facts_box *b, struct strands_rules *rules, struct err *e) {
    struct strands_maker m;
    open_rope(r, f, b, e);
    strands_begin(&m, rules);
    do put_events(r, &b->story, &m, e);
    while (facts_more_events(f, r->story.key, b, e));
    while (facts_more_visits(f, r->story.key, b, e)) put_visits(r, &b->story, &m, e);
    write_waiting(r, e);
    strands_end(&m, &r->text, &r->strands);
    strands_sort(&r->strands, &r->story, &r->text);
}

void rope_release(struct rope *r) {
    scratch_close(r->file);
    mem_free(r->event);
    mem_free(r->visit);
    buf_release(&r->waiting);
    buf_release(&r->key);
    buf_release(&r->row);
    buf_release(&r->last);
    packed_codes_release(&r->codes);
    arena_release(&r->text);
}

/* ---- getting them back ---- */

/* Reads the bytes of a row into the box's memory. */
static void get(struct rope *r, const struct rope_row *row, struct facts_box *b, struct str *key, struct str *rest,
                struct err *e) {
    buf_reset(&r->row);
    scratch_read(r->file, row->at, row->key + row->row, &r->row, e);
    const char *p = err_is(e) ? NULL : arena_str(&b->text, buf_view(&r->row)).p;
    *key = str_n(p, row->key);
    *rest = str_n(p ? p + row->key : NULL, row->row);
}

static void get_event(struct rope *r, size_t place, struct facts_box *b, struct err *e) {
    const struct packed t = {r->dims, &r->codes};
    struct str key, row;
    get(r, &r->event[place], b, &key, &row, e);
    if (key.p) packed_read_event(&t, key, row, &b->story.event[b->story.n_events++]);
}

static void get_visit(struct rope *r, size_t place, struct facts_box *b, struct err *e) {
    const struct packed t = {r->dims, &r->codes};
    struct str key, row;
    get(r, &r->visit[place], b, &key, &row, e);
    if (key.p) packed_read_visit(&t, key, row, &b->story.visit[b->story.n_visits++]);
}

void rope_strand(struct rope *r, size_t strand, struct facts_box *b, struct err *e) {
    const struct strands *t = &r->strands;
    uint32_t from = t->first_event[strand], to = t->first_event[strand + 1];
    uint32_t visit = t->first_visit[strand], visit_end = t->first_visit[strand + 1];
    facts_box_reset(b, r->story.kind, r->story.key);
    facts_box_reserve(b, to - from, visit_end - visit);
    for (uint32_t i = from; i < to; i++) get_event(r, t->event[i], b, e);
    for (uint32_t i = visit; i < visit_end; i++) get_visit(r, t->visit[i], b, e);
}

/* The first day of the month of a row; behind the last row: never. */
static int32_t month_of(const struct rope_row *row, size_t place, size_t n) {
    return place < n ? row[place].day - (civil_of(row[place].day).mday - 1) : INT32_MAX;
}

bool rope_month(struct rope *r, struct facts_box *b, struct err *e) {
    size_t n_events = r->story.n_events, n_visits = r->story.n_visits, event = r->next_event, visit = r->next_visit;
    int32_t x = month_of(r->event, event, n_events), y = month_of(r->visit, visit, n_visits), month = x < y ? x : y;
    if (month == INT32_MAX || err_is(e)) return false;
    while (month_of(r->event, r->next_event, n_events) == month) r->next_event++;
    while (month_of(r->visit, r->next_visit, n_visits) == month) r->next_visit++;
    facts_box_reset(b, r->story.kind, r->story.key);
    facts_box_reserve(b, r->next_event - event, r->next_visit - visit);
    while (event < r->next_event) get_event(r, event++, b, e);
    while (visit < r->next_visit) get_visit(r, visit++, b, e);
    return !err_is(e);
}
