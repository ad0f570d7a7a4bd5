#include "analysis/restate.h"
#include "base/embed.h"
#include "base/mem.h"
#include <assert.h>

typedef __int128 wide;

void sums_init(struct sums *s, struct store *store, const struct world *w, const struct targets *t, struct changes *c,
               bool fresh, struct err *e) {
    *s = (struct sums){.store = store,
                       .use = w->use,
                       .metrics = w->metrics,
                       .dims = w->dims,
                       .targets = t,
                       .changes = c,
                       .fresh = fresh,
                       .last_week_start = -1,
                       .noted = UINT64_MAX};
    s->get = store_stmt_file(store, embed_analysis, "analysis/sql/metric_get.sql", e);
    feed_open(store, e);
    s->fill = store_stmt_file(store, embed_analysis, "analysis/sql/metric_fill.sql", e);
    s->write = store_stmt_file(store, embed_analysis, "analysis/sql/metric_put.sql", e);
    s->remove = store_stmt_file(store, embed_analysis, "analysis/sql/metric_delete.sql", e);
}

void sums_release(struct sums *s) {
    mem_free(s->period);
    mem_free(s->rows.cell);
    mem_free(s->others.cell);
    arena_release(&s->rows.text);
    arena_release(&s->others.text);
    *s = (struct sums){0};
}

/* Rows come in runs of one period. */
struct str sums_period(struct sums *s, uint16_t policy, enum period_kind kind, int32_t no) {
    int week_start = s->use[policy].policy->week_start;
    if (s->last.kind != kind || s->last.no != no || s->last_week_start != week_start) {
        s->last = (struct period){kind, no};
        s->last_week_start = week_start;
        period_text(s->last, week_start, s->last_text);
    }
    return str_of(s->last_text);
}

static void note_period(struct sums *s, enum period_kind kind, int32_t no) {
    uint64_t key = (uint64_t)kind << 32 | (uint32_t)no;
    if (key == s->noted) return;
    s->noted = key;
    for (size_t i = s->n_periods; i-- > 0;)
        if (s->period[i] == key) return;
    *VEC_ADD(s->period, s->n_periods, s->cap_periods) = key;
}

int64_t sums_micro(int64_t num, int64_t factor, int64_t den) {
    wide n = (wide)num * factor * 1000000, a = n < 0 ? -n : n;
    wide q = (2 * a + den) / (2 * (wide)den);
    return (int64_t)(n < 0 ? -q : q);
}

/* ---- one row as stored ---- */

struct row {
    int64_t value[5];
    bool null[5];
}; /* numerator, denominator, value, target, compliant */

static void set(struct row *r, int i, int64_t v) {
    r->value[i] = v;
    r->null[i] = false;
}

static bool row_eq(const struct row *a, const struct row *b) {
    for (int i = 0; i < 5; i++)
        if (a->null[i] != b->null[i] || (!a->null[i] && a->value[i] != b->value[i])) return false;
    return true;
}

static const struct metric_def *def_of(const struct sums *s, uint16_t metric) { return &s->metrics->def[metric]; }

static bool has_target(enum metric_shape shape) {
    return shape == METRIC_RATE || shape == METRIC_MEAN || shape == METRIC_PER_100;
}

static struct target_value target_of(struct sums *s, const struct sum_key *k, const struct metric_def *d) {
    if (!has_target(d->shape) || k->scope_kind == SCOPE_STAFF || k->scope_kind == SCOPE_ROLE)
        return (struct target_value){0};
    return targets_find(s->targets, s->use[k->policy].policy, str_of(d->name), k->category, k->stage, k->kind,
                        sums_period(s, k->policy, k->kind, k->no));
}

static int64_t value_of(const struct metric_def *d, const struct sum *v) {
    switch (d->shape) {
    case METRIC_COUNT: return sums_micro(v->num, 1, 1);
    case METRIC_PER_100: return sums_micro(v->num, 100, v->den);
    case METRIC_PERCENTILE: return sums_micro(v->num, 1, 3600);
    case METRIC_POINTS: return v->value_micro;
    case METRIC_SUM: return v->num;
    default: return sums_micro(v->num, 1, v->den);
    }
}

