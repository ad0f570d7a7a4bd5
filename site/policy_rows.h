/* What the policies and the configuration say, as tables of an edition, so that pages can show titles, clauses, targets
 * and due days: policy, policy_category, policy_role, policy_stage, policy_rule, policy_target, policy_duty, source
 * (docs/pages.md lists the columns). */
#ifndef SITE_POLICY_ROWS_H
#define SITE_POLICY_ROWS_H
#include "policies/config.h"
#include "store/store.h"

/* Creates and fills the tables. */
void policy_rows_fill(struct store *s, const struct config *c, int32_t as_of, struct err *e);
/* The first day in (as_of, as_of + days] on which the report is due, in *day; false: none. */
bool policy_rows_duty_day(const struct policy *p, const struct report_duty *d, int32_t as_of, int days, int32_t *day);
#endif
