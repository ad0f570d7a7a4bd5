/* What the policies and the configuration say, as tables of an edition, so that pages can show titles, clauses and
 * targets: policy, policy_category, policy_role, policy_stage, policy_rule, policy_target, source and more (docs/pages.md
 * lists them with their columns). */
#ifndef SITE_POLICY_ROWS_H
#define SITE_POLICY_ROWS_H
#include "policies/config.h"
#include "store/store.h"

/* Creates and fills the tables. restricted: with the forms that not every reader may consult. */
void policy_rows_fill(struct store *s, const struct config *c, bool restricted, struct err *e);
#endif
