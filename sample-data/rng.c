#include "sample-data/rng.h"

uint64_t rng_next(struct rng *r) {
    uint64_t z = r->s += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

struct rng rng_of(uint64_t what, uint64_t a, uint64_t b) {
    struct rng r = {what * 0xA24BAED4963EE407u};
    r.s = rng_next(&r) ^ (a * 0x9FB21C651E98DF25u);
    r.s = rng_next(&r) ^ (b * 0xD6E8FEB86659FD93u);
    return r;
}

int rng_below(struct rng *r, int n) { return (int)(((rng_next(r) >> 32) * (uint64_t)n) >> 32); }
int rng_range(struct rng *r, int lo, int hi) { return lo + rng_below(r, hi - lo + 1); }
bool rng_hit(struct rng *r, int permille) { return rng_below(r, 1000) < permille; }
