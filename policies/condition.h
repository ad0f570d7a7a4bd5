/* Conditions on the columns of an event: `condition: {severity: [major], feedback_form_at: empty}`; all must hold.
 *
 *   text     a code, a list of codes, {not: codes}, empty, present
 *   flag     true (set), false (not set or empty)
 *   number   {at_least: n}, {less_than: n} or both, empty, present
 *   time     empty, present, {day_after: another time}
 *
 * Codes are checked where data.md or the policy lists them. */
#ifndef POLICIES_CONDITION_H
#define POLICIES_CONDITION_H
#include "policies/bind.h"

/* A BIND_CUSTOM binder of a struct conditions at k->offset; bind.top must be a struct policy. */
void condition_bind(struct bind *b, const struct bind_key *k, const struct yaml_node *v, void *row);
/* Categories that the policy being bound declares. */
extern const struct bind_vocab condition_categories;
/* The times of an event. */
extern const struct bind_vocab condition_times;
#endif
