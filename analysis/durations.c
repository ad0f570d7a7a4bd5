#include "analysis/durations.h"
#include "base/buf.h"
#include "base/embed.h"
#include "base/mem.h"
#include <assert.h>
#include <endian.h>
#include <stdlib.h>

enum { PENDING_MAX = 1 << 20 };

/* One duration to put into a list (sign 1) or to take out (-1). list: policy 8 bits, first day of the part 24, department
 * or site 1, which one 20, category 11. */
struct durations_entry {
    uint64_t list;
    int64_t seconds;
    int sign;
};
enum { BITS_SCOPE = 20, BITS_CATEGORY = 11, DAY_ZERO = 1 << 23 };

static uint64_t list_key(uint16_t policy, int32_t fragment, bool department, uint32_t scope, uint32_t category) {
    assert(policy < 256 && fragment > -DAY_ZERO && fragment < DAY_ZERO && scope < 1u << BITS_SCOPE &&
           category < 1u << BITS_CATEGORY);
    return (uint64_t)policy << 56 | (uint64_t)(fragment + DAY_ZERO) << 32 | (uint64_t)department << 31 |
           (uint64_t)scope << 11 | category;
}

static uint16_t policy_of(uint64_t list) { return (uint16_t)(list >> 56); }
static int32_t fragment_of(uint64_t list) { return (int32_t)(list >> 32 & 0xffffff) - DAY_ZERO; }

void durations_init(struct durations *d, struct store *s, const struct world *w, const uint16_t *policy_no,
                    struct outbox *o) {
    *d = (struct durations){.store = s, .outbox = o, .use = w->use, .policy_no = policy_no, .dims = w->dims};
}

void durations_release(struct durations *d) {
    mem_free(d->entry);
    mem_free(d->part);
    *d = (struct durations){0};
}

/* ---- selection ---- */

size_t durations_rank(int p, size_t n) { return ((size_t)p * n + 99) / 100; }

static void swap(int64_t *a, int64_t *b) {
    int64_t t = *a;
    *a = *b;
    *b = t;
}

static int64_t middle_of(int64_t a, int64_t b, int64_t c) {
    if (a > b) swap(&a, &b);
    if (b > c) b = c;
    return a > b ? a : b;
}

/* Quickselect with three parts, so that many equal values cost nothing. */
int64_t durations_select(int64_t *v, size_t n, size_t k) {
    size_t lo = 0, hi = n;
    while (hi - lo > 1) {
        int64_t pivot = middle_of(v[lo], v[lo + (hi - lo) / 2], v[hi - 1]);
        size_t lt = lo, i = lo, gt = hi;
        while (i < gt) {
            if (v[i] < pivot) swap(&v[lt++], &v[i++]);
            else if (v[i] > pivot) swap(&v[i], &v[--gt]);
            else i++;
        }
        if (k < lt) hi = lt;
        else if (k < gt) return pivot;
        else lo = gt;
    }
    return v[lo];
}

/* ---- the lists ---- */

static int by_entry(const void *a, const void *b) {
    const struct durations_entry *x = a, *y = b;
    if (x->list != y->list) return x->list < y->list ? -1 : 1;
    return (x->seconds > y->seconds) - (x->seconds < y->seconds);
}

/* What of a run of equal seconds is left to add (or to take out). */
static size_t net(struct durations_entry *e, size_t n) {
    size_t kept = 0;
    for (size_t i = 0, j; i < n; i = j) {
        int count = 0;
        for (j = i; j < n && e[j].seconds == e[i].seconds; j++) count += e[j].sign;
        struct durations_entry left = e[i];
        left.sign = count < 0 ? -1 : 1;
        for (int k = abs(count); k > 0; k--) e[kept++] = left;
    }
    return kept;
}

