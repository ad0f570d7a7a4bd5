#include "analysis/side.h"
#include "base/embed.h"
#include "base/mem.h"
#include <stdlib.h>

#define FILES(name)                                                                                                    \
    "analysis/sql/side_" name ".sql", "analysis/sql/side_" name "_latest.sql", "analysis/sql/side_" name "_alone.sql"
static const struct {
    const char *sql, *latest, *alone;
    bool of_event, of_visit, long_key;
    bool either; /* one column names a visit, or where there is none of that id an event */
    int named;   /* that column */
} logs[ROW_KINDS] = {
    [ROW_STEP] = {FILES("step"), .of_event = true, .long_key = true},
    [ROW_FINDING] = {FILES("finding"), .of_event = true, .of_visit = true},
    [ROW_ACTION] = {FILES("action"), .of_event = true, .of_visit = true},
    [ROW_PLAN] = {FILES("plan"), .of_event = true},
    [ROW_LETTER] = {FILES("letter"), .of_event = true},
    [ROW_CUSTODY] = {FILES("custody"), .of_event = true, .of_visit = true, .long_key = true, .either = true,
                     .named = CUSTODY_form_no},
    [ROW_ANSWER] = {FILES("answer"), .of_visit = true, .long_key = true},
    [ROW_SUBMISSION] = {FILES("submission"), .of_event = false},
    [ROW_CHECK] = {FILES("check"), .of_event = true, .of_visit = true, .either = true, .named = CHECK_subject},
};

const char *side_latest(enum row_kind kind) { return logs[kind].latest; }

/* ---- what the policies name ---- */

static bool of_customer(int column) { return column >= EVENT_customer_type && column < ROW_FURTHER; }

static bool of_customers(const struct conditions *c) {
    for (size_t i = 0; i < c->n && c->kind == ROW_EVENT; i++)
        if (of_customer(c->item[i].field) || of_customer(c->item[i].other)) return true;
    return false;
}

static bool check_asks(const struct check_rule *c) {
    bool column = c->of == ROW_EVENT && c->needs == NEEDS_COLUMN && of_customer(c->needs_column);
    for (size_t k = 0; c->of == ROW_EVENT && k < c->n_present; k++) column |= of_customer(c->present[k]);
    for (size_t k = 0; k < c->n_same; k++)
        column |= (c->of == ROW_EVENT && of_customer(c->same[k][0])) ||
                  (c->needs_kind == ROW_EVENT && of_customer(c->same[k][1]));
    bool from = c->from == TIME_EVENT || c->of == ROW_EVENT;
    return column || of_customers(&c->condition) || of_customers(&c->is) || of_customers(&c->with) ||
           (from && c->from_column == EVENT_customer_since);
}

static bool needs_customers(const struct policy *p) {
    for (size_t i = 0; i < p->n_own; i++)
        if (p->own[i].of == ROW_CUSTOMER) return true;
    for (size_t i = 0; i < p->n_stages; i++)
        if (of_customers(&p->stage[i].condition)) return true;
    for (size_t i = 0; i < p->n_exemptions; i++)
        if (of_customers(&p->exemption[i].condition)) return true;
    for (size_t i = 0; i < p->n_visitors; i++)
        if (of_customers(&p->visitor[i].condition)) return true;
    for (size_t i = 0; i < p->n_checks; i++)
        if (check_asks(&p->check[i])) return true;
    for (size_t i = 0; i < p->n_counts; i++) {
        const struct count_rule *c = &p->count[i];
        if (check_asks(&c->check)) return true;
        for (size_t k = 0; c->check.of == ROW_EVENT && k < c->n_by; k++)
            if (!c->by[k].needed && of_customer(c->by[k].column)) return true;
        if (c->check.of == ROW_EVENT && of_customer(c->sum)) return true;
    }
    return false;
}

static void read_first(struct side *x, struct err *e) {
    for (int k = 0; k < ROW_KINDS; k++) x->first_run[k] = INT64_MAX;
    struct stmt *q = store_stmt_file(x->store, embed_analysis, "analysis/sql/side_first.sql", e);
    bool found = stmt_step(q, e);
    for (int k = ROW_STEP; found && k < ROW_KINDS; k++)
        if (!stmt_is_null(q, k - ROW_STEP)) x->first_run[k] = stmt_int(q, k - ROW_STEP);
    stmt_reset(q);
}