static bool divides(enum metric_shape s) { return s == METRIC_RATE || s == METRIC_MEAN || s == METRIC_PER_100; }

static struct row row_of(const struct metric_def *d, const struct sum *v, const struct target_value *t) {
    struct row r = {{0}, {true, true, true, true, true}};
    set(&r, 0, v->num);
    if (d->shape != METRIC_COUNT && d->shape != METRIC_POINTS && d->shape != METRIC_SUM) set(&r, 1, v->den);
    bool valued = !divides(d->shape) || v->den != 0;
    if (valued) set(&r, 2, value_of(d, v));
    if (v->judged) set(&r, 4, v->compliant);
    if (t->set) set(&r, 3, sums_micro(t->num, 1, t->den));
    if (t->set && valued) {
        wide have = (wide)v->num * t->den, want = (wide)t->num * v->den;
        set(&r, 4, t->at_most ? have <= want : have >= want);
    }
    return r;
}

static void bind_key(struct sums *s, struct stmt *q, const struct sum_key *k) {
    stmt_bind_str(q, 1, str_of(s->use[k->policy].policy->id));
    stmt_bind_str(q, 2, str_of(def_of(s, k->metric)->name));
    stmt_bind_str(q, 3, str_of(period_kind_name(k->kind)));
    stmt_bind_str(q, 4, sums_period(s, k->policy, k->kind, k->no));
    stmt_bind_str(q, 5, str_of(scope_kind_name(k->scope_kind)));
    stmt_bind_str(q, 6, k->scope);
    stmt_bind_str(q, 7, k->category);
    stmt_bind_str(q, 8, k->stage);
}

static void run(struct sums *s, struct stmt *q, const struct sum_key *k, const struct row *r, struct err *e) {
    bind_key(s, q, k);
    for (int i = 0; r && i < 5; i++)
        if (r->null[i]) stmt_bind_null(q, 9 + i);
        else stmt_bind_int(q, 9 + i, r->value[i]);
    stmt_run(q, e);
}

enum { COLUMNS = 13, WAITING = 4096 };

static void flush(struct sums *s, struct sums_heap *h, struct err *e) {
    feed_run(s->store, s->fill, h->cell, h->n, COLUMNS, e);
    h->n = 0;
    arena_reset(&h->text);
}

void sums_flush(struct sums *s, struct err *e) {
    flush(s, &s->rows, e);
    flush(s, &s->others, e);
}

static struct feed_cell kept(struct sums_heap *h, struct str text) { return feed_str(arena_str(&h->text, text)); }

/* Rows in the order of the key go to the end of the table, which fills its pages; the others wait apart. */
static void fill(struct sums *s, const struct sum_key *k, const struct row *r, struct err *e) {
    struct sums_heap *h = def_of(s, k->metric)->derived ? &s->others : &s->rows;
    if (!h->cell) h->cell = mem_alloc(WAITING * COLUMNS * sizeof *h->cell);
    struct feed_cell *c = h->cell + h->n++ * COLUMNS;
    *c++ = feed_str(str_of(s->use[k->policy].policy->id));
    *c++ = feed_str(str_of(def_of(s, k->metric)->name));
    *c++ = feed_str(str_of(period_kind_name(k->kind)));
    *c++ = kept(h, sums_period(s, k->policy, k->kind, k->no));
    *c++ = feed_str(str_of(scope_kind_name(k->scope_kind)));
    *c++ = kept(h, k->scope);
    *c++ = kept(h, k->category);
    *c++ = kept(h, k->stage);
    for (int i = 0; i < 5; i++) *c++ = r->null[i] ? feed_null() : feed_int(r->value[i]);
    if (h->n == WAITING) flush(s, h, e);
}

static bool read_row(struct sums *s, const struct sum_key *k, struct row *r, struct err *e) {
    sums_flush(s, e);
    struct stmt *q = s->get;
    bind_key(s, q, k);
    if (!stmt_step(q, e)) return false;
    for (int i = 0; i < 5; i++) {
        r->null[i] = stmt_is_null(q, i);
        r->value[i] = stmt_int(q, i);
    }
    stmt_reset(q);
    return true;
}

