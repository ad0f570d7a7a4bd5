#include "analysis/rows.h"
#include "base/embed.h"
#include "base/mem.h"
#include <stdlib.h>

enum { COLUMNS = 16, MOST_KEYS = 4 };

struct value { struct str s; int64_t v; bool number; }; /* NULL: no number and s.p == NULL */
struct rows_row { struct value value[COLUMNS]; };

/* ---- columns ---- */

static struct value num(int64_t v) { return (struct value){.v = v, .number = true}; }
static struct value txt(struct str s) { return (struct value){.s = s}; }
static struct value null(void) { return (struct value){.s = {NULL, 0}}; }
/* Never NULL: part of a key, or NOT NULL. */
static struct value key(struct str s) { return (struct value){.s = s.p ? s : STR_LIT("")}; }

static struct value at(struct rows *r, struct moment m) {
    if (!moment_is(m)) return null();
    char text[MOMENT_TEXT];
    return txt(arena_str(&r->text, str_of(moment_text(m, text))));
}

static struct value day(struct rows *r, int32_t d) { return at(r, moment_of_day(d)); }

static struct value month(struct rows *r, int32_t d) {
    struct value v = day(r, d);
    v.s.n = 7; /* YYYY-MM */
    return v;
}

static struct value policy(const struct rows *r, uint16_t no) { return key(str_of(r->world->use[no].policy->id)); }

static void fill_obligation(struct rows *r, const void *item, struct value *v) {
    const struct obligation *o = item;
    *v++ = policy(r, o->policy);
    *v++ = key(o->event->event_id);
    *v++ = key(str_of(o->stage->name));
    *v++ = key(o->event->category);
    *v++ = num(o->optional);
    *v++ = day(r, o->anchor);
    *v++ = day(r, o->opens);
    *v++ = o->has_deadline ? day(r, o->deadline) : null();
    *v++ = key(str_of(obligation_state_name(o->state)));
    *v++ = num(o->due);
    *v++ = o->visit ? txt(o->visit->visit_id) : null();
    *v++ = o->visit ? at(r, o->visit->visited) : null();
    *v++ = o->exempt_reason ? txt(str_of(o->exempt_reason)) : null();
    *v++ = txt(o->event->site);
    *v++ = txt(o->event->department);
    *v++ = month(r, o->month_day);
}

static void fill_merged(struct rows *r, const void *item, struct value *v) {
    const struct merged *m = item;
    *v++ = key(m->event->event_id);
    *v++ = policy(r, m->policy);
    *v++ = key(m->canonical->event_id);
    *v++ = month(r, moment_day(m->event->accepted));
}

static struct value joined(struct rows *r, const struct event_row *const *member, size_t n) {
    size_t bytes = 0;
    for (size_t i = 0; i < n; i++) bytes += member[i]->event_id.n + 1;
    char *p = arena_alloc(&r->text, bytes + 1), *q = p;
    for (size_t i = 0; i < n; i++) {
        if (i) *q++ = ';';
        memcpy(q, member[i]->event_id.p, member[i]->event_id.n);
        q += member[i]->event_id.n;
    }
    return key(str_n(p, (size_t)(q - p)));
}

static void fill_repeat(struct rows *r, const void *item, struct value *v) {
    const struct repeat *c = item;
    *v++ = policy(r, c->policy);
    *v++ = key(c->event->category);
    *v++ = num(c->by_text);
    *v++ = key(c->event->event_id);
    *v++ = key(c->event->customer_id);
    *v++ = key(c->issue);
    *v++ = at(r, c->event->accepted);
    *v++ = num(c->count);
    *v++ = joined(r, c->members, c->n_members);
    *v++ = num(c->escalated);
    *v++ = txt(c->event->site);
    *v++ = txt(c->event->department);
    *v++ = month(r, moment_day(c->event->accepted));
}

