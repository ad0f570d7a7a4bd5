/* Departments, sites and staff that were renamed or merged (`aliases:` of huifang.yaml). An alias without a date
 * holds always, a dated one for rows that happened on its day or later; chains are followed. */
#ifndef ETL_ALIAS_H
#define ETL_ALIAS_H
#include "policies/config.h"

enum alias_kind { ALIAS_SITE, ALIAS_DEPARTMENT, ALIAS_STAFF, ALIAS_KINDS };

struct alias_entry {
    struct str from, to;
    bool dated;
    int32_t since;
};

struct aliases {
    struct alias_entry *entry[ALIAS_KINDS]; /* sorted by from, then the later day first */
    size_t n[ALIAS_KINDS];
};

/* The tables of a configuration, in the arena. */
struct aliases *alias_open(struct arena *a, const struct config *cfg);
/* The name in force. day_known false (a log without own time): dated aliases hold too. */
struct str alias_now(const struct aliases *t, enum alias_kind kind, struct str name, bool day_known, int32_t day);
#endif
