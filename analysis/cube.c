#include "analysis/cube.h"
#include "analysis/metric.h"
#include "base/err.h"
#include "base/mem.h"
#include <assert.h>
#include <stdlib.h>

/* Key. hi: policy 8 bits, metric 12, pooled flags 2, kind + 1 3 bits, scope kind 3, one bit set so that no key is 0,
 * then the day or period number, shifted to be positive, 32. lo: scope 24, category 20, stage 20. */
enum { BITS_SCOPE = 24, BITS_NAME = 20, CACHE_DAYS = 4096, CELLS_FIRST = 1 << 14, AHEAD = 16 };

static const char *const scope_names[] = {"all", "site", "department", "staff", "surveyor", "role"};
const char *scope_kind_name(enum scope_kind k) { return scope_names[k]; }

void cube_init(struct cube *c, const struct policy_use *use, const uint16_t *policy_no) {
    *c = (struct cube){.use = use, .policy_no = policy_no};
    c->n_slots = CELLS_FIRST;
    c->slot = mem_zero(c->n_slots * sizeof *c->slot);
    c->fragment = mem_zero(7 * CACHE_DAYS * sizeof *c->fragment);
}

void cube_release(struct cube *c) {
    mem_free(c->slot);
    mem_free(c->fragment);
    *c = (struct cube){0};
}

void cube_reset(struct cube *c) {
    memset(c->slot, 0, c->n_slots * sizeof *c->slot);
    c->n = 0;
}

int32_t cube_fragment(int32_t day, int week_start) {
    int32_t month = day - (civil_of(day).mday - 1);
    int32_t week = period_first(period_of(PERIOD_WEEK, day, week_start), week_start);
    return month > week ? month : week;
}

static int32_t fragment_of(struct cube *c, int32_t day, int week_start) {
    int32_t *at = &c->fragment[week_start * CACHE_DAYS + (day & (CACHE_DAYS - 1))].day;
    int32_t *first = &c->fragment[week_start * CACHE_DAYS + (day & (CACHE_DAYS - 1))].first;
    if (*at != day + 1) { /* 0 is a free place */
        *at = day + 1;
        *first = cube_fragment(day, week_start);
    }
    return *first;
}

static uint64_t mix(uint64_t hi, uint64_t lo) {
    uint64_t h = (hi ^ (lo * 0x9E3779B97F4A7C15ull)) * 0xBF58476D1CE4E5B9ull;
    h ^= h >> 29;
    h *= 0x94D049BB133111EBull;
    return h ^ h >> 32;
}

static struct cube_cell key_of(struct cube *c, const struct tally *t) {
    int32_t no = t->kind < 0 ? fragment_of(c, t->day_or_no, c->use[t->policy].policy->week_start) : t->day_or_no;
    assert(t->scope < 1u << BITS_SCOPE && t->category < 1u << BITS_NAME && t->stage < 1u << BITS_NAME);
    uint64_t hi = (uint64_t)c->policy_no[t->policy] << 53 | (uint64_t)t->metric << 41;
    hi |= (uint64_t)t->pool_category << 40 | (uint64_t)t->pool_stage << 39;
    hi |= (uint64_t)(t->kind + 1) << 36 | (uint64_t)t->scope_kind << 33 | 1ull << 32;
    hi |= (uint32_t)no ^ 0x80000000u;
    return (struct cube_cell){hi, (uint64_t)t->scope << 40 | (uint64_t)t->category << 20 | t->stage, t->num, t->den};
}

static struct cube_cell *find(struct cube *c, uint64_t hi, uint64_t lo, size_t at) {
    size_t mask = c->n_slots - 1;
    at &= mask;
    while (c->slot[at].hi && (c->slot[at].hi != hi || c->slot[at].lo != lo)) at = (at + 1) & mask;
    return &c->slot[at];
}

static void grow(struct cube *c) {
    struct cube_cell *old = c->slot;
    size_t n = c->n_slots;
    c->n_slots *= 2;
    c->slot = mem_zero(c->n_slots * sizeof *c->slot);
    for (size_t i = 0; i < n; i++)
        if (old[i].hi) *find(c, old[i].hi, old[i].lo, mix(old[i].hi, old[i].lo)) = old[i];
    mem_free(old);
}