static void fill_limit(struct rows *r, const void *item, struct value *v) {
    const struct limit_hit *l = item;
    *v++ = policy(r, l->policy);
    *v++ = key(l->event->event_id);
    *v++ = key(str_of(l->rule));
    *v++ = key(str_of(l->state));
    *v++ = key(l->event->category);
    *v++ = at(r, l->event->accepted);
    *v++ = at(r, l->limit);
    *v++ = at(r, l->done);
    *v++ = txt(l->event->site);
    *v++ = txt(l->event->department);
    *v++ = month(r, l->month_day);
}

static struct value name(const struct intern *t, uint32_t no) { return no ? txt(t->name[no]) : null(); }

static void fill_breach(struct rows *r, const void *item, struct value *v) {
    const struct breach *b = item;
    *v++ = policy(r, b->policy);
    *v++ = key(b->visit->visit_id);
    *v++ = key(str_of(b->rule));
    *v++ = key(str_of(b->clause));
    *v++ = at(r, b->visit->visited);
    *v++ = name(&r->world->dims->site, b->site);
    *v++ = name(&r->world->dims->department, b->department);
    *v++ = month(r, moment_day(b->visit->visited));
}

static void fill_coverage(struct rows *r, const void *item, struct value *v) {
    const struct coverage *c = item;
    *v++ = policy(r, c->policy);
    *v++ = key(c->event->event_id);
    *v++ = key(c->event->category);
    *v++ = num(c->visits);
    *v++ = num(c->required);
    *v++ = c->has_last ? day(r, c->last_day) : null();
    *v++ = key(str_of(c->state));
    *v++ = c->next_stage ? txt(str_of(c->next_stage)) : null();
    *v++ = c->has_next ? day(r, c->next_day) : null();
    *v++ = txt(c->event->site);
    *v++ = txt(c->event->department);
    *v++ = c->has_last ? month(r, c->last_day) : key(str_none());
}

static void fill_contradiction(struct rows *r, const void *item, struct value *v) {
    const struct contradiction *c = item;
    *v++ = key(str_of(c->kind));
    *v++ = key(c->event ? c->event->event_id : str_none());
    *v++ = key(c->visit ? c->visit->visit_id : str_none());
    *v++ = key(str_of(c->effect));
    *v++ = month(r, c->day);
}

/* ---- tables ---- */

#define LIST(member) offsetof(struct tale, member), offsetof(struct tale, n_##member##s)
static const struct table {
    const char *insert, *remove;
    int n_keys, n; /* columns after the story, the key first */
    void (*fill)(struct rows *r, const void *item, struct value *v);
    size_t size, list, count;
} tables[ROWS_TABLES] = {
    {"analysis/sql/obligation_insert.sql", "analysis/sql/obligation_delete.sql", 3, 16, fill_obligation,
     sizeof(struct obligation), LIST(obligation)},
    {"analysis/sql/merged_insert.sql", "analysis/sql/merged_delete.sql", 2, 4, fill_merged, sizeof(struct merged),
     offsetof(struct tale, merged), offsetof(struct tale, n_merged)},
    {"analysis/sql/repeat_insert.sql", "analysis/sql/repeat_delete.sql", 4, 13, fill_repeat, sizeof(struct repeat),
     LIST(repeat)},
    {"analysis/sql/limit_insert.sql", "analysis/sql/limit_delete.sql", 3, 11, fill_limit, sizeof(struct limit_hit),
     LIST(limit)},
    {"analysis/sql/breach_insert.sql", "analysis/sql/breach_delete.sql", 3, 8, fill_breach, sizeof(struct breach),
     offsetof(struct tale, breach), offsetof(struct tale, n_breaches)},
    {"analysis/sql/coverage_insert.sql", "analysis/sql/coverage_delete.sql", 2, 12, fill_coverage,
     sizeof(struct coverage), LIST(coverage)},
    {"analysis/sql/contradiction_insert.sql", "analysis/sql/contradiction_delete.sql", 3, 5, fill_contradiction,
     sizeof(struct contradiction), LIST(contradiction)},
};

static size_t count(const struct table *t, const struct tale *tale) {
    size_t n;
    memcpy(&n, (const char *)tale + t->count, sizeof n);
    return n;
}

