/* check_schema.c: the rows of `checks` and `counts`. */
#ifndef POLICIES_CHECK_SCHEMA_H
#define POLICIES_CHECK_SCHEMA_H
#include "policies/bind.h"

extern const struct bind_table check_schema, count_schema;
#endif