static void add_cell(struct cube *c, const struct cube_cell *k, size_t at, int sign) {
    struct cube_cell *cell = find(c, k->hi, k->lo, at);
    if (!cell->hi) {
        cell->hi = k->hi;
        cell->lo = k->lo;
        c->n++;
    }
    cell->num += sign * k->num;
    cell->den += sign * k->den;
}

/* A few cells at a time, so that their memory is on its way before they are looked at. */
void cube_add(struct cube *c, const struct tally *t, size_t n, int sign) {
    struct cube_cell key[AHEAD];
    size_t at[AHEAD];
    for (size_t i = 0; i < n; i += AHEAD) {
        size_t m = n - i < AHEAD ? n - i : AHEAD;
        while ((c->n + m) * 4 > c->n_slots * 3) grow(c);
        for (size_t j = 0; j < m; j++) {
            key[j] = key_of(c, &t[i + j]);
            at[j] = mix(key[j].hi, key[j].lo);
            __builtin_prefetch(&c->slot[at[j] & (c->n_slots - 1)]);
        }
        for (size_t j = 0; j < m; j++) add_cell(c, &key[j], at[j], sign);
    }
}

/* ---- names in byte order ---- */

struct named {
    struct str name;
    uint32_t id;
};

static int by_name(const void *a, const void *b) {
    return str_cmp(((const struct named *)a)->name, ((const struct named *)b)->name);
}

static uint32_t *rank_names(const struct intern *t) {
    struct named *list = mem_alloc((t->n + 1) * sizeof *list);
    uint32_t *rank = mem_zero((t->n + 1) * sizeof *rank);
    for (size_t i = 0; i < t->n; i++) list[i] = (struct named){t->name[i], (uint32_t)i};
    qsort(list, t->n, sizeof *list, by_name);
    for (size_t i = 0; i < t->n; i++) rank[list[i].id] = (uint32_t)i;
    mem_free(list);
    return rank;
}

void ranks_init(struct ranks *r, const struct dims *d) {
    *r = (struct ranks){rank_names(&d->site), rank_names(&d->department), rank_names(&d->category),
                        rank_names(&d->stage)};
}

void ranks_release(struct ranks *r) {
    mem_free(r->site);
    mem_free(r->department);
    mem_free(r->category);
    mem_free(r->stage);
    *r = (struct ranks){0};
}

/* ---- summing up ---- */

/* A cell with its place, as numbers that sort like the stored texts. hi: period 32 bits, scope kind 3, scope 24; lo:
 * category 20, stage 20, and the number of the cell 24. Cells of one place are neighbours after sorting. */
struct placed {
    uint64_t hi, lo;
};
enum { BITS_CELL = 24 };

struct fold {
    struct cube *cube;
    struct ranks ranks;
    uint32_t *category, *stage; /* by rank: back to the number */
    struct placed *row, *spare;
    size_t n, cap, cap_spare;
    struct cell *out;
    size_t cap_out;
};

/* Byte order of the stored names. all < department < role < site < staff < surveyor */
static const enum period_kind kind_order[PERIOD_KINDS] = {PERIOD_HALF, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_WEEK,
                                                          PERIOD_YEAR};
static const uint8_t scope_rank[] = {[SCOPE_ALL] = 0,  [SCOPE_DEPARTMENT] = 1, [SCOPE_ROLE] = 2,
                                     [SCOPE_SITE] = 3, [SCOPE_STAFF] = 4,      [SCOPE_SURVEYOR] = 5};

static uint32_t *inverse(const uint32_t *rank, size_t n) {
    uint32_t *id = mem_alloc((n + 1) * sizeof *id);
    for (size_t i = 0; i < n; i++) id[rank[i]] = (uint32_t)i;
    return id;
}

