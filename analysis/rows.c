#include "analysis/rows.h"
#include "base/embed.h"
#include "base/mem.h"
#include <stdlib.h>

enum { COLUMNS = 16, MOST_KEYS = 5, OPENS = 3, FROM = 4 }; /* columns after the story */

/* A row of a tale by its key. Shorter keys are filled up with columns that break no tie. */
struct rows_row {
    struct feed_cell key[MOST_KEYS];
    const void *item;
};

/* ---- columns ---- */

static struct feed_cell num(int64_t v) { return feed_int(v); }
static struct feed_cell txt(struct str s) { return feed_str(s); }
/* Never NULL: part of a key, or NOT NULL. */
static struct feed_cell key(struct str s) { return feed_str(s.p ? s : STR_LIT("")); }

static struct feed_cell at(struct rows *r, struct moment m) {
    if (!moment_is(m)) return feed_null();
    char text[MOMENT_TEXT];
    return txt(arena_str(&r->text, str_of(moment_text(m, text))));
}

static struct feed_cell day(struct rows *r, int32_t d) { return at(r, moment_of_day(d)); }

static struct feed_cell month(struct rows *r, int32_t d) {
    struct feed_cell v = day(r, d);
    v.v = 7; /* YYYY-MM */
    return v;
}

static struct feed_cell policy(const struct rows *r, uint16_t no) { return key(str_of(r->world->use[no].policy->id)); }

static void fill_obligation(struct rows *r, const void *item, struct feed_cell *v) {
    const struct obligation *o = item;
    *v++ = policy(r, o->policy);
    *v++ = key(o->event->event_id);
    *v++ = key(str_of(o->stage->name));
    *v++ = day(r, o->opens);
    *v++ = key(o->event->category);
    *v++ = num(o->optional);
    *v++ = day(r, o->anchor);
    *v++ = o->has_deadline ? day(r, o->deadline) : feed_null();
    *v++ = key(str_of(obligation_state_name(o->state)));
    *v++ = num(o->due);
    *v++ = o->visit ? txt(o->visit->visit_id) : feed_null();
    *v++ = o->visit ? at(r, o->visit->visited) : feed_null();
    *v++ = o->exempt_reason ? txt(str_of(o->exempt_reason)) : feed_null();
    *v++ = txt(o->event->site);
    *v++ = txt(o->event->department);
    *v++ = month(r, o->month_day);
}

static void fill_merged(struct rows *r, const void *item, struct feed_cell *v) {
    const struct merged *m = item;
    *v++ = key(m->event->event_id);
    *v++ = policy(r, m->policy);
    *v++ = key(m->canonical->event_id);
    *v++ = month(r, moment_day(m->event->accepted));
}

static struct str joined(struct rows *r, const struct event_row *const *member, size_t n) {
    size_t bytes = 0;
    for (size_t i = 0; i < n; i++) bytes += member[i]->event_id.n + 1;
    char *p = arena_alloc(&r->text, bytes + 1), *q = p;
    for (size_t i = 0; i < n; i++) {
        if (i) *q++ = ';';
        memcpy(q, member[i]->event_id.p, member[i]->event_id.n);
        q += member[i]->event_id.n;
    }
    return str_n(p, (size_t)(q - p));
}

static void fill_repeat(struct rows *r, const void *item, struct feed_cell *v) {
    const struct repeat *c = item;
    *v++ = policy(r, c->policy);
    *v++ = key(c->event->category);
    *v++ = num(c->by_text);
    *v++ = key(c->event->event_id);
    *v++ = key(c->event->customer_id);
    *v++ = key(c->issue);
    *v++ = at(r, c->event->accepted);
    *v++ = num(c->count);
    *v++ = num((int64_t)c->at);
    *v++ = num((int64_t)c->bytes);
    *v++ = num(c->escalated);
    *v++ = txt(c->event->site);
    *v++ = txt(c->event->department);
    *v++ = month(r, moment_day(c->event->accepted));
}

static void fill_repeat_list(struct rows *r, const void *item, struct feed_cell *v) {
    const struct repeat_list *l = item;
    *v++ = policy(r, l->policy);
    *v++ = key(l->members[0]->category);
    *v++ = num(l->by_text);
    *v++ = key(l->issue);
    *v++ = r->comparing ? feed_null() : feed_blob(joined(r, l->members, l->n_members));
}

