#include "policies/policy.h"

bool names_have(const struct names *list, struct str name) {
    for (size_t i = 0; i < list->n; i++)
        if (str_is(name, list->name[i])) return true;
    return false;
}
