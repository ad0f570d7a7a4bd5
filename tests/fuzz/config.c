/* Any bytes as a configuration: a bound struct or an error in one line with its place. */
#include "tests/fuzz/yaml.h"

void fuzz_config(const uint8_t *data, size_t size) {
    struct arena a;
    struct err e = {0};
    arena_init(&a);
    struct yaml_node *tree = yaml_read(&a, "fuzz", str_n((const char *)data, size), &e);
    require((tree == NULL) == err_is(&e));
    if (tree) binds(&a, &config_schema, tree, &e);
    else check_message(&e);
    arena_release(&a);
}