static int kind_of(const struct cube_cell *k) { return (int)(k->hi >> 36 & 7) - 1; }
static int32_t no_of(const struct cube_cell *k) { return (int32_t)((uint32_t)k->hi ^ 0x80000000u); }
static enum scope_kind scope_kind_of(const struct cube_cell *k) { return (enum scope_kind)(k->hi >> 33 & 7); }
static uint32_t scope_of(const struct cube_cell *k) { return (uint32_t)(k->lo >> 40); }
static uint32_t category_of(const struct cube_cell *k) { return (uint32_t)(k->lo >> 20 & 0xfffff); }
static uint32_t stage_of(const struct cube_cell *k) { return (uint32_t)(k->lo & 0xfffff); }
static uint16_t policy_of(const struct cube_cell *k) { return (uint16_t)(k->hi >> 53 & 0xff); }

static void place(struct fold *f, uint64_t hi, uint32_t category, uint32_t stage, size_t cell) {
    uint64_t what = (uint64_t)f->ranks.category[category] << 20 | f->ranks.stage[stage];
    *VEC_ADD(f->row, f->n, f->cap) = (struct placed){hi, what << BITS_CELL | cell};
}

/* Puts a cell where it counts in periods of one kind. */
static void spread(struct fold *f, const struct cube_cell *k, size_t cell, enum period_kind want) {
    if (kind_of(k) >= 0 && kind_of(k) != (int)want) return;
    int week_start = f->cube->use[policy_of(k)].policy->week_start;
    int32_t no = kind_of(k) < 0 ? period_of(want, no_of(k), week_start).no : no_of(k);
    enum scope_kind kind = scope_kind_of(k);
    uint32_t scope = kind == SCOPE_SITE         ? f->ranks.site[scope_of(k)]
                     : kind == SCOPE_DEPARTMENT ? f->ranks.department[scope_of(k)]
                                                : scope_of(k);
    uint64_t hi = (uint64_t)((uint32_t)no ^ 0x80000000u) << 27 | (uint64_t)scope_rank[kind] << 24 | scope;
    uint32_t category = category_of(k), stage = stage_of(k);
    bool pool_category = category && (k->hi >> 40 & 1), pool_stage = stage && (k->hi >> 39 & 1);
    place(f, hi, category, stage, cell);
    if (pool_category) place(f, hi, 0, stage, cell);
    if (pool_stage) place(f, hi, category, 0, cell);
    if (pool_category && pool_stage) place(f, hi, 0, 0, cell);
}

static uint64_t digit(const struct placed *p, int pass) {
    return pass < 4 ? p->lo >> (BITS_CELL + 10 * pass) & 1023 : p->hi >> (10 * (pass - 4)) & 1023;
}

/* Radix sort by all bits but the cell's, ten at a time; digits that are the same in all rows cost one look. */
static void sort(struct fold *f) {
    mem_grow(&f->spare, &f->cap_spare, f->n, sizeof *f->spare);
    for (int pass = 0; pass < 10; pass++) {
        size_t start[1024] = {0};
        for (size_t i = 0; i < f->n; i++) start[digit(&f->row[i], pass)]++;
        if (start[digit(&f->row[0], pass)] == f->n) continue;
        for (size_t i = 0, sum = 0; i < 1024; i++) {
            size_t n = start[i];
            start[i] = sum;
            sum += n;
        }
        for (size_t i = 0; i < f->n; i++) f->spare[start[digit(&f->row[i], pass)]++] = f->row[i];
        struct placed *row = f->row;
        size_t cap = f->cap;
        f->row = f->spare;
        f->cap = f->cap_spare;
        f->spare = row;
        f->cap_spare = cap;
    }
}

static bool same_place(const struct placed *a, const struct placed *b) {
    return a->hi == b->hi && a->lo >> BITS_CELL == b->lo >> BITS_CELL;
}

static struct cell cell_of(const struct fold *f, const struct cube_cell *k, const struct placed *p,
                           enum period_kind kind) {
    return (struct cell){.policy = policy_of(k),
                         .metric = (uint16_t)(k->hi >> 41 & 0xfff),
                         .kind = kind,
                         .no = (int32_t)((uint32_t)(p->hi >> 27) ^ 0x80000000u),
                         .scope_kind = scope_kind_of(k),
                         .scope = scope_of(k),
                         .category = f->category[p->lo >> (BITS_CELL + 20)],
                         .stage = f->stage[p->lo >> BITS_CELL & 0xfffff]};
}