static void read_first_grant(struct side *x, struct err *e) {
    struct stmt *q = store_stmt_file(x->store, embed_analysis, "analysis/sql/grants_first.sql", e);
    x->first_grant = stmt_step(q, e) ? stmt_int(q, 0) : INT64_MAX;
    stmt_reset(q);
}

bool side_no_grants(const struct side *x, int64_t run) { return x->grants && x->first_grant > run; }

bool side_absent(const struct side *x, enum row_kind kind, int64_t run) {
    return kind >= ROW_STEP && kind < ROW_KINDS && x->reads[kind] && x->first_run[kind] > run;
}

void side_init(struct side *x, struct store *s, const struct policy_use *use, size_t n_uses, struct err *e) {
    *x = (struct side){.store = s};
    for (size_t u = 0; u < n_uses; u++) {
        const struct policy *p = use[u].policy;
        x->customers |= needs_customers(p);
        x->answers |= p->n_answers > 0;
        for (size_t i = 0; i < p->n_samples; i++) x->samples |= p->sample[i].by_check != NULL;
        for (size_t i = 0; i < p->n_stages; i++) x->reads[ROW_PLAN] |= p->stage[i].by_plan;
        for (size_t i = 0; i < p->n_checks; i++) {
            const struct check_rule *c = &p->check[i];
            x->reads[c->of] = x->checks[c->of] = true;
            if (c->needs == NEEDS_ROW) x->reads[c->needs_kind] = true;
            if (c->from_given && c->from == TIME_STEP) x->reads[ROW_STEP] = true;
            x->grants |= c->needs == NEEDS_GRANT;
        }
        for (size_t i = 0; i < p->n_counts; i++) {
            const struct check_rule *c = &p->count[i].check;
            x->reads[c->of] = x->checks[c->of] = true;
            if (c->needs == NEEDS_ROW) x->reads[c->needs_kind] = true;
        }
    }
    if (x->answers) x->reads[ROW_ANSWER] = true;
    if (x->samples) x->reads[ROW_CHECK] = true;
    for (int k = ROW_STEP; k < ROW_KINDS; k++) {
        if (!x->reads[k]) continue;
        x->any = true;
        x->rows[k] = store_stmt_file(s, embed_analysis, logs[k].sql, e);
    }
    if (x->any) read_first(x, e);
    if (x->grants) read_first_grant(x, e);
    if (x->any) x->story_of = store_stmt_file(s, embed_analysis, "analysis/sql/story_of.sql", e);
    if (x->any) x->visit = store_stmt_file(s, embed_analysis, "analysis/sql/side_visit.sql", e);
    if (x->customers) x->customer = store_stmt_file(s, embed_analysis, "analysis/sql/customer_by_key.sql", e);
}

void side_release(struct side *x) {
    for (int k = 0; k < ROW_KINDS; k++) mem_free(x->sieve[k].bit);
    *x = (struct side){0};
}

/* ---- sieves ---- */

struct hashes {
    uint64_t *h;
    size_t n, cap;
};

static void note_names(struct hashes *list, struct str names) {
    for (struct str rest = names, id; rest.n && str_split(&rest, ';', &id);)
        *VEC_ADD(list->h, list->n, list->cap) = str_hash(id);
}

static void sift(struct side *x, enum row_kind kind, struct hashes *list, struct err *e) {
    list->n = 0;
    struct stmt *q = store_stmt_file(x->store, embed_analysis, logs[kind].latest, e);
    while (stmt_step(q, e)) {
        note_names(list, stmt_str(q, 2));
        note_names(list, stmt_str(q, 3));
    }
    struct side_sieve *s = &x->sieve[kind];
    size_t bits = 64;
    while (bits < list->n * 8) bits *= 2;
    s->bit = mem_zero(bits / 8);
    s->mask = bits - 1;
    for (size_t i = 0; i < list->n; i++) s->bit[(list->h[i] & s->mask) / 64] |= (uint64_t)1 << (list->h[i] & 63);
}