static const char *items(const struct table *t, const struct tale *tale) {
    const char *p;
    memcpy(&p, (const char *)tale + t->list, sizeof p);
    return p;
}

void rows_init(struct rows *r, struct store *s, const struct world *w, struct err *e) {
    *r = (struct rows){.store = s, .world = w};
    for (int i = 0; i < ROWS_TABLES; i++) {
        r->insert[i] = store_stmt_file(s, embed_analysis, tables[i].insert, e);
        r->remove[i] = store_stmt_file(s, embed_analysis, tables[i].remove, e);
    }
}

void rows_release(struct rows *r) {
    mem_free(r->old.row);
    mem_free(r->new.row);
    arena_release(&r->text);
    *r = (struct rows){0};
}

/* ---- writing ---- */

static void bind(struct stmt *q, int i, const struct value *v) {
    if (v->number) stmt_bind_int(q, i, v->v);
    else stmt_bind_str(q, i, v->s);
}

static void run(struct stmt *q, struct str story, const struct value *v, int n, struct err *e) {
    stmt_bind_str(q, 1, story);
    for (int i = 0; i < n; i++) bind(q, i + 2, &v[i]);
    stmt_run(q, e);
}

void rows_insert(struct rows *r, const struct story *s, const struct tale *t, struct err *e) {
    struct value v[COLUMNS];
    for (int k = 0; k < ROWS_TABLES; k++) {
        const struct table *table = &tables[k];
        const char *item = items(table, t);
        for (size_t i = 0, n = count(table, t); i < n && !err_is(e); i++) {
            table->fill(r, item + i * table->size, v);
            run(r->insert[k], s->key, v, table->n, e);
            arena_reset(&r->text);
        }
    }
}

static int compare(const struct value *a, const struct value *b, int from, int to) {
    for (int i = from; i < to; i++) {
        int c = a[i].number ? (a[i].v > b[i].v) - (a[i].v < b[i].v) : str_cmp(a[i].s, b[i].s);
        if (!c) c = (a[i].s.p != NULL) - (b[i].s.p != NULL);
        if (c) return c;
    }
    return 0;
}

/* Shorter keys are followed by columns that break no tie. */
static int by_key(const void *a, const void *b) {
    return compare(((const struct rows_row *)a)->value, ((const struct rows_row *)b)->value, 0, MOST_KEYS);
}

static void gather(struct rows *r, const struct table *table, const struct tale *t, struct rows_list *out) {
    out->n = 0;
    const char *item = t ? items(table, t) : NULL;
    for (size_t i = 0, n = t ? count(table, t) : 0; i < n; i++) {
        struct rows_row *row = VEC_ADD(out->row, out->n, out->cap);
        table->fill(r, item + i * table->size, row->value);
    }
    if (out->n) qsort(out->row, out->n, sizeof *out->row, by_key);
}

static void change(struct rows *r, int k, struct str story, struct err *e) {
    const struct table *t = &tables[k];
    size_t i = 0, j = 0;
    while ((i < r->old.n || j < r->new.n) && !err_is(e)) {
        struct rows_row *o = i < r->old.n ? &r->old.row[i] : NULL, *n = j < r->new.n ? &r->new.row[j] : NULL;
        int c = !o ? 1 : !n ? -1 : compare(o->value, n->value, 0, t->n_keys);
        bool same = c == 0 && compare(o->value, n->value, t->n_keys, t->n) == 0;
        if (c <= 0 && !same) run(r->remove[k], story, o->value, t->n_keys, e);
        if (c >= 0 && !same) run(r->insert[k], story, n->value, t->n, e);
        i += c <= 0;
        j += c >= 0;
    }
}

void rows_change(struct rows *r, struct str story, const struct tale *old, const struct tale *new, struct err *e) {
    for (int k = 0; k < ROWS_TABLES && !err_is(e); k++) {
        if ((!old || !count(&tables[k], old)) && (!new || !count(&tables[k], new))) continue;
        gather(r, &tables[k], old, &r->old);
        gather(r, &tables[k], new, &r->new);
        change(r, k, story, e);
        arena_reset(&r->text);
    }
}