static void fill_limit(struct rows *r, const void *item, struct feed_cell *v) {
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

static struct feed_cell name(const struct intern *t, uint32_t no) { return no ? txt(t->name[no]) : feed_null(); }

static void fill_breach(struct rows *r, const void *item, struct feed_cell *v) {
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

static void fill_coverage(struct rows *r, const void *item, struct feed_cell *v) {
    const struct coverage *c = item;
    *v++ = policy(r, c->policy);
    *v++ = key(c->event->event_id);
    *v++ = key(c->event->category);
    *v++ = num(c->visits);
    *v++ = num(c->required);
    *v++ = c->has_last ? day(r, c->last_day) : feed_null();
    *v++ = key(str_of(c->state));
    *v++ = c->next_stage ? txt(str_of(c->next_stage)) : feed_null();
    *v++ = c->has_next ? day(r, c->next_day) : feed_null();
    *v++ = txt(c->event->site);
    *v++ = txt(c->event->department);
    *v++ = c->has_last ? month(r, c->last_day) : key(str_none());
}

static void fill_contradiction(struct rows *r, const void *item, struct feed_cell *v) {
    const struct contradiction *c = item;
    *v++ = key(str_of(c->kind));
    *v++ = key(c->event ? c->event->event_id : str_none());
    *v++ = key(c->visit ? c->visit->visit_id : str_none());
    *v++ = key(str_of(c->effect));
    *v++ = month(r, c->day);
}

static void fill_check(struct rows *r, const void *item, struct feed_cell *v) {
    const struct check_case *c = item;
    *v++ = policy(r, c->policy);
    *v++ = key(str_of(c->rule->name));
    *v++ = key(c->row_id);
    *v++ = key(c->event ? c->event->event_id : str_none());
    *v++ = at(r, c->from);
    *v++ = key(str_of(row_kind_name(c->rule->of)));
    *v++ = key(str_of(check_state_name(c->state)));
    *v++ = at(r, c->limit);
    *v++ = at(r, c->done);
    *v++ = key(str_of(c->lacking));
    *v++ = key(r->world->dims->category.name[c->category]);
    *v++ = name(&r->world->dims->site, c->site);
    *v++ = name(&r->world->dims->department, c->department);
    *v++ = month(r, c->month_day);
}

/* ---- the same rows ---- */

static bool same_text(const char *a, const char *b) { return a == b || (a && b && !strcmp(a, b)); }
static bool same_moment(struct moment a, struct moment b) { return a.s == b.s && a.kind == b.kind; }

static bool same_place(const struct event_row *a, const struct event_row *b) {
    return str_eq(a->category, b->category) && str_eq(a->site, b->site) && str_eq(a->department, b->department);
}

static bool same_visit(const struct visit_row *a, const struct visit_row *b) {
    return !a == !b && (!a || (str_eq(a->visit_id, b->visit_id) && same_moment(a->visited, b->visited)));
}

static bool same_obligation(struct rows *r, const void *a, const void *b) {
    const struct obligation *x = a, *y = b;
    (void)r;
    return x->optional == y->optional && x->anchor == y->anchor && x->opens == y->opens &&
           x->has_deadline == y->has_deadline && (!x->has_deadline || x->deadline == y->deadline) &&
           x->state == y->state && x->due == y->due && x->month_day == y->month_day &&
           same_text(x->exempt_reason, y->exempt_reason) && same_visit(x->visit, y->visit) &&
           same_place(x->event, y->event);
}

static bool same_merged(struct rows *r, const void *a, const void *b) {
    const struct merged *x = a, *y = b;
    (void)r;
    return str_eq(x->canonical->event_id, y->canonical->event_id) &&
           same_moment(x->event->accepted, y->event->accepted);
}

static bool same_ids(const struct event_row *const *a, const struct event_row *const *b, size_t from, size_t n) {
    for (size_t i = from; i < n; i++)
        if (!str_eq(a[i]->event_id, b[i]->event_id)) return false;
    return true;
}

/* Windows of one key overlap: what was compared for a row before is not looked at again. */
static bool same_members(struct rows *r, const struct repeat *x, const struct repeat *y) {
    if (x->n_members != y->n_members) return false;
    size_t from = 0;
    struct rows_stretch *s = NULL;
    for (size_t i = 0; i < ROWS_STRETCHES; i++) {
        struct rows_stretch *k = &r->stretch[i];
        uintptr_t ahead = (uintptr_t)x->members - (uintptr_t)k->old; /* in bytes; far when it lies before */
        if (!k->n || ahead > k->n * sizeof *k->old || (uintptr_t)y->members - (uintptr_t)k->new != ahead) continue;
        s = k;
        from = k->n - ahead / sizeof *k->old;
        break;
    }
    if (!same_ids(x->members, y->members, from, x->n_members)) return false;
    if (s && from >= x->n_members) return true;
    if (!s) s = &r->stretch[r->next_stretch++ % ROWS_STRETCHES];
    *s = (struct rows_stretch){x->members, y->members, x->n_members};
    return true;
}

static bool same_list(struct rows *r, const void *a, const void *b) {
    const struct repeat_list *x = a, *y = b;
    (void)r;
    return x->n_members == y->n_members && same_ids(x->members, y->members, 0, x->n_members);
}

static bool same_repeat(struct rows *r, const void *a, const void *b) {
    const struct repeat *x = a, *y = b;
    return x->count == y->count && x->escalated == y->escalated && x->at == y->at && x->bytes == y->bytes &&
           str_eq(x->issue, y->issue) && str_eq(x->event->customer_id, y->event->customer_id) &&
           same_moment(x->event->accepted, y->event->accepted) && same_place(x->event, y->event) &&
           same_members(r, x, y);
}

static bool same_limit(struct rows *r, const void *a, const void *b) {
    const struct limit_hit *x = a, *y = b;
    (void)r;
    return same_text(x->state, y->state) && same_moment(x->limit, y->limit) && same_moment(x->done, y->done) &&
           x->month_day == y->month_day && same_moment(x->event->accepted, y->event->accepted) &&
           same_place(x->event, y->event);
}

static bool same_breach(struct rows *r, const void *a, const void *b) {
    const struct breach *x = a, *y = b;
    (void)r;
    return same_text(x->clause, y->clause) && same_moment(x->visit->visited, y->visit->visited) && x->site == y->site &&
           x->department == y->department;
}

static bool same_coverage(struct rows *r, const void *a, const void *b) {
    const struct coverage *x = a, *y = b;
    (void)r;
    return x->visits == y->visits && x->required == y->required && x->has_last == y->has_last &&
           (!x->has_last || x->last_day == y->last_day) && same_text(x->state, y->state) &&
           same_text(x->next_stage, y->next_stage) && x->has_next == y->has_next &&
           (!x->has_next || x->next_day == y->next_day) && same_place(x->event, y->event);
}

static bool same_contradiction(struct rows *r, const void *a, const void *b) {
    const struct contradiction *x = a, *y = b;
    (void)r;
    return same_text(x->effect, y->effect) && x->day == y->day;
}

static bool same_check(struct rows *r, const void *a, const void *b) {
    const struct check_case *x = a, *y = b;
    (void)r;
    return x->state == y->state && same_moment(x->from, y->from) && same_moment(x->limit, y->limit) &&
           same_moment(x->done, y->done) && same_text(x->lacking, y->lacking) && x->site == y->site &&
           x->department == y->department && x->category == y->category && x->month_day == y->month_day;
}

/* ---- tables ---- */

#define FILES(name)                                                                                                    \
    "analysis/sql/" name "_fill.sql", "analysis/sql/" name "_insert.sql", "analysis/sql/" name "_delete.sql"
#define LIST(member) offsetof(struct tale, member), offsetof(struct tale, n_##member##s)
#define EVENT(row) offsetof(struct row, event)
#define VISIT(row) offsetof(struct row, visit)
#define NO_FACT SIZE_MAX
static const struct table {
    const char *fill_sql, *insert, *remove;
    int n_keys, n; /* columns after the story, the key first */
    void (*fill)(struct rows *r, const void *item, struct feed_cell *v);
    size_t size, list, count;
    size_t event, visit;                                        /* where an item points to the facts that it names */
    bool (*same)(struct rows *r, const void *a, const void *b); /* rows of one key */
    const char *changes;                                        /* its name in row_change; NULL: it has none … */
    int id;                                                     /* … and the column that says which row */
} tables[ROWS_TABLES] = {
    {FILES("obligation"), 4, 16, fill_obligation, sizeof(struct obligation), LIST(obligation), EVENT(obligation),
     VISIT(obligation), same_obligation, "obligation", 1},
    {FILES("merged"), 2, 4, fill_merged, sizeof(struct merged), offsetof(struct tale, merged),
     offsetof(struct tale, n_merged), EVENT(merged), NO_FACT, same_merged, NULL, 0},
    {FILES("repeat"), 4, 14, fill_repeat, sizeof(struct repeat), LIST(repeat), EVENT(repeat), NO_FACT, same_repeat,
     "repeat_flag", 3},
    {FILES("repeat_list"), 4, 5, fill_repeat_list, sizeof(struct repeat_list), LIST(repeat_list), NO_FACT, NO_FACT,
     same_list, NULL, 0},
    {FILES("limit"), 3, 11, fill_limit, sizeof(struct limit_hit), LIST(limit), EVENT(limit_hit), NO_FACT, same_limit,
     "limit_case", 1},
    {FILES("breach"), 3, 8, fill_breach, sizeof(struct breach), offsetof(struct tale, breach),
     offsetof(struct tale, n_breaches), NO_FACT, VISIT(breach), same_breach, "visit_breach", 1},
    {FILES("coverage"), 2, 12, fill_coverage, sizeof(struct coverage), LIST(coverage), EVENT(coverage), NO_FACT,
     same_coverage, NULL, 0},
    {FILES("contradiction"), 3, 5, fill_contradiction, sizeof(struct contradiction), LIST(contradiction),
     EVENT(contradiction), VISIT(contradiction), same_contradiction, NULL, 0},
    {FILES("check"), 5, 14, fill_check, sizeof(struct check_case), LIST(check), EVENT(check_case), VISIT(check_case),
     same_check, NULL, 0},
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

void rows_init(struct rows *r, struct store *s, const struct world *w, struct changes *c, struct outbox *o,
               struct err *e) {
    *r = (struct rows){.store = s, .world = w, .changes = c, .outbox = o};
    feed_open(s, e);
    for (int i = 0; i < ROWS_TABLES; i++) {
        r->fill[i] = store_stmt_file(s, embed_analysis, tables[i].fill_sql, e);
        r->insert[i] = store_stmt_file(s, embed_analysis, tables[i].insert, e);
        r->remove[i] = store_stmt_file(s, embed_analysis, tables[i].remove, e);
    }
}

void rows_release(struct rows *r) {
    for (int i = 0; i < ROWS_TABLES; i++) outbox_batch_release(&r->heap[i]);
    mem_free(r->old.row);
    mem_free(r->new.row);
    arena_release(&r->text);
    arena_release(&r->keys);
    *r = (struct rows){0};
}

/* ---- all rows of a tale ---- */

static void flush(struct rows *r, int k, struct err *e) { outbox_put(r->outbox, r->fill[k], &r->heap[k], e); }

/* What waits outlives the story, so its texts are copied. */
static void keep(struct outbox_batch *b, struct str story, const struct feed_cell *v, int n) {
    struct feed_cell *out = outbox_row(b, n + 1);
    *out++ = outbox_keep(b, feed_str(story));
    for (int i = 0; i < n; i++) *out++ = outbox_keep(b, v[i]);
}

void rows_insert(struct rows *r, const struct story *s, const struct tale *t, struct err *e) {
    struct feed_cell v[COLUMNS];
    for (int k = 0; k < ROWS_TABLES; k++) {
        const struct table *table = &tables[k];
        const char *item = items(table, t);
        for (size_t i = 0, n = count(table, t); i < n && !err_is(e); i++) {
            table->fill(r, item + i * table->size, v);
            keep(&r->heap[k], s->key, v, table->n);
            arena_reset(&r->text);
            if (outbox_full(&r->heap[k])) flush(r, k, e);
        }
    }
}

void rows_flush(struct rows *r, struct err *e) {
    for (int k = 0; k < ROWS_TABLES; k++) flush(r, k, e);
}

/* ---- differences ---- */

static void bind(struct stmt *q, int i, const struct feed_cell *v) {
    if (v->number && v->p) stmt_bind_blob(q, i, v->p, (size_t)v->v);
    else if (v->number) stmt_bind_int(q, i, v->v);
    else stmt_bind_str(q, i, str_n(v->p, (size_t)v->v));
}

static void run(struct stmt *q, struct str story, const struct feed_cell *v, int n, struct err *e) {
    stmt_bind_str(q, 1, story);
    for (int i = 0; i < n; i++) bind(q, i + 2, &v[i]);
    stmt_run(q, e);
}

static int compare(const struct feed_cell *a, const struct feed_cell *b, int from, int to) {
    for (int i = from; i < to; i++) {
        int c = a[i].number ? (a[i].v > b[i].v) - (a[i].v < b[i].v)
                            : str_cmp(str_n(a[i].p, (size_t)a[i].v), str_n(b[i].p, (size_t)b[i].v));
        if (!c) c = (a[i].p != NULL) - (b[i].p != NULL);
        if (c) return c;
    }
    return 0;
}

static int by_key(const void *a, const void *b) {
    return compare(((const struct rows_row *)a)->key, ((const struct rows_row *)b)->key, 0, MOST_KEYS);
}

/* The time is text made for the row; its key outlives it. */
static void keep_time(struct rows *r, struct feed_cell *v) { v->p = arena_str(&r->keys, str_n(v->p, (size_t)v->v)).p; }

static void gather(struct rows *r, const struct table *table, const struct tale *t, struct rows_list *out) {
    struct feed_cell v[COLUMNS];
    out->n = 0;
    const char *item = t ? items(table, t) : NULL;
    for (size_t i = 0, n = t ? count(table, t) : 0; i < n; i++) {
        struct rows_row *row = VEC_ADD(out->row, out->n, out->cap);
        row->item = item + i * table->size;
        table->fill(r, row->item, v);
        memcpy(row->key, v, sizeof row->key);
        if (table->fill == fill_obligation) keep_time(r, &row->key[OPENS]);
        if (table->fill == fill_check) keep_time(r, &row->key[FROM]);
        for (int k = table->n_keys; k < MOST_KEYS; k++) row->key[k] = feed_null();
        arena_reset(&r->text);
    }
    if (out->n) qsort(out->row, out->n, sizeof *out->row, by_key);
}

/* The month is every table's last column. What is shown of a list is said by the rows of the flagged events. */
static void note_row(struct rows *r, const struct table *t, struct str story, const struct feed_cell *v) {
    if (t->fill == fill_repeat_list) return;
    struct str at = str_n(v[t->n - 1].p, (size_t)v[t->n - 1].v);
    if (t->changes) changes_row(r->changes, t->changes, at, str_n(v[t->id].p, (size_t)v[t->id].v), story);
    else changes_month(r->changes, at);
}

static void put(struct rows *r, int k, struct str story, const void *item, struct err *e) {
    struct feed_cell v[COLUMNS];
    r->comparing = false;
    tables[k].fill(r, item, v);
    run(r->insert[k], story, v, tables[k].n, e);
    note_row(r, &tables[k], story, v);
    r->comparing = true;
    arena_reset(&r->text);
}

static void note_item(struct rows *r, const struct table *t, struct str story, const void *item) {
    struct feed_cell v[COLUMNS];
    t->fill(r, item, v);
    note_row(r, t, story, v);
    arena_reset(&r->text);
}

static bool names_new(const struct rows *r, const struct table *t, const void *item) {
    const struct event_row *event = NULL;
    const struct visit_row *visit = NULL;
    if (t->event != NO_FACT) memcpy(&event, (const char *)item + t->event, sizeof event);
    if (t->visit != NO_FACT) memcpy(&visit, (const char *)item + t->visit, sizeof visit);
    return (event && changes_has_event(r->changes, event->event_id)) ||
           (visit && changes_has_visit(r->changes, visit->visit_id));
}

static void change(struct rows *r, int k, struct str story, struct err *e) {
    const struct table *t = &tables[k];
    size_t i = 0, j = 0;
    while ((i < r->old.n || j < r->new.n) && !err_is(e)) {
        struct rows_row *o = i < r->old.n ? &r->old.row[i] : NULL, *n = j < r->new.n ? &r->new.row[j] : NULL;
        int c = !o ? 1 : !n ? -1 : by_key(o, n);
        bool same = c == 0 && t->same(r, o->item, n->item);
        if (c <= 0 && !same) run(r->remove[k], story, o->key, t->n_keys, e);
        if (c <= 0 && (!same || names_new(r, t, n->item))) note_item(r, t, story, o->item);
        if (c >= 0 && !same) put(r, k, story, n->item, e);
        i += c <= 0;
        j += c >= 0;
    }
}

void rows_change(struct rows *r, struct str story, const struct tale *old, const struct tale *new, struct err *e) {
    r->comparing = true;
    for (int k = 0; k < ROWS_TABLES && !err_is(e); k++) {
        if ((!old || !count(&tables[k], old)) && (!new || !count(&tables[k], new))) continue;
        gather(r, &tables[k], old, &r->old);
        gather(r, &tables[k], new, &r->new);
        memset(r->stretch, 0, sizeof r->stretch);
        change(r, k, story, e);
        arena_reset(&r->keys);
    }
    r->comparing = false;
}