void side_sift(struct side *x, struct err *e) {
    struct hashes list = {0};
    for (int k = ROW_STEP; k < ROW_KINDS; k++)
        if (x->reads[k] && !x->sieve[k].bit) sift(x, (enum row_kind)k, &list, e);
    mem_free(list.h);
}

static bool may_name(const struct side_sieve *s, struct str id) {
    uint64_t h = s->bit ? str_hash(id) : 0;
    return !s->bit || s->bit[(h & s->mask) / 64] >> (h & 63) & 1;
}

/* ---- reading ---- */

struct reading {
    const struct side *x;
    int64_t known;
    struct arena *a;
    struct side_row *row;
    size_t n, cap;
};

static struct str text(struct arena *a, struct stmt *q, int c) {
    struct str s = stmt_str(q, c);
    return s.n ? arena_str(a, s) : str_none();
}

static void read_value(struct arena *a, struct stmt *q, int c, enum field_type type, struct side_value *v) {
    *v = (struct side_value){.is = !stmt_is_null(q, c)};
    if (type == FIELD_TEXT) v->text = text(a, q, c);
    else if (type == FIELD_TIME) v->at = stmt_moment(q, c);
    else v->number = type == FIELD_NUMBER ? stmt_real(q, c) : (double)stmt_int(q, c);
}

static void read_row(struct arena *a, struct stmt *q, enum row_kind kind, struct side_row *r) {
    int n = row_field_count(kind);
    struct side_value *v = arena_alloc(a, (size_t)n * sizeof *v);
    for (int i = 0; i < n; i++) read_value(a, q, i + 3, row_field_type(kind, i), &v[i]);
    *r = (struct side_row){.kind = kind,
                           .id = text(a, q, 0),
                           .events = text(a, q, 1),
                           .visit_id = text(a, q, 2),
                           .value = v,
                           .own = text(a, q, n + 3)};
}

static void bind(struct stmt *q, const char *name, struct str v) {
    int i = stmt_param(q, name);
    if (i && v.n) stmt_bind_str(q, i, v);
    else if (i) stmt_bind_null(q, i);
}

/* The rows of one log that name the event or the visit, or the row of that number. */
static void read_log(struct reading *r, enum row_kind kind, struct str event, struct str visit, struct str number,
                     struct err *e) {
    if (!number.n && !may_name(&r->x->sieve[kind], event.n ? event : visit)) return;
    struct stmt *q = r->x->rows[kind];
    bool either = logs[kind].either;
    bind(q, "event", either && visit.n ? visit : event);
    bind(q, "visit", visit);
    bind(q, "id", number);
    stmt_bind_int(q, stmt_param(q, "known"), r->known);
    while (stmt_step(q, e)) {
        struct side_row *s = VEC_ADD(r->row, r->n, r->cap);
        read_row(r->a, q, kind, s);
        if (either && number.n) s->events = s->visit_id = s->value[logs[kind].named].text;
        else if (either && visit.n) s->visit_id = visit;
        else if (either) s->events = event;
    }
}

static bool known_event(const struct reading *r, struct str ids, struct err *e) {
    bool known = false;
    for (struct str rest = ids, id; !known && rest.n && str_split(&rest, ';', &id);) {
        struct stmt *q = r->x->story_of;
        bind(q, "event", id);
        stmt_bind_int(q, stmt_param(q, "known"), r->known);
        known = stmt_step(q, e);
        stmt_reset(q);
    }
    return known;
}

static bool known_visit(const struct reading *r, struct str visit, struct err *e) {
    struct stmt *q = r->x->visit;
    bind(q, "visit", visit);
    stmt_bind_int(q, stmt_param(q, "known"), r->known);
    bool known = stmt_step(q, e);
    stmt_reset(q);
    return known;
}

/* A log without any row is not asked. */
static bool asks(const struct side *x, int kind) { return x->reads[kind] && x->first_run[kind] != INT64_MAX; }

static void of_event(struct reading *r, struct str event, struct err *e) {
    for (int k = ROW_STEP; k < ROW_KINDS; k++) {
        if (!asks(r->x, k) || !logs[k].of_event) continue;
        size_t before = r->n;
        read_log(r, (enum row_kind)k, event, str_none(), str_none(), e);
        if (logs[k].either && r->n > before && known_visit(r, event, e)) r->n = before;
    }
}

