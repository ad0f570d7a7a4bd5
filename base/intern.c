#include "base/intern.h"
#include "base/mem.h"

void intern_init(struct intern *t) {
    *t = (struct intern){0};
    arena_init(&t->text);
}

void intern_release(struct intern *t) {
    arena_release(&t->text);
    mem_free(t->name);
    mem_free(t->slot);
    *t = (struct intern){0};
}

static size_t probe(const struct intern *t, struct str s) {
    size_t i = str_hash(s) & (t->n_slots - 1);
    while (t->slot[i] && !str_eq(t->name[t->slot[i] - 1], s)) i = (i + 1) & (t->n_slots - 1);
    return i;
}

static void rehash(struct intern *t) {
    mem_free(t->slot);
    t->n_slots = t->n_slots ? t->n_slots * 2 : 64;
    t->slot = mem_zero(t->n_slots * sizeof *t->slot);
    for (size_t id = 0; id < t->n; id++) t->slot[probe(t, t->name[id])] = (uint32_t)id + 1;
}

uint32_t intern_find(const struct intern *t, struct str s) {
    if (!t->n_slots) return INTERN_NONE;
    uint32_t v = t->slot[probe(t, s)];
    return v ? v - 1 : INTERN_NONE;
}

uint32_t intern_add(struct intern *t, struct str s) {
    if (t->n * 2 >= t->n_slots) rehash(t);
    size_t i = probe(t, s);
    if (t->slot[i]) return t->slot[i] - 1;
    *VEC_ADD(t->name, t->n, t->cap) = arena_str(&t->text, s);
    t->slot[i] = (uint32_t)t->n;
    return (uint32_t)t->n - 1;
}