static void bind_list(struct durations *d, struct stmt *q, uint64_t list, char text[MOMENT_TEXT]) {
    bool department = list >> 31 & 1;
    uint32_t scope = (uint32_t)(list >> BITS_CATEGORY) & ((1u << BITS_SCOPE) - 1),
             category = (uint32_t)list & ((1u << BITS_CATEGORY) - 1);
    stmt_bind_str(q, 1, str_of(d->use[policy_of(list)].policy->id));
    stmt_bind_str(q, 2, str_of(civil_day_text(fragment_of(list), text)));
    stmt_bind_str(q, 3, str_of(scope_kind_name(department ? SCOPE_DEPARTMENT : SCOPE_SITE)));
    stmt_bind_str(q, 4, department ? d->dims->department.name[scope] : d->dims->site.name[scope]);
    stmt_bind_str(q, 5, d->dims->category.name[category]);
}

static int64_t at(const char *blob, size_t i) {
    uint64_t v;
    memcpy(&v, blob + i * sizeof v, sizeof v);
    return (int64_t)le64toh(v);
}

/* Merges n net entries, sorted, into the stored list. */
static void merge(struct str list, const struct durations_entry *e, size_t n, struct buf *out) {
    size_t m = list.n / sizeof(int64_t), i = 0, j = 0;
    buf_reset(out);
    while (i < m || j < n) {
        if (j < n && e[j].sign < 0) {
            if (i < m && at(list.p, i) == e[j].seconds) i++, j++;
            else if (i < m && at(list.p, i) < e[j].seconds)
                buf_add(out, list.p + i++ * sizeof(int64_t), sizeof(int64_t));
            else j++; /* not there: nothing to take out */
            continue;
        }
        bool stored = i < m && (j == n || at(list.p, i) <= e[j].seconds);
        uint64_t v = htole64((uint64_t)(stored ? at(list.p, i) : e[j].seconds));
        buf_add(out, &v, sizeof v);
        i += stored;
        j += !stored;
    }
}

static void note_part(struct durations *d, uint64_t list) {
    for (size_t i = d->n_parts; i-- > 0;)
        if (d->part[i].policy == policy_of(list) && d->part[i].fragment == fragment_of(list)) return;
    *VEC_ADD(d->part, d->n_parts, d->cap_parts) = (struct durations_part){policy_of(list), fragment_of(list)};
}

static void write_list(struct durations *d, struct durations_entry *e, size_t n, struct buf *b, struct err *err) {
    n = net(e, n);
    if (!n) return;
    char text[MOMENT_TEXT];
    struct stmt *get = store_stmt_file(d->store, embed_analysis, "analysis/sql/duration_get.sql", err);
    bind_list(d, get, e->list, text);
    struct str list = stmt_step(get, err) ? stmt_blob(get, 0) : str_none();
    merge(list, e, n, b);
    stmt_reset(get);
    struct stmt *put = store_stmt_file(
        d->store, embed_analysis, b->n ? "analysis/sql/duration_put.sql" : "analysis/sql/duration_delete.sql", err);
    bind_list(d, put, e->list, text);
    if (b->n) stmt_bind_blob(put, 6, b->p, b->n);
    stmt_run(put, err);
    note_part(d, e->list);
}

static void flush(void *ctx, struct err *err) {
    struct durations *d = ctx;
    struct buf b;
    buf_init(&b);
    if (d->n) qsort(d->entry, d->n, sizeof *d->entry, by_entry);
    for (size_t i = 0, j; i < d->n && !err_is(err); i = j) {
        for (j = i + 1; j < d->n && d->entry[i].list == d->entry[j].list;) j++;
        write_list(d, &d->entry[i], j - i, &b, err);
    }
    d->n = 0;
    buf_release(&b);
}

void durations_add(struct durations *d, const struct span_s *span, size_t n, int sign, struct err *e) {
    for (size_t i = 0; i < n; i++) {
        const struct span_s *x = &span[i];
        uint16_t policy = d->policy_no[x->policy];
        int32_t part = cube_fragment(x->day, d->use[policy].policy->week_start);
        *VEC_ADD(d->entry, d->n, d->cap) =
            (struct durations_entry){list_key(policy, part, false, x->site, x->category), x->seconds, sign};
        *VEC_ADD(d->entry, d->n, d->cap) =
            (struct durations_entry){list_key(policy, part, true, x->department, x->category), x->seconds, sign};
    }
    if (d->n >= PENDING_MAX) outbox_do(d->outbox, flush, d, e);
}