/* Rows that name no known event themselves belong to the visit's events. */
static void of_visit(struct reading *r, const struct visit_row *v, bool alone, struct err *e) {
    for (int k = ROW_STEP; k < ROW_KINDS; k++) {
        if (!asks(r->x, k) || !logs[k].of_visit) continue;
        size_t kept = r->n, i = r->n;
        read_log(r, (enum row_kind)k, str_none(), v->visit_id, str_none(), e);
        for (; i < r->n; i++) {
            struct side_row s = r->row[i];
            bool elsewhere = known_event(r, s.events, e);
            if (!elsewhere) s.events = v->event_ids;
            if (elsewhere && alone) continue;
            r->row[kept++] = s;
        }
        r->n = kept;
    }
}

static int by_key(const void *a, const void *b) {
    const struct side_row *x = a, *y = b;
    return x->kind != y->kind ? (x->kind < y->kind ? -1 : 1) : str_cmp(x->id, y->id);
}

static int by_event(const void *a, const void *b) {
    const struct side_ref *x = a, *y = b;
    int c = str_cmp(x->event, y->event);
    return c ? c : (x->row > y->row) - (x->row < y->row);
}

void side_refer(struct story *s, struct arena *a) {
    size_t most = 0;
    for (size_t i = 0; i < s->n_sides; i++)
        for (size_t k = 0; k <= s->side[i].events.n; k++)
            most += k == s->side[i].events.n || s->side[i].events.p[k] == ';';
    struct side_ref *ref = arena_alloc(a, (most + 1) * sizeof *ref);
    for (uint32_t i = 0; i < s->n_sides; i++)
        for (struct str rest = s->side[i].events, id; rest.n && str_split(&rest, ';', &id);)
            ref[s->n_refs++] = (struct side_ref){id, i};
    if (s->n_refs) qsort(ref, s->n_refs, sizeof *ref, by_event);
    s->ref = ref;
}

void side_attach(const struct side *x, struct story *s, int64_t known, struct arena *a, struct err *e) {
    s->side = NULL;
    s->n_sides = s->n_refs = 0;
    bool figures = s->kind == STORY_VISIT && s->n_events; /* the checks of its rows are told with its events */
    if (!x->any || (figures && !x->answers)) return;
    struct reading r = {.x = x, .known = known, .a = a};
    for (size_t i = 0; i < s->n_events && !figures; i++) of_event(&r, s->event[i].event_id, e);
    for (size_t i = 0; i < s->n_visits && !figures; i++) of_visit(&r, &s->visit[i], s->kind == STORY_VISIT, e);
    for (size_t i = 0; i < s->n_visits && figures; i++)
        if (asks(x, ROW_ANSWER)) read_log(&r, ROW_ANSWER, str_none(), s->visit[i].visit_id, str_none(), e);
    if (!r.n) return;
    qsort(r.row, r.n, sizeof *r.row, by_key);
    struct side_row *kept = arena_alloc(a, r.n * sizeof *kept);
    for (size_t i = 0; i < r.n; i++)
        if (!i || by_key(&r.row[i - 1], &r.row[i])) kept[s->n_sides++] = r.row[i];
    s->side = kept;
    side_refer(s, a);
    mem_free(r.row);
}

/* ---- rows by their keys ---- */

/* The parts of a key may hold the sign between them: every part that may be the first is tried. */
static void read_by_long_key(struct reading *r, enum row_kind kind, struct str id, struct err *e) {
    for (size_t i = 1; i < id.n && !r->n; i++) {
        if (id.p[i] != '/') continue;
        struct str first = str_n(id.p, i);
        bool visit = kind == ROW_ANSWER;
        read_log(r, kind, visit ? str_none() : first, visit ? first : str_none(), str_none(), e);
        size_t kept = 0;
        for (size_t k = 0; k < r->n; k++)
            if (str_eq(r->row[k].id, id)) r->row[kept++] = r->row[k];
        r->n = kept;
    }
}