static size_t add_up(struct fold *f, const struct cube_cell *cells, enum period_kind kind) {
    size_t n = 0;
    for (size_t i = 0, j; i < f->n; i = j) {
        struct cell c = cell_of(f, &cells[f->row[i].lo & ((1u << BITS_CELL) - 1)], &f->row[i], kind);
        for (j = i; j < f->n && same_place(&f->row[i], &f->row[j]); j++) {
            const struct cube_cell *k = &cells[f->row[j].lo & ((1u << BITS_CELL) - 1)];
            c.num += k->num;
            c.den += k->den;
        }
        if (!c.num && !c.den) continue;
        mem_grow(&f->out, &f->cap_out, n + 1, sizeof *f->out);
        f->out[n++] = c;
    }
    return n;
}

/* Policy and metric stand highest in the key. */
static int by_key(const void *a, const void *b) {
    const struct cube_cell *x = a, *y = b;
    if (x->hi != y->hi) return x->hi < y->hi ? -1 : 1;
    return x->lo < y->lo ? -1 : x->lo > y->lo;
}

static size_t compact(struct cube *c) {
    size_t n = 0;
    for (size_t i = 0; i < c->n_slots; i++)
        if (c->slot[i].hi && (c->slot[i].num || c->slot[i].den)) c->slot[n++] = c->slot[i];
    qsort(c->slot, n, sizeof *c->slot, by_key);
    return n;
}

/* The cells of one policy and metric. */
struct group {
    const char *policy, *metric;
    size_t from, to;
};

static int by_names(const void *a, const void *b) {
    const struct group *x = a, *y = b;
    int c = strcmp(x->policy, y->policy);
    return c ? c : strcmp(x->metric, y->metric);
}

static struct group *groups(const struct cube *c, size_t n, const struct metric_list *m, size_t *n_groups) {
    struct group *g = NULL;
    size_t cap = 0;
    *n_groups = 0;
    for (size_t i = 0, j; i < n; i = j) {
        for (j = i; j < n && c->slot[j].hi >> 41 == c->slot[i].hi >> 41;) j++;
        *VEC_ADD(g, *n_groups, cap) =
            (struct group){c->use[policy_of(&c->slot[i])].policy->id, m->def[c->slot[i].hi >> 41 & 0xfff].name, i, j};
    }
    if (*n_groups) qsort(g, *n_groups, sizeof *g, by_names);
    return g;
}

static void fold_group(struct fold *f, const struct group *g, cube_take *take, void *ctx, struct err *e) {
    const struct cube_cell *cells = &f->cube->slot[g->from];
    assert(g->to - g->from < 1u << BITS_CELL);
    for (int k = 0; k < PERIOD_KINDS && !err_is(e); k++) {
        f->n = 0;
        for (size_t i = 0; i < g->to - g->from; i++) spread(f, &cells[i], i, kind_order[k]);
        if (!f->n) continue;
        sort(f);
        size_t n = add_up(f, cells, kind_order[k]);
        if (n) take(ctx, f->out, n, e);
    }
}

void cube_fold(struct cube *c, const struct dims *d, const struct metric_list *m, cube_take *take, void *ctx,
               struct err *e) {
    struct fold f = {.cube = c};
    ranks_init(&f.ranks, d);
    f.category = inverse(f.ranks.category, d->category.n);
    f.stage = inverse(f.ranks.stage, d->stage.n);
    size_t n_groups, n = compact(c);
    struct group *g = groups(c, n, m, &n_groups);
    for (size_t i = 0; i < n_groups && !err_is(e); i++) fold_group(&f, &g[i], take, ctx, e);
    cube_reset(c);
    mem_free(g);
    mem_free(f.row);
    mem_free(f.spare);
    mem_free(f.out);
    mem_free(f.category);
    mem_free(f.stage);
    ranks_release(&f.ranks);
}