/* ---- percentiles ---- */

struct values {
    int64_t *v;
    size_t n, cap;
};

/* One period of one policy while its lists are read, ordered by scope kind, scope and category. */
struct reading {
    struct durations *d;
    struct sums *s;
    uint16_t policy;
    struct period period;
    struct arena text;
    struct intern category;
    struct values *all;
    size_t n_all, cap_all;     /* by category: all sites */
    struct values pooled, one; /* of the scope being read, and of its category */
    struct str scope, category_name;
    enum scope_kind scope_kind;
    struct intern written; /* scope kind, scope and category of the rows written */
};

static void append(struct values *to, const int64_t *v, size_t n) {
    mem_grow(&to->v, &to->cap, to->n + n, sizeof *to->v);
    if (n) memcpy(to->v + to->n, v, n * sizeof *v);
    to->n += n;
}

static struct str cell_key(struct reading *r, const struct sum_key *k) {
    return str_of(arena_printf(&r->text, "%d %.*s\n%.*s", k->scope_kind, STR_ARG(k->scope), STR_ARG(k->category)));
}

static void put(struct reading *r, enum scope_kind kind, struct str scope, struct str category, struct values *v,
                struct err *e) {
    if (!v->n || (kind != SCOPE_ALL && !scope.n)) return;
    struct sum_key k = {r->policy,  METRIC_resolution_hours_p50, r->period.kind, r->period.no, kind, scope, category,
                        STR_LIT("")};
    if (!r->s->fresh) intern_add(&r->written, cell_key(r, &k));
    struct sum out = {.exists = true, .den = (int64_t)v->n};
    out.num = durations_select(v->v, v->n, durations_rank(50, v->n) - 1);
    sums_put(r->s, &k, &out, e);
    k.metric = METRIC_resolution_hours_p90;
    out.num = durations_select(v->v, v->n, durations_rank(90, v->n) - 1);
    sums_put(r->s, &k, &out, e);
}

static void end_category(struct reading *r, struct err *e) {
    if (r->category_name.n) put(r, r->scope_kind, r->scope, r->category_name, &r->one, e);
    append(&r->pooled, r->one.v, r->one.n);
    if (r->scope_kind == SCOPE_SITE) {
        uint32_t no = intern_add(&r->category, r->category_name);
        if (no == r->n_all) *VEC_ADD(r->all, r->n_all, r->cap_all) = (struct values){0};
        append(&r->all[no], r->one.v, r->one.n);
    }
    r->one.n = 0;
}

static void end_scope(struct reading *r, struct err *e) {
    end_category(r, e);
    put(r, r->scope_kind, r->scope, STR_LIT(""), &r->pooled, e);
    r->pooled.n = 0;
}

static void read_list(struct reading *r, struct stmt *q, bool first, struct err *e) {
    enum scope_kind kind = str_is(stmt_str(q, 0), "site") ? SCOPE_SITE : SCOPE_DEPARTMENT;
    struct str scope = stmt_str(q, 1), category = stmt_str(q, 2), list = stmt_blob(q, 3);
    if (!first) {
        if (kind != r->scope_kind || !str_eq(scope, r->scope)) end_scope(r, e);
        else if (!str_eq(category, r->category_name)) end_category(r, e);
    }
    if (first || kind != r->scope_kind || !str_eq(scope, r->scope)) r->scope = arena_str(&r->text, scope);
    if (first || !str_eq(category, r->category_name)) r->category_name = arena_str(&r->text, category);
    r->scope_kind = kind;
    size_t n = list.n / sizeof(int64_t);
    mem_grow(&r->one.v, &r->one.cap, r->one.n + n, sizeof *r->one.v);
    for (size_t i = 0; i < n; i++) r->one.v[r->one.n++] = at(list.p, i);
}

static void end_all(struct reading *r, struct err *e) {
    struct values pooled = {0};
    for (size_t i = 0; i < r->n_all; i++) {
        if (r->category.name[i].n) put(r, SCOPE_ALL, STR_LIT(""), r->category.name[i], &r->all[i], e);
        append(&pooled, r->all[i].v, r->all[i].n);
        mem_free(r->all[i].v);
    }
    put(r, SCOPE_ALL, STR_LIT(""), STR_LIT(""), &pooled, e);
    mem_free(pooled.v);
}