bool side_read(const struct side *x, enum row_kind kind, struct str id, int64_t known, struct arena *a,
               struct side_row *out, struct err *e) {
    struct reading r = {.x = x, .known = known, .a = a};
    if (logs[kind].long_key) read_by_long_key(&r, kind, id, e);
    else read_log(&r, kind, str_none(), str_none(), id, e);
    bool found = r.n > 0;
    if (found) *out = r.row[0];
    mem_free(r.row);
    return found;
}

struct side_row *side_naming(const struct side *x, struct str event_id, struct str visit_id, int64_t known,
                             struct arena *a, size_t *n, struct err *e) {
    struct reading r = {.x = x, .known = known, .a = a};
    for (int k = ROW_STEP; k < ROW_KINDS; k++)
        if (x->reads[k] && (event_id.n ? logs[k].of_event : logs[k].of_visit))
            read_log(&r, (enum row_kind)k, event_id, visit_id, str_none(), e);
    struct side_row *kept = arena_alloc(a, (r.n + 1) * sizeof *kept);
    if (r.n) memcpy(kept, r.row, r.n * sizeof *kept);
    *n = r.n;
    mem_free(r.row);
    return kept;
}

struct str side_key(struct arena *a, enum row_kind kind, struct str id) {
    return str_of(arena_printf(a, "s:%s:%.*s", row_kind_name(kind), STR_ARG(id)));
}

bool side_key_parse(struct str key, enum row_kind *kind, struct str *id) {
    struct str rest = key, word;
    if (!str_starts(key, "s:") || !str_split(&rest, ':', &word) || !str_split(&rest, ':', &word)) return false;
    *id = rest;
    return row_kind_find(word, kind) && rest.n > 0;
}

static bool is_alone(const struct reading *r, const struct side_row *s, struct err *e) {
    struct str named = logs[s->kind].either ? s->value[logs[s->kind].named].text : str_none();
    struct str visit = named.n ? named : s->visit_id;
    return !known_event(r, named.n ? named : s->events, e) && !(visit.n && known_visit(r, visit, e));
}

bool side_alone(const struct side *x, struct str key, int64_t known, struct arena *a, struct story *out,
                struct err *e) {
    struct reading r = {.x = x, .known = known, .a = a};
    struct side_row *s = arena_alloc(a, sizeof *s);
    enum row_kind kind;
    struct str id;
    if (!side_key_parse(key, &kind, &id) || !x->checks[kind] || !side_read(x, kind, id, known, a, s, e)) return false;
    *out = (struct story){.kind = STORY_SIDE, .key = key, .side = s, .n_sides = 1};
    return is_alone(&r, s, e);
}

struct str *side_all_alone(const struct side *x, struct arena *a, size_t *n, struct err *e) {
    struct str *key = NULL;
    size_t cap = 0;
    *n = 0;
    for (int k = ROW_STEP; k < ROW_KINDS; k++) {
        if (!x->checks[k] || k == ROW_ANSWER) continue;
        struct stmt *q = store_stmt_file(x->store, embed_analysis, logs[k].alone, e);
        while (stmt_step(q, e)) *VEC_ADD(key, *n, cap) = side_key(a, (enum row_kind)k, stmt_str(q, 0));
    }
    return key;
}

/* ---- customers ---- */

static const struct customer_row *customer(const struct side *x, struct str id, int64_t known, struct arena *a,
                                           struct err *e) {
    struct stmt *q = x->customer;
    bind(q, "customer", id);
    stmt_bind_int(q, stmt_param(q, "known"), known);
    struct customer_row *c = NULL;
    if (stmt_step(q, e)) {
        c = arena_alloc(a, sizeof *c);
        *c = (struct customer_row){text(a, q, 0), stmt_moment(q, 1), !stmt_is_null(q, 2), stmt_real(q, 2),
                                   text(a, q, 3)};
    }
    stmt_reset(q);
    return c;
}

void side_customers(const struct side *x, struct story *s, int64_t known, struct arena *a, struct err *e) {
    for (size_t i = 0; x->customers && i < s->n_events; i++) {
        struct event_row *r = &s->event[i];
        bool again = i && str_eq(r->customer_id, r[-1].customer_id);
        r->customer = again ? r[-1].customer : r->customer_id.n ? customer(x, r->customer_id, known, a, e) : NULL;
    }
}