/* Writes the row where it differs from what stands there. */
static bool write_row(struct sums *s, const struct sum_key *k, const struct row *old, const struct row *new,
                      struct err *e) {
    if (!old && !new) return false;
    if (old && new &&row_eq(old, new)) return false;
    if (new && s->fresh) fill(s, k, new, e);
    else run(s, new ? s->write : s->remove, k, new, e);
    note_period(s, k->kind, k->no);
    if (k->kind == PERIOD_NONE) return true; /* belongs to no period that could be over, and to no month's page */
    if (s->restate) restate_figure(s->restate, k, old ? old->value : NULL, old ? old->null : NULL, e);
    if (!s->fresh) changes_period(s->changes, (struct period){k->kind, k->no}, s->use[k->policy].policy->week_start);
    return true;
}

/* ---- what follows from one row ---- */

static int64_t ceil_div(wide a, wide b) { return (int64_t)(a >= 0 ? (a + b - 1) / b : -(-a / b)); }

/* 欠访数: max(0, ceil(target × due) − visited). */
static void put_shortfall(struct sums *s, const struct sum_key *k, const struct sum *v, const struct target_value *t,
                          struct err *e) {
    struct sum_key sk = *k;
    sk.metric = METRIC_shortfall;
    int64_t missing = v->exists && t->set && !t->at_most ? ceil_div((wide)t->num * v->den, t->den) - v->num : 0;
    struct sum out = {.exists = missing > 0, .num = missing};
    sums_put(s, &sk, &out, e);
}

/* Points for the forms that a surveyor's recovery rate lacks: ceil(target × sent) − returned of them. */
static void put_forms(struct sums *s, const struct sum_key *k, const struct sum *v, const struct target_value *t,
                      const struct survey_score *score, struct err *e) {
    struct sum_key sk = *k;
    sk.metric = METRIC_score_forms;
    int64_t missing = v->exists && t->set && !t->at_most ? ceil_div((wide)t->num * v->den, t->den) - v->num : 0;
    if (missing < 0) missing = 0;
    struct sum out = {.exists = v->exists && t->set, .num = missing, .value_micro = -missing * score->points_micro};
    sums_put(s, &sk, &out, e);
}

/* Whole bands by which the rate misses its target: floor((target − rate) / width). */
static int64_t bands_missed(const struct sum *v, const struct target_value *t, struct fraction width) {
    if (!v->exists || !v->den || !t->set) return 0;
    wide gap = (wide)t->num * v->den - (wide)v->num * t->den; /* over t->den × v->den */
    if (gap <= 0) return 0;
    return (int64_t)(gap * width.den / ((wide)t->den * v->den * width.num));
}

static bool band_of(const struct sums *s, const struct sum_key *k, const struct band_rule *b) {
    return str_is(k->category, b->category) && str_is(k->stage, b->stage) &&
           metric_find(s->metrics, str_of(b->metric)) >= 0;
}

/* The points of all band rules of this category and stage; a row for as long as one of their rates has a target. */
static void put_bands(struct sums *s, const struct sum_key *k, struct err *e) {
    const struct policy *p = s->use[k->policy].policy;
    struct sum out = {0};
    for (size_t i = 0; i < p->n_bands; i++) {
        const struct band_rule *b = &p->band[i];
        if (!band_of(s, k, b)) continue;
        struct sum_key bk = *k;
        bk.metric = (uint16_t)metric_find(s->metrics, str_of(b->metric));
        struct sum rate = sums_get(s, &bk, e);
        struct target_value t = target_of(s, &bk, def_of(s, bk.metric));
        int64_t units = bands_missed(&rate, &t, b->width);
        out.exists |= rate.exists && t.set;
        out.num += units;
        out.value_micro -= units * b->points_micro;
    }
    struct sum_key sk = *k;
    sk.metric = METRIC_score_rate_band;
    bool fresh = s->fresh;
    s->fresh = false; /* two rules may give one row */
    sums_put(s, &sk, &out, e);
    s->fresh = fresh;
}

