/* What config.c and policy.c share: «fuzz:line:column: …» in one line is how a fault is told. */
#ifndef TESTS_FUZZ_YAML_H
#define TESTS_FUZZ_YAML_H
#include "policies/policy_schema.h"
#include "tests/fuzz/fuzz.h"

static inline void check_message(const struct err *e) {
    require(e->code == ERR_CONFIG && strncmp(e->text, "fuzz:", 5) == 0);
    require(e->text[5] >= '1' && e->text[5] <= '9');
    for (const char *p = e->text; *p; p++) require((unsigned char)*p >= 0x20 && *p != 0x7F);
}

static inline bool binds(struct arena *a, const struct bind_table *t, const struct yaml_node *tree, struct err *e) {
    void *row = arena_zero(a, t->size);
    struct bind b = {a, row, e};
    bind_map(&b, t, tree, row);
    if (err_is(e)) check_message(e);
    return !err_is(e);
}
#endif
