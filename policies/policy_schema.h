/* The keys of a policy file (docs/policy-format.md): one table per mapping. */
#ifndef POLICIES_POLICY_SCHEMA_H
#define POLICIES_POLICY_SCHEMA_H
#include "policies/bind.h"

/* Binds a struct policy_file. */
extern const struct bind_table policy_schema;

/* A policy as bound, with what only the binding needs. */
struct policy_file {
    struct policy p;
    const char *extends;
    struct names ratio_roles;
};
#endif
