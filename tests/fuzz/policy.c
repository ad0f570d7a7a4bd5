/* Any bytes as a policy: a tree or an error with its place; a bound struct or an error in one line; a policy laid over
 * itself (extends) says the same. */
#include "tests/fuzz/yaml.h"

void fuzz_policy(const uint8_t *data, size_t size) {
    struct arena a;
    struct err e = {0}, again = {0};
    arena_init(&a);
    struct yaml_node *tree = yaml_read(&a, "fuzz", str_n((const char *)data, size), &e);
    require((tree == NULL) == err_is(&e));
    if (tree) {
        bool ok = binds(&a, &policy_schema, tree, &e);
        struct bind b = {&a, NULL, &again};
        struct yaml_node *twice = bind_merge(&b, &policy_schema, tree, tree);
        if (ok) require(!err_is(&again) && binds(&a, &policy_schema, twice, &again));
    } else {
        check_message(&e);
    }
    arena_release(&a);
}