/* Rows of the period that no list stands for any more. */
static void drop_others(struct reading *r, struct err *e) {
    struct stmt *q = store_stmt_file(r->d->store, embed_analysis, "analysis/sql/metric_cells.sql", e);
    stmt_bind_str(q, 1, str_of(r->d->use[r->policy].policy->id));
    stmt_bind_str(q, 2, str_of(r->s->metrics->def[METRIC_resolution_hours_p50].name));
    stmt_bind_str(q, 3, str_of(period_kind_name(r->period.kind)));
    stmt_bind_str(q, 4, sums_period(r->s, r->policy, r->period.kind, r->period.no));
    struct sum_key *gone = NULL;
    size_t n = 0, cap = 0;
    while (stmt_step(q, e)) {
        enum scope_kind kind = SCOPE_ALL;
        while (kind < SCOPE_DEPARTMENT && !str_is(stmt_str(q, 0), scope_kind_name(kind))) kind++;
        struct sum_key k = {r->policy,
                            METRIC_resolution_hours_p50,
                            r->period.kind,
                            r->period.no,
                            kind,
                            arena_str(&r->text, stmt_str(q, 1)),
                            arena_str(&r->text, stmt_str(q, 2)),
                            STR_LIT("")};
        if (intern_find(&r->written, cell_key(r, &k)) == INTERN_NONE) *VEC_ADD(gone, n, cap) = k;
    }
    struct sum none = {0};
    for (size_t i = 0; i < n; i++) {
        sums_put(r->s, &gone[i], &none, e);
        gone[i].metric = METRIC_resolution_hours_p90;
        sums_put(r->s, &gone[i], &none, e);
    }
    mem_free(gone);
}

static void sum_period(struct durations *d, struct sums *s, uint16_t policy, struct period p, struct err *e) {
    struct reading r = {.d = d, .s = s, .policy = policy, .period = p};
    int week_start = d->use[policy].policy->week_start;
    char first[MOMENT_TEXT], last[MOMENT_TEXT];
    intern_init(&r.category);
    intern_init(&r.written);
    struct stmt *q = store_stmt_file(d->store, embed_analysis, "analysis/sql/durations_of.sql", e);
    stmt_bind_str(q, 1, str_of(d->use[policy].policy->id));
    stmt_bind_str(q, 2, str_of(civil_day_text(period_first(p, week_start), first)));
    stmt_bind_str(q, 3, str_of(civil_day_text(period_last(p, week_start), last)));
    bool any = false;
    while (stmt_step(q, e)) {
        read_list(&r, q, !any, e);
        any = true;
    }
    if (any) end_scope(&r, e);
    end_all(&r, e);
    if (!s->fresh) drop_others(&r, e);
    mem_free(r.all);
    mem_free(r.pooled.v);
    mem_free(r.one.v);
    intern_release(&r.category);
    intern_release(&r.written);
    arena_release(&r.text);
}

static int by_period(const void *a, const void *b) {
    const struct durations_part *x = a, *y = b;
    if (x->policy != y->policy) return x->policy < y->policy ? -1 : 1;
    return (x->fragment > y->fragment) - (x->fragment < y->fragment);
}

void durations_fold(struct durations *d, struct sums *s, struct err *e) {
    flush(d, e);
    if (d->n_parts) qsort(d->part, d->n_parts, sizeof *d->part, by_period);
    for (int kind = 0; kind < PERIOD_KINDS; kind++)
        for (size_t i = 0; i < d->n_parts && !err_is(e); i++) {
            int week_start = d->use[d->part[i].policy].policy->week_start;
            struct period p = period_of((enum period_kind)kind, d->part[i].fragment, week_start);
            bool done = i && d->part[i - 1].policy == d->part[i].policy &&
                        period_of((enum period_kind)kind, d->part[i - 1].fragment, week_start).no == p.no;
            if (!done) sum_period(d, s, d->part[i].policy, p, e);
        }
    d->n_parts = 0;
}
