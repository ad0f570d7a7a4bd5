/* One of the policies in use, with all its uses. Figures are kept by policy; what spans stories (visits that name
 * several events, staff ratios, rates) is told policy by policy, because merging and places may differ. */
#ifndef ANALYSIS_PART_H
#define ANALYSIS_PART_H
#include "policies/config.h"

struct part {
    uint16_t no; /* number of its first use */
    struct policy_use *use;
    size_t n_uses;
};

static inline const struct policy *part_policy(const struct part *p) { return p->use[0].policy; }

/* Whether the policy is in force at the site on some day from first to last. */
static inline bool part_in_force(const struct part *p, struct str site, int32_t first, int32_t last) {
    for (size_t i = 0; i < p->n_uses; i++) {
        const struct policy_use *u = &p->use[i];
        if ((!u->from_set || u->from <= last) && (!u->until_set || u->until >= first) &&
            (!u->sites.n || names_have(&u->sites, site)))
            return true;
    }
    return false;
}
#endif
