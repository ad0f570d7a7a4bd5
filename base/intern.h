/* Interned strings: each distinct string gets the next number, 0 first. For site, department, category … names
 * that come up a million times. Numbers depend on the order of adding and are never stored. */
#ifndef BASE_INTERN_H
#define BASE_INTERN_H
#include "base/arena.h"
#include <stdint.h>

struct intern {
    struct arena text;
    struct str *name; /* name[id], n of them */
    size_t n, cap;
    uint32_t *slot; /* id + 1, 0 = free */
    size_t n_slots;
};

#define INTERN_NONE UINT32_MAX

void intern_init(struct intern *t);
void intern_release(struct intern *t);
/* The number of s, which is added when new. */
uint32_t intern_add(struct intern *t, struct str s);
/* The number of s or INTERN_NONE. */
uint32_t intern_find(const struct intern *t, struct str s);
#endif