static void follow(struct sums *s, const struct sum_key *k, const struct sum *v, const struct target_value *t,
                   struct err *e) {
    if (k->metric == METRIC_visit_rate && (t->set || !s->fresh)) put_shortfall(s, k, v, t, e);
    const struct policy *p = s->use[k->policy].policy;
    const struct survey_score *forms = policy_survey_score(p, SURVEY_FORMS);
    if (forms && k->metric == METRIC_recovery_rate && k->scope_kind == SCOPE_SURVEYOR && k->kind != PERIOD_NONE)
        put_forms(s, k, v, t, forms, e);
    for (size_t i = 0; i < p->n_bands; i++)
        if (str_is(str_of(def_of(s, k->metric)->name), p->band[i].metric) && band_of(s, k, &p->band[i])) {
            put_bands(s, k, e);
            return;
        }
}

/* ---- doors ---- */

static void put(struct sums *s, const struct sum_key *k, const struct sum *v, const struct row *old, struct err *e) {
    const struct metric_def *d = def_of(s, k->metric);
    struct target_value t = target_of(s, k, d);
    struct row new;
    if (v->exists) new = row_of(d, v, &t);
    if (write_row(s, k, old, v->exists ? &new : NULL, e)) follow(s, k, v, &t, e);
}

void sums_put(struct sums *s, const struct sum_key *k, const struct sum *v, struct err *e) {
    struct row old;
    bool had = !s->fresh && read_row(s, k, &old, e);
    put(s, k, v, had ? &old : NULL, e);
}

struct sum sums_get(struct sums *s, const struct sum_key *k, struct err *e) {
    struct row r;
    if (!read_row(s, k, &r, e)) return (struct sum){0};
    return (struct sum){.exists = true, .num = r.value[0], .den = r.value[1]};
}

static struct sum_key key_of(const struct sums *s, const struct cell *c) {
    const struct dims *d = s->dims;
    struct str scope = c->scope_kind == SCOPE_SITE         ? d->site.name[c->scope]
                       : c->scope_kind == SCOPE_DEPARTMENT ? d->department.name[c->scope]
                                                           : STR_LIT("");
    return (struct sum_key){c->policy,
                            c->metric,
                            c->kind,
                            c->no,
                            c->scope_kind,
                            scope,
                            d->category.name[c->category],
                            d->stage.name[c->stage]};
}

void sums_add(void *ctx, const struct cell *cell, size_t n, struct err *e) {
    struct sums *s = ctx;
    for (size_t i = 0; i < n && !err_is(e); i++) {
        struct sum_key k = key_of(s, &cell[i]);
        struct sum v = {.num = cell[i].num, .den = cell[i].den};
        struct row old;
        bool had = !s->fresh && read_row(s, &k, &old, e);
        if (had) {
            v.num += old.value[0];
            v.den += old.value[1];
        }
        v.exists = v.num != 0 || v.den != 0;
        put(s, &k, &v, had ? &old : NULL, e);
    }
}

void sums_retarget(struct sums *s, uint16_t policy, const struct target_line *line, struct err *e) {
    int metric = metric_find(s->metrics, line->metric);
    struct period p;
    if (metric < 0 || !has_target(s->metrics->def[metric].shape)) return;
    if (!period_parse(line->period, s->use[policy].policy->week_start, &p)) return;
    struct stmt *q = store_stmt_file(s->store, embed_analysis, "analysis/sql/metric_retarget.sql", e);
    stmt_bind_str(q, 1, str_of(s->use[policy].policy->id));
    stmt_bind_str(q, 2, line->metric);
    stmt_bind_str(q, 3, str_of(period_kind_name(p.kind)));
    stmt_bind_str(q, 4, line->period);
    stmt_bind_str(q, 5, line->category);
    struct arena a;
    arena_init(&a);
    struct sum_key *key = NULL;
    size_t n = 0, cap = 0;
    while (stmt_step(q, e)) {
        enum scope_kind kind = SCOPE_ALL;
        while (kind < SCOPE_ROLE && !str_is(stmt_str(q, 0), scope_kind_name(kind))) kind++;
        *VEC_ADD(key, n, cap) = (struct sum_key){policy,         (uint16_t)metric,
                                                 p.kind,         p.no,
                                                 kind,           arena_str(&a, stmt_str(q, 1)),
                                                 line->category, arena_str(&a, stmt_str(q, 2))};
    }
    for (size_t i = 0; i < n; i++) {
        struct sum v = sums_get(s, &key[i], e);
        sums_put(s, &key[i], &v, e);
    }
    mem_free(key);
    arena_release(&a);
}
