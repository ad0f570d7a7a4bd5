/* Any bytes as a policy: a tree or an error with its place; a bound struct or an error in one line; a policy laid over
 * itself (extends) says the same. */
#include "tests/fuzz/yaml.h"

static bool bound(struct arena *a, const struct yaml_node *tree, struct err *e) {
    policy_schema_bind(a, tree, arena_zero(a, sizeof(struct row_further)), e);
    if (err_is(e)) check_message(e);
    return !err_is(e);
}

void fuzz_policy(const uint8_t *data, size_t size) {
    struct arena a;
    struct err e = {0}, again = {0};
    arena_init(&a);
    struct yaml_node *tree = yaml_read(&a, "fuzz", str_n((const char *)data, size), &e);
    require((tree == NULL) == err_is(&e));
    if (tree) {
        bool ok = bound(&a, tree, &e);
        struct bind b = {&a, NULL, &again};
        struct yaml_node *twice = bind_merge(&b, &policy_schema, tree, tree);
        if (ok) require(!err_is(&again) && bound(&a, twice, &again));
    } else {
        check_message(&e);
    }
    arena_release(&a);
}
