#include "analysis/cube.h"
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
        while ((c->n + m) * 2 > c->n_slots) grow(c);
        for (size_t j = 0; j < m; j++) {
            key[j] = key_of(c, &t[i + j]);
            at[j] = mix(key[j].hi, key[j].lo);
            __builtin_prefetch(&c->slot[at[j] & (c->n_slots - 1)]);
        }
        for (size_t j = 0; j < m; j++) add_cell(c, &key[j], at[j], sign);
    }
}

/* ---- names in byte order ---- */

struct named { struct str name; uint32_t id; };

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
    *r = (struct ranks){rank_names(&d->site), rank_names(&d->department), rank_names(&d->category), rank_names(&d->stage)};
}

void ranks_release(struct ranks *r) {
    mem_free(r->site);
    mem_free(r->department);
    mem_free(r->category);
    mem_free(r->stage);
    *r = (struct ranks){0};
}

/* ---- summing up ---- */

/* A cell with its place: period, scope, then category and stage, each by rank. Cells of one place are neighbours
 * after sorting and become one. */
struct placed { uint64_t when, where, what; struct cell cell; };

struct fold {
    struct cube *cube;
    struct ranks ranks;
    struct placed *row; size_t n, cap;
    struct cell *out; size_t cap_out;
};

/* Byte order of the stored names. all < department < role < site < staff < surveyor */
static const enum period_kind kind_order[PERIOD_KINDS] = {PERIOD_HALF, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_WEEK,
                                                          PERIOD_YEAR};
static const uint8_t scope_rank[] = {[SCOPE_ALL] = 0, [SCOPE_DEPARTMENT] = 1, [SCOPE_ROLE] = 2, [SCOPE_SITE] = 3,
                                     [SCOPE_STAFF] = 4, [SCOPE_SURVEYOR] = 5};

static void place(struct fold *f, struct cell c) {
    uint32_t scope = c.scope_kind == SCOPE_SITE ? f->ranks.site[c.scope]
                     : c.scope_kind == SCOPE_DEPARTMENT ? f->ranks.department[c.scope] : c.scope;
    struct placed *p = VEC_ADD(f->row, f->n, f->cap);
    p->when = (uint32_t)c.no ^ 0x80000000u;
    p->where = (uint64_t)scope_rank[c.scope_kind] << 32 | scope;
    p->what = (uint64_t)f->ranks.category[c.category] << 32 | f->ranks.stage[c.stage];
    p->cell = c;
}

static void pool(struct fold *f, struct cell c, bool category, bool stage) {
    place(f, c);
    struct cell p = c;
    p.category = 0;
    if (category && c.category) place(f, p);
    p.stage = 0;
    if (category && stage && c.category && c.stage) place(f, p);
    p.category = c.category;
    if (stage && c.stage) place(f, p);
}

static void spread(struct fold *f, const struct cube_cell *k, enum period_kind want) {
    struct cell c = {.kind = want, .policy = (uint16_t)(k->hi >> 53 & 0xff), .metric = (uint16_t)(k->hi >> 41 & 0xfff),
                     .scope_kind = (enum scope_kind)(k->hi >> 33 & 7), .scope = (uint32_t)(k->lo >> 40),
                     .category = (uint32_t)(k->lo >> 20 & 0xfffff), .stage = (uint32_t)(k->lo & 0xfffff),
                     .num = k->num, .den = k->den};
    bool category = k->hi >> 40 & 1, stage = k->hi >> 39 & 1;
    int kind = (int)(k->hi >> 36 & 7) - 1;
    int32_t no = (int32_t)((uint32_t)k->hi ^ 0x80000000u);
    if (kind >= 0 && kind != (int)want) return;
    c.no = kind < 0 ? period_of(want, no, f->cube->use[c.policy].policy->week_start).no : no;
    pool(f, c, category, stage);
}

static int by_place(const void *a, const void *b) {
    const struct placed *x = a, *y = b;
    if (x->when != y->when) return x->when < y->when ? -1 : 1;
    if (x->where != y->where) return x->where < y->where ? -1 : 1;
    return x->what < y->what ? -1 : x->what > y->what;
}

static size_t add_up(struct fold *f) {
    qsort(f->row, f->n, sizeof *f->row, by_place);
    if (f->n > f->cap_out) {
        f->cap_out = f->cap;
        f->out = mem_resize(f->out, f->cap_out * sizeof *f->out);
    }
    size_t n = 0;
    for (size_t i = 0; i < f->n;) {
        struct cell c = f->row[i].cell;
        size_t j = i + 1;
        for (; j < f->n && by_place(&f->row[i], &f->row[j]) == 0; j++) {
            c.num += f->row[j].cell.num;
            c.den += f->row[j].cell.den;
        }
        if (c.num || c.den) f->out[n++] = c;
        i = j;
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

void cube_fold(struct cube *c, const struct dims *d, cube_take *take, void *ctx, struct err *e) {
    struct fold f = {.cube = c};
    ranks_init(&f.ranks, d);
    size_t n = compact(c);
    for (size_t i = 0, j; i < n && !err_is(e); i = j) {
        for (j = i; j < n && c->slot[j].hi >> 41 == c->slot[i].hi >> 41;) j++;
        for (int k = 0; k < PERIOD_KINDS && !err_is(e); k++) {
            f.n = 0;
            for (size_t m = i; m < j; m++) spread(&f, &c->slot[m], kind_order[k]);
            size_t m = add_up(&f);
            if (m) take(ctx, f.out, m, e);
        }
    }
    cube_reset(c);
    mem_free(f.row);
    mem_free(f.out);
    ranks_release(&f.ranks);
}
