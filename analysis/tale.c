/* The tale: what a telling gives out. Lists grow and are used again for the next story.
 *
 * A story of very many events would give out millions of tallies, most of them for the same cells. They are added up
 * in place whenever a limit is reached, so a tale stays as small as its part of the cube. */
#include "analysis/tell.h"
#include "base/mem.h"

void tale_init(struct tale *t) { *t = (struct tale){0}; }

void tale_reset(struct tale *t) {
    t->n_obligations = t->n_merged = t->n_repeats = t->n_repeat_lists = t->n_limits = t->n_breaches = 0;
    t->n_coverages = t->n_contradictions = t->n_tallies = t->n_spans = t->n_checks = 0;
    t->changes = false;
    t->next_day = 0;
}

void tale_release(struct tale *t) {
    mem_free(t->obligation);
    mem_free(t->merged);
    mem_free(t->repeat);
    mem_free(t->repeat_list);
    mem_free(t->limit);
    mem_free(t->breach);
    mem_free(t->coverage);
    mem_free(t->contradiction);
    mem_free(t->check);
    mem_free(t->tally);
    mem_free(t->span);
    *t = (struct tale){0};
}

/* First day of the part of a week that lies in one month: every kind of period holds all of it or nothing. */
static int32_t part_first(int32_t day, int week_start) {
    int32_t week = day - (civil_weekday(day) - week_start + 7) % 7, month = day - civil_of(day).mday + 1;
    return week > month ? week : month;
}

static uint64_t mix(uint64_t h, uint64_t v) {
    h = (h ^ v) * 0x9E3779B97F4A7C15ull;
    return h ^ h >> 29;
}

static uint64_t hash_cell(const struct tally *y) {
    uint64_t h = mix(y->metric, (uint64_t)y->policy << 32 | (uint32_t)y->day_or_no);
    h = mix(h, (uint64_t)y->scope << 32 | y->category);
    return mix(h, (uint64_t)y->stage << 16 | (uint64_t)(uint8_t)y->kind << 8 | (uint64_t)y->scope_kind << 2 |
                      (uint64_t)y->pool_category << 1 | y->pool_stage);
}

static bool same_cell(const struct tally *x, const struct tally *y) {
    return x->policy == y->policy && x->metric == y->metric && x->kind == y->kind && x->scope_kind == y->scope_kind &&
           x->pool_category == y->pool_category && x->pool_stage == y->pool_stage && x->day_or_no == y->day_or_no &&
           x->scope == y->scope && x->category == y->category && x->stage == y->stage;
}

void tale_compact(struct tale *t, const struct world *w) {
    size_t n_slots = 64, kept = 0;
    while (n_slots < t->n_tallies * 2) n_slots *= 2;
    uint32_t *slot = mem_zero(n_slots * sizeof *slot);
    for (size_t i = 0; i < t->n_tallies; i++) {
        struct tally y = t->tally[i];
        if (y.kind < 0) y.day_or_no = part_first(y.day_or_no, w->use[y.policy].policy->week_start);
        size_t at = hash_cell(&y) & (n_slots - 1);
        while (slot[at] && !same_cell(&t->tally[slot[at] - 1], &y)) at = (at + 1) & (n_slots - 1);
        if (slot[at]) {
            t->tally[slot[at] - 1].num += y.num;
            t->tally[slot[at] - 1].den += y.den;
            continue;
        }
        t->tally[kept] = y;
        slot[at] = (uint32_t)++kept;
    }
    t->n_tallies = kept;
    mem_free(slot);
}
