/* Fuzz target: any bytes as a policy and as a configuration. Promises held: a tree or an error with its place; a bound
 * struct or an error in one line; a policy laid over itself (extends) says the same.
 *
 *   make BUILD=build/fuzz CC=clang OPT='-O1 -g' SAN='-fsanitize=fuzzer-no-link,address,undefined' \
 *       build/fuzz/tests/fuzz/policy.o build/fuzz/libpolicies.a build/fuzz/libbase.a
 *   clang -fsanitize=fuzzer,address,undefined build/fuzz/tests/fuzz/policy.o build/fuzz/libpolicies.a \
 *       build/fuzz/libbase.a -lyaml -lcrypto -o build/fuzz/policy
 *   build/fuzz/policy -max_total_time=300 -max_len=16384 build/fuzz/found policies */
#include "policies/policy_schema.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool ok) {
    if (!ok) abort();
}

/* «fuzz:line:column: …» in one line. */
static void check_message(const struct err *e) {
    require(e->code == ERR_CONFIG && strncmp(e->text, "fuzz:", 5) == 0);
    require(e->text[5] >= '1' && e->text[5] <= '9');
    for (const char *p = e->text; *p; p++) require((unsigned char)*p >= 0x20 && *p != 0x7F);
}

static bool binds(struct arena *a, const struct bind_table *t, const struct yaml_node *tree, struct err *e) {
    void *row = arena_zero(a, t->size);
    struct bind b = {a, row, e};
    bind_map(&b, t, tree, row);
    if (err_is(e)) check_message(e);
    return !err_is(e);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena a;
    struct err e = {0}, again = {0}, other = {0};
    arena_init(&a);
    struct yaml_node *tree = yaml_read(&a, "fuzz", str_n((const char *)data, size), &e);
    require((tree == NULL) == err_is(&e));
    if (tree) {
        bool ok = binds(&a, &policy_schema, tree, &e);
        binds(&a, &config_schema, tree, &other);
        struct bind b = {&a, NULL, &again};
        struct yaml_node *twice = bind_merge(&b, &policy_schema, tree, tree);
        if (ok) require(!err_is(&again) && binds(&a, &policy_schema, twice, &again));
    } else {
        check_message(&e);
    }
    arena_release(&a);
    return 0;
}
