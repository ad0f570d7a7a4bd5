/* A seeded generator of random whole numbers: splitmix64 (S. Vigna). No floating point, no clock: the same sources
 * give the same logs on every machine. */
#ifndef SAMPLE_DATA_RNG_H
#define SAMPLE_DATA_RNG_H
#include <stdbool.h>
#include <stdint.h>

/* Draw into a variable first where two draws meet in one expression or argument list: C does not say which of them
 * goes first, and gcc and clang differ. */
struct rng {
    uint64_t s;
};

/* A stream of its own for each (what, a, b), so that a change in one place leaves the others as they were. */
struct rng rng_of(uint64_t what, uint64_t a, uint64_t b);
uint64_t rng_next(struct rng *r);
/* 0 … n-1. */
int rng_below(struct rng *r, int n);
/* lo … hi, both inclusive. */
int rng_range(struct rng *r, int lo, int hi);
/* True in `permille` of a thousand cases. */
bool rng_hit(struct rng *r, int permille);
#define RNG_PICK(r, arr) ((arr)[rng_below((r), (int)(sizeof(arr) / sizeof *(arr)))])
#endif
